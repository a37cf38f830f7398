"""The file in which the proposals of an archive are kept, a line a report: what it holds need not be read again.

Lines are only added while reports are read, so whatever stops a run, all that was read before stays. A line that was
half written is cut off, and its report read again. Of several lines of one report the last one stands; `Ledger.tidy`
leaves no other.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, Self

from attrs import define, frozen

from registre_core.archives.entities import Failure, File, Outcome, Settings
from registre_core.archives.folders import digest_of
from registre_core.codec import to_builtins
from registre_core.codec.lines import UNREADABLE, read_object, written
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Conflict, InvalidInput

if sys.platform != "win32":
    import fcntl

FORMAT = "registre-proposals/1"
"""What every line says it is; another layout gets another number."""

BEGINNING = b'{"candidates":['
"""How a line begins: keys are sorted."""


@frozen
class Receipt:
    """What a line says of its report, without the proposals."""

    start: int
    """Where the line begins."""
    end: int
    """Where the next one does."""
    settings: Any
    """Under which the report was read."""
    size: int
    """Bytes of the file."""
    modified: int
    """When it had changed last."""
    digest: Digest | None
    """Of the bytes that were read."""
    same_as: str | None
    """The name of the file that was read instead."""
    candidates: int
    """How many points it proposes."""
    is_read: bool
    """Whether it was read: what failed may go better another time."""

    @classmethod
    def of(cls, start: int, line: bytes) -> tuple[str, Receipt]:
        """Read a line, and give the name of its file too.

        Raises:
            InvalidInput: ``not-proposals``. What else is no line of ours ends as reading JSON does.
        """
        said = read_object(line)
        if said.get("format") != FORMAT:
            raise InvalidInput.at("format", "not-proposals", f"a line says that it is {said.get('format')}")
        told = {key: said[key] for key in ("settings", "size", "modified", "digest", "same_as")}
        return said["path"], cls(
            start, start + len(line), **told, candidates=len(said["candidates"]), is_read=said["failure"] is None
        )

    def is_about(self, file: File) -> bool:
        """Whether the file still has the bytes that were read: copying a folder makes new times of old bytes."""
        if self.size != file.size:
            return False
        return self.modified == file.modified or self.digest == _digest(file)


@define
class Ledger:
    """The file, open for adding lines to it."""

    path: Path
    """Where it is."""
    _stream: BinaryIO
    _receipts: dict[str, Receipt]
    _superseded: int = 0

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open a ledger, or begin one; nobody else can meanwhile, where the system knows locks.

        Raises:
            InvalidInput: ``not-proposals``, where the file is something else: it is left as it is.
            Conflict: ``file-in-use``.
            OSError: the disk failed.
        """
        with path.open("a+b") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # a device may have zeros without end
                _refuse(path)
            _lock(stream, path)
            ledger = cls(path, stream, {})
            ledger._read()
            try:
                yield ledger
            finally:
                ledger._settle()

    def holds(self, file: File, settings: Settings) -> bool:
        """Tell whether a report was read already, under the same settings."""
        found = self._receipts.get(file.name)
        if found is None or not found.is_read or found.settings != to_builtins(settings):
            return False
        return found.is_about(file) and (found.same_as is None or found.same_as in self._receipts)

    def candidates(self, files: Iterable[File]) -> int:
        """Count what these reports propose."""
        return sum(self._receipts[file.name].candidates for file in files if file.name in self._receipts)

    def add(self, outcome: Outcome, settings: Settings) -> Outcome:
        """Write what came of a report, and give it back: from here on a crash of this program does not lose it.

        Words that nothing can write, such as half of a character, are a failure of their report.
        """
        try:
            line = written(_told(outcome, settings))
        except InvalidInput as error:
            outcome = Outcome(outcome.file, outcome.digest, outcome.pages, failure=Failure.of(error))
            line = written(_told(outcome, settings))
        start = self._stream.seek(0, os.SEEK_END)
        self._stream.write(line)
        self._stream.flush()
        self._keep(start, line)
        return outcome

    def tidy(self) -> None:
        """Leave one line a report, in the order in which they were read. Nothing can be added any more."""
        self._settle()
        if not self._superseded:
            return
        draft = self.path.with_name(f".{self.path.name}.part")
        try:
            with draft.open("wb") as anew:
                anew.writelines(self._standing())
                anew.flush()
                os.fsync(anew.fileno())
            self._stream.close()
            draft.replace(self.path)
        finally:
            with suppress(OSError):
                draft.unlink()

    def _standing(self) -> Iterator[bytes]:
        for receipt in sorted(self._receipts.values(), key=lambda receipt: receipt.start):
            self._stream.seek(receipt.start)
            yield self._stream.read(receipt.end - receipt.start)

    def _settle(self) -> None:
        """See that what was written survives a power cut too."""
        if not self._stream.closed:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def _read(self) -> None:
        self._stream.seek(0)
        begun = self._stream.read(len(BEGINNING))
        if not BEGINNING.startswith(begun):  # something else may be one line of gigabytes
            _refuse(self.path)
        self._stream.seek(0)
        start = 0
        for line in self._stream:
            if not line.endswith(b"\n"):  # a crash cut it
                self._stream.truncate(start)
                break
            self._keep(start, line)
            start += len(line)

    def _keep(self, start: int, line: bytes) -> None:
        try:
            name, receipt = Receipt.of(start, line)
        except (*UNREADABLE, KeyError) as error:
            _refuse(self.path, error)
        self._superseded += name in self._receipts
        self._receipts[name] = receipt


def _lock(stream: BinaryIO, path: Path) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            said = f"somebody else is writing {path}: wait until he has done"
            raise Conflict("file-in-use", said, {"file": str(path)}) from error


def _refuse(path: Path, cause: Exception | None = None) -> NoReturn:
    said = f"{path} is something else than the proposals of an archive: choose another file"
    raise InvalidInput.at("out", "not-proposals", said, file=str(path)) from cause


def _told(outcome: Outcome, settings: Settings) -> dict[str, Any]:
    file = outcome.file
    return {
        "format": FORMAT,
        "path": file.name,
        "size": file.size,
        "modified": file.modified,
        "digest": outcome.digest,
        "pages": outcome.pages,
        "candidates": _rounded(to_builtins(outcome.candidates)),
        "unread": to_builtins(outcome.unread),
        "engines": list(outcome.engines),
        "same_as": outcome.same_as,
        "failure": to_builtins(outcome.failure),
        "settings": to_builtins(settings),
    }


def _rounded(value: Any) -> Any:  # noqa: ANN401  # whatever builtins there are
    """Write thousandths of a point: nobody sees less, and what needs an exponent has no canonical form."""
    if isinstance(value, dict):
        return {key: _rounded(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_rounded(member) for member in value]
    return round(value, 3) if isinstance(value, float) else value


def _digest(file: File) -> Digest | None:
    try:
        return digest_of(file.path)
    except OSError:  # it will be said when it is read
        return None
