"""The commands that record a visit, change it, call it off, and give it its report."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.commissions.naming import visit
from registre_cli.commissions.options import KINDS, Asked, Commission, Examined, NextDue, Reason, Where
from registre_cli.commissions.showing import tell
from registre_cli.files import opened
from registre_cli.options import Address, Json
from registre_cli.people import Attendees, NamedOnes, attendees
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of, chosen
from registre_core.commissions import VisitKind
from registre_core.kernel.written import day_of
from registre_core.services.commissions import KEPT

Kind = Annotated[str, Parameter(name="--kind", metavar=KINDS, help="Pourquoi elle vient.")]
On = Annotated[str, Parameter(name="--on", metavar="JOUR", help="Le jour, passé ou à venir.")]
File = Annotated[Path, Parameter(name="FICHIER", help="Le procès-verbal, en PDF.")]
Documents = Annotated[
    str,
    Parameter(name="--documents", metavar="ADRESSE", help="Où sont les documents, comme file:///var/lib/registre."),
]
OtherKind = Annotated[str | None, Parameter(name="--kind", metavar=KINDS, help="Pourquoi elle vient.")]
OtherDay = Annotated[str | None, Parameter(name="--on", metavar="JOUR", help="Le jour.")]
OtherCommission = Annotated[str | None, Parameter(name="--commission", metavar="NOM", help="Laquelle.")]


def record(
    address: Address,
    /,
    *,
    site: Where,
    kind: Kind,
    on: On,
    commission: Commission,
    attendee: Attendees = [],  # noqa: B006  # cyclopts copies it
    named: NamedOnes = [],  # noqa: B006  # as above
    examined: Examined = [],  # noqa: B006  # as above
    next_due: NextDue = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Record that a commission came, or announce that it will."""
    of_kind, day, following = all_of(
        partial(chosen, VisitKind, kind, "--kind"),
        partial(day_of, on, "--on"),
        lambda: None if next_due is None else day_of(next_due, "--next-due"),
    )
    with seated(address, chair) as seat:
        saved = seat.registre.commissions.record_visit(
            seat.actor,
            site=seat.site(site).id,
            kind=of_kind,
            visited_on=day,
            commission=commission,
            attendees=attendees(seat, attendee, named),
            examined=examined,
            next_due_on=following,
        )
        tell(seat, saved, as_json=as_json)


def edit(
    address: Address,
    asked: Asked,
    /,
    *,
    kind: OtherKind = None,
    on: OtherDay = None,
    commission: OtherCommission = None,
    attendee: Attendees = [],  # noqa: B006  # cyclopts copies it
    named: NamedOnes = [],  # noqa: B006  # as above
    examined: Examined = [],  # noqa: B006  # as above
    next_due: NextDue = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Change what is known of a visit: whoever is named joins those who were there."""
    of_kind, day, following = all_of(
        lambda: None if kind is None else chosen(VisitKind, kind, "--kind"),
        lambda: None if on is None else day_of(on, "--on"),
        lambda: KEPT if next_due is None else day_of(next_due, "--next-due"),
    )
    with seated(address, chair) as seat:
        found = visit(seat, asked)
        saved = seat.registre.commissions.edit_visit(
            seat.actor,
            found.id,
            kind=of_kind,
            visited_on=day,
            commission=commission,
            attendees=[*found.attendees, *attendees(seat, attendee, named)],
            examined=dict.fromkeys([*found.examined, *examined]),
            next_due_on=following,
        )
        tell(seat, saved, as_json=as_json)


def cancel(
    address: Address, asked: Asked, /, *, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that a visit does not take place."""
    with seated(address, chair) as seat:
        found = visit(seat, asked)
        tell(seat, seat.registre.commissions.cancel_visit(seat.actor, found.id, reason=reason), as_json=as_json)


def attach(
    address: Address,
    asked: Asked,
    file: File,
    /,
    *,
    documents: Documents,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Give a visit its report."""
    with seated(address, chair, documents) as seat, opened(file, "FICHIER") as stream:
        found = visit(seat, asked)
        stored = seat.registre.documents.store(seat.actor, stream, name=file.name)
        tell(seat, seat.registre.commissions.attach_report(seat.actor, found.id, stored), as_json=as_json)
