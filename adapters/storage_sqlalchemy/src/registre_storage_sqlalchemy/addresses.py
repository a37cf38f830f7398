"""Addresses of databases: which database they name, and how to speak of them without giving a password away."""

from __future__ import annotations

import os
import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from registre_core.kernel.errors import ConfigurationError

PREPARE = "prepare_threshold"
"""The one option of an address that is psycopg's, not libpq's."""

SERVER = "postgresql+psycopg"
"""What the address of a PostgreSQL server begins with; ``sqlite`` begins that of a file."""


def place_of(url: str) -> Path | URL:
    """Tell which database an address names: an SQLite file, or one on a PostgreSQL server.

    Raises:
        ConfigurationError: ``unknown-storage-scheme``, ``malformed-storage-url``, ``folder-missing`` or
            ``folder-not-writable``.
    """
    parsed = _parsed(url)
    if parsed.drivername == SERVER:
        return _server(parsed, url)
    if parsed.get_backend_name() == "sqlite":
        return _file(parsed, url)
    scheme = parsed.drivername
    said = f"this package opens sqlite:///… and {SERVER}://… addresses, not {scheme}"
    raise ConfigurationError("unknown-storage-scheme", said, {"scheme": scheme})


def shown(place: Path | URL) -> str:
    """Name a database for messages: of an address only what finds the database, so neither password nor option."""
    if isinstance(place, Path):
        return str(place)
    hosts = place.query.get("host", place.host or "")
    host = hosts if isinstance(hosts, str) else ",".join(hosts)
    return f"{host}{f':{place.port}' if place.port else ''}/{place.database or place.username or ''}"


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # a port that is none; its error would quote what may be half a password
        raise _malformed(url) from None


def _file(parsed: URL, url: str) -> Path:
    """Give the file, in a folder that is there and can be written: SQLite puts files beside it.

    As in any URL, ``%3F`` stands for a question mark in the name and ``%25`` for a percent sign.
    """
    if not parsed.database or parsed.database == ":memory:" or parsed.host or "?" in url:
        raise _malformed(url)
    path = Path(parsed.database).absolute()
    _require_folder(path.parent)
    return path


def _server(parsed: URL, url: str) -> URL:
    """Give the address of a server whose options libpq knows; everything it leaves out, libpq looks for as always."""
    import psycopg  # loaded only for addresses of PostgreSQL
    from psycopg.conninfo import make_conninfo

    threshold = parsed.query.get(PREPARE, "0")
    known_to_libpq = parsed.set(drivername="postgresql").difference_update_query([PREPARE])
    try:
        make_conninfo(known_to_libpq.render_as_string(hide_password=False))
    except psycopg.ProgrammingError:
        raise _malformed(url) from None
    if not (parsed.database or "service" in parsed.query) or not str(threshold).isdecimal():
        raise _malformed(url)
    return parsed


def _malformed(url: str) -> ConfigurationError:
    safe = _without_secrets(url)
    said = f"an address names a database, such as sqlite:///registre.db or {SERVER}://host/registre; {safe!r} does not"
    return ConfigurationError("malformed-storage-url", said, {"url": safe})


def _without_secrets(url: str) -> str:
    """Show an address that nobody could read: what may be a login with its password, or an option, is left out."""
    if url.startswith("sqlite:"):
        return url
    anonymous = re.sub(r"(?s)^(\w[\w+.-]*://)?.*@", r"\1…@", url)
    return re.sub(r"(?s)[?\s]?[^?\s]*=.*", "…", anonymous)


def _require_folder(folder: Path) -> None:
    facts = {"folder": str(folder)}
    if not folder.is_dir():
        raise ConfigurationError("folder-missing", f"there is no folder {folder}", facts)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ConfigurationError("folder-not-writable", f"the folder {folder} may not be written", facts)
