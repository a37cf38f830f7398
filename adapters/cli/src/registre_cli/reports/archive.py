"""Thousands of reports at once: a process a core, a line a report, and a summary of what went wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from registre_cli.answers import worded
from registre_cli.files import refusal
from registre_cli.progress import parts
from registre_cli.reports.options import recognizer as chosen_recognizer
from registre_cli.reports.pool import cores, pool
from registre_cli.saying import say
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import number, typeset
from registre_core import AdapterFailure, ConfigurationError, Host, InvalidInput
from registre_core.archives import Outcome, Settings, Tally, propose_folder
from registre_core.extraction import Ocr

NAMED = 3
"""Reports that the summary names of those that failed in one way; the ledger has all of them."""


def work_through(
    folder: Path,
    out: Path | None,
    workers: int | None,
    mode: Ocr,
    recognizer: str | None,
    password: str | None,
    *,
    as_json: bool,
) -> None:
    """Read the reports of a folder, and tell what came of it.

    Raises:
        AdapterFailure: ``reports-not-read``, when any failed; all others are done.
    """
    into, number_of = _settled(out, workers)
    settings = _settings(mode, recognizer)
    with _writing(into), parts("Lecture des rapports") as bar:
        tally = propose_folder(
            folder, into, pool(number_of), settings, password=password, at_once=2 * number_of, progress=bar
        )
    write_json(_described(folder, into, tally)) if as_json else _show(into, tally)
    if tally.failed:
        raise _not_read(tally)


def _settled(out: Path | None, workers: int | None) -> tuple[Path, int]:
    if out is None:
        said = "a folder is proposed into a file: name it with --out"
        raise InvalidInput.at("--out", "out-missing", said)
    if workers is not None and workers < 1:
        said = f"{workers} workers read nothing: at least one does"
        raise InvalidInput.at("--workers", "workers-out-of-range", said, workers=workers)
    return out, workers or cores()


def _settings(mode: Ocr, recognizer: str | None) -> Settings:
    """Settle what is asked of every report; what nothing that is installed can do is refused here, and once."""
    host = Host.discover()
    named = chosen_recognizer(host, recognizer)
    chosen = host.desk(recognizer=named).recognizer
    if chosen is not None and mode is not Ocr.NEVER and (recognizer is not None or mode is Ocr.ALWAYS):
        chosen.check()  # what nobody asked for may be missing where no report needs it
    return Settings(recognizer=named, ocr=mode, detectors=tuple(detector.name for detector in host.detectors()))


@contextmanager
def _writing(into: Path) -> Iterator[None]:
    """Say why a file cannot be written."""
    try:
        yield
    except IsADirectoryError as error:
        raise InvalidInput.at("--out", "not-a-file", f"{into} is a folder", file=str(into)) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        folder = str(into.parent)
        raise ConfigurationError("folder-missing", f"there is no folder {folder}", {"folder": folder}) from error
    except OSError as error:
        raise refusal(error, into.parent) from error


def _not_read(tally: Tally) -> AdapterFailure:
    failed, total = len(tally.failed), len(tally.outcomes) + tally.already_read
    said = f"{failed} of {total} reports were not read: the file says why, and the next run tries them again"
    return AdapterFailure("reports-not-read", said, {"failed": failed, "total": total})


def _by_code(failed: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Group what failed by why, the most frequent reason first."""
    groups = defaultdict(list)
    for outcome in failed:
        if outcome.failure:
            groups[outcome.failure.code].append(outcome)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def _why(outcome: Outcome) -> str:
    return worded(outcome.failure.code, outcome.failure.facts, outcome.failure.message) if outcome.failure else ""


def _described(folder: Path, into: Path, tally: Tally) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "out": str(into),
        "reports": len(tally.outcomes) + tally.already_read,
        "read": tally.read,
        "already_read": tally.already_read,
        "candidates": tally.candidates,
        "copies": [{"path": one.file.name, "same_as": one.same_as} for one in tally.copies],
        "unread_pages": sum(len(one.unread) for one in tally.outcomes),
        "skipped": tally.skipped,
        "failed": [
            {"path": one.file.name, "code": code, "message": _why(one)}
            for code, group in _by_code(tally.failed).items()
            for one in group
        ],
    }


def _show(into: Path, tally: Tally) -> None:
    table = grid()
    for said, count in (
        ("Rapports lus", tally.read),
        ("Déjà lus auparavant", tally.already_read),
        ("Copies d'un autre, non relues", len(tally.copies)),
        ("Observations proposées", tally.candidates),
        ("Pages non lues", sum(len(one.unread) for one in tally.outcomes)),
        ("Rapports non lus", len(tally.failed)),
        ("Autres fichiers, ignorés", tally.skipped),
    ):
        add(table, typeset(said), number(count))
    terminal().print(table)
    if tally.failed:
        _show_failures(tally.failed)
    say(Words.assemble("Les propositions sont dans ", str(into), "."), soft_wrap=True)


def _show_failures(failed: Sequence[Outcome]) -> None:
    table = headed("Rapports", "Pourquoi", "Lesquels")
    for code, group in _by_code(failed).items():
        names = [one.file.name for one in group[:NAMED]] + (["…"] if len(group) > NAMED else [])
        add(table, number(len(group)), Words(f"{_why(group[0])} [{code}]"), Words(", ".join(names)))
    terminal().print(table)
