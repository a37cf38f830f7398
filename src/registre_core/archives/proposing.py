"""What the reports of an archive propose, one after another as they are read."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from itertools import chain
from pathlib import Path

from attrs import evolve

from registre_core.archives.entities import Failure, File, Outcome, Settings, Tally
from registre_core.archives.folders import Archive, duplicates
from registre_core.archives.ledger import Ledger
from registre_core.archives.reading import Task, read
from registre_core.archives.running import Done, Run, Workers
from registre_core.kernel.errors import AdapterFailure
from registre_core.services.progress import Progress, nobody

HANDED_OVER = 2
"""Reports a core for which workers are kept busy: one under way, one that waits for them."""


def propose_archive(
    files: Iterable[File],
    workers: Workers,
    settings: Settings | None = None,
    *,
    password: str | None = None,
    at_once: int | None = None,
) -> Generator[Outcome, None, None]:
    """Read reports on an executor, and give what comes of each as soon as it is there: in no particular order.

    Nothing that is wrong with one report stops the others: what cannot be read, what ends its worker, and what nobody
    foresaw are outcomes with their `Failure`. Leaving off half-way cancels what was not begun.

    Args:
        files: the reports; no more of them are asked for than are handed over.
        workers: makes the executor: a pool of processes, or Dask's ``client.get_executor``. It is called again when an
            executor lost its workers.
        settings: what is asked of every report.
        password: what opens those that are encrypted.
        at_once: how many reports are handed over before the first of them is done: twice the cores of this machine
            unless told; with many machines, twice theirs.

    Raises:
        AdapterFailure: ``workers-lost``, when workers end whatever they are given.
    """
    asked = settings or Settings()
    run = Run(read, workers, at_once or HANDED_OVER * (os.cpu_count() or 1))
    with closing(run.over(Task(file, asked, password) for file in files)) as answers:
        yield from map(_outcome, answers)


def propose_folder(
    folder: Path,
    into: Path,
    workers: Workers,
    settings: Settings | None = None,
    *,
    password: str | None = None,
    at_once: int | None = None,
    progress: Progress = nobody,
) -> Tally:
    """Read the reports of a folder and of those below it, and keep what each proposes: a line a report, as it comes.

    What the file holds of an earlier run is not read again, unless the report or the settings changed; what failed is
    tried again. So whoever stops it half-way, or loses the machine, calls it once more.

    Args:
        folder: where the reports are.
        into: the file, to be made or to go on with.
        workers: makes the executor, as `propose_archive` says.
        settings: what is asked of every report.
        password: what opens those that are encrypted.
        at_once: how many reports are handed over at once.
        progress: is told how many of those that are to be read are done.

    Raises:
        InvalidInput: ``not-proposals``, where `into` is something else.
        Conflict: ``file-in-use``.
        AdapterFailure: ``workers-lost``.
        OSError: `into` cannot be written.
    """
    asked, told = settings or Settings(), list[Outcome]()
    with Ledger.open(into) as ledger:
        archive = Archive.of(folder, but=into)
        waiting = [file for file in archive.files if not ledger.holds(file, asked)]
        copies, originals = _parted(waiting, duplicates(archive.files))
        total = len(waiting) + len(archive.refused)
        with closing(propose_archive(originals, workers, asked, password=password, at_once=at_once)) as read:
            for outcome in chain(archive.refused, copies, read):
                kept = ledger.add(outcome, asked)
                told.append(evolve(kept, candidates=()))
                progress(len(told), total)
        proposed = ledger.candidates(archive.files)
        ledger.tidy()
    return Tally(len(archive.files) - len(waiting), tuple(told), proposed, archive.skipped)


def _parted(files: Iterable[File], same: Mapping[str, str]) -> tuple[list[Outcome], list[File]]:
    """Part the files that have the bytes of another from those that are to be read."""
    apart = [(file, same.get(file.name)) for file in files]
    copies = [Outcome(file, same_as=original) for file, original in apart if original]
    return copies, [file for file, original in apart if not original]


def _outcome(done: Done[Task, Outcome]) -> Outcome:
    if done.result is not None:
        return done.result
    file, error = done.task.file, done.error
    if done.is_lost:
        said = f"the worker that read {file.name} ended with it, also when it read nothing else"
        error = AdapterFailure("worker-ended", said, {"file": file.name})
    return Outcome(file, failure=Failure.of(error))
