"""S1: profiles, users, and who may do what. Nobody grants what he does not have, on any path."""

from collections.abc import Callable
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.town import Town

from registre_core import Actor, Conflict, Forbidden, InvalidInput, NotFound
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.rights import AccountKind, Profile, User

LACKED = "register.export"
"""A right that nobody in these tests holds unless he is the mayor."""


def reasons_of(refusal: pytest.ExceptionInfo[Forbidden]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def allowed(town: Town, user: User) -> dict[str, bool]:
    check = town.registre.rights.check
    return {right: bool(check(town.mayor, user.id, right)) for right in town.registre.ports.catalogue.every}


def test_a_user_is_created_with_a_profile_grants_and_sites(town: Town) -> None:
    user = town.registre.rights.create_user(
        town.mayor,
        name="Luc Neuf",
        email="luc@exemple.fr",
        profile=town.profile.id,
        grants=["findings.create"],
        sites=[town.school.id],
    ).user
    expected = User(
        user.id,
        "Luc Neuf",
        "luc@exemple.fr",
        town.profile.id,
        frozenset({"findings.create", "findings.consult"}),
        sites=frozenset({town.school.id}),
    )

    assert expected == user, "what a right needs is added"
    assert user == town.registre.rights.user(town.mayor, user.id)


def test_a_machine_s_account_says_so(town: Town) -> None:
    robot = town.registre.rights.create_user(town.mayor, name="Robot", kind=AccountKind.MACHINE).user

    assert AccountKind.MACHINE is robot.kind


def test_all_unknown_rights_are_told_at_once(town: Town) -> None:
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        town.registre.rights.create_profile(town.mayor, name="X", rights=["a.a", "sites.consult", "b.b"])

    assert [("rights", {"right": "a.a"}), ("rights", {"right": "b.b"})] == [
        (problem.path, problem.facts) for problem in refusal.value.problems
    ]
    assert before == town.kept()


NOWHERE = UUID(int=404)


@pytest.mark.parametrize(
    "profile, sites, code",
    [(ProfileId(NOWHERE), None, "profile-not-found"), (None, [SiteId(NOWHERE)], "site-not-found")],
    ids=["profile", "site"],
)
def test_a_user_shares_a_profile_and_works_on_sites_that_are_there(
    town: Town, profile: ProfileId | None, sites: list[SiteId] | None, code: str
) -> None:
    before = town.kept()

    with pytest.raises(NotFound) as refusal:
        town.registre.rights.create_user(town.mayor, name="Luc", profile=profile, sites=sites)

    assert (code, before) == (refusal.value.code, town.kept())


Grant = Callable[[Town, Actor, Profile], object]

GRANTING: dict[str, Grant] = {
    "a user with it": lambda town, actor, _: town.registre.rights.create_user(
        actor, name="Luc", grants=[LACKED], sites=[town.school.id]
    ),
    "a user with a profile that has it": lambda town, actor, exporters: town.registre.rights.create_user(
        actor, name="Luc", profile=exporters.id, sites=[town.school.id]
    ),
    "a profile with it": lambda town, actor, _: town.registre.rights.create_profile(actor, name="Luc", rights=[LACKED]),
    "a profile from a user who has it": lambda town, actor, _: town.registre.rights.create_profile_from_user(
        actor, town.user(town.mayor.id).id, name="Comme la maire"
    ),
    "a copy of a profile that has it": lambda town, actor, exporters: town.registre.rights.copy_profile(
        actor, exporters.id, name="Exporteurs bis"
    ),
    "the profile of others": lambda town, actor, _: town.registre.rights.commit_edit(
        actor, town.registre.rights.plan_edit(actor, town.profile.id, rights=[LACKED, "sites.consult"])
    ),
    "an exception": lambda town, actor, _: town.registre.rights.set_exceptions(actor, town.clerk.id, grants=[LACKED]),
}


@pytest.mark.parametrize("grant", GRANTING.values(), ids=GRANTING)
def test_nobody_grants_what_he_does_not_have_on_any_path(town: Town, grant: Grant) -> None:
    granter = town.holder("users.create", "users.administer", "sites.consult", sites=[town.school.id])
    exporters = town.registre.rights.create_profile(town.mayor, name="Exporteurs", rights=[LACKED]).profile
    before = town.kept()

    with pytest.raises(Forbidden) as refusal:
        grant(town, granter, exporters)

    assert "grant-beyond-own" in reasons_of(refusal)
    assert {"grant-beyond-own", "grant-beyond-own-sites"} >= set(reasons_of(refusal))
    assert LACKED in {reason.facts["right"] for reason in refusal.value.reasons}
    assert before == town.kept()


WIDENING: dict[str, Callable[[Town, Actor], object]] = {
    "a user on another site": lambda town, actor: town.registre.rights.create_user(
        actor, name="Luc", grants=["sites.consult"], sites=[town.school.id, town.pool.id]
    ),
    "a user on all sites": lambda town, actor: town.registre.rights.create_user(
        actor, name="Luc", grants=["sites.consult"]
    ),
    "the profile of somebody of all sites": lambda town, actor: town.registre.rights.commit_edit(
        actor, town.registre.rights.plan_edit(actor, town.profile.id, rights=["sites.consult", "users.consult"])
    ),
}


@pytest.mark.parametrize("widen", WIDENING.values(), ids=WIDENING)
def test_nobody_grants_rights_on_sites_he_does_not_have(town: Town, widen: Callable[[Town, Actor], object]) -> None:
    granter = town.holder("users.create", "users.administer", "sites.consult", sites=[town.school.id])
    before = town.kept()

    with pytest.raises(Forbidden) as refusal:
        widen(town, granter)

    assert ["grant-beyond-own-sites"] == reasons_of(refusal)
    assert before == town.kept()


def test_who_may_create_users_gives_what_he_has_where_he_works(town: Town) -> None:
    granter = town.holder("users.create", "findings.create", sites=[town.school.id])

    user = town.registre.rights.create_user(
        granter, name="Luc", grants=["findings.create"], sites=[town.school.id]
    ).user

    assert {"findings.create", "findings.consult"} == user.grants


def test_a_profile_is_created_with_what_its_rights_need(town: Town) -> None:
    profile = town.registre.rights.create_profile(
        town.mayor, name="Contrôleur", rights=["findings.edit"], description="Suit les contrôles"
    ).profile
    expected = Profile(profile.id, "Contrôleur", frozenset({"findings.edit", "findings.consult"}), "Suit les contrôles")

    assert expected == profile
    assert profile == town.registre.rights.profile(town.mayor, profile.id)
    assert [(profile, 0), (town.profile, 1), (town.trainees, 0), (town.visitors, 1)] == [
        (listed.profile, listed.people) for listed in town.registre.rights.profiles(town.mayor).items
    ]


@pytest.mark.parametrize("name", ["Lecteur", "  LECTEUR", "lécteur"])
def test_two_profiles_do_not_bear_one_name(town: Town, name: str) -> None:
    before = town.kept()

    with pytest.raises(Conflict) as refusal:
        town.registre.rights.create_profile(town.mayor, name=name, rights=[])

    assert ("name-taken", before) == (refusal.value.code, town.kept())


def test_a_profile_is_created_from_a_user_with_all_that_he_holds_and_none_of_his_sites(town: Town) -> None:
    model = town.registre.rights.create_user(
        town.mayor, name="Modèle", profile=town.profile.id, grants=["findings.create"], sites=[town.school.id]
    ).user
    profile = town.registre.rights.create_profile_from_user(
        town.mayor, model.id, name="Comme lui", description="S1"
    ).profile

    assert {"sites.consult", "findings.create", "findings.consult"} == profile.rights
    assert model == town.registre.rights.user(town.mayor, model.id), "he himself stays as he was"


def test_attaching_the_model_to_his_profile_changes_nothing_of_what_he_can_do(town: Town) -> None:
    anne = town.somebody(["sites.create", "findings.create", "findings.consult"], denials=["sites.create"])
    before = allowed(town, town.user(anne.id))

    profile = town.registre.rights.create_profile_from_user(
        town.mayor, town.user(anne.id).id, name="Comme Anne", attach=True
    ).profile
    attached = town.user(anne.id)

    assert (profile.id, frozenset(), frozenset()) == (attached.profile_id, attached.grants, attached.denials)
    assert before == allowed(town, attached)


def test_attaching_gives_the_profile_and_drops_the_exceptions(town: Town) -> None:
    anne = town.user(town.somebody(["findings.consult"], denials=["sites.consult"], sites=[town.pool.id]).id)

    attached = town.registre.rights.attach(town.mayor, anne.id, town.profile.id)

    assert evolve(anne, profile_id=town.profile.id, grants=frozenset(), denials=frozenset(), version=2) == attached
    assert frozenset({town.pool.id}) == attached.sites
    assert (attached, town.clerk) == town.registre.rights.users(town.mayor, profile=town.profile.id).items


@pytest.mark.parametrize("missing", ["user", "profile"])
def test_who_and_what_is_attached_must_be_there(town: Town, missing: str) -> None:
    user = UserId(town.school.id) if missing == "user" else town.clerk.id
    profile = ProfileId(town.school.id) if missing == "profile" else town.profile.id

    with pytest.raises(NotFound) as refusal:
        town.registre.rights.attach(town.mayor, user, profile)

    assert f"{missing}-not-found" == refusal.value.code


def test_a_right_taken_away_counts_at_the_next_use_case(town: Town) -> None:
    anne = town.holder("sites.create", sites=None)
    none = town.registre.rights.create_profile(town.mayor, name="Rien", rights=[]).profile
    town.registre.rights.attach(town.mayor, town.user(anne.id).id, none.id)

    with pytest.raises(Forbidden):
        town.registre.workspace.sites(anne)


def test_a_check_answers_with_its_reasons_instead_of_raising(town: Town) -> None:
    check = town.registre.rights.check

    assert check(town.mayor, town.clerk.id, "sites.consult", site=town.pool.id)
    assert ["right-not-held"] == [reason.code for reason in check(town.mayor, town.clerk.id, "sites.edit").reasons]


def test_a_check_knows_the_sites_of_who_is_asked_about(town: Town) -> None:
    anne = town.user(town.holder("sites.consult", sites=[town.school.id]).id)
    verdict = town.registre.rights.check(town.mayor, anne.id, "sites.consult", site=town.pool.id)

    assert ["site-not-assigned"] == [reason.code for reason in verdict.reasons]


def test_a_check_asks_for_rights_users_and_sites_that_are_there(town: Town) -> None:
    check = town.registre.rights.check

    with pytest.raises(InvalidInput) as malformed:
        check(town.mayor, town.clerk.id, "ghosts.consult")
    with pytest.raises(NotFound) as no_user:
        check(town.mayor, UserId(town.school.id), "sites.consult")
    with pytest.raises(NotFound) as no_site:
        check(town.mayor, town.clerk.id, "sites.consult", site=SiteId(town.clerk.id))

    assert ["unknown-right", "user-not-found", "site-not-found"] == [
        malformed.value.code,
        no_user.value.code,
        no_site.value.code,
    ]
