"""What was recorded without network and arrives while access is cut: kept, listed, and admitted at reopening."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.debts import TELEPHONE, debt_free, noon, recorded_offline, suspend, under
from tests.usecases.doubles import WatchedStorage
from tests.usecases.town import Town, twin_of
from tests.usecases.traces import traces

from registre_core import (
    Actor,
    AdapterFailure,
    Client,
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    RuleViolation,
)
from registre_core.access import ACTIONS, Arrival, ArrivalState
from registre_core.app import assembly
from registre_core.billing import BillingPolicy, Movement, MovementKind, Survives
from registre_core.clients import ClientPolicy, Requirement
from registre_core.codec import read_entry
from registre_core.interventions import Intervention
from registre_core.kernel.actors import ClientKind, Offline
from registre_core.kernel.identifiers import EntryId, InterventionId, WorkspaceId
from registre_core.ports.storage import Transaction
from registre_core.rights import AccountKind
from registre_core.services.access import Sent

CLOSE = "interventions.close"
WAITING, ADMITTED, REFUSED = ArrivalState.WAITING, ArrivalState.ADMITTED, ArrivalState.REFUSED


@pytest.fixture
def town(founded: Town) -> Town:
    """Access is cut since ten days, unless a test pays."""
    return debt_free(twin_of(founded))


@pytest.fixture
def guard(town: Town) -> Actor:
    return town.holder(CLOSE, "interventions.consult", name="Rémi Gardien")


def send(town: Town, actor: Actor, at: datetime, intervention: Intervention | None = None) -> tuple[Actor, Sent]:
    """Let somebody send what he closed then, and give him as he sent it, to send it again."""
    late = recorded_offline(town, actor, at)
    return late, again(town, late, intervention)


def again(town: Town, late: Actor, intervention: Intervention | None = None) -> Sent:
    return town.registre.access.send(late, CLOSE, {"intervention": str((intervention or town.open).id)})


def now(town: Town, intervention: Intervention | None = None) -> Intervention:
    with town.storage.inner.read(town.workspace) as tx:
        return tx.interventions.get((intervention or town.open).id)


def listed(town: Town, actor: Actor | None = None) -> list[Arrival]:
    return list(town.registre.access.arrivals(actor or town.operator).items)


def kinds(town: Town) -> list[str]:
    return [entry.heading.kind for entry in town.entries()]


def another(town: Town) -> Intervention:
    """Put another open intervention into storage, although access is cut."""
    with town.storage.inner.begin(town.workspace) as tx:
        made = tx.interventions.add(evolve(town.open, id=InterventionId(town.ids.new()), version=1))
        tx.commit()
    return made


def pay_everything(town: Town) -> None:
    """Give access back, by the operator's own use case."""
    for invoice in town.registre.billing.invoices(town.operator).items:
        if not invoice.is_paid:
            town.registre.billing.record_payment(town.operator, invoice.id, key="VIR-9", amount=invoice.remaining)


class Meanwhile(WatchedStorage):
    """Lets something happen just before a change begins: the first, the second, …, counted from when it is made."""

    def __init__(self, town: Town, nth: int, happens: Callable[[], object]) -> None:
        super().__init__(town.storage.inner, [])
        self.countdown, self.happens = nth, happens

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        self.countdown -= 1
        if self.countdown == 0:
            self.happens()
        return super().begin(workspace)


def crash() -> None:
    raise AdapterFailure("disk-full", "there is no space left")


# ---- sending ---------------------------------------------------------------------------------------------------------


def test_while_access_is_open_what_is_sent_is_done_on_the_day_it_was_recorded(town: Town, guard: Actor) -> None:
    late, sent = send(town, guard, noon(-3))

    assert late.offline is not None
    assert Sent(late.offline.id, ADMITTED) == sent
    assert (date(2026, 2, 27), town.clock.now()) == (now(town).done_on, now(town).closed_at)
    assert (late.offline.id, "intervention-closed") == (town.entries()[-1].heading.id, kinds(town)[-1])


def test_what_was_recorded_before_the_cut_is_done_after_it(town: Town, guard: Actor) -> None:
    suspend(town)

    assert ADMITTED is send(town, guard, noon(-11))[1].state
    assert [] == listed(town)


def test_what_was_recorded_since_the_cut_is_kept_and_nothing_is_done(town: Town, guard: Actor) -> None:
    suspend(town)
    before, entries = now(town), len(town.entries())

    late, sent = send(town, guard, noon(-3))

    assert late.offline is not None
    assert Sent(late.offline.id, WAITING) == sent
    assert before == now(town)
    assert ["record-kept"] == kinds(town)[entries:]
    assert [
        Arrival(
            late.offline.id,
            CLOSE,
            {"intervention": str(town.open.id)},
            guard.id,  # type: ignore[arg-type]  # a user has one
            TELEPHONE,
            noon(-3),
            town.clock.now(),
        )
    ] == listed(town)


def test_the_register_says_what_was_kept_when_it_is_said_to_have_been_done_and_that_it_was_not(
    town: Town, guard: Actor
) -> None:
    suspend(town)
    late, _ = send(town, evolve(guard, on_behalf_of="M. Petit"), noon(-3))

    entry = town.entries()[-1]
    account = read_entry(entry)
    assert late.offline is not None
    assert (str(late.offline.id), "waiting") == (account.fact["arrival"]["id"], account.fact["arrival"]["state"])
    assert noon(-3) == datetime.fromisoformat(account.fact["arrival"]["claimed_at"])
    assert late.offline.id != entry.heading.id, "that identifier is for the deed itself"
    assert "M. Petit" == account.on_behalf_of, "beside the chain, where it can be erased"
    assert b"M. Petit" not in entry.body


def leave_open(_town: Town) -> None:
    """Let nothing speak against anything."""


@pytest.mark.parametrize("before", [leave_open, suspend], ids=["done", "kept"])
def test_what_is_sent_twice_is_done_or_kept_once_and_the_second_time_says_so(
    town: Town, guard: Actor, before: Callable[[Town], object]
) -> None:
    before(town)
    late, first = send(town, guard, noon(-3))
    kept = town.kept()

    assert evolve(first, was_known=True) == again(town, late)
    assert kept == town.kept()


def test_what_was_kept_and_admitted_meanwhile_is_known_as_done(town: Town, guard: Actor) -> None:
    suspend(town)
    late, _ = send(town, guard, noon(-3))
    pay_everything(town)

    assert (ADMITTED, True) == ((sent := again(town, late)).state, sent.was_known)


def test_two_who_send_it_at_once_do_it_once_and_neither_is_refused(town: Town, guard: Actor) -> None:
    """The second finds the intervention closed, by the first: he is told that it is done."""
    late = recorded_offline(town, guard, noon(-3))

    sent = again(town.on(Meanwhile(town, 1, lambda: again(town, late))), late)

    assert (ADMITTED, True) == (sent.state, sent.was_known)
    assert "intervention-closed" == kinds(town)[-1] != kinds(town)[-2]


def test_two_who_send_it_at_once_while_access_is_cut_have_it_kept_once(town: Town, guard: Actor) -> None:
    suspend(town)
    late = recorded_offline(town, guard, noon(-3))

    sent = again(town.on(Meanwhile(town, 2, lambda: again(town, late))), late)

    assert (WAITING, True, 1) == (sent.state, sent.was_known, len(listed(town)))


def test_what_is_sent_while_somebody_pays_is_done_and_does_not_wait_for_the_night(town: Town, guard: Actor) -> None:
    """Whoever pays admits what waits; what would be kept a moment later would be overlooked."""
    suspend(town)
    late = recorded_offline(town, guard, noon(-3))

    sent = again(town.on(Meanwhile(town, 2, lambda: pay_everything(town))), late)

    assert (ADMITTED, []) == (sent.state, listed(town))


def test_nothing_is_lost_when_the_storage_fails_in_the_midst_of_it(town: Town, guard: Actor) -> None:
    suspend(town)
    late = recorded_offline(town, guard, noon(-3))
    with pytest.raises(AdapterFailure):
        again(town.on(Meanwhile(town, 2, crash)), late)

    assert (WAITING, False) == ((sent := again(town, late)).state, sent.was_known)


@pytest.mark.parametrize(
    "change", ["user", "action", "arguments"], ids=["somebody else", "another action", "another intervention"]
)
def test_an_identifier_stands_for_one_thing(town: Town, guard: Actor, change: str) -> None:
    suspend(town)
    late, _ = send(town, guard, noon(-3))
    if change == "action":
        with town.storage.inner.begin(town.workspace) as tx:
            tx.arrivals.save(evolve(listed(town)[0], action="watch.record"))
            tx.commit()
    other = evolve(late, id=town.holder(CLOSE).id) if change == "user" else late

    with pytest.raises(Conflict) as refusal:
        again(town, other, town.at_pool if change == "arguments" else None)

    assert "record-id-taken" == refusal.value.code


@pytest.mark.parametrize("change", ["user", "arguments", "entry"])
def test_that_holds_of_what_was_done_at_once_and_of_every_entry_there_is(town: Town, guard: Actor, change: str) -> None:
    """A telephone that uses an identifier twice is not told that all is done: its second record would be lost."""
    late, _ = send(town, guard, noon(-3))
    if change == "entry":
        late = evolve(late, offline=Offline(town.entries()[0].heading.id, noon(-3)))
    other = evolve(late, id=town.holder(CLOSE).id) if change == "user" else late

    with pytest.raises(Conflict) as refusal:
        again(town, other, town.at_pool if change == "arguments" else None)

    assert "record-id-taken" == refusal.value.code


def test_what_waits_under_an_identifier_that_something_else_took_is_refused_and_stays_listed(
    town: Town, guard: Actor
) -> None:
    suspend(town)
    late, _ = send(town, guard, noon(-3))
    assert late.offline is not None
    town.registre.interventions.close(evolve(late, offline=Offline(late.offline.id, noon(-20))), another(town).id)
    pay_everything(town)

    assert [(REFUSED, "already-exists")] == [(one.state, one.refusal) for one in listed(town)]
    assert now(town).closed_at is None


@pytest.mark.parametrize(
    "action, arguments, expected",
    [
        ("interventions.plan", {}, [("action", "not-sendable")]),
        ("", {}, [("action", "not-sendable")]),
        (CLOSE, {}, [("intervention", "malformed-data")]),
        (
            CLOSE,
            {"intervention": "hier", "done_on": 12, "by": "moi"},
            [("by", "malformed-data"), ("intervention", "malformed-data"), ("done_on", "malformed-data")],
        ),
    ],
    ids=["an action that is not sent", "none", "an argument is missing", "all that is wrong at once"],
)
@pytest.mark.parametrize("before", [leave_open, suspend], ids=["open", "cut"])
def test_what_cannot_be_understood_is_refused_at_once_and_never_kept(
    town: Town,
    guard: Actor,
    before: Callable[[Town], object],
    action: str,
    arguments: dict[str, str | int],
    expected: list[tuple[str, str]],
) -> None:
    before(town)
    kept = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        town.registre.access.send(recorded_offline(town, guard, noon(-3)), action, arguments)

    assert sorted(expected) == sorted((problem.path, problem.code) for problem in refusal.value.problems)
    assert kept == town.kept()


def test_what_may_be_sent_late_is_marked_in_the_table_of_actions_and_nothing_else_is(town: Town) -> None:
    assert set(town.registre.access.sendable) == {action.name for action in ACTIONS.values() if action.offline}


def test_what_is_done_now_is_not_sent_late(town: Town, guard: Actor) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.access.send(guard, CLOSE, {"intervention": str(town.open.id)})

    assert "not-recorded-offline" == refusal.value.code


def test_what_is_claimed_to_be_still_to_come_is_refused(town: Town, guard: Actor) -> None:
    with pytest.raises(InvalidInput) as refusal:
        send(town, guard, noon(1))

    assert "claimed-in-the-future" == refusal.value.code


def test_only_what_nothing_else_speaks_against_is_kept(town: Town, guard: Actor) -> None:
    suspend(town)
    before = town.kept()

    with pytest.raises(Forbidden) as old:
        town.registre.access.send(
            evolve(recorded_offline(town, guard, noon(-3)), client=Client.mobile("1.9")),
            CLOSE,
            {"intervention": str(town.open.id)},
        )
    with pytest.raises(NotFound):
        send(town, guard, noon(-3), evolve(town.open, id=InterventionId(UUID(int=404))))

    assert ["client-too-old", "access-suspended"] == [reason.code for reason in old.value.reasons]
    assert before == town.kept()


def test_who_has_not_the_right_has_nothing_kept_either(town: Town) -> None:
    suspend(town)

    with pytest.raises(Forbidden) as refusal:
        send(town, town.somebody(), noon(-3))

    assert ["access-suspended", "right-not-held"] == [reason.code for reason in refusal.value.reasons]
    assert [] == listed(town)


def test_while_access_is_open_a_rule_refuses_as_ever(town: Town, guard: Actor) -> None:
    with pytest.raises(RuleViolation) as refusal:
        send(town, guard, noon(-3), town.at_school)

    assert "intervention-closed" == refusal.value.code


# ---- listing ---------------------------------------------------------------------------------------------------------


def test_everybody_sees_his_own_while_access_is_cut_and_the_operator_all(town: Town, guard: Actor) -> None:
    suspend(town)
    other = town.holder(CLOSE)
    (mine, _), (others, _) = send(town, guard, noon(-3)), send(town, other, noon(-2))

    too_old = evolve(guard, client=Client.mobile("1.0"))
    assert [claim_of(mine)] == [(one.id, one.claimed_at) for one in listed(town, too_old)]
    assert [claim_of(mine), claim_of(others)] == [(one.id, one.claimed_at) for one in listed(town)]


def claim_of(late: Actor) -> tuple[EntryId, datetime]:
    assert late.offline is not None
    return late.offline.id, late.offline.at


def test_a_list_goes_by_state_and_page_by_page(town: Town, guard: Actor) -> None:
    suspend(town)
    for _ in range(3):
        send(town, guard, noon(-3), another(town))

    page = town.registre.access.arrivals(guard, state=WAITING, limit=2)
    rest = town.registre.access.arrivals(guard, state=WAITING, after=page.next, limit=2)

    assert (2, 1, None) == (len(page.items), len(rest.items), rest.next)
    assert () == town.registre.access.arrivals(guard, state=REFUSED).items


# ---- admitting -------------------------------------------------------------------------------------------------------


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
