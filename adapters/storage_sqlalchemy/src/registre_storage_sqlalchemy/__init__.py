"""Storage of registre-core in SQLite and PostgreSQL, by SQLAlchemy Core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from registre_storage_sqlalchemy.migrations import migrate
    from registre_storage_sqlalchemy.storage import SqlStorage

__all__ = ["SqlStorage", "migrate"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    """Load a name when it is asked for: a host imports this package to read its offers, and may choose another."""
    if name == "SqlStorage":
        from registre_storage_sqlalchemy.storage import SqlStorage

        return SqlStorage
    if name == "migrate":
        from registre_storage_sqlalchemy.migrations import migrate

        return migrate
    raise AttributeError(name)
