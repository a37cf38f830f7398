"""A renderer for tests: everything that is told stands there, line by line, and looks like nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from textwrap import wrap
from uuid import UUID

from attrs import fields, frozen, has

from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.legible import legible
from registre_core.ports.renderer import Printable, Rendered, SummarySheet
from registre_core.signatures import Spot
from registre_core.summary import Summary
from registre_core.testing.pdfs import A4, Frame, Sheet, Text, pdf

LETTERS = frozenset(bytes(range(256)).decode("cp1252", "ignore"))
"""What Helvetica draws in a file without fonts."""

WIDTH = 50
"""Characters of a line: the widest of them fit."""

LINES = 44
"""Of a page, above its foot."""

BOXES = 6
"""Of a page."""

DATA = "donnees.json"
"""What the data of a summary are called."""


@frozen
class PlainRenderer:
    """Prints every text of a value on lines of its own, then a page of boxes for every six signatures.

    Example:
        >>> from registre_core.testing.printing import a_slip
        >>> slip = a_slip()
        >>> len(PlainRenderer().render(slip).spots)
        2
    """

    def render(self, printable: Printable) -> Rendered:
        lines = [line for text in _texts(printable) for line in _lines(text)]
        told = [_page(lines[start : start + LINES]) for start in range(0, len(lines), LINES)]
        if isinstance(printable, SummarySheet):
            summary = printable.summary
            head = f"{summary.register.number} {summary.register.link}"
            name = " — ".join((summary.workspace, *(one.site.name for one in summary.sites[:1])))
            with printable.data() as data:
                return Rendered(_bound(told, name, summary.digest, head, {DATA: data.read()}), {})
        ids = [request.id for request in printable.sheet.signatures]
        spots = {one: _spot(len(told), place) for place, one in enumerate(ids)}
        drawn = [_framed(spots, number) for number in range(len(told) + 1, len(told) + 1 - (-len(ids) // BOXES))]
        return Rendered(_bound([*told, *drawn], printable.sheet.site.name, printable.sheet.digest), spots)


def _bound(
    pages: Sequence[tuple[Text | Frame, ...]],
    name: str,
    digest: str,
    head: str = "",
    attached: Mapping[str, bytes] | None = None,
) -> bytes:
    feet = (_foot(digest, head, len(pages), number) for number in range(1, len(pages) + 1))
    sheets = (Sheet((*page, *foot)) for page, foot in zip(pages, feet, strict=True))
    return pdf(*sheets, title=f"Document — {name}", attached=attached)


def _texts(value: object) -> Iterator[str]:
    """Give every text of a value, by the order of its fields."""
    match value:
        case Summary(left_out=count) if count:
            yield f"{count} ont leur ligne dans {DATA}"
            yield from _fields(value)
        case str() if not isinstance(value, Enum):
            yield value
        case UUID() | Enum():
            yield str(value)
        case Mapping():
            for each in value.items():
                yield from _texts(each)
        case tuple():
            for each in value:
                yield from _texts(each)
        case _ if has(type(value)):
            yield from _fields(value)


def _fields(value: object) -> Iterator[str]:
    for one in fields(type(value)):  # type: ignore[arg-type]  # it has some
        yield from _texts(getattr(value, one.name))


def _lines(text: str) -> Iterator[str]:
    for line in legible(text, LETTERS).split("\n"):
        yield from wrap(line, WIDTH, drop_whitespace=False)


def _page(lines: list[str]) -> tuple[Text, ...]:
    return tuple(Text(line, y=A4[1] - 60 - 16 * number, size=10) for number, line in enumerate(lines))


def _spot(told: int, place: int) -> Spot:
    left, top = 60.0 + 250 * (place % 2), 60.0 + 120 * (place % BOXES // 2)
    return Spot(told + 1 + place // BOXES, (left, top, left + 230, top + 100))


def _framed(spots: Mapping[SignatureId, Spot], page: int) -> tuple[Frame, ...]:
    boxes = (spot.box for spot in spots.values() if spot.page == page)
    return tuple(Frame(x0, A4[1] - y1, x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes)


def _foot(digest: str, head: str, count: int, number: int) -> tuple[Text, ...]:
    told = Text(digest, y=40, size=8), Text(f"page {number} / {count}", x=480, y=40, size=8)
    return (*told, Text(head, y=28, size=8)) if head else told
