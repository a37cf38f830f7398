"""The command on a PostgreSQL server: a register is made and verified, tampering is found, no password is shown."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url
from tests.end_to_end.command_line import registre
from tests.postgres_server import connected

from registre_core import Actor, Host

PASSWORD = "m0t-de-passe"  # noqa: S105  # nobody's


@pytest.fixture
def address(bare_postgres_url: str) -> str:
    """Name a database in which nothing is, by an address that carries a password."""
    url = make_url(bare_postgres_url)
    return url.set(password=url.password or PASSWORD).render_as_string(hide_password=False)


def test_a_register_is_made_once(address: str, tmp_path: Path) -> None:
    first = registre("migrate", address, "--json", cwd=tmp_path)
    second = registre("migrate", address, "--json", cwd=tmp_path)
    told = registre("migrate", address, cwd=tmp_path)

    assert (first.exit_code, first.err, first.json["from"]) == (0, "", None)
    assert (second.exit_code, second.json["from"], second.json["to"]) == (0, first.json["to"], first.json["to"])
    assert told.out == f"Le schéma est déjà à la version {first.json['to']}\u00a0: rien n’a changé.\n"
    assert ":***@" in first.json["address"]
    assert PASSWORD not in first.out + second.out + told.out


def test_a_register_is_verified_and_tampering_is_found(address: str, tmp_path: Path) -> None:
    registre("migrate", address, cwd=tmp_path)
    with Host.discover().open(storage=address, documents=tmp_path.as_uri()) as opened:
        for name in ("Commune de Saint-Étienne", "Ville de Montreval"):
            opened.workspace.found(Actor.operator(), name=name, administrator="Anne Petit")

    sound = registre("verify", address, "--json", cwd=tmp_path)
    with closing(connected(address)) as owner:
        owner.execute("SET ROLE registre_owner; SET search_path = registre")
        owner.execute("ALTER TABLE register_entries DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        owner.execute("UPDATE register_entries SET link = content WHERE number = 2")
    broken = registre("verify", address, "--json", cwd=tmp_path)

    assert (sound.exit_code, sound.err, sound.json["intact"]) == (0, "", True)
    assert ["Commune de Saint-Étienne", "Ville de Montreval"] == [one["name"] for one in sound.json["workspaces"]]
    assert (broken.exit_code, broken.complaint["code"]) == (3, "register-broken")
    assert {(2, "changed")} == {
        (breach["number"], breach["damage"]) for one in broken.json["workspaces"] for breach in one["breaches"]
    }
    assert PASSWORD not in sound.out + broken.out + broken.err


@pytest.mark.parametrize("command", ["migrate", "verify"])
def test_a_server_that_does_not_answer_is_told_without_the_password(command: str, tmp_path: Path) -> None:
    for how in ((), ("--json",)):
        answer = registre(command, f"postgresql+psycopg://a:{PASSWORD}@/registre?host=/nowhere", *how, cwd=tmp_path)

        assert (answer.exit_code, answer.out) == (3, "")
        assert "storage-unreachable" in answer.err
        assert "/nowhere" in answer.err
        assert PASSWORD not in answer.err


def test_a_database_without_a_register_says_what_to_do(address: str, tmp_path: Path) -> None:
    answer = registre("verify", address, cwd=tmp_path)

    assert (answer.exit_code, answer.out) == (2, "")
    assert "registre migrate" in answer.err
    assert "[schema-missing]" in answer.err


def test_a_login_that_may_not_verify_is_told_what_an_administrator_must_run(address: str, tmp_path: Path) -> None:
    registre("migrate", address, cwd=tmp_path)
    with closing(connected(address)) as administrator:
        administrator.execute('DROP ROLE IF EXISTS "l\'accueil"')
        administrator.execute('CREATE ROLE "l\'accueil" LOGIN')
        try:
            url = make_url(address).set(username="l'accueil")
            answer = registre("verify", url.render_as_string(hide_password=False), cwd=tmp_path)
        finally:
            administrator.execute('DROP ROLE "l\'accueil"')

    [line] = answer.err.splitlines()
    assert 'GRANT registre_application TO "l\'accueil";' in line
    assert line.endswith("[role-not-granted]")


@pytest.mark.parametrize(
    "words",
    [
        ("migrate", f"postgresql+psycopg://a:{PASSWORD}@serveur:port/registre"),
        ("migrate", f"postgresql+psycopg://serveur/registre?password={PASSWORD}&inconnu=1"),
        ("migrate", f"postgresql://a:{PASSWORD}@serveur/registre"),
        ("migrate", f"host=serveur password={PASSWORD}"),
        ("verify", "sqlite:///registre.db", f"postgresql+psycopg://a:{PASSWORD}@serveur/registre"),
    ],
    ids=["port", "option", "scheme", "words", "too many"],
)
def test_a_command_line_that_is_wrong_is_answered_without_the_password(words: tuple[str, ...], tmp_path: Path) -> None:
    answer = registre(*words, cwd=tmp_path)

    assert (answer.exit_code, answer.out) == (2, "")
    assert PASSWORD not in answer.err
