"""S8, by the source's way and by ours, with codes read by a camera."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from tests.contracts.cameras import CAMERA
from tests.features.hot_work import HOST, Story, at, secret_of
from tests.features.signing import OPERATOR, ROLES, TICKETS, School

from registre_core import NotFound
from registre_core.permits import PermitPolicy, PermitStages, PermitTerms
from registre_core.signatures import Level, SignatureState, SubjectKind

scenarios("permis_de_feu_signature.feature")

Table = list[list[str]]
WHY: Mapping[str, str] = {
    "déjà utilisé": "ticket-used",
    "périmé": "ticket-expired",
    "remplacé": "ticket-revoked",
    "plus demandé": "signature-settled",
}


@pytest.fixture
def story(school: School) -> Story:
    return Story(school)


# ---- who and where ---------------------------------------------------------------------------------------------------


@given(parsers.parse("l’école « Simone-Veil », le {day} à {hour}"))
def a_school(story: Story, day: str, hour: str) -> None:
    assert (at(hour), day) == (story.school.clock.now(), f"{story.school.clock.today():%d/%m/%Y}")


@given(parsers.parse("« {name} », qui répond de l’école pour l’exploitant et a un compte"))
@given(parsers.parse("« {name} », du prestataire « Ouest Extincteurs », sans compte"))
def somebody(story: Story, name: str) -> None:
    assert (name == OPERATOR) is (name in story.school.accounts)


@given("une plateforme où l’on ne signe un permis qu’à sa clôture, comme dans la source")
def the_sources_own(story: Story) -> None:
    story.school.under(permits=PermitPolicy(stages=PermitStages.CLOSING))


@given("un permis de feu pour la toiture du préau")
def a_permit(story: Story) -> None:
    story.draw_up()


@given("un permis de feu pour la toiture du préau, dont les travaux sont finis et la levée de doute faite")
def a_permit_that_is_done(story: Story) -> None:
    story.draw_up()
    story.submit()
    ends(story, "14:00")
    rounds(story, "14:30, 15:00 et 16:00")


@given(parsers.parse("le QR code de « {name} » est affiché"))
@when(parsers.parse("un autre QR code est affiché pour « {name} »"))
def a_code_is_shown(story: Story, name: str) -> None:
    story.show_code(name)


# ---- what happens ----------------------------------------------------------------------------------------------------


@given("« Claire Morel » demande les signatures qui l’ouvrent")
@when("« Claire Morel » demande les signatures qui l’ouvrent")
def submits(story: Story) -> None:
    story.submit()


@when("« Claire Morel » demande les signatures de clôture")
def asks_to_close(story: Story) -> None:
    story.ask_closing()


@when(parsers.parse("« Claire Morel » les demande malgré tout : « {reason} »"))
def asks_all_the_same(story: Story, reason: str) -> None:
    story.ask_closing(reason)


@when("il est signé par l’exploitant et le prestataire")
def is_signed(story: Story) -> None:
    story.sign_to_open()


@when(parsers.parse("« {name} » signe avec le QR code"))
def signs(story: Story, name: str) -> None:
    story.sign(name)


@when(parsers.parse("« {name} » signe sur ce téléphone"))
def signs_on_the_telephone(story: Story, name: str) -> None:
    assert name == story.sign_with(story.invitations[-1]).signer.name


@when(parsers.parse("« {name} » refuse avec le QR code : « {reason} »"))
def refuses(story: Story, name: str, reason: str) -> None:
    secret = secret_of(story.show_code(name))
    story.registre.signatures.open_ticket(HOST, secret)
    story.registre.signatures.refuse_with_ticket(HOST, secret, reason=reason)


@when(parsers.parse("les travaux se terminent à {hour}"))
def ends(story: Story, hour: str) -> None:
    story.move_to(at(hour))
    story.end_work()


@when(parsers.parse("les rondes sont faites à {hours}"))
def rounds(story: Story, hours: str) -> None:
    for minutes, hour in zip((30, 60, 120), hours.replace(" et ", ", ").split(", "), strict=True):
        story.move_to(at(hour))
        story.look(minutes)


@when(parsers.re(r"il est (?P<hour>\d\d:\d\d)"))
def it_is(story: Story, hour: str) -> None:
    story.move_to(at(hour))


@when("« Claire Morel » le prolonge à 15:00 jusqu’au lendemain midi")
def extends(story: Story) -> None:
    story.move_to(at("15:00"))
    until = at("12:00") + timedelta(days=1)
    asked = story.registre.permits.extend(story.operator, story.permit, until=until, signatories=story.both)
    story.school.remember(asked.requests)


@when("« Claire Morel » ouvre le permis")
def opens_the_permit(story: Story) -> None:
    story.registre.permits.show(story.operator, story.permit)
    story.show_code(OPERATOR)


@when("un téléphone ouvre le QR code")
@when("qu’un téléphone ouvre le QR code")
def a_telephone_opens_it(story: Story) -> None:
    story.open(story.invitations[-1])


@when("le permis change avant qu’il ne serve")
def the_permit_changes(story: Story) -> None:
    permit = story.line().permit
    terms = PermitTerms(
        "toiture du gymnase",
        permit.work,
        permit.means,
        permit.contractors,
        permit.watcher,
        permit.valid_from,
        operator_people=permit.operator_people,
        contractor_people=permit.contractor_people,
    )
    story.registre.permits.edit(story.operator, permit.id, terms)


# ---- what follows ----------------------------------------------------------------------------------------------------


@then(parsers.parse("la liste des permis dit « {state} »"))
def the_list_says(story: Story, state: str) -> None:
    assert state == story.line().french_state


@then("une fenêtre s’affiche avec un QR code, qui mène à l’application mobile")
def a_code_leads_to_the_application(story: Story) -> None:
    shown = story.invitations[-1]

    assert shown.address == CAMERA.png(shown.png) == CAMERA.svg(shown.svg)
    assert shown.address.startswith(TICKETS)


@then(parsers.parse("il montre le permis à signer par « {name} », comme {role}"))
def shows_the_permit(story: Story, name: str, role: str) -> None:
    assert story.seen
    assert (name, ROLES[role]) == (story.seen.request.signer.name, story.seen.request.role)
    assert str(story.permit).encode() in story.seen.content


@then(parsers.parse("demander les signatures de clôture est refusé, car la levée de doute n’est pas faite"))
def closing_is_refused(story: Story) -> None:
    with story.school.refused():
        story.ask_closing()

    assert ["watch-not-done"] == story.school.codes()


@then(parsers.parse("le permis garde ce motif, au nom de « {name} »"))
def the_reason_is_kept(story: Story, name: str) -> None:
    exemption = story.line().permit.exemption

    assert exemption
    assert ("toiture inaccessible, vent", story.school.people[name].id) == (exemption.reason, exemption.by)


@then(parsers.parse("« {name} » ne peut plus le signer"))
def can_sign_no_more(story: Story, name: str) -> None:
    with story.school.refused():
        story.show_code(name)

    assert ["signature-settled"] == story.school.codes()


@then("un téléphone peut ouvrir le QR code")
@then("le nouveau s’ouvre")
def it_opens(story: Story) -> None:
    story.open(story.invitations[-1])


@then(parsers.parse("le QR code n’ouvre plus rien : « {why} »"))
def it_opens_nothing(story: Story, why: str) -> None:
    _opens_nothing(story, -1, why)


@then(parsers.parse("l’ancien n’ouvre plus rien : « {why} »"))
def the_former_opens_nothing(story: Story, why: str) -> None:
    _opens_nothing(story, -2, why)


@when("on essaie mille QR codes au hasard, et quelques-uns mal formés", target_fixture="answers")
def tries_a_thousand(story: Story) -> set[tuple[object, ...]]:
    random = [urlsafe_b64encode(sha256(b"%d" % number).digest()).decode().rstrip("=") for number in range(1_000)]
    before, answers = _head(story), set[tuple[object, ...]]()
    for secret in (*random, "", "x", "\ud800", "é" * 43, random[0] + "=", "A" * 10_000):
        with pytest.raises(NotFound) as answer:
            story.registre.signatures.open_ticket(HOST, secret)
        answers.add((answer.value.code, answer.value.message, *answer.value.facts.items()))
    assert before == _head(story)
    return answers


@then("la réponse est toujours la même, et le registre n’en garde rien")
def all_unknown_are_alike(answers: set[tuple[object, ...]]) -> None:
    assert ["ticket-not-found"] == [code for code, *_ in answers]


@then("la preuve dit")
def the_evidence_says(story: Story, datatable: Table) -> None:
    every = story.registre.signatures.of(story.operator, SubjectKind.PERMIT, story.permit)
    (signed,) = (one.request for one in every if one.state is SignatureState.SIGNED)
    evidence = signed.evidence
    assert evidence
    assert evidence.session
    role = next(french for french, role in ROLES.items() if role is signed.role)
    told = [signed.signer.name, role, evidence.session.name, {"ticket": "téléphone"}[evidence.channel]]

    assert datatable[1:] == [[*told, {Level.SIMPLE: "simple"}[evidence.level]]]


def _opens_nothing(story: Story, place: int, why: str) -> None:
    with story.school.refused():
        story.open(story.invitations[place])

    assert [WHY[why]] == story.school.codes()


def _head(story: Story) -> object:
    with story.registre.ports.storage.read(story.school.workspace) as tx:
        return tx.register.head()
