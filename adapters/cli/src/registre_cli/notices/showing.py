"""The commands that show a notice, and have dead letters tried again."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from registre_cli import labels
from registre_cli.answers import worded
from registre_cli.naming import identifier
from registre_cli.notices.listing import Kind, known
from registre_cli.notices.words import described, part, state, topic
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import plural, say
from registre_cli.tables import add, grid
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import InvalidInput
from registre_core.kernel.identifiers import NoticeId
from registre_core.services.notices import ShownNotice

WHERE = "AVIS"

Asked = Annotated[str, Parameter(name=WHERE, help="L’avis, par son identifiant.")]
Perhaps = Annotated[
    str | None, Parameter(name=WHERE, help="L’avis à renvoyer, par son identifiant ; sans lui, --all les renvoie tous.")
]
All = Annotated[
    bool,
    Parameter(name="--all", negative=(), show_default=False, help="Renvoyer tous les avis non distribués."),
]


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one notice."""
    with seated(address, chair) as seat:
        _tell(seat, seat.registre.notices.show(seat.actor, _named(asked)), as_json=as_json)


def replay(
    address: Address,
    asked: Perhaps = None,
    /,
    *,
    every: All = False,
    kind: Kind = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Have a dead letter tried again, or all of them."""
    if (asked is None) is not every or (asked is not None and kind is not None):
        said = "name one notice, or --all of them, perhaps of one --kind"
        raise InvalidInput.at(WHERE, "notice-undecided", said)
    of_kind = known(kind)
    with seated(address, chair) as seat:
        if asked is not None:
            replayed = seat.registre.notices.replay(seat.actor, _named(asked))
            _tell(seat, ShownNotice(replayed), as_json=as_json)
            return
        number = seat.registre.notices.replay_all(seat.actor, kind=of_kind)
        if as_json:
            write_json({**seat.as_json(), "replayed": number})
            return
        say(seat.as_line())
        again = plural(number, "avis attend de nouveau", "avis attendent de nouveau")
        say(Words(typeset(f"{again} : registre deliver les distribue." if number else "Aucun avis à renvoyer.")))


def _named(asked: str) -> NoticeId:
    return NoticeId(identifier(asked, WHERE))


def _tell(seat: Seat, shown: ShownNotice, *, as_json: bool) -> None:
    if as_json:
        write_json({**seat.as_json(), "notice": {**described(shown.queued), "parts": [*map(part, shown.parts)]}})
        return
    say(seat.as_line())
    say(Words(topic(shown.queued.notice.kind), style="bold"))
    say(_lines(shown))


def _lines(shown: ShownNotice) -> Table:
    one, table = shown.queued, grid()
    add(table, "Destinataire", one.notice.recipient)
    add(table, "État", Words(typeset(state(one))))
    if one.failure is not None:
        add(table, "Dernier échec", Words(f"{worded(one.failure, {}, one.failure)} [{one.failure}]"))
    add(table, "Mis en attente", labels.instant(one.notice.queued_at))
    if one.notice.is_urgent:
        add(table, "Sécurité", "part avant tout le reste")
    for inner in shown.parts:
        add(table, "Rappelle", topic(inner.kind))
    add(table, "Identifiant", str(one.id))
    return table
