"""The nights of accounts on real databases: what they write, to the row (H6), and that they end as in memory."""

from __future__ import annotations

from random import Random

import pytest
from attrs import evolve
from tests.end_to_end.costs import Cost
from tests.usecases.doubles import WatchedStorage
from tests.usecases.ledgers import a_young_town, bill, letters, night, pay, told
from tests.usecases.test_billing_nights import KINDS, LAST_DAY, Event, ended, lived
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import assemble
from registre_core.billing import THE_SOURCES_OWN
from registre_storage_sqlalchemy import SqlStorage


@pytest.fixture(scope="module")
def founded() -> Town:
    return found_a_town()


def kept_in(storage: SqlStorage, town: Town) -> Town:
    """Give a register of one's own on this database, which knows nothing yet."""
    twin, watched = twin_of(town), WatchedStorage(storage, [])
    registre = assemble(evolve(twin.registre.ports, storage=watched))
    return evolve(twin, stage=evolve(twin.stage, storage=watched, registre=registre))


@pytest.fixture
def country(storage: SqlStorage, founded: Town) -> list[Town]:
    """Ten workspaces, each with an invoice that is due three weeks later than the one before."""
    first = kept_in(storage, founded)
    towns = [a_young_town(first) for _ in range(10)]
    for place, town in enumerate(towns):
        bill(town, "R-1", due=20 + 21 * place)
    return towns


def test_a_night_writes_a_standing_an_entry_and_a_letter_where_an_account_turns_and_nothing_elsewhere(
    country: list[Town], cost: Cost
) -> None:
    cost.clear()
    found = night(country[0], 5)

    assert (1, 1, ()) == (found.standings, found.notices, found.troubles)
    assert {"standings": 1, "register_entries": 1, "register_heads": 1, "outbox": 1} == cost.written
    assert [1, *[0] * 9] == [len(told(town)) for town in country] == [len(letters(town)) for town in country]

    cost.clear()
    night(country[0], 5)
    assert not cost.written


def test_missed_nights_write_one_standing_an_entry_for_each_level_and_a_letter_for_the_last(
    country: list[Town], cost: Cost
) -> None:
    cost.clear()
    night(country[0], 55)

    assert ["due_soon", "overdue", "suspended"] == [level for _, _, level, _ in told(country[0])]
    assert ["suspended"] == [letter.facts["level"] for letter in letters(country[0])]
    assert [3, 2, 1, *[0] * 7] == [len(told(town)) for town in country]
    assert {"standings": 3, "register_entries": 6, "register_heads": 3, "outbox": 3} == cost.written


def test_a_payment_costs_as_many_statements_however_many_invoices_were_paid_before(
    storage: SqlStorage, founded: Town, cost: Cost
) -> None:
    town = a_young_town(kept_in(storage, founded))
    spent = []
    for number in range(1, 41):
        invoice = bill(town, f"R-{number}", due=3)
        cost.clear()
        pay(town, invoice.id)
        spent.append((len(cost.read), dict(cost.written)))

    assert spent[0] == spent[-1]


@pytest.mark.parametrize("seed", range(4))
def test_a_history_on_a_database_with_nights_missed_ends_as_one_in_memory_with_none(
    storage: SqlStorage, founded: Town, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  # the same history every time
    events = [
        Event(chance.randint(0, LAST_DAY), chance.choice(KINDS), chance.randint(0, 2), chance.randint(1, 40))
        for _ in range(14)
    ]
    history = sorted(events, key=lambda event: event.on)
    nights = {day for day in range(LAST_DAY + 1) if chance.random() < 0.3}
    town = lived(a_young_town(kept_in(storage, founded)), history, nights, THE_SOURCES_OWN)
    memory = lived(a_young_town(twin_of(founded)), history, set(range(LAST_DAY + 1)), THE_SOURCES_OWN)

    assert ended(memory) == ended(town)
    assert town.registre.register.verify(town.operator).is_intact
