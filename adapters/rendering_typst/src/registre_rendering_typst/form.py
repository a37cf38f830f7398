"""A form as a value: sections of blocks, all of it plain text. What it looks like, ``form.typ`` says."""

from __future__ import annotations

from typing import ClassVar, Literal
from uuid import UUID

from attrs import asdict, frozen

from registre_core.kernel.legible import legible
from registre_rendering_typst.letters import letters

Tick = Literal["done", "open", "none"]
"""A mark: made, not made, not asked for. Its meaning always stands beside it in words."""


@frozen
class Block:
    """Something in a section."""

    KIND: ClassVar[str]


@frozen
class Facts(Block):
    """Names with their values."""

    KIND: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]
    wide: bool = False
    """Whether each takes a whole line; two stand beside each other otherwise."""


@frozen
class Rows(Block):
    """A table."""

    KIND: ClassVar[str] = "rows"
    head: tuple[str, ...]
    widths: tuple[int, ...]
    """The shares of the columns."""
    rows: tuple[tuple[str, ...], ...]


@frozen
class Check:
    """One line of a checklist."""

    text: str
    source: str
    state: Tick
    said: str
    """What the mark means."""


@frozen
class Checks(Block):
    """A checklist."""

    KIND: ClassVar[str] = "checks"
    rows: tuple[Check, ...]
    head: tuple[str, ...] = ("Mesure", "Source", "État")


@frozen
class Notice(Block):
    """What must not be overlooked."""

    KIND: ClassVar[str] = "notice"
    title: str
    text: str


@frozen
class Lamp(Block):
    """A colour, with what it means."""

    KIND: ClassVar[str] = "lamp"
    colour: str
    text: str


@frozen
class Words(Block):
    """A paragraph."""

    KIND: ClassVar[str] = "words"
    text: str


@frozen
class SignatureBox:
    """Where somebody signs."""

    id: UUID
    role: str
    signer: str
    said: str
    """What became of it."""

    @property
    def short(self) -> bool:
        """Whether box and names fit on one page for certain, and are kept together."""
        return len(self.signer) + len(self.said) < 600


@frozen
class Boxes(Block):
    """Boxes to sign in."""

    KIND: ClassVar[str] = "boxes"
    rows: tuple[SignatureBox, ...]


@frozen
class Section:
    """What stands under one heading."""

    title: str
    blocks: tuple[Block, ...]


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


def builtins(form: Form) -> object:
    """Give a form as JSON can hold it, with nothing in it that the font cannot draw."""
    return _plain(form)


def _plain(value: object) -> object:
    match value:
        case str():
            return legible(value, letters())
        case UUID():
            return str(value)
        case tuple():
            return [_plain(one) for one in value]
        case Block():
            return {"kind": value.KIND, **_fields(value)}
        case SignatureBox():
            return {**_fields(value), "short": value.short}
        case Form() | Section() | Check():
            return _fields(value)
    return value


def _fields(value: object) -> dict[str, object]:
    return {name: _plain(one) for name, one in asdict(value, recurse=False).items()}  # type: ignore[call-overload]  # all are attrs values
