"""Findings: what was found wrong, and where its correction stands."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, LargeBinary, String, Table, Text, Uuid, text

from registre_storage_sqlalchemy.columns import Instant
from registre_storage_sqlalchemy.schema.shapes import (
    belongs,
    in_order,
    metadata,
    names,
    of_workspace,
    own_id,
    part,
    version,
)

_NOTHING = text("''")
_OPEN_STATES = text("state IN ('open', 'planned', 'corrected', 'contested')")
_OPEN_PLACES = text("gravity < CAST('1' AS BYTEA)")
"""What is still open, each in words of which the database concludes nothing else: PostgreSQL, told the states, would
read these indexes for whoever asks for one of them; SQLite, told the place by gravity, would let that bound a page."""
_KEYS = {"": (), "_due": ("due_by",), "_gravity": ("gravity",)}
"""What the orders of findings compare."""
_LEADING = {"site": "site_id", "state": "state", "creator": "creator_id", "kind": "kind"}
"""What lists ask for most, each with an index in every order. Of kinds and states there are few values, some of which
nearly all rows may have: on a server, statistics count them by workspace."""
_SOURCES = {"intervention": "intervention_id", "visit": "visit_id"}
"""What a few dozen findings come from at once: they are put into order as they are read."""

findings = Table(
    "findings",
    metadata,
    of_workspace(),
    own_id(),
    Column("kind", String(16), nullable=False),
    Column("site_id", Uuid, nullable=False),
    Column("intervention_id", Uuid),
    Column("text", Text, nullable=False),
    part("passage"),
    Column("creator_id", Uuid, nullable=False),
    Column("creator_name", Text, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("on_behalf_of", Text),
    Column("created_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("place", Text, nullable=False),
    version(),
    Column("searchable", Text, nullable=False, server_default=_NOTHING),  # no row keeps the default
    Column("number", Text, nullable=False, server_default=_NOTHING),
    Column("reference", Text, nullable=False, server_default=_NOTHING),
    Column("priority", Text, nullable=False, server_default=_NOTHING),
    Column("nature", String(16), nullable=False, server_default=text("'to-correct'")),
    Column("repeats", Uuid),
    Column("document", String(64), nullable=False, server_default=_NOTHING),  # as the passage says, to be asked for
    Column("visit_id", Uuid),
    Column("filed_id", Uuid),
    Column("permit_id", Uuid),
    Column("severity", String(16), nullable=False, server_default=text("'major'")),
    Column("due_on", Date),
    part("responsible"),
    # Most have none of these: nothing is there, which is read as none.
    part("photos"),
    part("documents"),
    Column("reference_source", Text, nullable=False, server_default=_NOTHING),
    part("steps"),
    # Their places in the two orders, to be ordered by.
    Column("due_by", Date, nullable=False, server_default=text("'9999-12-31'")),
    Column("gravity", LargeBinary, nullable=False, server_default=_NOTHING),
    belongs(),
    names("site_id", "sites"),
    names("intervention_id", "interventions"),
    names("repeats", "findings"),
    names("visit_id", "visits"),
    names("filed_id", "filed_documents"),
    names("permit_id", "permits"),
    *(in_order("findings", key[1:], *columns) for key, columns in _KEYS.items() if key),
    *(
        in_order("findings", f"{what}{key}", column, *columns)
        for what, column in _LEADING.items()
        for key, columns in _KEYS.items()
    ),
    *(
        Index(
            f"ix_findings_open{key}",
            *("workspace_id", *columns, "id"),
            sqlite_where=_OPEN_STATES,
            postgresql_where=_OPEN_PLACES,
        )
        for key, columns in _KEYS.items()
    ),
    in_order("findings", "intervention", "intervention_id"),
    in_order("findings", "visit", "visit_id", only="visit_id IS NOT NULL"),
    in_order("findings", "document", "document"),
)
