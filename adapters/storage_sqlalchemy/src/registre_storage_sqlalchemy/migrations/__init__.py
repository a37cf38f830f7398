"""Creating and upgrading the schema. Revisions are written by hand, and never changed once released."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

import alembic.command
from alembic.config import Config
from sqlalchemy import URL, Connection, NullPool, create_engine

from registre_core.ports.storage import Preparation
from registre_storage_sqlalchemy.addresses import place_of
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.inspection import require_upgradable, revision_at, revision_of
from registre_storage_sqlalchemy.migrations.keys import remake_keys
from registre_storage_sqlalchemy.postgres import engine_on, waiting_at_most
from registre_storage_sqlalchemy.roles import SCHEMA
from registre_storage_sqlalchemy.schema import APPLICATION_ID, REVISIONS
from registre_storage_sqlalchemy.server import prepared_for
from registre_storage_sqlalchemy.sqlite import PRAGMAS, connected

PATIENCE = 60.0
"""Seconds to wait for whoever uses the database meanwhile."""


def migrate(url: str, *, patience: float = PATIENCE, revision: str = REVISIONS[-1]) -> Preparation:
    """Create the register's schema, or bring it up to this release; in one transaction, so all of it or nothing.

    Several processes may start with this at once: the first does it, the others find it done. On PostgreSQL it makes
    the roles that are missing, if the login may, and grants them to it.

    Args:
        url: where the database is.
        patience: how many seconds to wait for whoever uses it meanwhile.
        revision: an earlier one, in tests of the migrations that follow it.

    Returns:
        From which revision to which.

    Raises:
        ConfigurationError: ``not-a-register`` or ``schema-too-new``, and what is wrong with the address; of a server
            ``roles-missing``, ``role-too-powerful``, ``role-not-granted``, ``schema-not-allowed``, ``server-too-old``
            or ``server-not-utf8``.
        AdapterFailure: ``storage-busy`` or ``storage-unreachable``.
    """
    place = place_of(url)
    with told_in_our_words():
        if isinstance(place, Path):
            return _in_file(place, patience, revision)
        return _on_server(place, patience, revision)


def _in_file(path: Path, patience: float, revision: str) -> Preparation:
    require_upgradable(path, revision_at(path, patience))  # before a pragma is set in somebody else's file
    engine = create_engine(
        "sqlite://",
        creator=lambda: connected(path, patience, PRAGMAS, mode="rwc"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        driver = connection.connection.driver_connection
        before = revision_of(cast("sqlite3.Connection", driver), path)
        require_upgradable(path, before)
        if before != revision:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            run_to(revision, connection)
        if revision == REVISIONS[-1]:
            remake_keys(connection)
        connection.exec_driver_sql("COMMIT")
    return Preparation(before, revision)


def _on_server(place: URL, patience: float, revision: str) -> Preparation:
    with engine_on(place, poolclass=NullPool).connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(waiting_at_most(patience))
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")  # one after the other
        before = prepared_for(connection, place)
        connection.exec_driver_sql(f"SET LOCAL search_path = {SCHEMA}, pg_temp")
        if before != revision:
            run_to(revision, connection)
        if revision == REVISIONS[-1]:
            remake_keys(connection)
        connection.exec_driver_sql("COMMIT")
    return Preparation(before, revision)


def run_to(revision: str, connection: Connection) -> None:
    """Hand this very connection to Alembic: its transaction is ours."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    alembic.command.upgrade(config, revision)
