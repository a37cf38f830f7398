"""What waited while access was cut is admitted at reopening: once, or refused with its reason, and never lost."""

from datetime import date, datetime, timedelta

import pytest
from attrs import evolve
from tests.usecases.arriving import (
    ADMITTED,
    CLOSE,
    REFUSED,
    WAITING,
    Meanwhile,
    again,
    another,
    claim_of,
    crash,
    kinds,
    listed,
    now,
    pay_everything,
    send,
)
from tests.usecases.debts import debt_free, noon, suspend, under
from tests.usecases.town import Town, twin_of
from tests.usecases.traces import traces

from registre_core import Actor, AdapterFailure
from registre_core.app import assembly
from registre_core.billing import BillingPolicy, Movement, MovementKind, Survives
from registre_core.clients import ClientPolicy, Requirement
from registre_core.codec import read_entry
from registre_core.kernel.actors import ClientKind
from registre_core.ports.storage import Transaction
from registre_core.rights import AccountKind
from registre_core.services.access import Sent


@pytest.fixture
def town(founded: Town) -> Town:
    """Access is cut since ten days, unless a test pays."""
    return debt_free(twin_of(founded))


@pytest.fixture
def guard(town: Town) -> Actor:
    return town.holder(CLOSE, "interventions.consult", name="Rémi Gardien")


def test_paying_admits_what_waits_under_the_time_and_the_identifier_of_the_telephone(town: Town, guard: Actor) -> None:
    suspend(town)
    late, _ = send(town, evolve(guard, on_behalf_of="M. Petit"), noon(-3))
    pay_everything(town)

    [entry] = [entry for entry in town.entries() if entry.heading.id == claim_of(late)[0]]
    account = read_entry(entry)
    assert "intervention-closed" == entry.heading.kind
    assert ("Rémi Gardien", "M. Petit", "mobile") == (
        account.actor_name,
        account.on_behalf_of,
        account.actor["client"],
    )
    assert noon(-3) == datetime.fromisoformat(account.actor["claimed_at"])
    assert date(2026, 2, 27) == now(town).done_on
    assert [(ADMITTED, town.clock.now())] == [(one.state, one.settled_at) for one in listed(town)]
    assert town.registre.register.verify(town.operator).is_intact


def test_what_waits_is_admitted_in_the_order_in_which_it_is_said_to_have_happened(town: Town, guard: Actor) -> None:
    suspend(town)
    third, first, second = (claim_of(send(town, guard, noon(days), another(town))[0])[0] for days in (-1, -3, -2))
    pay_everything(town)

    done = [entry.heading.id for entry in town.entries() if entry.heading.id in {first, second, third}]
    assert [first, second, third] == done


def test_whoever_records_a_payment_waits_for_so_many_records_and_the_night_takes_in_the_rest(
    town: Town, guard: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "AT_REOPENING", 2)
    suspend(town)
    last, first, second = (claim_of(send(town, guard, noon(days), another(town))[0])[0] for days in (-1, -3, -2))
    pay_everything(town)
    before = {one.id: one.state for one in listed(town)}

    night = town.registre.nightly.run(Actor.operator())

    assert {first: ADMITTED, second: ADMITTED, last: WAITING} == before
    assert 1 == night.arrivals
    assert [ADMITTED] * 3 == [one.state for one in listed(town)]


def test_while_access_is_cut_nothing_is_admitted_and_nothing_written(town: Town, guard: Actor) -> None:
    suspend(town)
    for _ in range(2):
        send(town, guard, noon(-3), another(town))
    before = town.kept()

    assert [WAITING] * 2 == [one.state for one in town.registre.access.admit(town.operator)]
    assert before == town.kept()


def test_what_a_rule_or_a_right_speaks_against_when_its_turn_comes_is_refused_and_stays_listed(
    town: Town, guard: Actor
) -> None:
    suspend(town)
    leaving = town.holder(CLOSE)
    send(town, guard, noon(-3)), send(town, guard, noon(-2)), send(town, leaving, noon(-2), another(town))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(town.user(leaving.id), active=False))
        tx.commit()
    pay_everything(town)

    assert [(ADMITTED, None), (REFUSED, "intervention-closed"), (REFUSED, "account-inactive")] == [
        (one.state, one.refusal) for one in listed(town)
    ]
    assert ["record-refused"] * 2 == kinds(town)[-2:]
    assert [REFUSED] == [one.state for one in listed(town, leaving_again(town, leaving))]


def leaving_again(town: Town, actor: Actor) -> Actor:
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(town.user(actor.id), active=True))
        tx.commit()
    return actor


def test_what_was_refused_when_its_turn_came_is_said_so_to_whoever_sends_it_again(town: Town, guard: Actor) -> None:
    suspend(town)
    send(town, guard, noon(-3))
    late, _ = send(town, guard, noon(-2))
    pay_everything(town)

    assert Sent(claim_of(late)[0], REFUSED, was_known=True, refusal="intervention-closed") == again(town, late)


def test_who_waits_is_not_asked_for_a_newer_client_when_his_turn_comes(town: Town, guard: Actor) -> None:
    suspend(town)
    send(town, guard, noon(-3))
    later = under(town, clients=ClientPolicy({ClientKind.MOBILE: Requirement("1.10")}))
    pay_everything(later)

    assert [ADMITTED] == [one.state for one in listed(town)]


def test_a_machine_s_record_is_admitted_as_the_machine_s(town: Town) -> None:
    suspend(town)
    machine = town.somebody(
        town.registre.ports.catalogue.completed([CLOSE]), kind=AccountKind.MACHINE, name="Passerelle"
    )
    late, _ = send(town, machine, noon(-3))
    pay_everything(town)

    [entry] = [entry for entry in town.entries() if entry.heading.id == claim_of(late)[0]]
    assert "service" == read_entry(entry).actor["kind"]


@pytest.mark.parametrize("survives", Survives)
def test_either_preset_keeps_and_admits(town: Town, guard: Actor, survives: Survives) -> None:
    there = under(town, BillingPolicy(survives=survives))
    suspend(town)
    before = send(there, guard, noon(-3))[1].state
    pay_everything(there)

    assert (WAITING, [ADMITTED]) == (before, [one.state for one in listed(town)])


@pytest.mark.parametrize("nth", [1, 2], ids=["before it is done", "when it is done, and not yet noted"])
def test_a_crash_in_the_midst_loses_nothing_and_repeats_nothing(town: Town, guard: Actor, nth: int) -> None:
    suspend(town)
    late, _ = send(town, guard, noon(-3))
    with town.storage.inner.begin(town.workspace) as tx:
        forgive(tx)
        tx.commit()

    with pytest.raises(AdapterFailure):
        town.on(Meanwhile(town, nth, crash)).registre.access.admit(town.operator)
    waits = [one.state for one in listed(town)]
    town.registre.access.admit(town.operator)

    assert ([WAITING], [ADMITTED]) == (waits, [one.state for one in listed(town)])
    assert 1 == [entry.heading.id for entry in town.entries()].count(claim_of(late)[0])


def forgive(tx: Transaction) -> None:
    """Give every debt up, behind the back of the use cases: nobody is told that access is open again."""
    for invoice in tx.invoices.unpaid():
        lost = Movement(MovementKind.WRITE_OFF, "PERTE", invoice.remaining, date(2026, 3, 2))
        tx.invoices.save(evolve(invoice, movements=(*invoice.movements, lost)))


@pytest.mark.parametrize("nth", [1, 2], ids=["before it is done", "when it is done, and not yet noted"])
def test_two_who_admit_at_once_do_it_once(town: Town, guard: Actor, nth: int) -> None:
    suspend(town)
    late, _ = send(town, guard, noon(-3))
    with town.storage.inner.begin(town.workspace) as tx:
        forgive(tx)
        tx.commit()
    racing = town.on(Meanwhile(town, nth, lambda: town.registre.access.admit(town.operator)))

    assert [ADMITTED] == [one.state for one in racing.registre.access.admit(town.operator)]
    assert [ADMITTED] == [one.state for one in listed(town)]
    assert 1 == [entry.heading.id for entry in town.entries()].count(claim_of(late)[0])


def test_access_that_is_cut_again_in_the_midst_lets_the_rest_wait(town: Town, guard: Actor) -> None:
    suspend(town)
    for days in (-3, -2):
        send(town, guard, noon(days), another(town))
    with town.storage.inner.begin(town.workspace) as tx:
        forgive(tx)
        tx.commit()
    cut_again = town.on(Meanwhile(town, 3, lambda: suspend(town, number="D-9")))

    assert [ADMITTED, WAITING] == [one.state for one in cut_again.registre.access.admit(town.operator)]


def test_a_payment_is_recorded_although_what_waits_cannot_be_admitted_and_the_night_takes_it_in(
    town: Town, guard: Actor
) -> None:
    suspend(town)
    send(town, guard, noon(-3))
    pay_everything(town.on(Meanwhile(town, 2, crash)))
    waits = [one.state for one in listed(town)]

    nights = [town.registre.nightly.run(Actor.operator()) for _ in range(2)]

    assert ([WAITING], [1, 0]) == (waits, [night.arrivals for night in nights])
    assert [ADMITTED] == [one.state for one in listed(town)]


def test_a_night_that_cannot_admit_says_so(town: Town, guard: Actor) -> None:
    suspend(town)
    send(town, guard, noon(-3))
    with town.storage.inner.begin(town.workspace) as tx:
        forgive(tx)
        tx.commit()

    night = town.on(Meanwhile(town, 1, crash)).registre.nightly.run(Actor.operator())

    assert [(town.workspace, "disk-full")] == [(one.workspace, one.error.code) for one in night.troubles]
    assert (0, [WAITING]) == (night.arrivals, [one.state for one in listed(town)])


def test_nights_leave_alone_what_waits_while_access_is_cut(town: Town, guard: Actor) -> None:
    suspend(town)
    send(town, guard, noon(-3))
    town.registre.nightly.run(Actor.operator())
    before = town.kept()
    town.clock.advance(timedelta(days=1))
    night = town.registre.nightly.run(Actor.operator())

    assert (0, ()) == (night.arrivals, night.troubles)
    assert before[town.workspace].arrivals == town.kept()[town.workspace].arrivals


# ---- forgetting ------------------------------------------------------------------------------------------------------


def test_who_is_erased_leaves_nothing_in_what_he_sent_and_it_is_not_done(town: Town, guard: Actor) -> None:
    invoice = suspend(town)
    send(town, evolve(guard, on_behalf_of="M. Petit, par téléphone"), noon(-3))
    open_again = under(town, BillingPolicy(suspension=90))
    assert guard.id is not None
    open_again.registre.rights.erase_user(town.mayor, guard.id)
    traced = traces(town, "Rémi Gardien", "M. Petit, par téléphone")
    town.registre.billing.record_payment(town.operator, invoice.id, key="VIR-9", amount=invoice.total)

    assert [] == traced
    assert [(REFUSED, "account-inactive", None)] == [(one.state, one.refusal, one.on_behalf_of) for one in listed(town)]
