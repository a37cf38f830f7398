"""Findings with all that becomes of them, requests with their links, visits, the logbook, filed documents.

It repeats what `schema` says today, since that will move on and this will not. Findings that are there come from
interventions, are open and of middling gravity, and have no deadline: nobody could say anything else before.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect, unprotected

revision = "0007"
down_revision = "0006"

WORKSPACE = "workspace_id"
KEPT = "SELECT, INSERT, UPDATE"
"""What is never deleted."""
FILED = "SELECT, INSERT"
"""What is neither changed nor deleted."""
NOTHING = sa.text("''")

OPEN_STATES = "state IN ('open', 'planned', 'corrected', 'contested')"
OPEN_PLACES = "gravity < CAST('1' AS BYTEA)"
KEYS = {"": (), "_due": ("due_by",), "_gravity": ("gravity",)}
LEADING = {"site": "site_id", "state": "state", "creator": "creator_id", "kind": "kind"}


def upgrade() -> None:
    op.add_column("contractors", sa.Column("email", sa.Text))
    visits()
    logbook()
    filed_documents()
    findings()
    requests()
    request_links()
    staged_parts()


def staged_parts() -> None:
    """Make room for workspaces that come from elsewhere; the operator sees which ones, and nothing that is in them."""
    op.create_table(
        "staged_parts",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "number", name="pk_staged_parts"),
    )
    protect("staged_parts", "SELECT, INSERT, DELETE", operator_may="SELECT (workspace_id)")


def visits() -> None:
    op.create_table(
        "visits",
        *of_workspace(),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("visited_on", sa.Date, nullable=False),
        sa.Column("commission", sa.Text, nullable=False),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("attendees", "examined", "documents")),
        sa.Column("report", sa.JSON),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("opinions", "orders")),
        sa.Column("next_due_on", sa.Date),
        sa.Column("recorded_by", sa.Uuid),
        sa.Column("recorded_at", Instant),
        sa.Column("cancelled", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("visits"),
        names("visits", "site_id", "sites"),
        names("visits", "recorded_by", "users"),
    )
    list_by_day("visits", "visited_on", "kind")
    protect("visits", KEPT)
    op.create_table(
        "visit_people",
        *(sa.Column(name, sa.Uuid, nullable=False) for name in (WORKSPACE, "visit_id", "person_id")),
        sa.PrimaryKeyConstraint(WORKSPACE, "visit_id", "person_id", name="pk_visit_people"),
        names("visit_people", "visit_id", "visits"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_people_person_id", "visit_people", [WORKSPACE, "person_id", "visit_id"])
    protect("visit_people")


def logbook() -> None:
    op.create_table(
        "logbook",
        *of_workspace(),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("recorded_by", sa.Uuid, nullable=False),
        sa.Column("recorded_at", Instant, nullable=False),
        sa.Column("documents", sa.JSON, nullable=False),
        *(sa.Column(name, sa.Uuid) for name in ("corrects", "corrected_by")),
        sa.Column("retracted", sa.Text, nullable=False),
        sa.Column("chapter", sa.String(16), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("person_id", sa.Uuid),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("logbook"),
        names("logbook", "site_id", "sites"),
        names("logbook", "recorded_by", "users"),
        names("logbook", "corrects", "logbook"),
    )
    list_by_day("logbook", "day", "chapter")
    index("logbook", "person", "person_id", only="person_id IS NOT NULL")
    protect("logbook", KEPT)


def filed_documents() -> None:
    op.create_table(
        "filed_documents",
        *of_workspace(),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("document", sa.JSON, nullable=False),
        sa.Column("filed_by", sa.Uuid, nullable=False),
        sa.Column("filed_at", Instant, nullable=False),
        sa.Column("dated", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("filed_documents"),
        names("filed_documents", "site_id", "sites"),
        names("filed_documents", "filed_by", "users"),
    )
    index("filed_documents", "site", "site_id")
    protect("filed_documents", FILED)


def findings() -> None:
    if is_on_server():
        widen_findings()
    else:
        with_repeats_set_aside(widen_findings)
    with unprotected("findings"):
        rank_by_gravity()
    list_findings()


def with_repeats_set_aside(widen: Callable[[], None]) -> None:
    """Make the table anew while no row of it names another.

    SQLite widens a table by filling a new one, and dropping the old: what the new one's rows name would be gone then.
    """
    op.execute("CREATE TABLE repeated AS SELECT workspace_id, id, repeats FROM findings WHERE repeats IS NOT NULL")
    op.execute("UPDATE findings SET repeats = NULL")
    widen()
    op.execute(
        "UPDATE findings SET repeats = repeated.repeats FROM repeated"
        " WHERE repeated.workspace_id = findings.workspace_id AND repeated.id = findings.id"
    )
    op.execute("DROP TABLE repeated")


def widen_findings() -> None:
    with op.batch_alter_table("findings") as table:
        table.alter_column("intervention_id", existing_type=sa.Uuid, nullable=True)
        table.alter_column("passage", existing_type=sa.JSON, nullable=True)
        for name, other in (("visit_id", "visits"), ("filed_id", "filed_documents"), ("permit_id", "permits")):
            table.add_column(sa.Column(name, sa.Uuid))
            table.create_foreign_key(f"fk_findings_{other}", other, [WORKSPACE, name], [WORKSPACE, "id"])
        table.add_column(sa.Column("severity", sa.String(16), nullable=False, server_default=sa.text("'major'")))
        table.add_column(sa.Column("due_on", sa.Date))
        for name in ("responsible", "photos", "documents", "steps"):
            table.add_column(sa.Column(name, sa.JSON))
        table.add_column(sa.Column("reference_source", sa.Text, nullable=False, server_default=NOTHING))
        table.add_column(sa.Column("due_by", sa.Date, nullable=False, server_default=sa.text("'9999-12-31'")))
        table.add_column(sa.Column("gravity", sa.LargeBinary, nullable=False, server_default=NOTHING))


def rank_by_gravity() -> None:
    """Write down each one's place: open, and neither the gravest nor the least."""
    op.execute(f"UPDATE findings SET gravity = CAST('01' AS {'BYTEA' if is_on_server() else 'BLOB'})")  # noqa: S608  # our own words


def list_findings() -> None:
    for key, columns in KEYS.items():
        if key:
            index("findings", key[1:], *columns)
        for what, column in LEADING.items():
            if key or what == "kind":  # the others are there
                index("findings", f"{what}{key}", column, *columns)
        partly("findings", f"open{key}", *columns, here=OPEN_STATES, there=OPEN_PLACES)
    index("findings", "visit", "visit_id", only="visit_id IS NOT NULL")
    statistics("findings", "kind")


def requests() -> None:
    op.create_table(
        "work_requests",
        *of_workspace(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("site_id", sa.Uuid, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("created_by", sa.Uuid, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("deadline", Instant),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("zone", "type_code")),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("documents", "passages")),
        sa.Column("is_split", sa.Boolean, nullable=False),
        sa.Column("intervention_id", sa.Uuid),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("work_requests"),
        names("work_requests", "site_id", "sites"),
        names("work_requests", "created_by", "users"),
        names("work_requests", "intervention_id", "interventions"),
    )
    for what, column in (("site", "site_id"), ("kind", "kind")):
        index("work_requests", what, column)
    statistics("work_requests", "kind")
    protect("work_requests")
    for thing in ("finding", "contractor", "contact"):
        link(f"work_request_{thing}s", "request_id", "work_requests", f"{thing}_id", f"{thing}s")


def request_links() -> None:
    op.create_table(
        "request_links",
        *of_workspace(),
        sa.Column("secret_digest", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("request_id", "line_id")),
        *(sa.Column(name, Instant, nullable=False) for name in ("issued_at", "expires_at")),
        *(sa.Column(name, Instant) for name in ("opened_at", "revoked_at")),
        sa.Column("version", sa.Integer, nullable=False),
        *keys("request_links"),
        names("request_links", "request_id", "work_requests"),
    )
    index("request_links", "request", "request_id")
    op.create_index("ix_request_links_secret", "request_links", ["secret_digest"], unique=True)
    protect("request_links", KEPT, operator_may=f"SELECT ({WORKSPACE}, secret_digest)")


def of_workspace() -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid, nullable=False) for name in (WORKSPACE, "id")]


def keys(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint(WORKSPACE, "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name=f"fk_{table}_workspaces"),
    ]


def names(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [WORKSPACE, column], [f"{other}.workspace_id", f"{other}.id"], name=f"fk_{table}_{other}"
    )


def link(table: str, owner: str, owners: str, thing: str, things: str) -> None:
    op.create_table(
        table,
        *(sa.Column(name, sa.Uuid, nullable=False) for name in (WORKSPACE, owner, thing)),
        sa.PrimaryKeyConstraint(WORKSPACE, owner, thing, name=f"pk_{table}"),
        names(table, owner, owners),
        names(table, thing, things),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{table}_{thing}", table, [WORKSPACE, thing, owner])
    protect(table)


def list_by_day(table: str, day: str, few: str) -> None:
    """List in the order of days: all, those of one site, and those of one among a few values."""
    index(table, "day", day)
    for what, column in (("site", "site_id"), (few, few)):
        index(table, what, column)
        index(table, f"{what}_day", column, day)
    statistics(table, few)


def index(table: str, what: str, *columns: str, only: str | None = None) -> None:
    partly(table, what, *columns, here=only, there=only)


def partly(table: str, what: str, *columns: str, here: str | None, there: str | None) -> None:
    """Index some rows, told here in the words of SQLite, and there in those of PostgreSQL."""
    rows = [None if only is None else sa.text(only) for only in (here, there)]
    names = [WORKSPACE, *columns, "id"]
    op.create_index(f"ix_{table}_{what}", table, names, sqlite_where=rows[0], postgresql_where=rows[1])


def statistics(table: str, column: str) -> None:
    """Have values counted by workspace, as 0002 says."""
    if is_on_server():
        op.execute(f"CREATE STATISTICS st_{table}_{column} (mcv) ON {WORKSPACE}, {column} FROM {table}")
