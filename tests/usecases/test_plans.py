"""S1, beyond the source: a change of rights is shown before it is made, and made as it was shown or not at all."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from attrs import evolve
from tests.usecases.sharing import GAINED, allowed, someone
from tests.usecases.town import TODAY, Town

from registre_core import Actor, Conflict, Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.rights import Plan, ProfileEdit, Reach, Shift, Situation, User

WIDER = ["sites.consult", "findings.create"]
"""With what it needs: one right that was not asked for."""


def plan_wider(town: Town, actor: Actor | None = None, **page: object) -> Plan:
    return town.registre.rights.plan_edit(actor or town.mayor, town.profile.id, rights=WIDER, **page)  # type: ignore[arg-type]


def shifts(parts: Iterable[Shift]) -> list[tuple[frozenset[str], Reach]]:
    return [(part.rights, part.reach) for part in parts]


def test_a_plan_says_who_gains_what_where_grouped_by_identical_situation_with_exact_counts(town: Town) -> None:
    for number in range(3):
        someone(town, f"Agent {number}", sites=frozenset({town.school.id}))
    plan = plan_wider(town)

    assert [(3, [(GAINED, Reach(frozenset({town.school.id})))]), (1, [(GAINED, Reach(None))])] == [
        (group.move.people, shifts(group.effective.gains)) for group in plan.groups
    ]
    assert (4, 4, 0, 0) == (plan.affected, plan.gaining, plan.losing, plan.unchanged)


def test_a_plan_says_what_it_adds_since_others_need_it(town: Town) -> None:
    assert {"findings.consult"} == plan_wider(town).added


def test_a_plan_says_who_loses_what(town: Town) -> None:
    plan = town.registre.rights.plan_edit(town.mayor, town.profile.id, rights=[])

    assert [[(frozenset({"sites.consult"}), Reach(None))]] == [shifts(one.effective.losses) for one in plan.groups]
    assert (0, 1) == (plan.gaining, plan.losing)


def test_whom_an_exception_shields_is_counted_as_unchanged(town: Town) -> None:
    someone(town, "Doté", grants=GAINED)
    plan = plan_wider(town)

    assert (1, 1) == (plan.affected, plan.unchanged)


def test_who_may_not_act_now_is_in_the_plan_although_nothing_changes_for_him_today(town: Town) -> None:
    someone(town, "Partie", active=False)
    plan = plan_wider(town)

    assert (2, 1) == (plan.affected, plan.gaining)


def test_a_plan_names_the_first_of_those_affected_and_reads_on(town: Town) -> None:
    for name in ("Zoé", "Anne", "Émile"):
        someone(town, name)
    someone(town, "Doté", grants=GAINED)
    first = plan_wider(town, limit=3)
    rest = plan_wider(town, limit=3, after=first.people.next)

    assert ["Anne", "Émile", "Paul Commis"] == [one.name for one in first.people.items]
    assert ["Zoé"] == [one.name for one in rest.people.items]
    assert first.digest == rest.digest, "whichever names are shown, it is the same plan"
    assert rest.people.next is None


def test_more_situations_than_can_be_asked_for_are_read_to_the_end(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.services.situations.MOST_SITUATIONS", 1)
    for number in range(250):
        rights = GAINED if number % 3 else frozenset[str]()
        someone(town, f"Agent {number:03}", grants=rights, sites=frozenset({town.school.id}) if number % 2 else None)
    affected: list[str] = []
    page = plan_wider(town, limit=40).people
    affected += [one.name for one in page.items]
    while page.next:
        page = plan_wider(town, limit=40, after=page.next).people
        affected += [one.name for one in page.items]
    plan = town.registre.rights.plan_homogenise(town.mayor, town.profile.id)

    assert [*(f"Agent {number:03}" for number in range(0, 250, 3)), "Paul Commis"] == affected
    assert 166 == len(town.registre.rights.commit_homogenise(town.mayor, plan))


def test_planning_changes_nothing(town: Town) -> None:
    before = town.kept()
    plan_wider(town)

    assert before == town.kept()


def test_what_was_planned_is_what_happens(town: Town) -> None:
    edited = town.registre.rights.commit_edit(town.mayor, plan_wider(town))

    assert {"sites.consult", *GAINED} == edited.rights == allowed(town, town.clerk.id)


def test_one_entry_tells_of_an_edit_however_many_share_the_profile(town: Town) -> None:
    for number in range(20):
        someone(town, f"Agent {number}")
    before = len(town.entries())
    town.registre.rights.commit_edit(town.mayor, plan_wider(town))

    assert ["profile-edited"] == [entry.heading.kind for entry in town.entries()[before:]]


MOVES: dict[str, Callable[[Town], object]] = {
    "another user came to share it": lambda town: town.registre.rights.create_user(
        town.mayor, name="Luc", profile=town.profile.id
    ),
    "somebody else changed the profile": lambda town: town.registre.rights.commit_edit(
        town.mayor, town.registre.rights.plan_edit(town.mayor, town.profile.id, rights=["users.consult"])
    ),
    "one of them changed and changed back": lambda town: [
        town.registre.rights.set_active(town.mayor, town.clerk.id, active=active) for active in (False, True)
    ],
    "the profile was renamed": lambda town: town.registre.rights.rename_profile(
        town.mayor, town.profile.id, name="Liseur"
    ),
    "somebody elsewhere was deactivated": lambda town: town.registre.rights.set_active(
        town.mayor, someone(town, "Ailleurs", profile_id=None).id, active=False
    ),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_what_moved_since_is_a_conflict_and_nothing_is_done(town: Town, move: Callable[[Town], object]) -> None:
    plan = plan_wider(town)
    move(town)
    before = town.kept()

    with pytest.raises(Conflict) as refusal:
        town.registre.rights.commit_edit(town.mayor, plan)

    assert ("plan-outdated", before) == (refusal.value.code, town.kept())


def test_what_has_nothing_to_do_with_rights_does_not_outdate_a_plan(town: Town) -> None:
    plan = plan_wider(town)
    town.registre.interventions.close(town.mayor, town.open.id)

    assert GAINED <= town.registre.rights.commit_edit(town.mayor, plan).rights


def test_a_plan_that_was_tampered_with_is_no_plan(town: Town) -> None:
    plan = plan_wider(town)
    other = evolve(plan, change=ProfileEdit(town.profile.id, town.registre.ports.catalogue.every))

    with pytest.raises(Conflict):
        town.registre.rights.commit_edit(town.mayor, other)


def test_an_account_that_expired_since_outdates_the_plan(town: Town) -> None:
    someone(town, "Stagiaire", expires_on=TODAY)
    plan = plan_wider(town)
    town.clock.advance(timedelta(days=1))

    with pytest.raises(Conflict):
        town.registre.rights.commit_edit(town.mayor, plan)


def test_a_plan_is_committed_where_it_belongs(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.rights.commit_attach(town.mayor, plan_wider(town))

    assert "another-plan" == refusal.value.code


def test_a_plan_that_may_not_be_says_why_before_anybody_tries(town: Town) -> None:
    somebody = town.holder("users.administer", "sites.consult", sites=[town.school.id])
    plan = plan_wider(town, somebody)

    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.commit_edit(somebody, plan)

    assert {"grant-beyond-own", "grant-beyond-own-sites"} == {reason.code for reason in plan.verdict.reasons}
    assert plan.verdict.reasons == refusal.value.reasons


def test_rights_that_sleep_survive_an_edit(town: Town) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        tx.profiles.save(evolve(town.profile, rights=town.profile.rights | {"drones.fly"}))
        tx.commit()

    assert "drones.fly" in town.registre.rights.commit_edit(town.mayor, plan_wider(town)).rights


def test_all_unknown_rights_of_an_edit_are_told_at_once(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.rights.plan_edit(town.mayor, town.profile.id, rights=["a.a", "b.b"])

    assert ["a.a", "b.b"] == [problem.facts["right"] for problem in refusal.value.problems]


# ---- attaching and detaching many ------------------------------------------------------------------------------------


def test_many_are_attached_and_their_exceptions_dropped(town: Town) -> None:
    anne, bob = (town.user(town.somebody(["findings.consult"], name=name).id) for name in ("Anne", "Bob"))
    plan = town.registre.rights.plan_attach(town.mayor, [anne.id, bob.id], town.profile.id)
    attached = town.registre.rights.commit_attach(town.mayor, plan)

    assert [(2, 2)] == [(plan.gaining, plan.losing)]
    assert ["Anne", "Bob"] == [one.name for one in plan.people.items]
    assert [frozenset({"sites.consult"})] * 2 == [allowed(town, user.id) for user in attached]
    assert not any(Situation.of(user).has_exceptions for user in attached)


def test_the_difference_can_be_kept_as_exceptions_and_then_nothing_changes(town: Town) -> None:
    anne = town.user(town.somebody(["findings.consult"]).id)
    plan = town.registre.rights.plan_attach(town.mayor, [anne.id], town.profile.id, keep_difference=True)
    (attached,) = town.registre.rights.commit_attach(town.mayor, plan)

    assert (0, 1) == (plan.affected, plan.unchanged)
    assert {"findings.consult"} == attached.grants
    assert {"sites.consult"} == attached.denials
    assert {"findings.consult"} == allowed(town, anne.id)


def test_detaching_keeps_what_he_could_do_as_own_grants(town: Town) -> None:
    plan = town.registre.rights.plan_detach(town.mayor, [town.clerk.id])
    (detached,) = town.registre.rights.commit_detach(town.mayor, plan)

    assert (0, 1) == (plan.affected, plan.unchanged)
    assert detached.profile_id is None
    assert {"sites.consult"} == detached.grants


def test_detaching_without_keeping_leaves_his_own_grants_alone(town: Town) -> None:
    gifted = someone(town, "Doté", grants=frozenset({"users.consult"}), denials=frozenset({"sites.consult"}))
    plan = town.registre.rights.plan_detach(town.mayor, [gifted.id, town.clerk.id], keep_rights=False)
    detached = town.registre.rights.commit_detach(town.mayor, plan)

    assert (0, 1) == (plan.gaining, plan.losing)
    assert [{"users.consult"}, frozenset()] == [
        user.grants for user in sorted(detached, key=lambda user: user.id != gifted.id)
    ]
    assert {frozenset()} == {user.denials for user in detached}


@pytest.mark.parametrize("plan", ["plan_attach", "plan_detach"])
def test_somebody_must_be_attached_or_detached(town: Town, plan: str) -> None:
    rest = {"profile": town.profile.id} if plan == "plan_attach" else {}

    with pytest.raises(InvalidInput) as refusal:
        getattr(town.registre.rights, plan)(town.mayor, [], **rest)

    assert "empty-collection" == refusal.value.code


def test_who_and_to_what_must_be_there(town: Town) -> None:
    with pytest.raises(NotFound) as user:
        town.registre.rights.plan_attach(town.mayor, [town.clerk.id, UserId(town.school.id)], town.profile.id)
    with pytest.raises(NotFound) as profile:
        town.registre.rights.plan_attach(town.mayor, [town.clerk.id], ProfileId(town.school.id))

    assert ["user-not-found", "profile-not-found"] == [user.value.code, profile.value.code]


def test_nobody_is_attached_or_detached_who_was_erased(town: Town) -> None:
    town.registre.rights.erase_user(town.mayor, town.clerk.id)

    with pytest.raises(RuleViolation) as refusal:
        town.registre.rights.plan_attach(town.mayor, [town.clerk.id], town.profile.id)

    assert "person-erased" == refusal.value.code


# ---- homogenising and deleting ---------------------------------------------------------------------------------------


def test_homogenising_drops_the_exceptions_of_all_who_have_any(town: Town) -> None:
    someone(town, "Doté", grants=frozenset({"users.consult"}))
    someone(town, "Privée", denials=frozenset({"sites.consult"}))
    plan = town.registre.rights.plan_homogenise(town.mayor, town.profile.id)
    changed = town.registre.rights.commit_homogenise(town.mayor, plan)

    assert (1, 1, 1) == (plan.gaining, plan.losing, plan.unchanged)
    assert {"Doté", "Privée"} == {user.name for user in changed}
    assert [{"sites.consult"}] * 2 == [allowed(town, user.id) for user in changed]


def test_where_nobody_has_exceptions_homogenising_changes_nobody(town: Town) -> None:
    before = town.user(town.clerk.id)
    plan = town.registre.rights.plan_homogenise(town.mayor, town.profile.id)

    assert () == town.registre.rights.commit_homogenise(town.mayor, plan)
    assert before == town.user(town.clerk.id)


def test_more_users_than_a_page_holds_are_homogenised(town: Town) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        for number in range(450):
            own = frozenset({"users.consult"})
            tx.users.add(User(UserId(town.ids.new()), f"Agent {number}", None, town.profile.id, own))
        tx.commit()
    plan = town.registre.rights.plan_homogenise(town.mayor, town.profile.id)

    assert 450 == len(town.registre.rights.commit_homogenise(town.mayor, plan))


def test_a_profile_without_users_is_deleted(town: Town) -> None:
    copy = town.registre.rights.copy_profile(town.mayor, town.profile.id, name="Copie").profile
    town.registre.rights.commit_delete(town.mayor, town.registre.rights.plan_delete(town.mayor, copy.id))

    with pytest.raises(NotFound):
        town.registre.rights.profile(town.mayor, copy.id)


def test_a_profile_with_users_is_deleted_only_when_another_takes_them(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.rights.plan_delete(town.mayor, town.profile.id)

    assert ("profile-in-use", 1) == (refusal.value.code, refusal.value.facts["people"])


def test_the_successor_takes_the_users_with_his_rights_and_the_plan_says_what_that_means(town: Town) -> None:
    plan = town.registre.rights.plan_delete(town.mayor, town.profile.id, successor=town.visitors.id)
    (moved,) = town.registre.rights.commit_delete(town.mayor, plan)

    assert [(frozenset({"findings.consult"}), Reach(None))] == shifts(plan.groups[0].effective.gains)
    assert town.visitors.id == moved.profile_id
    assert {"findings.consult"} == allowed(town, town.clerk.id)


def test_a_profile_is_not_its_own_successor(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.rights.plan_delete(town.mayor, town.profile.id, successor=town.profile.id)

    assert "own-successor" == refusal.value.code
