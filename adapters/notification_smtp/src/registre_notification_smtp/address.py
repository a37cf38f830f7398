"""From the address of a mail server to where it is: everything that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from registre_core.kernel.errors import ConfigurationError, InvalidInput, Problem
from registre_notification_smtp.mailboxes import on_the_wire
from registre_notification_smtp.passwords import password_in, password_named
from registre_notification_smtp.place import Place, Security

One = TypeVar("One")

_PARAMETERS = frozenset("from from-name tls in-clear ca password-file password-env patience hello".split())
_CALLED = {
    "sender": "from",
    "sender_name": "from-name",
    "password": "password-file",
    "authority": "ca",
    "in_clear": "in-clear",
}
"""How an address calls what a place calls otherwise."""
_TLS = {"required": Security.STARTTLS, "none": Security.NONE}
_NO_NUMBER = -1


def place_of(address: str) -> Place:
    """Read ``smtp://compte@mail.exemple.fr:587?from=registre@exemple.fr&password-file=/etc/registre/smtp.pass``.

    Raises:
        ConfigurationError: ``malformed-mail-server``, with all that is wrong; ``parts`` names what to correct.
    """
    problems: list[Problem] = []
    parts = _split(address)
    given = _given(parts.query, problems)
    security = _security(parts.scheme, given, problems)
    password = _or("?", problems, lambda: _password(parts, given))
    place = _or(None, problems, lambda: _place(parts, given, security, password))
    if place is None or problems:
        raise _malformed(parts, problems)
    return place


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # a bracket that never closes
        return SplitResult(address.partition(":")[0], "", "", "", "")


def _given(query: str, problems: list[Problem]) -> dict[str, str]:
    """Read what follows the question mark; a plus sign is one, since mail addresses hold some."""
    given: dict[str, str] = {}
    for name, _, value in (pair.partition("=") for pair in query.split("&") if pair):
        if name not in _PARAMETERS:
            problems.append(Problem(name, "unknown-parameter", f"there is no parameter {name!r}"))
        elif name in given:
            problems.append(Problem(name, "repeated-parameter", f"{name!r} comes twice"))
        given[name] = unquote(value)
    return given


def _security(scheme: str, given: Mapping[str, str], problems: list[Problem]) -> Security:
    asked = given.get("tls", "required")
    if asked not in _TLS or (scheme == "smtps" and asked != "required"):
        problems.append(Problem("tls", "unknown-tls", "tls is required, or with smtp:// none"))
    return Security.TLS if scheme == "smtps" else _TLS.get(asked, Security.STARTTLS)


def _password(parts: SplitResult, given: Mapping[str, str]) -> str | None:
    if ":" in parts.netloc.rpartition("@")[0]:
        said = "no password in an address, which other users of this machine see: password-file or password-env"
        raise InvalidInput.at("password", "password-in-address", said)
    if "password-file" in given and "password-env" in given:
        raise InvalidInput.at("password-env", "two-passwords", "either password-file or password-env")
    if "password-file" in given:
        return password_in(given["password-file"])
    return password_named(given["password-env"]) if "password-env" in given else None


def _place(parts: SplitResult, given: Mapping[str, str], security: Security, password: str | None) -> Place:
    if parts.path.strip("/") or parts.fragment:
        raise InvalidInput.at("host", "not-a-server", "a server is a host and a port, and no path")
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
        in_clear=given.get("in-clear"),
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


def _or(instead: One, problems: list[Problem], read: Callable[[], One]) -> One:
    """Read something, or note what is wrong with it and go on."""
    try:
        return read()
    except InvalidInput as error:
        problems.extend(error.problems)
        return instead


def _malformed(parts: SplitResult, problems: list[Problem]) -> ConfigurationError:
    """Tell what is wrong, and of the address no more than the server: the rest may be half a password."""
    with suppress(ValueError):
        address = f"{parts.scheme}://{parts.hostname or '…'}"
    named = ", ".join(dict.fromkeys(_CALLED.get(problem.path, problem.path) for problem in problems))
    said = "; ".join(problem.message for problem in problems)
    facts = {"address": address, "parts": named}
    return ConfigurationError("malformed-mail-server", f"{address} is no mail server to write with: {said}", facts)
