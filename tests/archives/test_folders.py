"""The reports of a folder: which files they are, and what becomes of all else that lies there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from registre_core.archives import Archive, duplicates

PDF = b"%PDF-1.7\n%%EOF\n"


def put(path: Path, content: bytes = PDF) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(archive: Archive) -> list[str]:
    return [file.name for file in archive.files]


def test_reports_are_found_in_folders_below_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.pdf", "2026/z.pdf", "2025/école/d.pdf", "2025/c.pdf", "a.pdf"):
        put(tmp_path / name)

    assert ["a.pdf", "b.pdf", "2025/c.pdf", "2025/école/d.pdf", "2026/z.pdf"] == names(Archive.of(tmp_path))


def test_a_report_is_told_by_its_first_bytes_and_a_damaged_one_by_its_name(tmp_path: Path) -> None:
    put(tmp_path / "rapport", b"HTTP/1.1 200 OK\r\n\r\n" + PDF)
    put(tmp_path / "abîmé.PDF", b"\0\0\0")
    put(tmp_path / "vide.pdf", b"")
    put(tmp_path / "notes.txt", b"rien")

    archive = Archive.of(tmp_path)

    assert {"abîmé.PDF", "rapport", "vide.pdf"} == set(names(archive))
    assert 1 == archive.skipped


def test_folders_that_links_lead_to_count_once_even_in_a_circle(tmp_path: Path) -> None:
    put(tmp_path / "a/un.pdf")
    (tmp_path / "a/haut").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    elsewhere = put(tmp_path.parent / f"{tmp_path.name}-ailleurs/deux.pdf").parent
    (tmp_path / "c").symlink_to(elsewhere)

    assert ["a/un.pdf", "c/deux.pdf"] == names(Archive.of(tmp_path))


def test_a_link_that_leads_nowhere_is_told_if_it_is_named_like_a_report(tmp_path: Path) -> None:
    (tmp_path / "parti.pdf").symlink_to("nulle-part.pdf")
    (tmp_path / "parti.txt").symlink_to("nulle-part.txt")

    archive = Archive.of(tmp_path)

    assert [("parti.pdf", "file-not-found")] == [
        (one.file.name, one.failure.code) for one in archive.refused if one.failure
    ]
    assert 1 == archive.skipped


def test_a_pipe_is_passed_over_and_nobody_waits_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.pdf")

    archive = Archive.of(tmp_path)

    assert ([], [], 1) == (archive.files, archive.refused, archive.skipped)


WALK = """
import sys
from pathlib import Path
from registre_core.archives import Archive
for one in Archive.of(Path(sys.argv[1])).refused:
    print(one.file.name, one.failure.code)
"""


def test_what_may_not_be_read_is_told_and_the_rest_is_found(tmp_path: Path, bound_by_rights: tuple[str, ...]) -> None:
    put(tmp_path / "ouvert/a.pdf")
    put(tmp_path / "fermé/b.pdf").parent.chmod(0)
    put(tmp_path / "secret.pdf").chmod(0)
    put(tmp_path / "listé/c.pdf").parent.chmod(0o600)
    walk = [*bound_by_rights, sys.executable, "-c", WALK, str(tmp_path)]

    told = subprocess.run(walk, capture_output=True, text=True, check=True).stdout
    for folder in ("fermé", "listé"):
        (tmp_path / folder).chmod(0o700)

    assert {"secret.pdf file-not-readable", "fermé folder-not-readable", "listé/c.pdf file-not-readable"} == set(
        told.splitlines()
    )


def test_the_file_that_is_being_written_is_no_report_of_its_archive(tmp_path: Path) -> None:
    written = put(tmp_path / "propositions.pdf")

    assert ([], 0) == ((archive := Archive.of(tmp_path, but=written)).files, archive.skipped)


@pytest.mark.skipif(sys.platform != "linux", reason="missing: names of files that are no text")
def test_a_name_that_is_no_text_can_be_written_down(tmp_path: Path) -> None:
    put(Path(os.fsdecode(os.fsencode(tmp_path) + b"/re\xe7u.pdf")))

    assert [r"re\xe7u.pdf"] == names(Archive.of(tmp_path))


def test_folders_may_be_deeper_than_calls_may(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d", dir_fd=here)
        here, above = os.open("d", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(os.open("a.pdf", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)

    assert ["d/" * 300 + "a.pdf"] == names(Archive.of(tmp_path))


def test_the_same_bytes_under_another_name_are_a_copy_of_the_first(tmp_path: Path) -> None:
    for name, content in (("a.pdf", PDF), ("b.pdf", PDF + b"\n"), ("c/a.pdf", PDF), ("d.pdf", PDF[::-1])):
        put(tmp_path / name, content)

    assert {"c/a.pdf": "a.pdf"} == duplicates(Archive.of(tmp_path).files)
