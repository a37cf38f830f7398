"""From the address of a key to where it is: a file, a command, or its public half itself."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from registre_core.kernel.errors import ConfigurationError

_PUBLIC = re.compile(r"[0-9a-f]{64}")
_COMMAND = "command:"

Place = Path | tuple[str, ...] | bytes
"""A file, the words of a command, or the 32 bytes of a public half."""


def place_of(address: str) -> Place:
    """Read ``ed25519:/etc/registre/anchor.key``, ``ed25519:command:…`` or ``ed25519:3b6a27bc…``.

    Raises:
        ConfigurationError: ``malformed-key-address``.
    """
    scheme, _, rest = address.partition(":")
    if scheme != "ed25519" or not rest or "\0" in rest:
        raise _malformed(address)
    if _PUBLIC.fullmatch(rest):
        return bytes.fromhex(rest)
    return _words(address, rest.removeprefix(_COMMAND)) if rest.startswith(_COMMAND) else Path(rest)


def file_of(address: str) -> Path:
    """Read the address of a key in a file.

    Raises:
        ConfigurationError: ``malformed-key-address``.
    """
    place = place_of(address)
    if isinstance(place, Path):
        return place
    raise _malformed(address)


def _words(address: str, line: str) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(line))
    except ValueError as error:  # a quotation that never ends
        raise _malformed(address) from error
    if not words:
        raise _malformed(address)
    return words


def _malformed(address: str) -> ConfigurationError:
    said = "a key is written ed25519:/etc/registre/anchor.key, ed25519:command:… or ed25519: and 64 hexadecimal digits"
    return ConfigurationError("malformed-key-address", f"{said}, not {address}", {"address": address})
