"""What the commands answer when all is well, and when a register is broken."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from tests.end_to_end.command_line import (
    CELL,
    CELL_TEXT,
    COMMAND,
    DOCUMENTS,
    LEFT,
    REPORT,
    environment,
    names,
    registre,
)

pytestmark = pytest.mark.slow  # many processes

KNOWN = json.loads((DOCUMENTS / "documents.json").read_text())["documents"]
SECOND_CELL = "165.5,510.6,394.7,544.5"


def test_a_passage_is_printed_as_it_stands(tmp_path: Path) -> None:
    answer = registre("extract", REPORT, "--page", "1", "--rect", CELL, cwd=tmp_path)

    assert (answer.exit_code, answer.out, answer.err) == (0, CELL_TEXT + "\n", "")
    assert names(tmp_path) == []


def test_a_program_gets_the_provenance_too(tmp_path: Path) -> None:
    passage = registre("extract", REPORT, "--page", "1", "--rect", CELL, "--json", cwd=tmp_path).json

    keys = "text source confidence engine document page label width height rotation quads prefix suffix"
    assert [*keys.split(), "may_be_copied", "parts"] == list(passage)
    assert (passage["confidence"], passage["may_be_copied"], len(passage["parts"])) == (None, True, 1)
    assert (passage["text"], passage["source"], passage["page"]) == (CELL_TEXT, "native", 1)
    assert passage["document"] == sha256(REPORT.read_bytes()).hexdigest()
    assert (passage["width"], passage["height"], passage["rotation"], passage["label"]) == (595, 842, 0, "1")
    assert [len(quad) for quad in passage["quads"]] == [8, 8, 8, 8]
    assert passage["prefix"].endswith("tableau divisionnaire TD 2 ")
    assert passage["suffix"].startswith(" EL 9")


def test_several_rectangles_are_one_passage_in_reading_order(tmp_path: Path) -> None:
    words = ("--page", "1", "--rect", SECOND_CELL, "--rect", CELL)

    said = registre("extract", REPORT, *words, cwd=tmp_path).out

    assert said.startswith(CELL_TEXT + " Trois câbles posés en 2025 traversent la paroi coupe-feu")


@pytest.mark.parametrize(
    "document, password",
    [(one["file"], one["password"]) for one in KNOWN if one["file"].startswith("encrypted_")],
)
def test_an_encrypted_report_opens_with_its_password(tmp_path: Path, document: str, password: str | None) -> None:
    known = ("--password", password) if password else ()

    answer = registre("extract", DOCUMENTS / document, "--page", "1", "--rect", CELL, *known, cwd=tmp_path)

    assert (answer.exit_code, answer.out) == (0, CELL_TEXT + "\n")


def test_a_schema_is_created_once(tmp_path: Path) -> None:
    first = registre("migrate", "sqlite:///registre.db", "--json", cwd=tmp_path)
    before = (tmp_path / "registre.db").read_bytes()
    second = registre("migrate", "sqlite:///registre.db", "--json", cwd=tmp_path)
    told = registre("migrate", f"sqlite:///{tmp_path}/registre.db", cwd=tmp_path)

    assert (first.exit_code, first.json["from"]) == (0, None)
    assert (second.exit_code, second.json["from"], second.json["to"]) == (0, first.json["to"], first.json["to"])
    assert told.out == (f"Le schéma est déjà à la version {first.json['to']}\u00a0: rien n’a changé.\n")
    assert (tmp_path / "registre.db").read_bytes() == before
    assert names(tmp_path) == ["registre.db"]


def test_a_database_without_a_workspace_has_nothing_to_verify(tmp_path: Path) -> None:
    registre("migrate", "sqlite:///registre.db", cwd=tmp_path)

    answer = registre("verify", "sqlite:///registre.db", cwd=tmp_path)

    assert (answer.exit_code, answer.err) == (0, "")
    assert "aucun environnement" in answer.out
    assert names(tmp_path) == ["registre.db"]


def test_an_intact_register_is_told_in_a_table(demonstration: Path) -> None:
    answer = registre("verify", "sqlite:///registre.db", cwd=demonstration)

    assert (answer.exit_code, answer.err) == (0, "")
    assert "Commune de Saint-Aubrac-sur-Lisse" in answer.out
    assert "intact" in answer.out
    assert names(demonstration) == LEFT


def test_an_example_that_a_help_page_breaks_over_two_lines_runs_in_a_shell(demonstration: Path, tmp_path: Path) -> None:
    shutil.copytree(demonstration, tmp_path / "registre-demo")
    page = registre("profiles", "who-can", "--help", cwd=tmp_path).out

    shown = page.partition("Exemples\u00a0:\n")[2].partition("\n\n")[0]
    settings = environment(PATH=f"{COMMAND.parent}:{os.environ['PATH']}")
    done = subprocess.run(
        ["sh", "-e", "-c", shown.replace("\n  registre", "\nregistre")],
        cwd=tmp_path,
        env=settings,
        capture_output=True,
        check=False,
    )

    assert " \\\n    findings.create --site" in shown
    assert (0, b"", 2) == (done.returncode, done.stderr, done.stdout.count(b"agit dans"))


def changed(lines: list[bytes]) -> list[bytes]:
    """Change one byte of entry 24."""
    assert b"en 2025" in lines[24]
    return [*lines[:24], lines[24].replace(b"en 2025", b"en 2024", 1), *lines[25:]]


@pytest.mark.parametrize(
    "breaking, damage, number",
    [
        (changed, "changed", 24),
        (lambda lines: [*lines[:5], *lines[6:]], "missing", 5),
        (lambda lines: lines[:-1], "tail-cut", 78),
        (lambda lines: [*lines, lines[-1]], "repeated", 78),
        (lambda lines: [*lines[:7], b"{}\n", *lines[8:]], "unreadable", 7),
    ],
    ids=["changed", "missing", "tail cut", "repeated", "unreadable"],
)
def test_a_broken_export_names_the_entry_and_how(
    demonstration: Path, tmp_path: Path, breaking: Callable[[list[bytes]], list[bytes]], damage: str, number: int
) -> None:
    lines = (demonstration / "register.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "export.jsonl").write_bytes(b"".join(breaking(lines)))

    answer = registre("verify", "export.jsonl", "--json", cwd=tmp_path)

    assert (answer.exit_code, answer.complaint["code"]) == (3, "register-broken")
    [workspace] = answer.json["workspaces"]
    assert answer.json["intact"] is workspace["intact"] is False
    assert (damage, number) in {(breach["damage"], breach["number"]) for breach in workspace["breaches"]}
    assert all(breach["message"] for breach in workspace["breaches"])


def tampered(database: Path, copy: Path, *statements: str) -> None:
    """Do what somebody can who holds the file: take the schema's guards away, then rewrite history."""
    copy.write_bytes(database.read_bytes())
    with closing(sqlite3.connect(copy)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_a_cut_database_is_found_by_its_head(demonstration: Path, tmp_path: Path) -> None:
    tampered(
        demonstration / "registre.db",
        tmp_path / "copie.db",
        "DELETE FROM register_personal WHERE number > 23",
        "DELETE FROM register_entries WHERE number > 23",
    )

    answer = registre("verify", "sqlite:///copie.db", cwd=tmp_path)

    assert answer.exit_code == 3
    [line] = answer.err.splitlines()
    assert "il n’y a plus d’entrées n°\u00a024 à 78" in line
    assert line.endswith("[register-broken]")


def test_each_way_to_tamper_with_a_database_is_named_with_its_entry(demonstration: Path, tmp_path: Path) -> None:
    tampered(
        demonstration / "registre.db",
        tmp_path / "copie.db",
        "UPDATE register_entries SET content = replace(content, 'safety', 'safetx') WHERE number = 4",
        "UPDATE register_entries SET section = 'x' WHERE number = 6",
        "UPDATE register_entries SET kind = 'site-sold' WHERE number = 9",
        "DELETE FROM register_entries WHERE number = 12",
        "UPDATE register_entries SET link = zeroblob(32) WHERE number = 15",
        "UPDATE register_entries SET site_id = upper(site_id) WHERE number = 18",
        "UPDATE register_entries SET recorded_at = replace(recorded_at, '+00:00', 'Z') WHERE number = 19",
        "UPDATE register_personal SET content = '{}' WHERE number = 20",
        "INSERT INTO register_personal SELECT workspace_id, number, 9, person, salt, content FROM register_personal"
        " WHERE number = 21",
    )

    answer = registre("verify", "sqlite:///copie.db", "--json", cwd=tmp_path)

    [workspace] = answer.json["workspaces"]
    assert [(breach["number"], breach["damage"]) for breach in workspace["breaches"]] == [
        (4, "changed"),
        (4, "misfiled"),
        (6, "misfiled"),
        (9, "misfiled"),
        (12, "missing"),
        (15, "changed"),
        (18, "misfiled"),
        (19, "misfiled"),
        (20, "personal-changed"),
        (21, "personal-changed"),
    ]


@pytest.mark.parametrize("table", ["register_heads", "workspaces"])
def test_a_register_whose_head_or_workspace_was_taken_away_does_not_look_like_none(
    demonstration: Path, tmp_path: Path, table: str
) -> None:
    tampered(demonstration / "registre.db", tmp_path / "copie.db", f"DELETE FROM {table}")  # noqa: S608  # a table above

    answer = registre("verify", "sqlite:///copie.db", "--json", cwd=tmp_path)

    assert (answer.exit_code, answer.complaint["code"]) == (3, "register-without-head")


def test_stored_names_do_not_draw_on_the_terminal(demonstration: Path, tmp_path: Path) -> None:
    hostile = "UPDATE workspaces SET name = 'X' || char(27) || '[2J' || char(8238) || 'Y'"
    tampered(demonstration / "registre.db", tmp_path / "copie.db", hostile)

    assert "X\ufffd[2J\ufffdY" in registre("verify", "sqlite:///copie.db", cwd=tmp_path).out


def test_the_adapters_that_are_installed_are_listed(tmp_path: Path) -> None:
    offers = registre("plugins", "--json", cwd=tmp_path).json

    assert {port: [offer["name"] for offer in offered] for port, offered in offers.items()} == {
        "storage": ["postgresql+psycopg", "sqlite"],
        "documents": ["file", "s3"],
        "pages": ["pdf"],
        "recognizer": ["tesseract"],
        "clock": ["system"],
        "ids": ["uuid7"],
        "notifier": ["null", "smtp", "smtps", "webhook"],
        "webhooks": ["null", "smtp", "smtps", "webhook"],
        "wording": ["french"],
        "attestor": ["ed25519"],
        "capture": ["pad"],
        "tickets": ["qr"],
        "renderer": ["typst"],
        "sealer": ["pkcs12"],
        "jobs": ["procrastinate"],
    }
    assert "sqlite:///registre.db" in registre("plugins", cwd=tmp_path).out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_of_another_encoding_is_no_reason_to_fail(tmp_path: Path, encoding: str) -> None:
    answer = registre("plugins", cwd=tmp_path, PYTHONIOENCODING=encoding)

    assert (answer.exit_code, answer.err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["plugins", "plugins --json", "demo", "--help"])
def test_an_answer_that_cannot_be_written_is_a_full_disk(tmp_path: Path, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [COMMAND, *command.split()],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    [line] = done.stderr.decode().splitlines()
    assert (done.returncode, "disk-full" in line) == (3, True)
    assert names(tmp_path) == []


@pytest.mark.parametrize("command", ["inspect --json", "inspect", f"extract --page 1 --rect {CELL}", "propose --json"])
def test_a_reader_who_went_away_is_no_failure_of_the_disk(tmp_path: Path, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    word, *options = command.split()
    done = subprocess.run(
        [COMMAND, word, REPORT, *options],
        cwd=tmp_path,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_stream_is_no_reason_to_fail(tmp_path: Path, closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{COMMAND} plugins {closed}"], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_help_is_there_for_who_asks(tmp_path: Path) -> None:
    answer = registre("--help", cwd=tmp_path)

    assert (answer.exit_code, answer.err) == (0, "")
    assert "registre demo" in answer.out
