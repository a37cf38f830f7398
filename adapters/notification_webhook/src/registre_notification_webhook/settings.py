"""From the address of the notifier to its keys, and to the servers it may speak to within one's own network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from attrs import frozen

from registre_core.kernel.errors import ConfigurationError
from registre_core.notices import CallbackAddress, WebOrigin

SCHEME = "webhook"
PATIENCE = 20.0
"""Seconds a delivery has, from the name of the server to its answer."""
MOST_PATIENCE = 120.0
"""A deliverer holds what it carries for some minutes: a delivery must be over by then."""

_OPTIONS = {"allow", "ca", "patience"}


@frozen
class Settings:
    """What ``webhook:/etc/registre/rappels.cle?allow=gmao.interne,http://10.0.0.5:8080`` says."""

    file: Path
    """The keys that secrets are derived from."""
    allowed: frozenset[WebOrigin] = frozenset()
    """Servers that the operator vouches for: they may be in his own network, on another port, and without TLS, each
    as it is written here."""
    authorities: Path | None = None
    """Certificates in PEM that are trusted beside those of the system: the authority of one's own network."""
    patience: float = PATIENCE
    """Seconds a delivery has."""

    @classmethod
    def read(cls, address: str) -> Settings:
        """Read an address.

        Raises:
            ConfigurationError: ``malformed-webhook-address``.
        """
        scheme, _, rest = address.partition(":")
        path, _, query = rest.partition("?")
        if scheme != SCHEME or not path or "\0" in address:
            raise _malformed("there is no file of keys")
        options = _options(query)
        authorities = options.get("ca")
        return cls(
            Path(path),
            frozenset(map(_origin, filter(None, options.get("allow", "").split(",")))),
            Path(authorities) if authorities else None,
            _seconds(options.get("patience")),
        )


def _options(query: str) -> Mapping[str, str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if query else []
    except ValueError:
        raise _malformed("what stands behind ? is no list of options") from None
    known = dict(pairs)
    if len(known) < len(pairs) or not known.keys() <= _OPTIONS:
        raise _malformed("an option is unknown, or stands twice")
    return known


def _origin(written: str) -> WebOrigin:
    """Read ``gmao.interne``, ``gmao.interne:8443`` or ``http://10.0.0.5:8080``."""
    found = CallbackAddress.read(written if "://" in written else f"https://{written}")
    if found is None or found.path != "/":
        raise _malformed(f"{written!r} is no server")
    return found.origin


def _seconds(written: str | None) -> float:
    try:
        patience = PATIENCE if written is None else float(written)
    except ValueError:
        patience = 0.0
    if not 0 < patience <= MOST_PATIENCE:
        raise _malformed(f"patience is up to {MOST_PATIENCE:g} seconds")
    return patience


def _malformed(what: str) -> ConfigurationError:
    said = "callbacks are written webhook:/etc/registre/rappels.cle, and behind a question mark allow=, ca=, patience="
    return ConfigurationError("malformed-webhook-address", f"{said}: {what}", {"what": what})
