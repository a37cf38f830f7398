"""The commands that write down what the commission thinks, what the authority decides, and who was told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.commissions.naming import visit
from registre_cli.commissions.options import Asked, Prescriptions
from registre_cli.commissions.showing import tell
from registre_cli.findings.options import Documents, stored
from registre_cli.naming import identifier
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of, chosen
from registre_core.commissions import Authority, Favour, OrderKind
from registre_core.kernel.identifiers import FindingId, OrderId
from registre_core.kernel.written import day_of

FavourOf = Annotated[
    str, Parameter(name="--favour", metavar="favourable|unfavourable|deferred", help="Ce que pense la commission.")
]
On = Annotated[str, Parameter(name="--on", metavar="JOUR", help="Le jour.")]
Remarks = Annotated[
    str, Parameter(name="--remarks", metavar="TEXTE", help="Ce qu’elle dit d’autre ; jamais d’une personne.")
]
Kind = Annotated[
    str,
    Parameter(name="--kind", metavar="opening|continuation|works|closure|other", help="Ce que fait l’arrêté."),
]
SignedBy = Annotated[str, Parameter(name="--authority", metavar="mayor|prefect", help="Qui l’a signé.")]
SignedOn = Annotated[str, Parameter(name="--signed-on", metavar="JOUR", help="Le jour de la signature.")]
Number = Annotated[str, Parameter(name="--number", metavar="N°", help="Son numéro.")]
NotifiedOn = Annotated[
    str | None, Parameter(name="--notified-on", metavar="JOUR", help="Le jour où l’exploitant en a été avisé.")
]
DueOn = Annotated[str | None, Parameter(name="--due-on", metavar="JOUR", help="Avant quand l’exécuter.")]
Replaces = Annotated[
    str | None,
    Parameter(name="--replaces", metavar="IDENTIFIANT", help="L’arrêté de ce site auquel celui-ci met fin."),
]
Paper = Annotated[Path | None, Parameter(name="--document", metavar="FICHIER", help="L’arrêté lui-même, à joindre.")]
OrderName = Annotated[str, Parameter(name="--order", metavar="IDENTIFIANT", help="L’arrêté, par son identifiant.")]


def opinion(
    address: Address,
    asked: Asked,
    /,
    *,
    favour: FavourOf,
    on: On,
    prescription: Prescriptions = [],  # noqa: B006  # cyclopts copies it
    remarks: Remarks = "",
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down what the commission thinks: it binds nobody."""
    thought, day, motives = all_of(
        partial(chosen, Favour, favour, "--favour"), partial(day_of, on, "--on"), partial(_findings, prescription)
    )
    with seated(address, chair) as seat:
        saved = seat.registre.commissions.record_opinion(
            seat.actor,
            visit(seat, asked).id,
            favour=thought,
            given_on=day,
            motivated_by=motives,
            remarks=remarks,
        )
        tell(seat, saved, as_json=as_json)


def order(
    address: Address,
    asked: Asked,
    /,
    *,
    kind: Kind,
    authority: SignedBy,
    signed_on: SignedOn,
    number: Number = "",
    notified_on: NotifiedOn = None,
    due_on: DueOn = None,
    prescription: Prescriptions = [],  # noqa: B006  # cyclopts copies it
    replaces: Replaces = None,
    document: Paper = None,
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down what the mayor or the prefect decided: it binds once the operator was told."""
    does, who, signed, told, due, bound, ended = all_of(
        partial(chosen, OrderKind, kind, "--kind"),
        partial(chosen, Authority, authority, "--authority"),
        partial(day_of, signed_on, "--signed-on"),
        lambda: None if notified_on is None else day_of(notified_on, "--notified-on"),
        lambda: None if due_on is None else day_of(due_on, "--due-on"),
        partial(_findings, prescription),
        lambda: None if replaces is None else OrderId(identifier(replaces, "--replaces")),
    )
    with seated(address, chair, documents) as seat:
        found = visit(seat, asked)
        (paper,) = stored(seat, [document], documents, "--document") if document else (None,)
        saved = seat.registre.commissions.record_order(
            seat.actor,
            found.id,
            kind=does,
            authority=who,
            signed_on=signed,
            number=number,
            notified_on=told,
            due_on=due,
            prescriptions=bound,
            document=paper,
            replaces=ended,
        )
        tell(seat, saved, as_json=as_json)


def notify(
    address: Address, asked: Asked, /, *, order: OrderName, on: On, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Write down when the operator was told of an order."""
    which, day = all_of(partial(identifier, order, "--order"), partial(day_of, on, "--on"))
    with seated(address, chair) as seat:
        found = visit(seat, asked)
        recording = seat.registre.commissions.record_notification
        tell(seat, recording(seat.actor, found.id, OrderId(which), notified_on=day), as_json=as_json)


def _findings(written: list[str]) -> list[FindingId]:
    return [FindingId(identifier(one, "--prescription")) for one in written]
