"""The commands that add, stop and resume subscriptions."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.subscriptions.options import Asked, Kinds, subscription
from registre_cli.subscriptions.words import tell

Machine = Annotated[str, Parameter(name="MACHINE", help="Où envoyer, comme https://gmao.exemple.fr/registre.")]


def add(
    address: Address,
    machine: Machine,
    /,
    *,
    kind: Kinds = [],  # noqa: B006  # cyclopts copies it
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Tell a machine from now on."""
    with seated(address, chair) as seat:
        tell(seat, seat.registre.notices.subscribe(seat.actor, machine, kind), as_json=as_json)


def stop(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Tell a machine nothing any more."""
    with seated(address, chair) as seat:
        stopped = seat.registre.notices.unsubscribe(seat.actor, subscription(seat, asked).id)
        tell(seat, stopped, as_json=as_json)


def resume(
    address: Address,
    asked: Asked,
    /,
    *,
    kind: Kinds = [],  # noqa: B006  # cyclopts copies it
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Tell a machine again, of the same as before unless kinds are named."""
    with seated(address, chair) as seat:
        found = subscription(seat, asked)
        tell(seat, seat.registre.notices.resume(seat.actor, found.id, kind or None), as_json=as_json)
