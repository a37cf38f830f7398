"""What it would cost, tax included, to the coin."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.spec.requests.world import TODAY, a_quote, problems

from registre_core import InvalidInput
from registre_core.kernel.money import MOST_MINOR, Money
from registre_core.requests import Quote
from registre_core.requests.tables import VAT_ROUNDING

SUMS = [
    # without tax, currency, the rate in percent, the tax, what is paid
    ("1200", "EUR", "20", "240.00", "1440.00"),
    ("999.99", "EUR", "20", "200.00", "1199.99"),  # 199.998
    ("0.02", "EUR", "20", "0.00", "0.02"),  # 0.004
    ("0.03", "EUR", "20", "0.01", "0.04"),  # 0.006
    ("0.10", "EUR", "5.5", "0.01", "0.11"),  # 0.0055
    ("10.00", "EUR", "5.5", "0.55", "10.55"),
    ("1.00", "EUR", "2.1", "0.02", "1.02"),  # 0.021
    ("0.50", "EUR", "1", "0.01", "0.51"),  # half a cent: up
    ("1.50", "EUR", "1", "0.02", "1.52"),  # one and a half: up, where a banker would say two as well
    ("2.50", "EUR", "1", "0.03", "2.53"),  # two and a half: up, where a banker would say two
    ("0.49", "EUR", "1", "0.00", "0.49"),
    ("100.00", "EUR", "8.5", "8.50", "108.50"),
    ("100.00", "EUR", "1.75", "1.75", "101.75"),
    ("100.00", "EUR", "0", "0.00", "100.00"),
    ("0", "EUR", "20", "0.00", "0.00"),
    ("1005", "XPF", "13", "131", "1136"),  # 130.65 francs of the Pacific, which has no coins below one
    ("10.005", "TND", "19", "1.901", "11.906"),  # 1.90095 dinars, in thousandths
]


@pytest.mark.parametrize("amount, currency, rate, tax, total", SUMS)
def test_the_tax_is_rounded_once_to_the_coin_and_half_a_coin_up(
    amount: str, currency: str, rate: str, tax: str, total: str
) -> None:
    quote = a_quote(amount, rate, currency=currency)

    assert (Money.of(tax, currency), Money.of(total, currency)) == (quote.vat, quote.total)


def test_the_rule_of_rounding_has_its_source() -> None:
    assert "half a coin up" in VAT_ROUNDING.text


@pytest.mark.parametrize("written", ["20", "20.0", "20.000", "2E+1"])
def test_one_rate_is_kept_in_one_way_however_it_was_written(written: str) -> None:
    assert "20" == str(a_quote(rate=written).vat_rate)


@pytest.mark.parametrize(
    "rate, code",
    [
        ("-0.1", "vat-rate-out-of-range"),
        ("100.1", "vat-rate-out-of-range"),
        ("NaN", "vat-rate-out-of-range"),
        ("Infinity", "vat-rate-out-of-range"),
        ("5.5555", "vat-rate-too-precise"),
    ],
)
def test_a_rate_is_a_percentage_as_laws_write_them(rate: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_quote(rate=rate)

    assert [("vat_rate", code)] == problems(refusal.value)


def test_nobody_pays_for_being_asked() -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_quote("-1")

    assert [("amount", "amount-negative")] == problems(refusal.value)


def test_a_sum_that_is_a_mistake_with_its_tax_is_refused() -> None:
    most = Money.from_minor(MOST_MINOR - 1, "EUR")
    assert a_quote(str(most.amount), "0").total == most

    with pytest.raises(InvalidInput) as refusal:
        a_quote(str(most.amount), "20")

    assert [("amount", "amount-too-large")] == problems(refusal.value)


def test_a_quote_binds_until_the_end_of_its_last_day() -> None:
    quote = a_quote(until=TODAY)

    assert [False, False, True] == [quote.is_expired(TODAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert not a_quote().is_expired(date.max)


def test_a_rate_that_is_exact_stays_exact() -> None:
    assert Decimal("5.5") == a_quote(rate="5.5").vat_rate


@pytest.mark.parametrize("written", ["vingt", "", "1E+999999999", "sNaN"])
def test_what_is_no_rate_is_refused_as_one_that_is_out_of_range(written: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Quote(Money.of("1200", "EUR"), written)

    assert [("vat_rate", "vat-rate-out-of-range")] == problems(refusal.value)


def test_minus_nothing_is_nothing() -> None:
    assert "0" == str(a_quote(rate="-0").vat_rate)
