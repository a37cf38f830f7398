"""The command that chooses among those who answered."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.requests.naming import line, request
from registre_cli.requests.options import Asked
from registre_cli.requests.showing import told, warn_unreachable
from registre_core.kernel.written import day_of

Chosen = Annotated[
    list[str],
    Parameter(name="--to", metavar="DESTINATAIRE", negative=(), help="Qui est retenu. Répétable."),
]
On = Annotated[
    str | None,
    Parameter(name="--on", metavar="JOUR", help="Le jour où ils viennent ; celui qu’ils proposent, s’ils s’accordent."),
]
Split = Annotated[
    bool,
    Parameter(name="--split", negative=(), show_default=False, help="À chacun une intervention à lui seul."),
]
Quiet = Annotated[
    bool,
    Parameter(
        name="--keep-rest", negative=(), show_default=False, help="Ne pas dire aux autres qu’ils ne sont pas retenus."
    ),
]


def award(
    address: Address,
    asked: Asked,
    /,
    *,
    to: Chosen,
    on: On = None,
    split: Split = False,
    keep_rest: Quiet = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Choose one or several."""
    day = None if on is None else day_of(on, "--on")
    with seated(address, chair) as seat:
        found = request(seat, asked)
        done = seat.registre.requests.award(
            seat.actor,
            found.request.id,
            [line(found, one, "--to").id for one in to],
            planned_on=day,
            split=split or None,
            tell_rest=not keep_rest,
        )
        told(seat, done.request, as_json=as_json)
        warn_unreachable(done.unreachable)
