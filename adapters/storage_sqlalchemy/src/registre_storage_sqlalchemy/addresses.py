"""Addresses of databases."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from registre_core.kernel.errors import ConfigurationError


def sqlite_path(url: str) -> Path:
    """Give the file that an address names, in a folder that is there and can be written: SQLite puts files beside it.

    As in any URL, ``%3F`` stands for a question mark in the name and ``%25`` for a percent sign.

    Raises:
        ConfigurationError: ``unknown-storage-scheme``, ``malformed-storage-url``, ``folder-missing`` or
            ``folder-not-writable``.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _malformed(url) from error
    if parsed.get_backend_name() != "sqlite":
        scheme = parsed.drivername
        said = f"this package opens sqlite:///… addresses, not {scheme}"
        raise ConfigurationError("unknown-storage-scheme", said, {"scheme": scheme})
    if not parsed.database or parsed.database == ":memory:" or parsed.host or "?" in url:
        raise _malformed(url)
    path = Path(parsed.database).absolute()
    _require_folder(path.parent)
    return path


def _malformed(url: str) -> ConfigurationError:
    said = f"an address names a file, such as sqlite:///registre.db; {url!r} does not"
    return ConfigurationError("malformed-storage-url", said, {"url": url})


def _require_folder(folder: Path) -> None:
    facts = {"folder": str(folder)}
    if not folder.is_dir():
        raise ConfigurationError("folder-missing", f"there is no folder {folder}", facts)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ConfigurationError("folder-not-writable", f"the folder {folder} may not be written", facts)
