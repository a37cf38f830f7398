"""Each change tells those whom it concerns: who asked, who drew it up, who works there; and nobody of his own doing."""

from io import BytesIO

import pytest
from attrs import evolve
from tests.usecases.asking import COMES, sent
from tests.usecases.hot_work import HOUR, terms_of, who_signs
from tests.usecases.signing import asked, drawn, of_contact, of_user, sign
from tests.usecases.telling import HELENE, MACHINE, reachable, subscribed, told
from tests.usecases.test_sealing import pressing, seal, sign_the_other
from tests.usecases.town import Town

from registre_core import Actor, ConfigurationError
from registre_core.app import assemble
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import PersonKey
from registre_core.permits import HotWorkPermit
from registre_core.requests import WorkRequest

MAYOR, CHIEF = "mairie@exemple.fr", "chef@exemple.fr"


@pytest.fixture
def town(town: Town) -> Town:
    """Give the mayor, who asks and draws up, an address."""
    reachable(town, town.mayor, MAYOR)
    return town


def recipients(town: Town, kind: str) -> list[str]:
    return [notice.recipient for notice in told(town, kind)]


def test_who_asked_is_told_of_a_signature_and_of_the_last_one_only_that_all_are_there(town: Town) -> None:
    first, last = asked(town, of_contact(town), of_user(town.holder("interventions.sign"), capacity="Directrice"))
    sign(town, town.mayor, first.id)
    assert [MAYOR] == recipients(town, "signature-given")

    reader = Actor.user(UserId(last.signer.id), town.workspace, client=town.mayor.client)
    sign(town, reader, last.id, drawing=drawn(1))

    assert ([MAYOR], [MAYOR]) == (recipients(town, "signature-given"), recipients(town, "signatures-complete"))


def test_nobody_is_told_of_his_own_signature_and_a_machine_is(town: Town) -> None:
    subscribed(town, "signature-given")
    first, _ = asked(town, of_user(town.mayor), of_contact(town))

    sign(town, town.mayor, first.id)

    assert [MACHINE] == recipients(town, "signature-given")


def sealing(town: Town) -> Town:
    """Let the contact and the mayor sign, and seal it after the first."""
    town = pressing(town)
    first, _ = asked(town, of_user(town.mayor), of_contact(town))
    sign(town, town.mayor, first.id)
    return town


def test_what_was_sealed_goes_to_whoever_asked_with_the_file_it_brings_and_once(town: Town) -> None:
    town = sealing(town)
    made = seal(town)
    seal(town)

    (notice,) = told(town, "slip-sealed")
    assert made.document is not None
    assert (MAYOR, made.document.digest, "Bon d’intervention — 02-03-2026.pdf") == (
        notice.recipient,
        notice.facts["document"],
        notice.facts["file"],
    )


def test_contacts_get_the_slip_too_and_again_when_it_bears_another_signature(town: Town) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        found = tx.interventions.get(town.open.id)
        tx.interventions.save(evolve(found, contacts=(town.contact.id,)))
        tx.commit()
    town = sealing(town)
    first = seal(town)
    sign_the_other(town)
    second = seal(town)

    assert [HELENE, MAYOR] * 2 == recipients(town, "slip-sealed")
    assert first.document != second.document


def answered(town: Town, actor: Actor) -> WorkRequest:
    request = sent(town)
    return town.registre.requests.record_answer(actor, request.id, request.lines[0].id, COMES)


def test_who_drew_a_request_up_is_told_what_somebody_else_wrote_down(town: Town) -> None:
    answered(town, town.holder("requests.edit"))

    assert [MAYOR] == recipients(town, "request-answered")


def test_who_writes_down_what_he_heard_himself_is_not_told(town: Town) -> None:
    answered(town, town.mayor)

    assert [] == recipients(town, "request-answered")


def test_what_comes_through_a_link_is_told_each_time_it_says_something_new(town: Town) -> None:
    request, requests = sent(town), town.registre.requests
    link = requests.issue_link(town.operator, request.id, request.lines[0].id)
    first = requests.answer_with_link(Actor.operator(), link.secret, COMES)
    requests.answer_with_link(Actor.operator(), link.secret, COMES)
    town.clock.advance(HOUR)
    requests.decline_with_link(Actor.operator(), link.secret, reason="complet")

    assert first is not None
    assert ([MAYOR], [MAYOR]) == (recipients(town, "request-answered"), recipients(town, "request-declined"))


def test_where_whoever_drew_it_up_is_gone_those_who_may_go_on_with_it_are_told(town: Town) -> None:
    reachable(town, town.holder("requests.edit"), CHIEF)
    reachable(town, town.mayor, None)

    answered(town, town.holder("requests.edit"))

    assert [CHIEF] == recipients(town, "request-answered")


def submitted(town: Town, *people: PersonKey) -> HotWorkPermit:
    terms = terms_of(town.firm, town.contact, operator_people=people)
    drawn = town.registre.permits.draft(town.mayor, site=town.school.id, terms=terms)
    town.registre.permits.submit(town.mayor, drawn.id, signatories=who_signs(town.contact))
    return drawn


def test_those_who_answer_for_the_site_are_told_that_a_permit_waits_unless_they_sign_it(town: Town) -> None:
    chief = reachable(town, town.somebody(), CHIEF)
    submitted(town, chief)

    (notice,) = told(town, "permit-awaiting")
    assert (CHIEF, "opening", False) == (notice.recipient, notice.facts["stage"], notice.is_urgent)


def test_when_work_is_stopped_all_who_work_there_and_answer_for_it_are_told_at_once(town: Town) -> None:
    chief = reachable(town, town.somebody(), CHIEF)
    permit = town.permits["active"]
    with town.storage.inner.begin(town.workspace) as tx:
        found = tx.permits.get(permit.id)
        tx.permits.save(evolve(found, operator_people=(chief,)))
        tx.commit()

    town.registre.permits.suspend(town.mayor, permit.id, reason="odeur de brûlé")

    assert {CHIEF, HELENE} == set(recipients(town, "permit-suspended"))
    assert all(notice.is_urgent for notice in told(town, "permit-suspended"))


def anchor_in_vain(town: Town) -> None:
    registre = assemble(evolve(town.registre.ports, attestor=None))
    with pytest.raises(ConfigurationError):
        registre.register.anchor(Actor.operator(), BytesIO())


def test_administrators_are_told_once_a_day_that_the_register_could_not_be_anchored(town: Town) -> None:
    anchor_in_vain(town)
    anchor_in_vain(town)
    town.clock.advance(24 * HOUR)
    anchor_in_vain(town)

    every = told(town, "anchor-failed")
    assert [(MAYOR, "no-attestor", "2026-03-02"), (MAYOR, "no-attestor", "2026-03-03")] == [
        (one.recipient, one.facts["failure"], one.facts["on"]) for one in every
    ]


def test_a_file_that_cannot_be_written_is_told_of_and_why_is_raised_all_the_same(town: Town) -> None:
    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        town.registre.register.anchor(Actor.operator(), Full())

    assert ["anchor-not-written"] == [one.facts["failure"] for one in told(town, "anchor-failed")]
