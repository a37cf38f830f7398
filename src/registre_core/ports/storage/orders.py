"""The orders that lists are offered in. They are defined here once, so that every storage gives the same cursors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from attrs import frozen

from registre_core.findings import Severity
from registre_core.kernel.names import SORT_KEY_VERSION, sort_key
from registre_core.kernel.pages import Cursor, refuse_cursor

NEVER = date(9999, 12, 31)
"""Where something stands in an order by day that has none."""

_GRAVEST = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


@frozen
class Ranking:
    """What an order compares before it compares identifiers."""

    key: Callable[[Any], str]
    """Makes the key of an item: a text, and texts compare (code point by code point) as items are ranked."""
    value: Callable[[str], Any]
    """Makes of such a text what a database compares in its place; ``ValueError`` for a text that is no key."""
    is_descending: bool = False
    """Whether the greatest comes first; identifiers are then turned round, too."""


def _nothing(text: str) -> None:
    if text:
        raise ValueError("an order by identifier has no key")


def _name_key(text: str) -> bytes:
    key = text.encode("latin-1")
    if key[:1] != bytes([SORT_KEY_VERSION]):
        raise ValueError("a key of another version has another place in the list")
    return key


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError("a day is written YYYY-MM-DD")
    return day


def _urgency(text: str) -> bytes:
    if text[:1] not in ("0", "1"):
        raise ValueError("a place by urgency begins with 0 or 1")
    _day(text[1:])
    return text.encode()  # which compares alike in every database, whatever its language


def _gravity(text: str) -> bytes:
    if len(text) != 2 or text[0] not in "01" or text[1] not in "012":  # noqa: PLR2004  # open or not, and how grave
        raise ValueError("a place by gravity is two digits")
    return text.encode()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() != timedelta(0) or _written(moment) != text:
        raise ValueError("a moment is written in UTC, to the microsecond")
    return moment


_BY_IDENTIFIER = Ranking(lambda _: "", _nothing)
_BY_IDENTIFIER_DESCENDING = Ranking(lambda _: "", _nothing, is_descending=True)
_BY_NAME = Ranking(lambda named: sort_key(named.name).decode("latin-1"), _name_key)
_BY_DAY = Ranking(lambda planned: planned.planned_on.isoformat(), _day)
_BY_DUE_DAY = Ranking(lambda invoice: invoice.due_on.isoformat(), _day)
_BY_DUE_DAY_DESCENDING = Ranking(lambda invoice: invoice.due_on.isoformat(), _day, is_descending=True)
_BY_URGENCY = Ranking(lambda planned: f"{int(not planned.is_open)}{planned.planned_on.isoformat()}", _urgency)
_BY_START_DESCENDING = Ranking(lambda permit: _written(permit.valid_from), _moment, is_descending=True)
_BY_DEADLINE = Ranking(lambda finding: (finding.due_on or NEVER).isoformat(), _day)
_BY_GRAVITY = Ranking(lambda finding: f"{int(not finding.is_open)}{_GRAVEST.index(finding.severity)}", _gravity)
_BY_VISIT_DESCENDING = Ranking(lambda visit: visit.visited_on.isoformat(), _day, is_descending=True)
_BY_LOGBOOK_DAY_DESCENDING = Ranking(lambda entry: entry.day.isoformat(), _day, is_descending=True)
_BY_DAY_DESCENDING = Ranking(lambda planned: planned.planned_on.isoformat(), _day, is_descending=True)


class Order(StrEnum):
    """An order that a list is offered in: by a key, then by identifier, so that no two items share a place."""

    ranking: Ranking

    def __new__(cls, code: str, ranking: Ranking) -> Self:
        """Make a member that is its code, with its ranking beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.ranking = ranking
        return member

    @property
    def is_descending(self) -> bool:
        """Whether the greatest comes first."""
        return self.ranking.is_descending

    def cursor(self, item: Any) -> Cursor:  # noqa: ANN401  # an entity of the list that is ordered
        """Point behind an item."""
        return Cursor(self.value, item.id, self.ranking.key(item))

    def value_of(self, item: Any) -> Any:  # noqa: ANN401  # as `value_in`
        """Give the key of an item as a database compares it."""
        return self.ranking.value(self.ranking.key(item))

    def value_in(self, cursor: Cursor) -> Any:  # noqa: ANN401  # what a database compares: bytes, a day, or nothing
        """Give the key of a cursor as a database compares it.

        Raises:
            InvalidInput: ``malformed-cursor``, when it is one of another order, or its key is none.
        """
        try:
            value = self.ranking.value(cursor.key)
        except ValueError as error:
            refuse_cursor(error)
        if cursor.order != self.value:
            refuse_cursor()
        return value


class NamedOrder(Order):
    """Orders of what has a name: sites, contractors, contacts, profiles, users."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were made, the first one first."""
    NAME = "name", _BY_NAME
    """As in a French dictionary."""


class InterventionOrder(Order):
    """Orders of interventions."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were planned, the first one first, whatever their day."""
    PLANNED = "planned", _BY_DAY
    """By the day they are due, the soonest first: what is to be done."""
    LATEST = "latest", _BY_DAY_DESCENDING
    """By the day they are due, the latest first: what is to come, then what was."""
    URGENT = "urgent", _BY_URGENCY
    """Those that are open first, the longest overdue before all others; then those that are closed or cancelled."""


class FindingOrder(Order):
    """Orders of findings."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were written down, the first one first."""
    NEWEST = "newest", _BY_IDENTIFIER_DESCENDING
    """As they were written down, the last one first."""
    DEADLINE = "deadline", _BY_DEADLINE
    """By the day they are to be corrected by, the soonest first; those without one come last."""
    GRAVEST = "gravest", _BY_GRAVITY
    """Those that are still open first, the most severe before all others; then those that are not."""


class InvoiceOrder(Order):
    """Orders of invoices."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were recorded, the first one first."""
    DUE = "due", _BY_DUE_DAY
    """By the day they are due, the oldest first: what is to be paid."""
    LATEST = "latest", _BY_DUE_DAY_DESCENDING
    """By the day they are due, the latest first."""


class ArrivalOrder(Order):
    """Orders of arrivals."""

    CREATED = "created", _BY_IDENTIFIER
    """As the telephones numbered them, the first one first."""


class SignatureOrder(Order):
    """Orders of signatures."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were asked for, the first one first."""
    NEWEST = "newest", _BY_IDENTIFIER_DESCENDING
    """As they were asked for, the last one first."""


class PermitOrder(Order):
    """Orders of hot-work permits."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were drawn up, the first one first."""
    LATEST = "latest", _BY_START_DESCENDING
    """By the moment they are valid from, the latest first."""


class WorkRequestOrder(Order):
    """Orders of requests for interventions and quotes."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were drawn up, the first one first."""
    NEWEST = "newest", _BY_IDENTIFIER_DESCENDING
    """As they were drawn up, the last one first."""


class VisitOrder(Order):
    """Orders of visits of commissions."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were recorded, the first one first."""
    LATEST = "latest", _BY_VISIT_DESCENDING
    """By their day, the latest first."""


class LogbookOrder(Order):
    """Orders of entries of the logbook."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were written, the first one first."""
    LATEST = "latest", _BY_LOGBOOK_DAY_DESCENDING
    """By the day they are about, the latest first."""


class FiledOrder(Order):
    """Orders of documents that are filed on sites."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were filed, the first one first."""
    NEWEST = "newest", _BY_IDENTIFIER_DESCENDING
    """As they were filed, the last one first."""


class NoticeOrder(Order):
    """Orders of notices."""

    CREATED = "created", _BY_IDENTIFIER
    """As they were queued, the first one first."""
    NEWEST = "newest", _BY_IDENTIFIER_DESCENDING
    """As they were queued, the last one first."""
