"""Encryption that gives the same bytes every time, for test files and for nothing else.

The keys and the initialisation vectors come from a digest of the title instead of a random source: whoever reads this
can open the files. reportlab brings RC4 with 40 bits; AES with 256 bits (revision 6) is written here.

Source: ISO 32000-2:2020, 7.6.4 (standard security handler), algorithms 2.B, 8, 9 and 10.
"""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfdoc import DummyDoc, PDFDictionary, PDFDocument, PDFName, PDFObject

NO_CHANGES = -1324
"""Permission bits of a report that may be read, copied and printed, and not be changed: bits 3, 5, 10 and 12."""


def rc4_40(user_password: str, owner_password: str) -> StandardEncryption:
    """Encrypt as files of the nineties are, with revision 2 of the handler."""
    return StandardEncryption(user_password, owner_password, strength=40)


class Aes256(StandardEncryption):  # type: ignore[misc] # reportlab ships no types
    """Encrypt with AES-256, revision 6. An empty user password opens without being asked for."""

    def __init__(self, user_password: str, owner_password: str, *, seed: str) -> None:
        super().__init__(user_password, owner_password, strength=128)  # 256 would ask for a package that we do not need
        self._users, self._owners = user_password.encode(), owner_password.encode()
        self._seed, self._drawn = seed.encode(), itertools.count()

    def prepare(self, document: PDFDocument, overrideID: object = None) -> None:  # noqa: ARG002, N803 # reportlab's
        """Derive the key and the entries of the encryption dictionary."""
        self.key = self._bytes(32)
        salts = [self._bytes(8) for _ in range(4)]
        self.U = _digest(self._users, salts[0]) + salts[0] + salts[1]
        self.UE = _cbc(_digest(self._users, salts[1]), bytes(16), self.key)
        self.O = _digest(self._owners, salts[2], self.U) + salts[2] + salts[3]
        self.OE = _cbc(_digest(self._owners, salts[3], self.U), bytes(16), self.key)
        permissions = NO_CHANGES.to_bytes(4, "little", signed=True) + b"\xff\xff\xff\xffTadb" + self._bytes(4)
        self.Perms = Cipher(algorithms.AES(self.key), modes.ECB()).encryptor().update(permissions)  # noqa: S305 # the norm
        self.prepared = 1

    def encode(self, t: str | bytes) -> bytes:
        """Encrypt one string or stream."""
        padder = padding.PKCS7(128).padder()
        plain = t.encode("latin-1") if isinstance(t, str) else bytes(t)
        vector = self._bytes(16)
        return vector + _cbc(self.key, vector, padder.update(plain) + padder.finalize())

    def info(self) -> PDFObject:
        """Describe the encryption in the file."""
        return _EncryptionDictionary(self)

    def _bytes(self, count: int) -> bytes:
        return hashlib.sha256(self._seed + str(next(self._drawn)).encode()).digest()[:count]


class _EncryptionDictionary(PDFObject):  # type: ignore[misc] # reportlab ships no types
    """The only object of the file that stays in the clear."""

    __RefOnly__ = 1

    def __init__(self, encryption: Aes256) -> None:
        self._encryption = encryption

    def format(self, document: PDFDocument) -> bytes:  # noqa: ARG002 # what reportlab calls
        """Write the entries of table 20, hexadecimal where they are binary."""
        filters = PDFDictionary({"CFM": PDFName("AESV3"), "AuthEvent": PDFName("DocOpen"), "Length": 32})
        entries: dict[str, Any] = {
            name: "<" + getattr(self._encryption, name).hex() + ">" for name in ("O", "U", "OE", "UE", "Perms")
        }
        entries |= {"Filter": PDFName("Standard"), "V": 5, "R": 6, "Length": 256, "P": NO_CHANGES}
        entries |= {"CF": PDFDictionary({"StdCF": filters}), "StmF": PDFName("StdCF"), "StrF": PDFName("StdCF")}
        written: bytes = PDFDictionary(entries).format(DummyDoc())
        return written


def _digest(password: bytes, salt: bytes, user_key: bytes = b"") -> bytes:
    """Harden a password: algorithm 2.B."""
    key = hashlib.sha256(password + salt + user_key).digest()
    for turn in itertools.count(1):
        mixed = _cbc(key[:16], key[16:32], (password + key + user_key) * 64)
        key = hashlib.new(("sha256", "sha384", "sha512")[sum(mixed[:16]) % 3], mixed).digest()
        if turn >= 64 and mixed[-1] <= turn - 32:
            break
    return key[:32]


def _cbc(key: bytes, vector: bytes, plain: bytes) -> bytes:
    return Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor().update(plain)
