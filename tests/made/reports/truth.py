"""What a made report says, known from its layout and never from a reader."""

from __future__ import annotations

from attrs import frozen
from tools.documents.typesetting import Box

from registre_core.kernel.natures import Nature

Placed = tuple[int, Box]
"""A line that was set: number of its page from 1, and its box."""


@frozen
class Point:
    """An observation that ought to be proposed."""

    text: str
    """Its own words: neither number, place, reference nor priority."""
    number: str = ""
    """What the report calls it."""
    place: str = ""
    """Where in the building, in its own row or words."""
    zone: str = ""
    """The heading it stands under, where that says where."""
    reference: str = ""
    """The text it rests on."""
    priority: str = ""
    """As the report writes it."""
    nature: Nature = Nature.TO_CORRECT
    """What it asks for."""
    also: tuple[str, ...] = ()
    """Other texts that count as right: with the label in front, or the reference behind."""
    lines: tuple[Placed, ...] = ()
    """Where its words stand, with what `also` has around them."""


@frozen
class MadeReport:
    """A file, and all the points it makes."""

    name: str
    """Without ``.pdf``."""
    content: bytes
    """The file."""
    points: tuple[Point, ...]
    """In reading order; none where the report has no observation."""
    pages: int
    """How many it has."""
    is_scanned: bool = False
    """Whether its words have to be recognised."""
