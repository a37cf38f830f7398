"""Days and amounts as people write them in a cell or on a command line, and as programs do.

What can be read in two ways is never guessed: it is told, with what to write instead.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from attrs import evolve

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.money import Money

EURO = "EUR"
"""The currency of an amount that names none."""

_DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)
"""As people write a day, and as programs do."""

_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "\u2212": "-"})
"""Spaces that keep a number together, and signs as a keyboard has them."""
_MARKED = re.compile(
    r"(?P<sign>-?) ?(?:(?P<before>€|[A-Z]{3}) ?)?(?P<number>[0-9](?:[0-9 .,']*[0-9])?)"
    r"(?: ?(?P<after>€|(?!TTC)[A-Z]{3}))?(?: ?TTC)?"
)
"""With its currency, and with the word that says that taxes are in it, as they are."""
_NUMBER = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[ .,'])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?!(?P=group))[.,](?P<parts>[0-9]+))?"
)
_EITHER = re.compile(r"(?P<whole>[1-9][0-9]{0,2})[.,](?P<parts>[0-9]{3})")
"""A thousand and some, or one and some thousandths: the sign in between does both in some country."""


def day_of(written: str, path: str) -> date:
    """Read a day: ``31/12/2026`` or ``2026-12-31``.

    Args:
        written: what stands there.
        path: where it stands, for the problem.

    Raises:
        InvalidInput: ``malformed-date``.
    """
    for form in _DAYS:
        if read := form.fullmatch(written):
            with suppress(ValueError):
                return date(**{unit: int(digits) for unit, digits in read.groupdict().items()})
    said = f"{written!r} is no day: write it as 31/12/2026, or as 2026-12-31"
    raise InvalidInput.at(path, "malformed-date", said, value=written)


def money_of(written: str, path: str, currency: str | None = None) -> Money:
    """Read an amount: ``1 234,50``, ``1 234,50 €``, ``1,234.50``, ``EUR 1234.5``.

    Args:
        written: what stands there.
        path: where it stands, for the problem.
        currency: the currency that was named beside it; euros when nobody names any.

    Raises:
        InvalidInput: ``amount-malformed``; ``amount-ambiguous`` for ``1,234`` and ``1.234``, each of which is a
            thousand and some in one country, and one and some thousandths in another; ``currencies-mixed`` when the
            amount names another currency; what `Money` says, of the currency under the path ``currency``.
    """
    read = _MARKED.fullmatch(written.translate(_SIGNS))
    number = _number(read["number"], written, path) if read and not (read["before"] and read["after"]) else None
    if read is None or number is None:
        said = f"{written!r} is no amount: write it as 1234,50, or as 1234.50"
        raise InvalidInput.at(path, "amount-malformed", said, amount=written)
    named = read["before"] or read["after"]
    marked = EURO if named == "€" else named
    if marked and currency and marked != currency:
        said = f"{written!r} is no amount in {currency}"
        raise InvalidInput.at(path, "currencies-mixed", said, one=currency, other=marked)
    try:
        return Money(-number if read["sign"] else number, marked or currency or EURO)
    except InvalidInput as error:
        raise InvalidInput.of(_placed(problem, path) for problem in error.problems) from error


def _placed(problem: Problem, path: str) -> Problem:
    return evolve(problem, path=path) if problem.path == "amount" else problem


def _number(digits: str, written: str, path: str) -> Decimal | None:
    if either := _EITHER.fullmatch(digits):
        whole, small = f"{either['whole']}{either['parts']},00", f"{either['whole']},{either['parts'][:2]}"
        said = f"{written!r} can be read in two ways: write it with two decimals, such as {whole} or {small}"
        raise InvalidInput.at(path, "amount-ambiguous", said, amount=written, whole=whole, small=small)
    read = _NUMBER.fullmatch(digits)
    return read and Decimal(f"{re.sub('[^0-9]', '', read['whole'])}.{read['parts'] or 0}")
