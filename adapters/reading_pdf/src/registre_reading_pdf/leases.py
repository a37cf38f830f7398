"""An open document, as its host sees it: questions to whichever worker has it open."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from attrs import define, field

from registre_core.extraction import PageInfo, PageText, Region, Ruling, Survey, Turn, assemble, is_suspect
from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.answers import Drawn, Opened
from registre_reading_pdf.opening import PAGES_KEPT
from registre_reading_pdf.requests import Drawing, Request, What
from registre_reading_pdf.spool import Document, reading_closed
from registre_reading_pdf.workers import Workers


@define(eq=False, repr=False)  # its representation would tell the password
class LeasedReading:
    """The `Reading` of a PDF file; made by `PdfPageReader`."""

    _document: Document
    _opened: Opened
    _workers: Workers
    _texts: dict[int, PageText] = field(factory=dict, init=False)
    _lock: Lock = field(factory=Lock, init=False)
    _is_closed: bool = field(default=False, init=False)

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return self._open().pages

    @property
    def engine(self) -> str:
        """What reads first."""
        return self._open().engine

    @property
    def may_be_copied(self) -> bool:
        """Whether the file's author lets its words be copied."""
        return self._open().may_be_copied

    @property
    def is_bounded(self) -> bool:
        """Whether the system holds workers to their memory; where it does not, the clock of the host is all."""
        return self._open().is_bounded

    def page(self, number: int) -> PageInfo:
        """Describe one page as displayed."""
        info: PageInfo = self._asked(What.PAGE, number)
        return info

    def text(self, number: int) -> PageText:
        """Read one page; pdfplumber is asked where what pdfium read makes no sense."""
        self._refuse_what_is_not_there(number)
        known = self._texts.get(number)
        return known or self._remember(self._read(number))

    def rulings(self, number: int) -> Sequence[Ruling]:
        """Find the drawn straight lines of one page."""
        rulings: Sequence[Ruling] = self._asked(What.RULINGS, number)
        return rulings

    def survey(self, number: int) -> Survey:
        """Look at what is drawn on one page beside its characters."""
        survey: Survey = self._asked(What.SURVEY, number)
        return survey

    def render(
        self,
        number: int,
        region: Region | None = None,
        *,
        dpi: int = 150,
        grey: bool = False,
        margin: int = 0,
        turn: Turn = Turn.NONE,
    ) -> bytes:
        """Draw one page, or a region of it, as a PNG image."""
        box = None if region is None else region.box
        picture: bytes = self._asked(What.PICTURE, number, box, Drawing(dpi, grey, margin, turn))
        return picture

    def close(self) -> None:
        """Refuse any further use; the worker stays, for whoever opens the document again."""
        with self._lock:
            self._is_closed = True
            self._texts.clear()

    def _read(self, number: int) -> PageText:
        """Put the characters of a page in order; the worker waits for none of that, and reads the next one."""
        drawn: Drawn = self._asked(What.TEXT, number)
        first = assemble(drawn.info, drawn.characters, drawn.boxes, engine=self._opened.engine)
        if not is_suspect(first.characters):
            return first
        second: PageText | None = self._asked(What.SECOND, number)
        return second or first

    def _asked(self, what: What, number: int, *rest: Any) -> Any:  # noqa: ANN401  # each question has its own answer
        self._refuse_what_is_not_there(number)
        return self._workers.answer(self._document, Request(what, number, *rest))

    def _remember(self, text: PageText) -> PageText:
        with self._lock:
            if not self._is_closed:
                self._texts[text.info.number] = text
            if len(self._texts) > PAGES_KEPT:
                del self._texts[next(iter(self._texts))]
        return text

    def _open(self) -> Opened:
        if self._is_closed:
            raise reading_closed()
        return self._opened

    def _refuse_what_is_not_there(self, number: int) -> None:
        last = self.page_count
        if not 1 <= number <= last:
            said = f"the document has pages 1 to {last}, and no page {number}"
            raise InvalidInput.at("page", "page-out-of-range", said, page=number, pages=last)
