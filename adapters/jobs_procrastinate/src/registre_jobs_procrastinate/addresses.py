"""Where an engine is: the address of a PostgreSQL database, that of a register's storage included."""

from __future__ import annotations

import re

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from registre_core.kernel.errors import ConfigurationError

SCHEMA = "registre_jobs"
"""Where procrastinate keeps its tables: nothing else is there, and nothing of it elsewhere."""
PATIENCE = 10
"""Seconds that a server has to answer, unless the address says otherwise."""

_SERVER = re.compile(r"^(?:procrastinate:)?(postgres(?:ql)?)(?:\+psycopg)?(://.+)$", re.DOTALL)
_THRESHOLD = re.compile(r"(?<=[?&])prepare_threshold=\d+(&|$)")
"""An option of a storage's address that libpq does not know."""


def conninfo_of(address: str) -> str:
    """Tell libpq where an address leads, and in which schema everything is found there.

    Raises:
        ConfigurationError: ``malformed-jobs-address``; what the address holds is not shown, for it may be a password.
    """
    found = _SERVER.match(address)
    if found is None:
        raise _malformed()
    try:
        given = conninfo_to_dict(_THRESHOLD.sub("", f"{found[1]}{found[2]}").rstrip("?&"))
    except psycopg.ProgrammingError:
        raise _malformed() from None
    options = f"{given.get('options') or ''} -csearch_path={SCHEMA}".strip()
    usual = {"connect_timeout": str(PATIENCE), "application_name": "registre work"}
    return make_conninfo("", **usual | {name: str(value) for name, value in given.items()} | {"options": options})


def _malformed() -> ConfigurationError:
    said = "background work needs a PostgreSQL server: procrastinate:postgresql://login@server/database"
    return ConfigurationError("malformed-jobs-address", said)
