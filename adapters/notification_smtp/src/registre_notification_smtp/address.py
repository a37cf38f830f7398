"""From the address of a mail server to where it is: everything that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import SplitResult, unquote, urlsplit

from registre_core.kernel.errors import ConfigurationError
from registre_notification_smtp.mailboxes import on_the_wire
from registre_notification_smtp.passwords import NoPasswordError, password_in, password_named
from registre_notification_smtp.place import Place, Security, Wrong, wrong_with

_PARAMETERS = frozenset("from from-name tls in-clear ca password-file password-env patience hello".split())
_PASSWORDS = {"password-file": password_in, "password-env": password_named}
_TLS = {"required": Security.STARTTLS, "none": Security.NONE}
_NO_NUMBER = -1
_UNKNOWN = "?"
"""Stands for a password that cannot be read: it is not missing too."""


def place_of(address: str) -> Place:
    """Read ``smtp://compte@mail.exemple.fr:587?from=registre@exemple.fr&password-file=/etc/registre/smtp.pass``.

    Raises:
        ConfigurationError: ``malformed-mail-server``, with all that is wrong; ``parts`` names what to correct.
    """
    wrong: list[Wrong] = []
    parts = _split(address)
    if parts.path.strip("/") or parts.fragment:
        wrong.append(Wrong("host", "a server is //, a host and perhaps a port, and no path"))
    given = _given(parts.query, wrong)
    security = _security(parts.scheme, given, wrong)
    place = _place(parts, given, security, _password(parts, given, wrong))
    wrong.extend(wrong_with(place))
    if wrong:
        raise _malformed(parts, wrong)
    return place


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that never closes
        return SplitResult(address.partition(":")[0], "", "", "", "")


def _given(query: str, wrong: list[Wrong]) -> dict[str, str]:
    """Read what follows the question mark; a plus sign is one, since mail addresses hold some."""
    given: dict[str, str] = {}
    for name, _, value in (pair.partition("=") for pair in query.split("&") if pair):
        if name not in _PARAMETERS:
            wrong.append(Wrong(name, f"there is no parameter {name!r}"))
        elif name in given:
            wrong.append(Wrong(name, f"{name} comes twice"))
        given[name] = unquote(value)
    return given


def _security(scheme: str, given: Mapping[str, str], wrong: list[Wrong]) -> Security:
    asked = given.get("tls", "required")
    if asked not in _TLS or (scheme == "smtps" and asked != "required"):
        wrong.append(Wrong("tls", "tls is required, or with smtp:// none"))
    return Security.TLS if scheme == "smtps" else _TLS.get(asked, Security.STARTTLS)


def _password(parts: SplitResult, given: Mapping[str, str], wrong: list[Wrong]) -> str | None:
    named = [name for name in _PASSWORDS if name in given]
    if ":" in parts.netloc.rpartition("@")[0]:
        wrong.append(Wrong("login", "no password in an address, which others see: password-file or password-env"))
        return _UNKNOWN
    if not named:
        return None
    if len(named) > 1:
        wrong.append(Wrong(named[1], "either password-file or password-env"))
    try:
        return _PASSWORDS[named[0]](given[named[0]])
    except NoPasswordError as error:
        wrong.append(Wrong(named[0], str(error)))
        return _UNKNOWN


def _place(parts: SplitResult, given: Mapping[str, str], security: Security, password: str | None) -> Place:
    sender = given.get("from", "")
    return Place(
        host=parts.hostname or "",
        port=_port(parts, security),
        security=security,
        sender=on_the_wire(sender) or sender,
        sender_name=given.get("from-name"),
        user=unquote(parts.username) if parts.username else None,
        password=password,
        authority=given.get("ca"),
        in_clear=given.get("in-clear", "").lower() or None,
        patience=_number(given.get("patience", "60")),
        hello=given.get("hello"),
    )


def _port(parts: SplitResult, security: Security) -> int:
    try:
        return security.value if parts.port is None else parts.port
    except ValueError:
        return _NO_NUMBER


def _number(text: str) -> float:
    with suppress(ValueError):
        return float(text)
    return _NO_NUMBER


def _malformed(parts: SplitResult, wrong: list[Wrong]) -> ConfigurationError:
    """Tell what is wrong, and of the address no more than the server: the rest may be half a password."""
    address = f"{parts.scheme}://{parts.hostname or '…'}"
    said = f"{address} is no mail server to write with: {'; '.join(one.said for one in wrong)}"
    facts = {"address": address, "parts": ", ".join(dict.fromkeys(one.part for one in wrong))}
    return ConfigurationError("malformed-mail-server", said, facts)
