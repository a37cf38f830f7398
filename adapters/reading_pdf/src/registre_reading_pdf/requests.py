"""What a host asks a worker."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from attrs import asdict, field, frozen

from registre_core.extraction import Turn
from registre_core.extraction.boxes import Box
from registre_reading_pdf.frames import Frame, Garbled
from registre_reading_pdf.opening import Limits


@frozen
class Drawing:
    """How a region is drawn."""

    dpi: int = 150
    """Dots per inch."""
    grey: bool = False
    """In shades of grey."""
    margin: int = 0
    """White pixels around it."""
    turn: Turn = Turn.NONE
    """Turned clockwise by so much."""


class What(StrEnum):
    """What can be asked of an open document."""

    PAGE = "page"
    """A page as displayed."""
    TEXT = "text"
    """Its characters, in the order in which the file draws them."""
    SECOND = "second"
    """What pdfplumber makes of them."""
    RULINGS = "rulings"
    """Its lines."""
    SURVEY = "survey"
    """What is drawn beside its characters."""
    PICTURE = "picture"
    """A picture of it."""


@frozen
class Opening:
    """Asks to open the document: the first request, and the only one before all others."""

    limits: Limits
    """What it may cost."""
    password: str | None = field(default=None, repr=False)
    """What opens it."""
    content: bytes | None = field(default=None, repr=False)
    """Its bytes, for a worker that was not given the file."""

    def frame(self) -> Frame:
        """Write it down."""
        given = {"password": self.password, "content": self.content}
        blobs = {
            name: value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
            for name, value in given.items()
            if value is not None
        }
        return Frame({"do": "open", "limits": asdict(self.limits), "given": [*blobs]}, tuple(blobs.values()))

    @classmethod
    def of(cls, frame: Frame) -> Opening:
        """Read it."""
        try:
            head: Any = frame.head
            given = dict(zip(head["given"], frame.blobs, strict=True))
            password = given.get("password")
            said = None if password is None else password.decode("utf-8", "surrogatepass")
            return cls(Limits(**head["limits"]), said, given.get("content"))
        except (KeyError, TypeError, ValueError) as failure:
            raise Garbled("no opening") from failure


@frozen
class Request:
    """Asks something about one page."""

    what: What
    """What."""
    page: int
    """Which page, from 1."""
    box: Box | None = None
    """Which part of it to draw."""
    how: Drawing = Drawing()
    """How to draw it."""

    def frame(self) -> Frame:
        """Write it down."""
        how = {**asdict(self.how), "turn": int(self.how.turn)}
        return Frame({"do": str(self.what), "page": self.page, "box": self.box, "how": how})

    @classmethod
    def of(cls, frame: Frame) -> Request:
        """Read it."""
        try:
            head: Any = frame.head
            how = Drawing(**{**head["how"], "turn": Turn(head["how"]["turn"])})
            return cls(What(head["do"]), head["page"], tuple(head["box"]) if head["box"] else None, how)
        except (KeyError, TypeError, ValueError) as failure:
            raise Garbled("no request") from failure
