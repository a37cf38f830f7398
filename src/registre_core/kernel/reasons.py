"""Why something is refused, and which text asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import field, frozen

FactValue = str | int | bool | None
"""A value that a message may quote: plain, printable, safe to log."""


class Mark(StrEnum):
    """How far a dated number or a rule of law was checked."""

    VERIFIED = "V"
    """Read in the text itself, or in two independent sources."""
    SECOND_HAND = "S"
    """Read in one second-hand source."""
    UNVERIFIED = "?"
    """Not verified; never the only ground of a default."""


@frozen
class Source:
    """The text that says so: a law, a norm, a release note, or a house rule."""

    text: str
    """The document and its clause, such as ``CCH R. 143-44``."""
    mark: Mark = Mark.VERIFIED
    """How far it was checked."""


@frozen
class Reason:
    """One ground of a refusal, stable enough to translate, test and count."""

    code: str
    """Stable, kebab-case."""
    message: str
    """One English sentence for developers."""
    source: Source
    """The text that asks for it."""
    facts: Mapping[str, FactValue] = field(factory=dict)
    """What the sentence quotes."""
