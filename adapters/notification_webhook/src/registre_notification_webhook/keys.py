"""The keys of the house, the secret of each subscriber, and the signature of a callback.

A secret is derived and never stored: whoever reads the database can sign nothing. It belongs to one workspace and
address, so a tenant who names the address of another tenant's machine learns nothing that this machine trusts.

Source: Standard Webhooks 1.0.0, symmetric signatures (``v1``); RFC 2104 (HMAC).
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

from attrs import field, frozen

from registre_core.kernel.errors import ConfigurationError
from registre_core.plugins.key_files import read_key_file, require_private, write_key_file
from registre_notification_webhook.settings import SCHEME, Settings

LENGTH = 32
"""Bytes of a key."""
PREFIX = "whsec_"
"""What tells a secret from other texts, as the standard has it."""

_LINE = re.compile(rf"[A-Za-z0-9+/]{{{(LENGTH * 4 + 2) // 3}}}=")
_DERIVING = b"registre-callback/1\n"
"""The first line of what secrets are derived from: another way to derive them gets another number."""


@frozen
class Keys:
    """The keys of a file, the newest first: while keys are changed, all of them sign."""

    lines: tuple[bytes, ...] = field(repr=False)

    def secret(self, address: str, sender: str | None) -> str:
        """Give the secret of a subscriber, as he pastes it into what verifies callbacks: that of the newest key."""
        return PREFIX + b64encode(_derived(self.lines[0], address, sender)).decode()

    def sign(self, content: bytes, address: str, sender: str | None) -> str:
        """Sign with the secret of each key, one signature behind the other."""
        return " ".join(signature(_derived(key, address, sender), content) for key in self.lines)


def _derived(key: bytes, address: str, sender: str | None) -> bytes:
    """Neither part holds a line end, so no two subscribers have one text."""
    return hmac.digest(key, _DERIVING + f"{sender or ''}\n{address}".encode(), sha256)


def signature(secret: bytes, content: bytes) -> str:
    """Sign with one secret, as the standard writes it."""
    return f"v1,{b64encode(hmac.digest(secret, content, sha256)).decode()}"


def signed(key: str, at: int, body: bytes) -> bytes:
    """Join what a signature covers."""
    return f"{key}.{at}.".encode() + body


def read_keys(path: Path) -> Keys:
    """Read a file of keys: one a line, in base64.

    Raises:
        ConfigurationError: ``key-not-found``, ``key-not-readable``, ``key-exposed``, ``malformed-callback-key``.
    """
    content, is_exposed = read_key_file(path)
    require_private(path, is_exposed=is_exposed)
    lines = [line.strip() for line in content.decode("ascii", "replace").splitlines() if line.strip()]
    if not lines or not all(map(_LINE.fullmatch, lines)):
        said = f"{path} holds no keys of callbacks, one of {LENGTH} bytes a line in base64: registre keygen makes one"
        raise ConfigurationError("malformed-callback-key", said, {"file": str(path)})
    return Keys(tuple(map(b64decode, lines)))


def make_key(address: str) -> str:
    """Make a key in a new file that nobody else can read, and name it: its digest tells it apart, and no more.

    Raises:
        ConfigurationError: ``malformed-webhook-address``, ``key-exists``, ``key-not-writable``.
    """
    key = secrets.token_bytes(LENGTH)
    write_key_file(Settings.read(address).file, b64encode(key) + b"\n")
    return f"{SCHEME}:{sha256(key).hexdigest()[:16]}"
