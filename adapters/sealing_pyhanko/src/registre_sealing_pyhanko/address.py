"""From the address of a seal to its key, its passphrase and its time server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from attrs import frozen

from registre_core.kernel.errors import ConfigurationError

SCHEME = "pkcs12"

_OPTIONS = {"tsa", "tsa-certificate", "passphrase-file", "passphrase-variable"}


@frozen
class Address:
    """What ``pkcs12:/etc/registre/cachet.p12?tsa=http://…&passphrase-file=/etc/registre/cachet.pass`` says."""

    file: Path
    """The key with its certificates, or the certificate alone in PEM."""
    passphrase_file: Path | None = None
    """Where its passphrase stands, alone on the first line."""
    passphrase_variable: str | None = None
    """Or the environment variable that holds it. It never stands in an address, which others may see."""
    time_server: str | None = None
    """Where time stamps come from (RFC 3161), by HTTP."""
    time_certificate: Path | None = None
    """The authority that must vouch for the time server, in PEM; any that signs rightly will do otherwise."""

    @classmethod
    def read(cls, address: str) -> Address:
        """Read an address.

        Raises:
            ConfigurationError: ``malformed-seal-address``.
        """
        scheme, _, rest = address.partition(":")
        path, _, query = rest.partition("?")
        options = _options(query)
        if scheme != SCHEME or not path or "\0" in address or options is None:
            raise _malformed()
        return cls(
            Path(path),
            _path(options.get("passphrase-file")),
            options.get("passphrase-variable"),
            options.get("tsa"),
            _path(options.get("tsa-certificate")),
        )


def _options(query: str) -> Mapping[str, str] | None:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
        known = dict(pairs)
        server = urlsplit(known.get("tsa", "http://there"))
    except ValueError:
        return None
    is_one_passphrase = not known.keys() >= {"passphrase-file", "passphrase-variable"}
    is_right = len(known) == len(pairs) and known.keys() <= _OPTIONS and all(known.values()) and is_one_passphrase
    return known if is_right and server.scheme in {"http", "https"} and server.hostname else None


def _path(option: str | None) -> Path | None:
    return None if option is None else Path(option)


def _malformed() -> ConfigurationError:
    """Say what one looks like; what was given is not repeated, since somebody may have put a passphrase there."""
    said = "a seal is written pkcs12:/etc/registre/cachet.p12, and behind a question mark tsa=, tsa-certificate="
    return ConfigurationError("malformed-seal-address", f"{said}, passphrase-file= or passphrase-variable=")
