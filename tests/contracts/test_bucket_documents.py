"""The documents in a bucket keep the contract, on a server that speaks S3; a put it has answered is on its medium."""

from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from tests.s3_server import CREDENTIALS, S3Server

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.documents import DocumentContract, OpenDocuments, Tamper
from registre_core.testing.contracts.lying import Age
from registre_documents_obstore.bucket import BucketDocuments

BUCKETS = count()


class TestBucketDocuments(DocumentContract):
    @pytest.fixture
    def bucket(self, bucket_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> str:
        for name, value in CREDENTIALS.items():
            monkeypatch.setenv(name, value)
        name = f"contrat-{next(BUCKETS)}"
        bucket_server.create(name)
        return name

    @pytest.fixture
    def open_documents(self, bucket_server: S3Server, bucket: str, tmp_path: Path) -> OpenDocuments:
        address = f"{bucket_server.address(bucket, 'registre/documents')}&spool={tmp_path}"
        return partial(BucketDocuments.at, address)

    @pytest.fixture
    def tamper(self, bucket_server: S3Server, bucket: str) -> Tamper:
        def put_instead(workspace: WorkspaceId, digest: Digest, content: bytes) -> None:
            bucket_server.write(bucket, place(workspace, digest), content)

        return put_instead

    @pytest.fixture
    def age(self, bucket_server: S3Server, bucket: str) -> Age:
        def set_back(workspace: WorkspaceId, digest: Digest, put_at: datetime) -> None:
            bucket_server.set_back(bucket, place(workspace, digest), put_at)

        return set_back


def place(workspace: WorkspaceId, digest: Digest) -> str:
    return f"registre/documents/{workspace}/{digest[:2]}/{digest}"
