"""The command that lists notices, whatever became of them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels
from registre_cli.notices.words import described, state, topic
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen, one_of
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.kernel.pages import Page
from registre_core.notices import TOPICS
from registre_core.ports.storage import Fate, NoticeFilter, Queued

State = Annotated[
    str | None,
    Parameter(
        name="--state",
        metavar="waiting|delivered|given-up|moot",
        help="Seulement ceux en attente, distribués, non distribués ou sans objet.",
    ),
]
Kind = Annotated[
    str | None, Parameter(name="--kind", metavar="SORTE", help="Seulement ceux de cette sorte, comme round-due.")
]
To = Annotated[str | None, Parameter(name="--to", metavar="DESTINATAIRE", help="Seulement ceux à cette adresse.")]


def notices(
    address: Address,
    /,
    *,
    state: State = None,
    kind: Kind = None,
    to: To = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List notices, the latest first."""
    fate, of_kind = all_of(lambda: None if state is None else chosen(Fate, state, "--state"), lambda: known(kind))
    with seated(address, chair) as seat:
        where = NoticeFilter(fate, of_kind, to)
        page = seat.registre.notices.page(seat.actor, where, after=after, limit=limit, counted=True)
        if as_json:
            write_json({**seat.as_json(), "notices": [*map(described, page.items)], "next": page.next})
        else:
            _tell(seat, page)


def known(kind: str | None) -> str | None:
    """Read a kind of notice.

    Raises:
        InvalidInput: ``unknown-choice``.
    """
    return None if kind is None else one_of(TOPICS, kind, "--kind")


def _tell(seat: Seat, page: Page[Queued]) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Aucun avis."))
        return
    table = headed("Avis", "Destinataire", "État")
    table.columns[0].min_width = len(str(UUID(int=0)))  # cut off, an identifier names nothing
    for one in page.items:
        add(table, _cell(one), one.notice.recipient, state(one))
    say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} avis."))
    tell_next(page.next)


def _cell(one: Queued) -> Text:
    """Say what it tells, and how a command names it."""
    return Words("\n").join([Words(topic(one.notice.kind)), Words(str(one.id), style="dim")])
