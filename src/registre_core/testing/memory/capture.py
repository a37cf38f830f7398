"""Drawings and tickets for tests: written as text, at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from registre_core.kernel.errors import ConfigurationError, InvalidInput, Problem
from registre_core.ports.capture import Invitation
from registre_core.signatures import Drawing, Point, Stroke

_NUMBER = r"(-?[0-9]{1,7}(?:\.[0-9]{1,2})?)"
_HEAD = re.compile(rf"([0-9]{{1,5}}) ([0-9]{{1,5}}) {_NUMBER}")
_POINT = re.compile(rf"{_NUMBER},{_NUMBER},([0-9]{{1,15}}),([01](?:\.[0-9]{{1,2}})?)")
_LARGEST = 2**21
_LONGEST = 62
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class PlainCapture:
    """Reads drawings that `answer` wrote: a line with the canvas, then a line for each stroke.

    Example:
        >>> from registre_core.signatures import Drawing, Point, Stroke
        >>> drawing = Drawing(300, 150, (Stroke((Point(10, 20.5, 1_795_680_843_217, 0.5),)),))
        >>> print(PlainCapture.answer(drawing).decode())
        300 150 1
        10,20.5,1795680843217,0.5
        >>> PlainCapture().read(PlainCapture.answer(drawing)) == drawing
        True
    """

    @staticmethod
    def answer(drawing: Drawing) -> bytes:
        """Write a drawing as `read` reads it."""
        head = f"{drawing.width} {drawing.height} {_short(drawing.ratio)}"
        return "\n".join((head, *(" ".join(map(_written, stroke.points)) for stroke in drawing.strokes))).encode()

    def read(self, answer: bytes) -> Drawing:
        lines = answer[:_LARGEST].decode(errors="replace").split("\n")
        canvas, problems = _HEAD.fullmatch(lines[0]), list[Problem]()
        if canvas is None:
            problems.append(Problem("canvas", "not-a-drawing", "the first line is the canvas"))
        strokes = tuple(Stroke(tuple(_points(line, n, problems))) for n, line in enumerate(lines[1:]))
        if canvas is None or problems:
            raise InvalidInput.of(problems)
        return Drawing(int(canvas[1]), int(canvas[2]), strokes, float(canvas[3]))

    def picture(self, drawing: Drawing) -> bytes:
        size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
        ways = (" ".join(f"{_short(at.x)},{_short(at.y)}" for at in stroke.points) for stroke in drawing.strokes)
        lines = (f'<polyline fill="none" stroke="#000" points="{way}"/>' for way in ways)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(lines)}</svg>'.encode()


def _written(point: Point) -> str:
    return f"{_short(point.x)},{_short(point.y)},{point.at},{_short(point.pressure)}"


def _short(value: float) -> str:
    return str(value).removesuffix(".0")


def _points(line: str, place: int, problems: list[Problem]) -> Iterator[Point]:
    for number, written in enumerate(line.split(" ")):
        if point := _POINT.fullmatch(written):
            yield Point(float(point[1]), float(point[2]), int(point[3]), float(point[4]))
        else:
            path = f"strokes[{place}].points[{number}]"
            problems.append(Problem(path, "not-a-drawing", f"'{path}' is written x,y,time,pressure"))


class PlainPrinter:
    """Prints an address as it is: what reads the pictures is `read`.

    Example:
        >>> printer = PlainPrinter("https://registre.exemple.fr/s")
        >>> invitation = printer.invite("A" * 43)
        >>> invitation.address.startswith("https://registre.exemple.fr/s#AAAA")
        True
        >>> PlainPrinter.read(invitation.png) == PlainPrinter.read(invitation.svg) == invitation.address
        True
    """

    def __init__(self, base: str = "https://registre.exemple.fr/s") -> None:
        if len(base) > _LONGEST:
            raise ConfigurationError(
                "ticket-address-too-long", f"{base} is too long", {"address": base, "most": _LONGEST}
            )
        self.base = base if base.endswith("/") else f"{base}#"
        """What every address begins with."""

    @staticmethod
    def read(picture: bytes) -> str:
        """Read a picture of either kind."""
        return unescape(picture.decode(errors="replace").partition("<title>")[2].partition("</title>")[0])

    def invite(self, secret: str) -> Invitation:
        if not _SECRET.fullmatch(secret):
            raise InvalidInput.at("secret", "malformed-ticket", "a ticket is 43 characters of base64url")
        address = self.base + secret
        shown = f"<title>{escape(address)}</title>"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg">{shown}</svg>'.encode()
        return Invitation(address, svg, b"\x89PNG\r\n\x1a\n" + shown.encode())

    def in_terminal(self, invitation: Invitation) -> str:
        address = invitation.address
        return "\n".join(address[start : start + 40] for start in range(0, len(address), 40))
