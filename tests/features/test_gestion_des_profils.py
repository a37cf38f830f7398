"""S1, and what goes beyond it."""

from __future__ import annotations

import pytest
from attrs import define, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.town import WEB, Town

from registre_core import Actor, Conflict, Forbidden, Refused
from registre_core.kernel.identifiers import ProfileId
from registre_core.rights import Layer, Plan, User

scenarios("gestion_des_profils.feature")


@define
class Story:
    """What happened so far."""

    town: Town
    people: dict[str, Actor] = field(factory=dict)
    profiles: dict[str, ProfileId] = field(factory=dict)
    before: dict[str, set[str]] = field(factory=dict)
    """What each could do at first."""
    entries: int = 0
    refusal: Refused | None = None
    added: dict[str, frozenset[str]] = field(factory=dict)
    """Rights that came along with a profile."""
    plan: Plan | None = None

    def user(self, name: str) -> User:
        return self.town.user(self.people[name].id)

    def allowed(self, name: str) -> set[str]:
        """Ask for each right in turn, as a page would."""
        check, user = self.town.registre.rights.check, self.user(name)
        return {right for right in self.town.registre.ports.catalogue.every if check(self.town.mayor, user.id, right)}

    def told_since(self) -> list[str]:
        return [entry.heading.kind for entry in self.town.entries()[self.entries :]]

    def introduce(self, name: str, actor: Actor) -> None:
        self.people[name] = actor
        self.before[name] = self.allowed(name)
        self.entries = len(self.town.entries())


@pytest.fixture
def story(town: Town) -> Story:
    return Story(town)


@given("un environnement et son administratrice")
def an_environment(story: Story) -> None:
    story.introduce("l’administratrice", story.town.mayor)


@given(parsers.parse("l’utilisateur « {name} » avec les droits"))
def a_user_with(story: Story, name: str, datatable: list[list[str]]) -> None:
    rights = [right for (right,) in datatable[1:]]
    story.introduce(name, story.town.somebody(rights, name=name))


@given(parsers.parse("l’utilisatrice « {name} », sans aucun droit"))
def a_user_without(story: Story, name: str) -> None:
    story.introduce(name, story.town.somebody(name=name))


@given(parsers.parse("« {name} », qui peut seulement administrer les utilisateurs de son site"))
def an_administrator_of_one_site(story: Story, name: str) -> None:
    story.introduce(name, story.town.holder("users.administer", sites=[story.town.school.id], name=name))


@given(parsers.parse("le profil « {profile} » avec le droit « {right} »"))
@when(parsers.parse("l’administratrice crée le profil « {profile} » avec le droit « {right} »"))
def creates_from_nothing(story: Story, profile: str, right: str) -> None:
    create(story, profile, right)


@when(parsers.parse("l’administratrice crée le profil « {profile} » avec le droit « {right} » pour « {name} »"))
def creates_with_users(story: Story, profile: str, right: str, name: str) -> None:
    create(story, profile, right, name)


def create(story: Story, profile: str, right: str, *names: str) -> None:
    created = story.town.registre.rights.create_profile(
        story.town.mayor, name=profile, rights=[right], users=[story.user(name).id for name in names]
    )
    story.profiles[profile], story.added[profile] = created.profile.id, created.added


def create_from(story: Story, actor: Actor, profile: str, model: str, *, attach: bool = False) -> None:
    create = story.town.registre.rights.create_profile_from_user
    story.profiles[profile] = create(actor, story.user(model).id, name=profile, attach=attach).profile.id


@when(parsers.parse("l’administratrice crée le profil « {profile} » à partir de « {model} »"))
def creates_from_a_user(story: Story, profile: str, model: str) -> None:
    create_from(story, story.town.mayor, profile, model)


@when(parsers.parse("l’administratrice crée le profil « {profile} » à partir de « {model} », et l’y rattache"))
def creates_from_a_user_and_attaches(story: Story, profile: str, model: str) -> None:
    create_from(story, story.town.mayor, profile, model, attach=True)


@when(parsers.parse("elle crée le profil « {profile} » à partir de « {model} »"))
def she_creates_from_a_user(story: Story, profile: str, model: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        create_from(story, story.people["Luce Neuve"], profile, model)
    story.refusal = refusal.value


@when(parsers.parse("qu’elle rattache « {name} » au profil « {profile} »"))
@when(parsers.parse("l’administratrice rattache « {name} » au profil « {profile} »"))
def attaches(story: Story, name: str, profile: str) -> None:
    story.town.registre.rights.attach(story.town.mayor, story.user(name).id, story.profiles[profile])


@when(parsers.parse("l’administratrice crée l’utilisateur « {name} » avec le profil « {profile} »"))
def creates_a_user(story: Story, name: str, profile: str) -> None:
    created = story.town.registre.rights.create_user(story.town.mayor, name=name, profile=story.profiles[profile])
    story.people[name] = Actor.user(created.user.id, story.town.workspace, client=WEB)


@when(parsers.parse("qu’elle donne aussi le droit « {right} » au profil « {profile} »"))
def widens(story: Story, right: str, profile: str) -> None:
    rights, actor = story.town.registre.rights, story.town.mayor
    had = rights.profile(actor, story.profiles[profile]).rights
    story.entries = len(story.town.entries())
    rights.commit_edit(actor, rights.plan_edit(actor, story.profiles[profile], rights=had | {right}))


@when(parsers.parse("qu’elle détache « {name} » de son profil"))
def detaches(story: Story, name: str) -> None:
    rights, actor = story.town.registre.rights, story.town.mayor
    rights.commit_detach(actor, rights.plan_detach(actor, [story.user(name).id]))


@when(parsers.parse("l’administratrice supprime le profil « {profile} » au bénéfice du profil « {successor} »"))
def deletes(story: Story, profile: str, successor: str) -> None:
    rights, actor = story.town.registre.rights, story.town.mayor
    plan = rights.plan_delete(actor, story.profiles[profile], successor=story.profiles[successor])
    rights.commit_delete(actor, plan)


@when(parsers.parse("l’administratrice prévoit de remplacer les droits du profil « {profile} » par « {right} »"))
@when(parsers.parse("qu’elle prévoit de remplacer les droits du profil « {profile} » par « {right} »"))
def plans(story: Story, profile: str, right: str) -> None:
    plan_edit = story.town.registre.rights.plan_edit
    story.plan = plan_edit(story.town.mayor, story.profiles[profile], rights=[right])


@when(parsers.parse("qu’elle refuse à « {name} » le droit « {right} »"))
def denies(story: Story, name: str, right: str) -> None:
    story.town.registre.rights.set_exceptions(story.town.mayor, story.user(name).id, denials=[right])


@given(parsers.parse("l’administratrice, à qui il manque le droit « {right} »"))
def an_administrator_without(story: Story, right: str) -> None:
    others = story.town.registre.ports.catalogue.every - {right}
    story.people["elle"] = story.town.somebody(others, name="Inès Administratrice")


@when(parsers.parse("elle s’accorde le droit « {right} »"))
def grants_herself(story: Story, right: str) -> None:
    her, every = story.people["elle"], story.town.registre.ports.catalogue.every
    with pytest.raises(Refused) as refusal:
        story.town.registre.rights.set_exceptions(her, story.user("elle").id, grants=every)
    assert [right] == [reason.facts["right"] for reason in refusal.value.reasons]
    story.refusal = refusal.value


@when("l’administratrice se désactive")
def deactivates_herself(story: Story) -> None:
    with pytest.raises(Refused) as refusal:
        story.town.registre.rights.set_active(story.town.mayor, story.user("l’administratrice").id, active=False)
    story.refusal = refusal.value


@then("la liste des profils montre")
def lists(story: Story, datatable: list[list[str]]) -> None:
    listed = story.town.registre.rights.profiles(story.town.mayor).items
    shown = [[one.profile.name, str(one.people)] for one in listed if one.profile.name in story.profiles]

    assert datatable[1:] == shown


@then(parsers.parse("la fiche du profil « {profile} » montre le module « {module} » avec le droit « {right} »"))
def shows_rights(story: Story, profile: str, module: str, right: str) -> None:
    sheet = story.town.registre.rights.profile_sheet(story.town.mayor, story.profiles[profile])

    assert [(module, [right])] == [
        (one.module.french, [given.french for given in one.given]) for one in sheet.modules if one.given
    ]


@then(parsers.parse("la fiche du profil « {profile} » montre l’utilisatrice « {name} »"))
def shows_users(story: Story, profile: str, name: str) -> None:
    sheet = story.town.registre.rights.profile_sheet(story.town.mayor, story.profiles[profile])

    assert [name] == [user.name for user in sheet.users.items]


@then(parsers.parse("il est dit que « {right} » a été ajouté au profil « {profile} »"))
def says_what_came_along(story: Story, right: str, profile: str) -> None:
    assert {right} == story.added[profile]


@then("le registre raconte une seule modification du profil")
def tells_of_one_edit(story: Story) -> None:
    assert ["profile-edited"] == story.told_since()


@then(parsers.parse("supprimer le profil « {profile} » est refusé, car un utilisateur le partage"))
def refuses_to_delete(story: Story, profile: str) -> None:
    with pytest.raises(Refused) as refusal:
        story.town.registre.rights.plan_delete(story.town.mayor, story.profiles[profile])

    assert "profile-in-use" == refusal.value.code


@then(parsers.parse("l’aperçu montre que « {name} » gagne « {gained} » et perd « {lost} »"))
def previews(story: Story, name: str, gained: str, lost: str) -> None:
    assert story.plan is not None
    (group,) = story.plan.groups

    assert [name] == [one.name for one in story.plan.people.items]
    assert [frozenset({gained})] == [shift.rights for shift in group.effective.gains]
    assert [frozenset({lost})] == [shift.rights for shift in group.effective.losses]


@then("valider l’aperçu est refusé, car quelque chose a bougé")
def refuses_to_commit(story: Story) -> None:
    assert story.plan is not None
    with pytest.raises(Conflict) as refusal:
        story.town.registre.rights.commit_edit(story.town.mayor, story.plan)

    assert "plan-outdated" == refusal.value.code


@then(
    parsers.parse(
        "l’explication de « {right} » pour « {name} » dit que le profil « {profile} » le donne "
        "et qu’une exception le retire"
    )
)
def explains(story: Story, right: str, name: str, profile: str) -> None:
    explanation = story.town.registre.rights.explain(story.town.mayor, story.user(name).id, right)

    assert not explanation.verdict
    assert [(Layer.PROFILE, profile)] == [(one.layer, one.name) for one in explanation.through]
    assert Layer.DENIAL in [one.layer for one in explanation.blocked_by]


@then(parsers.parse("« {name} » a les mêmes droits que « {model} »"))
def has_the_same(story: Story, name: str, model: str) -> None:
    assert story.allowed(model) == story.allowed(name)
    assert story.allowed(model)


@then(parsers.parse("« {name} » a les mêmes droits qu’avant"))
def has_what_he_had(story: Story, name: str) -> None:
    assert story.before[name] == story.allowed(name)


@then(parsers.parse("« {name} » peut « {right} », et rien d’autre"))
def may_only(story: Story, name: str, right: str) -> None:
    assert {right} == story.allowed(name)


@then("il n’a plus d’exception")
def has_no_exception(story: Story) -> None:
    user = story.user("Paul Modèle")

    assert (story.profiles["Contrôleur"], frozenset(), frozenset()) == (user.profile_id, user.grants, user.denials)


@then("le registre raconte la création du profil et le rattachement")
def tells(story: Story) -> None:
    assert ["profile-created", "user-attached"] == story.told_since()


@then("c’est refusé, car nul ne donne un droit qu’il n’a pas")
def refused(story: Story) -> None:
    assert story.refusal is not None
    assert {"grant-beyond-own"} == {reason.code for reason in story.refusal.reasons}


@then(
    parsers.parse("« {name} » figure parmi ceux qui peuvent « {right} », par le profil « {profile} »"),
)
def who_can(story: Story, name: str, right: str, profile: str) -> None:
    answer = story.town.registre.rights.who_can(story.town.mayor, right)
    through = {one.name: [(by.layer, by.name) for by in one.through] for one in answer.users.items}

    assert [(Layer.PROFILE, profile)] == through[name]
    assert len(through) == answer.people


@then("c’est refusé, car nul ne se donne un droit à soi-même")
def refused_upward(story: Story) -> None:
    assert story.refusal is not None
    assert {"own-rights-upward"} == {reason.code for reason in story.refusal.reasons}


@then("c’est refusé, car il ne resterait personne pour administrer les utilisateurs")
def refused_the_last(story: Story) -> None:
    assert story.refusal is not None
    assert "last-administrator" == story.refusal.code


@then("le registre ne raconte rien de plus")
def tells_nothing(story: Story) -> None:
    assert [] == story.told_since()
