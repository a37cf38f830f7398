"""Files that people name, and what the system says of them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os.path import lexists
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from registre_core.kernel.errors import AdapterFailure, ConfigurationError, InvalidInput, RegistreError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def opened(path: Path, option: str) -> Iterator[BinaryIO]:
    """Open a file for reading.

    Raises:
        InvalidInput: ``file-not-found``, ``not-a-file``, ``file-not-readable``.
        AdapterFailure: the disk failed.
    """
    try:
        if not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its writer
            raise InvalidInput.at(option, "not-a-file", f"{path} is no plain file", file=str(path))
        stream = path.open("rb")
    except OSError as error:
        raise _unreadable(error, path, option) from error
    with stream:
        try:
            yield stream
        except BrokenPipeError:  # of who reads the answer, not of the disk
            raise
        except OSError as error:
            raise failure(error) from error


def _unreadable(error: OSError, path: Path, option: str) -> RegistreError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return InvalidInput.at(option, "file-not-found", f"there is no file {path}", file=str(path))
        case IsADirectoryError():
            return InvalidInput.at(option, "not-a-file", f"{path} is a folder", file=str(path))
        case PermissionError():
            return InvalidInput.at(option, "file-not-readable", f"{path} may not be read", file=str(path))
    return failure(error)


@contextmanager
def new_file(path: Path, option: str) -> Iterator[BinaryIO]:
    """Write a file that appears under its name whole or not at all, and never in place of another.

    Raises:
        InvalidInput: ``file-exists``.
        ConfigurationError: ``folder-missing``, ``folder-not-writable``.
        AdapterFailure: the disk failed.
    """
    if lexists(path):
        raise already_there(path, option)
    draft = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        folder = str(path.parent)
        raise ConfigurationError("folder-missing", f"there is no folder {folder}", {"folder": folder}) from error
    except OSError as error:
        raise refusal(error, path.parent) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def already_there(path: Path, option: str) -> InvalidInput:
    """Say that a file is not written over."""
    return InvalidInput.at(option, "file-exists", f"{path} is there already", file=str(path))


def made_folder(folder: Path, option: str) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises:
        InvalidInput: ``not-a-folder``.
        ConfigurationError: ``folder-not-writable``.
        AdapterFailure: the disk failed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InvalidInput.at(option, "not-a-folder", f"{folder} is no folder", folder=str(folder)) from error
    except OSError as error:
        raise refusal(error, folder) from error


def refusal(error: OSError, folder: Path) -> RegistreError:
    """Say why nothing can be written to a folder."""
    if error.errno in _DENIED:
        return ConfigurationError("folder-not-writable", f"{folder} may not be written", {"folder": str(folder)})
    return failure(error)


def failure(error: OSError) -> AdapterFailure:
    """Say how a disk failed."""
    if error.errno in _FULL:
        return AdapterFailure("disk-full", "no room is left on the disk: free some")
    system = error.strerror or type(error).__name__
    return AdapterFailure("disk-failed", f"the disk failed: {system}", {"system": system})
