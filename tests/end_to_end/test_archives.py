"""A folder of reports, worked through by a pool of processes: stopped, gone on with, told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.end_to_end.command_line import COMMAND, REPORT, WITH_CTRL_C, environment, names, registre

from registre_core.testing.pdfs import pdf, truncated

pytestmark = pytest.mark.slow  # many processes

MANY = 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an archive of three reports, one of them cut off."""
    (tmp_path / "archives/2026").mkdir(parents=True)
    (tmp_path / "archives/a.pdf").write_bytes(REPORT.read_bytes())
    (tmp_path / "archives/2026/b.pdf").write_bytes(pdf("Rien."))
    (tmp_path / "archives/2026/coupé.pdf").write_bytes(truncated(pdf("Rien du tout.")))
    (tmp_path / "archives/notes.txt").write_text("rien")
    return tmp_path


def paths(into: Path) -> list[str]:
    return [json.loads(line)["path"] for line in into.read_bytes().splitlines()]


def test_each_report_is_a_line_and_what_failed_is_told(folder: Path) -> None:
    answer = registre("propose", "archives", "--out", "p.jsonl", "--workers", "2", cwd=folder)
    [complaint] = answer.err.splitlines()

    assert 3 == answer.exit_code
    assert complaint.startswith("registre : 1 rapport(s) sur 3 n’ont pas été lus")
    assert "[truncated-pdf]" in " ".join(answer.out.split())
    assert {"a.pdf", "2026/b.pdf", "2026/coupé.pdf"} == set(paths(folder / "p.jsonl"))
    assert ["archives", "p.jsonl"] == names(folder)


def test_once_all_are_read_there_is_nothing_left_to_do(folder: Path) -> None:
    (folder / "archives/2026/coupé.pdf").unlink()
    first = registre("propose", "archives", "--out", "p.jsonl", "--json", cwd=folder)
    before = (folder / "p.jsonl").read_bytes()
    again = registre("propose", "archives", "--out", "p.jsonl", "--json", cwd=folder)

    assert (0, "", 0, "") == (first.exit_code, first.err, again.exit_code, again.err)
    assert (2, 0, 8) == tuple(first.json[key] for key in ("read", "already_read", "candidates"))
    assert (0, 2, 8) == tuple(again.json[key] for key in ("read", "already_read", "candidates"))
    assert before == (folder / "p.jsonl").read_bytes()


def test_a_program_is_told_which_reports_failed_and_why(folder: Path) -> None:
    answer = registre("propose", "archives", "--out", "p.jsonl", "--json", cwd=folder)

    assert (3, "reports-not-read") == (answer.exit_code, answer.complaint["code"])
    assert [("2026/coupé.pdf", "truncated-pdf")] == [(one["path"], one["code"]) for one in answer.json["failed"]]
    assert 1 == answer.json["skipped"]


@pytest.mark.parametrize(
    "words, code",
    [
        ((), "out-missing"),
        (("--out", "p.jsonl", "--workers", "0"), "workers-out-of-range"),
        (("--out", "archives"), "not-a-file"),
        (("--out", "absent/p.jsonl"), "folder-missing"),
        (("--out", "archives/notes.txt"), "not-proposals"),
        (("--out", "p.jsonl", "--recognizer", "lunettes"), "unknown-adapter"),
        (("--out", "p.jsonl", "--recognizer", "tesseract:zzz"), "language-not-installed"),
    ],
)
def test_a_call_that_is_wrong_reads_nothing(folder: Path, words: tuple[str, ...], code: str) -> None:
    answer = registre("propose", "archives", *words, "--json", cwd=folder)

    assert (2, "", code) == (answer.exit_code, answer.out, answer.complaint["code"])
    assert ["archives"] == names(folder)
    assert "rien" == (folder / "archives/notes.txt").read_text()


def _children_of(process: int) -> list[str]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return listed.stdout.split()


def _are_gone(processes: list[str]) -> bool:
    return not any(Path(f"/proc/{process}").exists() for process in processes)


def _many(folder: Path) -> tuple[Path, tuple[str, ...]]:
    """Make a large archive; give the file of its proposals, and how they are asked for."""
    (folder / "archives").mkdir()
    for number in range(MANY):
        (folder / f"archives/{number:03}.pdf").write_bytes(pdf(f"Rapport {number}"))
    return folder / "p.jsonl", ("propose", "archives", "--out", "p.jsonl", "--workers", "2")


def _wait_for_lines(into: Path, command: subprocess.Popen[bytes]) -> None:
    while command.poll() is None and not (into.exists() and into.read_bytes().count(b"\n") > 2):
        time.sleep(0.05)


def _all_but(read: list[str], archives: Path, more: int) -> int:
    """Take away the reports that were not read, but for so many, and tell how many there still are."""
    waiting = sorted({path.name for path in archives.iterdir()} - set(read))
    for name in waiting[more:]:
        (archives / name).unlink()
    return len(names(archives))


def test_ctrl_c_ends_at_once_and_the_next_run_goes_on(tmp_path: Path) -> None:
    into, words = _many(tmp_path)
    deaf = [sys.executable, "-c", WITH_CTRL_C, str(COMMAND), *words]
    with subprocess.Popen(deaf, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) as command:
        _wait_for_lines(into, command)
        children = _children_of(command.pid)
        command.send_signal(signal.SIGINT)
        _, complaints = command.communicate(timeout=60)
    before = into.read_bytes()
    left = _all_but(paths(into), tmp_path / "archives", 20)

    again = registre(*words, "--json", cwd=tmp_path)

    assert (130, b"") == (command.returncode, complaints)
    assert _are_gone(children)
    assert 2 < before.count(b"\n") < MANY
    assert (0, left) == (again.exit_code, len(paths(into)))
    assert again.json["already_read"] == before.count(b"\n")
    assert into.read_bytes().startswith(before)


def test_who_is_killed_leaves_no_worker_behind(tmp_path: Path) -> None:
    into, words = _many(tmp_path)
    with subprocess.Popen([COMMAND, *words], cwd=tmp_path, env=environment(), stderr=subprocess.DEVNULL) as command:
        _wait_for_lines(into, command)
        children = _children_of(command.pid)
        command.kill()
    patience = time.monotonic() + 60
    while not _are_gone(children) and time.monotonic() < patience:
        time.sleep(0.05)

    assert 2 <= len(children)
    assert _are_gone(children)
