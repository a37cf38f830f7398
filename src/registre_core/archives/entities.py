"""Files of an archive, what is asked of them, and what came of it. All of it crosses to worker processes and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from registre_core.extraction import Candidate, Condition, Ocr
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RegistreError
from registre_core.kernel.reasons import FactValue


@frozen
class Settings:
    """What is asked of every report. A report that was read under other settings is read again."""

    pages: str = "pdf:workers=1"
    """Address of what reads PDF files: a worker reads one report at a time, and there is a worker a core already."""
    recognizer: str | None = None
    """Address of what reads scans, such as ``tesseract:fra``; unless one is named, they are not read."""
    ocr: Ocr = Ocr.AUTO
    """When words are recognised rather than read."""
    detectors: tuple[str, ...] = ()
    """Names of what looks for observations, for the record: each machine uses those that are installed there."""


@frozen
class File:
    """A report of an archive."""

    path: Path
    """Where it is, on every machine that reads."""
    name: str
    """Its path below the folder of the archive, with ``/`` on every system."""
    size: int
    """Bytes."""
    modified: int
    """When its content changed last, in microseconds since 1970: nanoseconds are lost to readers of JSON."""


@frozen
class Failure:
    """Why something was not read."""

    code: str
    """Stable, kebab-case."""
    message: str
    """One English sentence."""
    facts: Mapping[str, FactValue] = field(factory=dict)
    """What the message is about, for whoever words it in another language."""

    @classmethod
    def of(cls, error: Exception | None) -> Failure:
        """Take over an error of ours; any other is ``unexpected``, by its class."""
        if isinstance(error, RegistreError):
            return cls(error.code, error.message, error.facts)
        kind = type(error).__name__
        return cls("unexpected", f"nobody foresaw this {kind}", {"kind": kind})


@frozen
class Unread:
    """A page of a report on which nothing was looked for, since recognition was not wanted."""

    page: int
    """Its number in the file, from 1."""
    condition: Condition
    """What it is made of."""


@frozen
class Outcome:
    """What came of one report."""

    file: File
    """Which one."""
    digest: Digest | None = None
    """SHA-256 of the bytes that were read; ``None`` where there were none."""
    pages: int | None = None
    """How many it has; ``None`` where it was not opened."""
    candidates: tuple[Candidate, ...] = ()
    """What it proposes, in reading order."""
    unread: tuple[Unread, ...] = ()
    """Pages on which nothing was looked for."""
    engines: tuple[str, ...] = ()
    """What read it, with versions."""
    same_as: str | None = None
    """The name of another file with the very same bytes, which was read instead of this one."""
    failure: Failure | None = None
    """Why it was not read; ``None`` where it was."""


@frozen
class Tally:
    """What came of a whole archive, in one run."""

    already_read: int = 0
    """Reports that a run before had read, and nobody changed since."""
    outcomes: tuple[Outcome, ...] = ()
    """What was read in this one, without the proposals: those are in the ledger."""
    candidates: int = 0
    """How many points all of its reports propose, in all runs."""
    skipped: int = 0
    """Files that are no reports."""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What was not read."""
        return tuple(outcome for outcome in self.outcomes if outcome.failure)

    @property
    def copies(self) -> tuple[Outcome, ...]:
        """Files with the bytes of another, which was read instead."""
        return tuple(outcome for outcome in self.outcomes if outcome.same_as)

    @property
    def read(self) -> int:
        """How many reports were read."""
        return len(self.outcomes) - len(self.failed) - len(self.copies)
