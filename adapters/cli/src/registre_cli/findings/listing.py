"""The commands that list findings, with the column «Anomalie créée par» (S7), and write the list into a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels
from registre_cli.files import new_file
from registre_cli.findings.options import EVERYTHING, Wanted
from registre_cli.findings.words import Findings
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import chosen
from registre_cli.saying import plural, say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.findings import CREATED_BY_COLUMN, Finding
from registre_core.kernel.pages import Page
from registre_core.ports.storage import FindingOrder

InOrder = Annotated[
    str,
    Parameter(
        name="--order",
        metavar="ORDRE",
        show_default=False,
        help="newest (le dernier créé d’abord, par défaut), created, deadline (échéance) ou gravest (gravité).",
    ),
]
Into = Annotated[Path, Parameter(name="--into", metavar="FICHIER", help="Le fichier CSV à écrire.")]


def listed(
    address: Address,
    /,
    *,
    wanted: Wanted = EVERYTHING,
    order: InOrder = FindingOrder.NEWEST.value,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List findings."""
    by = chosen(FindingOrder, order, "--order")
    with seated(address, chair) as seat:
        asked = wanted.conditions(seat)
        page = seat.registre.findings.page(seat.actor, **asked, order=by, after=after, limit=limit, counted=True)
        names = Findings.of(seat, page.items)
    if as_json:
        write_json({**seat.as_json(), "findings": [*map(names.described, page.items)], "next": page.next})
    else:
        _tell(seat, page, names)


def export(
    address: Address,
    /,
    *,
    into: Into,
    wanted: Wanted = EVERYTHING,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write the list into a file."""
    with seated(address, chair) as seat:
        asked = wanted.conditions(seat)
        with new_file(into, "--into") as stream:
            count = seat.registre.findings.export(seat.actor, stream, **asked)
    if as_json:
        write_json({**seat.as_json(), "into": str(into), "findings": count})
        return
    say(seat.as_line())
    say(Words(f"{plural(count, 'ligne')} dans {into}."))


def _tell(seat: Seat, page: Page[Finding], names: Findings) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Rien ici." if page.next else "Aucune observation, anomalie ou prescription."))
    else:
        table = headed("Constat", "État", "Échéance", CREATED_BY_COLUMN)
        table.columns[1].max_width, table.columns[3].max_width = 18, 22
        for one in page.items:
            due = labels.day(one.due_on) if one.due_on else "–"
            add(table, _cell(names, one), names.state(one), due, names.line(one).created_by)
        say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} au total."))
    tell_next(page.next)


def _cell(names: Findings, one: Finding) -> Text:
    """Say what it is, where, and how a command names it."""
    called = " ".join(filter(None, (names.line(one).kind, one.number)))
    about = [Words(called, style="bold"), Words(one.text), Words(names.where(one))]
    return Words("\n").join([*about, Words(str(one.id), style="dim")])
