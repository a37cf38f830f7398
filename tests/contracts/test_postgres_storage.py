"""The contract of `Storage` on a real PostgreSQL server."""

from functools import partial

import pytest

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_storage_sqlalchemy import SqlStorage


class TestPostgresStorage(StorageContract):
    @pytest.fixture
    def open_storage(self, postgres_url: str) -> OpenStorage:
        return partial(_opened, postgres_url)


def _opened(url: str, *, patience: float = 30.0) -> SqlStorage:
    return SqlStorage.open(url, patience=patience)
