"""Nobody is shut out before the red banner, with the day in it, was there for as long as the host promises."""

import pytest
from tests.spec.billing.world import after, an_invoice, hold, payment, refund

from registre_core.billing import BillingPolicy, Invoice, Level, standing

CLEAR, ORANGE, RED, CUT = Level
NOTICE = "Days: cut-off = max(D+30, first T2 day + minimum_notice_days)"
FIRST = "Days: first T2 day = max(D+1, day recorded, day after the last hold)"
REFUNDED = "paid, and gone back: whoever thought it paid is warned anew"

CASES = [
    # invoice, notice, on, first day refused, source
    (an_invoice(), 0, 1, 30, NOTICE),
    (an_invoice(), 29, 1, 30, f"{NOTICE}: 29 days are there already"),
    (an_invoice(), 30, 1, 31, NOTICE),
    (an_invoice(), 45, 1, 46, NOTICE),
    (an_invoice(recorded=25), 0, 25, 30, f"{FIRST}: recorded late"),
    (an_invoice(recorded=25), 10, 25, 35, f"{FIRST}: recorded late"),
    (an_invoice(recorded=50), 0, 50, 50, f"{FIRST}: recorded late, and no notice promised"),
    (an_invoice(recorded=50), 10, 50, 60, f"{FIRST}: recorded late"),
    (an_invoice(0, hold(5, 40)), 0, 41, 41, f"{FIRST}: the day after the last hold"),
    (an_invoice(0, hold(5, 40)), 10, 41, 51, f"{FIRST}: the day after the last hold"),
    (an_invoice(0, hold(5, 40)), 10, 20, 51, f"{FIRST}: known while it runs"),
    (an_invoice(0, hold(-20, -10)), 10, 1, 30, f"{FIRST}: a hold long over moves nothing"),
    (an_invoice(0, hold(5, 40), hold(20, 30, key="H-2")), 10, 41, 51, f"{FIRST}: the last to end"),
    (an_invoice(0, hold(5, 40, lifted=20)), 10, 20, 30, f"{FIRST}: lifted in time"),
    (an_invoice(0, hold(5, 40, lifted=35)), 10, 35, 45, f"{FIRST}: lifted late"),
    (an_invoice(0, hold(28, 40, lifted=28)), 10, 28, 30, f"{FIRST}: it covered no day"),
    (an_invoice(0, payment("100", 2), refund("100", 50)), 0, 50, 50, REFUNDED),
    (an_invoice(0, payment("100", 2), refund("100", 50)), 10, 50, 60, REFUNDED),
    (an_invoice(0, payment("100", 2), refund("1", 50)), 10, 50, 60, f"{REFUNDED}, one euro of it"),
    (an_invoice(0, payment("40", 2), refund("40", 25)), 10, 25, 30, "it was never paid"),
    (an_invoice(0, payment("150", 2), refund("50", 25)), 10, 25, None, "what was paid too much may go back"),
    (an_invoice(0, payment("100", 25), refund("100", 25)), 10, 25, 30, "back before evening: never paid"),
    (an_invoice(0, refund("100", 50), payment("100", 2)), 10, 50, 60, "whatever the order they were entered in"),
]


@pytest.mark.parametrize("invoice, notice, on, refused, source", CASES)
def test_the_cut_waits_until_the_red_banner_was_there_long_enough(
    invoice: Invoice, notice: int, on: int, refused: int | None, source: str
) -> None:
    policy = BillingPolicy(minimum_notice_days=notice)
    walk = (day for day in range(on, on + 90) if standing((invoice,), on=after(day), policy=policy).is_suspended)

    assert refused == next(walk, None), source


@pytest.mark.parametrize("recorded", [1, 20, 29, 30, 31, 60])
def test_even_for_an_invoice_recorded_late_the_banner_was_there_for_all_of_the_notice(recorded: int) -> None:
    policy = BillingPolicy(minimum_notice_days=7)
    ledger = (an_invoice(recorded=recorded),)
    days = [standing(ledger, on=after(day), policy=policy) for day in range(recorded, recorded + 60)]
    warned = [one for one in days if one.level is RED]

    assert len(warned) >= 7, NOTICE
    assert [RED] * len(warned) + [CUT] * (60 - len(warned)) == [one.level for one in days]
    assert {after(recorded + len(warned))} == {one.shown_on for one in warned}


def test_each_invoice_has_its_own_notice_and_the_first_to_cut_is_announced() -> None:
    policy = BillingPolicy(minimum_notice_days=10)
    oldest = an_invoice(-20, recorded=9, number="F-1")
    younger = an_invoice(-15, number="F-2")
    answer = standing((oldest, younger), on=after(9), policy=policy)

    assert (after(15), younger.id) == (answer.shown_on, answer.cause)
