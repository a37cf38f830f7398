"""S4 on scans: what cannot be read is recognised where it was selected, once, and kept beside the report."""

from contextlib import AbstractContextManager

import pytest
from attrs import evolve
from tests.usecases.doubles import WatchedStorage
from tests.usecases.scripted import ScriptedRecognizer, line_of
from tests.usecases.town import THE_OBSERVATION, Town

from registre_core import Actor, AdapterFailure, InvalidInput, RuleViolation
from registre_core.extraction import Condition, Copying, Ocr, Region, Selection
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.passages import Passage, TextSource
from registre_core.ports.storage import Transaction
from registre_core.testing.correcting import words_of
from registre_core.testing.memory import Medium, MemoryStorage

WORDS = "1. Bloc de secours hors service"
BOTH_PAGES = Selection((*THE_OBSERVATION.regions, *line_of(2, 0).regions))


def extracted(
    town: Town, selection: Selection = THE_OBSERVATION, *, ocr: Ocr = Ocr.AUTO, actor: Actor | None = None
) -> Passage:
    return town.registre.extraction.extract(
        actor or town.mayor, town.at_school.id, town.report.digest, selection, ocr=ocr
    )


def quoted(town: Town, quote: str, selection: Selection | None = None, *, page: int | None = None) -> Passage:
    return town.registre.extraction.extract(
        town.mayor, town.at_school.id, town.report.digest, selection, quote=quote, page=page
    )


@pytest.fixture
def recognizer(town: Town) -> ScriptedRecognizer:
    """What recognises the report, whose first page is a scan."""
    return town.scanned(1)


@pytest.fixture
def scanned(town: Town, recognizer: ScriptedRecognizer) -> Town:
    return town.with_ports(recognizer=recognizer)


def test_words_of_a_scan_are_recognised_and_say_so(scanned: Town) -> None:
    passage = extracted(scanned)

    assert (WORDS, TextSource.OCR, "scripted 2 (fra)", 90.0) == (
        passage.quote,
        passage.source,
        passage.engine,
        passage.confidence,
    )


def test_the_boxes_of_recognised_words_are_those_of_the_page(scanned: Town, town: Town) -> None:
    (part,) = extracted(scanned).parts
    (native,) = words_of(town.finding).parts

    assert [(quad.x0, quad.y0, quad.x2, quad.y2) for quad in native.quads] == [
        pytest.approx((quad.x0, quad.y0, quad.x2, quad.y2), abs=0.02) for quad in part.quads
    ]


def test_only_the_page_that_needs_it_is_recognised(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    passage = extracted(scanned, BOTH_PAGES)

    assert (f"{WORDS} Page deux", [1]) == (passage.quote, recognizer.seen)
    assert ("scripted 2 (fra), script 1", TextSource.OCR) == (passage.engine, passage.source)


def test_a_page_that_can_be_read_is_not_recognised(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    passage = extracted(scanned, line_of(2, 0))

    assert (TextSource.NATIVE, None, []) == (passage.source, passage.confidence, recognizer.seen)


def test_who_does_not_believe_the_file_has_everything_recognised(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    passage = extracted(scanned, line_of(2, 0), ocr=Ocr.ALWAYS)

    assert ("Page deux", TextSource.OCR, [2]) == (passage.quote, passage.source, recognizer.seen)


def test_who_wants_no_recognition_finds_no_words_in_a_scan(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    with pytest.raises(InvalidInput) as refusal:
        extracted(scanned, ocr=Ocr.NEVER)

    assert ("empty-selection", []) == (refusal.value.code, recognizer.seen)


@pytest.mark.parametrize("selection, pages", [(THE_OBSERVATION, "1"), (BOTH_PAGES, "1, 2")], ids=["one", "both"])
def test_without_a_recognizer_one_answer_names_the_pages_and_how_to_choose_one(
    town: Town, selection: Selection, pages: str
) -> None:
    town.scanned(1, 2)

    with pytest.raises(RuleViolation, match="recognizer='tesseract'") as refusal:
        extracted(town, selection)

    assert ("no-recognizer", {"pages": pages}) == (refusal.value.code, refusal.value.facts)


def test_two_marks_on_a_scan_are_recognised_apart_and_read_in_their_order(
    scanned: Town, recognizer: ScriptedRecognizer
) -> None:
    passage = extracted(scanned, Selection((*line_of(1, 2).regions, *line_of(1, 0).regions)))

    assert ("Rapport de contrôle 2. Sans observation", [1, 1]) == (passage.quote, recognizer.seen)


def test_marks_that_overlap_on_a_scan_are_recognised_together_and_count_once(
    scanned: Town, recognizer: ScriptedRecognizer
) -> None:
    (line,) = THE_OBSERVATION.regions
    assert isinstance(line, Region)
    passage = extracted(scanned, Selection((line, evolve(line, x1=200.0, y0=line.y0 + 1))))

    assert (WORDS, [1]) == (passage.quote, recognizer.seen)


def test_a_mark_off_a_scan_is_refused_before_anything_is_recognised(
    scanned: Town, recognizer: ScriptedRecognizer
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        extracted(scanned, Selection((Region(1, 700, 100, 800, 200),)))

    assert ("region-off-page", []) == (refusal.value.code, recognizer.seen)


# ---- what was recognised is kept -------------------------------------------------------------------------------------


def test_nothing_is_recognised_twice_whoever_asks(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    first = extracted(scanned)
    again = extracted(scanned, actor=scanned.holder("interventions.extract"))

    assert (first, [1]) == (again, recognizer.seen)


def test_what_was_recognised_outlives_the_process(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    first = extracted(scanned)
    later = scanned.with_ports(storage=WatchedStorage(MemoryStorage(scanned.medium), []))

    assert (first, [1]) == (extracted(later), recognizer.seen)


def test_another_version_of_the_engine_recognises_anew(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    class Newer(ScriptedRecognizer):
        @property
        def engine(self) -> str:
            return "scripted 3"

    extracted(scanned)
    newer = Newer(recognizer.storage, recognizer.script, seen=recognizer.seen)
    passage = extracted(scanned.with_ports(recognizer=newer))

    assert ("scripted 3 (fra)", [1, 1]) == (passage.engine, recognizer.seen)


def test_keeping_it_is_a_short_change_of_its_own_that_the_register_does_not_tell(scanned: Town) -> None:
    entries = scanned.entries()
    scanned.log.clear()
    extracted(scanned)

    assert ["read", "end", "read", "end", "begin", "commit", "end"] == scanned.log
    assert entries == scanned.entries()


class Busy(WatchedStorage):
    """A storage whose next changes find it busy, as often as told."""

    def __init__(self, medium: Medium, times: int) -> None:
        super().__init__(MemoryStorage(medium), [])
        self.times = times

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        if self.times:
            self.times -= 1
            raise AdapterFailure("storage-busy", "another change is not over yet", retryable=True)
        return super().begin(workspace)


@pytest.mark.parametrize("times", [1, 3])
def test_what_could_not_be_kept_at_once_is_not_recognised_again(
    scanned: Town, recognizer: ScriptedRecognizer, times: int
) -> None:
    busy = scanned.with_ports(storage=Busy(scanned.medium, times))
    passage = extracted(busy)

    assert (WORDS, [1]) == (passage.quote, recognizer.seen)
    assert passage == extracted(scanned), "it is kept in the end"
    assert [1] == recognizer.seen


def test_nor_is_it_when_somebody_comes_back_later(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    busy = scanned.with_ports(storage=Busy(scanned.medium, 4))
    with pytest.raises(AdapterFailure):
        extracted(busy)

    assert WORDS == extracted(busy).quote
    assert [1] == recognizer.seen


# ---- quotes ----------------------------------------------------------------------------------------------------------


def test_a_quote_is_taken_as_the_report_has_it(town: Town) -> None:
    passage = quoted(town, "bloc de  secours HORS service")

    assert ("Bloc de secours hors service", 1) == (passage.quote, passage.parts[0].page)


def test_scans_are_looked_at_for_a_quote_only_if_it_stands_on_no_other_page(
    scanned: Town, recognizer: ScriptedRecognizer
) -> None:
    assert ("Page deux", []) == (quoted(scanned, "Page deux").quote, recognizer.seen)
    assert (WORDS, [1]) == (quoted(scanned, WORDS).quote, recognizer.seen)


def test_a_quote_near_which_somebody_marked_is_looked_for_on_that_page(
    scanned: Town, recognizer: ScriptedRecognizer
) -> None:
    with pytest.raises(InvalidInput) as nowhere:
        quoted(scanned, "Page trois", line_of(2, 0))
    assert "quote-not-found" == nowhere.value.code

    assert "Page deux" == quoted(scanned, "Page deux", page=2).quote


def test_a_quote_that_may_stand_on_a_scan_needs_a_recognizer(town: Town) -> None:
    town.scanned(1)

    with pytest.raises(RuleViolation) as refusal:
        quoted(town, WORDS)

    assert ("no-recognizer", {"pages": "1"}) == (refusal.value.code, refusal.value.facts)


def test_a_page_that_is_not_there_holds_no_quote(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        quoted(town, WORDS, page=9)

    assert "page-out-of-range" == refusal.value.code


def test_who_selects_nothing_is_told(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.extraction.extract(town.mayor, town.at_school.id, town.report.digest)

    assert "nothing-selected" == refusal.value.code


# ---- what pages are, and whose words may be copied -------------------------------------------------------------------


def test_pages_are_inspected_before_anything_is_selected(scanned: Town, recognizer: ScriptedRecognizer) -> None:
    told: list[tuple[int, int]] = []
    pages = scanned.registre.extraction.inspect(
        scanned.mayor, scanned.at_school.id, scanned.report.digest, progress=lambda *done: told.append(done)
    )

    assert [(1, Condition.IMAGE, True), (2, Condition.TEXT, False)] == [
        (page.page, page.condition, page.needs_recognition) for page in pages
    ]
    assert ([(1, 2), (2, 2)], []) == (told, recognizer.seen)


def test_a_document_that_must_not_be_copied_says_so_in_its_passages(town: Town) -> None:
    town.pages.may_be_copied = False

    assert [False, False] == [extracted(town).may_be_copied, quoted(town, "Page deux").may_be_copied]


def test_a_host_may_heed_that(town: Town) -> None:
    town.pages.may_be_copied = False
    heeding = town.with_ports(copying=Copying.REFUSED)
    extraction, at, report = heeding.registre.extraction, town.at_school.id, town.report.digest

    for ask in (
        lambda: extracted(heeding),
        lambda: quoted(heeding, "Page deux"),
        lambda: extraction.propose(town.mayor, at, report),
    ):
        with pytest.raises(RuleViolation) as refusal:
            ask()
        assert "copying-forbidden" == refusal.value.code
    assert 2 == len(extraction.inspect(town.mayor, at, report)), "what its pages are may be known"


# ---- words are found again -------------------------------------------------------------------------------------------


def test_the_words_of_a_finding_are_found_again_in_a_scan_of_its_report(
    scanned: Town, recognizer: ScriptedRecognizer
) -> None:
    found = scanned.registre.extraction.anchor(
        scanned.mayor, scanned.finding.id, scanned.at_school.id, scanned.report.digest
    )

    assert ("anchored", [WORDS]) == (found.outcome.value, [place.words for place in found.places])
    assert [1] == recognizer.seen


def test_words_are_not_lost_on_pages_that_nobody_can_read(town: Town) -> None:
    town.scanned(1, 2)
    anchor = town.registre.extraction.anchor

    with pytest.raises(RuleViolation) as refusal:
        anchor(town.mayor, town.finding.id, town.at_school.id, town.report.digest)
    lost = anchor(town.mayor, town.finding.id, town.at_school.id, town.report.digest, ocr=Ocr.NEVER)

    assert {"pages": "1, 2"} == refusal.value.facts
    assert "lost" == lost.outcome.value, "who says that he does without these pages is answered so"
