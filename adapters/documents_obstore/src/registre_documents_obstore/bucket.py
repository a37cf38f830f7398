"""The bucket itself: where a document lies, how it gets there, and how it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, Self

import obstore
from obstore.store import S3Store

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import AdapterFailure, ConfigurationError, IntegrityBreach, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Lying, StoredDocument, received
from registre_documents_obstore.address import Bucket, bucket_at
from registre_documents_obstore.failures import NO_BUCKET, talking
from registre_documents_obstore.spool import checked, spool, write

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config

PIECE = 5 * 2**20
"""Bytes that are asked for at once, and that are sent at once: no bucket takes fewer but at the end."""
AT_ONCE = 1
"""Pieces that are on their way to the bucket at one time: two take a sixth less time, and twice the memory."""
LISTED = 1_000
"""Documents of which a bucket tells at once: it knows no larger number."""

_PATIENCE: ClientConfig = {"connect_timeout": timedelta(seconds=5), "timeout": timedelta(minutes=2)}
"""Of one request, which carries one piece at most."""
_TRIES: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=30)}
"""Then whoever asked is told, and may try again later."""
_READ, _WRITTEN, _DENIED = "documents-not-readable", "documents-not-writable", "bucket-access-denied"


class BucketDocuments:
    """The `DocumentStore` port in a bucket, for any number of threads, processes and machines.

    A document lies at ``<prefix>/<workspace>/<first two characters>/<digest>``. It is spooled first, which is how its
    digest is known; then sent under its final name, in one request or in several that are completed by a last one.
    Before that nothing is visible, and whoever is killed leaves at most pieces that no name leads to: the bucket's own
    rules take them away. What lies there already is written once more: only that renews its time, and sets right what
    was altered. It is spooled again when it is read, and its digest is checked before the first byte is given.

    Args:
        bucket: where.

    Raises:
        ConfigurationError: ``bucket-missing``, ``bucket-access-denied``, ``folder-missing``: of the spool.
        AdapterFailure: ``documents-failed``: the bucket cannot be reached (retryable).
    """

    def __init__(self, bucket: Bucket) -> None:
        if not bucket.spool.is_dir():
            said = f"there is no folder {bucket.spool} to spool documents in: create it, or mend the address"
            raise ConfigurationError("folder-missing", said, {"folder": str(bucket.spool)})
        self._spool = bucket.spool
        self._store = opened(bucket)
        self._require_there(bucket)

    @classmethod
    def at(cls, url: str) -> Self:
        """Open the bucket at an address such as ``s3://bucket/prefix?region=eu-west-3``.

        Raises:
            ConfigurationError: ``malformed-bucket-address``, ``bucket-missing``, ``bucket-access-denied``,
                ``folder-missing``.
        """
        return cls(bucket_at(url))

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        """Keep the bytes of a stream; the bucket has answered that it has them when this returns."""
        with spool(self._spool) as file:
            document = received(stream, cap, partial(write, file))
            with talking(denied=_WRITTEN), _the_bucket_itself():
                self._send(_place(workspace, document.digest), checked(file, document), document.size)
        return document

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        """Open a document for reading; its digest is checked before the first byte is given."""
        if SHA_256("digest", digest) is not None:  # never a name
            raise _missing(digest)
        with spool(self._spool) as file:
            if self._fetched(workspace, digest, file) != digest:
                raise IntegrityBreach("document-altered", "the bytes are not those that were kept", {"digest": digest})
            file.seek(0)
            yield file

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        """List the documents of a workspace that were last put before a moment, by the clock of the bucket."""
        with talking(denied=_READ), _the_bucket_itself():
            for some in obstore.list(self._store, prefix=str(workspace), chunk_size=LISTED):
                for one in some:
                    digest = Digest(one["path"].rpartition("/")[2])
                    is_document = SHA_256("digest", digest) is None and one["path"] == _place(workspace, digest)
                    if is_document and one["last_modified"] < before:
                        yield Lying(digest, one["size"], one["last_modified"])

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        """Take a document away, unless it was put since a moment."""
        if SHA_256("digest", digest) is not None:
            return True
        place = _place(workspace, digest)
        with talking(denied=_WRITTEN):
            try:
                if obstore.head(self._store, place)["last_modified"] >= before:
                    return False
            except FileNotFoundError:
                self._require_bucket()
                return True
            obstore.delete(self._store, place)
        return True

    def tidy(self, *, before: datetime) -> int:  # noqa: ARG002  # a rule of the bucket does it
        """Take nothing away: what a killed upload leaves has no name, and only a rule of the bucket finds it."""
        return 0

    def _send(self, place: str, blocks: Iterator[bytes], size: int) -> None:
        if size <= PIECE:
            obstore.put(self._store, place, b"".join(blocks), use_multipart=False)
        else:
            obstore.put(self._store, place, blocks, use_multipart=True, chunk_size=PIECE, max_concurrency=AT_ONCE)

    def _fetched(self, workspace: WorkspaceId, digest: Digest, into: BinaryIO) -> str:
        """Write a document down piece by piece, each asked for by itself, and tell what its digest is."""
        hashed, place = sha256(), _place(workspace, digest)
        with talking(denied=_READ):
            try:
                size = obstore.head(self._store, place)["size"]
                for start in range(0, size, PIECE):
                    piece = obstore.get_range(self._store, place, start=start, end=min(start + PIECE, size))
                    hashed.update(piece)
                    write(into, memoryview(piece))
            except FileNotFoundError as error:
                self._require_bucket()
                raise _missing(digest) from error
        return hashed.hexdigest()

    def _require_there(self, bucket: Bucket) -> None:
        try:
            with talking(denied=_DENIED), _the_bucket_itself():
                self._look()
        except AdapterFailure as error:
            if error.facts.get("bucket") == NO_BUCKET:
                said = f"there is no bucket {bucket.name}: create it, or mend the address"
                raise ConfigurationError("bucket-missing", said, {"bucket": bucket.name}) from error
            if error.code == _DENIED:
                raise ConfigurationError("bucket-access-denied", error.message, error.facts) from error
            raise

    def _require_bucket(self) -> None:
        """A bucket that is gone has no documents: nothing must be taken for gone because of it."""
        with _the_bucket_itself():
            self._look()

    def _look(self) -> None:
        next(iter(obstore.list(self._store, chunk_size=1)), None)


def opened(bucket: Bucket) -> S3Store:
    """Open a bucket for obstore; nothing is asked of it yet."""
    config: S3Config = {"virtual_hosted_style_request": bucket.endpoint is None}
    if bucket.region:
        config["region"] = bucket.region
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    allowed: ClientConfig = {**_PATIENCE, "allow_http": (bucket.endpoint or "").startswith("http:")}
    prefix = bucket.prefix or None
    return S3Store(bucket.name, prefix=prefix, config=config, client_options=allowed, retry_config=_TRIES)


@contextmanager
def _the_bucket_itself() -> Iterator[None]:
    """Say of what is not found that it is the bucket, where nothing else was asked for."""
    try:
        yield
    except FileNotFoundError as error:
        said = "the bucket of the documents is gone"
        raise AdapterFailure("documents-failed", said, {"bucket": NO_BUCKET}) from error


def _place(workspace: WorkspaceId, digest: Digest) -> str:
    return f"{workspace}/{digest[:2]}/{digest}"


def _missing(digest: Digest) -> NotFound:
    return NotFound("document-not-found", "there is no such document in this workspace", {"digest": digest})
