"""The contract of `Storage` on a real SQLite file.

A workspace with one of everything is founded once; each test that asks for one has a copy of the file it stands in.
"""

import shutil
from functools import partial
from pathlib import Path

import pytest

from registre_core.testing.contracts.storage import OpenStorage, StorageContract
from registre_core.testing.contracts.storage.counts import CountContract
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_core.testing.contracts.storage.lists import ListContract
from registre_core.testing.contracts.storage.names import NameContract
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_storage_sqlalchemy import SqlStorage, lists

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def furnished(sqlite_template: Path) -> tuple[Path, Furnished]:
    """Give the file of a register, and what stands in it."""
    file = sqlite_template.with_name("furnished.db")
    shutil.copy(sqlite_template, file)
    with SqlStorage.open(f"sqlite:///{file}") as storage:
        return file, found(storage, Furnished.new())


class OnSqlite(StorageUnderTest):
    @pytest.fixture
    def open_storage(
        self, request: pytest.FixtureRequest, sqlite_template: Path, furnished: tuple[Path, Furnished], tmp_path: Path
    ) -> OpenStorage:
        template = furnished[0] if "there" in request.fixturenames else sqlite_template
        return partial(_opened, f"sqlite:///{shutil.copy(template, tmp_path / 'registre.db')}")

    @pytest.fixture
    def there(self, furnished: tuple[Path, Furnished]) -> Furnished:
        return furnished[1]


class TestSqliteStorage(OnSqlite, StorageContract):
    pass


class TestSqliteListsThroughANarrowWindow(OnSqlite, ListContract, NameContract, CountContract):
    """What no workspace of a test is large enough to show: pages that are short, and go on."""

    @pytest.fixture(autouse=True)
    def _narrow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lists, "WINDOW", 2)


def _opened(url: str, *, patience: float = 30.0) -> SqlStorage:
    return SqlStorage.open(url, patience=patience)
