"""A server that speaks S3, a bucket of this test's own on it, and a store in that."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from tests.s3_server import CREDENTIALS, S3Server

from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_obstore.bucket import BucketDocuments

_BUCKETS = count()


@pytest.fixture
def server(bucket_server: S3Server) -> S3Server:
    return bucket_server


@pytest.fixture
def bucket(server: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    name = f"seau-{next(_BUCKETS)}"
    server.create(name)
    server.seen()
    yield name
    server.fail(500, times=0)


@pytest.fixture
def address(server: S3Server, bucket: str, tmp_path: Path) -> str:
    return f"{server.address(bucket, 'registre')}&spool={tmp_path}"


@pytest.fixture
def store(address: str) -> BucketDocuments:
    return BucketDocuments.at(address)


@pytest.fixture
def workspace() -> WorkspaceId:
    return WorkspaceId(uuid4())
