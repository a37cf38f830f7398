"""The commands for what is done on the spot: precautions are ticked, detectors go out of service and come back."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import Address, Json
from registre_cli.permits.naming import permit
from registre_cli.permits.options import Asked
from registre_cli.permits.showing import told
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated

Measures = Annotated[
    list[str],
    Parameter(
        name="--measure",
        metavar="CODE",
        negative=(),
        help="Une précaution prise, par son code : combustibles-cleared, screens-placed … Peut être répété.",
    ),
]
Detectors = Annotated[
    list[str],
    Parameter(name="--detector", metavar="NOM", negative=(), help="Un détecteur du permis. Peut être répété."),
]


def tick(
    address: Address, asked: Asked, /, *, measure: Measures, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that precautions were taken."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.tick(seat.actor, found.id, measure), as_json=as_json)


def isolate(
    address: Address, asked: Asked, /, *, detector: Detectors, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that detectors are out of service now."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.isolate(seat.actor, found.id, detector), as_json=as_json)


def restore(
    address: Address, asked: Asked, /, *, detector: Detectors, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that detectors are back in service."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.restore(seat.actor, found.id, detector), as_json=as_json)
