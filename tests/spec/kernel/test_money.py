"""Money: exact to the smallest coin, of one currency, and whatever is wrong with it told at once."""

import decimal
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.money import MOST_MINOR, Money, not_negative, positive, written

ISO = "ISO 4217, minor units"
CURRENCIES = st.sampled_from(["EUR", "XPF", "TND"])
COINS = st.integers(-(10**14), 10**14)
MOST = "9999999999999.99"


def codes(error: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in error.value.problems]


AMOUNTS = [
    # given, currency, coins, written, source
    ("12.50", "EUR", 1250, "12.50 EUR", ISO),
    ("12.5", "EUR", 1250, "12.50 EUR", ISO),
    ("12.500", "EUR", 1250, "12.50 EUR", "zeros are no decimals"),
    ("+.5", "EUR", 50, "0.50 EUR", ISO),
    ("12.", "EUR", 1200, "12.00 EUR", ISO),
    ("-0.01", "EUR", -1, "-0.01 EUR", ISO),
    ("-0", "EUR", 0, "0.00 EUR", "equal amounts are written alike"),
    (12, "EUR", 1200, "12.00 EUR", ISO),
    (Decimal("1E+2"), "EUR", 10_000, "100.00 EUR", "a Decimal is taken as it is"),
    ("1500", "XPF", 1500, "1500 XPF", ISO),
    ("1500.0", "JPY", 1500, "1500 JPY", ISO),
    ("1.234", "TND", 1234, "1.234 TND", ISO),
    (MOST, "EUR", MOST_MINOR - 1, f"{MOST} EUR", "the largest there is"),
    (f"-{MOST}", "EUR", 1 - MOST_MINOR, f"-{MOST} EUR", "and the smallest"),
]


@pytest.mark.parametrize("given_, currency, coins, text, source", AMOUNTS)
def test_an_amount_is_brought_to_the_decimals_of_its_currency(
    given_: str | int | Decimal, currency: str, coins: int, text: str, source: str
) -> None:
    money = Money.of(given_, currency)

    assert (coins, text) == (money.minor, str(money)), source
    assert money == Money.from_minor(coins, currency), source


MISTAKES = [
    # given, currency, problems
    ("douze", "EUR", [("amount", "amount-malformed")]),
    ("", "EUR", [("amount", "amount-malformed")]),
    ("12,50", "EUR", [("amount", "amount-malformed")]),
    ("12_50", "EUR", [("amount", "amount-malformed")]),
    ("1e3", "EUR", [("amount", "amount-malformed")]),
    ("١٢", "EUR", [("amount", "amount-malformed")]),
    ("12.50\n", "EUR", [("amount", "amount-malformed")]),
    ("NaN", "EUR", [("amount", "amount-not-finite")]),
    ("-Infinity", "EUR", [("amount", "amount-not-finite")]),
    (Decimal("sNaN"), "EUR", [("amount", "amount-not-finite")]),
    ("12.505", "EUR", [("amount", "amount-too-precise")]),
    ("0.5", "XPF", [("amount", "amount-too-precise")]),
    ("1." + "0" * 60 + "1", "EUR", [("amount", "amount-too-precise")]),
    (Decimal("1E-999999"), "EUR", [("amount", "amount-too-precise")]),
    ("10000000000000", "EUR", [("amount", "amount-too-large")]),
    ("-10000000000000", "EUR", [("amount", "amount-too-large")]),
    (Decimal("1E+999999"), "EUR", [("amount", "amount-too-large")]),
    ("1", "eur", [("currency", "malformed-text")]),
    ("1", "EURO", [("currency", "malformed-text")]),
    ("1", "€", [("currency", "malformed-text")]),
    ("0.001", "eur", [("currency", "malformed-text"), ("amount", "amount-too-precise")]),
]


@pytest.mark.parametrize("given_, currency, expected", MISTAKES)
def test_what_is_no_amount_is_refused_with_every_problem(
    given_: str | Decimal, currency: str, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidInput) as error:
        Money.of(given_, currency)

    assert expected == codes(error)


def test_a_number_of_coins_too_large_is_refused_however_long() -> None:
    with pytest.raises(InvalidInput) as error:
        Money.from_minor(10**60, "EUR")

    assert [("amount", "amount-too-large")] == codes(error)
    assert "1" + "0" * 58 + ".00 EUR" == written(10**60, "EUR")


@given(COINS, COINS, CURRENCIES)
def test_amounts_add_subtract_and_compare_as_their_coins_do(one: int, other: int, currency: str) -> None:
    first, second = Money.from_minor(one, currency), Money.from_minor(other, currency)

    assert one + other == (first + second).minor == Money.total([first, second], currency).minor
    assert one - other == (first - second).minor
    assert -one == (-first).minor
    assert (one < other, one <= other, one > other, one >= other) == (
        first < second,
        first <= second,
        first > second,
        first >= second,
    )
    assert bool(one) is bool(first)


@given(COINS, CURRENCIES)
def test_what_is_written_is_read_back(coins: int, currency: str) -> None:
    money = Money.from_minor(coins, currency)

    assert money == Money.of(str(money.amount), currency)
    assert str(money) == written(coins, currency)


def test_a_sum_of_nothing_is_nothing() -> None:
    assert Money.zero("EUR") == Money.total([], "EUR")
    assert not Money.zero("EUR")


def test_nothing_owed_is_never_written_with_a_minus() -> None:
    assert "0.00" == str(Money(Decimal("-0.00"), "EUR").amount) == str((-Money.zero("EUR")).amount)


EUROS, FRANCS = Money.of(1, "EUR"), Money.of(1, "XPF")
MEETINGS: dict[str, Callable[[], object]] = {
    "+": lambda: EUROS + FRANCS,
    "-": lambda: EUROS - FRANCS,
    "<": lambda: EUROS < FRANCS,
    "<=": lambda: EUROS <= FRANCS,
    ">": lambda: EUROS > FRANCS,
    ">=": lambda: EUROS >= FRANCS,
    "total": lambda: Money.total([EUROS, FRANCS], "EUR"),
    "total of others": lambda: Money.total([FRANCS], "EUR"),
}


@pytest.mark.parametrize("way", MEETINGS)
def test_two_currencies_never_meet(way: str) -> None:
    with pytest.raises(InvalidInput) as error:
        MEETINGS[way]()

    assert [("currency", "currencies-mixed")] == codes(error)


def test_two_currencies_are_not_equal() -> None:
    assert EUROS != FRANCS


def test_a_program_that_rounds_its_own_numbers_rounds_none_of_ours() -> None:
    with decimal.localcontext() as context:
        context.prec = 3
        money = Money.of("123456.78", "EUR")

        assert "246913.56 EUR" == str(money + money) == str(Money.total([money, money], "EUR"))
        assert "-123456.78 EUR" == str(-money)
        assert 12_345_678 == money.minor


@pytest.mark.parametrize(
    "amount, expected", [("0.01", []), ("0", ["amount-not-positive"]), ("-0.01", ["amount-not-positive"])]
)
def test_a_movement_is_more_than_nothing(amount: str, expected: list[str]) -> None:
    problem = positive("amount", Money.of(amount, "EUR"))

    assert expected == [one.code for one in [problem] if one]


@pytest.mark.parametrize("amount, expected", [("0.01", []), ("0", []), ("-0.01", ["amount-negative"])])
def test_a_total_is_not_less_than_nothing(amount: str, expected: list[str]) -> None:
    problem = not_negative("total", Money.of(amount, "EUR"))

    assert expected == [one.code for one in [problem] if one]


TOLD: list[tuple[Callable[[], object], Problem]] = [
    (
        lambda: Money.of("douze", "EUR"),
        Problem(
            "amount",
            "amount-malformed",
            "'amount' is a number such as 1234.50, not 'douze'",
            {"amount": "douze"},
        ),
    ),
    (
        lambda: Money.of("NaN", "EUR"),
        Problem("amount", "amount-not-finite", "'amount' is a number, not infinite nor none"),
    ),
    (
        lambda: Money.of("0.5", "XPF"),
        Problem(
            "amount",
            "amount-too-precise",
            "an amount in XPF has at most 0 decimals, not 0.5",
            {"currency": "XPF", "decimals": 0},
        ),
    ),
    (
        lambda: Money.from_minor(MOST_MINOR, "EUR"),
        Problem("amount", "amount-too-large", "'amount' comes to at most 15 digits"),
    ),
    (
        lambda: EUROS + FRANCS,
        Problem(
            "currency",
            "currencies-mixed",
            "EUR and XPF cannot be added nor compared: there is no rate",
            {"one": "EUR", "other": "XPF"},
        ),
    ),
]


@pytest.mark.parametrize("build, problem", TOLD, ids=[row[1].code for row in TOLD])
def test_a_mistake_is_told_with_what_is_wrong_about_it(build: Callable[[], object], problem: Problem) -> None:
    with pytest.raises(InvalidInput) as error:
        build()

    assert [problem] == list(error.value.problems)


def test_many_amounts_come_to_more_than_one_may() -> None:
    most = Money.from_minor(MOST_MINOR - 1, "EUR")

    added = Money.total([most] * 3, "EUR")

    assert ("29999999999999.97 EUR", 3 * (MOST_MINOR - 1)) == (str(added), added.minor)
    assert added == Money.sum_of(3 * (MOST_MINOR - 1), "EUR") > most


LESS_THAN_NOTHING = Money.of("-0.01", "EUR")
FACTS = {"amount": "-0.01", "currency": "EUR"}


@pytest.mark.parametrize(
    "rule, problem",
    [
        (positive, Problem("due", "amount-not-positive", "'due' must be more than zero, not -0.01 EUR", FACTS)),
        (not_negative, Problem("due", "amount-negative", "'due' must not be negative, as -0.01 EUR is", FACTS)),
    ],
    ids=["positive", "not negative"],
)
def test_less_than_nothing_is_told_with_the_amount(
    rule: Callable[[str, Money], Problem | None], problem: Problem
) -> None:
    assert problem == rule("due", LESS_THAN_NOTHING)
