"""What a command prints of an address ends up in logs: everything but the password."""

import pytest

from registre_cli.addresses import shown


@pytest.mark.parametrize(
    "address, said",
    [
        ("postgresql+psycopg://compte:secret@serveur/base", "postgresql+psycopg://compte:***@serveur/base"),
        ("postgresql+psycopg://compte:s@:e/c?r@serveur/base", "postgresql+psycopg://compte:***@serveur/base"),
        ("postgresql+psycopg://:secret@serveur/base", "postgresql+psycopg://:***@serveur/base"),
        ("postgresql+psycopg://serveur/base?password=secret&sslmode=require", None),
        ("postgresql+psycopg://serveur/base?sslpassword=secret", "postgresql+psycopg://serveur/base?sslpassword=***"),
        ("host=serveur password=secret", "host=serveur password=***"),
        ("«\u00a0postgresql+psycopg://compte:secret@serveur/base\u00a0» est de trop", None),
    ],
)
def test_a_password_is_hidden(address: str, said: str | None) -> None:
    assert "secret" not in shown(address)
    assert said in {None, shown(address)}


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///registre.db",
        "sqlite:////var/lib/a:b@c.db",
        "postgresql+psycopg://compte@serveur:5432/base",
        "postgresql+psycopg:///base?host=/var/run/postgresql",
        "register.jsonl",
    ],
)
def test_everything_else_stays_as_it_was_given(address: str) -> None:
    assert address == shown(address)
