"""What lies in the folder, and since when: the side of it that a sweep sees."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.ports import Lying
from registre_documents_folder.medium import failure, flush_folder, writing


def lying_in(folder: Path, before: datetime) -> Iterator[Lying]:
    """Give the documents of a workspace that were put before a moment, one shelf after the other."""
    for shelf in _entries(folder):
        for name in _entries(shelf):
            is_document = SHA_256("digest", name.name) is None and shelf.name == name.name[:2]
            if is_document and (found := _looked_at(name)):
                put_at = _time_of(found)
                if put_at < before:
                    yield Lying(Digest(name.name), found.st_size, put_at)


def taken_away(place: Path, before: datetime) -> bool:
    """Take a document away unless it was put since; its shelf says so to the medium before this returns."""
    with writing():
        try:
            if _time_of(place.lstat()) >= before:
                return False
            place.unlink()
        except FileNotFoundError:
            return True
        flush_folder(place.parent)
    return True


def tidied(incoming: Path, before: datetime) -> int:
    """Take away what broke off: parts that nobody has written to since."""
    count = 0
    for part in _entries(incoming):
        found = _looked_at(part)
        if part.suffix == ".part" and found and _time_of(found) < before:
            with writing():
                part.unlink(missing_ok=True)
            count += 1
    return count


def _entries(folder: Path) -> list[Path]:
    """Name what is in a folder; nothing where a file or a link stands, or nobody ever put anything."""
    if not stat.S_ISDIR(_mode(folder)):
        return []
    with _reading():
        return sorted(folder.iterdir())


def _mode(path: Path) -> int:
    found = _looked_at(path, any_kind=True)
    return found.st_mode if found else 0


def _looked_at(path: Path, *, any_kind: bool = False) -> os.stat_result | None:
    """Look at a regular file, never through a link; whoever puts or removes meanwhile is welcome to."""
    with _reading():
        try:
            found = path.lstat()
        except FileNotFoundError:
            return None
    return found if any_kind or stat.S_ISREG(found.st_mode) else None


def _time_of(found: os.stat_result) -> datetime:
    return datetime.fromtimestamp(found.st_mtime, UTC)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure(error, denied="documents-not-readable") from error
