"""The `Attestor` port with Ed25519: RFC 8032."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from registre_attestation_ed25519.address import file_of, place_of
from registre_attestation_ed25519.command import printed_by
from registre_core.kernel.attestations import Attestation
from registre_core.kernel.errors import ConfigurationError
from registre_core.plugins.key_files import read_key_file, require_private, write_key_file

ALGORITHM = "ed25519"
"""As attestations and addresses call it."""

Key = Ed25519PrivateKey | Ed25519PublicKey


class Ed25519Attestor:
    """A key, or its public half alone. Open one with `at`."""

    def __init__(self, key: Key) -> None:
        self._private = key if isinstance(key, Ed25519PrivateKey) else None
        self._public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
        self.key = self._public.public_bytes_raw()
        """The public half: 32 bytes."""

    @classmethod
    def at(cls, address: str) -> Self:
        """Open a key: ``ed25519:/etc/registre/anchor.key``, ``ed25519:command:…`` or its name, ``ed25519:3b6a27bc…``.

        Raises:
            ConfigurationError: ``malformed-key-address``, ``key-not-found``, ``key-not-readable``, ``key-exposed``,
                ``malformed-key``.
            AdapterFailure: ``key-command-failed``.
        """
        match place_of(address):
            case bytes(public):
                return cls(Ed25519PublicKey.from_public_bytes(public))
            case Path() as path:
                return cls(_in_file(path))
            case words:
                return cls(_read(printed_by(words)))

    @property
    def signer(self) -> str:
        return f"{ALGORITHM}:{self.key.hex()}"

    def __repr__(self) -> str:
        return f"Ed25519Attestor({self.signer})"

    def attest(self, content: bytes) -> Attestation:
        if self._private is None:
            said = f"{self.signer} is the public half of a key, which signs nothing: name the private key"
            raise ConfigurationError("private-key-needed", said, {"signer": self.signer})
        return Attestation(ALGORITHM, self.key, self._private.sign(content))

    def verify(self, content: bytes, attestation: Attestation) -> bool:
        if attestation.signer != self.signer:
            return False
        try:
            self._public.verify(attestation.signature, content)
        except InvalidSignature:
            return False
        return True


def _in_file(path: Path) -> Key:
    content, is_exposed = read_key_file(path)
    key = _read(content)
    if isinstance(key, Ed25519PrivateKey):
        require_private(path, is_exposed=is_exposed)
    return key


def _read(pem: bytes) -> Key:
    try:
        key = load_pem_public_key(pem) if b"-----BEGIN PUBLIC KEY-----" in pem else load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:  # a TypeError asks for a password
        raise _malformed() from error
    if not isinstance(key, (Ed25519PrivateKey, Ed25519PublicKey)):
        raise _malformed()
    return key


def _malformed() -> ConfigurationError:
    said = "this is no Ed25519 key in PEM without a password: registre keygen makes one"
    return ConfigurationError("malformed-key", said)


def make_key(address: str) -> str:
    """Make a private key in a new file that nobody else can read, and name its public half.

    Raises:
        ConfigurationError: ``malformed-key-address``, ``key-exists``, ``key-not-writable``.
    """
    path, key = file_of(address), Ed25519PrivateKey.generate()
    write_key_file(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Ed25519Attestor(key).signer
