"""Codes are small enough to be read from a screen, and made once."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import segno
from PIL import Image

from registre_core import ConfigurationError, Host
from registre_signature_qr import printer as printing
from registre_signature_qr.address import LARGEST, SECRET, base_of
from registre_signature_qr.codes import code_of
from registre_signature_qr.printer import QrPrinter

BASE = "qr:https://registre.exemple.fr/s"
SECRETS = [f"{number:A>43}" for number in range(4)]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which addresses codes are made of, from now on."""
    addresses: list[str] = []

    def counted(address: str) -> segno.QRCode:
        addresses.append(address)
        return code_of(address)

    monkeypatch.setattr(printing, "code_of", counted)
    return addresses


def refused(address: str) -> str:
    with pytest.raises(ConfigurationError) as refusal:
        QrPrinter.at(address)
    return refusal.value.code


@pytest.mark.parametrize(
    "address,expected",
    [
        ("qr:https://registre.exemple.fr/s", "https://registre.exemple.fr/s#"),
        ("qr:https://registre.exemple.fr/s/", "https://registre.exemple.fr/s/"),
        ("qr:https://registre.exemple.fr:8443/s?t=", "https://registre.exemple.fr:8443/s?t="),
        ("qr:https://registre.exemple.fr/#/signer/", "https://registre.exemple.fr/#/signer/"),
        ("qr:https://registre.exemple.fr", "https://registre.exemple.fr#"),
        ("qr:registre://s", "registre://s#"),
        ("qr:http://127.0.0.1:8000/s", "http://127.0.0.1:8000/s#"),
    ],
)
def test_the_secret_stands_behind_a_hash_unless_the_host_wants_it_elsewhere(address: str, expected: str) -> None:
    assert expected == base_of(address)


@pytest.mark.parametrize(
    "address",
    [
        "qr",
        "qr:",
        "qr:registre.exemple.fr/s",
        "qr:http://registre.exemple.fr/s",
        "qr:http://127.0.0.1.exemple.fr/s",
        "qr:https://compte:secret@exemple.fr/s",
        "qr:https://exemple.fr/s#quelque-part",
        "qr:https://exemple.fr/#a#b/",
        "qr:https://exemple.fr/s s",
        "qr:https://exemple.fr/é",
        "qr:https://exemple.fr/s\n",
        "qr:javascript://exemple.fr/%0aalert(1)//",
        "qr:data://exemple.fr/",
        "qr:file:///etc/passwd",
        "qr:HTTPS://EXEMPLE.FR/S",
    ],
)
def test_an_address_that_no_telephone_should_follow_is_refused(address: str) -> None:
    assert "malformed-ticket-address" == refused(address)


@pytest.mark.parametrize("length,version,level", [(30, 5, "M"), (41, 5, "M"), (42, 5, "L"), (62, 5, "L"), (19, 4, "M")])
def test_a_code_is_of_version_5_at_most_and_as_sturdy_as_fits(length: int, version: int, level: str) -> None:
    base = base_of("qr:https://" + "a" * (length - 12) + ".fr/")
    code = code_of(base + "_" * SECRET)

    assert (version, level) == (code.version, code.error)


def test_the_longest_address_fills_version_5_and_one_more_letter_is_refused() -> None:
    longest = "qr:https://" + "a" * (LARGEST - SECRET - 12) + ".fr"

    assert LARGEST == len(QrPrinter.at(longest).invite(SECRETS[0]).address)
    assert "ticket-address-too-long" == refused(longest.replace("a.fr", "aa.fr"))


def test_a_code_is_made_once_for_one_ticket_in_whatever_form(made: list[str]) -> None:
    printer = QrPrinter.at(BASE)
    invitation = printer.invite(SECRETS[0])
    printer.in_terminal(invitation)

    assert invitation is printer.invite(SECRETS[0])
    assert [invitation.address] == made


def test_a_code_is_made_once_however_many_ask_at_once(made: list[str]) -> None:
    printer = QrPrinter.at(BASE)
    with ThreadPoolExecutor(8) as pool:
        invitations = list(pool.map(printer.invite, SECRETS[:2] * 16))

    assert 2 == len(made) == len({id(invitation) for invitation in invitations})


def test_codes_are_not_kept_without_end(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "KEPT", 3)
    printer = QrPrinter.at(BASE)
    for secret in (*SECRETS[:4], SECRETS[3], SECRETS[0]):
        printer.invite(secret)

    assert [printer.base + secret for secret in (*SECRETS[:4], SECRETS[0])] == made


def test_white_surrounds_the_code_in_every_form() -> None:
    printer = QrPrinter.at(BASE)
    invitation = printer.invite(SECRETS[0])
    png = Image.open(io.BytesIO(invitation.png)).convert("L")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", printer.in_terminal(invitation)).split("\n")

    assert (32, 32) == png.point(lambda shade: 255 - shade).getbbox()[:2]  # type: ignore[index]
    assert b"M4,4h7v1h-7z" in invitation.svg
    assert lines[:2] == lines[-2:] == ["█" * 45] * 2
    assert {"████"} == {line[:4] for line in lines} | {line[-4:] for line in lines}


def test_a_terminal_is_told_its_colours_and_left_as_it_was() -> None:
    printer = QrPrinter.at(BASE)
    for line in printer.in_terminal(printer.invite(SECRETS[0])).split("\n"):
        assert re.fullmatch(r"\x1b\[38;5;231;48;5;16m[ ▀▄█]{45}\x1b\[0m", line)


def test_who_logs_an_invitation_does_not_log_the_way_to_sign() -> None:
    assert SECRETS[3] not in repr(QrPrinter.at(BASE).invite(SECRETS[3]))


def test_a_host_finds_it_by_its_name() -> None:
    assert isinstance(Host.discover().build("tickets", BASE), QrPrinter)


def test_offering_it_loads_no_segno() -> None:
    program = "import registre_signature_qr.plugin, sys; print('segno' in sys.modules)"

    assert "False\n" == subprocess.check_output([sys.executable, "-c", program], text=True)
