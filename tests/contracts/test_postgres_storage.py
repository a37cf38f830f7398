"""The contract of `Storage` on a real PostgreSQL server.

The storage that a test is given stays open for the next one, as it does in a host: to connect costs a server more than
most tests ask of it. Whoever opens one in a test, or opens it anew, gets another.
"""

from collections.abc import Iterator
from functools import partial

import pytest
from attrs import define

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_core.testing.contracts.storage.counts import CountContract
from registre_core.testing.contracts.storage.lists import ListContract
from registre_core.testing.contracts.storage.names import NameContract
from registre_storage_sqlalchemy import SqlStorage, lists


@define
class Open:
    """A storage that stays open as long as it is asked for at the same address."""

    url: str = ""
    storage: SqlStorage | None = None

    def at(self, url: str) -> SqlStorage:
        if self.storage is None or url != self.url:
            self.close()
            self.url, self.storage = url, _opened(url)
        return self.storage

    def close(self) -> None:
        if self.storage is not None:
            self.storage.close()


@pytest.fixture(scope="module")
def kept_open() -> Iterator[Open]:
    kept = Open()
    yield kept
    kept.close()


class TestPostgresStorage(StorageContract):
    @pytest.fixture
    def open_storage(self, reused_postgres_url: str) -> OpenStorage:
        return partial(_opened, reused_postgres_url)

    @pytest.fixture
    def storage(self, reused_postgres_url: str, kept_open: Open) -> SqlStorage:
        return kept_open.at(reused_postgres_url)


class TestPostgresListsThroughANarrowWindow(ListContract, NameContract, CountContract):
    """What no workspace of a test is large enough to show: pages that are short, and go on."""

    @pytest.fixture(autouse=True)
    def _narrow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lists, "WINDOW", 2)

    @pytest.fixture
    def open_storage(self, reused_postgres_url: str) -> OpenStorage:
        return partial(_opened, reused_postgres_url)

    @pytest.fixture
    def storage(self, reused_postgres_url: str, kept_open: Open) -> SqlStorage:
        return kept_open.at(reused_postgres_url)


def _opened(url: str, *, patience: float = 30.0) -> SqlStorage:
    return SqlStorage.open(url, patience=patience)
