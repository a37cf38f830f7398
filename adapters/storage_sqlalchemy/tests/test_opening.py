"""What is opened is a register of this schema, or nothing is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from registre_core.kernel.errors import ConfigurationError, IntegrityBreach
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.schema import REVISIONS, VERSION_TABLE

Use = Callable[[str], object]


def refusal(url: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as refused:
        SqlStorage.open(url)
    return refused.value


def run_in(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_register_opens(url: str) -> None:
    with SqlStorage.open(url) as storage, storage.operate() as operations:
        assert [] == list(operations.workspaces())


def test_opening_what_is_not_there_creates_nothing(tmp_path: Path) -> None:
    refused = refusal(f"sqlite:///{tmp_path}/registre.db")
    assert "schema-missing" == refused.code
    assert "registre migrate" in refused.message
    assert [] == list(tmp_path.iterdir())


def test_an_empty_file_is_a_database_without_schema(file: Path) -> None:
    file.touch()
    assert "schema-missing" == refusal(f"sqlite:///{file}").code
    assert b"" == file.read_bytes()


@pytest.mark.parametrize(
    "address, code",
    [
        ("postgresql://localhost/registre", "unknown-storage-scheme"),
        ("mysql://localhost/registre", "unknown-storage-scheme"),
        ("registre.db", "malformed-storage-url"),
        ("", "malformed-storage-url"),
        ("sqlite://", "malformed-storage-url"),
        ("sqlite:///", "malformed-storage-url"),
        ("sqlite:///:memory:", "malformed-storage-url"),
        ("sqlite://host/registre.db", "malformed-storage-url"),
        ("sqlite:///registre.db?mode=ro", "malformed-storage-url"),
        ("sqlite:///registre.db?", "malformed-storage-url"),
    ],
)
@pytest.mark.parametrize("use", [SqlStorage.open, migrate])
def test_an_address_that_names_no_file_is_refused(use: Use, address: str, code: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        use(address)
    assert code == refused.value.code


def test_a_relative_address_stays_where_it_pointed_when_it_was_opened(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert url
    monkeypatch.chdir(tmp_path)
    with SqlStorage.open("sqlite:///registre.db") as storage:
        monkeypatch.chdir("/")
        with storage.operate() as operations:
            assert [] == list(operations.workspaces())


@pytest.mark.parametrize("use", [SqlStorage.open, migrate])
def test_the_folder_must_be_there(use: Use, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        use(f"sqlite:///{tmp_path}/nowhere/registre.db")
    assert "folder-missing" == refused.value.code
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("verb", ["look", "migrate"])
def test_the_folder_must_be_writable(
    verb: str, answer: Callable[..., str], bound_by_rights: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    assert "folder-not-writable" == answer(verb, f"sqlite:///{folder}/registre.db", behind=bound_by_rights)
    assert [] == list(folder.iterdir())


@pytest.mark.parametrize("use", [SqlStorage.open, migrate])
@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n" * 500, b"SQLite format 3\0" + b"\xff" * 4000, b"x", b"x" * 511, b"x" * 512, b"\0" * 5000],
    ids=["pdf", "header only", "byte", "511 bytes", "512 bytes", "zeros"],
)
def test_a_file_that_is_no_database_is_left_alone(use: Use, content: bytes, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as refused:
        use(f"sqlite:///{file}")
    assert "not-a-register" == refused.value.code
    assert content == file.read_bytes()
    assert [file] == list(file.parent.iterdir())


@pytest.mark.parametrize("use", [SqlStorage.open, migrate])
@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE contacts (name)"],
        ["CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0001')"],
        [f"CREATE TABLE {VERSION_TABLE} (version_num)", f"INSERT INTO {VERSION_TABLE} VALUES ('0001')"],  # noqa: S608
        ["CREATE TABLE contacts (name)", "PRAGMA application_id = 252006675"],
    ],
    ids=["its tables", "its migrations", "without our mark", "its mark"],
)
def test_the_database_of_another_program_is_left_alone(use: Use, statements: list[str], file: Path) -> None:
    run_in(file, *statements)
    content = file.read_bytes()
    with pytest.raises(ConfigurationError) as refused:
        use(f"sqlite:///{file}")
    assert "not-a-register" == refused.value.code
    assert content == file.read_bytes()
    assert [file] == list(file.parent.iterdir())


def test_a_folder_is_no_database(file: Path) -> None:
    file.mkdir()
    assert "not-a-register" == refusal(f"sqlite:///{file}").code


def test_a_schema_of_a_later_release_is_refused(url: str, file: Path) -> None:
    run_in(file, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608  # a constant
    refused = refusal(url)
    assert ("schema-too-new", "9999") == (refused.code, refused.facts["revision"])
    with pytest.raises(ConfigurationError) as also:
        migrate(url)
    assert "schema-too-new" == also.value.code


def test_a_schema_of_an_earlier_release_says_what_to_do(url: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_storage_sqlalchemy.inspection.REVISIONS", (*REVISIONS, "9999"))
    refused = refusal(url)
    assert "schema-too-old" == refused.code
    assert "registre migrate" in refused.message
    assert str(file) in refused.message


@pytest.mark.parametrize("name", ["registre été.db", "100 % sûr.db", "%41.db", "a?b#c&d=e.db", "a'b.db", "a\nb.db"])
def test_any_file_name_will_do(name: str, tmp_path: Path) -> None:
    url = f"sqlite:///{quote(str(tmp_path / name))}"
    migrate(url)
    SqlStorage.open(url).close()
    assert (tmp_path / name).is_file()
    assert {name, f"{name}-wal", f"{name}-shm"} >= {path.name for path in tmp_path.iterdir()}


def test_a_register_that_was_damaged_is_not_taken_for_something_else(url: str, file: Path) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(100)  # behind the header of the file
        damaged.write(b"\xff" * 2000)
    with pytest.raises(IntegrityBreach) as found:
        SqlStorage.open(url)
    assert "storage-damaged" == found.value.code
