"""The contract of `Storage` on a real PostgreSQL server.

The storage that a test is given stays open for the next one, as it does in a host: to connect costs a server more than
most tests ask of it. Whoever opens one in a test, or opens it anew, gets another. A workspace with one of everything is
founded once, and copied for each test that asks for one.
"""

from collections.abc import Iterator
from functools import partial

import pytest
from attrs import define
from tests.reused import Janitor

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_core.testing.contracts.storage.counts import CountContract
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.contracts.storage.lists import ListContract
from registre_core.testing.contracts.storage.names import NameContract
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_storage_sqlalchemy import SqlStorage, lists

pytestmark = pytest.mark.slow

ASIDE = "furniture"
"""A schema beside the register's."""


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


@define
class Furniture:
    """One of everything: what it is, once it has been put into a register and aside."""

    pieces: Furnished | None = None

    def put_up(self, storage: SqlStorage, janitor: Janitor) -> Furnished:
        if self.pieces is not None:
            janitor.bring_back(ASIDE)
            return self.pieces
        self.pieces = found(storage, Furnished.new())
        janitor.keep(ASIDE)
        return self.pieces


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return Furniture()


@pytest.fixture(scope="module")
def kept_open() -> Iterator[Open]:
    kept = Open()
    yield kept
    kept.close()


class OnPostgres(StorageUnderTest):
    @pytest.fixture
    def open_storage(self, reused_postgres_url: str) -> OpenStorage:
        return partial(_opened, reused_postgres_url)

    @pytest.fixture
    def storage(self, reused_postgres_url: str, kept_open: Open) -> SqlStorage:
        return kept_open.at(reused_postgres_url)

    @pytest.fixture
    def there(self, storage: SqlStorage, janitor: Janitor | None, furniture: Furniture) -> Furnished:
        if janitor is None:
            return found(storage, Furnished.new())
        return furniture.put_up(storage, janitor)


class TestPostgresStorage(OnPostgres, StorageContract):
    pass


class TestPostgresListsThroughANarrowWindow(OnPostgres, ListContract, NameContract, CountContract):
    """What no workspace of a test is large enough to show: pages that are short, and go on."""

    @pytest.fixture(autouse=True)
    def _narrow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lists, "WINDOW", 2)


def _opened(url: str, *, patience: float = 30.0) -> SqlStorage:
    return SqlStorage.open(url, patience=patience)
