"""The machine's own clock and identifiers keep the contracts of their ports."""

from collections.abc import Callable
from datetime import datetime

import pytest

from registre_core.ports import Clock, IdSource
from registre_core.testing.contracts.world import ClockAt, ClockContract, IdSourceContract
from registre_system.clock import SystemClock
from registre_system.ids import Uuid7Source


class TestSystemClock(ClockContract):
    @pytest.fixture
    def clock_at(self) -> ClockAt:
        def at(instant: datetime) -> Clock:
            return SystemClock(instant.timestamp)

        return at

    @pytest.fixture
    def clock(self) -> Clock:
        return SystemClock()


class TestUuid7Source(IdSourceContract):
    @pytest.fixture
    def new_ids(self) -> Callable[[], IdSource]:
        return Uuid7Source
