"""What stands in a PostgreSQL database: a register, of which revision, or something else. Looking changes nothing."""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from registre_core.kernel.errors import ConfigurationError
from registre_storage_sqlalchemy.errors import told_in_our_words
from registre_storage_sqlalchemy.inspection import not_a_register, require_present_schema, require_upgradable
from registre_storage_sqlalchemy.roles import APPLICATION, OWNER, SCHEMA, ensure_roles, require_roles, take_on
from registre_storage_sqlalchemy.schema import VERSION_TABLE
from registre_storage_sqlalchemy.sqlstates import INSUFFICIENT_PRIVILEGE, sqlstate_of

OLDEST = 14
"""The oldest PostgreSQL that has all that is used here and in the how-to; what the tests run on is 15."""


def require_register(engine: Engine, place: URL) -> None:
    """Refuse a database in which no register of exactly this schema can be used safely.

    Raises:
        ConfigurationError: ``server-too-old``, ``server-not-utf8``, ``schema-missing``, ``roles-missing``,
            ``role-too-powerful``, ``not-a-register``, ``role-not-granted``, ``schema-too-old`` or ``schema-too-new``.
        AdapterFailure: ``storage-unreachable``.
    """
    with told_in_our_words(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN READ ONLY")
        require_server(connection)
        revision = None
        if _has_schema(connection):
            require_roles(connection)
            revision = _revision(connection, place, APPLICATION)
    require_present_schema(place, revision)


def require_server(connection: Connection) -> None:
    """Refuse a server that cannot keep the promises.

    Raises:
        ConfigurationError: ``server-too-old`` or ``server-not-utf8``.
    """
    version = ".".join(map(str, connection.dialect.server_version_info or (0,)))
    if int(version.partition(".")[0]) < OLDEST:
        said = f"a register needs PostgreSQL {OLDEST} or later, this server is {version}"
        raise ConfigurationError("server-too-old", said, {"version": version, "oldest": OLDEST})
    encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar_one())
    if encoding != "UTF8":
        said = f"a register needs a database whose encoding is UTF8, this one's is {encoding}"
        raise ConfigurationError("server-not-utf8", said, {"encoding": encoding})


def prepared_for(connection: Connection, place: URL) -> str | None:
    """Become the owner of a schema that is there now, and tell the revision in it; ``None`` while it is empty.

    Raises:
        ConfigurationError: ``server-too-old``, ``server-not-utf8``, ``roles-missing``, ``role-too-powerful``,
            ``role-not-granted``, ``schema-not-allowed``, ``not-a-register`` or ``schema-too-new``.
    """
    require_server(connection)
    ensure_roles(connection)
    if not _has_schema(connection):
        _create_schema(connection)
    revision = _revision(connection, place, OWNER)
    require_upgradable(place, revision)
    return revision


_SCHEMA = text("SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = :name").bindparams(name=SCHEMA)

_TABLES = text("SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(:name)").bindparams(name=SCHEMA)


def _has_schema(connection: Connection) -> bool:
    return connection.execute(_SCHEMA).first() is not None


def _create_schema(connection: Connection) -> None:
    sql = f"CREATE SCHEMA {SCHEMA} AUTHORIZATION {OWNER};"
    try:
        connection.exec_driver_sql(sql)
    except DBAPIError as error:
        if sqlstate_of(error) != INSUFFICIENT_PRIVILEGE:
            raise
        said = f"this login may not create the schema; an administrator of the database must run: {sql}"
        raise ConfigurationError("schema-not-allowed", said, {"sql": sql}) from error


def _revision(connection: Connection, place: URL, role: str) -> str | None:
    """Take a role on, and read the revision of a schema that is there."""
    tables = set(connection.execute(_TABLES).scalars())
    if connection.execute(_SCHEMA).scalar_one() != OWNER or (tables and VERSION_TABLE not in tables):
        raise not_a_register(place)
    take_on(connection, role)
    if not tables:
        return None
    for revision in connection.exec_driver_sql(f"SELECT version_num FROM {SCHEMA}.{VERSION_TABLE}").scalars():  # noqa: S608  # constants
        return str(revision)
    raise not_a_register(place)
