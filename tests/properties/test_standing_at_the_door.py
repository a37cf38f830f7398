"""Whatever is entered, whenever and by whichever process: what the door keeps is what the ledger says that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.usecases.ledgers import a_young_town, bill, day, euros
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import Forbidden, Registre, assemble
from registre_core.access import ACTIONS
from registre_core.billing import BillingPolicy, Hold, HoldKind, Movement, MovementKind, standing, with_event
from registre_core.services.standings import Standings
from registre_core.testing.memory import MemoryStorage

TERMS = (BillingPolicy(), BillingPolicy(before=3, overdue=2, suspension=9, minimum_notice_days=4))
MOST = 40


@frozen
class Step:
    """Something happens, or only time passes; then both processes are asked."""

    what: str
    which: int
    days: int

    def at(self, town: Town) -> None:
        getattr(self, f"_{self.what}")(town)

    def _wait(self, town: Town) -> None:
        town.clock.advance(timedelta(days=self.days))

    def _go_back(self, town: Town) -> None:
        """A clock was wrong, and is set right."""
        town.clock.advance(-timedelta(days=self.days))

    def _bill(self, town: Town) -> None:
        today = (town.clock.today() - day(0)).days
        bill(town, f"R-{town.ids.new()}", due=today + self.days - 20)

    def _pay(self, town: Town) -> None:
        self._enter(town, lambda key: Movement(MovementKind.PAYMENT, key, euros("70"), town.clock.today()))

    def _hold(self, town: Town) -> None:
        today = town.clock.today()
        until = today + timedelta(days=self.days)
        self._enter(town, lambda key: Hold(HoldKind.PROMISE, key, "comptabilité", "promis", today, until))

    def _enter(self, town: Town, event: Callable[[str], Movement | Hold]) -> None:
        with town.storage.inner.begin(town.workspace) as tx:
            known = [one for one in tx.invoices.every() if one.recorded_on <= town.clock.today()]
            if known:
                tx.invoices.save(with_event(known[self.which % len(known)], event(str(town.ids.new()))))
                tx.commit()


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["wait", "wait", "go_back", "bill", "pay", "hold"]),
        st.integers(0, 3),
        st.integers(0, MOST),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def founded() -> Town:
    return found_a_town()


@settings(max_examples=60)
@given(steps=STEPS, terms=st.sampled_from(TERMS))
def test_the_door_answers_what_a_ledger_read_anew_would(founded: Town, steps: list[Step], terms: BillingPolicy) -> None:
    town = a_young_town(twin_of(founded))
    ports = evolve(town.registre.ports, billing=terms, storage=MemoryStorage(town.medium))
    doors = [Standings(ports), Standings(evolve(ports, storage=MemoryStorage(town.medium)))]
    registers = [assemble(ports) for _ in doors]

    for step in steps:
        step.at(town)
        with town.storage.inner.read(town.workspace) as tx:
            expected = standing(tx.invoices.unpaid(), on=town.clock.today(), policy=terms)
            gates = [door.gate(tx, town.workspace, town.mayor, ACTIONS["workspace.sites"]) for door in doors]
        assert [expected.banner] * 2 == [gate.standing.banner for gate in gates]
        assert [expected.cut_off_on] * 2 == [gate.standing.cut_off_on for gate in gates]
        assert [expected.is_suspended] * 2 == [is_cut(registre, town) for registre in registers]


def is_cut(registre: Registre, town: Town) -> bool:
    try:
        registre.workspace.sites(town.mayor)
    except Forbidden:
        return True
    return False
