"""The three roles of a register on PostgreSQL, so that no session can do more than its errand needs.

They are groups that nobody logs in as. A login is granted those it needs and takes one on for each transaction. Rights
hang on the role, so logins come and go without a migration, and a superuser who opens a register is none in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import DBAPIError

from registre_core.kernel.errors import ConfigurationError
from registre_storage_sqlalchemy.sqlstates import INSUFFICIENT_PRIVILEGE, UNKNOWN_ROLE, sqlstate_of

SCHEMA = "registre"
"""Where the register's tables are, apart from those of the host."""

OWNER = "registre_owner"
"""Owns the schema and its tables; migrations run as this role. It sees no row: row-level security is forced."""
APPLICATION = "registre_application"
"""Reads and writes rows of the one workspace that a transaction names."""
OPERATOR = "registre_operator"
"""Reads across workspaces what keeping them running needs, and claims notices; nothing else."""
ROLES = (OWNER, APPLICATION, OPERATOR)


def require_roles(connection: Connection) -> None:
    """Refuse a server without the roles, or on which one of them passes row-level security.

    Raises:
        ConfigurationError: ``roles-missing`` or ``role-too-powerful``.
    """
    if missing := _missing(connection):
        raise _roles_missing(connection, missing)
    _require_harmless(connection)


def ensure_roles(connection: Connection) -> None:
    """Create the roles that are missing, and grant all three to the login that does.

    Raises:
        ConfigurationError: ``roles-missing``, when the login may not; or ``role-too-powerful``.
    """
    if missing := _missing(connection):
        if not connection.exec_driver_sql(_MAY_CREATE_ROLES).scalar_one():
            raise _roles_missing(connection, missing)
        for role in missing:
            connection.exec_driver_sql(_CREATED_MEANWHILE_OR_NOW.format(role=role))
        connection.exec_driver_sql(f"GRANT {', '.join(missing)} TO CURRENT_USER")
    _require_harmless(connection)


def take_on(connection: Connection, role: str) -> None:
    """Take a role on until the transaction ends.

    Raises:
        ConfigurationError: ``role-not-granted``.
    """
    run_as(connection, role, f"SET LOCAL ROLE {role}")


def run_as(connection: Connection, role: str, statements: str) -> None:
    """Run statements that take a role on.

    Raises:
        ConfigurationError: ``role-not-granted``.
    """
    login = _login(connection)
    try:
        connection.exec_driver_sql(statements).close()
    except DBAPIError as error:
        if sqlstate_of(error) not in {INSUFFICIENT_PRIVILEGE, UNKNOWN_ROLE}:
            raise
        sql = f"GRANT {role} TO {_quoted(login)};"
        said = f"the login {login} may not act as {role}; an administrator of the database must run: {sql}"
        raise ConfigurationError("role-not-granted", said, {"login": login, "role": role, "sql": sql}) from error


def _login(connection: Connection) -> str:
    """Tell who this session logged in as: an address may leave it to libpq."""
    return str(cast("Any", connection.connection.driver_connection).info.user)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


_MAY_CREATE_ROLES = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = CURRENT_USER"

_CREATED_MEANWHILE_OR_NOW = (
    "DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
)
"""Roles are the whole server's: somebody may be migrating another database beside."""

_FOUND = text("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname IN :names").bindparams(
    bindparam("names", ROLES, expanding=True)
)


def _missing(connection: Connection) -> Sequence[str]:
    found = {name for name, _ in connection.execute(_FOUND)}
    return [role for role in ROLES if role not in found]


def _require_harmless(connection: Connection) -> None:
    for role, passes in connection.execute(_FOUND):
        if passes:
            sql = f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;"
            said = f"{role} passes row-level security; an administrator of the database must run: {sql}"
            raise ConfigurationError("role-too-powerful", said, {"role": role, "sql": sql})


def _roles_missing(connection: Connection, missing: Sequence[str]) -> ConfigurationError:
    created = " ".join(f"CREATE ROLE {role} NOLOGIN;" for role in missing)
    sql = f"{created} GRANT {', '.join(missing)} TO {_quoted(_login(connection))};"
    said = f"the server lacks roles of the register; an administrator of the database must run: {sql}"
    return ConfigurationError("roles-missing", said, {"missing": ", ".join(missing), "sql": sql})
