"""The day on which a site closes. Rights by situation: what decides about them, once for all who are alike.

It repeats what `schema` says today, since that will move on and this will not. Every site that is there is open: nobody
could close one before. Every user who is there is put into his situation: nobody is locked, and nothing expires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from registre_storage_sqlalchemy.migrations.tenancy import is_on_server, protect, unprotected
from registre_storage_sqlalchemy.situations import content_of, digest_of

revision = "0003"
down_revision = "0002"

WORKSPACE = "workspace_id"
BATCH = 500
"""Users put into their situations at once: memory stays small whatever the register holds."""


def upgrade() -> None:
    op.add_column("sites", sa.Column("closed_on", sa.Date))
    version()
    situations()
    accounts()
    with unprotected("users", "rights_situations"):
        situate(op.get_bind())
    hold()
    index("situation_name", "situation", "name_key")
    index("situation", "situation")  # of two that serve alike, SQLite takes the younger: this is the shorter
    index("email", "email_key")


def version() -> None:
    op.add_column(
        "register_heads", sa.Column("rights_version", sa.BigInteger, nullable=False, server_default=sa.text("1"))
    )


def situations() -> None:
    op.create_table(
        "rights_situations",
        sa.Column(WORKSPACE, sa.Uuid, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("profile_id", sa.Uuid),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(WORKSPACE, "digest", name="pk_rights_situations"),
        sa.ForeignKeyConstraint([WORKSPACE], ["workspaces.workspace_id"], name="fk_rights_situations_workspaces"),
        sa.ForeignKeyConstraint(
            [WORKSPACE, "profile_id"],
            ["profiles.workspace_id", "profiles.id"],
            name="fk_rights_situations_profiles",
        ),
        sa.CheckConstraint("people >= 0", name="ck_rights_situations_people"),
    )
    op.create_index("ix_rights_situations_profile", "rights_situations", [WORKSPACE, "profile_id", "digest"])
    protect("rights_situations")


def accounts() -> None:
    op.add_column("users", sa.Column("locked", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("users", sa.Column("expires_on", sa.Date))
    op.add_column("users", sa.Column("situation", sa.LargeBinary))
    op.add_column("users", sa.Column("email_key", sa.Text))


def index(what: str, *columns: str) -> None:
    op.create_index(f"ix_users_{what}", "users", [WORKSPACE, *columns, "id"])


# ---- who is there ----------------------------------------------------------------------------------------------------


users = sa.table(
    "users",
    *(sa.column(name, sa.Uuid) for name in (WORKSPACE, "id", "profile_id")),
    *(sa.column(name, sa.JSON) for name in ("grants", "denials", "sites")),
    sa.column("active", sa.Boolean),
    sa.column("situation", sa.LargeBinary),
    *(sa.column(name) for name in ("email", "email_key")),
)
rights_situations = sa.table(
    "rights_situations",
    *(sa.column(name, sa.Uuid) for name in (WORKSPACE, "profile_id")),
    sa.column("digest", sa.LargeBinary),
    *(sa.column(name) for name in ("content", "people")),
)

PLACE = (users.c.workspace_id, users.c.id)
BEHIND = [sa.bindparam(name, type_=sa.Uuid) for name in ("in_", "of_id")]
NEXT = (
    sa.select(
        *PLACE,
        *(users.c[name] for name in ("email", "profile_id", "grants", "denials", "sites", "active")),
    )
    .where(sa.tuple_(*PLACE) > sa.tuple_(*BEHIND))
    .order_by(*PLACE)
    .limit(BATCH)
)
PUT = (
    sa.update(users)
    .where(PLACE[0] == BEHIND[0], PLACE[1] == BEHIND[1])
    .values(situation=sa.bindparam("digest", type_=sa.LargeBinary), email_key=sa.bindparam("key"))
)


def situate(connection: sa.Connection) -> None:
    """Put every user into his situation, and count who is in each."""
    people: Counter[tuple[UUID, UUID | None, str]] = Counter()
    last = {"in_": UUID(int=0), "of_id": UUID(int=0)}
    while rows := connection.execute(NEXT, last).all():
        put = []
        for workspace, user, email, profile, *rest in rows:
            content = said(profile, *rest)
            people[workspace, profile, content] += 1
            key = email and email.lower()
            put.append({"in_": workspace, "of_id": user, "digest": digest_of(content), "key": key})
        connection.execute(PUT, put)
        last = {"in_": rows[-1][0], "of_id": rows[-1][1]}
    for (workspace, profile, content), count in people.items():
        values = {"workspace_id": workspace, "profile_id": profile, "content": content, "people": count}
        connection.execute(sa.insert(rights_situations), {**values, "digest": digest_of(content)})


def said(profile: UUID | None, grants: list[str], denials: list[str], sites: list[str] | None, active: bool) -> str:  # noqa: FBT001  # columns
    return content_of(
        profile=None if profile is None else str(profile),
        grants=sorted(grants),
        denials=sorted(denials),
        sites=None if sites is None else sorted(sites),
        active=active,
    )


def hold() -> None:
    """Let every user be in a situation that is there."""
    with children_put_aside(), op.batch_alter_table("users") as table:
        table.alter_column("situation", existing_type=sa.LargeBinary, nullable=False)
        table.alter_column("locked", existing_type=sa.Boolean, server_default=None)
        table.create_foreign_key(
            "fk_users_rights_situations",
            "rights_situations",
            [WORKSPACE, "situation"],
            [WORKSPACE, "digest"],
        )


@contextmanager
def children_put_aside() -> Iterator[None]:
    """Empty what refers to users while SQLite, which can add no foreign key to a table, makes theirs anew."""
    if is_on_server():
        yield
        return
    op.execute("CREATE TEMPORARY TABLE aside AS SELECT * FROM user_sites")
    op.execute("DELETE FROM user_sites")
    yield
    op.execute("INSERT INTO user_sites SELECT * FROM aside")
    op.execute("DROP TABLE aside")
