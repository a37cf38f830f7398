"""What was recorded without network and arrives while access is cut: done, kept or refused, once, and listed."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

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
from tests.usecases.debts import TELEPHONE, debt_free, noon, recorded_offline, suspend
from tests.usecases.town import Town, twin_of

from registre_core import Actor, AdapterFailure, Client, Conflict, Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.access import ACTIONS, Arrival
from registre_core.codec import read_entry
from registre_core.kernel.actors import Offline
from registre_core.kernel.identifiers import InterventionId
from registre_core.services.access import Sent


@pytest.fixture
def town(founded: Town) -> Town:
    """Access is cut since ten days, unless a test pays."""
    return debt_free(twin_of(founded))


@pytest.fixture
def guard(town: Town) -> Actor:
    return town.holder(CLOSE, "interventions.consult", name="Rémi Gardien")


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


def test_a_list_goes_by_state_and_page_by_page(town: Town, guard: Actor) -> None:
    suspend(town)
    for _ in range(3):
        send(town, guard, noon(-3), another(town))

    page = town.registre.access.arrivals(guard, state=WAITING, limit=2)
    rest = town.registre.access.arrivals(guard, state=WAITING, after=page.next, limit=2)

    assert (2, 1, None) == (len(page.items), len(rest.items), rest.next)
    assert () == town.registre.access.arrivals(guard, state=REFUSED).items
