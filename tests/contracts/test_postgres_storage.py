"""The contract of `Storage` on a real PostgreSQL server."""

from functools import partial

import pytest

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_core.testing.contracts.storage.counts import CountContract
from registre_core.testing.contracts.storage.lists import ListContract
from registre_core.testing.contracts.storage.names import NameContract
from registre_storage_sqlalchemy import SqlStorage, lists


class TestPostgresStorage(StorageContract):
    @pytest.fixture
    def open_storage(self, reused_postgres_url: str) -> OpenStorage:
        return partial(_opened, reused_postgres_url)


class TestPostgresListsThroughANarrowWindow(ListContract, NameContract, CountContract):
    """What no workspace of a test is large enough to show: pages that are short, and go on."""

    @pytest.fixture
    def open_storage(self, reused_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> OpenStorage:
        monkeypatch.setattr(lists, "WINDOW", 2)
        return partial(_opened, reused_postgres_url)


def _opened(url: str, *, patience: float = 30.0) -> SqlStorage:
    return SqlStorage.open(url, patience=patience)
