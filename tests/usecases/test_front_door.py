"""H3: what an account holds is kept while rights and ledger are the same; then a check costs nothing.

A right that was taken away counts at the next use case, whoever took it away, and on whichever day it ends.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from attrs import define, evolve, field
from tests.usecases.town import TODAY, WEB, Town

from registre_core import Actor, Forbidden, assemble
from registre_core.access import Action, Gates, decide
from registre_core.billing import Level, Standing, Survives
from registre_core.clients import ClientPolicy
from registre_core.kernel.identifiers import UserId
from registre_core.ports.storage import Snapshot, Storage
from registre_core.rights import AccountRights, User
from registre_core.services.front_door import Bearer, FrontDoor


@define
class Asked:
    """A snapshot that remembers what it was asked."""

    inner: Snapshot
    questions: list[str] = field(factory=list)

    def __getattr__(self, store: str) -> Any:  # noqa: ANN401  # whichever store it is
        return AskedStore(getattr(self.inner, store), store, self.questions)


@define
class AskedStore:
    """A store of such a snapshot."""

    inner: Any
    name: str
    questions: list[str]

    def __getattr__(self, question: str) -> Any:  # noqa: ANN401  # whichever question it is
        self.questions.append(f"{self.name}.{question}")
        return getattr(self.inner, question)


@contextmanager
def asked(storage: Storage, town: Town) -> Iterator[Asked]:
    with storage.read(town.workspace) as tx:
        yield Asked(tx)


def pass_by(town: Town, door: FrontDoor, actor: Actor) -> list[str]:
    """Let somebody pass, and tell what storage was asked."""
    with asked(town.storage.inner, town) as tx:
        door.authorise(tx, actor, "workspace.sites")
        return tx.questions


KNOWN = ["users.version", "invoices.version"]
"""Both stand in the one row that each transaction reads."""
RIGHTS_ANEW = ["users.version", "users.get", "profiles.get", "invoices.version"]
"""The standing is known."""
ALL_ANEW = [*RIGHTS_ANEW, "invoices.unpaid"]


@pytest.fixture
def door(town: Town) -> FrontDoor:
    return FrontDoor(town.registre.ports)


@pytest.fixture
def clerk(town: Town) -> Actor:
    return Actor.user(town.clerk.id, town.workspace, client=WEB)


def test_who_comes_again_costs_no_statement_as_long_as_neither_rights_nor_ledger_changed(
    town: Town, door: FrontDoor, clerk: Actor
) -> None:
    assert ALL_ANEW == pass_by(town, door, clerk)
    assert KNOWN == pass_by(town, door, clerk)


def test_what_changes_neither_costs_no_more(town: Town, door: FrontDoor, clerk: Actor) -> None:
    pass_by(town, door, clerk)
    town.registre.interventions.close(town.mayor, town.open.id)

    assert KNOWN == pass_by(town, door, clerk)


def test_any_change_of_rights_is_read_anew(town: Town, door: FrontDoor, clerk: Actor) -> None:
    pass_by(town, door, clerk)
    town.registre.rights.rename_profile(town.mayor, town.profile.id, description="Lit tout")

    assert RIGHTS_ANEW == pass_by(town, door, clerk)


def test_a_right_taken_away_by_another_process_is_refused_at_the_next_use_case(town: Town, clerk: Actor) -> None:
    here, there = town.registre, assemble(town.registre.ports)
    here.workspace.sites(clerk)
    there.rights.set_exceptions(town.mayor, town.clerk.id, denials=["sites.consult"])

    with pytest.raises(Forbidden):
        here.workspace.sites(clerk)


def test_a_right_given_by_another_process_counts_at_the_next_use_case(town: Town, clerk: Actor) -> None:
    here, there = town.registre, assemble(town.registre.ports)
    with pytest.raises(Forbidden):
        here.findings.page(clerk)
    there.rights.commit_edit(
        town.mayor, there.rights.plan_edit(town.mayor, town.profile.id, rights=["findings.consult"])
    )

    assert 2 == len(here.findings.page(clerk).items)


def test_an_account_that_ends_is_refused_from_the_day_after(town: Town, clerk: Actor) -> None:
    town.registre.rights.set_expiry(town.mayor, town.clerk.id, TODAY)
    town.registre.workspace.sites(clerk)
    town.clock.advance(timedelta(days=1))

    with pytest.raises(Forbidden) as refusal:
        town.registre.workspace.sites(clerk)

    assert ["account-expired"] == [reason.code for reason in refusal.value.reasons]


def test_the_operator_gives_and_takes_no_rights_and_creates_nothing(town: Town) -> None:
    host = Bearer(town.operator)

    for refused in (host.grantor, host.creator):
        with pytest.raises(Forbidden):
            refused()


def test_what_is_rolled_back_is_never_kept(town: Town, door: FrontDoor, clerk: Actor) -> None:
    """Two transactions may bear the same number if the first was rolled back."""
    pass_by(town, door, clerk)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(town.user(town.clerk.id), active=False))
        with pytest.raises(Forbidden):
            door.authorise(tx, clerk, "workspace.sites")
    town.registre.rights.rename_profile(town.mayor, town.visitors.id, name="Passant")

    assert pass_by(town, door, clerk)


def test_a_name_that_was_corrected_is_what_the_register_says_next(town: Town) -> None:
    anne = town.holder("interventions.close", sites=None)
    town.registre.interventions.page(anne)
    assert anne.id is not None
    town.registre.rights.rename_user(town.mayor, anne.id, name="Anne Durand", email=None)
    town.registre.interventions.close(anne, town.open.id)

    assert "Anne Durand" == town.registre.register.entries(town.mayor, limit=200).items[-1].account.actor_name


def test_accounts_of_more_workspaces_than_are_kept_are_read_anew(
    town: Town, door: FrontDoor, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registre_core.services.front_door.MOST_WORKSPACES", 1)
    pass_by(town, door, clerk)
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
    stranger = Actor.user(other.administrator.id, other.workspace.id, client=WEB)
    with town.storage.inner.read(other.workspace.id) as tx:
        door.authorise(tx, stranger, "workspace.sites")

    assert RIGHTS_ANEW == pass_by(town, door, clerk)


def test_more_accounts_than_are_kept_are_read_anew(
    town: Town, door: FrontDoor, clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registre_core.services.front_door.MOST_ACCOUNTS", 1)
    pass_by(town, door, clerk)
    pass_by(town, door, town.mayor)

    assert RIGHTS_ANEW == pass_by(town, door, clerk)


@pytest.mark.parametrize("right", ["sites.consult", "findings.consult"], ids=["a yes", "a no that was said before"])
def test_a_check_makes_nothing_that_must_be_collected(town: Town, clerk: Actor, right: str) -> None:
    account = AccountRights.of(town.registre.ports.catalogue, town.clerk, town.profile, TODAY)
    row, site, gates = Action("probe", "Essayer", right), town.school.id, a_gate_of_an_account_in_orange()
    decide(row, clerk, account, site, gate=gates.of(clerk.client))

    gc.collect()
    gc.disable()
    try:
        before = gc.get_count()[0]
        answers = {id(decide(row, clerk, account, site, gate=gates.of(clerk.client))) for _ in range(1_000)}
        after = gc.get_count()[0]
    finally:
        gc.enable()

    assert after - before < 10, "a list, a set or a tuple a check would be a thousand"
    assert 1 == len(answers), "and always the same answer"


def a_gate_of_an_account_in_orange() -> Gates:
    return Gates(ClientPolicy(), Survives.SAFETY, Standing(Level.DUE_SOON, TODAY, until=TODAY))


def test_somebody_without_an_account_is_not_kept_either(town: Town, door: FrontDoor) -> None:
    nobody = Actor.user(UserId(town.ids.new()), town.workspace, client=WEB)
    with pytest.raises(Forbidden):
        pass_by(town, door, nobody)
    assert nobody.id is not None
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(User(nobody.id, "Né Depuis", grants=frozenset({"sites.consult"})))
        tx.commit()

    assert pass_by(town, door, nobody)
