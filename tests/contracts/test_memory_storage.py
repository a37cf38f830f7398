"""The storage in memory keeps the whole contract, so that tests on it mean something."""

from functools import partial

import pytest

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_core.testing.memory import Medium, MemoryStorage


class TestMemoryStorage(StorageContract):
    @pytest.fixture
    def open_storage(self) -> OpenStorage:
        return partial(MemoryStorage, Medium())
