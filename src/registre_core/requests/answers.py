"""What a recipient says: that he comes, what it would cost, and until when that binds him."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from attrs import field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.money import MOST_MINOR, Money, not_negative, too_large
from registre_core.kernel.validation import ALL_OF_IT, Checked, aware, must, no_longer_than
from registre_core.requests.tables import VAT_DECIMALS

MOST_CHARACTERS = 10_000
"""Of what is asked and answered: three pages. Whatever is longer is a document."""
short_enough = no_longer_than(MOST_CHARACTERS)
short_name = no_longer_than(255)
"""What a file is called, by somebody without an account: as long as file systems take it."""


def _shortly_named(name: str, value: tuple[DocumentRef, ...]) -> Problem | None:
    wrong = (short_name(f"{name}[{place}].name", one.name) for place, one in enumerate(value))
    return next((problem for problem in wrong if problem), None)


def _rate(name: str, value: Decimal) -> Problem | None:
    if not value.is_finite() or not 0 <= value <= ALL_OF_IT:
        return Problem(name, "vat-rate-out-of-range", f"'{name}' is a percentage from 0 to 100", {"value": str(value)})
    if value.as_tuple().exponent < -VAT_DECIMALS:  # type: ignore[operator]  # finite numbers have an exponent
        said = f"'{name}' has at most {VAT_DECIMALS} decimals, not {value}"
        return Problem(name, "vat-rate-too-precise", said, {"most": VAT_DECIMALS})
    return None


def _plainly(value: Decimal | str | int) -> Decimal:
    """Write a rate in one way, so that two of the same are kept in the same bytes; what is none is not a number."""
    try:
        rate = Decimal(value)
    except InvalidOperation:
        return Decimal("NaN")
    if _rate("vat_rate", rate) is not None:  # refused as it stands: written out, it could fill the memory
        return rate
    return Decimal(f"{rate.normalize():f}") or Decimal(0)  # minus nothing is nothing


@frozen
class Quote(Checked):
    """What it would cost."""

    amount: Money = field(metadata=must(not_negative))
    """Without value added tax."""
    vat_rate: Decimal = field(converter=_plainly, metadata=must(_rate))
    """Of the tax, in percent: ``20``, ``5.5``."""
    valid_until: date | None = None
    """The last day it binds whoever made it."""

    def contradictions(self) -> Iterator[Problem]:
        """With its tax, too, it is a sum that somebody owes."""
        if _rate("vat_rate", self.vat_rate) is None and self.amount.minor + self._tax_in_coins >= MOST_MINOR:
            yield too_large("amount")

    @property
    def vat(self) -> Money:
        """The tax, to the coin. Half a coin and more is a whole one: see `tables.VAT_ROUNDING`."""
        return Money.from_minor(self._tax_in_coins, self.amount.currency)

    @property
    def total(self) -> Money:
        """What is paid: the amount and its tax, to the coin."""
        return self.amount + self.vat

    @property
    def _tax_in_coins(self) -> int:
        numerator, denominator = self.vat_rate.as_integer_ratio()
        exact = 2 * self.amount.minor * numerator + ALL_OF_IT * denominator
        return exact // (2 * ALL_OF_IT * denominator)

    def is_expired(self, on: date) -> bool:
        """Whether it binds nobody any more on a day; the last day of its validity is included."""
        return self.valid_until is not None and on > self.valid_until


@frozen
class Answer(Checked):
    """What a recipient said."""

    at: datetime = field(metadata=must(aware))
    """When it came through a link, or was written down."""
    is_late: bool
    """Whether the deadline had passed by then; not so of a letter that came in time, as whoever wrote it down says."""
    message: str = field(default="", metadata=must(short_enough))
    """In his words."""
    proposed_on: date | None = None
    """The day he would come."""
    quote: Quote | None = None
    """What it would cost; always of a quote request."""
    documents: tuple[DocumentRef, ...] = field(default=(), metadata=must(_shortly_named))
    """What he sent along."""
    written_by: UserId | None = None
    """Whose account wrote it down, of what came by mail or telephone; ``None`` of what came through a link."""

    def says_as(self, other: Answer) -> bool:
        """Whether both say the same, whenever they came: a form that was sent twice."""
        return self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        return (self.message, self.proposed_on, self.quote, self.documents)
