"""The pages of a report that is open: read where they can be, recognised where they cannot and somebody wants it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from registre_core import extraction
from registre_core.extraction import (
    Boxes,
    Diagnosis,
    Mark,
    Ocr,
    PageText,
    RecognisedRegion,
    Region,
    Selection,
    Sheet,
    joined,
    regions_of,
    whole,
)
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RuleViolation
from registre_core.ports import TextRecognizer
from registre_core.ports.page_reader import Reading
from registre_core.services.reading.recognitions import Recognitions
from registre_core.services.recognising import recognised

RECENT = 4
"""Pages whose words are at hand: a point begins on one and ends on the next, and the points of a page come together."""


@frozen
class ReportPages:
    """The pages of one report, for one thread at a time."""

    reading: Reading
    """What reads them."""
    document: Digest
    """Of which file."""
    ocr: Ocr
    """When words are recognised rather than read."""
    known: Recognitions
    """What was recognised before, and takes what is recognised now."""
    recognizer: TextRecognizer | None
    """What recognises, if anything was chosen."""
    _recent: dict[int, PageText] = field(factory=dict, init=False, eq=False, repr=False)

    @property
    def numbers(self) -> range:
        """All there are."""
        return range(1, self.reading.page_count + 1)

    def diagnose(self, number: int) -> Diagnosis:
        """Tell what a page is made of."""
        return extraction.diagnose(self.reading.text(number), self.reading.survey(number))

    def sheet(self, diagnosis: Diagnosis) -> Sheet:
        """Give a page with its lines; all of it is recognised if its words are only to be had so."""
        return Sheet(self._whole(diagnosis), tuple(self.reading.rulings(diagnosis.page)))

    def text(self, number: int) -> PageText:
        """Give the words of a page likewise; to ask again for one of the last pages costs nothing."""
        if number not in self._recent:
            for oldest in list(self._recent)[: 1 - RECENT]:
                del self._recent[oldest]
            self._recent[number] = self._whole(self.diagnose(number))
        return self._recent[number]

    def texts(self, *, but: Iterable[int] = (), among: Iterable[int] | None = None) -> Iterator[PageText]:
        """Give the words of pages in order, one after the other.

        Args:
            but: those that are not looked at; a blank page stands for each, so that those around it do not meet.
            among: which; all of them unless told.
        """
        left_out = frozenset(but)
        return (self._blank(n) if n in left_out else self.text(n) for n in (self.numbers if among is None else among))

    def marked(self, selection: Selection) -> dict[int, PageText]:
        """Give the words of each page of a selection: of those that need it, what is recognised in the marked regions.

        Whether a page needs it is told by what is marked on it.
        """
        pages = {number: self.reading.text(number) for number in selection.pages}
        needing = [number for number, page in pages.items() if self._needs(page, selection.on(number))]
        if needing:
            recognizer = self.recognizer_for(needing)
            pages |= {number: self._of_regions(pages[number], selection.on(number), recognizer) for number in needing}
        return pages

    def needs_recognition(self, diagnosis: Diagnosis) -> bool:
        """Whether a page is recognised rather than read."""
        return self.ocr is Ocr.ALWAYS or (self.ocr is Ocr.AUTO and diagnosis.needs_recognition)

    def is_out_of_reach(self, diagnosis: Diagnosis) -> bool:
        """Whether a page's words are not to be had: to recognise them is not wanted, or nothing was chosen to do it."""
        if self.ocr is Ocr.NEVER:
            return diagnosis.needs_recognition
        return self.recognizer is None and self.needs_recognition(diagnosis)

    def require_reach(self, out_of_reach: Sequence[int]) -> None:
        """Refuse to go on without these pages, unless that is what was asked for.

        Raises:
            RuleViolation: ``no-recognizer``.
        """
        if out_of_reach and self.ocr is not Ocr.NEVER:
            self.recognizer_for(out_of_reach)

    def recognizer_for(self, needing: Sequence[int]) -> TextRecognizer:
        """Give what recognises these pages.

        Raises:
            RuleViolation: ``no-recognizer``, with all of them.
        """
        if self.recognizer is not None:
            return self.recognizer
        pages = ", ".join(map(str, needing))
        said = (
            f"what is to be read on page {pages} can only be recognised, and nothing that recognises was chosen: "
            "name one, such as recognizer='tesseract', or do without these pages with ocr='never'"
        )
        raise RuleViolation("no-recognizer", said, {"pages": pages})

    def _whole(self, diagnosis: Diagnosis) -> PageText:
        page = self.reading.text(diagnosis.page)
        if not self.needs_recognition(diagnosis):
            return page
        return self._recognised(self.recognizer_for([diagnosis.page]), whole(page.info), is_whole=True)

    def _needs(self, page: PageText, marks: Sequence[Mark]) -> bool:
        if self.ocr is not Ocr.AUTO:
            return self.ocr is Ocr.ALWAYS
        return extraction.needs_recognition(page, self.reading.survey(page.info.number), marks)

    def _of_regions(self, page: PageText, marks: Sequence[Mark], recognizer: TextRecognizer) -> PageText:
        regions = regions_of(page.info, marks)
        return joined(page.info, {one: self._recognised(recognizer, one) for one in regions}) if regions else page

    def _recognised(self, recognizer: TextRecognizer, region: Region, *, is_whole: bool = False) -> PageText:
        """Give the words of a region: those that were recognised there before, or else recognised now and kept."""
        key = RecognisedRegion(self.document, region, recognizer.engine, recognizer.language)
        found = self.known.find(key)
        if found is None:
            found = recognised(self.reading, recognizer, region.page, None if is_whole else region)
            self.known.keep(key, found)
        return found

    def _blank(self, number: int) -> PageText:
        return PageText(self.reading.page(number), "", Boxes(), self.reading.engine)
