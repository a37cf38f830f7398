"""The contract of `Storage` on a real SQLite file."""

from pathlib import Path

import pytest

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_core.testing.contracts.storage.counts import CountContract
from registre_core.testing.contracts.storage.lists import ListContract
from registre_core.testing.contracts.storage.names import NameContract
from registre_storage_sqlalchemy import SqlStorage, lists, migrate


def opener(url: str) -> OpenStorage:
    migrate(url)

    def opened(*, patience: float = 30.0) -> SqlStorage:
        return SqlStorage.open(url, patience=patience)

    return opened


class TestSqliteStorage(StorageContract):
    @pytest.fixture
    def open_storage(self, tmp_path: Path) -> OpenStorage:
        return opener(f"sqlite:///{tmp_path}/registre.db")


class TestSqliteListsThroughANarrowWindow(ListContract, NameContract, CountContract):
    """What no workspace of a test is large enough to show: pages that are short, and go on."""

    @pytest.fixture
    def open_storage(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenStorage:
        monkeypatch.setattr(lists, "WINDOW", 2)
        return opener(f"sqlite:///{tmp_path}/registre.db")
