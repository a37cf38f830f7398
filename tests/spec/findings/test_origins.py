"""What a finding is called follows from where it comes from, and it stands where its steps have led."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from registre_core import InvalidInput, NotFound
from registre_core.findings import KIND_OF, REPORTED, Finding, Kind, Move, Origin, State
from registre_core.kernel.identifiers import FiledDocumentId, InterventionId, PermitId, VisitId
from registre_core.testing.builders import IDS, a_document, a_finding, a_passage, a_site
from registre_core.testing.correcting import a_step, an_anomaly, standing_at

SOURCES: dict[Origin, dict[str, Any]] = {
    Origin.INTERVENTION: {"intervention_id": InterventionId(IDS.new())},
    Origin.BUILDING_DOCUMENT: {"filed_id": FiledDocumentId(IDS.new())},
    Origin.VISIT: {"visit_id": VisitId(IDS.new())},
    Origin.ROUND: {"permit_id": PermitId(IDS.new())},
    Origin.HAND: {},
}
KINDS = [
    # origin, what it is called, source
    (Origin.INTERVENTION, Kind.OBSERVATION, "release 1.47 (S4)"),
    (Origin.BUILDING_DOCUMENT, Kind.ANOMALY, "release 1.47 (S4)"),
    (Origin.VISIT, Kind.PRESCRIPTION, "release 1.47 (S4)"),
    (Origin.ROUND, Kind.ANOMALY, "house"),
    (Origin.HAND, Kind.ANOMALY, "house"),
]


def from_(origin: Origin, kind: Kind, **given: Any) -> Finding:  # noqa: ANN401  # whichever fields
    named = {"intervention_id": None, "passage": None, **SOURCES[origin], **given}
    return a_finding(kind=kind, text="Porte bloquée", **named)


def problems(refusal: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


@pytest.mark.parametrize("origin,kind,source", KINDS)
def test_the_kind_follows_the_origin(origin: Origin, kind: Kind, source: str) -> None:
    assert origin is from_(origin, kind).origin
    assert kind is KIND_OF[origin], source


@pytest.mark.parametrize("origin", Origin)
def test_no_origin_gives_another_kind(origin: Origin) -> None:
    for kind in set(Kind) - {KIND_OF[origin]}:
        with pytest.raises(InvalidInput) as refusal:
            from_(origin, kind)

        assert [("kind", "kind-of-another-origin")] == problems(refusal)


def test_a_finding_comes_from_one_place() -> None:
    with pytest.raises(InvalidInput) as refusal:
        from_(Origin.INTERVENTION, Kind.OBSERVATION, visit_id=VisitId(IDS.new()))

    assert [("origin", "several-origins")] == problems(refusal)
    assert {"origins": "intervention, visit"} == refusal.value.problems[0].facts


@pytest.mark.parametrize("origin", sorted(set(Origin) - REPORTED))
def test_what_somebody_saw_was_read_in_no_report(origin: Origin) -> None:
    with pytest.raises(InvalidInput) as refusal:
        from_(origin, Kind.ANOMALY, passage=a_passage())

    assert [("passage", "passage-without-report")] == problems(refusal)


@pytest.mark.parametrize("origin", sorted(REPORTED))
def test_what_may_be_read_in_a_report_may_be_written_down_by_hand_too(origin: Origin) -> None:
    assert from_(origin, KIND_OF[origin]).passage is None
    assert from_(origin, KIND_OF[origin], passage=a_passage()).passage is not None


@pytest.mark.parametrize("state", sorted(set(State) - {State.OPEN}))
def test_no_state_comes_without_the_steps_that_lead_to_it(state: State) -> None:
    with pytest.raises(InvalidInput) as refusal:
        an_anomaly(a_site(), state=state)

    assert [("state", "state-against-steps")] == problems(refusal)
    assert state is an_anomaly(a_site(), **standing_at(state)).state


def test_steps_that_nobody_could_make_are_refused() -> None:
    with pytest.raises(InvalidInput) as refusal:
        an_anomaly(a_site(), state=State.OPEN, steps=(a_step(Move.UPHELD),))

    assert [("state", "state-against-steps")] == problems(refusal)


@pytest.mark.parametrize("move", [Move.REOPENED, Move.CONTESTED, Move.UPHELD, Move.SET_ASIDE])
def test_a_move_that_others_must_follow_says_why(move: Move) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_step(move, reason=" ")

    assert [("reason", "blank-text")] == problems(refusal)


@pytest.mark.parametrize("move", [Move.CONFIRMED, Move.SEEN_AGAIN])
def test_who_came_to_look_says_on_what_occasion(move: Move) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_step(move)

    assert [("intervention", "inspection-not-named")] == problems(refusal)
    assert a_step(move, visit_id=VisitId(IDS.new())).visit_id


@pytest.mark.parametrize("what", ["photos", "documents"])
def test_a_file_joins_it_once_whatever_it_is_called(what: str) -> None:
    file = a_document()
    twice: dict[str, Any] = {what: (file, evolve(file, name="le même.pdf"))}

    with pytest.raises(InvalidInput) as refusal:
        a_finding(**twice)

    assert [(what, "repeated-member")] == problems(refusal)


def test_its_documents_and_the_proofs_of_its_steps_are_found_by_their_digest() -> None:
    plan, photo, proof = (a_document(content) for content in (b"%PDF plan", b"photo", b"%PDF preuve"))
    finding = a_finding(documents=(plan,), photos=(photo,), **standing_at(State.CORRECTED, proofs=(proof,)))

    assert [plan, photo, proof] == [finding.document(one.digest) for one in (plan, photo, proof)]
    with pytest.raises(NotFound, match="document-not-found"):
        finding.document(a_document(b"autre").digest)


def test_by_when_it_is_planned_is_told_of_what_is_planned_and_is_not_its_deadline() -> None:
    first, last = a_step(Move.PLANNED, due_on=date(2026, 5, 1)), a_step(Move.PLANNED, due_on=date(2026, 6, 1))
    finding = a_finding(state=State.PLANNED, steps=(first, last))

    assert (date(2026, 6, 1), None) == (finding.planned_for, finding.due_on)
    assert a_finding().planned_for is None
