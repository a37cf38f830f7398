"""The command that lists interventions."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels, signers
from registre_cli.interventions.options import type_code
from registre_cli.interventions.words import Visits
from registre_cli.labels import day
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.interventions import Intervention, Status
from registre_core.kernel.pages import Page
from registre_core.kernel.written import day_of

Standing = Annotated[
    str | None,
    Parameter(
        name="--status",
        metavar="overdue|planned|to-sign|closed|cancelled",
        help="Seulement celles en retard, planifiées, à signer, clôturées ou annulées.",
    ),
]
Kind = Annotated[str | None, Parameter(name="--type", metavar="TYPE", help="Seulement celles de ce type : inspection.")]
Firm = Annotated[
    str | None,
    Parameter(name="--contractor", metavar="PRESTATAIRE", help="Seulement celles auxquelles il prend part."),
]
From = Annotated[str | None, Parameter(name="--from", metavar="JOUR", help="Seulement à partir de ce jour prévu.")]
Until = Annotated[
    str | None, Parameter(name="--until", metavar="JOUR", help="Seulement jusqu’à ce jour prévu, inclus.")
]


def listed(
    address: Address,
    /,
    *,
    site: SiteName = None,
    kind: Kind = None,
    status: Standing = None,
    contractor: Firm = None,
    since: From = None,
    until: Until = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List interventions, the longest overdue first."""
    of_type, stand, first, last = all_of(
        lambda: type_code(kind) if kind is not None else None,
        lambda: chosen(Status, status, "--status") if status is not None else None,
        lambda: day_of(since, "--from") if since is not None else None,
        lambda: day_of(until, "--until") if until is not None else None,
    )
    with seated(address, chair) as seat:
        page = seat.registre.interventions.page(
            seat.actor,
            site=seat.site(site).id if site else None,
            type_code=of_type,
            status=stand,
            contractor=signers.contractor(seat, contractor).id if contractor else None,
            from_day=first,
            until_day=last,
            after=after,
            limit=limit,
            counted=True,
        )
        names = Visits.of(seat, page.items)
    if as_json:
        write_json({**seat.as_json(), "interventions": [*map(names.described, page.items)], "next": page.next})
    else:
        _tell(seat, page, names)


def _tell(seat: Seat, page: Page[Intervention], names: Visits) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Aucune intervention ici." if page.next else "Aucune intervention."))
    else:
        table = headed("Prévue le", "État", "Intervention")
        for one in page.items:
            add(table, day(one.planned_on), names.state(one), cell(names, one))
        say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} interventions."))
    tell_next(page.next)


def cell(names: Visits, intervention: Intervention) -> Text:
    """Say what it is, who takes part, and how a command names it."""
    lines = [Words(names.title(intervention)), Words(names.people(intervention))]
    return Words("\n").join([*filter(None, lines), Words(str(intervention.id), style="dim")])
