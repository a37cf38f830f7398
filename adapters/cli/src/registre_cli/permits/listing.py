"""The command that lists hot-work permits, each with its post-work check (S9)."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels, signers
from registre_cli.answers import worded
from registre_cli.moments import bounds_of
from registre_cli.options import Address, After, Json, Limit
from registre_cli.permits.words import Places, check, validity
from registre_cli.profiles.options import NOBODY_SAID, Chair, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.kernel.pages import Page
from registre_core.permits import Colour, PermitState
from registre_core.services.permits import PermitLine

State = Annotated[
    str | None,
    Parameter(
        name="--state",
        metavar="ÉTAT",
        help="Seulement dans cet état : draft, waiting, active, suspended, work-ended, closing, closed, expired …",
    ),
]
Check = Annotated[
    str | None,
    Parameter(
        name="--colour",
        metavar="gris|rouge|vert",
        help="Seulement ceux dont la levée de doute est à réaliser, non réalisée ou réalisée.",
    ),
]
Firm = Annotated[
    str | None, Parameter(name="--contractor", metavar="PRESTATAIRE", help="Seulement ceux de ce prestataire.")
]
From = Annotated[
    str | None, Parameter(name="--from", metavar="JOUR", help="Seulement ceux encore valables ce jour-là, ou après.")
]
Until = Annotated[
    str | None, Parameter(name="--until", metavar="JOUR", help="Seulement ceux valables ce jour-là, ou avant.")
]


def listed(
    address: Address,
    /,
    *,
    site: SiteName = None,
    state: State = None,
    contractor: Firm = None,
    colour: Check = None,
    since: From = None,
    until: Until = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List permits, the latest work first."""
    stand, shown, first, last = all_of(
        lambda: None if state is None else chosen(PermitState, state, "--state"),
        lambda: None if colour is None else chosen(Colour, colour, "--colour"),
        lambda: None if since is None else bounds_of(since, "--from")[0],
        lambda: None if until is None else bounds_of(until, "--until")[1],
    )
    with seated(address, chair) as seat:
        asking = partial(seat.registre.permits.page, seat.actor, state=stand, colour=shown)
        page = asking(
            site=seat.site(site).id if site else None,
            contractor=signers.contractor(seat, contractor).id if contractor else None,
            from_moment=first,
            until_moment=last,
            after=after,
            limit=limit,
            counted=True,
        )
        places = Places.of(seat, [one.permit for one in page.items])
    if as_json:
        write_json({**seat.as_json(), "permits": [*map(places.described, page.items)], "next": page.next})
    else:
        _tell(seat, page, places)


def _tell(seat: Seat, page: Page[PermitLine], places: Places) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Aucun permis ici." if page.next else "Aucun permis de feu."))
    else:
        table = headed("Permis de feu", "État", "Levée de doute")
        for column, widest in zip(table.columns[1:], (24, 14), strict=True):
            column.max_width = widest  # the first one needs room for an identifier: cut off, it names nothing
        for one in page.items:
            add(table, _cell(places, one), one.french_state, check(one, "\n"))
        say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} permis."))
    tell_next(page.next)


def _cell(places: Places, line: PermitLine) -> Text:
    """Say where, when and by whom, what to beware of, and how a command names it."""
    one = line.permit
    beware = [
        Words(typeset("attention : ") + worded(each.code, each.facts, each.message), style="yellow")
        for each in line.warnings
    ]
    about = [Words(places.title(one)), Words(places.firms(one)), Words(validity(one))]
    return Words("\n").join([*about, *beware, Words(str(one.id), style="dim")])
