"""The reports of a folder and of those below it: told from other files by their first bytes, not by names alone."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path

from attrs import Factory, define

from registre_core.archives.entities import Failure, File, Outcome
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError

HEADER = b"%PDF-"
"""How a PDF file begins (ISO 32000-2, 7.5.2)."""
HEADER_WITHIN = 1024
"""Bytes that may come before: some servers put theirs in front."""
SUFFIX = ".pdf"
"""A file of this name that does not begin so is a report that was damaged, not one file among others."""


@define
class Archive:
    """What a folder holds."""

    files: list[File] = Factory(list)
    """Its reports, folder by folder, in the order of their names."""
    refused: list[Outcome] = Factory(list)
    """What may be a report and cannot be opened, and folders that cannot."""
    skipped: int = 0
    """How many other files there are."""

    @classmethod
    def of(cls, folder: Path, *, but: Path | None = None) -> Archive:
        """Look through a folder and all below it; where links lead in a circle, each folder counts once.

        Args:
            folder: where to begin.
            but: a file to pass over, such as the one that is being written.
        """
        archive = cls()
        for path in _below(folder, archive):
            if but is None or not _is_same(path, but):
                archive._add(path, folder)
        return archive

    def _add(self, path: Path, folder: Path) -> None:
        name = shown(path.relative_to(folder))
        try:
            found = path.stat()
            is_report = stat.S_ISREG(found.st_mode) and _begins_as_pdf(path)
        except OSError as error:
            self._refuse(path, name, error)
            return
        if is_report or (stat.S_ISREG(found.st_mode) and _is_named_pdf(path)):
            self.files.append(File(path, name, found.st_size, found.st_mtime_ns // 1000))
        else:
            self.skipped += 1

    def _refuse(self, path: Path, name: str, error: OSError) -> None:
        """Keep what cannot be opened in mind, unless its name says that nobody wants to."""
        is_folder = _is_folder(path)
        if is_folder or _is_named_pdf(path) or isinstance(error, PermissionError):
            self.refused.append(Outcome(File(path, name, 0, 0), failure=why(error, name, is_folder=is_folder)))
        else:
            self.skipped += 1


def shown(path: Path) -> str:
    r"""Write a path so that every reader of JSON can read it: bytes that are no text become ``\xe9``."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def digest_of(path: Path) -> Digest:
    """Compute the SHA-256 of a file."""
    with path.open("rb") as stream:
        return Digest(file_digest(stream, "sha256").hexdigest())


def duplicates(files: Iterable[File]) -> Mapping[str, str]:
    """Tell which files have the very same bytes as one before them, by name; only those of one size are looked into."""
    by_size = defaultdict(list)
    for file in files:
        by_size[file.size].append(file)
    same: dict[str, str] = {}
    for alike in by_size.values():
        first: dict[Digest, str] = {}
        for file in alike if len(alike) > 1 else ():
            try:
                name = first.setdefault(digest_of(file.path), file.name)
            except OSError:  # it will be said when it is read
                continue
            if name != file.name:
                same[file.name] = name
    return same


def _below(folder: Path, archive: Archive) -> Iterator[Path]:
    """Walk through files without recursion, which deep folders would exhaust."""
    waiting, seen = [folder], set[tuple[int, int]]()
    while waiting:
        here = waiting.pop()
        try:
            found = here.stat()
            inside = sorted(here.iterdir()) if (found.st_dev, found.st_ino) not in seen else []
        except OSError as error:
            archive._refuse(here, shown(here.relative_to(folder)), error)  # noqa: SLF001  # its own walk
            continue
        seen.add((found.st_dev, found.st_ino))
        folders = {path for path in inside if _is_folder(path)}
        yield from (path for path in inside if path not in folders)
        waiting += sorted(folders, reverse=True)


def _begins_as_pdf(path: Path) -> bool:
    with path.open("rb") as stream:
        return HEADER in stream.read(HEADER_WITHIN + len(HEADER))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it lies where one may list names, and no more
        return False


def _is_named_pdf(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def why(error: OSError, name: str, *, is_folder: bool = False) -> Failure:
    """Say what the system has against reading a file, or a folder."""
    match error:
        case PermissionError() if is_folder:
            told: RegistreError = InvalidInput.at(name, "folder-not-readable", f"{name} may not be read", folder=name)
        case PermissionError():
            told = InvalidInput.at(name, "file-not-readable", f"{name} may not be read", file=name)
        case FileNotFoundError():
            told = InvalidInput.at(name, "file-not-found", f"there is no file {name}", file=name)
        case _:
            system = error.strerror or type(error).__name__
            told = AdapterFailure("disk-failed", f"the disk failed: {system}", {"system": system})
    return Failure.of(told)
