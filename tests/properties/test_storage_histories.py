"""Any history of transactions is told alike by every storage: the same answers, the same refusals, the same end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from tests.contracts.saboteurs import billing, changes, claims, entities, profiles, rights
from tests.contracts.saboteurs.spoiling import Saboteur
from tests.properties.accounts import Accounts
from tests.properties.buildings import Buildings
from tests.properties.histories import Histories, agreed, every_workspace

from registre_core.ports.storage import Storage
from registre_core.testing.memory import Medium, MemoryStorage
from registre_storage_sqlalchemy import SqlStorage

HISTORIES = 20 + int(os.environ.get("REGISTRE_FAULT_ROUNDS", "20"))
"""How many are told; `./dev faults` tells five times as many."""

AT_LENGTH = "REGISTRE_FAULT_ROUNDS" in os.environ
"""Whether those who hide for long are looked for too."""

BOUNDS = settings(
    max_examples=HISTORIES,
    stateful_step_count=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    report_multiple_bugs=False,
)


@pytest.fixture
def storages(sqlite_url: str, postgres_url: str) -> Iterator[Mapping[str, Storage]]:
    """One of each, all of them empty; a history leaves its own workspaces in them."""
    with ExitStack() as stack:
        yield {
            "memory": MemoryStorage(),
            "SQLite": stack.enter_context(SqlStorage.open(sqlite_url)),
            "PostgreSQL": stack.enter_context(SqlStorage.open(postgres_url)),
        }


def tell(storages: Mapping[str, Storage], bounds: settings, history: type[Histories] = Buildings) -> None:
    told_to_these = cast("type[RuleBasedStateMachine]", partial(history, storages))
    run_state_machine_as_test(told_to_these, settings=bounds)


@pytest.mark.slow
def test_every_storage_tells_the_same_history(storages: Mapping[str, Storage]) -> None:
    tell(storages, BOUNDS)
    assert agreed({name: every_workspace(storage) for name, storage in storages.items()})


FOUND_SOON: list[type[Saboteur]] = [
    changes.HidesItsOwnWrites,
    changes.FoundsAgain,
    entities.AddsOver,
    entities.ChecksNoReference,
    claims.ForgetsLeases,
    rights.KeepsThoseBefore,
    profiles.RemovesWhatIsShared,
    billing.KeepsInvoicesBefore,
]

FOUND_LATE: list[type[Saboteur]] = [
    changes.KeepsAfterAnException,
    changes.ShowsUncommitted,
    changes.OpensAtTheFirstQuestion,
    rights.CountsUsersOnly,
    rights.CountsWhoWasThere,
    billing.CountsNoInvoice,
]
"""It takes hundreds of histories until they give themselves away: `./dev faults` tells as many."""


@pytest.mark.parametrize("saboteur", FOUND_SOON + FOUND_LATE * AT_LENGTH)
def test_a_storage_that_tells_another_is_found(saboteur: type[Saboteur]) -> None:
    bounds = settings(BOUNDS, max_examples=500, derandomize=True, database=None, phases=[Phase.generate])
    history = Accounts if saboteur.__module__ == billing.__name__ else Histories
    with pytest.raises(AssertionError):
        tell({"memory": MemoryStorage(), "saboteur": saboteur(Medium())}, bounds, history)
