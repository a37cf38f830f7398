"""What a document asks of the disk: whole writes, flushes that reach the medium, failures in the words of the port."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from registre_core.kernel.errors import AdapterFailure

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""The system forbids it: rights, or a file system mounted read-only."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_PASSING = frozenset({errno.EAGAIN, errno.EBUSY, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ETIMEDOUT})

# Windows has no such flags but O_BINARY, without which it rewrites line ends.
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN


def failure(error: OSError, *, denied: str) -> AdapterFailure:
    """Say what the system said: no space, no right (with the code for that), or anything else."""
    facts = {"system": error.strerror or str(error)}
    if error.errno in _FULL:
        return AdapterFailure("documents-full", "the disk of the documents is full: make room", facts)
    if error.errno in DENIED:
        return AdapterFailure(denied, f"the system forbids access to the documents: {facts['system']}", facts)
    said = f"the disk of the documents failed: {facts['system']}"
    return AdapterFailure("documents-failed", said, facts, retryable=error.errno in _PASSING)


@contextmanager
def writing() -> Iterator[None]:
    """Turn what the system says while writing into the failures of the port."""
    try:
        yield
    except OSError as error:
        raise failure(error, denied="documents-not-writable") from error


def create(path: Path) -> int:
    """Open a file that was not there for writing; nobody but its owner may read it."""
    return os.open(path, _NEW, 0o600)


def write_whole(descriptor: int, block: bytes) -> None:
    """Write all of a block: the system may take less of it at a time."""
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def flush(descriptor: int) -> None:
    """Return when the medium has it. On macOS plain fsync leaves it in the drive's own memory."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:  # a network share knows only the plain one
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Return when the medium has the names in a folder. Windows offers no such call: NTFS journals them in order."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)


def open_plain(path: Path) -> PlainFile | None:
    """Open a regular file for reading, or nothing when a link, a folder or a pipe stands there."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    return PlainFile(os.open(path, os.O_RDONLY | _PLAIN))


class PlainFile(io.FileIO):
    """An open file whose failures are those of the port."""

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer."""
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise failure(error, denied="documents-not-readable") from error

    def readall(self) -> bytes:
        """Read to the end."""
        try:
            return super().readall()
        except OSError as error:
            raise failure(error, denied="documents-not-readable") from error
