"""What waits is delivered from the command line, through a real mail server, and looked after."""

from __future__ import annotations

import json
import os
import signal
import ssl
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from adapters.cli.tests.tampering import DATABASE, Registre
from tests.mail_server import MailServer, mail_server


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)) as running:
        yield running


@pytest.fixture
def carrying(server: MailServer, folder: Path) -> tuple[str, ...]:
    """Give the options that carry what waits in the copy of the demonstration."""
    server.reset()
    mail = f"smtp://127.0.0.1:{server.plain_port}?from=registre@exemple.fr&tls=none"
    link = "https://registre.exemple.fr/demande/{secret}"
    return ("--mail", mail, "--documents", f"file://{folder}/documents", "--request-link", link)


def status(registre: Registre) -> dict[str, object]:
    found: dict[str, object] = json.loads(registre("deliver", DATABASE, "--status", "--json").out)
    return found


def test_what_waits_goes_out_and_a_second_run_finds_nothing(
    registre: Registre, carrying: tuple[str, ...], server: MailServer
) -> None:
    first = json.loads(registre("deliver", DATABASE, *carrying, "--json").out)
    again = registre("deliver", DATABASE, *carrying)

    assert first["delivered"] == len(server.office.arrived) > 0
    assert (0, True) == (again.exit_code, again.out.endswith("aucun à distribuer.\n"))
    assert (0, 0) == (status(registre)["waiting"], status(registre)["dead"])


def test_what_is_refused_is_told_looked_at_and_tried_again(
    registre: Registre, carrying: tuple[str, ...], server: MailServer
) -> None:
    listed = json.loads(registre("notices", "list", DATABASE, "--state", "waiting", "--json").out)["notices"]
    for one in listed:
        server.office.at_recipient[one["recipient"]] = "550 5.1.1 unknown"

    refused = registre("deliver", DATABASE, *carrying)
    dead = json.loads(registre("notices", "list", DATABASE, "--state", "given-up", "--json").out)["notices"]
    shown = registre("notices", "show", DATABASE, dead[0]["id"])
    told = registre("deliver", DATABASE, "--status")
    server.office.at_recipient.clear()
    replayed = json.loads(registre("notices", "replay", DATABASE, "--all", "--json").out)["replayed"]
    delivered = json.loads(registre("deliver", DATABASE, *carrying, "--json").out)["delivered"]

    assert (3, True) == (refused.exit_code, "[deliveries-incomplete]" in refused.err)
    assert {"delivery-refused"} == {one["failure"] for one in dead}
    assert "[delivery-refused]" in shown.out
    assert f"{len(dead)} non distribués" in told.out
    assert len(dead) == replayed == delivered


@pytest.mark.usefixtures("folder")
def test_the_list_shows_whole_identifiers_since_notices_are_named_by_them(registre: Registre) -> None:
    listed = json.loads(registre("notices", "list", DATABASE, "--json").out)["notices"]
    shown = registre("notices", "list", DATABASE).out

    assert [] == [one["id"] for one in listed if one["id"] not in shown]


def test_one_notice_is_tried_again_by_its_identifier(
    registre: Registre, carrying: tuple[str, ...], server: MailServer
) -> None:
    [one] = json.loads(registre("notices", "list", DATABASE, "--limit", "1", "--json").out)["notices"]
    server.office.at_recipient[one["recipient"]] = "550 5.1.1 unknown"
    registre("deliver", DATABASE, *carrying)

    again = json.loads(registre("notices", "replay", DATABASE, one["id"], "--json").out)["notice"]

    assert ("waiting", 0) == (again["state"], again["attempts"])


@pytest.mark.parametrize("words", [(), ("019ac0de-0000-7000-8000-000000000001", "--all")], ids=["neither", "both"])
def test_who_says_neither_which_nor_all_is_asked(registre: Registre, folder: Path, words: tuple[str, ...]) -> None:
    answer = registre("notices", "replay", DATABASE, *words)

    assert (2, True) == (answer.exit_code, answer.err.endswith("[notice-undecided]\n")), folder


def test_watching_goes_on_until_it_is_told_to_end(
    registre: Registre, carrying: tuple[str, ...], server: MailServer
) -> None:
    ending = Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM))
    ending.start()
    answer = registre("deliver", DATABASE, *carrying, "--watch", "--json")
    ending.join()

    [look] = map(json.loads, answer.out.splitlines())
    assert (0, "") == (answer.exit_code, answer.err)
    assert look["delivered"] == len(server.office.arrived) > 0


def test_a_server_that_is_away_is_told_with_what_is_postponed(registre: Registre, folder: Path) -> None:
    away = (
        "--mail",
        "smtp://127.0.0.1:1?from=registre@exemple.fr&tls=none",
        "--documents",
        f"file://{folder}/documents",
    )
    told = registre("deliver", DATABASE, *away)
    again = registre("deliver", DATABASE, *away, "--json")

    assert "l’envoi n’a pas abouti" in told.out
    assert "[delivery-postponed]" in told.out
    assert {} == json.loads(again.out)["causes"]


@pytest.mark.parametrize(
    "options",
    [
        ("--status", "--watch", "--most 5", "--workers 1"),
        ("--status", "--workers 2"),
        ("--watch", "--most 5"),
    ],
)
def test_options_that_exclude_each_other_are_refused_and_all_of_them_named(
    registre: Registre, options: tuple[str, ...]
) -> None:
    refused = registre("deliver", DATABASE, *" ".join(options).split())

    named = ", ".join(option.split()[0] for option in options)
    assert (2, True) == (refused.exit_code, refused.err.endswith("[delivery-undecided]\n"))
    assert f" {named} " in refused.err.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_where_nothing_carries_nothing_is_tried(registre: Registre, folder: Path) -> None:
    answer = registre("deliver", DATABASE)
    first = json.loads(registre("notices", "list", DATABASE, "--limit", "1", "--json").out)["notices"][0]

    assert (2, True) == (answer.exit_code, answer.err.endswith("[no-notifier]\n")), folder
    assert 0 == first["attempts"]
