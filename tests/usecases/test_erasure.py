"""A person is forgotten: the name goes from everywhere, the register holds, and nothing is left to guess it by."""

from collections.abc import Iterator
from io import BytesIO
from uuid import UUID

import pytest
from attrs import evolve, frozen
from tests.spec.register.oracle import commitment_to, export_is_intact
from tests.usecases.town import TODAY, WEB, Town
from tests.usecases.traces import texts, traces

from registre_core import Actor, Forbidden, InvalidInput, RuleViolation, verify_export
from registre_core.findings import Finding
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import ContactId, UserId
from registre_core.register import Breach, Damage, PersonalPart
from registre_core.rights import AccountKind, User
from registre_core.workspace import Contact

EMAIL = "lea.durand@exemple.fr"
SECRETS = ("Léa Durand", EMAIL, "M. Petit, par téléphone")


@frozen
class Life:
    """Somebody who did a little of everything before asking to be forgotten."""

    user: User
    actor: Actor
    finding: Finding
    parts: tuple[PersonalPart, ...]
    """What the register said of her."""


@pytest.fixture
def lea(town: Town) -> Life:
    registre = town.registre
    user = registre.rights.create_user(
        town.mayor, name="Léa Durand", email=EMAIL, grants=town.registre.ports.catalogue.every
    ).user
    actor = Actor.user(user.id, town.workspace, client=WEB, on_behalf_of="M. Petit, par téléphone")
    finding = registre.findings.record(actor, town.at_school.id, town.finding.passage)
    registre.rights.create_user(actor, name="Luc Neuf")
    herself = registre.workspace.add_contact(actor, name="Accueil", email=EMAIL)
    registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="inspection",
        planned_on=TODAY,
        contacts=[herself.id, town.contact.id],
    )
    return Life(user, actor, finding, tuple(parts_about(town, user.id)))


def parts_about(town: Town, person: UUID) -> Iterator[PersonalPart]:
    return (part for entry in town.entries() for part in entry.personal if part.person == person)


def exported(town: Town, *, everything: bool) -> bytes:
    into = BytesIO()
    town.registre.register.export(town.mayor, into, everything=everything)
    return into.getvalue()


def test_before_somebody_is_erased_the_name_is_found_where_one_looks_for_it(town: Town, lea: Life) -> None:
    assert list(SECRETS) == traces(town, *SECRETS)
    assert 4 == len(lea.parts)


def her_contact(town: Town) -> ContactId:
    """Give the contact that bears her address."""
    [contact] = town.registre.workspace.contacts(town.mayor, named="accueil").items
    return contact.id


def test_the_name_goes_from_everywhere_and_every_salt_with_it(town: Town, lea: Life) -> None:
    salts = [part.salt for part in lea.parts]
    assert salts == traces(town, *salts)
    town.registre.workspace.erase_contact(town.mayor, her_contact(town))

    town.registre.rights.erase_user(town.mayor, lea.user.id)

    assert [] == traces(town, *SECRETS, *salts)


def test_the_account_stays_without_a_name_and_without_anything_it_could_do(town: Town, lea: Life) -> None:
    erased = town.registre.rights.erase_user(town.mayor, lea.user.id)

    bare = User(lea.user.id, "Personne effacée", sites=frozenset(), active=False, version=2)
    assert bare == erased == town.user(lea.user.id)
    assert erased.is_erased
    assert bare in town.registre.rights.users(town.mayor).items, "lists show it, under the name of nobody"


def test_who_was_erased_cannot_act_any_more(town: Town, lea: Life) -> None:
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    with pytest.raises(Forbidden) as refusal:
        town.registre.findings.show(lea.actor, lea.finding.id)

    assert "account-inactive" == refusal.value.code
    assert not town.registre.rights.check(town.mayor, lea.user.id, "findings.consult")


def test_what_somebody_wrote_down_stays_and_is_created_by_nobody_one_knows(town: Town, lea: Life) -> None:
    town.registre.rights.erase_user(town.mayor, lea.user.id)
    listed = town.registre.findings.page(town.mayor, creator=lea.user.id).items

    nameless = evolve(
        lea.finding.created_by, person=evolve(lea.finding.created_by.person, name=ERASED_NAME), on_behalf_of=None
    )
    assert (evolve(lea.finding, created_by=nameless, version=2),) == listed
    assert "Jeanne Maire" == town.registre.findings.show(town.mayor, town.finding.id).created_by.person.name


def test_the_register_shows_the_same_entries_with_the_name_of_nobody(town: Town, lea: Life) -> None:
    before = town.registre.register.entries(town.mayor, limit=200).items
    town.registre.rights.erase_user(town.mayor, lea.user.id)
    *after, erasing = town.registre.register.entries(town.mayor, limit=200).items

    assert [line.heading for line in before] == [line.heading for line in after]
    assert {lea.user.id} == {person for line in after for person in line.account.erased}
    named = [line.account.actor_name for line in before]
    assert [ERASED_NAME if name == "Léa Durand" else name for name in named] == [
        line.account.actor_name for line in after
    ]
    assert None not in [line.account.on_behalf_of for line in before if line.account.actor_name == "Léa Durand"]
    assert {None} == {line.account.on_behalf_of for line in after if line.account.actor_name == ERASED_NAME}
    recorded = next(line for line in after if line.heading.subject_id == lea.finding.id)
    created = next(line for line in after if line.heading.subject_id == lea.user.id)
    assert ERASED_NAME == recorded.account.fact["finding"]["created_by"]["person"]["name"]
    assert (ERASED_NAME, False) == (created.account.fact["user"]["name"], "email" in created.account.fact["user"])
    assert "Jeanne Maire" == erasing.account.actor_name


def test_the_entry_says_who_erased_whom_and_how_much_and_no_name(town: Town, lea: Life) -> None:
    town.registre.rights.erase_user(town.mayor, lea.user.id)
    entry = town.entries()[-1]
    line = town.registre.register.entries(town.mayor, kind="user-erased").items[-1]

    assert ("administration", "user-erased", "user", lea.user.id) == (
        entry.heading.section.value,
        entry.heading.kind,
        entry.heading.subject_kind,
        entry.heading.subject_id,
    )
    assert {"user": {"id": str(lea.user.id), "parts": 4, "mentions": 1, "notices": 1}} == line.account.fact
    assert [town.mayor.id] == [part.person for part in entry.personal], "only who erased is named"


def test_no_byte_of_the_chain_changes_and_the_register_verifies(town: Town, lea: Life) -> None:
    before = [(entry.heading, entry.content, entry.link) for entry in town.entries()]
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    assert before == [(entry.heading, entry.content, entry.link) for entry in town.entries()[:-1]]
    assert town.registre.register.verify(town.operator).is_intact


def test_what_is_said_of_others_in_the_same_entries_stays(town: Town, lea: Life) -> None:
    others = [part for entry in town.entries() for part in entry.personal if part.person != lea.user.id]
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    assert others == [part for entry in town.entries()[:-1] for part in entry.personal]


def test_the_chain_tells_nothing_even_to_who_guesses_right(town: Town, lea: Life) -> None:
    """The commitments stay, but whatever is still kept serves as a salt for none of them."""
    committed = {part.commitment for part in lea.parts}
    guesses = [part.content for part in lea.parts]
    assert committed == {commitment_to(part.salt, part.content) for part in parts_about(town, lea.user.id)}
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    kept = [text for text in texts(town.kept()[town.workspace]) if len(text) >= 32]
    salts = {text[place : place + 32] for text in kept for place in range(len(text) - 31)}
    assert len(committed) == sum(b"\0".join(kept).count(one.encode()) for one in committed)
    assert committed.isdisjoint(commitment_to(salt, guess) for salt in salts for guess in guesses)


@pytest.mark.parametrize("everything", [False, True])
def test_an_export_made_afterwards_holds_no_trace_and_verifies(town: Town, lea: Life, *, everything: bool) -> None:
    town.registre.workspace.erase_contact(town.mayor, her_contact(town))
    town.registre.rights.erase_user(town.mayor, lea.user.id)
    export = exported(town, everything=everything)
    lines = export.splitlines(keepends=True)
    _, verification = verify_export(lines)

    secrets = [*SECRETS, *(part.salt.hex() for part in lea.parts)]
    assert [] == [secret for secret in secrets if secret.encode() in export]
    assert verification.is_intact
    assert export_is_intact(lines)
    assert ((lea.user.id,) if not everything else ()) == verification.unproven, "the safety section shows no erasing"


def test_an_export_from_before_still_verifies_and_still_holds_the_name(town: Town, lea: Life) -> None:
    """What was handed out is beyond reach: the how-to says so."""
    export = exported(town, everything=True)
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    assert "Léa Durand".encode() in export
    assert verify_export(export.splitlines(keepends=True))[1].is_intact


def test_only_what_waits_for_that_address_is_dropped(town: Town, lea: Life) -> None:
    assert {EMAIL, town.contact.email} == {notice.recipient for notice in town.notices()}
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    assert [town.contact.email] == [notice.recipient for notice in town.notices()]


def test_who_has_no_address_waits_for_nothing(town: Town) -> None:
    notices = town.notices()
    town.registre.rights.erase_user(town.mayor, town.clerk.id)

    assert notices == town.notices()


def test_words_of_reports_stay_as_the_law_wants_them(town: Town, lea: Life) -> None:
    finding = town.registre.findings.record(
        town.mayor, town.at_school.id, town.finding.passage, text="Vu avec Léa Durand : bloc de secours hors service"
    )
    town.registre.rights.erase_user(town.mayor, lea.user.id)

    assert finding == town.registre.findings.show(town.mayor, finding.id)


def test_a_part_of_somebody_else_that_goes_missing_is_not_excused(town: Town, lea: Life) -> None:
    town.registre.rights.erase_user(town.mayor, lea.user.id)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.register.forget(town.clerk.id)
        tx.commit()
    (number,) = [one.heading.number for one in town.entries() if one.heading.subject_id == town.clerk.id]

    found = town.registre.register.verify(town.operator).breaches
    assert (Breach(number, Damage.PERSONAL_MISSING, found=str(town.clerk.id)),) == found


def test_nobody_erases_his_own_account(town: Town) -> None:
    before = town.kept()
    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.erase_user(town.mayor, town.user(town.mayor.id).id)

    assert (["own-account"], before) == ([reason.code for reason in refusal.value.reasons], town.kept())


def test_nobody_erases_whom_he_could_not_have_let_in(town: Town) -> None:
    of_the_school = town.holder("users.administer", sites=[town.school.id])
    before = town.kept()
    with pytest.raises(Forbidden) as refusal:
        town.registre.rights.erase_user(of_the_school, town.user(town.mayor.id).id)

    codes = {reason.code for reason in refusal.value.reasons}
    assert ({"grant-beyond-own", "grant-beyond-own-sites"}, before) == (codes, town.kept())


def test_a_person_is_erased_once(town: Town) -> None:
    town.registre.rights.erase_user(town.mayor, town.clerk.id)
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)
    before = town.kept()

    for again in (
        lambda: town.registre.rights.erase_user(town.mayor, town.clerk.id),
        lambda: town.registre.workspace.erase_contact(town.mayor, town.contact.id),
    ):
        with pytest.raises(RuleViolation) as refusal:
            again()
        assert ["person-erased"] == [reason.code for reason in refusal.value.reasons]
    assert before == town.kept()


def test_nothing_comes_back_to_an_erased_account(town: Town) -> None:
    rights = town.registre.rights
    rights.erase_user(town.mayor, town.clerk.id)
    before = town.kept()

    for change in (
        lambda: rights.attach(town.mayor, town.clerk.id, town.profile.id),
        lambda: rights.create_profile_from_user(town.mayor, town.clerk.id, name="Comme Paul").profile,
    ):
        with pytest.raises(RuleViolation) as refusal:
            change()
        assert "person-erased" == refusal.value.code
    assert before == town.kept()


def test_a_contact_is_forgotten_and_stays_where_he_took_part(town: Town) -> None:
    planned = town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="inspection", planned_on=TODAY, contacts=[town.contact.id]
    )
    (part,) = parts_about(town, town.contact.id)
    erased = town.registre.workspace.erase_contact(town.mayor, town.contact.id)
    line = town.registre.register.entries(town.mayor, kind="contact-erased").items[-1]

    assert Contact(town.contact.id, ERASED_NAME, contractor_id=town.firm.id, version=2) == erased
    assert (erased,) == town.registre.workspace.contacts(town.mayor).items
    assert (town.contact.id,) == town.registre.interventions.show(town.mayor, planned.id).contacts
    assert () == town.notices()
    assert {"contact": {"id": str(erased.id), "parts": 1, "mentions": 4, "notices": 1}} == line.account.fact, (
        "with both sites' visit and page of the logbook"
    )
    assert [] == traces(town, "Hélène Lefèvre", "helene@exemple.fr", part.salt)
    assert town.registre.register.verify(town.operator).is_intact


def test_an_erased_contact_is_told_of_nothing_any_more(town: Town) -> None:
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)
    town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="inspection", planned_on=TODAY, contacts=[town.contact.id]
    )

    assert () == town.notices()


@pytest.mark.parametrize("name", ["Personne effacée", "PERSONNE EFFACEE", " personne\u00a0 effacée "])
def test_nobody_is_given_the_name_of_the_erased(town: Town, name: str) -> None:
    before = town.kept()
    for give, path in (
        (lambda: town.registre.rights.create_user(town.mayor, name=name).user, "name"),
        (lambda: town.registre.workspace.add_contact(town.mayor, name=name), "name"),
        (
            lambda: town.registre.workspace.found(Actor.operator(), name="Rezé", administrator=name),
            "administrator.name",
        ),
    ):
        with pytest.raises(InvalidInput) as refusal:
            give()
        assert [(path, "name-reserved")] == [(problem.path, problem.code) for problem in refusal.value.problems]
    assert before == town.kept()


def test_a_machine_can_be_erased_too_since_its_name_may_be_somebody_s(town: Town) -> None:
    machine = town.somebody(["sites.consult"], kind=AccountKind.MACHINE, name="Robot de Léa Durand")
    assert machine.id is not None
    town.registre.rights.erase_user(town.mayor, UserId(machine.id))

    assert [] == traces(town, "Robot de Léa Durand")
