"""Certificates for servers on the loopback, and an authority of our own that vouches for them."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HERE = ("localhost", "127.0.0.1")


@frozen
class Authority:
    """Vouches for servers: whoever trusts `trusted` trusts those."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def trusted(self) -> Path:
        """Give the file to trust, in PEM."""
        return self.folder / "authority.pem"

    def server(self, *names: str) -> ssl.SSLContext:
        """Vouch for a server of these names, and give what it needs for TLS."""
        key = ec.generate_private_key(ec.SECP256R1())
        chosen = x509.SubjectAlternativeName([_name(name) for name in names or HERE])
        built = _certificate(key, "serveur", self.certificate.subject, self.key).add_extension(chosen, critical=False)
        path = self.folder / f"{'-'.join(names) or 'here'}.pem"
        path.write_bytes(_private(key) + built.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def authority(folder: Path) -> Authority:
    """Make an authority that nobody but a test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Autorité de la ville")])
    may_sign = x509.BasicConstraints(ca=True, path_length=0)
    built = _certificate(key, "Autorité de la ville", name, key).add_extension(may_sign, critical=True)
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)  # noqa: FBT003  # signs certificates
    certificate = built.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    (folder / "authority.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    return Authority(folder, key, certificate)


def _certificate(
    key: ec.EllipticCurvePrivateKey, name: str, issuer: x509.Name, by: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    vouching = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(vouching, critical=False)
    )


def _name(name: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
