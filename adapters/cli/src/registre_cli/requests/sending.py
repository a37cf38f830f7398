"""The commands that send a request to its recipients, and take it back."""

from __future__ import annotations

from collections.abc import Iterable

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.requests.naming import line, request
from registre_cli.requests.options import Asked, Reason, Some
from registre_cli.requests.showing import told, warn_unreachable
from registre_core.kernel.identifiers import LineId
from registre_core.services.requests import ShownRequest


def send(
    address: Address,
    asked: Asked,
    /,
    *,
    to: Some = [],  # noqa: B006  # cyclopts copies it
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Send a request."""
    with seated(address, chair) as seat:
        found = request(seat, asked)
        out = seat.registre.requests.send(seat.actor, found.request.id, lines=chosen(found, to))
        told(seat, out.request, as_json=as_json)
        warn_unreachable(out.unreachable)


def withdraw(
    address: Address,
    asked: Asked,
    /,
    *,
    reason: Reason,
    to: Some = [],  # noqa: B006  # cyclopts copies it
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Take a request back."""
    with seated(address, chair) as seat:
        found = request(seat, asked)
        lines = chosen(found, to)
        told(
            seat,
            seat.registre.requests.withdraw(seat.actor, found.request.id, lines=lines, reason=reason),
            as_json=as_json,
        )


def chosen(found: ShownRequest, names: Iterable[str]) -> list[LineId] | None:
    """Give the lines of those who are named; nothing where nobody is."""
    return [line(found, one, "--to").id for one in names] or None
