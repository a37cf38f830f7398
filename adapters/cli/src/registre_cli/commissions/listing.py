"""The command that lists visits of safety commissions."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels
from registre_cli.commissions.options import KINDS
from registre_cli.commissions.words import Towns, outcome, title
from registre_cli.labels import day
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.commissions import Visit, VisitKind
from registre_core.kernel.pages import Page
from registre_core.kernel.written import day_of

Kind = Annotated[str | None, Parameter(name="--kind", metavar=KINDS, help="Seulement celles de cette nature.")]
From = Annotated[str | None, Parameter(name="--from", metavar="JOUR", help="Seulement celles de ce jour, ou d’après.")]
Until = Annotated[
    str | None, Parameter(name="--until", metavar="JOUR", help="Seulement celles de ce jour, ou d’avant.")
]


def listed(
    address: Address,
    /,
    *,
    site: SiteName = None,
    kind: Kind = None,
    since: From = None,
    until: Until = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List visits, those announced first, then the latest."""
    of_kind, first, last = all_of(
        lambda: None if kind is None else chosen(VisitKind, kind, "--kind"),
        lambda: None if since is None else day_of(since, "--from"),
        lambda: None if until is None else day_of(until, "--until"),
    )
    with seated(address, chair) as seat:
        page = seat.registre.commissions.page(
            seat.actor,
            site=seat.site(site).id if site else None,
            kind=of_kind,
            from_day=first,
            until_day=last,
            after=after,
            limit=limit,
            counted=True,
        )
        towns = Towns.of(seat, [one.site_id for one in page.items])
    if as_json:
        write_json({**seat.as_json(), "visits": [*map(towns.described, page.items)], "next": page.next})
    else:
        _tell(seat, page, towns)


def _tell(seat: Seat, page: Page[Visit], towns: Towns) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Aucune visite."))
        return
    table = headed("Visite", "Le", "Résultat")
    table.columns[2].max_width = 20
    for one in page.items:
        add(table, _cell(one, towns), day(one.visited_on), outcome(one))
    say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} visites."))
    tell_next(page.next)


def _cell(one: Visit, towns: Towns) -> Text:
    return Words("\n").join([Words(title(one, towns)), Words(one.commission), Words(str(one.id), style="dim")])
