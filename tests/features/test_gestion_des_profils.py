"""S1, as far as it is built."""

from __future__ import annotations

import pytest
from attrs import define, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.town import Town

from registre_core import Actor, Forbidden
from registre_core.kernel.identifiers import ProfileId
from registre_core.rights import User

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
    refusal: Forbidden | None = None

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
    created = story.town.registre.rights.create_profile(story.town.mayor, name=profile, rights=[right]).profile
    story.profiles[profile] = created.id


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


@then(parsers.parse("« {name} » a les mêmes droits que « {model} »"))
def has_the_same(story: Story, name: str, model: str) -> None:
    assert story.before[model] == story.allowed(model) == story.allowed(name)
    assert story.before[model]


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


@then("le registre ne raconte rien de plus")
def tells_nothing(story: Story) -> None:
    assert [] == story.told_since()
