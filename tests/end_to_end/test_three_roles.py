"""Three roles on a server: each errand of the host runs through the login that has the role for it, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import frozen
from sqlalchemy import make_url
from tests.end_to_end.command_line import registre
from tests.postgres_server import Server

from registre_core import Actor, Client, ConfigurationError, Host
from registre_core.testing.contracts.storage.deliverers import claim, deliver
from registre_core.workspace import Category, ErpType
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.roles import APPLICATION, OPERATOR

LONG_AGO = date(2020, 3, 2)


@frozen
class Addresses:
    """One database, as three logins reach it."""

    owner: str
    """Of who migrated it."""
    web: str
    """Of a web service: the application's role alone."""
    night: str
    """Of the night's work: the application's and the operator's."""


@pytest.fixture
def addresses(postgres: Server, bare_postgres_url: str, tmp_path: Path) -> Iterator[Addresses]:
    """Migrate by the command, as an administrator does, and give logins what they need."""
    assert registre("migrate", bare_postgres_url, cwd=tmp_path).exit_code == 0
    database = make_url(bare_postgres_url).database
    assert database
    with ExitStack() as stack:
        web = stack.enter_context(postgres.login(APPLICATION))
        night = stack.enter_context(postgres.login(APPLICATION, OPERATOR))
        yield Addresses(bare_postgres_url, postgres.address(database, web), postgres.address(database, night))


def found_with_something_overdue(address: str, folder: Path) -> None:
    with Host.discover().open(storage=address, documents=folder.as_uri()) as register:
        founding = register.workspace.found(Actor.operator(), name="Ville de Montreval", administrator="Anne Petit")
        anne = Actor.user(founding.administrator.id, founding.workspace.id, client=Client.web("1.47"))
        site = register.workspace.add_site(anne, name="École", erp_type=ErpType.R, category=Category.FOURTH)
        contact = register.workspace.add_contact(anne, name="Hélène Lefèvre", email="helene@exemple.fr")
        register.interventions.plan(
            anne, site=site.id, type_code="inspection", planned_on=LONG_AGO, contacts=[contact.id]
        )


def test_the_night_s_errands_run_on_the_operator_s_role_and_the_web_s_work_without_it(
    addresses: Addresses, tmp_path: Path
) -> None:
    found_with_something_overdue(addresses.web, tmp_path)
    registre("keygen", "ed25519:anchor.key", cwd=tmp_path)

    night = registre("nightly", addresses.night, "--json", cwd=tmp_path)
    again = registre("nightly", addresses.night, "--json", cwd=tmp_path)
    anchor = registre(
        "anchor", addresses.night, "--key", "ed25519:anchor.key", "--into", "night.anchor", "--json", cwd=tmp_path
    )
    verified = registre("verify", addresses.night, "--anchor", "night.anchor", "--json", cwd=tmp_path)

    assert [0, 0, 0, 0] == [answer.exit_code for answer in (night, again, anchor, verified)], night.err
    assert (1, 1, 0) == (night.json["workspaces"], night.json["notices"], again.json["notices"])
    assert verified.json["intact"]
    now = datetime.now(UTC) + timedelta(minutes=1)
    with SqlStorage.open(addresses.night) as storage, storage.operate() as door:
        claims = claim(door, at=now)
        told = [(notice.kind, notice.recipient) for one in claims for notice in one.notices]
        assert claim(door, at=now) == ()
        assert all(deliver(door, one, notice) for one in claims for notice in one.notices)
    assert {"intervention-planned", "reminder"} == {kind for kind, _ in told}


@pytest.mark.parametrize("errand", ["nightly", "verify"])
def test_a_web_service_s_login_runs_no_errand_of_the_operator(
    errand: str, addresses: Addresses, tmp_path: Path
) -> None:
    answer = registre(errand, addresses.web, cwd=tmp_path)

    assert (answer.exit_code, answer.out) == (2, "")
    assert f"GRANT {OPERATOR} TO" in answer.err
    assert answer.err.endswith("[role-not-granted]\n")


def test_neither_login_migrates(addresses: Addresses, tmp_path: Path) -> None:
    for address in (addresses.web, addresses.night):
        answer = registre("migrate", address, cwd=tmp_path)

        assert (answer.exit_code, answer.out) == (2, "")
        assert "role-not-granted" in answer.err


def test_a_login_without_any_role_opens_nothing(addresses: Addresses, postgres: Server) -> None:
    database = make_url(addresses.owner).database
    assert database
    with postgres.login() as stranger, pytest.raises(ConfigurationError) as refused:
        SqlStorage.open(postgres.address(database, stranger))
    assert "role-not-granted" == refused.value.code
