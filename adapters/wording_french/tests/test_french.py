"""Days, moments, amounts and spaces stand as French readers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from registre_wording_french import french

NB, NNB = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
HALF_PAST_TWO = datetime(2026, 11, 30, 13, 30, tzinfo=UTC)
"""In Paris, in winter."""


def test_a_day_stands_short_in_a_table_and_long_in_a_sentence() -> None:
    assert "30/11/2026" == french.short_day(date(2026, 11, 30))
    assert f"lundi 30{NB}novembre 2026" == french.long_day(date(2026, 11, 30))


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert f"vendredi 1er{NB}mai 2026" == french.long_day(date(2026, 5, 1))


def test_a_moment_is_the_one_of_paris_in_winter_and_in_summer() -> None:
    assert f"30/11/2026 à 14{NB}h{NB}30" == french.short_moment(HALF_PAST_TWO)
    assert f"lundi 30{NB}novembre 2026 à 14{NB}h{NB}30" == french.long_moment(HALF_PAST_TWO)
    assert f"15{NB}h{NB}30" == french.clock(datetime(2026, 7, 1, 13, 30, tzinfo=UTC))


def test_a_full_hour_needs_no_minutes() -> None:
    assert f"9{NB}h" == french.clock(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))


def test_the_day_of_a_moment_late_in_the_evening_is_the_next_one_in_paris() -> None:
    assert "01/12/2026" == french.short_day(datetime(2026, 11, 30, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "amount,currency,written",
    [
        ("3200", "EUR", f"3{NNB}200,00{NB}€"),
        ("0.5", "EUR", f"0,50{NB}€"),
        ("1234567.89", "EUR", f"1{NNB}234{NNB}567,89{NB}€"),
        ("3200", "XPF", f"3{NNB}200{NB}FCFP"),
    ],
    ids=["thousands", "cents", "millions", "francs"],
)
def test_an_amount_has_a_comma_and_its_sign_behind_it(amount: str, currency: str, written: str) -> None:
    assert written == french.amount(Decimal(amount), currency)


@pytest.mark.parametrize(
    "minutes,written", [(0, f"0{NB}min"), (45, f"45{NB}min"), (60, f"1{NB}h"), (90, f"1{NB}h{NB}30")], ids=str
)
def test_a_span_is_told_in_hours_and_minutes(minutes: int, written: str) -> None:
    assert written == french.span(minutes)


@pytest.mark.parametrize(
    "days,written",
    [(-1, ""), (0, ""), (1, "depuis hier"), (2, f"depuis 2{NB}jours"), (1_200, f"depuis 1{NNB}200{NB}jours")],
    ids=str,
)
def test_how_long_something_has_been_late_is_told_in_days(days: int, written: str) -> None:
    assert written == french.elapsed(days)


def test_one_thing_waits_and_several_wait() -> None:
    assert f"1{NB}chose vous attend" == french.waiting(1)
    assert f"3{NB}choses vous attendent" == french.waiting(3)


def test_no_line_ends_before_a_sign_of_two_parts() -> None:
    assert f"L’eau{NB}: «{NB}oui{NB}»{NNB}! n°{NB}3{NNB}?" == french.typeset("L'eau : « oui » ! n° 3 ?")


def test_what_stands_in_an_address_or_a_style_is_no_sign_of_two_parts() -> None:
    assert "color:#fff; https://a.fr/?b" == french.typeset("color:#fff; https://a.fr/?b")
