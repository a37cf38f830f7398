"""What may be entered in the ledger. The same entered twice counts once; the same key for something else is told."""

from typing import Any

import pytest
from attrs import evolve
from tests.spec.billing.world import D, after, an_invoice, credit, eur, hold, payment, problems, refund, write_off

from registre_core.billing import (
    Hold,
    Invoice,
    InvoiceLine,
    Movement,
    MovementKind,
    is_repeated,
    is_same_invoice,
    left_of_payment,
    may_lift,
    may_record,
    may_refund,
    may_write_off,
    with_event,
    with_hold_lifted,
)
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.money import Money

TWICE = "bad input: a payment twice (idempotency key)"
PAID = an_invoice(0, payment("60", 0), payment("40", 1, "V-2"), hold(-5, 10))

# ---- the same twice --------------------------------------------------------------------------------------------------

REPEATS: list[tuple[Movement | Hold, bool, str]] = [
    (payment("60", 0), True, TWICE),
    (payment("60", 7), True, f"{TWICE}, sent again another day"),
    (payment("60.01", 0), False, "another amount"),
    (payment("60", 0, "V-2"), False, "another payment's key"),
    (payment("60", 0, "V-3"), False, "another key"),
    (credit("60", 0, "V-1"), False, "another kind"),
    (evolve(payment("60", 0), reason="virement"), False, "another reason"),
    (hold(-5, 10), True, TWICE),
    (hold(-3, 10), True, f"{TWICE}, sent again another day"),
    (hold(-5, 10, lifted=2), True, "when it was lifted, the caller does not say"),
    (hold(-5, 11), False, "until another day"),
    (evolve(hold(-5, 10), author="direction"), False, "by somebody else"),
    (hold(-5, 10, key="V-1"), False, "a payment's key"),
    (payment("60", 0, "H-1"), False, "a hold's key"),
]


@pytest.mark.parametrize("event, repeated, source", REPEATS)
def test_what_is_sent_again_is_known_again(event: Movement | Hold, *, repeated: bool, source: str) -> None:
    assert repeated is is_repeated(PAID, event), source


def test_a_refund_of_another_payment_is_another_refund() -> None:
    invoice = an_invoice(0, payment("10", 0), payment("10", 0, "V-2"), refund("5", 1))

    assert is_repeated(invoice, refund("5", 3))
    assert not is_repeated(invoice, refund("5", 1, of="V-2"))


PAPERS: list[tuple[dict[str, Any], bool, str]] = [
    ({}, True, TWICE),
    ({"recorded_on": D, "version": 7}, True, "whatever happened to it since"),
    ({"movements": PAID.movements, "holds": PAID.holds}, True, "whatever happened to it since"),
    ({"id": an_invoice(number="F-2").id}, True, "identifiers are made anew each time"),
    ({"number": "F-2"}, False, "another number"),
    ({"issued_on": D}, False, "another day of issue"),
    ({"due_on": after(1)}, False, "another due date"),
    ({"total": eur("100.01")}, False, "another total"),
    ({"total": Money.of(100, "USD")}, False, "another currency"),
    ({"lines": (InvoiceLine("Abonnement", eur(100)),)}, False, "other lines"),
]


@pytest.mark.parametrize("changes, same, source", PAPERS)
def test_the_same_paper_is_known_again(changes: dict[str, Any], *, same: bool, source: str) -> None:
    assert same is is_same_invoice(an_invoice(), evolve(an_invoice(), **changes)), source


# ---- what may be done ------------------------------------------------------------------------------------------------

ALLOWED: list[tuple[Invoice, Movement | Hold, list[str], str]] = [
    (an_invoice(), payment("100", 0), [], "all of it"),
    (an_invoice(), payment("150", 0), [], "more than was owed: money that came in is never refused"),
    (PAID, payment("1", 0, "V-3"), [], "although nothing remains"),
    (an_invoice(), write_off("100", 0), [], "all of it"),
    (an_invoice(), write_off("100.01", 0), ["write-off-too-large"], "no more than remains is given up"),
    (PAID, write_off("0.01", 0), ["write-off-too-large"], "no more than remains is given up"),
    (PAID, credit("100", 2), [], "a paid invoice may have been too high"),
    (an_invoice(), hold(0, 5), [], "something remains"),
    (PAID, hold(0, 5, key="H-2"), ["nothing-to-hold"], "nothing remains"),
]


@pytest.mark.parametrize("invoice, event, reasons, source", ALLOWED)
def test_what_may_be_recorded(invoice: Invoice, event: Movement | Hold, reasons: list[str], source: str) -> None:
    verdict = may_record(invoice, event)

    assert reasons == [reason.code for reason in verdict.reasons], source
    assert bool(verdict) is (not reasons), source


def test_whoever_gives_up_too_much_is_told_what_remains() -> None:
    (reason,) = may_record(an_invoice(0, payment("60", 0)), write_off("50", 0)).reasons

    assert {"number": "F-1", "remaining": "40.00 EUR"} == reason.facts


@pytest.mark.parametrize("invoice, may", [(an_invoice(), True), (PAID, False), (an_invoice(total="0"), False)])
def test_only_what_remains_is_given_up(invoice: Invoice, *, may: bool) -> None:
    verdict = may_write_off(invoice)

    assert may is bool(verdict)
    assert ["nothing-to-write-off"] * (not may) == [reason.code for reason in verdict.reasons]


LEFT = [
    # events, payment, what is left of it, source
    ([payment("60", 0)], "V-1", "60", "all of it"),
    ([payment("60", 0), refund("20", 1), refund("30", 2, "R-2")], "V-1", "10", "without what went back"),
    ([payment("60", 0), refund("60", 1)], "V-1", "0", "all went back"),
    ([payment("60", 0), payment("40", 0, "V-2"), refund("40", 1, of="V-2")], "V-1", "60", "another went back"),
    ([payment("60", 0)], "V-2", "0", "no such payment"),
    ([credit("60", 0)], "A-1", "0", "a credit note is no payment"),
]


@pytest.mark.parametrize("events, key, left, source", LEFT)
def test_a_payment_goes_back_as_far_as_anything_is_left_of_it(
    events: list[Movement], key: str, left: str, source: str
) -> None:
    invoice = an_invoice(0, *events)
    verdict = may_refund(invoice, key)

    assert eur(left) == left_of_payment(invoice, key), source
    assert (left != "0") is bool(verdict), source
    assert [{"number": "F-1", "remaining": str(invoice.remaining), "payment": key}] * (left == "0") == [
        reason.facts for reason in verdict.reasons
    ]


def test_a_payment_of_which_nothing_is_left_is_refused_by_name() -> None:
    assert ["nothing-to-refund"] == [reason.code for reason in may_refund(an_invoice(), "V-1").reasons]


# ---- entering it -----------------------------------------------------------------------------------------------------


def test_what_is_entered_stands_last_and_changes_nothing_else() -> None:
    invoice = with_event(with_event(PAID, payment("1", 3, "V-3")), hold(3, 5, key="H-2"))

    assert [*PAID.movements, payment("1", 3, "V-3")] == list(invoice.movements)
    assert [*PAID.holds, hold(3, 5, key="H-2")] == list(invoice.holds)
    assert PAID == evolve(invoice, movements=PAID.movements, holds=PAID.holds)


BROKEN: list[tuple[Movement | Hold, str, str]] = [
    (payment("1", 0), "repeated-key", TWICE),
    (hold(0, 5), "repeated-key", TWICE),
    (hold(0, 5, key="V-1"), "repeated-key", "one key, one event"),
    (credit("100.01", 0), "credited-too-much", "no more than was asked for"),
    (refund("60.01", 1), "refunded-too-much", "no more goes back than came"),
    (Movement(MovementKind.PAYMENT, "X", Money.of(1, "USD"), D), "currencies-mixed", "two currencies"),
]


@pytest.mark.parametrize("event, code, source", BROKEN)
def test_what_would_break_the_sums_is_not_entered(event: Movement | Hold, code: str, source: str) -> None:
    with pytest.raises(InvalidInput) as error:
        with_event(PAID, event)

    assert [code] == [found for _, found in problems(error.value)], source


# ---- lifting a hold --------------------------------------------------------------------------------------------------

LIFTED = [
    # hold, key, day, reasons, source
    (hold(0, 5), "H-1", 0, [], "on its first day"),
    (hold(0, 5), "H-1", 5, [], "on its last day"),
    (hold(0, 5), "H-1", 6, ["hold-not-running"], "it ended by itself"),
    (hold(0, 5), "H-1", -1, ["hold-not-running"], "it has not begun"),
    (hold(0, 5, lifted=3), "H-1", 3, ["hold-not-running"], "it is lifted already"),
    (hold(0, 5), "H-2", 3, ["hold-not-running"], "no such hold"),
]


@pytest.mark.parametrize("given, key, day, reasons, source", LIFTED)
def test_a_hold_is_lifted_while_it_runs(given: Hold, key: str, day: int, reasons: list[str], source: str) -> None:
    verdict = may_lift(an_invoice(0, given), key, after(day))

    assert reasons == [reason.code for reason in verdict.reasons], source
    assert all(reason.facts["key"] == key and reason.facts["number"] == "F-1" for reason in verdict.reasons), source


def test_a_hold_that_is_lifted_covers_that_day_no_longer_and_others_stay() -> None:
    invoice = an_invoice(0, hold(0, 5), hold(2, 9, key="H-2"))
    lifted = with_hold_lifted(invoice, "H-2", after(4))

    assert (hold(0, 5), hold(2, 9, lifted=4, key="H-2")) == lifted.holds
    assert [True, True, False] == [lifted.is_held_on(after(day)) for day in (4, 5, 6)]
