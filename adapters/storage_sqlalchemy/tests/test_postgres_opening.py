"""What is opened on a server is a register of this schema that keeps tenants apart, or nothing is."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import make_url
from tests.postgres_server import Server, connected

from registre_core.kernel.errors import ConfigurationError
from registre_core.ports.storage import Preparation
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR, OWNER, ROLES, SCHEMA
from registre_storage_sqlalchemy.schema import REVISIONS, VERSION_TABLE

pytestmark = pytest.mark.slow

Use = Callable[[str], object]


def look(url: str) -> None:
    SqlStorage.open(url).close()


on_either_use = pytest.mark.parametrize("use", [look, migrate])


def refusal(use: Use, url: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as refused:
        use(url)
    return refused.value


def run(url: str, *statements: str) -> None:
    with closing(connected(url)) as connection:
        for statement in statements:
            connection.execute(statement)


def tables(url: str) -> list[tuple[Any, ...]]:
    with closing(connected(url)) as connection:
        return connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_)' ORDER BY 1, 2"
        ).fetchall()


def opens(url: str) -> bool:
    with SqlStorage.open(url) as storage:
        there = found(storage, Furnished.new())
        return bool(everything(storage, there).items)


def test_a_register_opens(postgres_url: str) -> None:
    assert opens(postgres_url)


def test_opening_what_is_not_there_creates_nothing(bare_postgres_url: str) -> None:
    refused = refusal(look, bare_postgres_url)
    assert "schema-missing" == refused.code
    assert "registre migrate" in refused.message
    assert [] == tables(bare_postgres_url)


def test_an_empty_schema_that_an_administrator_made_is_taken(bare_postgres_url: str) -> None:
    run(bare_postgres_url, f"CREATE SCHEMA {SCHEMA} AUTHORIZATION {OWNER}")
    assert "schema-missing" == refusal(look, bare_postgres_url).code
    assert Preparation(None, REVISIONS[-1]) == migrate(bare_postgres_url)
    assert opens(bare_postgres_url)


@on_either_use
@pytest.mark.parametrize(
    "statements",
    [
        [f"CREATE SCHEMA {SCHEMA}"],
        [f"CREATE SCHEMA {SCHEMA}", f"CREATE TABLE {SCHEMA}.{VERSION_TABLE} (version_num text)"],
        [f"CREATE SCHEMA {SCHEMA} AUTHORIZATION {OWNER}", f"CREATE TABLE {SCHEMA}.contacts (name text)"],
        [
            f"CREATE SCHEMA {SCHEMA} AUTHORIZATION {OWNER}",
            f"SET ROLE {OWNER}",
            f"CREATE TABLE {SCHEMA}.{VERSION_TABLE} (version_num text)",
            f"GRANT ALL ON {SCHEMA}.{VERSION_TABLE} TO {APPLICATION}",
            f"GRANT USAGE ON SCHEMA {SCHEMA} TO {APPLICATION}",
        ],
    ],
    ids=["another owner", "another owner's revision", "other tables", "no revision"],
)
def test_a_schema_of_something_else_is_left_alone(use: Use, statements: list[str], bare_postgres_url: str) -> None:
    run(bare_postgres_url, *statements)
    before = tables(bare_postgres_url)
    assert "not-a-register" == refusal(use, bare_postgres_url).code
    assert before == tables(bare_postgres_url)


def test_the_tables_of_a_host_stay_his_own(bare_postgres_url: str) -> None:
    run(
        bare_postgres_url,
        "CREATE TABLE public.sites (url text)",
        "INSERT INTO public.sites VALUES ('https://mairie.example')",
        "CREATE TABLE public.alembic_version (version_num text)",
        f"CREATE TABLE public.{VERSION_TABLE} (version_num text)",
        f"INSERT INTO public.{VERSION_TABLE} VALUES ('9999')",  # noqa: S608
    )
    assert Preparation(None, REVISIONS[-1]) == migrate(bare_postgres_url)
    assert opens(bare_postgres_url)
    with closing(connected(bare_postgres_url)) as connection:
        assert [("https://mairie.example",)] == connection.execute("SELECT * FROM sites").fetchall()


@on_either_use
def test_a_schema_of_a_later_release_is_refused(use: Use, postgres_url: str) -> None:
    run(postgres_url, f"SET ROLE {OWNER}", f"UPDATE {SCHEMA}.{VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
    refused = refusal(use, postgres_url)
    assert ("schema-too-new", "9999") == (refused.code, refused.facts["revision"])


def test_a_schema_of_an_earlier_release_says_what_to_do(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_storage_sqlalchemy.inspection.REVISIONS", (*REVISIONS, "9999"))
    refused = refusal(look, postgres_url)
    assert "schema-too-old" == refused.code
    assert "registre migrate" in refused.message
    assert str(make_url(postgres_url).database) in refused.message


@on_either_use
def test_a_server_that_is_too_old_is_refused(use: Use, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_storage_sqlalchemy.server.OLDEST", 99)
    assert ("server-too-old", 99) == ((refused := refusal(use, postgres_url)).code, refused.facts["oldest"])


@on_either_use
def test_a_database_of_another_encoding_is_refused(use: Use, postgres: Server) -> None:
    with postgres.database("template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'") as name:
        refused = refusal(use, postgres.address(name))
    assert ("server-not-utf8", "LATIN1") == (refused.code, refused.facts["encoding"])


@on_either_use
def test_a_login_without_its_role_is_told_what_an_administrator_can_do(
    use: Use, postgres: Server, postgres_url: str
) -> None:
    database, role = str(make_url(postgres_url).database), OWNER if use is migrate else APPLICATION
    with postgres.login() as login:
        refused = refusal(use, postgres.address(database, login))
        sql = str(refused.facts["sql"])
        assert ("role-not-granted", f'GRANT {role} TO "{login}";') == (refused.code, sql)
        assert sql in refused.message
        postgres.ask(sql)
        use(postgres.address(database, login))


# ---- on a server without our roles ----------------------------------------------------------------------------------


@pytest.fixture
def bare(other_postgres: Server) -> Iterator[Server]:
    """A server on which there are no roles of a register yet."""
    yield other_postgres
    for role in ROLES:
        other_postgres.ask(f"DROP ROLE IF EXISTS {role}")


def superuser(server: Server, database: str) -> str:
    return server.address(database, "postgres")


def test_who_may_create_roles_makes_and_is_granted_them(bare: Server) -> None:
    with bare.database() as name:
        assert Preparation(None, REVISIONS[-1]) == migrate(bare.address(name))
        assert opens(bare.address(name))
        found_roles = bare.ask(
            "SELECT rolname, rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb,"
            " pg_has_role('administrator', oid, 'MEMBER') FROM pg_roles WHERE rolname ~ '^registre_[^t]' ORDER BY 1"
        )
    assert [(role, False, True) for role in sorted(ROLES)] == found_roles


def test_a_failed_migration_leaves_no_role_behind(bare: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("registre_storage_sqlalchemy.migrations.run_to", fail)
    with bare.database() as name:
        with pytest.raises(LookupError):
            migrate(bare.address(name))
        assert [] == bare.ask("SELECT rolname FROM pg_roles WHERE rolname ~ '^registre_[^t]'")
        assert [] == tables(bare.address(name))


def test_who_may_not_is_told_what_an_administrator_must_run(bare: Server) -> None:
    with bare.database() as name, bare.login() as login:
        own = bare.address(name, login)
        for code in ("roles-missing", "schema-not-allowed"):
            refused = refusal(migrate, own)
            assert code == refused.code
            assert str(refused.facts["sql"]) in refused.message
            run(superuser(bare, name), str(refused.facts["sql"]))
        assert Preparation(None, REVISIONS[-1]) == migrate(own)
        assert opens(own)


@on_either_use
@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_went_missing_is_named(use: Use, role: str, bare: Server) -> None:
    with bare.database() as name, bare.login(rights="NOCREATEROLE") as login:
        migrate(bare.address(name))
        for one in ROLES:
            bare.ask(f"GRANT {one} TO {login}")
        bare.ask(f"ALTER ROLE {role} RENAME TO gone")
        try:
            refused = refusal(use, bare.address(name, login))
        finally:
            bare.ask(f"ALTER ROLE gone RENAME TO {role}")
    assert ("roles-missing", role) == (refused.code, refused.facts["missing"])


@on_either_use
@pytest.mark.parametrize("role, power", [(OWNER, "SUPERUSER"), (APPLICATION, "BYPASSRLS"), (OPERATOR, "BYPASSRLS")])
def test_a_role_that_passes_row_level_security_is_refused(use: Use, role: str, power: str, bare: Server) -> None:
    with bare.database() as name:
        migrate(bare.address(name))
        run(superuser(bare, name), f"ALTER ROLE {role} {power}")
        refused = refusal(use, bare.address(name))
        assert ("role-too-powerful", role) == (refused.code, refused.facts["role"])
        run(superuser(bare, name), str(refused.facts["sql"]))
        use(bare.address(name))


def test_a_superuser_who_opens_a_register_is_none_in_it(bare: Server) -> None:
    with bare.database() as name:
        url = superuser(bare, name)
        migrate(url)
        with SqlStorage.open(url) as storage:
            here, away = found(storage, Furnished.new()), found(storage, Furnished.new())
            with storage.database.change(here.workspace.id) as connection:
                asked = connection.exec_driver_sql("SELECT current_user, workspace_id FROM sites").all()
            with storage.operate() as operations:
                assert [here.workspace.id, away.workspace.id] == [found.id for found, _ in operations.workspaces()]
    assert [(APPLICATION, here.workspace.id)] == asked


def test_each_role_is_asked_for_only_by_what_needs_it(postgres: Server, postgres_url: str) -> None:
    database = str(make_url(postgres_url).database)
    with postgres.login(APPLICATION, OPERATOR) as service:
        assert opens(postgres.address(database, service))
        assert "role-not-granted" == refusal(migrate, postgres.address(database, service)).code
    with postgres.login(OWNER) as administrator:
        assert Preparation(REVISIONS[-1], REVISIONS[-1]) == migrate(postgres.address(database, administrator))
        assert "role-not-granted" == refusal(look, postgres.address(database, administrator)).code
