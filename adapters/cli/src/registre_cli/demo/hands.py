"""Signatures that nobody in particular drew: as the page of somebody with `signature_pad` sends them."""

from __future__ import annotations

import json
from importlib.resources import files

from attrs import field, frozen

PUSH = 1.0
"""CSS pixels by which a hand begins elsewhere each time: no hand draws twice alike, and what is pasted is refused."""


class Hand:
    """Somebody's hand. What it draws is another drawing each time."""

    def __init__(self, name: str) -> None:
        """Take a drawing of ``demo_documents``."""
        self._drawn = files("registre_cli").joinpath("demo_documents", f"signature_{name}.json").read_bytes()
        self._times = 0

    def draw(self) -> bytes:
        """Draw, and give what the page sends."""
        answer = json.loads(self._drawn)
        for point in answer["strokes"][0]["points"]:
            point["x"] += self._times * PUSH
        self._times += 1
        return json.dumps(answer).encode()


@frozen
class Hands:
    """Those of the story."""

    manager: Hand = field(factory=lambda: Hand("exploitante"))
    """Of whoever answers for the site: a mouse."""
    worker: Hand = field(factory=lambda: Hand("prestataire"))
    """Of whoever works there: a stylus."""
