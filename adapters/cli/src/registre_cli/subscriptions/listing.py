"""The command that lists the machines that are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say
from registre_cli.subscriptions.words import described, kinds, state
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.notices import Subscription

_WIDEST = 40
"""Characters of an address on one line."""

All = Annotated[
    bool, Parameter(name="--all", negative=(), show_default=False, help="Aussi les abonnements qui sont arrêtés.")
]


def listed(address: Address, /, *, every: All = False, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """List subscriptions, in the order in which they were added."""
    with seated(address, chair) as seat:
        found = seat.registre.notices.subscriptions(seat.actor, stopped=every)
    if as_json:
        write_json({**seat.as_json(), "subscriptions": [*map(described, found)]})
    else:
        _tell(seat, found)


def _tell(seat: Seat, found: Sequence[Subscription]) -> None:
    say(seat.as_line())
    if not found:
        say(Words("Aucun abonnement."))
        return
    table = headed("Machine", "Avertie de", "État")
    table.columns[0].no_wrap = True  # cut off, an identifier names nothing
    for one in found:
        add(table, _cell(one), kinds(one), state(one))
    say(table)


def _cell(one: Subscription) -> Text:
    """Say where it is, and how a command names it."""
    folded = [one.address[start : start + _WIDEST] for start in range(0, len(one.address), _WIDEST)]
    return Words("\n").join([*map(Words, folded), Words(str(one.id), style="dim")])
