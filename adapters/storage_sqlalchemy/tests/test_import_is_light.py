"""A host pays for SQLAlchemy when it chooses this package, and for Alembic when it migrates."""

import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    programme = f"import sys\n{statement}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "statement, heavy",
    [
        ("import registre_storage_sqlalchemy.plugin", {"sqlalchemy", "alembic", "sqlite3", "psycopg"}),
        ("from registre_storage_sqlalchemy import SqlStorage", {"alembic", "sqlalchemy.orm", "psycopg"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, heavy: set[str]) -> None:
    assert set() == heavy & modules_after(statement)


def test_a_register_in_a_file_does_not_load_what_servers_need(url: str) -> None:
    opened = f"from registre_storage_sqlalchemy import SqlStorage\nSqlStorage.open({url!r}).close()"
    assert set() == {"psycopg", "alembic"} & modules_after(opened)


def test_a_name_there_is_not_is_no_attribute() -> None:
    import registre_storage_sqlalchemy

    with pytest.raises(AttributeError, match="no_such_name"):
        registre_storage_sqlalchemy.no_such_name  # noqa: B018  # asked for, on purpose
