"""A process that reads one document, and is lost when that does it harm.

Everything that knows a PDF engine runs here. It is told over one line what to read, and answers there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from mmap import mmap

from attrs import define, field

from registre_core.extraction import Region
from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError
from registre_reading_pdf.answers import Answer, Opened, frame_of
from registre_reading_pdf.bounds import allow, bound
from registre_reading_pdf.endings import IDLE, OUT_OF_MEMORY
from registre_reading_pdf.engine import opened
from registre_reading_pdf.frames import Frame, read_frame
from registre_reading_pdf.lines import Gone, Line, PipeLine, TooLate
from registre_reading_pdf.orders import READY
from registre_reading_pdf.reading import PdfReading
from registre_reading_pdf.requests import Opening, Request, What

MOST_ASKED = 1024 * 1024 * 1024
"""Bytes of a request: a document may come with it, and the host is believed."""


@define(eq=False)
class Session:
    """One document, from its opening to the end of the process."""

    _line: Line
    _content: mmap | None
    _stack: ExitStack = field(factory=ExitStack, init=False)
    _reading: PdfReading | None = field(default=None, init=False)

    def serve(self) -> None:
        """Open the document, then answer until nobody asks any more.

        Raises:
            Gone, TooLate: nobody does.
            MemoryError: there is none left, and what was being done is half done.
        """
        opening = Opening.of(self._asked())
        is_bounded = bound(opening.limits.memory)
        self._answer(opening, partial(self._open, opening, is_bounded))
        before = 0
        while self._reading is not None:
            self._line.until(opening.limits.idle_seconds)
            request = Request.of(self._asked())
            self._answer(opening, partial(_answer, self._reading, request))
            if request.what is What.TEXT:
                if request.page == before + 1:
                    self._read_ahead(opening, self._reading, request.page + 1)
                before = request.page

    def _asked(self) -> Frame:
        return read_frame(self._line.receive, MOST_ASKED)

    def _answer(self, opening: Opening, work: Callable[[], Answer]) -> None:
        allow(opening.limits.seconds)
        self._line.until(None)
        self._line.send(attempted(work))

    def _read_ahead(self, opening: Opening, reading: PdfReading, number: int) -> None:
        """Read the page that comes next, while the host is busy with the one it has; what fails, fails when asked."""
        if number <= reading.page_count and self._line.is_quiet:
            allow(opening.limits.seconds)
            with suppress(RegistreError):
                reading.characters(number)

    def _open(self, opening: Opening, is_bounded: bool) -> Opened:  # noqa: FBT001  # what `bound` said
        content = self._content if self._content is not None else opening.content or b""
        document = self._stack.enter_context(opened(content, opening.password))
        self._reading = reading = PdfReading(document, content, opening.password, opening.limits)
        return Opened(reading.page_count, reading.may_be_copied, reading.engine, is_bounded)


def attempted(work: Callable[[], Answer]) -> bytes:
    """Do what was asked, and write down what came of it; what fails without a word of ours is the engine's failure."""
    try:
        return frame_of(work()).written()
    except (InvalidInput, AdapterFailure) as refused:
        return frame_of(refused).written()
    except MemoryError:
        raise
    except Exception as failure:  # noqa: BLE001  # engines raise whatever they like
        said = f"the PDF engine failed: {type(failure).__name__}"
        return frame_of(AdapterFailure("pdf-engine-failed", said)).written()


def _answer(reading: PdfReading, asked: Request) -> Answer:
    match asked.what:
        case What.PAGE:
            return reading.page(asked.page)
        case What.TEXT:
            return reading.characters(asked.page)
        case What.SECOND:
            return reading.second_opinion(asked.page)
        case What.RULINGS:
            return tuple(reading.rulings(asked.page))
        case What.SURVEY:
            return reading.survey(asked.page)
        case What.PICTURE:
            region = Region(asked.page, *asked.box) if asked.box else None
            how = asked.how
            return reading.render(asked.page, region, dpi=how.dpi, grey=how.grey, margin=how.margin, turn=how.turn)


def ended(line: Line, content: mmap | None) -> int:
    """Serve, and tell with which code to leave."""
    try:
        Session(line, content).serve()
    except (Gone, TooLate):
        return IDLE
    except MemoryError:
        return OUT_OF_MEMORY
    return IDLE


def main(_: str) -> None:
    """Serve over standard input and output: a worker of its own, where none can be forked."""
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints, prints no answer
    line = PipeLine(reader, writer, lambda: os._exit(IDLE))
    line.send(READY)
    os._exit(ended(line, None))
