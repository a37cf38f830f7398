"""The clock that stands still and the identifiers that count keep the contracts of their ports."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from registre_core.ports import IdSource
from registre_core.testing.contracts.world import ClockAt, ClockContract, IdSourceContract
from registre_core.testing.memory import FixedClock, SequentialIds


class TestFixedClock(ClockContract):
    @pytest.fixture
    def clock_at(self) -> ClockAt:
        return FixedClock

    def test_it_moves_only_when_it_is_told_to(self) -> None:
        clock = FixedClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
        assert clock.now() == clock.now() == datetime(2026, 3, 2, 8, tzinfo=UTC)
        clock.advance(timedelta(days=1))
        assert datetime(2026, 3, 3, 8, tzinfo=UTC) == clock.now()
        clock.set(datetime(2026, 7, 14, 1, tzinfo=timezone(timedelta(hours=2))))
        assert datetime(2026, 7, 13, 23, tzinfo=UTC) == clock.now()

    def test_it_cannot_be_set_without_an_offset(self) -> None:
        with pytest.raises(ValueError, match="offset"):
            FixedClock(datetime(2026, 3, 2))  # noqa: DTZ001  # that is the point


class TestSequentialIds(IdSourceContract):
    unguessable = False

    @pytest.fixture
    def new_ids(self) -> Callable[[], IdSource]:
        return SequentialIds

    def test_every_run_gives_the_same(self) -> None:
        one, other = SequentialIds(), SequentialIds()
        assert [one.new(), one.secret()] == [other.new(), other.secret()]
        assert SequentialIds(2).new() == one.new()
