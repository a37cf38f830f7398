"""The ledger: which invoices are listed, what they come to, and where the account stands on any day."""

from datetime import timedelta

from tests.usecases.ledgers import a_young_town, at, bill, day, kept, pay
from tests.usecases.town import ISSUED_ON, TODAY, Town

from registre_core import Actor
from registre_core.billing import Level, Settlement, totals
from registre_core.kernel.money import Money
from registre_core.ports.storage import InvoiceOrder

# ---- what the button opens -------------------------------------------------------------------------------------------


def numbers(town: Town, actor: Actor, **asked: object) -> list[str]:
    return [invoice.number for invoice in town.registre.billing.invoices(actor, **asked).items]  # type: ignore[arg-type]


def test_invoices_are_listed_as_overdue_due_and_paid_and_one_on_hold_is_due(town: Town) -> None:
    late = bill(town, "F-0", due=-1)
    actor = town.holder("invoices.consult")

    assert [late.number] == numbers(town, actor, settlement=Settlement.OVERDUE)
    assert [town.due.number, town.waiting.number] == numbers(town, actor, settlement=Settlement.DUE)
    assert [town.paid.number] == numbers(town, actor, settlement=Settlement.PAID)
    assert town.waiting.is_held_on(TODAY)


def test_invoices_come_by_due_day_the_latest_first_unless_told_otherwise(town: Town) -> None:
    assert "F-1" == numbers(town, town.operator)[0]
    assert "F-1" == numbers(town, town.operator, order=InvoiceOrder.DUE)[-1]
    assert ["F-1", "F-2", "F-3"] == numbers(town, town.operator, order=InvoiceOrder.CREATED)


def test_a_list_goes_on_where_its_page_ended_and_says_how_many_there_are(town: Town) -> None:
    billing = town.registre.billing
    page = billing.invoices(town.operator, order=InvoiceOrder.CREATED, limit=2, counted=True)
    rest = billing.invoices(town.operator, order=InvoiceOrder.CREATED, limit=2, after=page.next)

    assert ["F-1", "F-2", "F-3"] == [invoice.number for invoice in (*page.items, *rest.items)]
    assert page.total is not None
    assert (3, None) == (page.total.number, rest.next)


def test_totals_never_mix_currencies_and_follow_the_filter(town: Town) -> None:
    billing = town.registre.billing
    swiss = billing.record_invoice(
        town.operator, number="F-CH", issued_on=ISSUED_ON, due_on=day(9), total=Money.of("80", "CHF")
    )

    assert totals([swiss, town.due, town.paid, town.waiting]) == billing.totals(town.operator)
    assert totals([swiss]) == billing.totals(town.operator, currency="CHF")
    assert totals([town.paid]) == billing.totals(town.operator, settlement=Settlement.PAID)
    assert () == billing.totals(town.operator, currency="JPY")


# ---- what on date D --------------------------------------------------------------------------------------------------


def test_of_a_day_to_come_it_is_told_what_will_be_if_nothing_is_paid(town: Town) -> None:
    ask = town.registre.billing.standing
    due_on, actor = town.due.due_on, town.holder("invoices.consult")

    assert Level.DUE_SOON is ask(actor).level
    assert Level.OVERDUE is ask(actor, on=due_on + timedelta(days=1)).level
    cut = ask(actor, on=due_on + timedelta(days=1)).cut_off_on
    assert cut is not None
    assert Level.OVERDUE is ask(actor, on=cut - timedelta(days=1)).level
    assert Level.SUSPENDED is ask(actor, on=cut).level


def test_of_a_day_that_is_past_it_is_told_what_was_known_then(town: Town) -> None:
    young = a_young_town(town)
    ask = young.registre.billing.standing
    first = bill(young, "R-1", due=10)
    at(young, 45)
    pay(young, first.id)

    assert [Level.CLEAR, Level.DUE_SOON, Level.OVERDUE, Level.SUSPENDED, Level.CLEAR] == [
        ask(young.operator, on=day(on)).level for on in (-1, 0, 11, 44, 45)
    ]
    assert day(44) == ask(young.operator, on=day(40)).until


def test_asking_about_any_day_writes_nothing(town: Town) -> None:
    before = town.kept()
    for on in (-300, -1, 0, 1, 300):
        town.registre.billing.standing(town.operator, on=day(on))

    assert before == town.kept()


def test_an_account_without_invoices_is_clear_for_ever_and_has_no_record(town: Town) -> None:
    young = a_young_town(town)
    standing = young.registre.billing.standing(young.operator)

    assert (Level.CLEAR, None, None) == (standing.level, standing.until, kept(young))
