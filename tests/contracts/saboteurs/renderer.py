"""Renderers that keep every promise but one."""

from __future__ import annotations

import time
from functools import partial
from io import BytesIO
from itertools import count
from typing import Any, ClassVar

from attrs import evolve

from registre_core.kernel.documents import Digest
from registre_core.kernel.legible import legible
from registre_core.ports.renderer import Printable, Rendered, SummarySheet
from registre_core.signatures import Spot
from registre_core.testing.memory import PlainRenderer


class WrongRenderer(PlainRenderer):
    """A renderer that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class Untitled(WrongRenderer):
    """Leaves the title out."""

    breaks = "REN-1"

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, content=rendered.content.replace(b"/Title", b"/Other"))


class InNoLanguage(WrongRenderer):
    """Does not say in what language it is."""

    breaks = "REN-1"

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, content=rendered.content.replace(b"/Lang (fr-FR)", b"/Lang (zz-ZZ)"))


class DatesItself(WrongRenderer):
    """Writes down how often it printed."""

    breaks = "REN-2"
    printed = count()

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, content=rendered.content + b"%% %d\n" % next(self.printed))


def retold(printable: Printable, change: Any) -> Printable:  # noqa: ANN401  # what becomes of a text
    """Give the same with another nature of the work, where it has one."""
    permit = getattr(printable, "permit", None)
    return printable if permit is None else evolve(printable, permit=evolve(permit, work=change(permit.work)))


def summed(sheet: SummarySheet, **changes: Any) -> SummarySheet:  # noqa: ANN401  # what the fields take
    """Give a summary that says something else."""
    return evolve(sheet, summary=evolve(sheet.summary, **changes))


class ReadsMarkup(WrongRenderer):
    """Takes what stands between stars for bold, and prints no star."""

    breaks = "REN-3"

    def render(self, printable: Printable) -> Rendered:
        return super().render(retold(printable, lambda text: text.replace("*", "")))


class CutsLongTexts(WrongRenderer):
    """Prints the first thousand letters."""

    breaks = "REN-3"

    def render(self, printable: Printable) -> Rendered:
        return super().render(retold(printable, lambda text: text[:1_000]))


class DropsWhatItCannotDraw(WrongRenderer):
    """Leaves out characters that it has no letter for."""

    breaks = "REN-3"

    def render(self, printable: Printable) -> Rendered:
        letters = frozenset(map(chr, range(32, 127)))
        return super().render(
            retold(printable, lambda text: "".join(one for one in text if legible(one, letters) == one) or "rien")
        )


class FailsOnControls(WrongRenderer):
    """Fails where it should print."""

    breaks = "REN-3"

    def render(self, printable: Printable) -> Rendered:
        retold(printable, _refuse_controls)
        return super().render(printable)


def _refuse_controls(text: str) -> str:
    if "\x07" in text:
        raise ValueError(text)
    return text


class ForgetsABox(WrongRenderer):
    """Has no box for the last signature."""

    breaks = "REN-4"

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, spots=dict(list(rendered.spots.items())[:-1]))


class PilesBoxes(WrongRenderer):
    """Puts all boxes at one place."""

    breaks = "REN-4"

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, spots=dict.fromkeys(rendered.spots, Spot(1, (60.0, 60.0, 290.0, 160.0))))


class LeavesThePaper(WrongRenderer):
    """Puts boxes where the page has ended."""

    breaks = "REN-4"

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, spots={one: _lower(spot) for one, spot in rendered.spots.items()})


def _lower(spot: Spot) -> Spot:
    x0, y0, x1, y1 = spot.box
    return Spot(spot.page, (x0, y0 + 600, x1, y1 + 600))


class ForgetsTheDigest(WrongRenderer):
    """Prints another digest."""

    breaks = "REN-5"

    def render(self, printable: Printable) -> Rendered:
        digest = Digest("0" * 64)
        if isinstance(printable, SummarySheet):
            return super().render(summed(printable, digest=digest))
        return super().render(evolve(printable, sheet=evolve(printable.sheet, digest=digest)))


class CountsWrong(WrongRenderer):
    """Numbers every page alike."""

    breaks = "REN-5"

    def render(self, printable: Printable) -> Rendered:
        rendered = super().render(printable)
        return evolve(rendered, content=rendered.content.replace(b"(page 2 / ", b"(page 1 / "))


class SharesItsTable(WrongRenderer):
    """Puts down what it prints where another thread puts its own."""

    breaks = "REN-6"
    table: ClassVar[list[Printable]] = []

    def render(self, printable: Printable) -> Rendered:
        self.table[:] = [printable]
        time.sleep(0.001)
        return super().render(self.table[0])


class TidiesData(WrongRenderer):
    """Takes white space off the data that it attaches."""

    breaks = "REN-7"

    def render(self, printable: Printable) -> Rendered:
        if isinstance(printable, SummarySheet):
            with printable.data() as data:
                return super().render(evolve(printable, data=partial(BytesIO, data.read().strip())))
        return super().render(printable)


class KeepsQuietAboutTheRest(WrongRenderer):
    """Says nothing of findings without a row."""

    breaks = "REN-8"

    def render(self, printable: Printable) -> Rendered:
        return super().render(summed(printable, left_out=0) if isinstance(printable, SummarySheet) else printable)


class ForgetsTheHead(WrongRenderer):
    """Tells where the register began instead of where it ended."""

    breaks = "REN-9"

    def render(self, printable: Printable) -> Rendered:
        if isinstance(printable, SummarySheet):
            began = evolve(printable.summary.register, number=0, link=Digest("0" * 64))
            return super().render(summed(printable, register=began))
        return super().render(printable)


class GetsTired(WrongRenderer):
    """Prints the first thirty sites."""

    breaks = "REN-10"

    def render(self, printable: Printable) -> Rendered:
        if isinstance(printable, SummarySheet):
            return super().render(summed(printable, sites=printable.summary.sites[:30]))
        return super().render(printable)


class DropsTheLastRow(WrongRenderer):
    """Has no room for the last of several findings."""

    breaks = "REN-10"

    def render(self, printable: Printable) -> Rendered:
        if isinstance(printable, SummarySheet):
            rows = printable.summary.gravest
            return super().render(summed(printable, gravest=rows[:-1] or rows))
        return super().render(printable)
