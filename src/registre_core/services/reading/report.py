"""One report that is open, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from attrs import frozen

from registre_core import extraction
from registre_core.extraction import (
    Candidate,
    Copying,
    Detector,
    Diagnosis,
    OpenFinding,
    PageText,
    Part,
    Selection,
    Sheet,
    whole,
)
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.passages import Passage
from registre_core.ports.page_reader import Reading
from registre_core.services.progress import Progress, Steps, nobody
from registre_core.services.reading.pages import ReportPages

MOST_CHARACTERS = 3_000_000
"""Characters of a report that is laid out as a whole: a thousand dense pages, which take half a minute and 700 MB. Few
kilobytes of a file may unfold into a hundred times as many."""


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
    """One report that is open; for one thread at a time. Nothing can be asked of it once its context is left."""

    pages: ReportPages
    """Its pages."""
    detectors: tuple[Detector, ...]
    """What finds observations."""
    copying: Copying
    """What becomes of it if its author forbids copying."""

    @property
    def reading(self) -> Reading:
        """The open document, to draw pictures of its pages."""
        return self.pages.reading

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
        return self.pages.diagnose(number)

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
        pages = self.pages.marked(selection)
        return extraction.passage(self.pages.document, selection, pages, may_be_copied=self.may_be_copied)

    def quoted(self, quote: str, *, near: Selection | None = None, page: int | None = None) -> Passage:
        """Find words that somebody quotes, and take them as the report has them.

        Pages that need recognition are looked at only if the words stand on none of the others.

        Args:
            quote: the words.
            near: where they are said to stand, if known: on its pages, and of several places there the nearest.
            page: the page on which they stand, if no more is known.

        Raises:
            InvalidInput: ``quote-not-found``, ``quote-ambiguous``, ``page-out-of-range``.
            RuleViolation: ``copying-forbidden``, ``no-recognizer``.
        """
        self._require_copying()
        if near is None and page is not None:
            near = Selection((whole(self.reading.page(page)),))
        numbers = self._around(near)
        needing = [number for number in numbers if self.pages.needs_recognition(self.diagnose(number))]
        try:
            return self._found(quote, near, self.pages.texts(but=needing, among=numbers))
        except InvalidInput as missing:
            if missing.code != "quote-not-found" or not needing:
                raise
        self.pages.recognizer_for(needing)
        return self._found(quote, near, self.pages.texts(among=numbers))

    def sheet(self, number: int) -> Sheet:
        """Give a page as proposals look at it; all of it is recognised where its diagnosis says so.

        Raises:
            InvalidInput: ``page-out-of-range``.
            RuleViolation: ``no-recognizer``.
        """
        return self.pages.sheet(self.diagnose(number))

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
            InvalidInput: ``report-too-long``.
            AdapterFailure: ``detector-failed``.
        """
        self._require_copying()
        diagnoses, sheets, steps = list[Diagnosis](), list[Sheet](), Steps(progress, self.page_count)
        characters = 0
        for number in self.pages.numbers:
            diagnoses.append(self.diagnose(number))
            if not self.pages.is_out_of_reach(diagnoses[-1]):
                sheets.append(self.pages.sheet(diagnoses[-1]))
                characters += len(sheets[-1].text.characters)
                _refuse_more_than(MOST_CHARACTERS, characters)
            steps.reached(number)
        unread = tuple(one.page for one in diagnoses if self.pages.is_out_of_reach(one))
        self.pages.require_reach(unread)
        found = extraction.propose(sheets, taken=taken, open_findings=open_findings, detectors=self.detectors)
        return Proposal(found, tuple(diagnoses), unread)

    def passage_of(self, candidate: Candidate) -> Passage:
        """Take the words of a candidate, which may have been far away since it was proposed: they are read again.

        Raises:
            InvalidInput: ``candidate-altered``: these words do not stand there.
            RuleViolation: ``copying-forbidden``, ``no-recognizer``.
        """
        self._require_copying()
        found = self._standing_at(candidate.parts)
        if found is None or found.quote != candidate.text:
            said = "the report does not say this there: propose anew, and accept what is proposed then"
            raise InvalidInput.at("text", "candidate-altered", said, text=candidate.text)
        return found

    def texts(self) -> Iterator[PageText]:
        """Read every page in order, recognised where it needs it: what anchoring looks through.

        Raises:
            RuleViolation: ``no-recognizer`` with all the pages, before any is given: what cannot be found on pages that
                nobody reads is not lost.
        """
        if self.pages.recognizer is None:
            out_of_reach = filter(self.pages.is_out_of_reach, map(self.diagnose, self.pages.numbers))
            self.pages.require_reach([one.page for one in out_of_reach])
        return self.pages.texts()

    def _standing_at(self, parts: Sequence[Part]) -> Passage | None:
        """Take the words of parts, if there are such characters."""
        numbers = sorted({part.page for part in parts})
        if numbers[-1] > self.page_count:
            return None
        pages = {number: self.pages.text(number) for number in numbers}
        with suppress(InvalidInput):
            return extraction.passage_of(self.pages.document, pages, parts, may_be_copied=self.may_be_copied)
        return None

    def _found(self, quote: str, near: Selection | None, pages: Iterator[PageText]) -> Passage:
        return extraction.quoted(self.pages.document, quote, pages, near=near, may_be_copied=self.may_be_copied)

    def _around(self, near: Selection | None) -> range:
        """Tell which pages a quote may stand on, or begin or end on."""
        if near is None:
            return self.pages.numbers
        first, last = (self.reading.page(number).number for number in (near.pages[0], near.pages[-1]))
        return range(max(first - 1, 1), min(last + 1, self.page_count) + 1)

    def _require_copying(self) -> None:
        if self.copying is Copying.REFUSED and not self.may_be_copied:
            said = "the author of this document forbids copying its words, and this host heeds that"
            raise RuleViolation("copying-forbidden", said)


def _refuse_more_than(most: int, characters: int) -> None:
    if characters > most:
        said = f"the report has more than {most} characters, which nobody lays out at once: split it"
        raise InvalidInput.at("document", "report-too-long", said, limit=most)
