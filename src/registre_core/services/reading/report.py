"""One report that is open: what it says, read where it can be read and recognised where it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from registre_core import extraction
from registre_core.extraction import (
    Candidate,
    Copying,
    Detector,
    Diagnosis,
    Mark,
    Ocr,
    OpenFinding,
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
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.passages import Passage
from registre_core.ports import TextRecognizer
from registre_core.ports.page_reader import Reading
from registre_core.services.progress import Progress, Steps, nobody
from registre_core.services.reading.recognitions import Recognitions
from registre_core.services.recognising import recognised


@frozen
class Proposal:
    """What a report itself says (*proposition*)."""

    candidates: tuple[Candidate, ...]
    """Its points, in reading order, those already taken marked."""
    diagnoses: tuple[Diagnosis, ...]
    """What each of its pages is made of, in order."""
    unread: tuple[int, ...] = ()
    """Pages whose words are only to be had by recognition, where that was not wanted: their points are missing."""

    @property
    def left(self) -> tuple[Candidate, ...]:
        """Those that nobody has taken yet."""
        return tuple(candidate for candidate in self.candidates if not candidate.is_taken)


@frozen
class OpenReport:
    """One report that is open; for one thread at a time. Nothing of it can be asked once its context is left."""

    reading: Reading
    """Its pages."""
    document: Digest
    """Its digest."""
    ocr: Ocr
    """When words are recognised rather than read."""
    known: Recognitions
    """What was recognised before, and takes what is recognised now."""
    recognizer: TextRecognizer | None
    """What recognises, if anything was chosen."""
    detectors: tuple[Detector, ...]
    """What finds observations."""
    copying: Copying
    """What becomes of it if its author forbids copying."""

    @property
    def page_count(self) -> int:
        """How many pages it has."""
        return self.reading.page_count

    @property
    def may_be_copied(self) -> bool:
        """Whether its author lets its words be copied."""
        return self.reading.may_be_copied

    def diagnose(self, number: int) -> Diagnosis:
        """Tell what can be expected of a page before anything is selected on it; nothing is recognised for that.

        Raises:
            InvalidInput: ``page-out-of-range``.
        """
        return extraction.diagnose(self.reading.text(number), self.reading.survey(number))

    def passage(self, selection: Selection) -> Passage:
        """Take the words of a selection: read, or recognised on those of its pages that need it, and nowhere else.

        Of a page that needs it each marked region is recognised for itself, and no more of the page than the lines
        around it.

        Raises:
            InvalidInput: ``page-out-of-range``, ``region-off-page``, ``empty-selection``.
            RuleViolation: ``copying-forbidden``, ``no-recognizer``.
            ConfigurationError: ``recognizer-not-installed``, ``language-not-installed``.
        """
        self._require_copying()
        pages = {number: self.reading.text(number) for number in selection.pages}
        needing = [number for number, page in pages.items() if self._needs(page, selection.on(number))]
        if needing:
            recognizer = self._recognizer_for(needing)
            pages |= {number: self._marked(pages[number], selection.on(number), recognizer) for number in needing}
        return extraction.passage(self.document, selection, pages, may_be_copied=self.may_be_copied)

    def quoted(self, quote: str, *, near: Selection | None = None, page: int | None = None) -> Passage:
        """Find words that somebody quotes, and take them as the report has them.

        Pages that need recognition are looked at only if the words stand on none of the others.

        Args:
            quote: the words.
            near: where they are said to stand, if known: on these pages, nearest to these marks.
            page: the page on which they stand, if known.

        Raises:
            InvalidInput: ``quote-not-found``, ``quote-ambiguous``, ``page-out-of-range``.
            RuleViolation: ``copying-forbidden``, ``no-recognizer``.
        """
        self._require_copying()
        numbers = (page,) if page is not None else near.pages if near else range(1, self.page_count + 1)
        skipped: list[int] = []
        try:
            return self._found(quote, self._readable(numbers, skipped), near)
        except InvalidInput as missing:
            if missing.code != "quote-not-found" or not skipped:
                raise
        self._recognizer_for(skipped)
        return self._found(quote, (self.sheet(number).text for number in numbers), near)

    def sheet(self, number: int) -> Sheet:
        """Give a page as proposals look at it; all of it is recognised where its diagnosis says so.

        Raises:
            InvalidInput: ``page-out-of-range``.
            RuleViolation: ``no-recognizer``.
        """
        return self._sheet(self.diagnose(number))

    def propose(
        self,
        *,
        taken: Sequence[Passage] = (),
        open_findings: Sequence[OpenFinding] = (),
        progress: Progress = nobody,
    ) -> Proposal:
        """Find what the report itself says.

        Where pages can only be recognised and nothing was chosen to do it, nothing is proposed: a list with points
        missing passes for a whole one. Who asks for `Ocr.NEVER` gets it, and is told the pages.

        Args:
            taken: the passages that were taken out of it before.
            open_findings: what is open on the site.
            progress: is told how many of its pages are done.

        Raises:
            RuleViolation: ``copying-forbidden``, ``no-recognizer`` with all the pages.
        """
        self._require_copying()
        diagnoses, sheets, steps = [], [], Steps(progress, self.page_count)
        for number in range(1, self.page_count + 1):
            diagnoses.append(self.diagnose(number))
            if not self._is_out_of_reach(diagnoses[-1]):
                sheets.append(self._sheet(diagnoses[-1]))
            steps.reached(number)
        unread = tuple(diagnosis.page for diagnosis in diagnoses if self._is_out_of_reach(diagnosis))
        if unread and self.ocr is not Ocr.NEVER:
            self._recognizer_for(unread)
        found = extraction.propose(sheets, taken=taken, open_findings=open_findings, detectors=self.detectors)
        return Proposal(found, tuple(diagnoses), unread)

    def passage_of(self, candidate: Candidate) -> Passage:
        """Take the words of a candidate, which may have been far away since it was proposed: they are read again.

        Raises:
            InvalidInput: ``candidate-altered``: these words do not stand there.
            RuleViolation: ``copying-forbidden``, ``no-recognizer``.
        """
        self._require_copying()
        if candidate.pages[-1] > self.page_count:
            raise _altered(candidate)
        pages = {number: self.sheet(number).text for number in candidate.pages}
        if any(part.end > len(pages[part.page].characters) for part in candidate.parts):
            raise _altered(candidate)
        found = self._flagged(extraction.quoted_parts(self.document, pages, candidate.parts))
        if found.quote != candidate.text:
            raise _altered(candidate)
        return found

    def texts(self) -> Iterator[PageText]:
        """Read every page in order, recognised where it needs it: what anchoring looks through."""
        return (self.sheet(number).text for number in range(1, self.page_count + 1))

    def _found(self, quote: str, pages: Iterable[PageText], near: Selection | None) -> Passage:
        return self._flagged(extraction.quoted(self.document, quote, pages, near=near))

    def _flagged(self, found: Passage) -> Passage:
        return evolve(found, may_be_copied=self.may_be_copied)

    def _readable(self, numbers: Iterable[int], skipped: list[int]) -> Iterator[PageText]:
        """Give the pages that have words of their own, and note the others."""
        for number in numbers:
            if self._needs_whole(self.diagnose(number)):
                skipped.append(number)
            else:
                yield self.reading.text(number)

    def _sheet(self, diagnosis: Diagnosis) -> Sheet:
        text = self.reading.text(diagnosis.page)
        if self._needs_whole(diagnosis):
            recognizer = self._recognizer_for([diagnosis.page])
            text = self._recognised(recognizer, whole(text.info), is_whole=True)
        return Sheet(text, tuple(self.reading.rulings(diagnosis.page)))

    def _marked(self, page: PageText, marks: Sequence[Mark], recognizer: TextRecognizer) -> PageText:
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

    def _needs(self, page: PageText, marks: Sequence[Mark]) -> bool:
        if self.ocr is not Ocr.AUTO:
            return self.ocr is Ocr.ALWAYS
        return extraction.needs_recognition(page, self.reading.survey(page.info.number), marks)

    def _needs_whole(self, diagnosis: Diagnosis) -> bool:
        return self.ocr is Ocr.ALWAYS or (self.ocr is Ocr.AUTO and diagnosis.needs_recognition)

    def _is_out_of_reach(self, diagnosis: Diagnosis) -> bool:
        if self.ocr is Ocr.NEVER:
            return diagnosis.needs_recognition
        return self.recognizer is None and self._needs_whole(diagnosis)

    def _require_copying(self) -> None:
        if self.copying is Copying.REFUSED and not self.may_be_copied:
            said = "the author of this document forbids copying its words, and this host heeds that"
            raise RuleViolation("copying-forbidden", said)

    def _recognizer_for(self, needing: Sequence[int]) -> TextRecognizer:
        if self.recognizer is not None:
            return self.recognizer
        pages = ", ".join(map(str, needing))
        said = (
            f"what is to be read on page {pages} can only be recognised, and nothing that recognises was chosen: "
            "name one, such as recognizer='tesseract', or do without these pages with ocr='never'"
        )
        raise RuleViolation("no-recognizer", said, {"pages": pages})


def _altered(candidate: Candidate) -> InvalidInput:
    said = "the report does not say this there: propose anew, and accept what is proposed then"
    return InvalidInput.at("text", "candidate-altered", said, text=candidate.text)
