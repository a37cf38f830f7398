"""The name goes from everywhere, and the register holds."""

from __future__ import annotations

from io import BytesIO

import pytest
from attrs import define, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.town import TODAY, WEB, Town
from tests.usecases.traces import traces

from registre_core import Actor, Forbidden, RuleViolation, verify_export
from registre_core.findings import Finding
from registre_core.register import Damage, Row, Verification
from registre_core.rights import User
from registre_core.workspace import Contact

scenarios("personne_effacee.feature")

ERASED = "Personne effacée"
SECRETS = ("Luc Bernard", "luc@exemple.fr", "Mme Roux")


@define
class Story:
    """What happened so far."""

    town: Town
    people: dict[str, User] = field(factory=dict)
    contacts: dict[str, Contact] = field(factory=dict)
    finding: Finding | None = None
    before: list[Row] = field(factory=list)
    """The chain, before anybody was erased."""
    named: list[int] = field(factory=list)
    """Entries that named him."""
    verification: Verification | None = None
    export: bytes = b""
    refusal: Forbidden | None = None

    @property
    def luc(self) -> User:
        return self.people["Luc Bernard"]

    def chain(self) -> list[Row]:
        return [(entry.heading.number, entry.content, entry.link) for entry in self.town.entries()]


@pytest.fixture
def story(town: Town) -> Story:
    return Story(town)


@given("un environnement et son administratrice")
def a_workspace(story: Story) -> None:
    assert story.town.mayor.id


@given(parsers.parse("« {name} », qui a créé une observation pour « {behalf} »"))
def somebody_who_wrote(story: Story, name: str, behalf: str) -> None:
    town, every = story.town, story.town.registre.ports.catalogue.every
    user = town.registre.rights.create_user(town.mayor, name=name, email="luc@exemple.fr", grants=every).user
    actor = Actor.user(user.id, town.workspace, client=WEB, on_behalf_of=behalf)
    story.people[name] = user
    story.finding = town.registre.findings.record(actor, town.at_school.id, town.finding.passage)
    story.named = [
        entry.heading.number for entry in town.entries() if user.id in {part.person for part in entry.personal}
    ]


@given(parsers.parse("l’interlocutrice « {name} », prévenue d’une intervention"))
def a_contact_who_was_told(story: Story, name: str) -> None:
    town = story.town
    contact = town.registre.workspace.add_contact(town.mayor, name=name, email="rose@exemple.fr")
    town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="inspection", planned_on=TODAY, contacts=[contact.id]
    )
    story.contacts[name] = contact

    assert [contact.email] == [notice.recipient for notice in town.notices()]


@given(parsers.parse("le nom de « {name} » a été retiré de la base en cachette"))
def a_name_was_taken_away(story: Story, name: str) -> None:
    with story.town.storage.inner.begin(story.town.workspace) as tx:
        tx.register.forget(story.people[name].id)
        tx.commit()


@when(parsers.parse("l’administratrice efface l’interlocutrice « {name} »"))
def erases_the_contact(story: Story, name: str) -> None:
    story.town.registre.workspace.erase_contact(story.town.mayor, story.contacts[name].id)


@when(parsers.re("l’administratrice efface « (?P<name>[^»]+) »"))
def erases(story: Story, name: str) -> None:
    story.before = story.chain()
    story.town.registre.rights.erase_user(story.town.mayor, story.people[name].id)


@when("l’administratrice veut effacer son propre compte")
def erases_herself(story: Story) -> None:
    with pytest.raises(Forbidden) as refusal:
        story.town.registre.rights.erase_user(story.town.mayor, story.town.user(story.town.mayor.id).id)
    story.refusal = refusal.value


@when("on vérifie le registre")
def verify(story: Story) -> None:
    story.verification = story.town.registre.register.verify(story.town.operator)


@when("qu’on exporte la partie sécurité du registre")
def export(story: Story) -> None:
    into = BytesIO()
    story.town.registre.register.export(story.town.mayor, into)
    story.export = into.getvalue()


@then("la liste des utilisateurs montre « Personne effacée » à sa place")
def users_show_nobody(story: Story) -> None:
    names = {user.id: user.name for user in story.town.registre.rights.users(story.town.mayor).items}

    assert ERASED == names[story.luc.id]


@then("la liste des interlocuteurs montre « Personne effacée » à sa place")
def contacts_show_nobody(story: Story) -> None:
    names = {contact.id: contact.name for contact in story.town.registre.workspace.contacts(story.town.mayor).items}

    assert ERASED == names[story.contacts["Rose Vidal"].id]


@then("l’observation est créée par « Personne effacée », pour personne d’autre")
def created_by_nobody(story: Story) -> None:
    assert story.finding is not None
    shown = story.town.registre.findings.show(story.town.mayor, story.finding.id).created_by

    assert (ERASED, None) == (shown.person.name, shown.on_behalf_of)


@then("le registre montre « Personne effacée » partout où il le nommait")
def register_shows_nobody(story: Story) -> None:
    lines = story.town.registre.register.entries(story.town.mayor, limit=200).items

    assert story.named == [line.heading.number for line in lines if story.luc.id in line.account.erased]
    assert ERASED == lines[story.named[-1] - 1].account.actor_name


@then("plus rien de ce qui est enregistré ne dit « Luc Bernard » ni « Mme Roux »")
def nothing_says_it(story: Story) -> None:
    assert [] == traces(story.town, *SECRETS)


@then("aucune entrée du registre n’a changé")
def no_entry_changed(story: Story) -> None:
    assert story.before == story.chain()[: len(story.before)]


@then("le registre est intact")
def is_intact(story: Story) -> None:
    assert story.town.registre.register.verify(story.town.operator).is_intact


@then("une entrée de plus dit qui a effacé qui, sans le nommer")
def one_entry_more(story: Story) -> None:
    (line,) = story.town.registre.register.entries(story.town.mayor, after=str(len(story.before))).items

    assert ("user-erased", story.luc.id, "Jeanne Maire") == (
        line.heading.kind,
        line.heading.subject_id,
        line.account.actor_name,
    )
    assert {"id", "parts", "mentions", "notices"} == line.account.fact["user"].keys()


@then("« Luc Bernard » ne peut plus agir")
def may_nothing(story: Story) -> None:
    luc = Actor.user(story.luc.id, story.town.workspace, client=WEB)
    with pytest.raises(Forbidden) as refusal:
        story.town.registre.workspace.sites(luc)

    assert "account-inactive" == refusal.value.code


@then("son compte ne peut être ni rattaché à un profil ni effacé de nouveau")
def nothing_comes_back(story: Story) -> None:
    rights, mayor = story.town.registre.rights, story.town.mayor
    with pytest.raises(RuleViolation, match="was erased"):
        rights.attach(mayor, story.luc.id, story.town.profile.id)
    with pytest.raises(RuleViolation, match="was erased"):
        rights.erase_user(mayor, story.luc.id)


@then("aucun message ne l’attend plus")
def nothing_waits(story: Story) -> None:
    assert () == story.town.notices()


@then("chaque entrée qui le nommait est désignée")
def each_is_named(story: Story) -> None:
    assert story.verification is not None

    assert [(number, Damage.PERSONAL_MISSING) for number in story.named] == [
        (breach.number, breach.damage) for breach in story.verification.breaches
    ]


@then("l’export est intact et ne dit ni « Luc Bernard » ni « Mme Roux »")
def export_is_silent(story: Story) -> None:
    assert verify_export(BytesIO(story.export))[1].is_intact
    assert [] == [secret for secret in SECRETS if secret.encode() in story.export]


@then("il précise que l’effacement n’y est pas montré")
def export_says_so(story: Story) -> None:
    assert (story.luc.id,) == verify_export(BytesIO(story.export))[1].unproven


@then("c’est refusé, car un autre doit le faire")
def another_must(story: Story) -> None:
    assert story.refusal is not None
    assert ["own-account"] == [reason.code for reason in story.refusal.reasons]
