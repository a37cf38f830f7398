"""The commands that plan an intervention, put it off, and call it off."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.interventions.naming import intervention
from registre_cli.interventions.options import Asked, Contacts, Contractors, Kind, Reason, type_code
from registre_cli.interventions.showing import tell
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of, chosen
from registre_core import InvalidInput
from registre_core.interventions import Period, Recurrence
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.kernel.written import day_of

Where = Annotated[str, Parameter(name="--site", metavar="SITE", help="Le site, par son nom ou son identifiant.")]
On = Annotated[str, Parameter(name="--on", metavar="JOUR", help="Le jour prévu, JJ/MM/AAAA ou AAAA-MM-JJ.")]
To = Annotated[str, Parameter(name="--to", metavar="JOUR", help="Le nouveau jour prévu.")]
Every = Annotated[
    str | None,
    Parameter(
        name="--every",
        metavar="DURÉE",
        help="Elle revient, comptée du jour où elle a été faite : « 6 month », « 1 year », « 2 week ».",
    ),
]
Roles = Annotated[
    str | None,
    Parameter(
        name="--signed-by",
        metavar="RÔLES",
        help="Qui la signera : operator, contractor ou contact, ou deux d’entre eux séparés par une virgule.",
    ),
]
Series = Annotated[
    bool,
    Parameter(name="--series", negative=(), show_default=False, help="La série s’arrête : elle ne revient pas."),
]


def plan(
    address: Address,
    /,
    *,
    site: Where,
    kind: Kind,
    on: On,
    contractor: Contractors = [],  # noqa: B006  # cyclopts copies it
    contact: Contacts = [],  # noqa: B006  # as above
    every: Every = None,
    signed_by: Roles = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Plan one intervention; as many firms and contacts as wanted take part in it."""
    code, day, recurrence, rule = all_of(
        partial(type_code, kind), partial(day_of, on, "--on"), partial(_again, every), partial(_rule, signed_by)
    )
    with seated(address, chair) as seat:
        planned = seat.registre.interventions.plan(
            seat.actor,
            site=seat.site(site).id,
            type_code=code,
            planned_on=day,
            contractors=[signers.contractor(seat, one).id for one in contractor],
            contacts=[signers.contact(seat, one).id for one in contact],
            recurrence=recurrence,
            rule=rule,
        )
        tell(seat, planned, as_json=as_json)


def postpone(
    address: Address, asked: Asked, /, *, to: To, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Put an intervention off to another day."""
    day = day_of(to, "--to")
    with seated(address, chair) as seat:
        found = intervention(seat, asked)
        saved = seat.registre.interventions.postpone(seat.actor, found.id, to=day, reason=reason)
        tell(seat, saved, as_json=as_json)


def cancel(
    address: Address,
    asked: Asked,
    /,
    *,
    reason: Reason,
    series: Series = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Call an intervention off."""
    with seated(address, chair) as seat:
        found = intervention(seat, asked)
        saved = seat.registre.interventions.cancel(seat.actor, found.id, reason=reason, series=series)
        tell(seat, saved, as_json=as_json)


def _again(every: str | None) -> Recurrence | None:
    """Read how often it comes again.

    Raises:
        InvalidInput: ``malformed-recurrence``, ``unknown-choice``; what `Recurrence` says of the number.
    """
    if every is None:
        return None
    read = re.fullmatch(r"([0-9]{1,5}) *([a-z-]+)", every.strip())
    if read is None:
        said = f"{every!r} is no recurrence: write it as «6 month»"
        raise InvalidInput.at("--every", "malformed-recurrence", said, value=every)
    return Recurrence(int(read[1]), chosen(Period, read[2], "--every"))


def _rule(signed_by: str | None) -> SignatoryRule | None:
    if signed_by is None:
        return None
    return SignatoryRule(tuple(chosen(SignatoryRole, one.strip(), "--signed-by") for one in signed_by.split(",")))
