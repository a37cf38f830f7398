"""Files that have no name: in memory while they are small, on the disk of this machine when they are not.

Nobody else can open one, and it is gone with the process, however that ends.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports import StoredDocument

IN_MEMORY = 2**20
"""Bytes of a document that never touches the disk: most photos, and few reports."""
_BLOCK = 256 * 1024
_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def spool(folder: Path) -> Iterator[BinaryIO]:
    """Open a file for writing and reading, without a name."""
    with SpooledTemporaryFile(IN_MEMORY, dir=str(folder)) as file:
        yield cast("BinaryIO", file)


def write(into: BinaryIO, block: bytes | memoryview) -> None:
    """Write a block down.

    Raises:
        AdapterFailure: ``documents-full`` (retryable), ``documents-failed``: of the disk of this machine.
    """
    try:
        into.write(block)
    except OSError as error:
        facts = {"system": error.strerror or str(error)}
        if error.errno in _FULL:
            said = "the disk on which documents are spooled is full: make room"
            raise AdapterFailure("documents-full", said, facts, retryable=True) from error
        said = f"the disk on which documents are spooled failed: {facts['system']}"
        raise AdapterFailure("documents-failed", said, facts) from error


def checked(file: BinaryIO, document: StoredDocument) -> Iterator[bytes]:
    """Give a spooled document block by block, and break off at its end if it is another than was written down.

    It stands between the disk and the bucket, so that a document which is there and sound is never replaced by one
    that is not.

    Raises:
        AdapterFailure: ``documents-failed``.
    """
    hashed = sha256()
    file.seek(0)
    while block := file.read(_BLOCK):
        hashed.update(block)
        yield block
    if hashed.hexdigest() != document.digest:
        said = "the disk on which documents are spooled gave other bytes than it was given"
        raise AdapterFailure("documents-failed", said)
