"""What kind of page it is: whether its words can be read, or have to be recognised."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from registre_core.extraction.entities import PageText, Survey


class Condition(StrEnum):
    """What a page is made of."""

    TEXT = "text"
    """Words that make sense."""
    IMAGE = "image"
    """Something to be seen, and no words: a scan."""
    MIXED = "mixed"
    """Words, and images that may hold others."""
    BAD_LAYER = "bad-layer"
    """Words that make no sense, or not those that one sees: a lost encoding, a bad recognition behind a scan."""
    BLANK = "blank"
    """Nothing at all."""


class Ocr(StrEnum):
    """When words are recognised rather than read."""

    AUTO = "auto"
    """Where the page needs it."""
    NEVER = "never"
    """Nowhere: what cannot be read is not there."""
    ALWAYS = "always"
    """Everywhere: what the file says of itself is not believed."""


class Copying(StrEnum):
    """What becomes of a document whose author forbids copying its words."""

    REPORTED = "reported"
    """Every passage says so, and is taken."""
    REFUSED = "refused"
    """No passage is taken: `RuleViolation` ``copying-forbidden``."""


@frozen
class Diagnosis:
    """What can be expected of a page, before anybody selects anything on it."""

    page: int
    """Number of the page in the file, from 1."""
    label: str
    """What the document itself calls it."""
    condition: Condition
    """What it is made of."""
    words: int
    """How many words it has without recognition."""
    images: float
    """Share of the page that images cover, from 0 to 1."""
    hidden: float
    """Share of its text that is drawn invisibly, from 0 to 1."""
    source: str
    """What reads it: an engine with its version."""

    @property
    def needs_recognition(self) -> bool:
        """Whether its words are only to be had by recognising them."""
        return self.condition in (Condition.IMAGE, Condition.BAD_LAYER)


def diagnose(page: PageText, survey: Survey) -> Diagnosis:
    """Tell what kind of page it is, from its characters and from what else is drawn on it."""
    raise NotImplementedError
