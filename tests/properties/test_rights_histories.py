"""No history of use cases breaks a guard, and rights are always what pen and paper say they are (S1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule
from tests.properties.naive_rights import ANYWHERE, PLACES, Ability, Paper
from tests.properties.rights_histories import (
    CATALOGUE,
    PICKS,
    RIGHTS,
    SLEEPING,
    SOME_RIGHTS,
    SOME_SITES,
    SOMEBODY,
    BesidePaper,
)

from registre_core import Actor
from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.rights import NewUser, Plan, Profile, Shift, User, effective_rights


class RightsHistories(BesidePaper):
    """Use cases by whoever, on whomever, beside a sheet of paper."""

    # ---- profiles ---------------------------------------------------------------------------------------------------

    @rule(by=PICKS, rights=SOME_RIGHTS, picks=st.sets(PICKS, max_size=2), keeps=st.booleans())
    def create_a_profile(self, by: int, rights: set[str], picks: set[int], *, keeps: bool) -> None:
        actor, users = self.as_(by), self.users(picks)

        def note(paper: Paper, created: object) -> None:
            profile: Profile = created.profile  # type: ignore[attr-defined]
            paper.profiles[profile.id] = set(CATALOGUE.completed(rights))
            paper.attach(users, profile.id, keeps=keeps)

        self.attempt(
            actor,
            lambda: self.registre.rights.create_profile(
                actor, name=self.name(), rights=rights, users=users, keep_difference=keeps
            ),
            note,
            users,
        )

    @rule(by=PICKS, pick=PICKS, chosen=st.none() | st.just(["drones.fly", "drones.consult"]), attach=st.booleans())
    def create_a_profile_from_a_user(self, by: int, pick: int, chosen: list[str] | None, *, attach: bool) -> None:
        actor, model = self.as_(by), self.user(pick)
        given = self.paper.given(model)
        plugins = {right for right in given if right.startswith(("drones.", "ghosts."))}
        taken = None if chosen is None else plugins.intersection(chosen)
        before = {ability for ability in self.paper.abilities() if ability[0] == model}

        def note(paper: Paper, created: object) -> None:
            profile: Profile = created.profile  # type: ignore[attr-defined]
            paper.profiles[profile.id] = (given - plugins) | (taken or set())
            if attach:
                paper.attach([model], profile.id, keeps=True)
                assert before == {ability for ability in paper.abilities() if ability[0] == model}

        self.attempt(
            actor,
            lambda: self.registre.rights.create_profile_from_user(
                actor, model, name=self.name(), plugin_rights=taken, attach=attach
            ),
            note,
            [model],
        )

    @precondition(lambda self: self.paper.profiles)
    @rule(by=PICKS, pick=PICKS)
    def copy_a_profile(self, by: int, pick: int) -> None:
        actor, profile = self.as_(by), self.profile(pick)

        def note(paper: Paper, created: object) -> None:
            copy: Profile = created.profile  # type: ignore[attr-defined]
            paper.profiles[copy.id] = set(paper.profiles[profile])

        self.attempt(
            actor, lambda: self.registre.rights.copy_profile(actor, profile, name=self.name()), note, concerned=[]
        )

    @precondition(lambda self: self.paper.profiles)
    @rule(by=PICKS, pick=PICKS, who=PICKS)
    def names_change_and_nothing_else(self, by: int, pick: int, who: int) -> None:
        actor, rights = self.as_(by), self.registre.rights
        profile, user = self.profile(pick), self.user(who)
        self.attempt(actor, lambda: rights.rename_profile(actor, profile, name=self.name()), nothing, [])
        concerned = {user} if self.paper.can(self.user(by), "users.edit", ANYWHERE) else {user, self.user(by)}
        self.attempt(actor, lambda: rights.rename_user(actor, user, name=self.name(), email=None), nothing, concerned)

    @precondition(lambda self: self.paper.profiles)
    @rule(by=PICKS, pick=PICKS, who=PICKS, keeps=st.booleans())
    def attach_one_at_once(self, by: int, pick: int, who: int, *, keeps: bool) -> None:
        actor, profile, user = self.as_(by), self.profile(pick), self.user(who)
        self.attempt(
            actor,
            lambda: self.registre.rights.attach(actor, user, profile, keep_difference=keeps),
            lambda paper, _: paper.attach([user], profile, keeps=keeps),
            [user],
        )

    @precondition(lambda self: self.paper.profiles and len(self.paper.people) < 8)
    @rule(by=PICKS, pick=PICKS, sites=SOME_SITES, listed=st.booleans())
    def create_many_users(self, by: int, pick: int, sites: set[SiteId] | None, *, listed: bool) -> None:
        actor, profile, rights = self.as_(by), self.profile(pick), self.registre.rights
        names = [self.name(), self.name()]

        def create() -> Iterable[User]:
            if listed:
                at = None if sites is None else frozenset(sites)
                return rights.create_users(actor, profile, [NewUser(name, sites=at) for name in names])
            source = BytesIO("\n".join(["nom", *names]).encode())
            return rights.import_users(actor, profile, source, sites=sites).users

        def note(paper: Paper, created: object) -> None:
            for user in created:  # type: ignore[attr-defined]
                paper.take(user)

        self.attempt(actor, create, note, [])

    @precondition(lambda self: self.paper.profiles)
    @rule(by=PICKS, pick=PICKS, rights=SOME_RIGHTS)
    def edit_a_profile(self, by: int, pick: int, rights: set[str]) -> None:
        actor, profile = self.as_(by), self.profile(pick)

        def note(paper: Paper, _: object) -> None:
            asleep = paper.profiles[profile] - CATALOGUE.every
            paper.profiles[profile] = set(CATALOGUE.completed(rights)) | asleep

        rooms = self.registre.rights
        self.planned(
            actor,
            lambda: rooms.plan_edit(actor, profile, rights=rights),
            rooms.commit_edit,
            note,
            self.paper.sharing(profile),
        )

    @precondition(lambda self: self.paper.profiles)
    @rule(by=PICKS, picks=SOMEBODY, pick=PICKS, keeps=st.booleans())
    def attach_some(self, by: int, picks: set[int], pick: int, *, keeps: bool) -> None:
        actor, users, profile = self.as_(by), self.users(picks), self.profile(pick)
        rooms = self.registre.rights
        self.planned(
            actor,
            lambda: rooms.plan_attach(actor, users, profile, keep_difference=keeps),
            rooms.commit_attach,
            lambda paper, _: paper.attach(users, profile, keeps=keeps),
            users,
        )

    @rule(by=PICKS, picks=SOMEBODY, keeps=st.booleans())
    def detach_some(self, by: int, picks: set[int], *, keeps: bool) -> None:
        actor, users = self.as_(by), self.users(picks)
        rooms = self.registre.rights
        self.planned(
            actor,
            lambda: rooms.plan_detach(actor, users, keep_rights=keeps),
            rooms.commit_detach,
            lambda paper, _: paper.detach(users, keeps=keeps),
            users,
        )

    @precondition(lambda self: self.paper.profiles)
    @rule(by=PICKS, pick=PICKS)
    def homogenise(self, by: int, pick: int) -> None:
        actor, profile = self.as_(by), self.profile(pick)
        users, rooms = self.paper.sharing(profile), self.registre.rights
        self.planned(
            actor,
            lambda: rooms.plan_homogenise(actor, profile),
            rooms.commit_homogenise,
            lambda paper, _: paper.attach(users, profile, keeps=False),
            users,
        )

    @precondition(lambda self: len(self.paper.profiles) > 1)
    @rule(by=PICKS, pick=PICKS, other=PICKS)
    def delete_a_profile(self, by: int, pick: int, other: int) -> None:
        actor, profile, successor = self.as_(by), self.profile(pick), self.profile(other)
        users, rooms = self.paper.sharing(profile), self.registre.rights
        if profile == successor:
            return

        def note(paper: Paper, _: object) -> None:
            paper.attach(users, successor, keeps=False)
            del paper.profiles[profile]

        self.planned(
            actor, lambda: rooms.plan_delete(actor, profile, successor=successor), rooms.commit_delete, note, users
        )

    def planned(
        self,
        actor: Actor,
        plan: Callable[[], Plan],
        commit: Callable[[Actor, Plan], object],
        note: Callable[[Paper, object], None],
        concerned: Iterable[UserId],
    ) -> None:
        """What a plan shows is what is observed after its commit."""
        was = self.paper.abilities()
        made: list[Plan] = []

        def do() -> object:
            made.append(plan())
            return commit(actor, made[0])

        stood = self.paper.copy()
        self.attempt(actor, do, note, concerned)
        if made and made[0].verdict and stood != self.paper:
            now = self.paper.abilities()
            assert counted(now - was) == shown(made[0], "gains")
            assert counted(was - now) == shown(made[0], "losses")

    # ---- users ------------------------------------------------------------------------------------------------------

    @rule(by=PICKS, grants=SOME_RIGHTS, sites=SOME_SITES, ends=st.none() | st.integers(-1, 2), pick=st.none() | PICKS)
    def create_a_user(
        self, by: int, grants: set[str], sites: set[SiteId] | None, ends: int | None, pick: int | None
    ) -> None:
        if len(self.paper.people) > 7:
            return
        actor = self.as_(by)
        profile = None if pick is None or not self.paper.profiles else self.profile(pick)
        last = None if ends is None else self.paper.today + timedelta(days=ends)
        self.attempt(
            actor,
            lambda: self.registre.rights.create_user(
                actor, name=self.name(), profile=profile, grants=grants, sites=sites, expires_on=last
            ),
            lambda paper, created: paper.take(created.user),  # type: ignore[attr-defined]
            [],
        )

    @rule(by=PICKS, pick=PICKS, grants=SOME_RIGHTS, denials=SOME_RIGHTS)
    def set_exceptions(self, by: int, pick: int, grants: set[str], denials: set[str]) -> None:
        actor, user = self.as_(by), self.user(pick)

        def note(paper: Paper, _: object) -> None:
            one = paper.people[user]
            shared = paper.profiles[one.profile] if one.profile else set()
            spared = (CATALOGUE.completed(grants) - grants) & shared
            one.grants = (set(CATALOGUE.completed(grants)) - spared) | (one.grants - CATALOGUE.every)
            one.denials = set(denials) | (one.denials - CATALOGUE.every)

        self.attempt(
            actor,
            lambda: self.registre.rights.set_exceptions(actor, user, grants=grants, denials=denials),
            note,
            [user],
        )

    @rule(by=PICKS, pick=PICKS, right=st.sampled_from(RIGHTS))
    def adding_a_grant_never_removes_an_ability(self, by: int, pick: int, right: str) -> None:
        one, was = self.paper.people[self.user(pick)], self.paper.abilities()
        grants = (one.grants & CATALOGUE.every) | {right}
        denials = one.denials & CATALOGUE.every
        self.set_exceptions(by, pick, grants, denials)
        assert was <= self.paper.abilities()

    @rule(by=PICKS, pick=PICKS, sites=SOME_SITES)
    def set_sites(self, by: int, pick: int, sites: set[SiteId] | None) -> None:
        actor, user = self.as_(by), self.user(pick)
        self.attempt(
            actor,
            lambda: self.registre.rights.set_sites(actor, user, sites),
            lambda paper, _: setattr(paper.people[user], "sites", sites),
            [user],
        )

    @rule(by=PICKS, pick=PICKS, what=st.sampled_from(["active", "locked"]), state=st.booleans())
    def set_state(self, by: int, pick: int, what: str, *, state: bool) -> None:
        actor, user = self.as_(by), self.user(pick)
        use_case = getattr(self.registre.rights, f"set_{what}")
        self.attempt(
            actor,
            lambda: use_case(actor, user, **{what: state}),
            lambda paper, _: setattr(paper.people[user], what, state),
            [user],
        )

    @rule(by=PICKS, pick=PICKS, ends=st.none() | st.integers(-1, 3))
    def set_expiry(self, by: int, pick: int, ends: int | None) -> None:
        actor, user = self.as_(by), self.user(pick)
        last = None if ends is None else self.paper.today + timedelta(days=ends)
        self.attempt(
            actor,
            lambda: self.registre.rights.set_expiry(actor, user, last),
            lambda paper, _: setattr(paper.people[user], "ends", last),
            [user],
        )

    @rule(by=PICKS, pick=PICKS)
    def erase(self, by: int, pick: int) -> None:
        actor, user = self.as_(by), self.user(pick)

        def note(paper: Paper, _: object) -> None:
            one = paper.people[user]
            one.profile, one.grants, one.denials, one.sites = None, set(), set(), set()
            one.active, one.ends, one.erased = False, None, True

        self.attempt(actor, lambda: self.registre.rights.erase_user(actor, user), note, [user])

    # ---- the world --------------------------------------------------------------------------------------------------

    @rule()
    def a_day_passes(self) -> None:
        self.clock.advance(timedelta(days=1))
        self.paper.today = self.clock.today()

    @rule(pick=PICKS)
    def a_plug_in_left_something_behind(self, pick: int) -> None:
        """A right that sleeps, from when its plug-in was there."""
        user = self.user(pick)
        if self.paper.people[user].erased:
            return
        with self.storage.begin(self.workspace) as tx:
            kept = tx.users.get(user)
            tx.users.save(evolve(kept, grants=kept.grants | {SLEEPING}))
            tx.commit()
        self.paper.people[user].grants.add(SLEEPING)

    @invariant()
    def somebody_lasts(self) -> None:
        assert any(self.paper.lasts(user) for user in self.paper.people), "the last administrator vanished"

    @invariant()
    def rights_are_what_paper_says(self) -> None:
        users, profiles = self.stored()
        real: set[Ability] = set()
        for user in users.values():
            profile = profiles[user.profile_id] if user.profile_id else None
            for right in effective_rights(CATALOGUE, user, profile, self.paper.today):
                real |= {(user.id, right, place) for place in PLACES if place is ANYWHERE or user.works_on(place)}
        assert self.paper.abilities() == real


def nothing(paper: Paper, _: object) -> None:
    """Change nothing on paper."""


def counted(abilities: Iterable[Ability]) -> Counter[tuple[str, SiteId]]:
    return Counter((right, place) for _, right, place in abilities if place is not ANYWHERE)


def shown(plan: Plan, what: str) -> Counter[tuple[str, SiteId]]:
    total: Counter[tuple[str, SiteId]] = Counter()
    for group in plan.groups:
        for shift in getattr(group.effective, what):
            for ability in places_of(shift):
                total[ability] += group.move.people
    return total


def places_of(shift: Shift) -> list[tuple[str, SiteId]]:
    sites, but = shift.reach.sites, shift.reach.but
    there = [
        place for place in PLACES if place is not None and (place in sites if sites is not None else place not in but)
    ]
    return [(right, place) for right in shift.rights for place in there]


TestRightsHistories = RightsHistories.TestCase
TestRightsHistories.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    report_multiple_bugs=False,
)
