"""An archive from the first report to the last: each is read once, whatever is wrong with its neighbours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from attrs import define, evolve

from registre_core.archives import Archive, Outcome, Settings, Tally, propose_archive, propose_folder
from registre_core.archives.reading import Task
from registre_core.services.progress import Progress, nobody
from registre_core.testing.pdfs import Sheet, paragraph, pdf, truncated

P = ParamSpec("P")
T = TypeVar("T")

PASSWORD = "sésame"  # noqa: S105  # of a made file
POINTS = (
    "Observations",
    "",
    "1. Remplacer le ferme-porte du local archives.",
    "",
    "2. Reboucher les passages de gaine.",
)
REPORT = pdf(Sheet(paragraph(*POINTS)))


@define
class HereExecutor(Executor):
    """Works at once, in this process; whoever is given a file of one of some names ends."""

    deadly: tuple[str, ...] = ()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **more: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        [task] = args
        if isinstance(task, Task) and task.file.name in self.deadly:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(fn(*args, **more))
        return future


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a small archive: two reports, a copy, one that was cut off, and notes."""
    archive = tmp_path / "archive"
    (archive / "2025").mkdir(parents=True)
    (archive / "a.pdf").write_bytes(REPORT)
    (archive / "2025/b.pdf").write_bytes(pdf("Rien à signaler."))
    (archive / "2025/copie.pdf").write_bytes(REPORT)
    (archive / "coupé.pdf").write_bytes(truncated(REPORT))
    (archive / "notes.txt").write_text("rien")
    return archive


def propose(folder: Path, *, progress: Progress = nobody, password: str | None = None) -> Tally:
    into = folder.parent / "propositions.jsonl"
    return propose_folder(folder, into, HereExecutor, progress=progress, password=password)


def told(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder.parent / "propositions.jsonl").read_text("utf-8").splitlines()
    return {line["path"]: line for line in map(json.loads, lines)}


def by_name(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    return {outcome.file.name: outcome for outcome in outcomes}


def test_each_report_gets_its_line_and_each_failure_its_code(folder: Path) -> None:
    tally = propose(folder)
    lines = told(folder)

    assert (2, 1, 1, 1) == (tally.read, len(tally.copies), len(tally.failed), tally.skipped)
    assert {"a.pdf", "2025/b.pdf", "2025/copie.pdf", "coupé.pdf"} == lines.keys()
    assert ["1", "2"] == [one["number"] for one in lines["a.pdf"]["candidates"]]
    assert "truncated-pdf" == lines["coupé.pdf"]["failure"]["code"]
    assert tally.candidates == 2


def test_the_bytes_of_another_are_read_once(folder: Path) -> None:
    propose(folder)

    assert ("a.pdf", []) == tuple(told(folder)["2025/copie.pdf"][key] for key in ("same_as", "candidates"))


def test_a_second_run_reads_only_what_failed_and_what_is_new(folder: Path) -> None:
    propose(folder)
    (folder / "c.pdf").write_bytes(pdf("Autre chose."))

    again = propose(folder)

    assert ({"coupé.pdf", "c.pdf"}, 3) == (set(by_name(again.outcomes)), again.already_read)
    assert again.candidates == 2
    assert 5 == len(told(folder))


def test_a_run_that_was_stopped_goes_on_where_it_was(folder: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose(folder, progress=stop)
    before = set(told(folder))
    again = propose(folder)

    assert 2 == len(before)
    assert 4 == len(told(folder))
    assert before & by_name(again.outcomes).keys() <= {
        "coupé.pdf",
        "2025/copie.pdf",
    }  # what it is a copy of was not read


def test_progress_is_told_of_each_that_is_to_be_read(folder: Path) -> None:
    heard: list[tuple[int, int]] = []

    propose(folder, progress=lambda done, total: heard.append((done, total)))

    assert [(1, 4), (2, 4), (3, 4), (4, 4)] == heard


def test_a_report_that_ends_its_worker_is_named_and_the_others_are_read(folder: Path) -> None:
    files = Archive.of(folder).files

    outcomes = by_name(propose_archive(files, lambda: HereExecutor(("2025/b.pdf",)), at_once=2))

    assert {"2025/b.pdf": "worker-ended", "coupé.pdf": "truncated-pdf"} == {
        name: outcome.failure.code for name, outcome in outcomes.items() if outcome.failure
    }
    assert 4 == len(outcomes)


def test_a_report_that_is_gone_when_its_turn_comes_is_told(folder: Path) -> None:
    files = Archive.of(folder).files
    (folder / "a.pdf").unlink()

    gone = by_name(propose_archive(files, HereExecutor))["a.pdf"]

    assert gone.failure
    assert "file-not-found" == gone.failure.code


def test_what_nobody_foresaw_costs_one_report(folder: Path) -> None:
    files = Archive.of(folder).files
    nonsense = evolve(files[0], path=None)  # type: ignore[arg-type]  # that is the nonsense

    outcomes = list(propose_archive([nonsense, *files[1:]], HereExecutor))

    assert {"unexpected", "truncated-pdf"} == {outcome.failure.code for outcome in outcomes if outcome.failure}
    assert 4 == len(outcomes)


def test_an_adapter_that_is_not_there_is_the_answer_of_every_report(folder: Path) -> None:
    outcomes = list(propose_archive(Archive.of(folder).files, HereExecutor, Settings(pages="unknown")))

    assert ["unknown-adapter"] * 4 == [outcome.failure.code for outcome in outcomes if outcome.failure]


def test_a_password_opens_encrypted_reports_and_is_written_nowhere(folder: Path) -> None:
    (folder / "secret.pdf").write_bytes(pdf(Sheet(paragraph(*POINTS)), password=PASSWORD))

    codes = {one.file.name: one.failure.code for one in propose(folder).failed if one.failure}
    propose(folder, password=PASSWORD)

    assert "password-required" == codes["secret.pdf"]
    assert 2 == len(told(folder)["secret.pdf"]["candidates"])
    assert PASSWORD not in (folder.parent / "propositions.jsonl").read_text("utf-8")
