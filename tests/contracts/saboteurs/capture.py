"""What reads drawings and prints tickets, and keeps every promise but one."""

from __future__ import annotations

import time
from itertools import count
from typing import ClassVar

from attrs import evolve

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.ports import Invitation
from registre_core.signatures import Drawing, Point, Stroke
from registre_core.testing.memory import PlainCapture, PlainPrinter

MOMENTS = count()


class WrongCapture(PlainCapture):
    """A capture that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""

    def read(self, answer: bytes) -> Drawing:
        drawing = super().read(answer)
        return evolve(drawing, strokes=tuple(Stroke(self.points(stroke)) for stroke in drawing.strokes))

    def points(self, stroke: Stroke) -> tuple[Point, ...]:
        """Spoil what was read of a stroke."""
        return stroke.points


class DropsTheLastPoint(WrongCapture):
    """Ends a line too early."""

    breaks = "CAP-1"

    def points(self, stroke: Stroke) -> tuple[Point, ...]:
        return stroke.points[:-1]


class Thins(WrongCapture):
    """Drops what lies where the point before lay."""

    breaks = "CAP-1"

    def points(self, stroke: Stroke) -> tuple[Point, ...]:
        return tuple(dict.fromkeys(evolve(point, at=stroke.points[0].at) for point in stroke.points))


class ForgetsPressure(WrongCapture):
    """Keeps a shape without its weight."""

    breaks = "CAP-1"

    def points(self, stroke: Stroke) -> tuple[Point, ...]:
        return tuple(evolve(point, pressure=0) for point in stroke.points)


class CountsFromZero(WrongCapture):
    """Keeps how long a line took, not when it was drawn."""

    breaks = "CAP-1"

    def points(self, stroke: Stroke) -> tuple[Point, ...]:
        return tuple(evolve(point, at=point.at - stroke.points[0].at) for point in stroke.points)


class WholePixels(WrongCapture):
    """Rounds to what a screen shows."""

    breaks = "CAP-1"

    def points(self, stroke: Stroke) -> tuple[Point, ...]:
        return tuple(evolve(point, x=round(point.x), y=round(point.y)) for point in stroke.points)


class JoinsStrokes(WrongCapture):
    """Forgets where the pen was lifted."""

    breaks = "CAP-1"

    def read(self, answer: bytes) -> Drawing:
        drawing = super().read(answer)
        return evolve(drawing, strokes=(Stroke(tuple(drawing.points)),))


class ForgetsTheCanvas(WrongCapture):
    """Takes every box for the usual one."""

    breaks = "CAP-1"

    def read(self, answer: bytes) -> Drawing:
        return evolve(super().read(answer), width=300, height=150)


class RaisesItsOwn(WrongCapture):
    """Lets what a parser raises through."""

    breaks = "CAP-2"

    def read(self, answer: bytes) -> Drawing:
        answer.decode()
        return super().read(answer)


class TellsTheFirstProblem(WrongCapture):
    """Tells one thing at a time."""

    breaks = "CAP-2"

    def read(self, answer: bytes) -> Drawing:
        try:
            return super().read(answer)
        except InvalidInput as refusal:
            raise InvalidInput.of(refusal.problems[:1]) from refusal


class NamesNoPlace(WrongCapture):
    """Says that something is wrong, not where."""

    breaks = "CAP-2"

    def read(self, answer: bytes) -> Drawing:
        try:
            return super().read(answer)
        except InvalidInput as refusal:
            raise InvalidInput("not-a-drawing", "this is no drawing") from refusal


class TakesNothingForADrawing(WrongCapture):
    """Takes an empty answer for an empty box."""

    breaks = "CAP-2"

    def read(self, answer: bytes) -> Drawing:
        return super().read(answer) if answer.strip() else Drawing(300, 150, ())


class WrongPicture(WrongCapture):
    """A capture whose pictures are not as promised."""

    def picture(self, drawing: Drawing) -> bytes:
        return self.spoiled(super().picture(drawing))

    def spoiled(self, picture: bytes) -> bytes:
        """Spoil a picture."""
        return picture


class Runs(WrongPicture):
    """Brings a script along."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b"</svg>", b"<script>alert(1)</script></svg>")


class Answers(WrongPicture):
    """Does something when it is shown."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b"<svg ", b'<svg onload="alert(1)" ')


class Links(WrongPicture):
    """Leads elsewhere."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b"</svg>", b'<a href="https://exemple.fr"/></svg>')


class Loads(WrongPicture):
    """Fetches its ink from elsewhere."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b'stroke="#000"', b'stroke="url(https://exemple.fr/ink.svg#i)"')


class Declares(WrongPicture):
    """Says in the head of the file what an entity stands for."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return b'<!DOCTYPE svg [<!ENTITY ink "#000">]>' + picture


class IsNoSvg(WrongPicture):
    """Names no namespace: a browser shows nothing."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b'xmlns="http://www.w3.org/2000/svg" ', b"")


class FillsThePage(WrongPicture):
    """Says no size."""

    breaks = "CAP-3"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b" width=", b" data-width=")


class StampsTheMoment(WrongPicture):
    """Writes into each picture when it was made."""

    breaks = "CAP-4"

    def spoiled(self, picture: bytes) -> bytes:
        return picture.replace(b"</svg>", b"<desc>%d</desc></svg>" % next(MOMENTS))


class DrawsTheFirstStroke(WrongCapture):
    """Draws a name without its flourish."""

    breaks = "CAP-5"

    def picture(self, drawing: Drawing) -> bytes:
        return super().picture(evolve(drawing, strokes=drawing.strokes[:1]))


class LeavesDotsOut(WrongCapture):
    """Draws what has a length."""

    breaks = "CAP-5"

    def picture(self, drawing: Drawing) -> bytes:
        return super().picture(evolve(drawing, strokes=tuple(each for each in drawing.strokes if len(each.points) > 1)))


class WrongPrinter(PlainPrinter):
    """A printer that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""

    def invite(self, secret: str) -> Invitation:
        return self.spoiled(super().invite(secret))

    def spoiled(self, invitation: Invitation) -> Invitation:
        """Spoil an invitation."""
        return invitation


class CutsTheSvg(WrongPrinter):
    """Prints the last letter in one of the pictures only."""

    breaks = "PRI-1"

    def spoiled(self, invitation: Invitation) -> Invitation:
        return evolve(invitation, svg=invitation.svg.replace(invitation.address[-1:].encode() + b"<", b"<"))


class CapitalPng(WrongPrinter):
    """Prints in capitals, which codes hold more of."""

    breaks = "PRI-1"

    def spoiled(self, invitation: Invitation) -> Invitation:
        return evolve(invitation, png=invitation.png.upper().replace(b"TITLE", b"title"))


class PrintsAnything(WrongPrinter):
    """Fills up what is too short for a secret."""

    breaks = "PRI-4"

    def invite(self, secret: str) -> Invitation:
        return super().invite(secret.ljust(43, "A"))


class RepeatsTheSecret(WrongPrinter):
    """Tells everybody who reads its log what somebody typed."""

    breaks = "PRI-4"

    def invite(self, secret: str) -> Invitation:
        try:
            return super().invite(secret)
        except InvalidInput as refusal:
            raise InvalidInput.at(
                "secret", "malformed-ticket", f"{secret!r} is no ticket, {secret} is not"
            ) from refusal


class NumbersItsPrints(WrongPrinter):
    """Makes each picture another one."""

    breaks = "PRI-2"

    def spoiled(self, invitation: Invitation) -> Invitation:
        return evolve(invitation, png=invitation.png + b"%d" % next(MOMENTS))


class PrintsTheFirst(WrongPrinter):
    """Keeps what it made once, whoever asks."""

    breaks = "PRI-2"

    def __init__(self, base: str = "https://registre.exemple.fr/s") -> None:
        super().__init__(base)
        self.first: Invitation | None = None

    def spoiled(self, invitation: Invitation) -> Invitation:
        self.first = self.first or invitation
        return self.first


class RefusesTooLate(WrongPrinter):
    """Finds out that an address is too long when somebody waits to sign."""

    breaks = "PRI-3"

    def __init__(self, base: str = "https://registre.exemple.fr/s") -> None:
        super().__init__()
        self.base = f"{base}#" if not base.endswith("/") else base

    def spoiled(self, invitation: Invitation) -> Invitation:
        if len(invitation.address) > 106:
            raise ConfigurationError("ticket-address-too-long", "the address is too long")
        return invitation


class LeadsHome(WrongPrinter):
    """Leads to the maker of the printer, and from there to the register."""

    breaks = "PRI-4"

    def __init__(self, base: str = "https://registre.exemple.fr/s") -> None:
        super().__init__(base)
        self.base = "https://exemple.fr/#"


class Explains(WrongPrinter):
    """Says behind the secret where it was read."""

    breaks = "PRI-4"

    def spoiled(self, invitation: Invitation) -> Invitation:
        longer = [picture.replace(b"</title>", b"&amp;via=qr</title>") for picture in (invitation.svg, invitation.png)]
        return Invitation(f"{invitation.address}&via=qr", *longer)


class FillsTheTerminal(WrongPrinter):
    """Draws in one line whatever its length."""

    breaks = "PRI-5"

    def in_terminal(self, invitation: Invitation) -> str:
        return invitation.address.ljust(81)


class ShowsAnotherInTheTerminal(WrongPrinter):
    """Shows what it showed the last time."""

    breaks = "PRI-5"

    def in_terminal(self, invitation: Invitation) -> str:
        return super().in_terminal(super().invite("A" * 43))


class SharesItsDesk(WrongPrinter):
    """Puts down the secret where another thread puts its own."""

    breaks = "PRI-6"
    desk = ""

    def invite(self, secret: str) -> Invitation:
        self.desk = secret
        time.sleep(0.001)
        return super().invite(self.desk)


class PrintsAScript(WrongPrinter):
    """Brings a script along."""

    breaks = "PRI-7"

    def spoiled(self, invitation: Invitation) -> Invitation:
        return evolve(invitation, svg=invitation.svg.replace(b"</svg>", b"<script>alert(1)</script></svg>"))
