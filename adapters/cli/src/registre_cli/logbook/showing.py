"""The commands that show the logbook: one entry with its history, a list, and what is on, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter

from registre_cli import labels
from registre_cli.commissions.options import Where
from registre_cli.commissions.words import Towns
from registre_cli.labels import day
from registre_cli.logbook.options import CHAPTERS, Asked
from registre_cli.logbook.words import Firms, state, told
from registre_cli.naming import identifier
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.kernel.identifiers import LogbookId
from registre_core.kernel.written import day_of
from registre_core.logbook import Chapter, LogbookEntry
from registre_core.logbook.tables import CHAPTERS as CALLED

OfChapter = Annotated[str | None, Parameter(name="--chapter", metavar=CHAPTERS, help="Seulement de cette rubrique.")]
From = Annotated[
    str | None, Parameter(name="--from", metavar="JOUR", help="Seulement ce qui date de ce jour, ou après.")
]
Until = Annotated[
    str | None, Parameter(name="--until", metavar="JOUR", help="Seulement ce qui date de ce jour, ou avant.")
]
Everything = Annotated[
    bool,
    Parameter(name="--corrected", negative=(), show_default=False, help="Montrer aussi ce qui a été corrigé ou rayé."),
]
OnDay = Annotated[str | None, Parameter(name="--day", metavar="JOUR", help="Quel jour ; par défaut, aujourd’hui.")]


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one entry with all it stands in for, and all that stand in for it."""
    which = identifier(asked, "INSCRIPTION")
    with seated(address, chair) as seat:
        tell(seat, seat.registre.logbook.history(seat.actor, LogbookId(which)), as_json=as_json)


def on(
    address: Address,
    /,
    *,
    site: Where,
    on_day: OnDay = None,
    chapter: OfChapter = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Show what stands and is on, on a day."""
    when, of_chapter = all_of(lambda: None if on_day is None else day_of(on_day, "--day"), lambda: _chapter(chapter))
    with seated(address, chair) as seat:
        found = seat.registre.logbook.on(seat.actor, seat.site(site).id, when, chapter=of_chapter)
        tell(seat, found, as_json=as_json)


def listed(
    address: Address,
    /,
    *,
    site: SiteName = None,
    chapter: OfChapter = None,
    since: From = None,
    until: Until = None,
    corrected: Everything = False,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List entries, the latest first."""
    of_chapter, first, last = all_of(
        lambda: _chapter(chapter),
        lambda: None if since is None else day_of(since, "--from"),
        lambda: None if until is None else day_of(until, "--until"),
    )
    with seated(address, chair) as seat:
        page = seat.registre.logbook.page(
            seat.actor,
            site=seat.site(site).id if site else None,
            chapter=of_chapter,
            from_day=first,
            until_day=last,
            corrected=corrected,
            after=after,
            limit=limit,
            counted=True,
        )
        if as_json:
            towns = Towns.of(seat, [one.site_id for one in page.items])
            write_json({**seat.as_json(), "entries": [*map(towns.described, page.items)], "next": page.next})
            return
        tell(seat, page.items, as_json=False)
        if page.next and page.total:
            say(Words(f"{labels.total(page.total)} inscriptions."))
        tell_next(page.next)


def tell(seat: Seat, found: Sequence[LogbookEntry], *, as_json: bool) -> None:
    """Show entries."""
    towns = Towns.of(seat, [one.site_id for one in found])
    if as_json:
        write_json({**seat.as_json(), "entries": [*map(towns.described, found)]})
        return
    say(seat.as_line())
    if not found:
        say(Words("Aucune inscription."))
        return
    firms, table = Firms.of(seat, found), headed("Inscription", "Le", "Rubrique")
    table.columns[2].max_width = 12
    for one in found:
        lines = [Words(towns.sites[one.site_id]), Words(told(one, firms)), Words(state(one), style="yellow")]
        cell = Words("\n").join([*filter(None, lines), Words(str(one.id), style="dim")])
        add(table, cell, day(one.day), CALLED[one.chapter])
    say(table)


def _chapter(written: str | None) -> Chapter | None:
    return None if written is None else chosen(Chapter, written, "--chapter")
