"""Quotes side by side: the cheapest first, each with and without tax, and those that bind nobody any more marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import evolve, frozen

from registre_core.kernel.identifiers import LineId
from registre_core.kernel.money import Money
from registre_core.requests.answers import Quote
from registre_core.requests.entities import Line, WorkRequest
from registre_core.requests.policy.states import WAITED_FOR, line_state
from registre_core.requests.states import LineState

OFFERING = frozenset({LineState.ANSWERED, LineState.AWARDED, LineState.NOT_AWARDED})
"""Who declined after he had answered offers nothing; nor does anybody from whom the request was taken back."""


@frozen
class Offer:
    """One quote, as it stands beside the others."""

    line: Line
    """Whose it is, with all that he answered."""
    state: LineState
    """Where it stands with him."""
    quote: Quote
    """What it would cost."""
    vat: Money
    """The tax on it, to the coin."""
    total: Money
    """What is paid in the end, tax included."""
    is_expired: bool
    """Whether it binds him no more."""
    answered_at: datetime
    """When it came."""
    is_late: bool
    """Whether it came behind the deadline."""
    is_cheapest: bool = False
    """Whether none that still binds is cheaper, tax included; of several that cost the same each is."""


@frozen
class OfferTable:
    """Every quote in one currency: two currencies cannot be compared, since there is no rate here."""

    currency: str
    """The three letters of ISO 4217."""
    offers: tuple[Offer, ...]
    """By what is paid in the end; where that is the same, who answered first comes first."""


@frozen
class Comparison:
    """The quotes of a request side by side, on a day."""

    on: date
    """The day: what had expired by then is marked."""
    tables: tuple[OfferTable, ...]
    """One for each currency; the one that most quotes are in comes first."""
    waiting: tuple[Line, ...]
    """Those who have it and have not answered."""
    declined: tuple[Line, ...]
    """Those who do not want to."""


def comparison(request: WorkRequest, on: date, now: datetime) -> Comparison:
    """Put the quotes of a request side by side.

    Args:
        request: one for quotes; of any other the tables are empty.
        on: the day on which validities are looked at.
        now: the moment at which states are.
    """
    stood = [(line, line_state(line, request.deadline, now)) for line in request.lines]
    offers = [one for line, state in stood if state in OFFERING for one in _offer(line, state, on)]
    currencies = sorted({one.total.currency for one in offers}, key=lambda code: (-_number(offers, code), code))
    return Comparison(
        on,
        tuple(_table(code, offers) for code in currencies),
        waiting=tuple(line for line, state in stood if state in WAITED_FOR),
        declined=tuple(line for line, state in stood if state is LineState.DECLINED),
    )


def _offer(line: Line, state: LineState, on: date) -> Iterator[Offer]:
    if (answer := line.answer) and (quote := answer.quote):
        yield Offer(line, state, quote, quote.vat, quote.total, quote.is_expired(on), answer.at, answer.is_late)


def _number(offers: Iterable[Offer], currency: str) -> int:
    return sum(one.total.currency == currency for one in offers)


def _table(currency: str, offers: Iterable[Offer]) -> OfferTable:
    found = sorted((one for one in offers if one.total.currency == currency), key=_place)
    least = min((one.total.minor for one in found if not one.is_expired), default=None)
    return OfferTable(currency, tuple(_marked(one, least) for one in found))


def _place(offer: Offer) -> tuple[int, datetime, LineId]:
    return offer.total.minor, offer.answered_at, offer.line.id


def _marked(offer: Offer, least: int | None) -> Offer:
    return evolve(offer, is_cheapest=not offer.is_expired and offer.total.minor == least)
