"""Machines are subscribed from the command line, and a test says in French what came back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import DATABASE
from standardwebhooks import Webhook
from tests.callback_papers import papers, proving
from tests.callback_server import CallbackServer, callback_server, status

import registre_notification_webhook
from registre_cli.subscriptions.words import CAUSES, cause


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CallbackServer, Path]]:
    """Run a server that proves who it is by an authority of its own."""
    by = papers(tmp_path_factory.mktemp("papiers"))
    with callback_server(proving(by)) as server:
        yield server, by.authority


@pytest.fixture
def callbacks(machine: tuple[CallbackServer, Path], registre: Registre, folder: Path) -> str:
    """Make a key, and say what carries callbacks to this server."""
    server, authority = machine
    registre("keygen", "webhook:rappels.cle")
    return f"webhook:rappels.cle?allow={server.origin}&ca={authority}"


def test_a_machine_is_subscribed_stopped_and_resumed_by_its_address(registre: Registre, folder: Path) -> None:
    address = "https://gmao.exemple.fr/registre"
    said = registre("subscriptions", "add", DATABASE, address, "--kind", "round-missed")
    assert (0, True) == (said.exit_code, "Ronde non faite" in said.out)

    assert address in registre("subscriptions", "list", DATABASE).out
    assert "arrêté le" in registre("subscriptions", "stop", DATABASE, "HTTPS://GMAO.exemple.fr/registre").out
    assert "Aucun abonnement" in registre("subscriptions", "list", DATABASE).out
    (one,) = registre("subscriptions", "list", DATABASE, "--all", "--json").json["subscriptions"]
    assert ("by-hand", ["round-missed"]) == (one["stopped_for"], one["kinds"])
    again = registre("subscriptions", "resume", DATABASE, one["id"], "--kind", "round-due", "--json").json
    assert (["round-due"], None) == (again["subscription"]["kinds"], again["subscription"]["stopped_at"])


def test_a_list_cuts_off_neither_when_nor_which(registre: Registre, folder: Path) -> None:
    address = f"https://gmao.exemple.fr/{'a' * 60}/fin"
    added = registre("subscriptions", "add", DATABASE, address, "--kind", "round-missed", "--kind", "round-due")
    since = re.search(r"depuis le (\S+ \d\d:\d\d)\n", added.out)
    listed = registre("subscriptions", "list", DATABASE).out
    (one,) = registre("subscriptions", "list", DATABASE, "--json").json["subscriptions"]

    assert since is not None
    assert [] == [told for told in (*since[1].split(), one["id"], "/fin") if told not in listed]


def test_a_test_arrives_under_the_secret_that_is_shown(
    registre: Registre, machine: tuple[CallbackServer, Path], callbacks: str
) -> None:
    server, _ = machine
    address = server.address("registre")
    registre("subscriptions", "add", DATABASE, address)
    secret = registre("subscriptions", "secret", DATABASE, address, "--callbacks", callbacks, "--json").json["secret"]
    said = registre("subscriptions", "test", DATABASE, address, "--callbacks", callbacks)

    assert (0, True) == (said.exit_code, "La machine a pris l’essai" in said.out)
    callback = server.arrived.pop()
    Webhook(secret).verify(callback.body, dict(callback.headers))
    assert "ping" == json.loads(callback.body)["type"]


@pytest.mark.parametrize("number, why", [(500, "elle répond 500"), (410, "elle répond 410"), (301, "elle a déménagé")])
def test_a_test_that_fails_says_what_came_back(
    registre: Registre, machine: tuple[CallbackServer, Path], callbacks: str, number: int, why: str
) -> None:
    server, _ = machine
    address = server.address(f"s{number}", status(number))
    registre("subscriptions", "add", DATABASE, address)
    said = registre("subscriptions", "test", DATABASE, address, "--callbacks", callbacks)

    assert (3, True) == (said.exit_code, why in said.err)
    assert "[callback-test-failed]" in said.err


def test_a_machine_inside_is_not_reached_unless_it_is_allowed(
    registre: Registre, machine: tuple[CallbackServer, Path], callbacks: str
) -> None:
    server, _ = machine
    address = server.address("dedans")
    registre("subscriptions", "add", DATABASE, address)
    said = registre("subscriptions", "test", DATABASE, address, "--callbacks", "webhook:rappels.cle")

    assert (3, True) == (said.exit_code, "s’autorise avec allow=" in said.err)
    assert [] == server.arrived


@pytest.mark.parametrize("asked", ["https://nulle.part.fr/", "01a2184a-5ef8-74b0-bdb6-c94dbcb47d98"])
def test_a_subscription_that_is_not_there_is_not_there(registre: Registre, folder: Path, asked: str) -> None:
    assert "[unknown-subscription]" in registre("subscriptions", "stop", DATABASE, asked).err


@pytest.mark.parametrize("code", CAUSES)
def test_each_cause_has_its_words(code: str) -> None:
    said = cause({"cause": code, "status": 500})
    assert said is not None
    assert "{" not in said


def test_each_cause_that_the_adapter_names_has_words() -> None:
    package = Path(registre_notification_webhook.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    assert {*CAUSES, "attachments", "body"} == set(re.findall(r'"cause": "([a-z-]+)"', sources))  # a test has neither


def test_the_cause_of_somebody_else_s_adapter_has_none() -> None:
    assert cause({"cause": "pigeon"}) is None
