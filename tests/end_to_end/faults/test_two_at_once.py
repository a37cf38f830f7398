"""Two who decide at once: a rule that each of them keeps alone is kept by both together, on every storage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Self, cast

import pytest
from attrs import evolve, field, frozen
from tests.contracts.saboteurs.changes import TakesNoTurns
from tests.end_to_end.faults.grounds import A_DAY, Ground, Town, found, register_on

from registre_core import Actor, Conflict, Forbidden, RegistreError, RuleViolation
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import ProfileId, WorkspaceId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.ports.storage import Snapshot, Storage, Transaction
from registre_core.rights import User
from registre_core.services.signatures import Signatory
from registre_core.testing.contracts.elsewhere import LONG, at_once
from registre_core.testing.memory import Medium, MemoryStorage
from registre_core.testing.signing import a_drawing, a_stroke
from registre_core.workspace import Category, ErpType
from registre_storage_sqlalchemy import SqlStorage

ADMINISTERING = ("users.administer",)

HESITATION = 0.2
"""Seconds for which who is about to commit waits for the other, whom his lock keeps out."""


@frozen
class Meeting:
    """A storage at which the changes of two threads meet: as they begin, and before they end if nothing parts them."""

    inner: Storage
    beginning: Barrier = field(factory=lambda: Barrier(2))
    ending: Barrier = field(factory=lambda: Barrier(2))

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        self.beginning.wait(LONG)
        with self.inner.begin(workspace) as tx:
            yield cast("Transaction", _Hesitant(tx, self.ending))

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


@frozen
class _Hesitant:
    inner: Transaction
    ending: Barrier

    def commit(self) -> None:
        with suppress(BrokenBarrierError):
            self.ending.wait(HESITATION)
        self.inner.commit()

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


@pytest.fixture
def memory() -> Storage:
    return MemoryStorage()


@pytest.fixture
def sqlite(sqlite_ground: Ground) -> Iterator[Storage]:
    with SqlStorage.open(sqlite_ground.storage) as storage:
        yield storage


@pytest.fixture
def postgresql(postgres_url: str) -> Iterator[Storage]:
    with SqlStorage.open(postgres_url) as storage:
        yield storage


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest) -> Storage:
    """Each storage in turn."""
    storage: Storage = request.getfixturevalue(request.param)
    return storage


@frozen
class Scene:
    """A town with two administrators, and an intervention that both may close."""

    storage: Storage
    documents: str
    town: Town
    second: User
    reader: ProfileId
    """A profile that administers nothing."""
    intervention: Intervention

    @classmethod
    def set_on(cls, storage: Storage, documents: str) -> Self:
        registre = register_on(storage, documents)
        town = found(registre)
        rights, every = registre.rights, registre.ports.catalogue.every
        administrator = rights.create_profile(town.mayor, name="Administrateur", rights=every).profile
        reader = rights.create_profile(town.mayor, name="Lecteur", rights=["sites.consult"]).profile
        second = rights.create_user(town.mayor, name="Paul Adjoint", profile=administrator.id).user
        site = registre.workspace.add_site(town.mayor, name="École", erp_type=ErpType.R, category=Category.THIRD)
        planned = registre.interventions.plan(town.mayor, site=site.id, type_code="inspection", planned_on=A_DAY)
        return cls(storage, documents, town, second, reader.id, planned)

    @property
    def administrators(self) -> tuple[Actor, Actor]:
        return self.town.mayor, evolve(self.town.mayor, id=self.second.id)

    def remove_each_other(self) -> list[RegistreError]:
        """Let each administrator give the other the profile that administers nothing; give what they were told."""
        registre = register_on(meeting_at(self.storage), self.documents)
        mayor, second = self.administrators
        pairs = ((mayor, self.second.id), (second, self.town.administrator))
        return refusals(lambda number: registre.rights.attach(*pairs[number], self.reader))

    def deactivate_both(self) -> list[RegistreError]:
        """Let two whose accounts end one day each deactivate one of the administrators who last."""
        rights = register_on(self.storage, self.documents).rights
        however_long = {"grants": ADMINISTERING, "expires_on": A_DAY + timedelta(days=36_500)}
        passing = [
            evolve(self.town.mayor, id=rights.create_user(self.town.mayor, name=name, **however_long).user.id)  # type: ignore[arg-type]
            for name in ("Ida Intérim", "Jo Intérim")
        ]
        registre = register_on(meeting_at(self.storage), self.documents)
        lasting = (self.town.administrator, self.second.id)
        return refusals(lambda number: registre.rights.set_active(passing[number], lasting[number], active=False))

    def close_at_once(self) -> list[RegistreError]:
        """Let both close the same intervention; give what they were told."""
        registre = register_on(meeting_at(self.storage), self.documents)
        return refusals(lambda number: registre.interventions.close(self.administrators[number], self.intervention.id))

    def sign_at_once(self) -> list[RegistreError]:
        """Let both hold their telephones under the same signature; give what they were told."""
        signing = register_on(self.storage, self.documents).signatures
        mayor = self.administrators[0]
        asked = register_on(self.storage, self.documents).interventions.ask_signatures(
            mayor, self.intervention.id, signatories=[Signatory(SignatoryRole.CONTRACTOR, "Marc Soudeur")]
        )
        (request,) = asked.requests
        seen = signing.show(mayor, request.id)
        registre = register_on(meeting_at(self.storage), self.documents)
        return refusals(
            lambda number: registre.signatures.sign(
                self.administrators[number],
                request.id,
                digest=seen.digest,
                drawing=a_drawing(strokes=(a_stroke(left=40.0 + number, count=24 + number),)),
                consent=seen.consent.version,
            )
        )

    def rename_at_once(self) -> list[RegistreError]:
        """Let two save the same user as both have read him, without a use case around it; give what they were told."""
        storage = meeting_at(self.storage)

        def rename(number: int) -> None:
            with storage.begin(self.town.workspace) as tx:
                tx.users.save(evolve(self.second, name=f"Paul {number}"))
                tx.commit()

        return refusals(rename)

    def read(self) -> AbstractContextManager[Snapshot]:
        return self.storage.read(self.town.workspace)


def meeting_at(storage: Storage) -> Storage:
    return cast("Storage", Meeting(storage))


def refusals(decide: Callable[[int], object]) -> list[RegistreError]:
    """Let two decide at once, and give what those were told who did not succeed."""
    errors = [error for future in at_once(2, decide) if (error := future.exception())]
    assert all(isinstance(error, RegistreError) for error in errors), errors
    return cast("list[RegistreError]", errors)


@pytest.fixture
def scene(storage: Storage, documents: str) -> Scene:
    return Scene.set_on(storage, documents)


def test_of_two_administrators_who_remove_each_other_one_remains(scene: Scene) -> None:
    [refused] = scene.remove_each_other()
    assert isinstance(refused, Forbidden)
    assert "right-not-held" == refused.code
    with scene.read() as tx:
        profiles = [tx.users.get(user).profile_id for user in (scene.town.administrator, scene.second.id)]
    assert 1 == profiles.count(scene.reader)


def test_of_the_last_two_administrators_one_remains_whoever_removes_them(scene: Scene) -> None:
    [refused] = scene.deactivate_both()
    assert isinstance(refused, RuleViolation)
    assert "last-administrator" == refused.code
    with scene.read() as tx:
        assert 1 == sum(tx.users.get(user).active for user in (scene.town.administrator, scene.second.id))


def test_of_two_who_close_an_intervention_one_does(scene: Scene) -> None:
    [refused] = scene.close_at_once()
    assert isinstance(refused, RuleViolation)
    assert "intervention-closed" == refused.code
    with scene.read() as tx:
        kinds = [entry.heading.kind for entry in tx.register.entries()]
        assert 2 == tx.interventions.get(scene.intervention.id).version
    assert 1 == kinds.count("intervention-closed")


def test_of_two_devices_that_sign_in_one_role_one_does_and_the_other_is_told_who_and_when(scene: Scene) -> None:
    [refused] = scene.sign_at_once()
    assert isinstance(refused, Conflict)
    with scene.read() as tx:
        (request,) = tx.signatures.of_subject("intervention", scene.intervention.id)
        kinds = [entry.heading.kind for entry in tx.register.entries()]
        assert tx.interventions.get(scene.intervention.id).is_closed
    assert request.settled_at is not None
    assert ("signature-settled", "signed", str(request.signer.id), request.settled_at.isoformat()) == (
        refused.code,
        refused.facts["became"],
        refused.facts["by"],
        refused.facts["settled_at"],
    )
    assert (1, 1) == (kinds.count("signature-given"), kinds.count("intervention-closed"))


def test_of_two_who_edit_what_both_have_read_one_wins(scene: Scene) -> None:
    [refused] = scene.rename_at_once()
    assert isinstance(refused, Conflict)
    assert "stale-version" == refused.code
    with scene.read() as tx:
        assert 2 == tx.users.get(scene.second.id).version


@pytest.mark.parametrize(
    "decide",
    [
        Scene.remove_each_other,
        Scene.deactivate_both,
        Scene.close_at_once,
        Scene.sign_at_once,
        Scene.rename_at_once,
    ],
)
def test_without_turns_both_would_have_their_way(
    decide: Callable[[Scene], list[RegistreError]], documents: str
) -> None:
    assert [] == decide(Scene.set_on(TakesNoTurns(Medium()), documents)), "or the tests above would prove nothing"
