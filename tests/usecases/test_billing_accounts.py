"""Where the account stands: what the register is told of it, on which day, why, and who else hears of it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from tests.usecases.debts import under
from tests.usecases.ledgers import (
    HER_MAIL,
    JOB,
    a_young_town,
    at,
    bill,
    day,
    facts,
    hold,
    kept,
    letters,
    night,
    pay,
    refund,
    told,
)
from tests.usecases.town import THE_ACCOUNTANT, TODAY, Town

from registre_core.billing import BillingPolicy, Level, Settlement
from registre_core.kernel.identifiers import UserId
from registre_core.rights import AccountKind, User


@pytest.fixture
def young(town: Town) -> Town:
    return a_young_town(town)


def iso(number: int) -> str:
    return day(number).isoformat()


def addressees(town: Town) -> list[tuple[str, object]]:
    return [(letter.recipient, letter.facts["level"]) for letter in letters(town)]


# ---- what the register is told ---------------------------------------------------------------------------------------


def test_an_invoice_that_is_not_due_for_long_changes_nothing_but_is_watched_from_then_on(young: Town) -> None:
    bill(young, "R-1", due=40)
    record = kept(young)

    assert ([], []) == (told(young), letters(young))
    assert record is not None
    assert (TODAY, Level.CLEAR, day(24)) == (record.since, record.standing.level, record.standing.until)


def test_the_entry_of_the_change_comes_before_that_of_the_standing_which_names_its_cause(young: Town) -> None:
    invoice = bill(young, "R-1", due=3)

    assert ["invoice-recorded", "standing-changed"] == [entry.heading.kind for entry in young.entries()][-2:]
    [fact] = facts(young, "standing-changed")
    assert {
        "workspace": str(young.workspace),
        "on": iso(0),
        "before": "clear",
        "standing": {
            "level": "due_soon",
            "shown_on": iso(3),
            "cut_off_on": iso(33),
            "cause": str(invoice.id),
            "until": iso(3),
        },
        "cause": "invoice",
        "invoice": str(invoice.id),
    } == fact


def enter_a_late_invoice(town: Town) -> None:
    bill(town, "R-1", due=-10)


def pay_it(town: Town) -> None:
    pay(town, bill(town, "R-1", due=-10).id)


def take_the_payment_back(town: Town) -> None:
    refund(town, pay(town, bill(town, "R-1", due=-10).id).id)


def credit_it(town: Town) -> None:
    invoice = bill(town, "R-1", due=-10)
    town.registre.billing.credit(town.operator, invoice.id, key="AV", amount=invoice.total)


def write_it_off(town: Town) -> None:
    town.registre.billing.write_off(town.operator, bill(town, "R-1", due=-10).id, key="PERTE")


def let_it_wait(town: Town) -> None:
    hold(town, bill(town, "R-1", due=-10).id, until=20)


def let_it_wait_no_longer(town: Town) -> None:
    invoice = hold(town, bill(town, "R-1", due=-10).id, until=20)
    town.registre.billing.lift_hold(town.operator, invoice.id, key="LITIGE")


CAUSES: dict[str, Callable[[Town], None]] = {
    "invoice": enter_a_late_invoice,
    "payment": pay_it,
    "refund": take_the_payment_back,
    "credit-note": credit_it,
    "write-off": write_it_off,
    "hold": let_it_wait,
    "hold-lifted": let_it_wait_no_longer,
}


@pytest.mark.parametrize("cause", CAUSES)
def test_each_way_in_which_the_ledger_changes_is_a_cause_of_its_own(young: Town, cause: str) -> None:
    CAUSES[cause](young)
    [*_, last] = facts(young, "standing-changed")

    assert (cause, str(young.registre.billing.numbered(young.operator, "R-1").id)) == (last["cause"], last["invoice"])


def test_a_part_payment_that_leaves_people_with_the_same_words_is_no_change_of_standing(young: Town) -> None:
    invoice = bill(young, "R-1", due=-10)
    before = kept(young)
    pay(young, invoice.id, "119.99")

    assert 1 == len(told(young)) == len(letters(young))
    assert before == kept(young)


def test_another_date_on_the_same_banner_is_an_entry_and_no_letter(young: Town) -> None:
    pay_first = bill(young, "R-1", due=3)
    bill(young, "R-2", due=9)
    pay(young, pay_first.id)

    assert [("clear", "due_soon"), ("due_soon", "due_soon")] == [(before, level) for _, before, level, _ in told(young)]
    assert [iso(3), iso(9)] == [fact["standing"]["shown_on"] for fact in facts(young, "standing-changed")]
    assert [(HER_MAIL, "due_soon")] == addressees(young)


def test_a_standing_dates_from_the_first_day_on_which_people_were_told_the_same(young: Town) -> None:
    bill(young, "R-1", due=3)
    at(young, 1)
    bill(young, "R-2", due=60)
    record = kept(young)

    assert record is not None
    assert (day(0), Level.DUE_SOON) == (record.since, record.standing.level)


# ---- days that nobody looked at --------------------------------------------------------------------------------------


def test_a_payment_first_tells_of_each_level_that_was_crossed_on_its_own_day(young: Town) -> None:
    invoice = bill(young, "R-1", due=20)
    at(young, 60)
    pay(young, invoice.id)

    assert [
        (iso(5), "clear", "due_soon", "time"),
        (iso(21), "due_soon", "overdue", "time"),
        (iso(50), "overdue", "suspended", "time"),
        (iso(60), "suspended", "clear", "payment"),
    ] == told(young)
    kinds = [entry.heading.kind for entry in young.entries()]
    assert ["standing-changed", "payment-recorded", "standing-changed"] == kinds[-3:]


def test_nobody_hears_of_levels_that_had_come_and_gone_before_anybody_looked(young: Town) -> None:
    invoice = bill(young, "R-1", due=20)
    at(young, 60)
    pay(young, invoice.id)

    assert [] == letters(young)


def test_what_time_did_is_told_as_of_the_invoice_whose_day_it_was(young: Town) -> None:
    late, later = bill(young, "R-1", due=20), bill(young, "R-2", due=30)
    night(young, 21)

    assert [str(late.id), str(late.id)] == [fact["invoice"] for fact in facts(young, "standing-changed")]
    assert later.id != late.id


def test_terms_that_a_host_changes_count_from_the_day_on_which_they_are_met(young: Town) -> None:
    bill(young, "R-1", due=-10)
    town = under(young, BillingPolicy(suspension=5))
    at(town, 2)
    bill(town, "R-2", due=200)

    assert (iso(2), "overdue", "suspended", "policy") == told(town)[-1]
    assert [(HER_MAIL, "overdue"), (HER_MAIL, "suspended")] == addressees(town)


def in_the_evening(town: Town) -> None:
    """Let it be half past ten in Paris, and half past one of the next morning on La Réunion."""
    town.clock.set(datetime.combine(TODAY, time(22, 30), ZoneInfo("Europe/Paris")))


def test_where_the_policy_s_day_has_begun_the_night_tells_of_it_whatever_the_day_is_in_paris(young: Town) -> None:
    there = under(young, BillingPolicy(zone="Indian/Reunion"))
    bill(there, "R-1", due=-29)
    in_the_evening(there)
    there.registre.nightly.run(JOB)

    assert (iso(1), "overdue", "suspended", "time") == told(there)[-1]


def test_what_happens_to_an_invoice_counts_from_the_day_of_the_policy_s_zone(young: Town) -> None:
    there = under(young, BillingPolicy(zone="Indian/Reunion"))
    invoice = bill(there, "R-1", due=-29)
    in_the_evening(there)
    paid = pay(there, invoice.id)
    late = bill(there, "R-2", due=-3)

    assert [day(1), day(1)] == [paid.movements[0].recorded_on, late.recorded_on]
    assert [(iso(1), "suspended", "clear", "payment"), (iso(1), "clear", "overdue", "invoice")] == told(there)[-2:]


def test_lists_are_of_the_day_of_the_policy_s_zone(young: Town) -> None:
    """Due today in Paris, an invoice is overdue where tomorrow has begun."""
    there = under(young, BillingPolicy(zone="Indian/Reunion"))
    bill(there, "R-1", due=0)
    in_the_evening(there)

    late, in_time = (
        there.registre.billing.invoices(there.mayor, settlement=one).items
        for one in (Settlement.OVERDUE, Settlement.DUE)
    )

    assert (["R-1"], ()) == ([invoice.number for invoice in late], in_time)


def a_second_before(town: Town, number: int) -> None:
    """Let it be the last second of the day before."""
    town.clock.set(datetime.combine(day(number), time(), ZoneInfo("Europe/Paris")) - timedelta(seconds=1))


def test_a_clock_that_is_a_moment_behind_does_not_take_the_register_back_over_midnight(young: Town) -> None:
    """The night has told of the cut; a payment that was stamped a second before midnight gets its turn only then."""
    invoice = bill(young, "R-1", due=-29)
    night(young, 1)
    before = told(young), kept(young)
    a_second_before(young, 1)
    pay(young, invoice.id, "10")

    assert (iso(1), "overdue", "suspended", "time") == before[0][-1]
    assert before == (told(young), kept(young))
    assert ["overdue", "suspended"] == [level for _, level in addressees(young)]


def test_a_payment_of_all_at_that_moment_clears_the_account_on_the_day_that_was_told(young: Town) -> None:
    invoice = bill(young, "R-1", due=-29)
    night(young, 1)
    a_second_before(young, 1)
    pay(young, invoice.id)

    assert (iso(1), "suspended", "clear", "payment") == told(young)[-1]


# ---- who hears of it -------------------------------------------------------------------------------------------------


def test_a_letter_says_the_level_since_when_and_which_days_go_with_it(young: Town) -> None:
    bill(young, "R-1", due=-10)
    [letter] = letters(young)

    assert {"level": "overdue", "since": iso(0), "shown_on": iso(20), "cut_off_on": iso(20)} == letter.facts
    assert ("standing", young.workspace, HER_MAIL) == (letter.subject_kind, letter.subject_id, letter.recipient)


def enrolled(town: Town, name: str, email: str | None, **state: object) -> User:
    user = User(UserId(town.ids.new()), name, email, **state)  # type: ignore[arg-type]  # whatever the test says
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(user)
        tx.commit()
    return user


SEES = frozenset({"invoices.consult"})


def test_those_who_may_see_invoices_and_can_be_reached_are_told_and_nobody_else(young: Town) -> None:
    profile = young.registre.rights.create_profile(young.mayor, name="Comptabilité", rights=SEES).profile
    enrolled(young, "Par profil", "profil@exemple.fr", profile_id=profile.id)
    enrolled(young, "Jusqu'à ce soir", "ce.soir@exemple.fr", grants=SEES, expires_on=TODAY)
    enrolled(young, "Refusé", "refus@exemple.fr", profile_id=profile.id, denials=SEES)
    enrolled(young, "Sans droit", "sans.droit@exemple.fr")
    enrolled(young, "Sans adresse", None, grants=SEES)
    enrolled(young, "Parti", "parti@exemple.fr", grants=SEES, active=False)
    enrolled(young, "Verrouillé", "verrou@exemple.fr", grants=SEES, locked=True)
    enrolled(young, "Hier encore", "hier@exemple.fr", grants=SEES, expires_on=date(2026, 3, 1))
    enrolled(young, "Programme", "machine@exemple.fr", grants=SEES, kind=AccountKind.MACHINE)
    bill(young, "R-1", due=3)

    assert {HER_MAIL, "profil@exemple.fr", "ce.soir@exemple.fr"} == {letter.recipient for letter in letters(young)}


def test_where_nobody_may_see_invoices_the_register_alone_is_told(young: Town) -> None:
    with young.storage.inner.begin(young.workspace) as tx:
        tx.users.save(evolve(young.user(young.mayor.id), denials=SEES))
        tx.commit()
    bill(young, "R-1", due=3)

    assert (1, []) == (len(told(young)), letters(young))


def test_more_people_than_stand_on_one_page_are_told(young: Town) -> None:
    for place in range(201):
        enrolled(young, f"Comptable {place}", f"comptable.{place}@exemple.fr", grants=SEES)
    bill(young, "R-1", due=3)

    with young.storage.inner.read(young.workspace) as tx:
        assert 202 == len(tx.outbox.pending(limit=1_000))


def test_somebody_who_was_erased_is_told_of_nothing_any_more(town: Town) -> None:
    pay(town, town.due.id)
    assert [THE_ACCOUNTANT] == [letter.recipient for letter in letters(town)]
    [accountant] = [user for user in town.registre.rights.users(town.mayor).items if user.email == THE_ACCOUNTANT]

    town.registre.rights.erase_user(town.mayor, accountant.id)
    bill(town, "F-9", due=-3)

    assert [] == letters(town)


def test_clearing_is_told_like_any_other_level(young: Town) -> None:
    pay(young, bill(young, "R-1", due=-10).id)

    assert [(HER_MAIL, "overdue"), (HER_MAIL, "clear")] == addressees(young)


def test_each_turn_of_one_day_is_told_of_so_that_the_last_letter_is_true(young: Town) -> None:
    invoice = bill(young, "R-1", due=-10)
    keys = (f"K-{number}" for number in count())
    for _ in range(3):
        payment = next(keys)
        pay(young, invoice.id, key=payment)
        refund(young, invoice.id, payment=payment, key=next(keys))

    assert ["overdue", *["clear", "overdue"] * 3] == [level for _, level in addressees(young)]
