"""Exports by command: one file a register, that verifies without the database."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from adapters.cli.tests.tampering import DATABASE, ENTRIES, Registre, tampered
from tests.end_to_end.command_line import Answer, names
from tests.spec.register.oracle import export_is_intact


def exported(registre: Registre, folder: Path, *words: str) -> tuple[Answer, Path]:
    answer = registre("export", DATABASE, "--into", "exports", *words, "--json")
    assert (answer.exit_code, answer.err) == (0, "")
    [one] = answer.json["exports"]
    return answer, folder / one["file"]


def shown(file: Path) -> int:
    return file.read_bytes().count(b'"content":"registre-entry/1')


def test_each_register_is_exported_to_a_file_that_verifies_without_the_database(
    registre: Registre, folder: Path
) -> None:
    answer, file = exported(registre, folder)
    verified = registre("verify", str(file), "--anchor", "ancre.json", "--json").json
    [one] = answer.json["exports"]

    assert f"exports/{one['workspace']}.jsonl" == one["file"]
    assert (one["entries"], one["name"]) == (ENTRIES, "Commune de Saint-Aubrac-sur-Lisse")
    assert export_is_intact(file.read_bytes().splitlines())
    assert (verified["intact"], verified["workspaces"][0]["anchored"]) == (True, ENTRIES)
    assert names(folder / "exports") == [file.name]


def test_an_export_shows_the_safety_section_unless_all_is_asked_for(registre: Registre, folder: Path) -> None:
    _, safety = exported(registre, folder)
    (folder / "exports").rename(folder / "sûreté")
    _, everything = exported(registre, folder, "--all")

    assert (36, ENTRIES) == (shown(folder / "sûreté" / safety.name), shown(everything))


def test_one_workspace_is_exported_by_its_identifier(registre: Registre, folder: Path) -> None:
    _, file = exported(registre, folder)
    file.unlink()
    _, again = exported(registre, folder, "--workspace", file.stem)
    unknown = ("--workspace", "01a21433-5e04-713f-98c8-2bb6ad927332")
    absent = registre("export", DATABASE, "--into", "b", *unknown, "--json")
    malformed = registre("export", DATABASE, "--into", "b", "--workspace", "x")

    assert again == file
    assert (absent.exit_code, absent.complaint["code"]) == (2, "workspace-not-found")
    assert (malformed.exit_code, "« x »".replace(" ", "\u00a0") in malformed.err) == (2, True)
    assert not (folder / "b").exists()


def test_an_export_is_never_written_over(registre: Registre, folder: Path) -> None:
    _, file = exported(registre, folder)
    before = sha256(file.read_bytes()).digest()
    again = registre("export", DATABASE, "--into", "exports", "--all", "--json")

    assert (again.exit_code, again.complaint["code"]) == (2, "file-exists")
    assert sha256(file.read_bytes()).digest() == before
    assert names(folder / "exports") == [file.name]


def test_an_export_of_what_cannot_be_read_leaves_no_half_file(registre: Registre, folder: Path) -> None:
    tampered(
        "UPDATE register_entries SET content = CAST(x'ff' || content AS BLOB) WHERE number = 24",
    )
    answer = registre("export", "sqlite:///forgé.db", "--into", "exports", "--json")

    assert (answer.exit_code, answer.complaint["code"]) == (3, "entry-unreadable")
    assert names(folder / "exports") == []


def test_exports_need_a_folder(registre: Registre, folder: Path) -> None:
    for into in ("registre.db", "registre.db/b"):
        answer = registre("export", DATABASE, "--into", into, "--json")
        assert (answer.exit_code, answer.complaint["code"]) == (2, "not-a-folder")


def test_an_empty_database_has_nothing_to_export(registre: Registre, empty: Path) -> None:
    registre("migrate", DATABASE)
    answer = registre("export", DATABASE, "--into", "exports")

    assert (answer.exit_code, "rien à exporter" in answer.out) == (0, True)


def test_an_anchor_that_does_not_know_the_export_proves_nothing_and_says_so(registre: Registre, folder: Path) -> None:
    registre("demo", "--into", "autre")
    answer = registre("verify", "autre/register.jsonl", "--anchor", "ancre.json", "--json")

    assert (answer.exit_code, answer.complaint["code"], answer.out) == (2, "anchor-of-others", "")
