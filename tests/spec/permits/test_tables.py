"""Means and precautions as data: each says which text asks for it, and how far that was checked."""

from registre_core.kernel.reasons import Mark
from registre_core.permits import CHECKLIST, MEANS, MEASURES, MeasureStage
from registre_core.permits.tables import AS_OF, STOPPING, WATCHING

LAW = {"watch-kept": Mark.VERIFIED, "stopped-before-closing": Mark.SECOND_HAND, "time-limited": Mark.SECOND_HAND}
"""What stored sources say: INRS ED 6030, two hours of watch in two of them, the rest in one."""


def test_nothing_is_marked_as_checked_that_was_not() -> None:
    marked = {code: row.source.mark for code, row in MEASURES.items()}

    assert {code: LAW.get(code, Mark.UNVERIFIED) for code in MEASURES} == marked
    assert (2026, Mark.VERIFIED, Mark.SECOND_HAND) == (AS_OF.year, WATCHING.mark, STOPPING.mark)


def test_the_checklist_goes_from_before_the_work_to_after_it() -> None:
    stages = [one.stage for one in CHECKLIST]

    assert sorted(stages, key=list(MeasureStage).index) == stages
    assert set(MeasureStage) == set(stages)


def test_the_checklist_asks_for_every_row_in_the_words_that_are_signed() -> None:
    assert [(row.code, row.french, row.source.text) for row in MEASURES.values()] == [
        (one.code, one.text, one.source) for one in CHECKLIST
    ]


def test_no_two_means_and_no_two_precautions_read_alike() -> None:
    labels = [*(means.french for means in MEANS.values()), *(row.french for row in MEASURES.values())]

    assert len(set(labels)) == len(labels)
