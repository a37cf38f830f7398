"""A town beside a sheet of paper: what is tried on both, and what must hold whatever was tried (S1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from tests.properties.naive_rights import POOL, SCHOOL, Paper
from tests.usecases.town import WEB, Town, found_a_town, twin_of

from registre_core import Actor, Refused, RegistreError, assemble
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.rights import MODULES, Catalogue, Module, Profile, Right, User
from registre_core.testing.builders import a_site, a_user

DRONES = Module(
    "drones",
    "Drones",
    "Drones",
    (
        Right("drones.consult", "Consulter", "Consult"),
        Right("drones.fly", "Voler", "Fly", needs=frozenset({"drones.consult", "sites.consult"})),
    ),
)
"""A plug-in's."""
CATALOGUE = Catalogue((*(module for module in MODULES if module.code in {"users", "sites"}), DRONES))
"""Small, so that histories meet every right often."""
RIGHTS = sorted(CATALOGUE.every)
SLEEPING = "ghosts.hunt"
"""Of a plug-in that is gone."""

LOCAL = ("users.administer", "users.consult", "sites.consult")
"""What somebody holds who administers the users of one site."""

PICKS = st.integers(0, 9)
SOME_RIGHTS = st.sets(st.sampled_from(RIGHTS), max_size=4)
SOME_SITES = st.one_of(st.none(), st.sets(st.sampled_from([SCHOOL, POOL]), max_size=2))
SOMEBODY = st.sets(PICKS, min_size=1, max_size=3)


@cache
def the_town() -> Town:
    return found_a_town()


class BesidePaper(RuleBasedStateMachine):
    """A town where something is tried, and the sheet of paper that is told of it."""

    def __init__(self) -> None:
        super().__init__()
        town = twin_of(the_town())
        self.clock = town.clock
        self.registre = assemble(evolve(town.registre.ports, catalogue=CATALOGUE))
        founding = self.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
        self.workspace, self.storage = founding.workspace.id, town.storage.inner
        self.paper = Paper(CATALOGUE.rights, self.clock.today())
        self.paper.take(founding.administrator)
        self.names = 0
        with self.storage.begin(self.workspace) as tx:
            for site in (SCHOOL, POOL):
                tx.sites.add(a_site(id=site))
            for user in (
                a_user(name="Adjointe", grants=CATALOGUE.every),
                a_user(name="Locale", grants=frozenset({*LOCAL, "users.create"}), sites=frozenset({SCHOOL})),
                a_user(name="Agent", grants=frozenset({"drones.consult"}), sites=frozenset({SCHOOL, POOL})),
            ):
                self.paper.take(tx.users.add(user))
            tx.commit()

    # ---- whom and what ----------------------------------------------------------------------------------------------

    def user(self, pick: int) -> UserId:
        return sorted(self.paper.people)[pick % len(self.paper.people)]

    def users(self, picks: Iterable[int]) -> list[UserId]:
        return sorted({self.user(pick) for pick in picks})

    def profile(self, pick: int) -> ProfileId:
        return sorted(self.paper.profiles)[pick % len(self.paper.profiles)]

    def as_(self, pick: int) -> Actor:
        return Actor.user(self.user(pick), self.workspace, client=WEB)

    def name(self) -> str:
        self.names += 1
        return f"Nom {self.names}"

    def stored(self) -> tuple[dict[UserId, User], dict[ProfileId, Profile]]:
        with self.storage.read(self.workspace) as tx:
            people = tx.users.several([user for user, _ in tx.users.everybody()])
            return {user.id: user for user in people}, dict(tx.profiles.every())

    # ---- trying something, and what must hold then ------------------------------------------------------------------

    def attempt(
        self,
        actor: Actor,
        do: Callable[[], object],
        note: Callable[[Paper, object], None],
        concerned: Iterable[UserId],
    ) -> None:
        """Do it for real and on paper: either both change alike and no guard is broken, or nothing changes."""
        assert actor.id is not None
        before, stood = self.paper.copy(), self.stored()
        try:
            outcome = do()
        except RegistreError as error:
            assert stood == self.stored(), "what is refused changes nothing"
            self.require_ground(error, before, actor.id, note, set(concerned))
            return
        note(self.paper, outcome)
        self.require_guarded(before, actor.id)

    def require_guarded(self, before: Paper, actor: UserId) -> None:
        was, now = before.abilities(), self.paper.abilities()
        for user, right, place in now - was:
            assert before.may_grant(actor, right, place), "nobody grants what he does not have"
            assert user != actor, "nobody gives himself rights"
        for _, _, place in was - now:
            assert before.rules(actor) or before.works_at(actor, place), "nobody takes where he does not work"

    def require_ground(
        self,
        error: RegistreError,
        before: Paper,
        actor: UserId,
        note: Callable[[Paper, object], None],
        concerned: set[UserId],
    ) -> None:
        """Whoever administers everybody is refused only what concerns himself, the erased or the last administrator."""
        if not isinstance(error, Refused) or not before.rules(actor) or actor in concerned:
            return
        if any(before.people[user].erased for user in concerned):
            return
        then = before.copy()
        try:
            note(then, None)
        except (AttributeError, TypeError):  # needs what was not made
            return
        assert not any(then.lasts(user) for user in then.people), f"refused without a ground: {error}"
