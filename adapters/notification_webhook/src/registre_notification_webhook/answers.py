"""What an answer means for whoever delivers: it arrived, it is tried again, or never again, or nobody is there now.

Some say it for good: 410, that the address is gone, and those that are about the message itself, which will be the same
next time. Everything else may be a server that is being replaced, a secret that was not put in place yet, a gateway
in front of it: it is tried again, and given up by who delivers, after as many tries as the host decided.

A redirection is never followed: it would take a signed message where nobody subscribed. One that is meant to last (301,
308) is an address to be corrected, so it is refused; another one may be a page for the time of some works.

Source: RFC 9110, sections 10.2.3 (``Retry-After``) and 15 (status codes); Standard Webhooks 1.0.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.reasons import FactValue

LONGEST_WAIT = 24 * 3_600
"""Seconds that a far end may ask to be left alone for: a day, so that nobody keeps a notice for years."""

_ABOUT_THE_MESSAGE = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.REQUEST_URI_TOO_LONG,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
}
_MOVED = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT}


def require_taken(status: int, retry_after: str | None, facts: Mapping[str, FactValue], now: datetime) -> None:
    """Return if this status says that the message was taken.

    Args:
        status: what was answered.
        retry_after: the header of that name, if there was one.
        facts: what a failure tells besides.
        now: the present instant.

    Raises:
        AdapterFailure: ``recipient-gone``, ``delivery-refused``, ``delivery-postponed``.
    """
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    told: dict[str, FactValue] = {**facts, "cause": "status", "status": status}
    if status == HTTPStatus.GONE:
        said = "the far end says that it is gone for good (410): the subscription is over"
        raise AdapterFailure("recipient-gone", said, told)
    if status in _MOVED:
        said = f"the far end has moved for good ({status}), where nobody follows it: subscribe its new address"
        raise AdapterFailure("delivery-refused", said, {**told, "cause": "redirection"})
    if status in _ABOUT_THE_MESSAGE:
        raise AdapterFailure("delivery-refused", f"the far end takes no such message ({status})", told)
    seconds = _seconds(retry_after, now)
    if seconds is not None:
        told["retry_after"] = seconds
    raise postponed(f"the far end answered {status}", told)


def postponed(what: str, facts: Mapping[str, FactValue]) -> AdapterFailure:
    """Build the failure that may pass."""
    return AdapterFailure("delivery-postponed", f"{what}: try again later", facts, retryable=True)


def _seconds(written: str | None, now: datetime) -> int | None:
    """Read seconds, or a date; what is neither says nothing."""
    if written is None:
        return None
    if written.isascii() and written.isdigit():
        return min(int(written[:9]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return min(max(int(wait.total_seconds()), 0), LONGEST_WAIT)
