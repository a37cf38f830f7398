"""Keys in files, for adapters that keep any: read where nobody else can read, written where nothing is yet."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from registre_core.kernel.errors import ConfigurationError
from registre_core.kernel.reasons import FactValue

LARGEST = 64 * 1024
"""Bytes of a key at most: one has about 120; with a chain of certificates, some thousand."""

_WAITS_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0)


def read_key_file(path: Path) -> tuple[bytes, bool]:
    """Read a file, and tell whether others than its owner can, too.

    Raises:
        ConfigurationError: ``key-not-found``, ``key-not-readable``.
    """
    try:
        with open(path, "rb", opener=_patient) as stream:  # a pipe must not be waited for
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ConfigurationError("key-not-readable", *_unreadable(path, "no plain file"))
            return stream.read(LARGEST), sys.platform != "win32" and bool(status.st_mode & 0o077)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ConfigurationError("key-not-found", f"there is no key {path}", {"file": str(path)}) from error
    except OSError as error:
        system = error.strerror or type(error).__name__
        raise ConfigurationError("key-not-readable", *_unreadable(path, system)) from error


def _patient(path: str, flags: int) -> int:
    return os.open(path, flags | _WAITS_FOR_NOBODY)


def _unreadable(path: Path, system: str) -> tuple[str, dict[str, FactValue]]:
    return f"{path} cannot be read: {system}", {"file": str(path)}


def require_private(path: Path, *, is_exposed: bool) -> None:
    """Refuse a private key that others can read: they may have.

    Raises:
        ConfigurationError: ``key-exposed``.
    """
    if is_exposed:
        said = f"others can read the private key {path}: chmod 600, and make a new key if they may have"
        raise ConfigurationError("key-exposed", said, {"file": str(path)})


def write_key_file(path: Path, content: bytes) -> None:
    """Write a new file that nobody else can read, wholly or not at all, and never over another.

    Raises:
        ConfigurationError: ``key-exists``, ``key-not-writable``.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        said = f"{path} is there already: a key is never overwritten"
        raise ConfigurationError("key-exists", said, {"file": str(path)}) from error
    except OSError as error:
        raise ConfigurationError("key-not-writable", *_unwritable(path, error)) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise ConfigurationError("key-not-writable", *_unwritable(path, error)) from error
        raise


def _unwritable(path: Path, error: OSError) -> tuple[str, dict[str, FactValue]]:
    said = f"no key can be written to {path}: {error.strerror or type(error).__name__}"
    return said, {"file": str(path)}
