"""Tenants cannot meet on PostgreSQL, whatever SQL is run: raw statements on the roles that sessions have."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from adapters.storage_sqlalchemy.tests.plans import OF_THE_OPERATOR
from sqlalchemy import create_engine, inspect
from tests.postgres_server import connected

from registre_core.ports.storage import StagedPart
from registre_core.testing.contracts.storage.furniture import Furnished, found
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR, OWNER, ROLES, SCHEMA
from registre_storage_sqlalchemy.schema import VERSION_TABLE, metadata

Connection = psycopg.Connection[tuple[Any, ...]]
TABLES = sorted(metadata.tables)
OPEN_TO_OPERATOR = {"workspaces", "register_heads", "outbox"}
"""The tables of which the operator sees whole rows; of others single columns at most."""


@pytest.fixture
def here(postgres_url: str) -> Furnished:
    """A workspace with one of everything in it, also of what is only there while one is loaded."""
    with SqlStorage.open(postgres_url) as storage:
        furnished = found(storage, Furnished.new())
        with storage.begin(furnished.workspace.id) as tx:
            tx.staged.add(StagedPart(1, "sites", b"{}"))
            tx.commit()
        return furnished


@pytest.fixture
def away(postgres_url: str) -> Furnished:
    """Another one."""
    with SqlStorage.open(postgres_url) as storage:
        return found(storage, Furnished.new())


@pytest.fixture
def session(postgres_url: str) -> Iterator[Connection]:
    """A connection on which nothing happened yet."""
    with closing(connected(postgres_url)) as connection:
        connection.execute(f"SET search_path = {SCHEMA}")
        yield connection


@pytest.fixture
def application(session: Connection) -> Connection:
    session.execute(f"SET ROLE {APPLICATION}")
    return session


@pytest.fixture
def operator(session: Connection) -> Connection:
    session.execute(f"SET ROLE {OPERATOR}")
    return session


def count(connection: Connection, table: str) -> int:
    [(rows,)] = connection.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608  # a table of the schema
    return int(rows)


def counts(connection: Connection) -> set[int]:
    return {count(connection, table) for table in TABLES}


def name(connection: Connection, workspace: Furnished) -> None:
    connection.execute("SELECT set_config('registre.workspace', %s, true)", [str(workspace.workspace.id)])


@pytest.mark.usefixtures("here", "away")
def test_a_new_session_sees_nothing_until_it_names_a_workspace(application: Connection) -> None:
    assert [(None,)] == application.execute("SELECT current_setting('registre.workspace', true)").fetchall()
    assert {0} == counts(application)


@pytest.mark.usefixtures("away")
def test_a_session_that_was_used_before_sees_nothing_until_it_names_one_again(
    application: Connection, here: Furnished
) -> None:
    with application.transaction():
        name(application, here)
        assert 1 == count(application, "sites")
    assert [("",)] == application.execute("SELECT current_setting('registre.workspace', true)").fetchall()
    assert {0} == counts(application)


@pytest.mark.usefixtures("away")
def test_a_session_sees_the_workspace_it_names_and_no_other(application: Connection, here: Furnished) -> None:
    with application.transaction():
        name(application, here)
        for table in TABLES:
            seen = application.execute(f"SELECT DISTINCT workspace_id FROM {table}").fetchall()  # noqa: S608
            assert [(here.workspace.id,)] == seen, table


def test_no_row_is_put_into_another_workspace(application: Connection, here: Furnished, away: Furnished) -> None:
    for table in TABLES:
        columns = [column.name for column in metadata.tables[table].columns if column.name != "workspace_id"]
        listed = ", ".join(f'"{column}"' for column in columns)
        copied = f"INSERT INTO {table} (workspace_id, {listed}) SELECT %s, {listed} FROM {table}"  # noqa: S608
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), application.transaction():
            name(application, here)
            application.execute(copied, [away.workspace.id])


def test_no_row_is_moved_to_another_workspace(application: Connection, here: Furnished, away: Furnished) -> None:
    for table in {*TABLES} - {
        "register_entries",
        "register_personal",
        "outbox",
        "recognitions",
        "signed_contents",
        "filed_documents",
        "staged_parts",
        "notice_mutings",
    }:  # which are never updated
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), application.transaction():
            name(application, here)
            application.execute(f"UPDATE {table} SET workspace_id = %s", [away.workspace.id])  # noqa: S608


def test_what_is_changed_or_deleted_everywhere_is_so_in_one_s_own_workspace(
    application: Connection, session: Connection, here: Furnished, away: Furnished
) -> None:
    with application.transaction():
        name(application, here)
        application.execute("UPDATE sites SET name = 'changed'")
        application.execute("DELETE FROM register_personal")
    with session.transaction():
        name(session, away)
        assert [(away.site.name,)] == session.execute("SELECT name FROM sites").fetchall()
        assert 1 == count(session, "register_personal")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE register_entries SET kind = 'x'",
        "DELETE FROM register_entries",
        "TRUNCATE register_entries",
        "DELETE FROM register_heads",
        "UPDATE register_personal SET content = ''",
        "UPDATE outbox SET recipient = ''",
        "TRUNCATE outbox",
        "TRUNCATE sites",
        "DELETE FROM invoices",
        "DELETE FROM standings",
        "DELETE FROM arrivals",
        "DELETE FROM signatures",
        "DELETE FROM tickets",
        "DELETE FROM seals",
        "DELETE FROM permits",
        "DELETE FROM notice_settings",
        "UPDATE notice_mutings SET kinds = '[]'",
        "DELETE FROM subscriptions",
        "UPDATE signed_contents SET content = ''",
        "DELETE FROM signed_contents",
        "ALTER TABLE sites DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE sites NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON sites",
        "CREATE POLICY everything ON sites USING (true)",
        "ALTER TABLE register_entries DISABLE TRIGGER ALL",
        "CREATE TABLE mine (id integer)",
        "DROP TABLE outbox",
        f"UPDATE {VERSION_TABLE} SET version_num = '0000'",  # noqa: S608
    ],
)
def test_the_application_has_no_right_to(statement: str, application: Connection, here: Furnished) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), application.transaction():
        name(application, here)
        application.execute(statement)


def test_turning_row_security_off_shows_no_more(application: Connection, here: Furnished) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"), application.transaction():
        name(application, here)
        application.execute("SET LOCAL row_security = off")
        application.execute("SELECT FROM sites")


@pytest.mark.usefixtures("here", "away")
def test_the_owner_sees_no_row_of_anybody(session: Connection) -> None:
    session.execute(f"SET ROLE {OWNER}")
    assert {0} == counts(session)


def test_not_even_the_owner_changes_an_entry_by_a_slip(session: Connection) -> None:
    session.execute(f"SET ROLE {OWNER}")
    for statement in (
        "UPDATE register_entries SET kind = 'x'",
        "DELETE FROM register_entries",
        "TRUNCATE register_entries, register_personal",
    ):
        with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
            session.execute(statement)


def test_the_operator_sees_the_heads_of_all_workspaces(operator: Connection, here: Furnished, away: Furnished) -> None:
    both = sorted([(here.workspace.id,), (away.workspace.id,)])
    for table in (*OPEN_TO_OPERATOR, "register_entries"):
        assert both == operator.execute(f"SELECT workspace_id FROM {table} ORDER BY 1").fetchall()  # noqa: S608


def test_the_operator_sees_no_entity(operator: Connection, here: Furnished) -> None:
    for table in {*TABLES} - OPEN_TO_OPERATOR:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), operator.transaction():
            name(operator, here)
            operator.execute(f"SELECT * FROM {table}")  # noqa: S608


def test_the_operator_writes_no_whole_row(session: Connection) -> None:
    writes = session.execute(
        "SELECT t, verb FROM unnest(%s::text[]) AS t, unnest('{INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) AS verb"
        " WHERE has_table_privilege(%s, t, verb)",
        [TABLES, OPERATOR],
    ).fetchall()
    assert [] == writes


@pytest.mark.usefixtures("here", "away")
def test_of_interventions_the_operator_sees_that_and_for_when_one_is_open(operator: Connection) -> None:
    open_ones = operator.execute("SELECT workspace_id, planned_on, closed_at FROM interventions").fetchall()
    assert {None} == {closed_at for *_, closed_at in open_ones}
    for column in ("id", "site_id", "type_code", "contacts", "cancellation"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            operator.execute(f"SELECT {column} FROM interventions")  # noqa: S608


@pytest.mark.usefixtures("here", "away")
def test_of_standings_the_operator_sees_when_they_turn_and_not_how_anybody_stands(operator: Connection) -> None:
    assert 2 == len(operator.execute("SELECT workspace_id, next_on, policy FROM standings").fetchall())
    for column in ("level", "since", "shown_on", "cut_off_on", "cause"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            operator.execute(f"SELECT {column} FROM standings")  # noqa: S608


def test_of_arrivals_the_operator_sees_where_some_wait(
    operator: Connection, session: Connection, here: Furnished, away: Furnished
) -> None:
    with session.transaction():
        session.execute(f"SET LOCAL ROLE {APPLICATION}")
        name(session, away)
        session.execute("UPDATE arrivals SET state = 'admitted', settled_at = now()")
    assert [(here.workspace.id,)] == operator.execute("SELECT workspace_id FROM arrivals").fetchall()
    for column in ("id", "user_id", "arguments", "on_behalf_of"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            operator.execute(f"SELECT {column} FROM arrivals")  # noqa: S608


def test_of_what_is_signed_the_operator_sees_where_somebody_waits(operator: Connection, here: Furnished) -> None:
    mine = here.workspace.id
    assert [(mine, here.ticket.secret_digest)] == operator.execute(
        "SELECT workspace_id, secret_digest FROM tickets"
    ).fetchall()
    assert [(mine, "pending")] == operator.execute("SELECT workspace_id, state FROM seals").fetchall()
    assert [(mine, here.permit.valid_until)] == operator.execute(
        "SELECT workspace_id, watch_due_from FROM permits"
    ).fetchall()
    for table, columns in (
        ("tickets", ("id", "request_id", "signer_id", "used_at")),
        ("seals", ("id", "subject_id", "document")),
        ("permits", ("id", "site_id", "place", "watcher", "phase")),
        ("signatures", ("id", "signer", "signer_id", "subject_id", "site_id")),
        ("findings", ("id", "site_id", "text", "place", "creator_name")),
        ("signed_contents", ("workspace_id", "content")),
    ):
        for column in columns:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                operator.execute(f"SELECT {column} FROM {table}")  # noqa: S608


@pytest.mark.usefixtures("here")
def test_of_a_notice_the_operator_changes_where_its_delivery_stands_and_nothing_it_says(operator: Connection) -> None:
    operator.execute(
        "UPDATE outbox SET state = 'delivered', attempts = 1, due_at = now(), lease = NULL, settled_at = now()"
    )
    for column in ("key", "recipient", "kind", "facts", "workspace_id", "id", "position"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            operator.execute(f"UPDATE outbox SET {column} = {column}")  # noqa: S608


def test_nobody_has_a_right_who_is_none_of_the_three_roles(session: Connection) -> None:
    granted = session.execute(
        "SELECT relname FROM pg_class CROSS JOIN LATERAL aclexplode(coalesce(relacl, acldefault('r', relowner))) AS acl"
        " WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r'"
        " AND acl.grantee NOT IN (SELECT oid FROM pg_roles WHERE rolname = ANY(%s))",
        [SCHEMA, list(ROLES)],
    ).fetchall()
    assert [] == granted


# ---- tables of revisions to come ------------------------------------------------------------------------------------


@pytest.fixture
def catalogue(session: Connection) -> Callable[[str], list[Any]]:
    """Ask the catalogue about every table of the schema but the one that holds the revision."""
    tables = (
        "(SELECT oid, relname, relforcerowsecurity, relrowsecurity FROM pg_class"  # noqa: S608  # constants
        f" WHERE relnamespace = to_regnamespace('{SCHEMA}') AND relkind IN ('r', 'p') AND relname <> '{VERSION_TABLE}')"
    )

    def ask(question: str) -> list[Any]:
        return session.execute(question.format(tables=tables)).fetchall()

    return ask


def test_the_catalogue_holds_the_tables_that_the_stores_know(catalogue: Callable[[str], list[Any]]) -> None:
    assert TABLES == [found for (found,) in catalogue('SELECT relname FROM {tables} t ORDER BY relname COLLATE "C"')]


def test_every_table_has_forced_row_level_security(catalogue: Callable[[str], list[Any]]) -> None:
    unforced = "SELECT relname FROM {tables} t WHERE NOT (relrowsecurity AND relforcerowsecurity)"
    assert [] == catalogue(unforced)


def test_every_policy_is_that_of_the_tenant_or_of_the_operator_s_errands(catalogue: Callable[[str], list[Any]]) -> None:
    own = "(workspace_id = (NULLIF(current_setting('registre.workspace'::text, true), ''::text))::uuid)"
    to_do = "((closed_at IS NULL) AND (cancelled_at IS NULL) AND (asked_at IS NULL))"
    policies = catalogue(
        "SELECT polname, polcmd, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid),"
        " polroles::regrole[]::text, count(*) FROM {tables} t JOIN pg_policy ON polrelid = t.oid"
        " GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3"
    )
    assert [
        ("operator", "r", to_do, None, f"{{{OPERATOR}}}", 1),
        ("operator", "r", "((state)::text = 'pending'::text)", None, f"{{{OPERATOR}}}", 1),
        ("operator", "r", "((state)::text = 'waiting'::text)", None, f"{{{OPERATOR}}}", 1),
        ("operator", "r", "(watch_due_from IS NOT NULL)", None, f"{{{OPERATOR}}}", 1),
        ("operator", "r", "true", None, f"{{{OPERATOR}}}", len(OPEN_TO_OPERATOR) + 7),
        ("operator_claims", "w", "true", "true", f"{{{OPERATOR}}}", 1),
        ("tenant", "*", own, own, f"{{{APPLICATION}}}", len(TABLES)),
    ] == policies


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_every_key_and_index_in_the_database_is_led_by_the_workspace(url: str) -> None:
    engine = create_engine(url)
    catalogue: Any = inspect(engine)
    schema = SCHEMA if "postgres" in url else None
    for table in sorted({*catalogue.get_table_names(schema)} - {VERSION_TABLE}):
        keys = [catalogue.get_pk_constraint(table, schema)["constrained_columns"]]
        keys += [key["column_names"] for key in catalogue.get_unique_constraints(table, schema)]
        keys += [
            index["column_names"]
            for index in catalogue.get_indexes(table, schema)
            if index["name"] not in OF_THE_OPERATOR
        ]
        for foreign in catalogue.get_foreign_keys(table, schema):
            keys += [foreign["constrained_columns"], foreign["referred_columns"]]
        assert {"workspace_id"} == {key[0] for key in keys}, table
    engine.dispose()
