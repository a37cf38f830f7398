"""The ledger: what is entered, by whom, once, and what is refused."""

from collections.abc import Callable
from functools import partial
from typing import get_args

import pytest
from attrs import evolve
from tests.usecases.ledgers import a_young_town, at, bill, day, euros, hold, pay, refund
from tests.usecases.scenarios import SCENARIOS
from tests.usecases.town import DISPUTE, TODAY, TRANSFER, Town, twin_of

from registre_core import Conflict, Forbidden, InvalidInput, NotFound, RegistreError, RuleViolation
from registre_core.access import ACTIONS
from registre_core.billing import Hold, HoldKind, Invoice, InvoiceLine, LedgerFact, Movement, MovementKind
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money
from registre_core.rights import AccountKind

KEEPING = [name for name, action in ACTIONS.items() if name.startswith("billing.") and action.changes]
ASKING = [name for name, action in ACTIONS.items() if name.startswith("billing.") and not action.changes]

Enter = Callable[[Town], Invoice]


def write_off(town: Town, invoice: InvoiceId, amount: str | None = None, *, key: str = "PERTE") -> Invoice:
    return town.registre.billing.write_off(
        town.operator, invoice, key=key, amount=None if amount is None else euros(amount)
    )


def credit(town: Town, invoice: InvoiceId, amount: str, *, key: str = "AV") -> Invoice:
    return town.registre.billing.credit(town.operator, invoice, key=key, amount=euros(amount))


def lift_in_the_end(town: Town) -> Invoice:
    at(town, 29)
    return town.registre.billing.lift_hold(town.operator, town.waiting.id, key=DISPUTE)


def codes(error: RegistreError) -> list[str]:
    match error:
        case InvalidInput(problems=problems):
            return [problem.code for problem in problems]
        case RuleViolation(reasons=reasons):
            return [reason.code for reason in reasons]
    return [error.code]


# ---- whose it is -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KEEPING)
def test_no_right_nor_all_of_them_together_lets_a_user_change_the_ledger(town: Town, name: str) -> None:
    every = town.registre.ports.catalogue.every
    machine = town.somebody(every, kind=AccountKind.MACHINE)
    actors = (town.mayor, town.somebody(every), machine, town.holder("invoices.consult"))
    before = town.kept()

    for actor in actors:
        with pytest.raises(Forbidden) as refusal:
            SCENARIOS[name].do(town, actor)
        assert "operator-only" == refusal.value.code

    assert before == town.kept()


@pytest.mark.parametrize("name", [name for name, action in ACTIONS.items() if action.right is not None])
def test_whatever_users_do_with_whatever_right_the_ledger_and_its_record_stay_as_they_were(
    signed: Town, name: str
) -> None:
    right = ACTIONS[name].right
    assert right is not None
    town = twin_of(signed, first_identifier=2_000)
    before = town.kept()[town.workspace]
    SCENARIOS[name].do(town, town.holder(right))
    after = town.kept()[town.workspace]

    assert (before.invoices, before.standing) == (after.invoices, after.standing)


def test_what_happens_in_the_ledger_is_recorded_for_nobody_but_the_operator() -> None:
    kinds = {fact.KIND for fact in get_args(LedgerFact)}
    who = {(action.operator, action.right) for action in ACTIONS.values() if kinds & set(action.records)}

    assert {(True, None)} == who


def test_no_right_in_the_catalogue_is_about_keeping_the_ledger() -> None:
    assert {"invoices.consult"} == {ACTIONS[name].right for name in ASKING}
    assert {None} == {ACTIONS[name].right for name in KEEPING}


@pytest.mark.parametrize("name", ASKING)
def test_who_may_see_invoices_asks_and_so_does_the_operator(town: Town, name: str) -> None:
    assert SCENARIOS[name].do(town, town.operator) == SCENARIOS[name].do(town, town.holder("invoices.consult"))


# ---- entered once ----------------------------------------------------------------------------------------------------

AGAIN: dict[str, Enter] = {
    "an invoice": partial(bill, number="F-9", due=3),
    "a payment": lambda town: pay(town, town.due.id),
    "a refund": lambda town: refund(town, town.paid.id, payment=TRANSFER),
    "a credit note": lambda town: credit(town, town.due.id, "20"),
    "a part written off": lambda town: write_off(town, town.due.id, "20"),
    "all that remains written off": lambda town: write_off(town, town.due.id),
    "a hold": lambda town: hold(town, town.due.id, until=5),
    "the end of a hold": lambda town: town.registre.billing.lift_hold(town.operator, town.waiting.id, key=DISPUTE),
}


@pytest.mark.parametrize("enter", AGAIN.values(), ids=AGAIN)
def test_what_is_entered_twice_counts_once_and_the_second_time_writes_nothing(town: Town, enter: Enter) -> None:
    first = enter(town)
    at(town, 1)
    before = town.kept()
    town.log.clear()

    assert first == enter(town)
    assert before == town.kept()
    assert "commit" not in town.log


def test_a_hold_that_is_over_is_entered_once_all_the_same(town: Town) -> None:
    held = hold(town, town.due.id, until=5)
    at(town, 6)

    assert held == hold(town, town.due.id, until=5)


def test_the_same_paper_again_gives_the_invoice_as_it_is_now(town: Town) -> None:
    paid = pay(town, bill(town, "F-9", due=3).id)

    assert paid == bill(town, "F-9", due=3)


def test_a_number_belongs_to_one_paper(town: Town) -> None:
    bill(town, "F-9", due=3)
    before = town.kept()

    with pytest.raises(Conflict) as refusal:
        bill(town, "F-9", due=3, total="121")

    assert ("invoice-number-taken", {"number": "F-9"}) == (refusal.value.code, refusal.value.facts)
    assert before == town.kept()


OTHERWISE: dict[str, Enter] = {
    "another amount": lambda town: pay(town, town.due.id, "11", key="K"),
    "a credit note": lambda town: credit(town, town.due.id, "10", key="K"),
    "a hold": lambda town: hold(town, town.due.id, until=5, key="K"),
    "a write-off": lambda town: write_off(town, town.due.id, key="K"),
    "a refund": lambda town: refund(town, town.due.id, payment="K", key="K"),
}


@pytest.mark.parametrize("enter", OTHERWISE.values(), ids=OTHERWISE)
def test_a_key_stands_for_one_thing_on_its_invoice(town: Town, enter: Enter) -> None:
    pay(town, town.due.id, "10", key="K")
    before = town.kept()

    with pytest.raises(Conflict) as refusal:
        enter(town)

    assert "key-reused" == refusal.value.code
    assert before == town.kept()


def test_the_key_of_a_hold_is_no_payment_s_either(town: Town) -> None:
    hold(town, town.due.id, until=5, key="K")
    before = town.kept()

    with pytest.raises(Conflict) as refusal:
        pay(town, town.due.id, "10", key="K")

    assert "key-reused" == refusal.value.code
    assert before == town.kept()


def test_a_key_may_stand_for_something_else_on_another_invoice(town: Town) -> None:
    pay(town, town.due.id, "10", key="K")

    assert euros("110") == pay(town, town.waiting.id, "10", key="K").remaining


# ---- what it comes to ------------------------------------------------------------------------------------------------


def test_everything_counts_from_the_legal_day_on_which_it_is_entered(town: Town) -> None:
    at(town, 3)
    invoice = bill(town, "F-9", due=40)
    at(town, 4)
    held = hold(town, pay(town, invoice.id, "20").id, until=9)
    at(town, 6)
    lifted = town.registre.billing.lift_hold(town.operator, invoice.id, key="LITIGE")

    assert day(3) == invoice.recorded_on
    assert [Movement(MovementKind.PAYMENT, "VIR", euros("20"), day(4))] == list(held.movements)
    expected = Hold(HoldKind.DISPUTE, "LITIGE", "comptabilité", "montant contesté", day(4), day(9), day(6))
    assert (expected,) == lifted.holds


def test_a_refund_takes_back_all_that_is_left_of_a_payment_unless_told_otherwise(town: Town) -> None:
    billing = town.registre.billing
    billing.refund_payment(town.operator, town.paid.id, payment=TRANSFER, key="R-1", amount=euros("50"))
    owed = refund(town, town.paid.id, payment=TRANSFER, key="R-2")

    assert euros("120") == owed.remaining
    assert [euros("50"), euros("70")] == [one.amount for one in owed.movements if one.refunds]


def test_a_write_off_takes_all_that_remains_unless_told_otherwise(town: Town) -> None:
    write_off(town, town.due.id, "50")

    assert Money.zero("EUR") == write_off(town, town.due.id, key="PERTE-2").remaining


def test_lines_are_kept_with_their_invoice(town: Town) -> None:
    lines = [InvoiceLine("Abonnement", euros("130")), InvoiceLine("Remise", euros("-10"))]
    invoice = town.registre.billing.record_invoice(
        town.operator, number="F-9", issued_on=TODAY, due_on=TODAY, total=euros("120"), lines=iter(lines)
    )

    assert tuple(lines) == town.registre.billing.numbered(town.operator, "F-9").lines == invoice.lines


# ---- refused ---------------------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[Enter, list[str]]] = {
    "a due date before the issue and a negative total": (
        lambda town: town.registre.billing.record_invoice(
            town.operator, number=" ", issued_on=TODAY, due_on=day(-1), total=euros("-1")
        ),
        ["blank-text", "amount-negative", "due-before-issue"],
    ),
    "two currencies in one invoice": (
        lambda town: town.registre.billing.record_invoice(
            town.operator,
            number="F-9",
            issued_on=TODAY,
            due_on=TODAY,
            total=euros("10"),
            lines=[InvoiceLine("Abonnement", Money.of("10", "CHF"))],
        ),
        ["currencies-mixed"],
    ),
    "a payment in another currency": (
        lambda town: town.registre.billing.record_payment(
            town.operator, town.due.id, key="VIR", amount=Money.of("10", "CHF")
        ),
        ["currencies-mixed"],
    ),
    "a payment of nothing under no key": (
        lambda town: pay(town, town.due.id, "0", key=" "),
        ["blank-text", "amount-not-positive"],
    ),
    "more credited than was asked for": (lambda town: credit(town, town.due.id, "120.01"), ["credited-too-much"]),
    "more written off than remains": (
        lambda town: write_off(town, pay(town, town.due.id, "100").id, "20.01"),
        ["write-off-too-large"],
    ),
    "a write-off of what is paid": (lambda town: write_off(town, town.paid.id), ["nothing-to-write-off"]),
    "more back than came": (
        lambda town: town.registre.billing.refund_payment(
            town.operator, town.paid.id, payment=TRANSFER, key="R", amount=euros("121")
        ),
        ["refunded-too-much"],
    ),
    "a refund of a payment that never came": (
        lambda town: refund(town, town.due.id, payment="VIR-404"),
        ["nothing-to-refund"],
    ),
    "a second refund of a whole payment": (
        lambda town: refund(town, refund(town, town.paid.id, payment=TRANSFER).id, payment=TRANSFER, key="R-2"),
        ["nothing-to-refund"],
    ),
    "a hold on what is paid": (lambda town: hold(town, town.paid.id, until=5), ["nothing-to-hold"]),
    "a hold that is over already": (lambda town: hold(town, town.due.id, until=-1), ["hold-in-the-past"]),
    "lifting a hold that is not there": (
        lambda town: town.registre.billing.lift_hold(town.operator, town.due.id, key=DISPUTE),
        ["hold-not-running"],
    ),
    "lifting a hold that has ended by itself": (
        lift_in_the_end,
        ["hold-not-running"],
    ),
}


@pytest.mark.parametrize("enter, expected", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_every_problem_and_nothing_is_kept_of_it(
    town: Town, enter: Enter, expected: list[str]
) -> None:
    entries = [entry.heading.kind for entry in town.entries()]

    with pytest.raises(RegistreError) as refusal:
        enter(town)

    assert expected == codes(refusal.value)
    since = [entry.heading.kind for entry in town.entries()][len(entries) :]
    assert set(since) <= {"payment-recorded", "payment-refunded", "standing-changed"}, "what came before it"


@pytest.mark.parametrize("name", sorted(set(KEEPING) - {"billing.record_invoice", "billing.import_invoices"}))
def test_an_invoice_that_is_not_there_is_not_found(town: Town, name: str) -> None:
    lost = evolve(town.due, id=InvoiceId(town.ids.new()))

    with pytest.raises(NotFound) as refusal:
        SCENARIOS[name].do(evolve(town, due=lost, paid=lost, waiting=lost), town.operator)

    assert "invoice-not-found" == refusal.value.code


def test_an_invoice_of_another_workspace_is_not_found(town: Town) -> None:
    other = a_young_town(town)

    for actor in (other.operator, other.mayor):
        with pytest.raises(NotFound):
            town.registre.billing.invoice(actor, town.due.id)
        with pytest.raises(NotFound):
            town.registre.billing.numbered(actor, town.due.number)
