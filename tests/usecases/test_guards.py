"""S1, beyond the source: nobody gives himself rights, the last administrator cannot vanish, on any path."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve
from tests.usecases.town import TODAY, WEB, Town

from registre_core import Actor, Forbidden, RuleViolation
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.rights import ADMINISTER, Profile, User
from registre_core.workspace import Category, ErpType

Act = Callable[[Town, Actor, UserId], object]
"""What somebody does to an account."""


def attach(town: Town, actor: Actor, user: UserId) -> object:
    plan = town.registre.rights.plan_attach(actor, [user], town.profile.id)
    return town.registre.rights.commit_attach(actor, plan)


def with_rights_from_a_profile(town: Town, user: UserId) -> Profile:
    """Let somebody hold every right, but all of it through a profile."""
    every = Profile(ProfileId(town.ids.new()), "Tout", town.registre.ports.catalogue.every)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.profiles.add(every)
        tx.users.save(evolve(tx.users.get(user), profile_id=every.id, grants=frozenset()))
        tx.commit()
    return every


def detach(town: Town, actor: Actor, user: UserId) -> object:
    with_rights_from_a_profile(town, user)
    rights = town.registre.rights
    return rights.commit_detach(actor, rights.plan_detach(actor, [user], keep_rights=False))


def edit(town: Town, actor: Actor, user: UserId) -> object:
    every = with_rights_from_a_profile(town, user)
    rights = town.registre.rights
    return rights.commit_edit(actor, rights.plan_edit(actor, every.id, rights=["users.consult"]))


def homogenise(town: Town, actor: Actor, user: UserId) -> object:
    rights = town.registre.rights
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(user), profile_id=town.profile.id))
        tx.commit()
    return rights.commit_homogenise(actor, rights.plan_homogenise(actor, town.profile.id))


def delete(town: Town, actor: Actor, user: UserId) -> object:
    rights = town.registre.rights
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(user), profile_id=town.profile.id))
        tx.commit()
    return rights.commit_delete(actor, rights.plan_delete(actor, town.profile.id, successor=town.visitors.id))


TAKING: dict[str, Act] = {
    "attaching him to a profile": lambda town, actor, user: town.registre.rights.attach(actor, user, town.profile.id),
    "attaching many": attach,
    "attaching him to a new profile": lambda town, actor, user: town.registre.rights.create_profile(
        actor, name="Neuf", rights=[], users=[user]
    ),
    "detaching many": detach,
    "editing his profile": edit,
    "dropping the exceptions of his profile": homogenise,
    "deleting his profile": delete,
    "dropping his grants": lambda town, actor, user: town.registre.rights.set_exceptions(actor, user),
    "denying him the right": lambda town, actor, user: town.registre.rights.set_exceptions(
        actor, user, grants=town.registre.ports.catalogue.every, denials=[ADMINISTER]
    ),
    "denying him what the right needs": lambda town, actor, user: town.registre.rights.set_exceptions(
        actor, user, grants=town.registre.ports.catalogue.every, denials=["users.consult"]
    ),
    "taking sites": lambda town, actor, user: town.registre.rights.set_sites(
        actor, user, [town.school.id, town.pool.id]
    ),
    "deactivating him": lambda town, actor, user: town.registre.rights.set_active(actor, user, active=False),
    "locking him": lambda town, actor, user: town.registre.rights.set_locked(actor, user, locked=True),
    "setting an end, however far": lambda town, actor, user: town.registre.rights.set_expiry(
        actor, user, TODAY + timedelta(days=36_500)
    ),
    "erasing him": lambda town, actor, user: town.registre.rights.erase_user(actor, user),
}


def passing(town: Town) -> Actor:
    """Somebody who may do all that an administrator may, but whose account ends, so that he does not count."""
    user = User(
        UserId(town.ids.new()),
        "Ida Intérim",
        grants=town.registre.ports.catalogue.every,
        expires_on=TODAY + timedelta(days=7),
    )
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(user)
        tx.commit()
    return Actor.user(user.id, town.workspace, client=WEB)


def mayor_of(town: Town) -> UserId:
    assert town.mayor.id is not None
    return town.mayor.id


@pytest.mark.parametrize("take", TAKING.values(), ids=TAKING)
def test_the_last_administrator_cannot_be_lost_on_any_path(town: Town, take: Act) -> None:
    with pytest.raises(RuleViolation) as refusal:
        take(town, passing(town), mayor_of(town))

    assert "last-administrator" == refusal.value.code
    assert town.registre.rights.check(town.mayor, mayor_of(town), ADMINISTER)


@pytest.mark.parametrize("take", TAKING.values(), ids=TAKING)
def test_with_another_who_lasts_it_can(town: Town, take: Act) -> None:
    second = town.registre.rights.create_user(
        town.mayor, name="Léa Seconde", grants=town.registre.ports.catalogue.every
    ).user

    take(town, Actor.user(second.id, town.workspace, client=WEB), mayor_of(town))


@pytest.mark.parametrize("flaw", ["sites", "inactive", "locked", "expiring", "denied", "lacking"])
def test_only_effective_holders_who_last_count(town: Town, flaw: str) -> None:
    every = town.registre.ports.catalogue.every
    second = User(UserId(town.ids.new()), "Léa Seconde", grants=every)
    flawed = {
        "sites": evolve(second, sites=frozenset({town.school.id, town.pool.id})),
        "inactive": evolve(second, active=False),
        "locked": evolve(second, locked=True),
        "expiring": evolve(second, expires_on=TODAY + timedelta(days=36_500)),
        "denied": evolve(second, denials=frozenset({ADMINISTER})),
        "lacking": evolve(second, grants=every - {"users.consult"}),
    }[flaw]
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(flawed)
        tx.commit()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.rights.set_active(town.mayor, mayor_of(town), active=False)

    assert "last-administrator" == refusal.value.code


def test_an_administrator_through_a_profile_counts(town: Town) -> None:
    rights = town.registre.rights
    every = rights.create_profile(town.mayor, name="Tout", rights=town.registre.ports.catalogue.every).profile
    rights.create_user(town.mayor, name="Léa Seconde", profile=every.id)

    assert not rights.set_active(town.mayor, mayor_of(town), active=False).active


def test_where_nobody_lasts_already_the_rest_can_still_be_put_in_order(town: Town) -> None:
    """An old database may be so: refusing every change would help nobody."""
    interim = passing(town)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(mayor_of(town)), locked=True))
        tx.commit()

    assert not town.registre.rights.set_active(interim, town.clerk.id, active=False).active


# ---- upward ----------------------------------------------------------------------------------------------------------

WANTED = "register.export"


def an_administrator_without(town: Town, **given: object) -> Actor:
    """Somebody who administers the users of all sites, and may grant what he does not hold himself."""
    rights = frozenset(code for code in town.registre.ports.catalogue.every if not code.startswith("register."))
    user = User(UserId(town.ids.new()), "Max Ambition", grants=rights, **given)  # type: ignore[arg-type]
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(user)
        tx.commit()
    return Actor.user(user.id, town.workspace, client=WEB)


def edit_own_profile(town: Town, actor: Actor) -> object:
    assert actor.id is not None
    rights = town.registre.rights
    with town.storage.inner.begin(town.workspace) as tx:
        his = tx.users.get(actor.id)
        shared = tx.profiles.save(evolve(tx.profiles.get(town.visitors.id), rights=his.grants))
        tx.users.save(evolve(his, profile_id=shared.id, grants=frozenset()))
        tx.commit()
    return rights.commit_edit(actor, rights.plan_edit(actor, shared.id, rights=town.registre.ports.catalogue.every))


def leave_a_profile_that_another_takes(town: Town, actor: Actor) -> object:
    assert actor.id is not None
    rights, every = town.registre.rights, town.registre.ports.catalogue.every
    whole = rights.create_profile(town.mayor, name="Tout", rights=every).profile
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(actor.id), profile_id=town.visitors.id))
        tx.commit()
    return rights.commit_delete(actor, rights.plan_delete(actor, town.visitors.id, successor=whole.id))


UPWARD: dict[str, Callable[[Town, Actor], object]] = {
    "an exception": lambda town, actor: town.registre.rights.set_exceptions(
        actor, actor_id(actor), grants=town.registre.ports.catalogue.every
    ),
    "his profile": edit_own_profile,
    "a profile of others": lambda town, actor: town.registre.rights.attach(
        actor,
        actor_id(actor),
        town.registre.rights.create_profile(
            town.mayor, name="Tout", rights=town.registre.ports.catalogue.every
        ).profile.id,
    ),
    "a new profile": lambda town, actor: town.registre.rights.create_profile(
        actor, name="Tout", rights=town.registre.ports.catalogue.every, users=[actor_id(actor)]
    ),
    "the successor of his profile": leave_a_profile_that_another_takes,
}


def actor_id(actor: Actor) -> UserId:
    assert actor.id is not None
    return actor.id


@pytest.mark.parametrize("reach", UPWARD.values(), ids=UPWARD)
def test_nobody_gives_himself_rights_on_any_path(town: Town, reach: Callable[[Town, Actor], object]) -> None:
    somebody = an_administrator_without(town)

    with pytest.raises(Forbidden) as refusal:
        reach(town, somebody)

    assert {"own-rights-upward"} == {reason.code for reason in refusal.value.reasons}
    assert WANTED in {reason.facts["right"] for reason in refusal.value.reasons}
    assert not town.registre.rights.check(town.mayor, actor_id(somebody), WANTED)


def test_nobody_drops_his_own_denial(town: Town) -> None:
    somebody = an_administrator_without(town, denials=frozenset({"findings.create"}))
    own = town.user(somebody.id).grants

    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.set_exceptions(somebody, actor_id(somebody), grants=own)

    assert [("own-rights-upward", "findings.create")] == [
        (reason.code, reason.facts["right"]) for reason in refusal.value.reasons
    ]


def test_nobody_puts_off_his_own_end_upward_but_he_may_step_down(town: Town) -> None:
    somebody = an_administrator_without(town)
    rights = town.registre.rights

    rights.set_expiry(somebody, actor_id(somebody), TODAY)
    with pytest.raises(Forbidden) as refusal:
        rights.set_expiry(somebody, actor_id(somebody), TODAY + timedelta(days=1))
    less = rights.set_exceptions(somebody, actor_id(somebody), grants=["users.administer"]).user

    assert {"own-rights-upward"} == {reason.code for reason in refusal.value.reasons}
    assert {"users.administer", "users.consult"} == less.grants
    assert not rights.set_active(somebody, actor_id(somebody), active=False).active


def test_who_administers_all_sites_grants_others_what_he_does_not_hold(town: Town) -> None:
    somebody = an_administrator_without(town)

    granted = town.registre.rights.set_exceptions(somebody, town.clerk.id, grants=[WANTED])

    assert {WANTED, "register.consult"} == granted.user.grants


# ---- where one works -------------------------------------------------------------------------------------------------

AWAY: dict[str, Act] = {
    "deactivating": lambda town, actor, user: town.registre.rights.set_active(actor, user, active=False),
    "locking": lambda town, actor, user: town.registre.rights.set_locked(actor, user, locked=True),
    "an end in the past": lambda town, actor, user: town.registre.rights.set_expiry(
        actor, user, TODAY - timedelta(days=1)
    ),
    "an end that is to come": lambda town, actor, user: town.registre.rights.set_expiry(
        actor, user, TODAY + timedelta(days=1)
    ),
    "denying": lambda town, actor, user: town.registre.rights.set_exceptions(actor, user, denials=["sites.consult"]),
    "taking a site": lambda town, actor, user: town.registre.rights.set_sites(actor, user, [town.school.id]),
    "editing the profile": lambda town, actor, user: town.registre.rights.commit_edit(
        actor, town.registre.rights.plan_edit(actor, town.profile.id, rights=[])
    ),
}


@pytest.mark.parametrize("take", AWAY.values(), ids=AWAY)
def test_nobody_takes_rights_away_where_he_does_not_work(town: Town, take: Act) -> None:
    local = town.holder("users.administer", "sites.consult", sites=[town.school.id])
    before = town.kept()

    with pytest.raises(Forbidden) as refusal:
        take(town, local, town.clerk.id)

    assert {"loss-beyond-own-sites"} == {reason.code for reason in refusal.value.reasons}
    assert before == town.kept()


def test_who_works_on_one_site_decides_about_those_of_that_site(town: Town) -> None:
    local = town.holder("users.administer", "sites.consult", sites=[town.school.id])
    colleague = actor_id(town.holder("sites.consult", sites=[town.school.id], name="Bob Local"))

    assert not town.registre.rights.set_active(local, colleague, active=False).active
    assert town.registre.rights.set_active(local, colleague, active=True).active


def test_waking_an_account_gives_what_it_holds(town: Town) -> None:
    local = town.holder("users.administer", sites=[town.school.id])
    asleep = actor_id(town.somebody([WANTED, "register.consult"], sites=[town.school.id], active=False))

    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.set_active(local, asleep, active=True)

    assert {"grant-beyond-own"} == {reason.code for reason in refusal.value.reasons}


def test_an_end_that_is_put_off_gives_what_the_account_holds(town: Town) -> None:
    local = town.holder("users.administer", "sites.consult", sites=[town.school.id])
    trainee = actor_id(town.somebody([WANTED, "register.consult"], sites=[town.school.id]))
    town.registre.rights.set_expiry(town.mayor, trainee, TODAY)

    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.set_expiry(local, trainee, None)

    assert [("grant-beyond-own", "register.consult"), ("grant-beyond-own", WANTED)] == [
        (reason.code, reason.facts["right"]) for reason in refusal.value.reasons
    ]


def test_a_right_that_sleeps_is_no_way_around(town: Town) -> None:
    """Its plug-in may come back tomorrow."""
    local = town.holder("users.administer", sites=[town.school.id])
    colleague = actor_id(town.somebody(["drones.fly"], sites=[town.school.id], name="Bob Local"))
    with town.storage.inner.begin(town.workspace) as tx:
        flying = tx.profiles.save(evolve(tx.profiles.get(town.visitors.id), rights=frozenset({"drones.fly"})))
        tx.commit()
    other = actor_id(town.somebody(sites=[town.school.id], name="Eva Locale"))

    with pytest.raises(Forbidden):
        town.registre.rights.attach(local, other, flying.id)
    attached = town.registre.rights.attach(local, colleague, flying.id)

    assert flying.id == attached.profile_id, "he has it already"


def test_closing_or_adding_a_site_changes_nobody_s_rights(town: Town) -> None:
    book, check = town.registre.workspace, town.registre.rights.check
    local = actor_id(town.holder("sites.consult", sites=[town.school.id]))
    added = book.add_site(town.mayor, name="Musée", erp_type=ErpType.Y, category=Category.FIFTH)

    assert not check(town.mayor, local, "sites.consult", site=added.id)
    assert check(town.mayor, town.clerk.id, "sites.consult", site=added.id), "all sites, those to come included"


def test_nobody_turns_the_mail_of_somebody_mightier_to_himself(town: Town) -> None:
    clerk = town.holder("users.edit", "sites.consult", sites=[town.school.id])
    before = town.kept()

    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.rename_user(clerk, mayor_of(town), name="Jeanne Maire", email="clerc@exemple.fr")

    assert {"grant-beyond-own", "grant-beyond-own-sites"} == {reason.code for reason in refusal.value.reasons}
    assert before == town.kept()


def test_everybody_who_may_correct_names_corrects_his_own(town: Town) -> None:
    clerk = town.holder("users.edit", "sites.consult")

    assert (
        "Anne Durand" == town.registre.rights.rename_user(clerk, actor_id(clerk), name="Anne Durand", email=None).name
    )


def test_the_operator_grants_nothing(town: Town) -> None:
    with pytest.raises(Forbidden):
        town.registre.rights.set_exceptions(town.operator, town.clerk.id, grants=[WANTED])
