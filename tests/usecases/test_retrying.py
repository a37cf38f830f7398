"""What failed through nobody's fault is tried again, and a change never happens twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import cast

import pytest
from attrs import define, evolve, field, frozen
from tests.usecases.doubles import Watched, WatchedStorage
from tests.usecases.town import Town, a_report

from registre_core import Actor, AdapterFailure, Conflict, Registre, Retries, assemble
from registre_core.app import NO_RETRIES
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Snapshot, Storage, Transaction
from registre_core.services.rights import RightsService
from registre_core.workspace import Category, ErpType

UNREACHABLE = AdapterFailure("storage-unreachable", "the server is restarting", retryable=True)
UNKNOWN = AdapterFailure("commit-unknown", "the connection was cut", retryable=True)
FULL = AdapterFailure("storage-full", "no room is left")


@define
class Weather:
    """What happens to a storage, in its order; nothing more once it is used up."""

    at_begin: list[AdapterFailure | None] = field(factory=list)
    before_commit: list[AdapterFailure | None] = field(factory=list)
    after_commit: list[AdapterFailure | None] = field(factory=list)
    at_read: list[AdapterFailure | None] = field(factory=list)

    def strike(self, when: str) -> None:
        coming: list[AdapterFailure | None] = getattr(self, when)
        if coming and (failure := coming.pop(0)):
            raise failure


class StormyStorage(WatchedStorage):
    """A storage to which things happen."""

    def __init__(self, inner: Storage, weather: Weather) -> None:
        super().__init__(inner, [])
        self.weather = weather

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Snapshot]:
        self.weather.strike("at_read")
        with super().read(workspace) as tx:
            yield tx

    @contextmanager
    def _changing(self, name: str, transaction: AbstractContextManager[Transaction]) -> Iterator[Transaction]:
        self.weather.strike("at_begin")
        with super()._changing(name, transaction) as tx:
            yield cast("Transaction", StormyTransaction(cast("Watched", tx), self.weather))


@frozen
class StormyTransaction:
    inner: Watched
    weather: Weather

    def commit(self) -> None:
        self.weather.strike("before_commit")
        self.inner.commit()
        self.weather.strike("after_commit")

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


def in_a_storm(town: Town, weather: Weather, retries: Retries | None = None) -> Registre:
    ports = evolve(town.registre.ports, storage=StormyStorage(town.storage.inner, weather))
    return assemble(ports) if retries is None else assemble(ports, retries=retries)


def add_a_museum(registre: Registre, actor: Actor) -> str:
    return registre.workspace.add_site(actor, name="Musée", erp_type=ErpType.Y, category=Category.FOURTH).name


def museums(town: Town) -> int:
    return [site.name for site in town.registre.workspace.sites(town.mayor).items].count("Musée")


def test_a_change_is_tried_again_until_it_succeeds_and_happens_once(town: Town) -> None:
    registre = in_a_storm(town, Weather(at_begin=[UNREACHABLE], before_commit=[UNREACHABLE, UNREACHABLE]))
    entries = len(town.entries())

    assert "Musée" == add_a_museum(registre, town.mayor)
    assert (1, entries + 1) == (museums(town), len(town.entries()))


def test_it_waits_longer_each_time(town: Town) -> None:
    started = town.clock.now()
    add_a_museum(in_a_storm(town, Weather(at_begin=[UNREACHABLE] * 3)), town.mayor)

    assert timedelta(seconds=0.1 + 0.5 + 2.5) == town.clock.now() - started


def test_the_last_failure_is_the_caller_s(town: Town) -> None:
    weather = Weather(at_begin=[UNREACHABLE] * 5)

    with pytest.raises(AdapterFailure) as failed:
        add_a_museum(in_a_storm(town, weather), town.mayor)

    assert UNREACHABLE is failed.value
    assert 1 == len(weather.at_begin), "once, and three times more"


def test_reading_is_tried_again_too(town: Town) -> None:
    registre = in_a_storm(town, Weather(at_read=[UNREACHABLE]))

    assert "Ville de Nantes" == registre.workspace.show(town.mayor).name


def test_what_would_fail_again_is_not_tried_again(town: Town) -> None:
    weather = Weather(at_begin=[FULL, FULL])

    with pytest.raises(AdapterFailure):
        add_a_museum(in_a_storm(town, weather), town.mayor)

    assert [FULL] == weather.at_begin


def test_a_host_may_do_without(town: Town) -> None:
    with pytest.raises(AdapterFailure):
        add_a_museum(in_a_storm(town, Weather(at_begin=[UNREACHABLE]), NO_RETRIES), town.mayor)


def test_a_commit_that_arrived_though_nobody_heard_of_it_is_not_repeated(town: Town) -> None:
    registre = in_a_storm(town, Weather(after_commit=[UNKNOWN]))
    entries = len(town.entries())

    assert "Musée" == add_a_museum(registre, town.mayor), "the answer is the one that was ready"
    assert (1, entries + 1) == (museums(town), len(town.entries()))


def test_a_commit_that_did_not_arrive_is_repeated(town: Town) -> None:
    registre = in_a_storm(town, Weather(before_commit=[UNKNOWN]))
    entries = len(town.entries())

    assert "Musée" == add_a_museum(registre, town.mayor)
    assert (1, entries + 1) == (museums(town), len(town.entries()))


@pytest.mark.parametrize("weather", [Weather(before_commit=[UNKNOWN]), Weather(after_commit=[UNKNOWN])], ids=repr)
def test_many_entries_at_once_are_known_again_like_one(town: Town, weather: Weather) -> None:
    anne, bob = (town.user(town.somebody(name=name).id).id for name in ("Anne", "Bob"))
    plan = town.registre.rights.plan_attach(town.mayor, [anne, bob], town.profile.id)
    entries = len(town.entries())
    attached = in_a_storm(town, evolve(weather)).rights.commit_attach(town.mayor, plan)

    assert [2, 2] == [user.version for user in attached] == [town.user(user.id).version for user in attached]
    assert entries + 2 == len(town.entries())


@pytest.mark.parametrize("weather", [Weather(before_commit=[UNKNOWN]), Weather(after_commit=[UNKNOWN])], ids=repr)
def test_a_workspace_is_founded_once_whatever_became_of_its_commit(town: Town, weather: Weather) -> None:
    registre = in_a_storm(town, evolve(weather))
    founding = registre.workspace.found(town.operator, name="Rezé", administrator="Léa Maire")

    new = town.kept().keys() - {town.workspace}
    assert {founding.workspace.id} == new


def test_the_register_is_asked_behind_the_lock_of_the_workspace(town: Town) -> None:
    registre = in_a_storm(town, Weather(after_commit=[UNKNOWN]), NO_RETRIES)
    add_a_museum(registre, town.mayor)

    storage = cast("StormyStorage", registre.ports.storage)
    assert ["begin", "commit", "end", "begin", "end"] == storage.log, "once the broken transaction has ended"


def test_it_is_asked_patiently(town: Town) -> None:
    registre = in_a_storm(town, Weather(at_begin=[None, UNREACHABLE, UNREACHABLE], after_commit=[UNKNOWN]))

    assert "Musée" == add_a_museum(registre, town.mayor)
    assert 1 == museums(town)


def test_where_it_cannot_be_asked_nothing_is_repeated_and_the_entry_is_named(town: Town) -> None:
    weather = Weather(at_begin=[None, *[UNREACHABLE] * 9], after_commit=[UNKNOWN])
    with pytest.raises(AdapterFailure) as failed:
        add_a_museum(in_a_storm(town, weather), town.mayor)

    last = town.entries()[-1]
    assert ("commit-unknown", False) == (failed.value.code, failed.value.retryable)
    assert str(last.heading.id) == failed.value.facts["entry"]
    assert 1 == museums(town)


def test_what_is_given_by_an_iterator_is_not_used_up_by_the_first_attempt(town: Town) -> None:
    registre = in_a_storm(town, Weather(before_commit=[UNREACHABLE]))
    rights = iter(["sites.consult", "users.consult"])

    profile = registre.rights.create_profile(town.mayor, name="Gardien", rights=rights).profile

    assert {"sites.consult", "users.consult"} == profile.rights


def test_a_stream_is_not_read_twice(town: Town) -> None:
    with pytest.raises(AdapterFailure):
        in_a_storm(town, Weather(at_read=[UNREACHABLE])).documents.store(town.mayor, a_report(), name="rapport.pdf")


def test_a_conflict_is_somebody_s_decision_and_not_tried_again(town: Town) -> None:
    with pytest.raises(Conflict):
        in_a_storm(town, Weather()).rights.create_profile(town.mayor, name="LECTEUR", rights=["sites.consult"])


def test_a_service_that_tries_again_is_still_that_service(town: Town) -> None:
    rights = town.registre.rights

    assert isinstance(rights, RightsService)
    assert "Create a profile from nothing" in (rights.create_profile.__doc__ or "")


@pytest.mark.parametrize("wrong", [{"times": -1}, {"first_wait": -0.1}, {"factor": 0.5}])
def test_nonsense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Exception, match="must be at least"):
        Retries(**wrong)  # type: ignore[arg-type]
