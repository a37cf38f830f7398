"""A town in which two people signed, and the proof of what the first of them signed."""

from io import BytesIO
from typing import Any

from tests.usecases.signing import SIGNS, asked, drawn, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core.kernel.identifiers import SignatureId
from registre_core.signatures import Drawing, Point, Stroke
from registre_core.testing.memory import PlainAttestor

KEY = PlainAttestor("of the town")
OTHER = PlainAttestor("somebody else's")


def two_signed(town: Town) -> tuple[Town, SignatureId]:
    """Let the operator sign, and something happen behind it."""
    town = town.with_ports(attestor=KEY)
    boss = town.holder(*SIGNS, name="Claire Directrice")
    first, second = asked(town, of_user(boss, capacity="Directrice"), of_contact(town))
    strokes = (Stroke(tuple(Point(20.0 + 30 * n, 60.0 + 9 * (n % 2), 1_000 + 90 * n, 0.5) for n in range(4))),)
    sign(town, boss, first.id, reservations="Sous réserve", drawing=Drawing(200, 100, strokes))
    sign(town, town.mayor, second.id, drawing=drawn(1))
    return town, first.id


def bundle(signed: tuple[Town, SignatureId], **more: Any) -> bytes:  # noqa: ANN401
    town, one = signed
    return town.registre.signatures.bundle(town.holder("interventions.consult"), one, **more)


def anchor_of(town: Town) -> bytes:
    into = BytesIO()
    town.registre.register.anchor(town.operator, into)
    return into.getvalue()
