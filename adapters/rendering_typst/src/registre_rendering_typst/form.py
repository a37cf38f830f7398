"""A form as a value: sections of blocks, all of it plain text. What it looks like, ``form.typ`` says."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from attrs import AttrsInstance, asdict, field, frozen

from registre_core.kernel.legible import legible
from registre_rendering_typst.figures import Charts, Tiles
from registre_rendering_typst.letters import letters

Tick = Literal["done", "open", "none"]
"""A mark: made, not made, not asked for. Its meaning always stands beside it in words."""

MOST_TOGETHER = 600
"""Characters of names that fit on a page with their box for certain."""


@frozen
class Facts:
    """Names with their values."""

    kind: str = field(default="facts", init=False)
    rows: tuple[tuple[str, str], ...]
    wide: bool = False
    """Whether each takes a whole line; two stand beside each other otherwise."""


@frozen
class Rows:
    """A table."""

    kind: str = field(default="rows", init=False)
    head: tuple[str, ...]
    widths: tuple[int, ...]
    """The shares of the columns."""
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    """The columns that hold numbers, counted from 0."""
    is_small: bool = False
    """Whether its letters are small, since there are many."""


@frozen
class Check:
    """One line of a checklist."""

    text: str
    source: str
    state: Tick
    said: str
    """What the mark means."""


@frozen
class Checks:
    """A checklist."""

    kind: str = field(default="checks", init=False)
    rows: tuple[Check, ...]
    head: tuple[str, ...] = ("Mesure", "Source", "État")


@frozen
class Notice:
    """What must not be overlooked."""

    kind: str = field(default="notice", init=False)
    title: str
    text: str


@frozen
class Lamp:
    """A colour, with what it means."""

    kind: str = field(default="lamp", init=False)
    colour: str
    text: str


@frozen
class Words:
    """A paragraph."""

    kind: str = field(default="words", init=False)
    text: str


@frozen
class Lines:
    """Names with what there is to say, a paragraph each."""

    kind: str = field(default="lines", init=False)
    rows: tuple[tuple[str, str], ...]


@frozen
class SignatureBox:
    """Where somebody signs."""

    id: UUID
    role: str
    signer: str
    said: str
    """What became of it."""
    short: bool = field(init=False)
    """Whether box and names fit on one page for certain, and are kept together."""

    @short.default
    def _is_short(self) -> bool:
        return len(self.signer) + len(self.said) < MOST_TOGETHER


@frozen
class Boxes:
    """Boxes to sign in."""

    kind: str = field(default="boxes", init=False)
    rows: tuple[SignatureBox, ...]


Block = Facts | Rows | Checks | Notice | Lamp | Words | Lines | Boxes | Tiles | Charts
"""Something in a section; its kind is what the templates call it."""


@frozen
class Section:
    """What stands under one heading."""

    title: str
    blocks: tuple[Block, ...]
    begins_page: bool = False


@frozen
class Form:
    """Everything that is printed."""

    kind: str
    """What it is: the heading."""
    title: str
    """What readers of PDF call it."""
    subtitle: str
    state: str
    """Where the thing stands, in a frame of its own."""
    reference: str
    """Its identifier, at the top of each further page."""
    workspace: str
    digest: str
    printed: str
    sections: tuple[Section, ...]


def builtins(form: AttrsInstance) -> dict[str, object]:
    """Give a form, or a book, as JSON can hold it, with nothing in it that the font cannot draw."""
    return asdict(form, value_serializer=_plain)


def _plain(_: object, __: object, value: object) -> object:
    match value:
        case str():
            return legible(value, letters())
        case UUID():
            return str(value)
    return value
