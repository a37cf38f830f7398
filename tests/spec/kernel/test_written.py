"""Days and amounts are read as people of several countries write them, and what can be read in two ways is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.money import Money
from registre_core.kernel.written import day_of, money_of


def refused(written: str, currency: str | None = None) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        money_of(written, "total", currency)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("written", ["31/03/2027", "2027-03-31"])
def test_a_day_is_written_as_people_do_or_as_programs_do(written: str) -> None:
    assert date(2027, 3, 31) == day_of(written, "due_on")


@pytest.mark.parametrize("written", ["31/02/2027", "03/31/2027", "31/3/27", "31.03.2027", "2027-3-31", "demain", ""])
def test_what_is_no_day_is_refused_where_it_stands(written: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        day_of(written, "due_on")

    assert [("due_on", "malformed-date", written)] == [
        (one.path, one.code, one.facts["value"]) for one in refusal.value.problems
    ]


@pytest.mark.parametrize(
    "written, amount",
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50\u00a0€", "1234.50"),
        ("1\u202f234\u202f567,50", "1234567.50"),
        ("1234,5", "1234.50"),
        ("1 234", "1234"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1234.5", "1234.50"),
        ("1234", "1234"),
        ("0,50", "0.50"),
        ("007", "7"),
        ("EUR 12.5", "12.50"),
        ("12.5 EUR", "12.50"),
        ("€12.50", "12.50"),
        ("12,50 € TTC", "12.50"),
        ("12,50 TTC", "12.50"),
        ("-12,50", "-12.50"),
        ("\u2212 12,50 €", "-12.50"),
    ],
)
def test_an_amount_is_read_as_french_and_english_people_write_it(written: str, amount: str) -> None:
    assert Money.of(amount, "EUR") == money_of(written, "total")


@pytest.mark.parametrize("written", ["1,234", "1.234", "12.345", "999,000", "1,234 €", "-1,234"])
def test_a_sign_that_may_be_either_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        money_of(written, "total")

    assert [("total", "amount-ambiguous")] == [(one.path, one.code) for one in refusal.value.problems]
    for instead in ("whole", "small"):
        assert money_of(str(refusal.value.facts[instead]), "total")


def test_what_is_written_instead_of_an_ambiguous_amount_is_either_of_its_readings() -> None:
    with pytest.raises(InvalidInput) as refusal:
        money_of("1,234", "total")

    assert {"amount": "1,234", "whole": "1234,00", "small": "1,23"} == refusal.value.facts


@pytest.mark.parametrize(
    "written",
    [
        "",
        "douze",
        "12 34",
        "1 23,4",
        "1,23,4",
        "1,234,56",
        "1 234,567.00",
        "1.234 567",
        "1,",
        ",5",
        "12 HT",
        "12 euros",
        "€12€",
        "EUR 12 USD",
        "1e3",
        "١٢",
        "12-",
        "(12)",
        "=12",
    ],
)
def test_what_is_no_amount_is_refused_and_never_half_read(written: str) -> None:
    assert [("total", "amount-malformed")] == refused(written)


@pytest.mark.parametrize("written", ["0,234", "1234,567", "1 234,567"])
def test_more_decimals_than_the_currency_has_are_refused(written: str) -> None:
    assert [("total", "amount-too-precise")] == refused(written)


def test_the_currency_is_that_of_the_amount_or_the_one_named_beside_it_or_the_euro() -> None:
    assert ["USD", "XPF", "XPF", "EUR"] == [
        money_of("12 USD", "total").currency,
        money_of("12", "total", "XPF").currency,
        money_of("12 XPF", "total", "XPF").currency,
        money_of("12", "total").currency,
    ]


def test_an_amount_in_another_currency_than_was_named_is_refused() -> None:
    assert [("total", "currencies-mixed")] == refused("12 €", "USD")


def test_a_currency_that_is_none_is_told_as_such() -> None:
    assert [("currency", "malformed-text")] == refused("12", "euro")


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from([("", ","), ("", "."), (" ", ","), ("\u202f", ","), ("\u00a0", ","), (",", "."), (".", ",")]),
    st.sampled_from(["", "\u00a0€", " EUR"]),
)
def test_whatever_is_written_with_two_decimals_is_read_for_what_it_is(
    amount: Decimal, signs: tuple[str, str], mark: str
) -> None:
    group, point = signs
    written = f"{amount:,.2f}".replace(",", "G").replace(".", point).replace("G", group) + mark

    assert Money(amount, "EUR") == money_of(written, "total")


@given(st.text(st.sampled_from("0123456789 .,'€EURTC-\u00a0\u202f\u2212x"), max_size=12))
def test_any_text_is_read_or_refused_and_nothing_else_happens(written: str) -> None:
    try:
        said: object = money_of(written, "total")
    except InvalidInput as refusal:
        said = {problem.path for problem in refusal.problems}

    assert said == {"total"} or isinstance(said, Money)
