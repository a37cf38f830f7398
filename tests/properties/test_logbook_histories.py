"""Whatever is written, corrected and taken back, in whatever order: nothing is lost, and one entry at most stands."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import RegistreError
from registre_core.logbook import Chapter, Drill, LogbookEntry
from registre_core.testing.building import a_drill

DEEDS = st.lists(st.tuples(st.sampled_from(("record", "correct", "retract")), st.integers(0, 11)), max_size=12)


@pytest.fixture(scope="module")
def founded() -> Town:
    return found_a_town()


def do(town: Town, written: list[LogbookEntry], deed: str, number: int) -> LogbookEntry:
    """Do it to one of those that were written."""
    book, entry = town.registre.logbook, written[number % len(written)]
    if deed == "record":
        return book.record(town.mayor, site=town.school.id, content=a_drill(people=number))
    if deed == "correct":
        return book.correct(town.mayor, entry.id, content=a_drill(people=100 + len(written)))
    return book.retract(town.mayor, entry.id, reason=f"rayure {len(written)}")


def what_it_says(entry: LogbookEntry) -> tuple[object, ...]:
    return entry.content, entry.documents, entry.recorded_by, entry.recorded_at, entry.corrects, entry.retracted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_what_was_written_is_read_as_it_was_and_of_each_history_one_entry_at_most_stands(
    founded: Town, deeds: list[tuple[str, int]]
) -> None:
    town = twin_of(founded)
    written = [town.at_hand.drill]
    for deed, number in deeds:
        with suppress(RegistreError):
            written.append(do(town, written, deed, number))

    book = town.registre.logbook
    assert [what_it_says(one) for one in written] == [what_it_says(book.show(town.mayor, one.id)) for one in written]
    histories = {book.history(town.mayor, one.id) for one in written}
    assert len(written) == sum(map(len, histories)), "each stands in one history, and histories have no forks"
    for history in histories:
        *earlier, last = history
        assert not any(one.holds for one in earlier)
        assert [one.id for one in history] == [one.id for one in book.history(town.mayor, last.id)]
    standing = {history[-1] for history in histories if history[-1].holds}
    listed = book.page(town.mayor, site=town.school.id, chapter=Chapter.DRILL, limit=200).items
    assert standing == set(listed)
    assert all(isinstance(one.content, Drill) for one in listed)
