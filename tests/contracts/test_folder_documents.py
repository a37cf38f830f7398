"""The documents in a folder keep the contract; that DOC-2 is kept is shown by the adapter's own tests, under strace."""

import os
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.documents import DocumentContract, OpenDocuments, Tamper
from registre_core.testing.contracts.lying import Age
from registre_documents_folder.folder import FolderDocuments


class TestFolderDocuments(DocumentContract):
    @pytest.fixture
    def open_documents(self, tmp_path: Path) -> OpenDocuments:
        return partial(FolderDocuments.at, tmp_path.as_uri())

    @pytest.fixture
    def tamper(self, tmp_path: Path) -> Tamper:
        def put_instead(workspace: WorkspaceId, digest: Digest, content: bytes) -> None:
            (tmp_path / str(workspace) / digest[:2] / digest).write_bytes(content)

        return put_instead

    @pytest.fixture
    def age(self, tmp_path: Path) -> Age:
        def set_back(workspace: WorkspaceId, digest: Digest, put_at: datetime) -> None:
            os.utime(tmp_path / str(workspace) / digest[:2] / digest, (put_at.timestamp(), put_at.timestamp()))

        return set_back
