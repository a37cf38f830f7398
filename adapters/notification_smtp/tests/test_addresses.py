"""The address of a mail server: what it says, and everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.certificates import Authority

from registre_core import ConfigurationError
from registre_notification_smtp.address import place_of
from registre_notification_smtp.place import Place, Security

SENDER = "from=registre@exemple.fr"


def refused(address: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as refusal:
        place_of(address)
    assert "malformed-mail-server" == refusal.value.code
    return refusal.value


@pytest.fixture
def password(tmp_path: Path) -> Path:
    path = tmp_path / "smtp.pass"
    path.touch(mode=0o600)
    path.write_text("à garder\n", encoding="utf-8")
    return path


def test_a_host_and_a_sender_will_do() -> None:
    assert place_of(f"smtp://mail.exemple.fr?{SENDER}") == Place(
        "mail.exemple.fr", 587, Security.STARTTLS, "registre@exemple.fr"
    )


def test_it_says_where_who_and_how(password: Path, town: Authority) -> None:
    ca = town.trusted
    said = f"{SENDER}&from-name=Mairie%20d%E2%80%99%C5%92&password-file={password}&ca={ca}&patience=2.5&hello=a.fr"

    assert place_of(f"smtps://compte%40exemple.fr@mail.exemple.fr:4650?{said}") == Place(
        host="mail.exemple.fr",
        port=4650,
        security=Security.TLS,
        sender="registre@exemple.fr",
        sender_name="Mairie d’Œ",
        user="compte@exemple.fr",
        password="à garder",  # noqa: S106
        authority=str(ca),
        patience=2.5,
        hello="a.fr",
    )


@pytest.mark.parametrize(
    "address,port,security",
    [
        (f"smtp://mail.exemple.fr?{SENDER}&tls=required", 587, Security.STARTTLS),
        (f"smtps://mail.exemple.fr?{SENDER}", 465, Security.TLS),
        (f"smtp://localhost?{SENDER}&tls=none", 25, Security.NONE),
        (f"smtp://[::1]?{SENDER}&tls=none", 25, Security.NONE),
        (f"smtp://127.0.0.2:1025?{SENDER}&tls=none", 1025, Security.NONE),
        (f"smtp://relais.interne?{SENDER}&tls=none&in-clear=relais.interne", 25, Security.NONE),
    ],
)
def test_each_way_has_its_port(address: str, port: int, security: Security) -> None:
    place = place_of(address)
    assert (port, security) == (place.port, place.security)


def test_an_accented_domain_sends_as_the_wire_knows_it() -> None:
    assert "registre@xn--cole-9oa.fr" == place_of("smtp://mail.exemple.fr?from=registre@école.fr").sender
    assert "a+b@exemple.fr" == place_of("smtp://mail.exemple.fr?from=a+b@exemple.fr").sender


@pytest.mark.parametrize(
    "address,parts",
    [
        ("smtp", "host, from"),
        ("smtp:mail.exemple.fr", "host, from"),
        ("smtp://mail.exemple.fr", "from"),
        ("smtp://mail.exemple.fr?from=registre", "from"),
        ("smtp://mail.exemple.fr?from=hélène@exemple.fr", "from"),
        ("smtp://mail.exemple.fr?from=a@exemple.fr,b@exemple.fr", "from"),
        (f"smtp://mail.exemple.fr/boite?{SENDER}", "host"),
        (f"smtp://mail exemple.fr?{SENDER}", "host"),
        (f"smtp://[::1?{SENDER}", "host, from"),
        (f"smtp://mail..exemple?{SENDER}", "host"),
        (f"smtps://a..b?{SENDER}", "host"),
        (f"smtps://.ab?{SENDER}", "host"),
        (f"smtp://mail.exemple.fr:99999?{SENDER}", "port"),
        (f"smtp://mail.exemple.fr:0?{SENDER}", "port"),
        (f"smtp://mail.exemple.fr?{SENDER}&tls=opportunistic", "tls"),
        (f"smtps://localhost?{SENDER}&tls=none", "tls"),
        (f"smtp://mail.exemple.fr?{SENDER}&tls=none", "tls"),
        (f"smtp://mail.exemple.fr?{SENDER}&tls=none&in-clear=autre.fr", "tls"),
        (f"smtp://mail.exemple.fr?{SENDER}&patience=0", "patience"),
        (f"smtp://mail.exemple.fr?{SENDER}&patience=nan", "patience"),
        (f"smtp://mail.exemple.fr?{SENDER}&patience=300", "patience"),
        (f"smtp://mail.exemple.fr?{SENDER}&hello=a%0d%0ab", "hello"),
        (f"smtp://mail.exemple.fr?{SENDER}&from-name=a%0d%0aBcc:", "from-name"),
        (f"smtp://mail.exemple.fr?{SENDER}&{SENDER}", "from"),
        (f"smtp://mail.exemple.fr?{SENDER}&ssl=1", "ssl"),
        (f"smtp://mail.exemple.fr?{SENDER}&ca=/nowhere.pem", "ca"),
        (f"smtp://compte@mail.exemple.fr?{SENDER}", "password-file"),
        (f"smtp://compte@mail.exemple.fr?{SENDER}&password-file=/nowhere", "password-file"),
        (f"smtp://compte@mail.exemple.fr?{SENDER}&password-env=REGISTRE_NOWHERE", "password-env"),
        ("smtp://mail.exemple.fr:0?tls=x&patience=-1&ssl=1", "ssl, tls, port, from, patience"),
    ],
)
def test_all_that_is_wrong_is_told_at_once(address: str, parts: str) -> None:
    assert parts == refused(address).facts["parts"]


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    refusal = refused(f"smtp://compte:s3cret@mail.exemple.fr?{SENDER}")
    assert {"address": "smtp://mail.exemple.fr", "parts": "login"} == refusal.facts
    assert "s3cret" not in f"{refusal!r} {refusal}"


def test_a_password_that_others_can_read_is_refused(password: Path) -> None:
    password.chmod(0o644)
    assert "chmod 600" in refused(f"smtp://compte@mail.exemple.fr?{SENDER}&password-file={password}").message


@pytest.mark.parametrize("content", [b"", b"\n", b"one\ntwo\n", b"\xff", b"a\0b"])
def test_a_password_stands_on_one_line_alone(password: Path, content: bytes) -> None:
    password.write_bytes(content)
    assert "password-file" == refused(f"smtp://compte@mail.exemple.fr?{SENDER}&password-file={password}").facts["parts"]


def test_a_password_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, password: Path) -> None:
    monkeypatch.setenv("REGISTRE_SMTP_PASSWORD", "à garder")
    place = place_of(f"smtp://compte@mail.exemple.fr?{SENDER}&password-env=REGISTRE_SMTP_PASSWORD")
    both = f"smtp://compte@mail.exemple.fr?{SENDER}&password-env=REGISTRE_SMTP_PASSWORD&password-file={password}"

    assert "à garder" == place.password
    assert "password-env" == refused(both).facts["parts"]


def test_nobody_logs_in_without_tls_over_a_network(password: Path) -> None:
    asked = f"{SENDER}&tls=none&in-clear=relais.interne&password-file={password}"
    assert "tls" == refused(f"smtp://compte@relais.interne?{asked}").facts["parts"]


def test_a_password_is_not_in_what_is_logged_of_a_place(password: Path) -> None:
    place = place_of(f"smtp://compte@mail.exemple.fr?{SENDER}&password-file={password}")
    assert "garder" not in repr(place)
