"""The ledger of an archive: what it holds is not read again, and nothing that stops a run costs more than one line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from registre_core.archives import Failure, File, Ledger, Outcome, Settings
from registre_core.archives.folders import digest_of
from registre_core.codec import from_builtins
from registre_core.extraction import Candidate, Ocr, Part, Region
from registre_core.kernel.errors import Conflict, InvalidInput

SETTINGS = Settings()
CANDIDATE = Candidate("Remplacer la porte", (Part(1, 0, 18),), (Region(1, 0, 0, 9, 9),), "tableau", 0.9)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "propositions.jsonl"


@pytest.fixture
def report(tmp_path: Path) -> File:
    return made(tmp_path, "a.pdf")


def made(folder: Path, name: str, content: bytes = b"%PDF-") -> File:
    path = folder / name
    path.write_bytes(content)
    found = path.stat()
    return File(path, name, found.st_size, found.st_mtime_ns // 1000)


def read(file: File) -> Outcome:
    return Outcome(file, digest_of(file.path), 1, (CANDIDATE,), engines=("pdfium 1",))


def keep(into: Path, *outcomes: Outcome, settings: Settings = SETTINGS) -> None:
    with Ledger.open(into) as ledger:
        for outcome in outcomes:
            ledger.add(outcome, settings)
        ledger.tidy()


def holds(into: Path, file: File, settings: Settings = SETTINGS) -> bool:
    with Ledger.open(into) as ledger:
        return ledger.holds(file, settings)


def lines(into: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in into.read_bytes().splitlines()]


def test_a_report_is_one_line_from_which_its_candidates_can_be_read_back(into: Path, report: File) -> None:
    keep(into, read(report))

    [line] = lines(into)
    assert ("a.pdf", 1, ["pdfium 1"], None) == tuple(line[key] for key in ("path", "pages", "engines", "failure"))
    assert [CANDIDATE] == [from_builtins(Candidate, one) for one in line["candidates"]]


def test_what_was_read_is_held_and_what_failed_is_not(into: Path, report: File, tmp_path: Path) -> None:
    other = made(tmp_path, "b.pdf")
    keep(into, read(report), Outcome(other, failure=Failure("truncated-pdf", "…")))

    assert holds(into, report)
    assert not holds(into, other)
    assert not holds(into, made(tmp_path, "c.pdf"))


def test_a_report_that_changed_is_read_again_and_one_that_was_only_copied_is_not(
    into: Path, report: File, tmp_path: Path
) -> None:
    keep(into, read(report))
    later = evolve(report, modified=report.modified + 1)

    assert holds(into, later)
    report.path.write_bytes(b"%pdf-")
    assert not holds(into, later)
    assert not holds(into, made(tmp_path, "a.pdf", b"%PDF-1"))


def test_other_settings_ask_for_another_reading(into: Path, report: File) -> None:
    keep(into, read(report))

    assert not holds(into, report, Settings(ocr=Ocr.ALWAYS))
    assert not holds(into, report, Settings(recognizer="tesseract"))


def test_a_copy_is_held_as_long_as_what_was_read_instead_is(into: Path, report: File, tmp_path: Path) -> None:
    copy = made(tmp_path, "b.pdf")
    keep(into, Outcome(copy, same_as="a.pdf"))
    assert not holds(into, copy)

    keep(into, read(report))
    assert holds(into, copy)


def test_the_last_line_of_a_report_stands_and_no_other_is_left(into: Path, report: File, tmp_path: Path) -> None:
    other = made(tmp_path, "b.pdf")
    keep(into, Outcome(report, failure=Failure("disk-failed", "…")), read(other), read(report))

    assert ["b.pdf", "a.pdf"] == [line["path"] for line in lines(into)]
    assert ["a.pdf", "b.pdf", into.name] == sorted(path.name for path in tmp_path.iterdir())


def test_until_it_is_tidied_nothing_is_lost_that_was_there(into: Path, report: File) -> None:
    keep(into, read(report))
    before = into.read_bytes()

    with pytest.raises(KeyboardInterrupt), Ledger.open(into) as ledger:
        ledger.add(Outcome(report, failure=Failure("disk-failed", "…")), SETTINGS)
        raise KeyboardInterrupt

    assert into.read_bytes().startswith(before)


@pytest.mark.parametrize("cut", [1, 2, 40])
def test_a_line_that_a_crash_cut_is_dropped_and_its_report_read_again(
    into: Path, report: File, tmp_path: Path, cut: int
) -> None:
    other = made(tmp_path, "b.pdf")
    keep(into, read(report), read(other))
    os.truncate(into, into.stat().st_size - cut)

    assert holds(into, report)
    assert not holds(into, other)
    assert ["a.pdf"] == [line["path"] for line in lines(into)]


def test_a_first_line_that_a_crash_cut_leaves_an_empty_ledger(into: Path, report: File) -> None:
    keep(into, read(report))
    for length in range(into.stat().st_size - 1, 0, -7):
        os.truncate(into, length)
        assert not holds(into, report)
        assert b"" == into.read_bytes()
        keep(into, read(report))


@pytest.mark.parametrize(
    "content",
    [b"notes\n", b"notes", b'{"a": 1}\n', b"%PDF-1.7\n\xff\n", b"[]\n", b'{"format": "registre-proposals/1"}\n'],
)
def test_a_file_that_is_something_else_is_left_as_it_is(into: Path, content: bytes) -> None:
    into.write_bytes(content)

    with pytest.raises(InvalidInput) as refused, Ledger.open(into):
        pass

    assert ("not-proposals", content) == (refused.value.code, into.read_bytes())


@pytest.mark.skipif(sys.platform == "win32", reason="missing: devices that are files")
def test_a_device_is_no_ledger_and_is_not_read_to_its_end() -> None:
    with pytest.raises(InvalidInput) as refused, Ledger.open(Path(os.devnull)):
        pass

    assert "not-proposals" == refused.value.code


def test_what_begins_otherwise_is_not_read_to_its_end(into: Path) -> None:
    with into.open("wb") as stream:
        stream.truncate(2**40)  # a line of zeros that no memory holds, and no disk

    with pytest.raises(InvalidInput) as refused, Ledger.open(into):
        pass

    assert ("not-proposals", 2**40) == (refused.value.code, into.stat().st_size)


def test_words_that_nothing_can_write_are_a_failure_of_their_report(into: Path, report: File) -> None:
    half = evolve(read(report), candidates=(evolve(CANDIDATE, text="moiti\ud800"),))

    with Ledger.open(into) as ledger:
        kept = ledger.add(half, SETTINGS)

    assert kept.failure
    assert ("not-canonical", []) == (kept.failure.code, lines(into)[0]["candidates"])


def test_a_place_is_written_in_thousandths_of_a_point(into: Path, report: File) -> None:
    keep(into, evolve(read(report), candidates=(evolve(CANDIDATE, regions=(Region(1, 1e-9, 0.12345, 9, 9),)),)))

    [region] = lines(into)[0]["candidates"][0]["regions"]
    assert (0, 0.123) == (region["x0"], region["y0"])


def test_two_runs_do_not_write_into_one_file(into: Path) -> None:
    with Ledger.open(into), pytest.raises(Conflict) as refused, Ledger.open(into):
        pass

    assert "file-in-use" == refused.value.code
