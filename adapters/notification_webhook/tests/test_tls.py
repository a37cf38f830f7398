"""A far end proves who it is, or hears nothing."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from tests.callback_papers import NOW, papers, proving
from tests.callback_server import CallbackServer, callback_server

from registre_core import AdapterFailure, ConfigurationError
from registre_core.ports import Message
from registre_notification_webhook.keys import Keys
from registre_notification_webhook.notifier import WebhookNotifier
from registre_notification_webhook.settings import Settings

KEYS = Keys((b"k" * 32,))


def deliver(server: CallbackServer, authority: Path | None, host: str = "gmao.interne") -> None:
    def found(name: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    trusting = f"&ca={authority}" if authority else ""
    settings = Settings.read(f"webhook:k?allow={host}:{server.port}&patience=10{trusting}")
    notifier = WebhookNotifier(settings, KEYS, look_up=found)
    notifier.deliver(Message("k-1", f"https://{host}:{server.port}/rappel", "Essai", "Essai."))


def cause_of(server: CallbackServer, authority: Path | None, host: str = "gmao.interne") -> tuple[str, object]:
    with pytest.raises(AdapterFailure) as failure:
        deliver(server, authority, host)
    assert [] == server.arrived
    return failure.value.code, failure.value.facts["cause"]


UNPROVEN = ("delivery-postponed", "certificate")


def test_a_server_that_an_own_authority_vouches_for_is_told_by_the_name_of_the_address(tmp_path: Path) -> None:
    by = papers(tmp_path)
    with callback_server(proving(by)) as server:
        deliver(server, by.authority)
    assert [f"gmao.interne:{server.port}"] == [callback.host for callback in server.arrived]


def test_a_number_is_proven_like_a_name(tmp_path: Path) -> None:
    by = papers(tmp_path)
    with callback_server(proving(by)) as server:
        deliver(server, by.authority, "127.0.0.1")
    assert 1 == len(server.arrived)


def test_nobody_is_told_whom_no_authority_vouches_for(tmp_path: Path) -> None:
    with callback_server(proving(papers(tmp_path))) as server:
        assert UNPROVEN == cause_of(server, None)


def test_nobody_is_told_who_proves_to_be_somebody_else(tmp_path: Path) -> None:
    by = papers(tmp_path, "autre.interne")
    with callback_server(proving(by)) as server:
        assert UNPROVEN == cause_of(server, by.authority)


def test_an_expired_certificate_may_be_renewed(tmp_path: Path) -> None:
    by = papers(tmp_path, until=NOW - timedelta(days=1))
    with callback_server(proving(by)) as server:
        assert UNPROVEN == cause_of(server, by.authority)


def test_a_server_that_speaks_without_tls_is_told_nothing(tmp_path: Path) -> None:
    with callback_server() as server:
        assert ("delivery-postponed", "connection") == cause_of(server, None)


def test_certificates_that_cannot_be_read_are_told_when_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("rien")
    for name in ("none.pem", "not-there.pem"):
        with pytest.raises(ConfigurationError) as refusal:
            WebhookNotifier(Settings(Path("k"), authorities=tmp_path / name), KEYS)
        assert "authority-not-readable" == refusal.value.code
