"""The nights of the account: what time alone brings about is told once, whoever comes first, and however late (H6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.usecases.debts import under
from tests.usecases.doubles import WatchedStorage
from tests.usecases.ledgers import (
    HER_MAIL,
    a_young_town,
    at,
    bill,
    day,
    euros,
    facts,
    hold,
    kept,
    letters,
    night,
    pay,
    told,
)
from tests.usecases.town import Town, twin_of

from registre_core import IntegrityBreach, RegistreError
from registre_core.access import ACTIONS
from registre_core.billing import CLEAR, THE_SOURCES_OWN, BillingPolicy, Level
from registre_core.ports.storage import Operations
from registre_core.services.nightly import Night, Trouble

QUIET = (0, 0, ())


@pytest.fixture
def young(town: Town) -> Town:
    """A workspace with an empty account. In the other one nothing is open, nor unpaid: its nights are quiet."""
    town.registre.interventions.close(town.mayor, town.open.id)
    pay(town, town.due.id)
    town.registre.billing.write_off(town.operator, town.waiting.id, key="PERTE")
    return a_young_town(town)


def turned(found: Night) -> tuple[int, int, tuple[Trouble, ...]]:
    return found.standings, found.notices, found.troubles


def iso(number: int) -> str:
    return day(number).isoformat()


def test_a_night_on_which_nothing_turns_writes_nothing(young: Town) -> None:
    bill(young, "R-1", due=20)
    before = young.kept()
    young.log.clear()

    assert QUIET == turned(night(young, 4))
    assert before == young.kept()
    assert "begin" not in young.log


def test_the_night_on_which_an_account_turns_tells_of_it_once(young: Town) -> None:
    bill(young, "R-1", due=20)
    found = night(young, 5)
    [letter] = letters(young)

    assert (1, 1, ()) == turned(found)
    assert [(iso(5), "clear", "due_soon", "time")] == told(young)
    assert (HER_MAIL, "due_soon") == (letter.recipient, letter.facts["level"])
    assert {"standing-changed"} == set(ACTIONS["nightly.run"].records)

    before = young.kept()
    assert QUIET == turned(night(young, 5))
    assert before == young.kept()


def test_missed_nights_are_told_of_day_by_day_and_people_hear_of_the_last_level_only(young: Town) -> None:
    bill(young, "R-1", due=20)
    found = night(young, 90)

    assert [(iso(5), "due_soon"), (iso(21), "overdue"), (iso(50), "suspended")] == [
        (on, level) for on, _, level, _ in told(young)
    ]
    assert ["suspended"] == [letter.facts["level"] for letter in letters(young)]
    assert 1 == found.standings == found.notices


def test_a_hold_ends_by_itself_and_the_night_tells_of_it(young: Town) -> None:
    hold(young, bill(young, "R-1", due=-40).id, until=7)
    assert QUIET == turned(night(young, 7))
    night(young, 8)

    assert (iso(8), "clear", "suspended", "time") == told(young)[-1]


def test_new_terms_under_which_all_stays_the_same_are_noted_and_told_to_nobody(young: Town) -> None:
    bill(young, "R-1", due=20)
    entries = young.entries()
    town = under(young, BillingPolicy(minimum_notice_days=2))

    assert QUIET == turned(night(town, 0))
    record = kept(town)
    assert record is not None
    assert town.registre.ports.billing.fingerprint == record.policy
    assert (entries, []) == (town.entries(), letters(town))
    town.log.clear()
    night(town, 0)
    assert "begin" not in town.log


def test_new_terms_that_open_access_again_are_told_of_as_such(young: Town) -> None:
    bill(young, "R-1", due=-40)
    night(under(young, BillingPolicy(suspension=60)), 1)

    assert [("clear", "suspended", "invoice"), ("suspended", "overdue", "policy")] == [
        tuple(one[1:]) for one in told(young)
    ]
    assert ["suspended", "overdue"] == [letter.facts["level"] for letter in letters(young)]


def test_what_fails_in_one_workspace_holds_up_neither_the_others_nor_their_interventions(young: Town) -> None:
    bill(young, "R-1", due=20)
    other = a_young_town(young)
    bill(other, "R-1", due=20)
    broken = IntegrityBreach("storage-damaged", "a page of the file is damaged")

    class Damaged(WatchedStorage):
        def begin(self, workspace):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # as its base
            if workspace == young.workspace:
                raise broken
            return super().begin(workspace)

    found = night(other.on(Damaged(other.storage.inner, [])), 5)

    assert [(young.workspace, broken)] == [(one.workspace, one.error) for one in found.troubles]
    assert (1, [], [(iso(5), "clear", "due_soon", "time")]) == (found.standings, told(young), told(other))


def test_an_account_that_somebody_caught_up_with_in_between_is_left_as_it_is(young: Town) -> None:
    invoice = bill(young, "R-1", due=20)

    class Overtaken(WatchedStorage):
        @contextmanager
        def operate(self) -> Iterator[Operations]:
            with super().operate() as door:
                yield door
            pay(young, invoice.id)

    assert QUIET == turned(night(young.on(Overtaken(young.storage.inner, [])), 5))
    assert [(iso(5), "due_soon", "time"), (iso(5), "clear", "payment")] == [
        (on, level, cause) for on, _, level, cause in told(young)
    ]


# ---- any history, and any nights missed ------------------------------------------------------------------------------

LAST_DAY = 80


@frozen
class Event:
    """Something that the operator enters one day."""

    on: int
    what: str
    invoice: int
    number: int

    def happens(self, town: Town) -> None:
        """Enter it, whatever comes of it: the ledger refuses what cannot be, in any history alike."""
        billing, key = town.registre.billing, f"K-{self.number % 7}"
        try:
            if self.what == "invoice":
                bill(town, f"R-{self.invoice}", due=self.on + self.number - 20)
                return
            found = billing.numbered(town.operator, f"R-{self.invoice}")
            match self.what:
                case "payment":
                    pay(town, found.id, str(10 * self.number), key=key)
                case "refund":
                    billing.refund_payment(town.operator, found.id, payment=key, key=f"R-{self.number}")
                case "write-off":
                    billing.write_off(town.operator, found.id, key=key, amount=euros(str(10 * self.number)))
                case "hold":
                    hold(town, found.id, until=self.on + self.number, key=key)
                case "lift":
                    billing.lift_hold(town.operator, found.id, key=key)
        except RegistreError:
            return


KINDS = ["invoice", "invoice", "payment", "payment", "refund", "write-off", "hold", "lift"]
EVENTS = st.builds(Event, st.integers(0, LAST_DAY), st.sampled_from(KINDS), st.integers(0, 2), st.integers(1, 40))
HISTORIES = st.lists(EVENTS, max_size=12).map(lambda events: sorted(events, key=lambda event: event.on))
NIGHTS = st.sets(st.integers(0, LAST_DAY))
TERMS = st.sampled_from([THE_SOURCES_OWN, BillingPolicy(before=2, overdue=3, suspension=9, minimum_notice_days=4)])


@frozen
class End:
    """How a history ends, with the numbers of invoices in place of their identifiers."""

    since: date | None
    standing: tuple[object, ...]
    facts: list[dict[str, Any]]
    last_told: dict[str, object]


def ended(town: Town) -> End:
    numbers = {str(one.id): one.number for one in town.registre.billing.invoices(town.operator, limit=200).items}
    record = kept(town)

    def named(fact: dict[str, Any]) -> dict[str, Any]:
        standing = {**fact["standing"], "cause": numbers.get(fact["standing"]["cause"])}
        return {**fact, "workspace": None, "invoice": numbers[fact["invoice"]], "standing": standing}

    now = record.standing if record else CLEAR
    return End(
        record.since if record else None,
        (now.level, now.shown_on, now.cut_off_on, numbers.get(str(now.cause)), now.until),
        [named(fact) for fact in facts(town, "standing-changed")],
        {HER_MAIL: Level.CLEAR.value, **{letter.recipient: letter.facts["level"] for letter in letters(town)}},
    )


def lived(town: Town, history: Iterable[Event], nights: set[int], terms: BillingPolicy) -> Town:
    """Let a history happen, with these nights' work; the night of the last day is always done."""
    town = under(town, terms)
    coming = list(history)
    for today in range(LAST_DAY + 2):
        if today in nights or today > LAST_DAY:
            night(town, today)
        at(town, today)
        while coming and coming[0].on == today:
            coming.pop(0).happens(town)
    return town


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES, NIGHTS, TERMS)
def test_whatever_nights_are_missed_it_ends_as_if_none_had_been(
    founded: Town, history: list[Event], nights: set[int], terms: BillingPolicy
) -> None:
    every = lived(a_young_town(twin_of(founded)), history, set(range(LAST_DAY + 1)), terms)

    assert ended(every) == ended(lived(a_young_town(twin_of(founded)), history, nights, terms))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES, NIGHTS, TERMS)
def test_what_the_register_was_told_last_is_where_the_account_stands(
    founded: Town, history: list[Event], nights: set[int], terms: BillingPolicy
) -> None:
    town = lived(a_young_town(twin_of(founded)), history, nights, terms)
    now = town.registre.billing.standing(town.operator)
    record = kept(town)

    assert now == (record.standing if record else now)
    assert (record is None) == (not town.registre.billing.invoices(town.operator).items)
    days = [fact["on"] for fact in facts(town, "standing-changed")]
    assert sorted(days) == days, "each is told of after what came before it"
    levels = [(before, after) for _, before, after, _ in told(town)]
    assert [after for _, after in levels[:-1]] == [before for before, _ in levels[1:]], "and none is left out"
