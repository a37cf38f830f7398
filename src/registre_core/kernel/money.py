"""Money: a decimal amount with its currency, exact to the smallest coin.

Amounts of two currencies never meet: there is no rate here, so a sum of both would be a number that means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Self

from attrs import field, frozen

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.validation import Checked, matching, must

DECIMALS: Mapping[str, int] = {"CLP": 0, "ISK": 0, "JPY": 0, "KRW": 0, "VND": 0, "XAF": 0, "XOF": 0, "XPF": 0} | {
    "BHD": 3,
    "JOD": 3,
    "KWD": 3,
    "OMR": 3,
    "TND": 3,
}
"""Decimals of the currencies that do not have two; the franc of the Pacific (XPF) has none. Source: ISO 4217."""

MOST_MINOR = 10**15
"""From so many of the smallest coins on an amount is a mistake; below it, sums fit into what databases count in."""

_EXACT = Context(prec=28, traps=[Inexact, InvalidOperation])
"""Our own, since a program that embeds us may round in its: here nothing is ever rounded."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+|inf(?:inity)?|nan)", re.ASCII | re.IGNORECASE)
"""Decimal itself reads more: ``12_50``, a slip of the hand for 12.50, as 1250."""
_SMALLEST = {decimals: Decimal(1).scaleb(-decimals) for decimals in (0, 2, 3)}


@frozen
class Money(Checked):
    """An amount of one currency. Two are equal when they buy the same: ``12.5`` and ``12.50`` euros are.

    Example:
        >>> str(Money.of("12.5", "EUR") + Money.of("0.05", "EUR"))
        '12.55 EUR'
    """

    amount: Decimal = field(converter=Decimal)
    """In units of the currency, brought to its decimals."""
    currency: str = field(metadata=must(matching(r"[A-Z]{3}", "EUR")))
    """The three letters of ISO 4217."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        object.__setattr__(self, "amount", _in_coins(self.amount, self.currency))

    def contradictions(self) -> list[Problem]:
        """An amount is a number of the currency's coins, and no sum that nobody owes."""
        if not self.amount.is_finite():
            return [Problem("amount", "amount-not-finite", "'amount' is a number, not infinite nor none")]
        try:
            amount = _in_coins(self.amount, self.currency)
        except Inexact:
            decimals = _decimals(self.currency)
            said = f"an amount in {self.currency} has at most {decimals} decimals, not {self.amount}"
            facts: Mapping[str, FactValue] = {"currency": self.currency, "decimals": decimals}
            return [Problem("amount", "amount-too-precise", said, facts)]
        except InvalidOperation:
            return [too_large("amount")]
        return [] if -MOST_MINOR < _minor(amount, self.currency) < MOST_MINOR else [too_large("amount")]

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Self:
        """Build from a number as programs write it, with a point.

        Raises:
            InvalidInput: ``amount-malformed``, ``amount-not-finite``, ``amount-too-large``, ``amount-too-precise``,
                ``malformed-text`` for a currency that is none.
        """
        if isinstance(amount, str) and not _NUMBER.fullmatch(amount):
            said = f"'amount' is a number such as 1234.50, not {amount!r}"
            raise InvalidInput.at("amount", "amount-malformed", said, amount=amount)
        return cls(Decimal(amount), currency)

    @classmethod
    def from_minor(cls, coins: int, currency: str) -> Self:
        """Build from a number of the smallest coins: 1250 cents are 12.50 euros."""
        return cls(_amount(coins, currency), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Give nothing, in a currency."""
        return cls(Decimal(0), currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str) -> Money:
        """Add amounts up; none at all are nothing in this currency.

        Raises:
            InvalidInput: ``currencies-mixed``.
        """
        return cls.sum_of(sum(_same(currency, one).minor for one in amounts), currency)

    @classmethod
    def sum_of(cls, coins: int, currency: str) -> Money:
        """Build what many amounts come to, however large: an amount that is a mistake hides no list it stands in."""
        found = cls.zero(currency)
        object.__setattr__(found, "amount", _amount(coins, currency))
        return found

    @property
    def minor(self) -> int:
        """How many of the smallest coins: cents, of euros."""
        return _minor(self.amount, self.currency)

    def __add__(self, other: Money) -> Money:
        return Money.from_minor(self.minor + _same(self.currency, other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money.from_minor(self.minor - _same(self.currency, other).minor, self.currency)

    def __neg__(self) -> Money:
        return Money.from_minor(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < _same(self.currency, other).amount

    def __le__(self, other: Money) -> bool:
        return self.amount <= _same(self.currency, other).amount

    def __gt__(self, other: Money) -> bool:
        return self.amount > _same(self.currency, other).amount

    def __ge__(self, other: Money) -> bool:
        return self.amount >= _same(self.currency, other).amount

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def positive(name: str, value: Money) -> Problem | None:
    """Refuse nothing, and less than nothing."""
    if value.amount > 0:
        return None
    said = f"'{name}' must be more than zero, not {value}"
    return Problem(name, "amount-not-positive", said, {"amount": str(value.amount), "currency": value.currency})


def not_negative(name: str, value: Money) -> Problem | None:
    """Refuse less than nothing."""
    if value.amount >= 0:
        return None
    said = f"'{name}' must not be negative, as {value} is"
    return Problem(name, "amount-negative", said, {"amount": str(value.amount), "currency": value.currency})


def too_large(name: str) -> Problem:
    """Refuse a sum that nobody owes."""
    return Problem(name, "amount-too-large", f"'{name}' comes to at most {len(str(MOST_MINOR)) - 1} digits")


def written(coins: int, currency: str) -> str:
    """Write a number of the smallest coins as `Money` does, however large: to say which sum is refused."""
    return f"{_amount(coins, currency)} {currency}"


def _same(currency: str, other: Money) -> Money:
    if other.currency == currency:
        return other
    said = f"{currency} and {other.currency} cannot be added nor compared: there is no rate"
    raise InvalidInput.at("currency", "currencies-mixed", said, one=currency, other=other.currency)


def _amount(coins: int, currency: str) -> Decimal:
    return Decimal(f"{coins}E-{_decimals(currency)}")  # exact however long it is, where moving the point is not


def _in_coins(amount: Decimal, currency: str) -> Decimal:
    return _EXACT.plus(amount.quantize(_SMALLEST[_decimals(currency)], context=_EXACT))  # nothing is 0, not -0


def _minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(_decimals(currency), _EXACT))


def _decimals(currency: str) -> int:
    return DECIMALS.get(currency, 2)
