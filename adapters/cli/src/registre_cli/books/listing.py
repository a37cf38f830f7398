"""The commands that list address books."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels
from registre_cli.books.words import Entry, cells, described
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.kernel.pages import Page

Beginning = Annotated[
    str | None,
    Parameter(
        name="--named", metavar="DÉBUT", help="Seulement ceux dont le nom commence ainsi, accents et casse à part."
    ),
]
Asking = Callable[[Seat], Callable[..., Page[Any]]]


def sites(
    address: Address,
    /,
    *,
    named: Beginning = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List sites by name."""
    with seated(address, chair) as seat:
        page = seat.registre.workspace.sites(seat.actor, named=named, after=after, limit=limit, counted=True)
    _answer(seat, page, "sites", ("Site", "Classement", "Adresse"), as_json=as_json)


def contractors(
    address: Address,
    /,
    *,
    named: Beginning = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List contractors by name."""
    with seated(address, chair) as seat:
        page = seat.registre.workspace.contractors(seat.actor, named=named, after=after, limit=limit, counted=True)
    _answer(seat, page, "contractors", ("Prestataire", "SIRET", "Courriel"), as_json=as_json)


def contacts(
    address: Address,
    /,
    *,
    named: Beginning = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List contacts by name."""
    with seated(address, chair) as seat:
        page = seat.registre.workspace.contacts(seat.actor, named=named, after=after, limit=limit, counted=True)
    _answer(seat, page, "contacts", ("Interlocuteur", "Téléphone", "Courriel"), as_json=as_json)


def _answer(seat: Seat, page: Page[Any], key: str, headings: tuple[str, str, str], *, as_json: bool) -> None:
    if as_json:
        write_json({**seat.as_json(), key: [*map(described, page.items)], "next": page.next})
        return
    say(seat.as_line())
    if page.items:
        table = headed(*headings)
        for entry in page.items:
            add(table, _named(entry), *cells(entry))
        say(table)
    else:
        say(Words(typeset("Rien ici.")))
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} en tout."))
    tell_next(page.next)


def _named(entry: Entry) -> Text:
    return Words("\n").join([Words(entry.name), Words(str(entry.id), style="dim")])
