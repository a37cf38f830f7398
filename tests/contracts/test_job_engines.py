"""The engine of the house, and that of tests, keep their promises."""

from __future__ import annotations

import pytest

from registre_core.testing.contracts.jobs import JobsContract, OpenEngine
from registre_core.testing.memory import PlainJobs
from registre_core.testing.memory.jobs import Board
from registre_jobs_procrastinate.engine import ProcrastinateJobs

pytestmark = pytest.mark.slow


class TestProcrastinateJobs(JobsContract):
    @pytest.fixture
    def open_engine(self, bare_postgres_url: str) -> OpenEngine:
        return lambda: ProcrastinateJobs.at(bare_postgres_url)


class TestPlainJobs(JobsContract):
    @pytest.fixture
    def open_engine(self) -> OpenEngine:
        board = Board()
        return lambda: PlainJobs(board)
