"""What a host does in the background: each errand does what is due, and a second one right behind it nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.usecases.doubles import WatchedStorage
from tests.usecases.town import TODAY, Town

from registre_core import ConfigurationError, IntegrityBreach, InvalidInput
from registre_core.notices import Letter, Worded
from registre_core.ports import Outcome, Periodic
from registre_core.services.errands import ERRANDS, Errand, periodic
from registre_core.testing.memory import PlainWording, RecordingNotifier

BY_NAME = {one.name: one for one in ERRANDS}


@pytest.fixture
def town(town: Town) -> Town:
    """Let it have what carries notices, and words for them."""
    return town.with_ports(notifier=RecordingNotifier(), wording=PlainWording())


def asked(town: Town, name: str, at: datetime | None = None) -> Outcome:
    """Run an errand of the house as an engine does."""
    if at is not None:
        town.clock.set(at)
    (work,) = periodic(town.registre, [BY_NAME[name]])
    return work.run()


def plan(town: Town) -> None:
    """Plan what is late tomorrow."""
    town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="maintenance", planned_on=TODAY, contacts=[town.contact.id]
    )


@pytest.mark.parametrize("errand", ERRANDS, ids=lambda one: one.name)
def test_where_nothing_is_due_an_errand_fails_nowhere(town: Town, errand: Errand) -> None:
    assert () == asked(town, errand.name).failures


def test_what_is_due_is_carried_by_the_errand_that_carries(town: Town) -> None:
    plan(town)
    asked(town, "night", datetime(2026, 3, 3, 1, 10, tzinfo=UTC))
    waiting = sum(notice.rides is None for notice in town.notices())

    assert waiting == asked(town, "deliver").counted["delivered"] > 0
    assert 0 == asked(town, "deliver").counted["delivered"]


def test_told_to_end_it_leaves_the_rest_to_the_next_run(town: Town) -> None:
    plan(town)
    asked(town, "night", datetime(2026, 3, 3, 1, 10, tzinfo=UTC))
    (work,) = periodic(town.registre, [BY_NAME["deliver"]], until=lambda: True)

    assert 0 == work.run().counted["delivered"]
    assert asked(town, "deliver").counted["delivered"] > 0


@pytest.mark.parametrize(
    "at,done",
    [
        (datetime(2026, 3, 2, 22, 10, tzinfo=UTC), False),  # the day itself: nothing is late yet
        (datetime(2026, 3, 2, 23, 10, tzinfo=UTC), False),  # ten past midnight in Paris
        (datetime(2026, 3, 3, 0, 10, tzinfo=UTC), False),  # ten past one
        (datetime(2026, 3, 3, 1, 10, tzinfo=UTC), True),  # ten past two
        (datetime(2026, 3, 3, 21, 10, tzinfo=UTC), True),  # the nineteen looks before failed, or nobody was there
    ],
)
def test_the_night_is_done_from_two_in_the_morning_on(town: Town, at: datetime, done: int) -> None:
    plan(town)

    assert done == bool(asked(town, "night", at).counted.get("notices"))


@pytest.mark.parametrize(
    "looks,times",
    [
        ((datetime(2026, 3, 29, hour, 10, tzinfo=UTC) for hour in range(6)), 1),  # two o'clock does not come
        ((datetime(2026, 10, 25, hour, 10, tzinfo=UTC) for hour in range(6)), 1),  # two o'clock comes twice
    ],
    ids=["spring", "autumn"],
)
def test_when_clocks_change_the_night_tells_everybody_once(town: Town, looks: list[datetime], times: int) -> None:
    plan(town)

    assert times == sum(asked(town, "night", at).counted.get("notices", 0) > 0 for at in looks)


def test_what_is_in_the_way_of_carrying_is_named_by_its_code(town: Town) -> None:
    class Wordless(PlainWording):
        def word(self, letter: Letter) -> Worded:
            raise ConfigurationError("no-words", f"there are no words for {letter.kind}")

    plan(town)
    asked(town, "night", datetime(2026, 3, 3, 1, 10, tzinfo=UTC))

    assert ("no-words",) == asked(town.with_ports(wording=Wordless()), "deliver").failures


def test_what_fails_in_a_workspace_is_named_with_its_code(town: Town) -> None:
    class Damaged(WatchedStorage):
        def read(self, workspace):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # as its base
            raise IntegrityBreach("storage-damaged", "a page of the file is damaged")

    plan(town)
    damaged = town.on(Damaged(town.storage.inner, []))

    failures = asked(damaged, "night", datetime(2026, 3, 3, 1, 10, tzinfo=UTC)).failures
    assert (f"{town.workspace}: storage-damaged",) == failures


@pytest.mark.parametrize("name", ["", "Night", "night watch", "-night"])
def test_a_work_has_a_name_in_small_letters(name: str) -> None:
    with pytest.raises(InvalidInput):
        Periodic(name, "* * * * *", Outcome)
