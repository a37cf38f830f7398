"""What a bucket sees, and what whoever stores is told when it fails."""

import errno
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from tests.s3_server import S3Server

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, ConfigurationError, InvalidInput, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.putting import CutError, SlowStream, Zeros, cut
from registre_documents_obstore import bucket as module
from registre_documents_obstore import spool
from registre_documents_obstore.bucket import PIECE, BucketDocuments

LARGE = 2 * PIECE + 1
CAP = 2**30
SOON = timedelta(hours=1)


def put(store: BucketDocuments, workspace: WorkspaceId, content: bytes) -> Digest:
    return store.put(workspace, BytesIO(content), cap=CAP).digest


def zeros(size: int) -> BinaryIO:
    return cast("BinaryIO", Zeros(size))


def read(store: BucketDocuments, workspace: WorkspaceId, digest: Digest) -> bytes:
    with store.open(workspace, digest) as stream:
        return stream.read()


def test_a_small_document_is_one_request(store: BucketDocuments, workspace: WorkspaceId, server: S3Server) -> None:
    server.seen()
    put(store, workspace, b"petit")
    assert ["PUT"] == server.seen()


def test_a_large_document_goes_in_pieces_and_shows_when_the_last_one_is_there(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server, bucket: str
) -> None:
    server.seen()
    stored = store.put(workspace, zeros(LARGE), cap=CAP)
    assert ["POST", "PUT", "PUT", "PUT", "POST"] == server.seen()
    assert 0 == server.unfinished(bucket)
    assert bytes(LARGE) == read(store, workspace, stored.digest)


def test_nothing_is_sent_of_what_is_refused(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server, tmp_path: Path
) -> None:
    server.seen()
    for stream, cap in ((BytesIO(), 10), (zeros(LARGE), 2 * PIECE)):
        with pytest.raises(InvalidInput):
            store.put(workspace, stream, cap=cap)
    with pytest.raises(CutError):
        store.put(workspace, cast("BinaryIO", SlowStream(bytes(2 * PIECE), step=PIECE, halfway=cut)), cap=CAP)
    assert [] == server.seen()
    assert [] == list(tmp_path.iterdir())


def test_an_upload_that_breaks_off_shows_nothing(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server
) -> None:
    server.fail(403, times=1, method="PUT")
    with pytest.raises(AdapterFailure) as failed:
        store.put(workspace, zeros(LARGE), cap=CAP)
    assert ("documents-not-writable", False) == (failed.value.code, failed.value.retryable)
    assert [] == list(store.lying(workspace, before=datetime.now(UTC) + SOON))
    with pytest.raises(NotFound):
        read(store, workspace, Digest(sha256(bytes(LARGE)).hexdigest()))


def test_what_the_spool_gives_otherwise_than_it_was_given_is_never_sent(
    store: BucketDocuments, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falsely(into: BinaryIO, block: bytes) -> None:
        spool.write(into, b"X" + block[1:])

    for content in (b"petit", bytes(LARGE)):
        digest = put(store, workspace, content)
        with monkeypatch.context() as false, pytest.raises(AdapterFailure, match="documents-failed"):
            false.setattr(module, "write", falsely)
            put(store, workspace, content)
        assert content == read(store, workspace, digest)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_bucket_that_fails_for_a_moment_is_asked_again(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server, status: int
) -> None:
    server.fail(status, times=2)
    digest = put(store, workspace, b"patience")
    server.fail(status, times=2)
    assert b"patience" == read(store, workspace, digest)


def test_a_bucket_that_keeps_failing_is_told_as_a_failure_that_may_pass(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server
) -> None:
    digest = put(store, workspace, b"fixe")
    for deed in (
        lambda: put(store, workspace, b"autre"),
        lambda: read(store, workspace, digest),
        lambda: store.remove(workspace, digest, before=datetime.now(UTC) + SOON),
        lambda: list(store.lying(workspace, before=datetime.now(UTC) + SOON)),
    ):
        server.fail(503, times=50)
        with pytest.raises(AdapterFailure) as failed:
            deed()
        assert ("documents-failed", True) == (failed.value.code, failed.value.retryable)
    server.fail(503, times=0)
    assert b"fixe" == read(store, workspace, digest)


def test_what_is_forbidden_is_told_as_such_and_quotes_no_key(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server
) -> None:
    digest = put(store, workspace, b"interdit")
    server.fail(403, times=2)
    with pytest.raises(AdapterFailure) as written:
        put(store, workspace, b"autre")
    with pytest.raises(AdapterFailure) as opened:
        read(store, workspace, digest)
    assert ["documents-not-writable", "documents-not-readable"] == [written.value.code, opened.value.code]
    assert {"bucket": "ToldToFail"} == written.value.facts
    assert "essai" not in str(written.value)


def test_a_bucket_that_is_gone_does_not_pass_for_an_empty_one(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server, bucket: str
) -> None:
    digest = put(store, workspace, b"reste")
    later = datetime.now(UTC) + SOON
    server.remove(bucket)
    for deed in (
        lambda: read(store, workspace, digest),
        lambda: put(store, workspace, b"perdu"),
        lambda: store.remove(workspace, digest, before=later),
        lambda: list(store.lying(workspace, before=later)),
    ):
        with pytest.raises(AdapterFailure) as failed:
            deed()
        assert "documents-failed" == failed.value.code


def test_opening_says_what_is_not_there(address: str, bucket: str, server: S3Server) -> None:
    with pytest.raises(ConfigurationError, match="bucket-missing"):
        BucketDocuments.at(address.replace(bucket, "un-autre"))
    with pytest.raises(ConfigurationError, match="folder-missing"):
        BucketDocuments.at(f"{address}/nulle-part")
    server.fail(403, times=1)
    with pytest.raises(ConfigurationError, match="bucket-access-denied"):
        BucketDocuments.at(address)


def test_a_server_that_is_away_is_a_failure_that_may_pass(address: str, server: S3Server) -> None:
    with pytest.raises(AdapterFailure) as failed:
        BucketDocuments.at(address.replace(str(server.port), "1"))
    assert ("documents-failed", True) == (failed.value.code, failed.value.retryable)


def test_two_prefixes_of_one_bucket_are_two_stores(
    store: BucketDocuments, workspace: WorkspaceId, address: str
) -> None:
    digest = put(store, workspace, b"ici")
    other = BucketDocuments.at(address.replace("/registre?", "/registre-deux?"))
    with pytest.raises(NotFound):
        read(other, workspace, digest)
    assert [] == list(other.lying(workspace, before=datetime.now(UTC) + SOON))


def test_nothing_but_documents_is_listed(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server, bucket: str
) -> None:
    digest = put(store, workspace, b"document")
    for stray in (f"copie/{digest}", f"{digest[:2]}/copie/{digest}", digest, f"{digest[:2]}/LISEZMOI"):
        server.write(bucket, f"registre/{workspace}/{stray}", b"note")
    server.write(bucket, f"registre/{workspace}-bis/{digest[:2]}/{digest}", b"ailleurs")
    assert [(digest, 8)] == [(one.digest, one.size) for one in store.lying(workspace, before=datetime.now(UTC) + SOON)]


def test_what_was_altered_is_set_right_by_whoever_puts_it_again(
    store: BucketDocuments, workspace: WorkspaceId, server: S3Server, bucket: str
) -> None:
    digest = put(store, workspace, b"intact")
    server.write(bucket, f"registre/{workspace}/{digest[:2]}/{digest}", b"altere")
    put(store, workspace, b"intact")
    assert b"intact" == read(store, workspace, digest)


def test_a_full_spool_is_told_as_such(
    store: BucketDocuments, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("registre_documents_obstore.spool.SpooledTemporaryFile", lambda *_, **__: Full())
    with pytest.raises(AdapterFailure) as failed:
        put(store, workspace, b"plein")
    assert ("documents-full", True) == (failed.value.code, failed.value.retryable)
