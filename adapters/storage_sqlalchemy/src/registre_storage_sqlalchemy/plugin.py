"""What this adapter offers to a host. Importing it opens nothing, and does not load SQLAlchemy."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Storage
from registre_core.ports.storage import Preparation


def _open(address: str) -> Storage:
    from registre_storage_sqlalchemy.storage import SqlStorage  # loaded only when chosen

    return SqlStorage.open(address)


def _migrate(address: str) -> Preparation:
    from registre_storage_sqlalchemy.migrations import migrate  # loaded only when chosen

    return migrate(address)


@hookimpl
def registre_storages() -> list[Offer[Storage]]:
    """Offer a SQLite file, the embedded default, and a PostgreSQL server."""
    return [
        Offer(scheme, _open, summary, frozenset({"migrate"}), prepare=_migrate)
        for scheme, summary in (
            ("sqlite", "un fichier SQLite : sqlite:///registre.db"),
            ("postgresql+psycopg", "un serveur PostgreSQL : postgresql+psycopg://compte@serveur/base"),
        )
    ]
