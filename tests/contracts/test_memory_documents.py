"""The documents in memory keep the contract, but for what memory cannot promise."""

from datetime import datetime
from functools import partial

import pytest

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.documents import DocumentContract, OpenDocuments, Tamper
from registre_core.testing.contracts.lying import Age
from registre_core.testing.memory import MemoryDocuments
from registre_core.testing.memory.documents import Times

Bytes = dict[tuple[WorkspaceId, Digest], bytes]


class TestMemoryDocuments(DocumentContract):
    streams = False

    @pytest.fixture
    def kept(self) -> Bytes:
        return {}

    @pytest.fixture
    def times(self) -> Times:
        return {}

    @pytest.fixture
    def open_documents(self, kept: Bytes, times: Times) -> OpenDocuments:
        return partial(MemoryDocuments, kept, times)

    @pytest.fixture
    def tamper(self, kept: Bytes) -> Tamper:
        def put_instead(workspace: WorkspaceId, digest: Digest, content: bytes) -> None:
            kept[workspace, digest] = content

        return put_instead

    @pytest.fixture
    def age(self, times: Times) -> Age:
        def set_back(workspace: WorkspaceId, digest: Digest, put_at: datetime) -> None:
            times[workspace, digest] = put_at

        return set_back
