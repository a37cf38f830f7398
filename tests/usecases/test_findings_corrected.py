"""A finding runs its course: who may move it, on what grounds, and what is told when it is cleared (CCH R. 141-10)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.usecases.asking import drafted
from tests.usecases.town import Town

from registre_core import Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.findings import Finding, Kind, Move, State, awaits_confirmation
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.reports import ReportSource
from registre_core.kernel.signatories import PersonKey, PersonKind

NAME = "Commission communale de sécurité"
WHY = "hors du périmètre"


def prescribed(town: Town) -> Finding:
    return town.registre.findings.record(
        town.mayor, ReportSource.visit(town.at_hand.judged.id), text="Désencombrer l'issue"
    )


def seen(town: Town) -> Finding:
    return town.registre.findings.record(town.mayor, site=town.school.id, text="Porte bloquée")


MOVES: dict[str, Callable[..., Any]] = {
    "plan": lambda town, actor, one: town.registre.findings.plan(actor, one),
    "declare_corrected": lambda town, actor, one: town.registre.findings.declare_corrected(actor, one),
    "clear": lambda town, actor, one: (
        town.registre.findings.clear(actor, one, proofs=[town.photo], authority=NAME).finding
    ),
    "contest": lambda town, actor, one: town.registre.findings.contest(actor, one, reason=WHY),
    "set_aside": lambda town, actor, one: town.registre.findings.set_aside(
        actor, one, reason=WHY, proofs=[town.photo], authority=NAME
    ),
    "edit": lambda town, actor, one: town.registre.findings.edit(actor, one, place="Hall"),
    "attach": lambda town, actor, one: town.registre.findings.attach(actor, one, photos=[town.photo]),
    "see_again": lambda town, actor, one: town.registre.findings.see_again(actor, one, intervention=town.open.id),
}
VERBS = {"clear": "clear", "set_aside": "clear", "see_again": "create"}


@pytest.mark.parametrize("move", MOVES)
def test_a_prescription_goes_by_rights_of_its_own(town: Town, move: str) -> None:
    verb = VERBS.get(move, "edit")
    prescription = prescribed(town)
    stranger, holder = town.holder(f"findings.{verb}"), town.holder(f"prescriptions.{verb}")

    with pytest.raises(Forbidden) as refusal:
        MOVES[move](town, stranger, prescription.id)
    assert [f"prescriptions.{verb}"] == [reason.facts["right"] for reason in refusal.value.reasons]
    assert prescription.version + 1 == MOVES[move](town, holder, prescription.id).version


@pytest.mark.parametrize("move", MOVES)
def test_nor_do_those_rights_move_an_anomaly(town: Town, move: str) -> None:
    anomaly, verb = seen(town), VERBS.get(move, "edit")

    with pytest.raises(Forbidden):
        MOVES[move](town, town.holder(f"prescriptions.{verb}"), anomaly.id)
    assert anomaly.version + 1 == MOVES[move](town, town.holder(f"findings.{verb}"), anomaly.id).version


def test_who_declares_a_defect_corrected_does_not_clear_it_by_that(town: Town) -> None:
    worker = town.holder("findings.edit")
    corrected = town.registre.findings.declare_corrected(
        worker, town.finding.id, reason="bloc remplacé", proofs=[town.photo]
    )

    assert (State.CORRECTED, (town.photo,)) == (corrected.state, corrected.steps[-1].proofs)
    with pytest.raises(Forbidden):
        town.registre.findings.clear(worker, town.finding.id)
    cleared = town.registre.findings.clear(town.holder("findings.clear"), town.finding.id).finding
    assert awaits_confirmation(cleared), "its proof had come before"
    assert not awaits_confirmation(town.registre.findings.confirm(town.mayor, cleared.id, intervention=town.open.id))


def test_a_step_says_who_made_it_and_when_and_who_looked(town: Town) -> None:
    checker = PersonKey(PersonKind.CONTACT, town.contact.id)
    town.clock.advance(timedelta(hours=1))
    cleared = town.registre.findings.clear(
        town.mayor, town.finding.id, proofs=[town.photo], checked_by=checker, intervention=town.open.id
    ).finding
    (step,) = cleared.steps

    assert (town.mayor.id, town.clock.now(), checker, town.open.id) == (
        step.by,
        step.at,
        step.checked_by,
        step.intervention_id,
    )


def test_the_operator_does_not_discharge_his_own_prescription(town: Town) -> None:
    prescription = prescribed(town)
    town.registre.findings.declare_corrected(town.mayor, prescription.id, proofs=[town.photo])

    with pytest.raises(RuleViolation) as refusal:
        town.registre.findings.clear(town.mayor, prescription.id, reason="fait")
    assert ["authority-missing", "discharge-missing"] == [reason.code for reason in refusal.value.reasons]

    visit = town.at_hand.visit.id
    cleared = town.registre.findings.clear(town.mayor, prescription.id, authority=NAME, visit=visit).finding
    assert (State.CLEARED, NAME, visit) == (cleared.state, cleared.steps[-1].authority, cleared.steps[-1].visit_id)


def test_clearing_proposes_to_withdraw_what_is_still_asked_for_and_withdraws_nothing(town: Town) -> None:
    asked = drafted(town, finding=town.finding)
    sent = town.registre.requests.send(town.mayor, asked.id)
    draft = drafted(town, finding=town.finding)
    town.registre.findings.declare_corrected(town.mayor, town.finding.id, proofs=[town.photo])
    cleared = town.registre.findings.clear(town.mayor, town.finding.id)

    assert {sent.request.id} == {one.id for one in cleared.open_requests} - {draft.id}
    assert sent.request == town.registre.requests.show(town.mayor, sent.request.id).request


def test_who_may_not_see_requests_is_not_told_of_them(town: Town) -> None:
    town.registre.requests.send(town.mayor, drafted(town, finding=town.finding).id)
    clerk = town.holder("findings.clear")

    assert () == town.registre.findings.clear(clerk, town.finding.id, proofs=[town.photo]).open_requests


def test_a_plan_is_no_deadline(town: Town) -> None:
    findings = town.registre.findings
    findings.edit(town.mayor, town.finding.id, due_on=date(2026, 6, 30))
    planned = findings.plan(town.mayor, town.finding.id, due_on=date(2026, 5, 31), intervention=town.open.id)

    assert (date(2026, 6, 30), date(2026, 5, 31)) == (planned.due_on, planned.planned_for)
    again = findings.plan(town.mayor, town.finding.id, due_on=date(2026, 6, 15))
    assert (date(2026, 6, 15), 2) == (again.planned_for, len(again.steps))


def test_whoever_plans_may_change_who_sees_to_it_and_otherwise_nobody_changes(town: Town) -> None:
    someone = PersonKey(PersonKind.USER, town.clerk.id)
    findings = town.registre.findings

    assert someone == findings.plan(town.mayor, town.finding.id, responsible=someone).responsible
    assert someone == findings.plan(town.mayor, town.finding.id).responsible
    assert findings.edit(town.mayor, town.finding.id, responsible=None).responsible is None


def test_what_was_contested_is_upheld_or_set_aside(town: Town) -> None:
    findings, anomaly = town.registre.findings, seen(town)
    assert State.CONTESTED is findings.contest(town.mayor, anomaly.id, reason=WHY).state
    assert State.OPEN is findings.uphold(town.mayor, anomaly.id, reason="elle y est").state
    findings.contest(town.mayor, anomaly.id, reason=WHY)
    aside = findings.set_aside(town.mayor, anomaly.id, reason=WHY)

    assert (State.NOT_APPLICABLE, False) == (aside.state, aside.is_open)
    assert [Move.CONTESTED, Move.UPHELD, Move.CONTESTED, Move.SET_ASIDE] == [step.move for step in aside.steps]
    assert State.OPEN is findings.reopen(town.mayor, anomaly.id, reason="porte remise").state


@pytest.mark.parametrize("kind", ["plan", "declare_corrected", "contest"])
def test_what_is_cleared_is_moved_no_more_until_it_is_open_again(town: Town, kind: str) -> None:
    town.registre.findings.clear(town.mayor, town.finding.id, proofs=[town.photo])
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        MOVES[kind](town, town.mayor, town.finding.id)

    assert "wrong-finding-state" == refusal.value.code
    assert ("cleared", "Levée") == (refusal.value.facts["state"], refusal.value.facts["label"])
    assert before == town.kept()


def test_a_reason_of_nothing_is_refused(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.findings.contest(town.mayor, town.finding.id, reason=" ")

    assert [("reason", "blank-text")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_who_confirms_names_the_inspection(town: Town) -> None:
    town.registre.findings.clear(town.mayor, town.finding.id, proofs=[town.photo])

    with pytest.raises(InvalidInput, match="inspection-not-named"):
        town.registre.findings.confirm(town.mayor, town.finding.id)
    with pytest.raises(NotFound, match="intervention-not-found"):
        town.registre.findings.confirm(town.mayor, town.finding.id, intervention=InterventionId(UUID(int=404)))


def test_what_an_inspection_found_is_confirmed_by_another_one(town: Town) -> None:
    findings = town.registre.findings
    findings.see_again(town.mayor, town.finding.id, visit=town.at_hand.visit.id)
    findings.clear(town.mayor, town.finding.id, proofs=[town.photo])

    for found_on in ({"intervention": town.at_school.id}, {"visit": town.at_hand.visit.id}):
        with pytest.raises(RuleViolation, match="inspection-not-later"):
            findings.confirm(town.mayor, town.finding.id, **found_on)
    assert not awaits_confirmation(findings.confirm(town.mayor, town.finding.id, visit=town.at_hand.judged.id))


def test_the_visit_that_prescribed_it_does_not_discharge_it(town: Town) -> None:
    prescription, visit, findings = prescribed(town), town.at_hand.judged.id, town.registre.findings

    with pytest.raises(RuleViolation, match="inspection-not-later"):
        findings.clear(town.mayor, prescription.id, authority=NAME, visit=visit)
    with pytest.raises(RuleViolation, match="inspection-not-later"):
        findings.set_aside(town.mayor, prescription.id, reason=WHY, authority=NAME, visit=visit)


def test_nothing_is_seen_on_what_did_not_take_place(town: Town) -> None:
    findings, judged = town.registre.findings, prescribed(town).id
    town.registre.interventions.cancel(town.mayor, town.open.id, reason="doublon")
    town.registre.commissions.cancel_visit(town.mayor, town.at_hand.visit.id, reason="doublon")

    deeds: dict[str, Callable[[], object]] = {
        "visit-to-come": lambda: findings.clear(town.mayor, judged, authority=NAME, visit=town.at_hand.announced.id),
        "visit-cancelled": lambda: findings.see_again(town.mayor, judged, visit=town.at_hand.visit.id),
        "intervention-cancelled": lambda: findings.plan(town.mayor, judged, intervention=town.open.id),
    }
    for code, deed in deeds.items():
        with pytest.raises(RuleViolation, match=code):
            deed()


@pytest.mark.parametrize("move", ["plan", "declare_corrected"])
def test_an_intervention_on_another_site_corrects_nothing_here(town: Town, move: str) -> None:
    with pytest.raises(NotFound) as refusal:
        getattr(town.registre.findings, move)(town.mayor, town.finding.id, intervention=town.at_pool.id)

    assert "intervention-not-found" == refusal.value.code


def test_a_finding_of_another_site_says_nothing_again(town: Town) -> None:
    with pytest.raises(NotFound, match="finding-not-found"):
        town.registre.findings.see_again(town.mayor, town.finding.id, by=town.pool_finding.id)
    with pytest.raises(RuleViolation, match="repeats-itself"):
        town.registre.findings.see_again(town.mayor, town.finding.id, by=town.finding.id)


def test_what_is_known_to_be_said_again_is_not_told_twice(town: Town) -> None:
    anomaly = seen(town)
    town.registre.findings.see_again(town.mayor, town.finding.id, by=anomaly.id)

    with pytest.raises(RuleViolation, match="already-seen-again"):
        town.registre.findings.see_again(town.mayor, town.finding.id, by=anomaly.id)


def test_who_may_not_clear_is_told_nothing_about_proofs(town: Town) -> None:
    unknown = DocumentRef(Digest("0f" * 32), 1, "photo.png", "image/png")

    with pytest.raises(Forbidden):
        town.registre.findings.clear(town.holder("findings.edit"), town.finding.id, proofs=[unknown])
    with pytest.raises(NotFound, match="document-not-found"):
        town.registre.findings.clear(town.mayor, town.finding.id, proofs=[unknown])


def test_something_is_attached_and_each_file_once(town: Town) -> None:
    attach = town.registre.findings.attach
    with pytest.raises(InvalidInput, match="nothing-attached"):
        attach(town.mayor, town.finding.id)
    attach(town.mayor, town.finding.id, photos=[town.photo], documents=[town.report])

    with pytest.raises(RuleViolation) as refusal:
        attach(town.mayor, town.finding.id, photos=[town.photo, town.report], documents=[town.report])

    assert ["photo-not-image", "photo-already-attached", "document-already-attached"] == [
        reason.code for reason in refusal.value.reasons
    ]


def test_an_edit_changes_what_is_given_and_nothing_else(town: Town) -> None:
    before = town.registre.findings.show(town.mayor, town.finding.id)
    after = town.registre.findings.edit(town.mayor, town.finding.id, reference="EC 14", due_on=date(2026, 4, 1))

    assert ("EC 14", date(2026, 4, 1)) == (after.reference, after.due_on)
    assert (before.text, before.place, before.severity, before.passage, before.kind) == (
        after.text,
        after.place,
        after.severity,
        after.passage,
        after.kind,
    )
    assert Kind.OBSERVATION is after.kind
