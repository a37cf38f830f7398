"""Whatever happens to rights, day after day: a right asked backwards, explained and checked has one answer; and the
register gives of every day that is past the answer that was given on it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from attrs import define, field
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.usecases.town import TODAY, Town, found_a_town, twin_of

from registre_core import RegistreError
from registre_core.codec import read_rights
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.rights import Situation, Statement, User, WhoCan, replayed

TOWN = found_a_town()
RIGHTS = ("sites.consult", "sites.edit", "users.consult", "findings.create", "register.export")
"""What is asked about: one with a prerequisite, one that the mayor has always, some that come and go."""
Answer = Mapping[UserId, tuple[str, tuple[Statement, ...]]]
"""Who may, under which name, through what."""

codes = st.frozensets(st.sampled_from(RIGHTS), max_size=3)
places = st.integers(0, 7)


@define
class Days:
    """What happens to rights in a town, and what was answered at the end of each day."""

    town: Town = field(factory=lambda: twin_of(TOWN), repr=False)
    users: list[UserId] = field(init=False)
    profiles: list[ProfileId] = field(init=False)
    erased: set[UserId] = field(factory=set)
    answered: dict[date, dict[tuple[str, SiteId | None], WhoCan]] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self.users, self.profiles = [self.town.clerk.id], [self.town.profile.id]

    @property
    def questions(self) -> list[tuple[str, SiteId | None]]:
        return [(right, site) for right in RIGHTS for site in (None, self.town.school.id, self.town.pool.id)]

    def ask(self, right: str, site: SiteId | None, on: date | None = None) -> WhoCan:
        return self.town.registre.rights.who_can(self.town.mayor, right, site=site, on=on, limit=200)

    def end(self) -> None:
        """Answer every question, and let the next day begin."""
        self.answered[self.town.clock.today()] = {question: self.ask(*question) for question in self.questions}
        self.town.clock.advance(timedelta(days=1))

    def known(self, answer: WhoCan) -> Answer:
        """Give an answer as it reads now: whose name is gone since reads so."""
        return {
            one.user: (ERASED_NAME if one.user in self.erased else one.name, one.through) for one in answer.users.items
        }

    def take(self, step: str, draw: st.DataObject) -> None:
        """Take a step; one that is refused is none."""
        with suppress(RegistreError):
            getattr(self, step)(draw)

    def user(self, draw: st.DataObject) -> UserId:
        return self.users[draw.draw(places) % len(self.users)]

    def profile(self, draw: st.DataObject) -> ProfileId:
        return self.profiles[draw.draw(places) % len(self.profiles)]

    def sites(self, draw: st.DataObject) -> frozenset[SiteId] | None:
        return draw.draw(st.none() | st.frozensets(st.sampled_from([self.town.school.id, self.town.pool.id])))

    def day(self, draw: st.DataObject) -> date | None:
        return draw.draw(st.none() | st.integers(-1, 6).map(lambda days: TODAY + timedelta(days=days)))

    # ---- what may happen ---------------------------------------------------------------------------------------------

    def night_falls(self, _: st.DataObject) -> None:
        self.end()

    def user_comes(self, draw: st.DataObject) -> None:
        name = f"Nom{draw.draw(places)}"
        shared = draw.draw(st.none() | st.just(self.profile(draw)))
        created = self.town.registre.rights.create_user(
            self.town.mayor,
            name=name,
            profile=shared,
            grants=draw.draw(codes),
            sites=self.sites(draw),
            expires_on=self.day(draw),
        )
        self.users.append(created.user.id)

    def profile_comes(self, draw: st.DataObject) -> None:
        created = self.town.registre.rights.create_profile(
            self.town.mayor, name=f"Profil {draw.draw(places)}", rights=draw.draw(codes), users={self.user(draw)}
        )
        self.profiles.append(created.profile.id)

    def profile_is_made_from_user(self, draw: st.DataObject) -> None:
        created = self.town.registre.rights.create_profile_from_user(
            self.town.mayor, self.user(draw), name=f"Comme {draw.draw(places)}", attach=draw.draw(st.booleans())
        )
        self.profiles.append(created.profile.id)

    def profile_is_edited(self, draw: st.DataObject) -> None:
        rights = self.town.registre.rights
        plan = rights.plan_edit(self.town.mayor, self.profile(draw), rights=draw.draw(codes))
        rights.commit_edit(self.town.mayor, plan)

    def profile_is_renamed(self, draw: st.DataObject) -> None:
        name = f"Renommé {draw.draw(places)}"
        self.town.registre.rights.rename_profile(self.town.mayor, self.profile(draw), name=name)

    def profile_goes(self, draw: st.DataObject) -> None:
        rights, gone = self.town.registre.rights, self.profile(draw)
        others = [profile for profile in self.profiles if profile != gone]
        if not others:
            return
        plan = rights.plan_delete(self.town.mayor, gone, successor=draw.draw(st.sampled_from(others)))
        rights.commit_delete(self.town.mayor, plan)
        self.profiles = others

    def profile_becomes_homogeneous(self, draw: st.DataObject) -> None:
        rights = self.town.registre.rights
        rights.commit_homogenise(self.town.mayor, rights.plan_homogenise(self.town.mayor, self.profile(draw)))

    def user_is_attached(self, draw: st.DataObject) -> None:
        keep = draw.draw(st.booleans())
        self.town.registre.rights.attach(self.town.mayor, self.user(draw), self.profile(draw), keep_difference=keep)

    def user_is_detached(self, draw: st.DataObject) -> None:
        rights = self.town.registre.rights
        plan = rights.plan_detach(self.town.mayor, [self.user(draw)], keep_rights=draw.draw(st.booleans()))
        rights.commit_detach(self.town.mayor, plan)

    def user_has_exceptions(self, draw: st.DataObject) -> None:
        self.town.registre.rights.set_exceptions(
            self.town.mayor, self.user(draw), grants=draw.draw(codes), denials=draw.draw(codes)
        )

    def user_moves(self, draw: st.DataObject) -> None:
        self.town.registre.rights.set_sites(self.town.mayor, self.user(draw), self.sites(draw))

    def user_rests(self, draw: st.DataObject) -> None:
        self.town.registre.rights.set_active(self.town.mayor, self.user(draw), active=draw.draw(st.booleans()))

    def user_is_locked(self, draw: st.DataObject) -> None:
        self.town.registre.rights.set_locked(self.town.mayor, self.user(draw), locked=draw.draw(st.booleans()))

    def user_will_end(self, draw: st.DataObject) -> None:
        self.town.registre.rights.set_expiry(self.town.mayor, self.user(draw), self.day(draw))

    def user_is_renamed(self, draw: st.DataObject) -> None:
        name = f"Nouveau{draw.draw(places)}"
        self.town.registre.rights.rename_user(self.town.mayor, self.user(draw), name=name, email=None)

    def user_is_erased(self, draw: st.DataObject) -> None:
        gone = self.user(draw)
        self.town.registre.rights.erase_user(self.town.mayor, gone)
        self.erased.add(gone)


STEPS = [name for name in vars(Days) if name.startswith(("user_", "profile_", "night_"))]


@st.composite
def days(draw: st.DrawFn) -> Days:
    told, data = Days(), draw(st.data())
    for step in draw(st.lists(st.sampled_from([*STEPS, "night_falls"]), max_size=25)):
        told.take(step, data)
    return told


@settings(max_examples=100, deadline=None)
@given(days())
def test_of_every_day_the_register_gives_the_answer_that_was_given_on_it(told: Days) -> None:
    told.end()

    for day, answers in told.answered.items():
        for question, then in answers.items():
            now = told.ask(*question, on=day)
            assert told.known(then) == told.known(now), (day, question)
            assert told.erased or then == now, "in the same order, too"
            assert (then.people, len(then.users.items), then.on) == (now.people, len(now.users.items), now.on)


@settings(max_examples=100, deadline=None)
@given(days(), st.data())
def test_check_explain_and_who_can_have_one_answer(told: Days, data: st.DataObject) -> None:
    rights, mayor = told.town.registre.rights, told.town.mayor
    right, site = data.draw(st.sampled_from(told.questions))
    may = {one.user for one in told.ask(right, site).users.items}

    for user in everybody(told.town):
        checked = rights.check(mayor, user.id, right, site=site)
        explanation = rights.explain(mayor, user.id, right, site=site)
        assert (user.id in may, bool(checked)) == (bool(checked), bool(explanation.verdict)), user
        assert not checked or explanation.through, "a yes is always through something"
        assert all(reason in explanation.verdict.reasons for reason in checked.reasons), "and a no for what it explains"


@settings(max_examples=60, deadline=None)
@given(days())
def test_what_the_register_tells_ends_where_storage_stands(told: Days) -> None:
    town, living = told.town, set(told.users) - told.erased
    past = replayed(read_rights(town.entries(), lambda _: True))

    assert {profile: town.registre.rights.profile(town.mayor, profile) for profile in told.profiles} == past.profiles
    assert {user: (town.user(user).name, Situation.of(town.user(user))) for user in living} == {
        user.id: (user.name, user.situation) for user in past.users.values() if user.id != town.mayor.id
    }


def everybody(town: Town) -> tuple[User, ...]:
    return town.registre.rights.users(town.mayor, limit=200).items
