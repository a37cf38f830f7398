"""The commands that write down what recipients said by mail or telephone."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

from registre_cli.findings.options import Documents, Files, stored
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of
from registre_cli.requests import options
from registre_cli.requests.naming import line, request
from registre_cli.requests.options import Asked, InTime, On, Replaces, Who
from registre_cli.requests.showing import told
from registre_core import InvalidInput
from registre_core.kernel.written import day_of, money_of
from registre_core.requests import Quote
from registre_core.services.requests import Reply

Amount = Annotated[str, Parameter(name="--amount", metavar="MONTANT", help="Le prix hors taxe, comme « 1 234,50 ».")]
Rate = Annotated[str, Parameter(name="--vat", metavar="TAUX", help="Le taux de TVA en pour cent, comme 20 ou 5,5.")]
Until = Annotated[
    str | None, Parameter(name="--valid-until", metavar="JOUR", help="Le dernier jour où le devis engage.")
]
Why = Annotated[str, Parameter(name="--reason", metavar="TEXTE", help="Pourquoi, s’il le dit.")]


def answer(
    address: Address,
    asked: Asked,
    /,
    *,
    who: Who,
    message: options.Reply = "",
    on: On = None,
    replace: Replaces = False,
    in_time: InTime = False,
    document: Files = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down that somebody comes."""
    day = None if on is None else day_of(on, "--on")
    with seated(address, chair, documents) as seat:
        along = stored(seat, document, documents, "--document")
        _record(
            seat, asked, who, Reply(message, day, documents=along), replace=replace, in_time=in_time, as_json=as_json
        )


def quote(
    address: Address,
    asked: Asked,
    /,
    *,
    who: Who,
    amount: Amount,
    vat: Rate = "20",
    valid_until: Until = None,
    message: options.Reply = "",
    on: On = None,
    replace: Replaces = False,
    in_time: InTime = False,
    document: Files = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down what it would cost."""
    price, until, day = all_of(
        partial(money_of, amount, "--amount"),
        lambda: None if valid_until is None else day_of(valid_until, "--valid-until"),
        lambda: None if on is None else day_of(on, "--on"),
    )
    offered = Quote(price, _rate(vat), until)
    with seated(address, chair, documents) as seat:
        along = stored(seat, document, documents, "--document")
        _record(
            seat, asked, who, Reply(message, day, offered, along), replace=replace, in_time=in_time, as_json=as_json
        )


def decline(
    address: Address,
    asked: Asked,
    /,
    *,
    who: Who,
    reason: Why = "",
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down that somebody does not want to."""
    with seated(address, chair) as seat:
        found = request(seat, asked)
        one = line(found, who)
        saved = seat.registre.requests.record_decline(seat.actor, found.request.id, one.id, reason=reason)
        told(seat, saved, as_json=as_json)


def _record(seat: Seat, asked: str, who: str, reply: Reply, *, replace: bool, in_time: bool, as_json: bool) -> None:
    found = request(seat, asked)
    one = line(found, who)
    if replace and one.answer is not None:
        reply = evolve(reply, replaces=one.answer.at)
    record = seat.registre.requests.record_answer
    told(seat, record(seat.actor, found.request.id, one.id, reply, in_time=in_time), as_json=as_json)


def _rate(written: str) -> str:
    """Read a rate as people in France write it."""
    read = written.strip().rstrip("%").strip().replace(",", ".")
    if not read.replace(".", "", 1).isdecimal():
        said = f"--vat is a percentage such as 20 or 5.5, not {written!r}"
        raise InvalidInput.at("--vat", "vat-rate-out-of-range", said, value=written)
    return read
