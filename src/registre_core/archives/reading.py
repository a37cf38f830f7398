"""What a worker does: read one report. Whatever is wrong with it is an answer like any other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import file_digest
from typing import BinaryIO

from attrs import field, frozen

from registre_core.archives.entities import Failure, File, Outcome, Settings, Unread
from registre_core.archives.folders import why
from registre_core.kernel.documents import Digest
from registre_core.plugins import Host
from registre_core.services.reading import Proposal, Remembered, ReportDesk


@frozen
class Task:
    """One report, and all a worker must know to read it."""

    file: File
    """Which one."""
    settings: Settings
    """How."""
    password: str | None = field(default=None, repr=False)
    """What opens it, if it is encrypted. It is written nowhere."""


def read(task: Task) -> Outcome:
    """Read a report and find what it proposes. Importable by name, so that any executor can call it anywhere."""
    digest = None
    try:
        with task.file.path.open("rb") as stream:
            digest = Digest(file_digest(stream, "sha256").hexdigest())
            stream.seek(0)
            return _read(task, stream, digest)
    except OSError as error:
        return Outcome(task.file, digest, failure=why(error, task.file.name))
    except Exception as error:  # noqa: BLE001  # of a detector, of an engine: no other report suffers
        return Outcome(task.file, digest, failure=Failure.of(error))


def _read(task: Task, stream: BinaryIO, digest: Digest) -> Outcome:
    recognitions = Remembered()
    desk = _desk(task.settings.pages, task.settings.recognizer)
    with desk.open(
        stream, document=digest, password=task.password, ocr=task.settings.ocr, known=recognitions
    ) as report:
        proposal = report.propose()
        return Outcome(
            task.file,
            digest,
            report.page_count,
            proposal.candidates,
            tuple(_unread(proposal)),
            tuple(sorted({*_engines(proposal), *(region.engine for region in recognitions.made)})),
        )


@cache
def _desk(pages: str, recognizer: str | None) -> ReportDesk:
    """Put together what reads, once a worker."""
    return Host.discover().desk(pages=pages, recognizer=recognizer)


def _unread(proposal: Proposal) -> Iterator[Unread]:
    return (Unread(one.page, one.condition) for one in proposal.diagnoses if one.page in proposal.unread)


def _engines(proposal: Proposal) -> Iterator[str]:
    return (diagnosis.source for diagnosis in proposal.diagnoses)
