"""An open PDF document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from mmap import mmap

import pypdfium2
from attrs import define, evolve, field
from pypdfium2 import raw

from registre_core.extraction import PageInfo, PageText, Region, Ruling, Survey, Turn
from registre_core.kernel.errors import InvalidInput
from registre_reading_pdf.answers import Drawn
from registre_reading_pdf.characters import HALF, characters_of, refuse_too_many, within_reach
from registre_reading_pdf.display import Display
from registre_reading_pdf.engine import ENGINE, LOCK, loaded, told
from registre_reading_pdf.opening import PAGES_KEPT, Limits
from registre_reading_pdf.pictures import drawn
from registre_reading_pdf.requests import Drawing
from registre_reading_pdf.rulings import rulings_of
from registre_reading_pdf.scanned_lines import scanned_lines
from registre_reading_pdf.surveys import is_scan, surveyed

COPYING = 1 << 4
"""The fifth bit of a file's permissions (ISO 32000-2, table 22): copying text and graphics."""

LABEL = 100
"""Characters of a page's label; what is longer is none."""


@define(eq=False, repr=False)  # its representation would tell the password
class PdfReading:
    """An open document, where an engine may harm nobody else: in a worker."""

    _document: pypdfium2.PdfDocument
    _data: bytes | mmap
    _password: str | None
    _limits: Limits
    _drawn: dict[int, Drawn] = field(factory=dict, init=False)
    _open_page: tuple[int, pypdfium2.PdfPage] | None = field(default=None, init=False)
    _is_closed: bool = field(default=False, init=False)

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        with LOCK:
            return len(self._open_document())

    @property
    def engine(self) -> str:
        """What reads first."""
        self._open_document()
        return ENGINE

    @property
    def may_be_copied(self) -> bool:
        """Whether the file's author lets its words be copied."""
        with LOCK:
            return bool(raw.FPDF_GetDocPermissions(self._open_document()) & COPYING)

    def page(self, number: int) -> PageInfo:
        """Describe one page as displayed."""
        with self._loaded(number) as page:
            return self._info(page, number)

    def characters(self, number: int) -> Drawn:
        """Read the characters of one page in the order in which the file draws them."""
        self._refuse_what_is_not_there(number)
        known = self._drawn.get(number)
        return known or self._remember(self._read(number))

    def second_opinion(self, number: int) -> PageText | None:
        """Ask pdfplumber, whose text is kept if it makes sense."""
        info = self.characters(number).info
        from registre_reading_pdf.second_opinion import second_opinion  # takes a third of a second, and rarely needed

        page = second_opinion(info, self._data, self._password)
        if page is None:
            return None
        refuse_too_many(len(page.characters), 2 * self._limits.characters)  # it makes spaces of its own
        return evolve(page, boxes=within_reach(page.boxes))

    def rulings(self, number: int) -> Sequence[Ruling]:
        """Find the drawn straight lines of one page, and those in its picture if it is a scan."""
        with self._loaded(number) as page:
            info = self._info(page, number)
            drawn = rulings_of(page, Display.of(info))
            return (*drawn, *scanned_lines(page, info)) if is_scan(page, info, self._limits) else drawn

    def survey(self, number: int) -> Survey:
        """Look at what is drawn on one page beside its characters."""
        with self._loaded(number) as page:
            return surveyed(page, self._info(page, number), self._limits)

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
        with self._loaded(number) as page:
            return drawn(page, self._info(page, number), region, Drawing(dpi, grey, margin, turn), self._limits)

    def close(self) -> None:
        """Refuse any further use; the reader closes the document."""
        with LOCK:
            self._is_closed = True
            self._drawn.clear()
            self._close_page()

    def _read(self, number: int) -> Drawn:
        with self._loaded(number) as page:
            info = self._info(page, number)
            return Drawn(info, *characters_of(page, Display.of(info), self._limits.characters))

    def _remember(self, drawn: Drawn) -> Drawn:
        with LOCK:
            if not self._is_closed:
                self._drawn[drawn.info.number] = drawn
            if len(self._drawn) > PAGES_KEPT:
                del self._drawn[next(iter(self._drawn))]
        return drawn

    @contextmanager
    def _loaded(self, number: int) -> Iterator[pypdfium2.PdfPage]:
        """Give a page, so that nobody can close the document meanwhile.

        The last one stays: who asks for the text of a page asks for its lines next, and some take a second to load.
        """
        with LOCK:
            self._refuse_what_is_not_there(number)
            if self._open_page is None or self._open_page[0] != number:
                self._close_page()
                self._open_page = number, loaded(self._document, number)
            with told(number):
                yield self._open_page[1]

    def _close_page(self) -> None:
        page, self._open_page = self._open_page, None
        if page is not None:
            page[1].close()

    def _info(self, page: pypdfium2.PdfPage, number: int) -> PageInfo:
        width, height = page.get_size()
        label = self._document.get_page_label(number - 1) or str(number)
        return PageInfo(number, HALF.sub("\ufffd", label)[:LABEL], width, height, page.get_rotation(), page.get_bbox())

    def _open_document(self) -> pypdfium2.PdfDocument:
        if self._is_closed:
            raise InvalidInput.at("reading", "reading-closed", "the document is closed: open it again")
        return self._document

    def _refuse_what_is_not_there(self, number: int) -> None:
        last = self.page_count
        if not 1 <= number <= last:
            said = f"the document has pages 1 to {last}, and no page {number}"
            raise InvalidInput.at("page", "page-out-of-range", said, page=number, pages=last)
