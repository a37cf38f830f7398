"""The command that shows who is told what."""

from __future__ import annotations

from rich.text import Text

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.services.notices import SettledTopic


def topics(address: Address, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show who is told what, and what was left out of it."""
    with seated(address, chair) as seat:
        rows = seat.registre.notices.topics(seat.actor)
        if as_json:
            write_json({**seat.as_json(), "topics": [*map(_described, rows)]})
        else:
            _tell(seat, rows)


def _tell(seat: Seat, rows: tuple[SettledTopic, ...]) -> None:
    say(seat.as_line())
    table = headed("Avis", "À qui", "Réglage")
    for row in rows:
        add(table, _cell(row), typeset(row.topic.audience), how_it_stands(row))
    say(table)


def _cell(row: SettledTopic) -> Text:
    """Say what it tells, and how a command names it."""
    return Words("\n").join([Words(typeset(row.topic.label)), Words(row.topic.kind, style="dim")])


def how_it_stands(row: SettledTopic) -> str:
    """Say whether anybody is told, and whoever asks."""
    if row.topic.is_safety:
        return "sécurité : toujours envoyé"
    if row.is_off:
        return "coupé"
    return "ignoré par vous" if row.is_muted else "envoyé"


def _described(row: SettledTopic) -> dict[str, object]:
    topic = row.topic
    return {
        "kind": topic.kind,
        "label": topic.label,
        "audience": topic.audience,
        "safety": topic.is_safety,
        "reminder": topic.is_reminder,
        "off": row.is_off,
        "muted": row.is_muted,
    }
