"""Creating and upgrading the schema. Revisions are written by hand, and never changed once released."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

import alembic.command
from alembic.config import Config
from sqlalchemy import Connection, NullPool, create_engine

from registre_core.ports.storage import Preparation
from registre_storage_sqlalchemy.addresses import sqlite_path
from registre_storage_sqlalchemy.engine import PRAGMAS, connected
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.inspection import require_upgradable, revision_at, revision_of
from registre_storage_sqlalchemy.migrations.keys import remake_keys
from registre_storage_sqlalchemy.schema import APPLICATION_ID, REVISIONS

PATIENCE = 60.0
"""Seconds to wait for whoever uses the database meanwhile."""


def migrate(url: str, *, patience: float = PATIENCE) -> Preparation:
    """Create the register's schema, or bring it up to this release; in one transaction, so all of it or nothing.

    Several processes may start with this at once: the first does it, the others find it done.

    Returns:
        From which revision to which.

    Raises:
        ConfigurationError: ``not-a-register`` or ``schema-too-new``, and what is wrong with the address.
    """
    path = sqlite_path(url)
    require_upgradable(path, revision_at(path, patience))  # before a pragma is set in somebody else's file
    engine = create_engine(
        "sqlite://",
        creator=lambda: connected(path, patience, PRAGMAS, mode="rwc"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with told_in_our_words(), engine.connect() as connection:
        return _upgraded(connection, path)


def _upgraded(connection: Connection, path: Path) -> Preparation:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    driver = connection.connection.driver_connection
    before = revision_of(cast("sqlite3.Connection", driver), path)
    require_upgradable(path, before)
    if before != REVISIONS[-1]:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        run_to(REVISIONS[-1], connection)
    remake_keys(connection)
    connection.exec_driver_sql("COMMIT")
    return Preparation(before, REVISIONS[-1])


def run_to(revision: str, connection: Connection) -> None:
    """Hand this very connection to Alembic: its transaction is ours."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    alembic.command.upgrade(config, revision)
