"""Keys that seal: a private key with its certificates in a PKCS#12 file, or the certificate alone, which checks."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from asn1crypto import x509 as asn1
from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from pyhanko.sign import SimpleSigner

from registre_core.kernel.errors import ConfigurationError
from registre_core.plugins.key_files import read_key_file, require_private, write_key_file
from registre_sealing_pyhanko.address import Address

LIFE = timedelta(days=3 * 365)
"""How long a certificate made here is valid."""


@frozen
class Key:
    """What seals, or only checks."""

    certificate: asn1.Certificate
    """Whose seal it is."""
    signer: SimpleSigner | None
    """The private half, if it is there."""

    @property
    def name(self) -> str:
        """What it is called: the SHA-256 of the certificate."""
        return f"sha256:{self.certificate.sha256.hex()}"

    @property
    def expires_at(self) -> datetime:
        """From when its seals are no longer accepted."""
        expiry: datetime = self.certificate.not_valid_after
        return expiry


def key_at(address: Address) -> Key:
    """Read a key.

    Raises:
        ConfigurationError: ``key-not-found``, ``key-not-readable``, ``key-exposed``, ``malformed-seal``,
            ``passphrase-missing``.
    """
    content, is_exposed = read_key_file(address.file)
    if content.startswith(b"-----BEGIN CERTIFICATE-----"):
        return Key(certificate_of(content), None)
    require_private(address.file, is_exposed=is_exposed)
    try:
        signer = SimpleSigner.load_pkcs12_data(content, (), _passphrase(address))
    except ValueError as error:  # it says whether the passphrase or the file is wrong; neither is repeated
        raise _malformed() from error
    if signer.signing_cert is None:
        raise _malformed()
    return Key(signer.signing_cert, signer)


def certificate_of(pem: bytes) -> asn1.Certificate:
    """Read a certificate in PEM.

    Raises:
        ConfigurationError: ``malformed-seal``.
    """
    try:
        return asn1.Certificate.load(x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER))
    except ValueError as error:
        raise _malformed() from error


def _passphrase(address: Address) -> bytes | None:
    if address.passphrase_file:
        content, is_exposed = read_key_file(address.passphrase_file)
        require_private(address.passphrase_file, is_exposed=is_exposed)
        return content.partition(b"\n")[0].rstrip(b"\r")
    if address.passphrase_variable:
        held = os.environ.get(address.passphrase_variable)
        if held is None:
            said = f"the variable {address.passphrase_variable}, with the passphrase of the seal, is not set"
            raise ConfigurationError("passphrase-missing", said, {"variable": address.passphrase_variable})
        return held.encode()
    return None


def _malformed() -> ConfigurationError:
    said = "this is no PKCS#12 file with a private key, or its passphrase is another; nor a certificate in PEM"
    return ConfigurationError("malformed-seal", said)


def make_key(address: str) -> str:
    """Make a key to try out, with a certificate that vouches for itself, and name it by its SHA-256.

    Readers of PDF call such a seal intact, and its origin unknown: who needs more buys a certificate for seals.

    Raises:
        ConfigurationError: ``malformed-seal-address``, ``key-exists``, ``key-not-writable``, and those of the
            passphrase (see `key_at`).
    """
    place = Address.read(address)
    phrase, private = _passphrase(place), ec.generate_private_key(ec.SECP256R1())
    certificate = _self_signed(private, datetime.now(UTC))
    encryption = BestAvailableEncryption(phrase) if phrase else NoEncryption()
    write_key_file(place.file, serialize_key_and_certificates(b"cachet", private, certificate, None, encryption))
    return f"sha256:{certificate.fingerprint(hashes.SHA256()).hex()}"


def _self_signed(private: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cachet du registre de sécurité (essai)")])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .sign(private, hashes.SHA256())
    )
