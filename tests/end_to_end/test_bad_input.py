"""What cannot be done is refused with one line, its own code and the right exit code, and nothing is written."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.end_to_end.command_line import CELL, DOCUMENTS, PRIVILEGES, REPORT, Answer, listing, registre

pytestmark = pytest.mark.slow  # many processes

SELECTION = ("--page", "1", "--rect", CELL)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with something in it; whatever a test does there, nothing may be written."""
    (tmp_path / "notes.txt").write_text("à garder")
    before = listing(tmp_path)
    yield tmp_path
    assert listing(tmp_path) == before


def assert_refused(answer: Answer, code: str, exit_code: int = 2) -> None:
    [line] = answer.err.splitlines()
    assert line.startswith("registre : ")
    assert line.endswith(f" [{code}]")
    assert (answer.exit_code, answer.out) == (exit_code, "")


@pytest.mark.parametrize(
    "document, code",
    [
        ("not_a_pdf.pdf", "not-a-pdf"),
        ("empty.pdf", "empty-file"),
        ("truncated.pdf", "truncated-pdf"),
        ("encrypted_rc4_40.pdf", "password-required"),
        ("encrypted_aes_256.pdf", "password-required"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(folder: Path, document: str, code: str) -> None:
    assert_refused(registre("extract", DOCUMENTS / document, *SELECTION, cwd=folder), code)


@pytest.mark.parametrize("document", ["encrypted_rc4_40.pdf", "encrypted_aes_256.pdf"])
def test_a_wrong_password_is_refused(folder: Path, document: str) -> None:
    answer = registre("extract", DOCUMENTS / document, *SELECTION, "--password", "faux", cwd=folder)

    assert_refused(answer, "password-wrong")


@pytest.mark.parametrize("page", ["0", "-1", "999"])
def test_a_page_that_is_not_there_is_refused(folder: Path, page: str) -> None:
    assert_refused(registre("extract", REPORT, "--page", page, "--rect", CELL, cwd=folder), "page-out-of-range")


def test_a_selection_without_text_is_refused(folder: Path) -> None:
    answer = registre("extract", REPORT, "--page", "1", "--rect", "10,700,40,720", cwd=folder)

    assert_refused(answer, "empty-selection")


@pytest.mark.parametrize("rectangle", ["700,100,800,200", "-80,-80,-10,-10"])
def test_a_rectangle_off_the_page_is_refused(folder: Path, rectangle: str) -> None:
    answer = registre("extract", REPORT, "--page", "1", "--rect", rectangle, cwd=folder)

    assert_refused(answer, "region-off-page")


@pytest.mark.parametrize(
    "rectangle",
    ["1,2,3", "a,b,c,d", "nan,100,200,300", "100,100,inf,300", "392,456,165,501", "100,100,100,200"],
)
def test_a_malformed_rectangle_is_refused(folder: Path, rectangle: str) -> None:
    answer = registre("extract", REPORT, "--page", "1", "--rect", rectangle, cwd=folder)

    assert_refused(answer, "malformed-rectangle")
    assert f"«\u00a0{rectangle}\u00a0»" in answer.err


def test_a_file_that_is_not_there_is_refused(folder: Path) -> None:
    assert_refused(registre("extract", "absent.pdf", *SELECTION, cwd=folder), "file-not-found")
    assert_refused(registre("verify", "absent.jsonl", cwd=folder), "file-not-found")


def test_a_folder_in_place_of_a_file_is_refused(folder: Path) -> None:
    assert_refused(registre("extract", ".", *SELECTION, cwd=folder), "not-a-file")
    assert_refused(registre("verify", ".", cwd=folder), "not-a-file")


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")

    assert_refused(registre("extract", "tube", *SELECTION, cwd=tmp_path), "not-a-file")
    assert_refused(registre("verify", "tube", cwd=tmp_path), "not-a-file")


def test_a_file_without_read_permission_is_refused(tmp_path: Path) -> None:
    shutil.copy(REPORT, tmp_path / "rapport.pdf")
    (tmp_path / "rapport.pdf").chmod(0)

    answer = registre("extract", "rapport.pdf", *SELECTION, cwd=tmp_path, privileges=PRIVILEGES)

    assert_refused(answer, "file-not-readable")


def test_an_odd_file_name_stays_on_one_line(folder: Path) -> None:
    assert_refused(registre("extract", "deux\nlignes \x1b[31m.pdf", *SELECTION, cwd=folder), "file-not-found")


@pytest.mark.parametrize("command", ["verify", "migrate"])
def test_an_unknown_database_scheme_is_refused(folder: Path, command: str) -> None:
    assert_refused(registre(command, "mongodb://127.0.0.1/registre", cwd=folder), "unknown-adapter")


def test_an_address_that_names_no_file_is_refused(folder: Path) -> None:
    assert_refused(registre("migrate", "sqlite:///:memory:", cwd=folder), "malformed-storage-url")


def test_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    assert_refused(registre("migrate", "sqlite:///absent/registre.db", cwd=folder), "folder-missing")


def test_a_database_that_is_not_there_is_refused(folder: Path) -> None:
    assert_refused(registre("verify", "sqlite:///absent.db", cwd=folder), "schema-missing")


@pytest.mark.parametrize("command", ["verify", "migrate"])
def test_a_database_of_something_else_is_refused(tmp_path: Path, command: str) -> None:
    with closing(sqlite3.connect(tmp_path / "autre.db")) as connection, connection:
        connection.execute("CREATE TABLE clients (id INTEGER PRIMARY KEY, nom TEXT)")
        connection.execute("INSERT INTO clients (nom) VALUES ('Durand')")
    before = listing(tmp_path)

    assert_refused(registre(command, "sqlite:///autre.db", cwd=tmp_path), "not-a-register")
    assert listing(tmp_path) == before


@pytest.mark.parametrize("command", ["verify", "migrate"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, command: str) -> None:
    (tmp_path / "note.db").write_text("Ceci est une note, pas une base.\n" * 200)
    before = listing(tmp_path)

    assert_refused(registre(command, "sqlite:///note.db", cwd=tmp_path), "not-a-register")
    assert listing(tmp_path) == before


def test_a_folder_in_place_of_a_database_is_refused(folder: Path) -> None:
    assert_refused(registre("migrate", "sqlite:///.", cwd=folder), "not-a-register")


def test_a_file_that_is_no_export_is_refused(folder: Path) -> None:
    assert_refused(registre("verify", "notes.txt", cwd=folder), "not-an-export")


def test_the_file_of_a_database_is_answered_with_its_address(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "autre.db")) as connection, connection:
        connection.execute("CREATE TABLE clients (id INTEGER PRIMARY KEY)")

    answer = registre("verify", "autre.db", cwd=tmp_path)

    assert_refused(answer, "database-address-needed")
    assert "sqlite:///autre.db" in answer.err


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that may not be written, root included."""
    folder = tmp_path / "scellé"
    folder.mkdir()
    folder.chmod(0o555)
    before = listing(tmp_path)
    yield folder
    assert listing(tmp_path) == before
    folder.chmod(0o755)


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "--into", "scellé"),
        ("demo", "--into", "scellé/registre"),
        ("demo", "--into", "scellé/a/b"),
        ("migrate", "sqlite:///scellé/registre.db"),
    ],
    ids=" ".join,
)
def test_a_folder_without_write_permission_is_refused(sealed: Path, words: tuple[str, ...]) -> None:
    answer = registre(*words, cwd=sealed.parent, privileges=PRIVILEGES)

    assert_refused(answer, "folder-not-writable")


def test_a_demonstration_goes_into_no_folder_that_holds_something_else(folder: Path) -> None:
    assert_refused(registre("demo", "--into", ".", cwd=folder), "folder-not-empty")


def test_a_demonstration_goes_into_no_file(folder: Path) -> None:
    assert_refused(registre("demo", "--into", "notes.txt/registre", cwd=folder), "not-a-folder")


def test_a_command_that_does_not_exist_is_refused(folder: Path) -> None:
    assert_refused(registre("inconnue", cwd=folder), "usage")


def test_a_number_that_is_none_is_refused(folder: Path) -> None:
    assert_refused(registre("extract", REPORT, "--page", "un", "--rect", CELL, cwd=folder), "usage")


def test_a_program_is_answered_with_one_line_of_json(folder: Path) -> None:
    answer = registre("extract", "absent.pdf", *SELECTION, "--json", cwd=folder)

    message = "le fichier «\u00a0absent.pdf\u00a0» n’existe pas\u00a0: vérifiez son chemin"
    assert (answer.exit_code, answer.out) == (2, "")
    assert answer.complaint == {
        "code": "file-not-found",
        "message": message,
        "problems": [{"path": "FICHIER", "code": "file-not-found", "message": message}],
    }
