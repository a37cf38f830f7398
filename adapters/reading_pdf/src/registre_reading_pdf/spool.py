"""A document on its way to a worker: on the disk, under no name, so that it costs no memory and nobody else sees it."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import BinaryIO

from attrs import define, field

from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError
from registre_reading_pdf.opening import Limits, check, copied

SECRET = secrets.token_bytes(32)
"""Known to this process alone: what is kept to tell documents apart tells nobody a password, however short."""


@define(eq=False, repr=False)  # its representation would tell the password
class Document:
    """What a worker needs to open a document, as often as it takes."""

    key: bytes
    """The same for the same bytes, password and limits, and for nothing else."""
    limits: Limits
    """What reading it may cost."""
    password: str | None
    """To be told to each worker; forgotten on closing."""
    _file: BinaryIO
    _lock: Lock = field(factory=Lock, init=False)
    _failures: list[RegistreError] = field(factory=list, init=False)

    @property
    def given_up(self) -> RegistreError | None:
        """The failure after which the document is read no further."""
        return self._failures[-1] if len(self._failures) >= self.limits.failures else None

    def failed(self, failure: RegistreError) -> None:
        """Count an answer that cost a worker its life."""
        self._failures.append(failure)

    def descriptor(self) -> int:
        """Open the file once more; the caller closes what he gets.

        Raises:
            InvalidInput: ``reading-closed``.
        """
        with self._lock:
            if self._file.closed:
                raise reading_closed()
            return os.dup(self._file.fileno())

    def content(self) -> bytes:
        """Read it back, for a worker that is handed no file.

        Raises:
            InvalidInput: ``reading-closed``.
        """
        with self._lock:
            if self._file.closed:
                raise reading_closed()
            self._file.seek(0)
            return self._file.read()

    def close(self) -> None:
        """Give the room on the disk back, and forget the password."""
        with self._lock:
            self._file.close()
            self.password = None


def reading_closed() -> InvalidInput:
    """Tell that a reading was used after its end."""
    return InvalidInput.at("reading", "reading-closed", "the document is closed: open it again")


@contextmanager
def spooled(stream: BinaryIO, password: str | None, limits: Limits) -> Iterator[Document]:
    """Put a document down, unless a look at its bytes tells that it is no whole PDF.

    Raises:
        InvalidInput: see `check`.
        AdapterFailure: ``disk-full``, ``disk-failed``.
    """
    with _told():
        file = tempfile.TemporaryFile(prefix="registre-")  # noqa: SIM115  # the document closes it
    try:
        digest, size = hashlib.blake2b(key=SECRET), 0
        for chunk in copied(stream, limits):
            digest.update(chunk)
            size += len(chunk)
            with _told():
                file.write(chunk)
        with _told():
            file.flush()
        check(file, size, limits)
        document = Document(_key(digest.digest(), password, limits), limits, password, file)
    except BaseException:
        file.close()
        raise
    try:
        yield document
    finally:
        document.close()


def _key(digest: bytes, password: str | None, limits: Limits) -> bytes:
    said = repr((password, limits)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(digest + said, key=SECRET).digest()


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the disk says; what the stream itself says is its owner's."""
    try:
        yield
    except OSError as failure:
        if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise AdapterFailure("disk-full", "no room is left for temporary files: free some") from failure
        system = failure.strerror or type(failure).__name__
        raise AdapterFailure(
            "disk-failed", f"temporary files cannot be written: {system}", {"system": system}
        ) from None
