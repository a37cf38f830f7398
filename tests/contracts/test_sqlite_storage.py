"""The contract of `Storage` on a real SQLite file."""

from pathlib import Path

import pytest

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_storage_sqlalchemy import SqlStorage, migrate


class TestSqliteStorage(StorageContract):
    @pytest.fixture
    def open_storage(self, tmp_path: Path) -> OpenStorage:
        url = f"sqlite:///{tmp_path}/registre.db"
        migrate(url)

        def opened(*, patience: float = 30.0) -> SqlStorage:
            return SqlStorage.open(url, patience=patience)

        return opened
