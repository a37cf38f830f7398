"""What every part of the contract starts from: how to open the storage, and a workspace in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

import pytest

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Storage
from registre_core.testing.contracts.storage.furniture import Furnished, found, founded
from registre_core.testing.obligations import Capability


class OpenStorage(Protocol):
    """Opens the storage of this test; each call opens the same one anew, beside those that are open already."""

    def __call__(self, *, patience: float = 30.0) -> Storage:
        """Open it.

        Args:
            patience: how many seconds its `begin` waits for another change before it is ``storage-busy``.
        """
        ...


class StorageUnderTest:
    """The fixtures of the contract; `open_storage` is the one to override."""

    durable: ClassVar[Capability | bool] = Capability("what was committed is there after opening anew")

    @pytest.fixture
    def open_storage(self) -> OpenStorage:
        """Say how to open an empty storage of this test's own."""
        raise NotImplementedError("override the fixture `open_storage`")

    @pytest.fixture
    def storage(self, open_storage: OpenStorage) -> Iterator[Storage]:
        """An open storage."""
        storage = open_storage()
        yield storage
        storage.close()

    @pytest.fixture
    def there(self, storage: Storage) -> Furnished:
        """A workspace with one of everything in it."""
        return found(storage, Furnished.new())

    @pytest.fixture
    def bare(self, storage: Storage) -> WorkspaceId:
        """A workspace with nothing in it."""
        return founded(storage)

    @pytest.fixture
    def workspace(self, there: Furnished) -> WorkspaceId:
        """Its identifier."""
        return there.workspace.id

    @pytest.fixture
    def reopen(self, open_storage: OpenStorage) -> OpenStorage:
        """The way to open the storage anew; a test that asks for it needs ``durable``."""
        return open_storage
