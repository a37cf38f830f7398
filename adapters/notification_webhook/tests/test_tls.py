"""A far end proves who it is, or hears nothing."""

import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from tests.callback_server import CallbackServer, callback_server

from registre_core import AdapterFailure, ConfigurationError
from registre_core.ports import Message
from registre_notification_webhook.keys import Keys
from registre_notification_webhook.notifier import WebhookNotifier
from registre_notification_webhook.settings import Settings

KEYS = Keys((b"k" * 32,))
NOW = datetime.now(UTC)


@frozen
class Papers:
    """A server's key with its certificate, and the authority that vouches for it, in PEM."""

    server: Path
    authority: Path


def papers(folder: Path, host: str = "gmao.interne", *, until: datetime = NOW + timedelta(days=1)) -> Papers:
    """Make an authority, and have it vouch for a server of this name."""
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = certificate("Autorité interne", root, "Autorité interne", root, NOW + timedelta(days=1), ca=True)
    alternative = x509.SubjectAlternativeName([x509.DNSName(host), x509.IPAddress(ip_address("127.0.0.1"))])
    own = certificate(host, key, "Autorité interne", root, until, alternative)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(private + own.public_bytes(Encoding.PEM))
    (folder / "authority.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    return Papers(folder / "server.pem", folder / "authority.pem")


def certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    until: datetime,
    names: x509.SubjectAlternativeName | None = None,
    *,
    ca: bool = False,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=2))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    return (builder.add_extension(names, critical=False) if names else builder).sign(by, hashes.SHA256())


def deliver(server: CallbackServer, authority: Path | None, host: str = "gmao.interne") -> None:
    def found(name: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    trusting = f"&ca={authority}" if authority else ""
    settings = Settings.read(f"webhook:k?allow={host}:{server.port}&patience=10{trusting}")
    notifier = WebhookNotifier(settings, KEYS, look_up=found)
    notifier.deliver(Message("k-1", f"https://{host}:{server.port}/rappel", "Essai", "Essai."))


def proving(by: Papers) -> ssl.SSLContext:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(by.server)
    return trust


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
