"""Findings come from reports of every kind and from what people see; each has the rights of where it comes from."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.scripted import FirstLetters, candidate_of
from tests.usecases.town import SCRIPT, THE_OBSERVATION, Town

from registre_core import Actor, Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.extraction import Overlap
from registre_core.findings import Finding, Kind, Move, Origin, Severity, State
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.identifiers import FindingId, SiteId, UserId, VisitId
from registre_core.kernel.passages import Passage
from registre_core.kernel.reports import ReportSource
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.services.extraction import Accepted
from registre_core.testing.correcting import words_of

TEXT = "Porte coupe-feu bloquée ouverte"


def sources(town: Town) -> dict[Kind, ReportSource]:
    return {
        Kind.OBSERVATION: ReportSource.intervention(town.at_school.id),
        Kind.ANOMALY: ReportSource.building(town.at_hand.filed.id),
        Kind.PRESCRIPTION: ReportSource.visit(town.at_hand.judged.id),
    }


RIGHTS = {
    Kind.OBSERVATION: ("interventions.extract", "findings.create"),
    Kind.ANOMALY: ("findings.extract", "findings.create"),
    Kind.PRESCRIPTION: ("prescriptions.extract", "prescriptions.create"),
}
"""What it takes to read each kind of report, and to record what it says."""


def extracted(town: Town, actor: Actor, kind: Kind) -> Passage:
    return town.registre.extraction.extract(actor, sources(town)[kind], town.report.digest, THE_OBSERVATION)


def prescribed(town: Town) -> Finding:
    return town.registre.findings.record(town.mayor, sources(town)[Kind.PRESCRIPTION], text="Désencombrer l'issue")


# ---- from reports ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_what_a_report_says_is_called_after_what_the_report_belongs_to(town: Town, kind: Kind) -> None:
    reading, creating = RIGHTS[kind]
    passage = extracted(town, town.holder(reading), kind)
    finding = town.registre.findings.record(town.holder(creating), sources(town)[kind], passage)

    assert (kind, town.school.id, passage, State.OPEN) == (
        finding.kind,
        finding.site_id,
        finding.passage,
        finding.state,
    )


@pytest.mark.parametrize("kind", Kind)
def test_the_rights_of_another_kind_do_not_help(town: Town, kind: Kind) -> None:
    others = {right for other, rights in RIGHTS.items() for right in rights} - set(RIGHTS[kind])
    passage, stranger = extracted(town, town.mayor, kind), town.holder(*others)

    with pytest.raises(Forbidden) as reading:
        extracted(town, stranger, kind)
    assert {"right-not-held"} == {reason.code for reason in reading.value.reasons}
    if kind is Kind.PRESCRIPTION:  # observations and anomalies are recorded by one right
        with pytest.raises(Forbidden) as recording:
            town.registre.findings.record(stranger, sources(town)[kind], passage)
        assert ["prescriptions.create"] == [reason.facts["right"] for reason in recording.value.reasons]


@pytest.mark.parametrize("kind", [Kind.ANOMALY, Kind.PRESCRIPTION])
def test_what_such_a_report_proposes_is_accepted_as_what_it_is(town: Town, kind: Kind) -> None:
    source, (reading, creating) = sources(town)[kind], RIGHTS[kind]
    candidates = [Accepted(candidate_of(SCRIPT, 1, 2))]
    acceptance = town.registre.extraction.accept(town.holder(creating), source, town.report.digest, candidates)
    proposal = town.registre.extraction.propose(town.holder(reading), source, town.report.digest)

    assert [kind] == [one.kind for one in acceptance.findings]
    assert acceptance.left is None, "who may record need not be who reads"
    assert proposal.diagnoses


def test_only_a_pdf_of_the_building_gives_anomalies(town: Town) -> None:
    photo = town.registre.documents.store(town.mayor, BytesIO(b"\x89PNG\r\n\x1a\n plan"), name="plan.png")
    filed = town.registre.documents.file(town.mayor, site=town.school.id, title="Plan", document=photo)

    with pytest.raises(RuleViolation) as refusal:
        town.registre.extraction.inspect(town.mayor, ReportSource.building(filed.id), photo.digest)

    (reason,) = refusal.value.reasons
    assert ("report-not-pdf", True) == (reason.code, "S4" in reason.source.text)


def test_a_visit_gives_nothing_before_its_report_was_attached(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        source = ReportSource.visit(town.at_hand.announced.id)
        town.registre.extraction.inspect(town.mayor, source, town.report.digest)

    assert ["visit-without-report"] == [reason.code for reason in refusal.value.reasons]


@pytest.mark.parametrize("kind", Kind)
def test_a_file_that_is_none_of_its_reports_is_not_found(town: Town, kind: Kind) -> None:
    with pytest.raises(NotFound) as refusal:
        town.registre.extraction.inspect(town.mayor, sources(town)[kind], Digest("0f" * 32))

    assert "report-not-found" == refusal.value.code


def test_a_prescription_is_no_duplicate_of_an_observation_of_the_same_file(town: Town) -> None:
    passage = extracted(town, town.mayor, Kind.PRESCRIPTION)
    prescription = town.registre.findings.record(town.mayor, sources(town)[Kind.PRESCRIPTION], passage)
    duplicates = town.registre.findings.duplicates
    everything = duplicates(town.mayor, town.at_school.id, passage)

    assert {prescription.id, town.finding.id} == {one.finding.id for one in everything}
    assert {Overlap.SAME} == {one.overlap for one in everything}
    assert [town.finding.id] == [
        one.finding.id for one in duplicates(town.holder("findings.consult"), town.at_school.id, passage)
    ]
    given = town.report.digest, [Accepted(candidate_of(SCRIPT, 1, 2))]
    accept = town.registre.extraction.accept
    first, second, third = (
        accept(town.mayor, sources(town)[kind], *given)
        for kind in (Kind.OBSERVATION, Kind.PRESCRIPTION, Kind.PRESCRIPTION)
    )
    assert [(1, 0), (1, 0), (0, 1)] == [(len(one.findings), len(one.already)) for one in (first, second, third)]


# ---- by hand ---------------------------------------------------------------------------------------------------------


def test_what_somebody_sees_is_an_anomaly(town: Town) -> None:
    finding = town.registre.findings.record(
        town.holder("findings.create"),
        site=town.school.id,
        text=TEXT,
        severity=Severity.CRITICAL,
        due_on=date(2026, 4, 1),
        responsible=PersonKey(PersonKind.CONTACT, town.contact.id),
        photos=[town.photo],
        documents=[town.report],
    )

    assert (Kind.ANOMALY, Origin.HAND, None) == (finding.kind, finding.origin, finding.passage)
    assert (Severity.CRITICAL, date(2026, 4, 1)) == (finding.severity, finding.due_on)
    assert ((town.photo,), (town.report,)) == (finding.photos, finding.documents)


def test_what_is_seen_on_a_round_names_its_permit(town: Town) -> None:
    permit = town.permits["closing"]
    finding = town.registre.findings.record(town.mayor, permit=permit.id, text="Fumée au plafond")

    assert (Kind.ANOMALY, Origin.ROUND, town.school.id) == (finding.kind, finding.origin, finding.site_id)


@pytest.mark.parametrize("kind", Kind)
def test_what_a_report_does_not_say_is_written_down_beside_it(town: Town, kind: Kind) -> None:
    finding = town.registre.findings.record(town.mayor, sources(town)[kind], text=TEXT)

    assert (kind, None, TEXT) == (finding.kind, finding.passage, finding.text)


def test_an_observation_by_hand_needs_no_closed_intervention(town: Town) -> None:
    assert town.open.id == town.registre.findings.record(town.mayor, town.open.id, text=TEXT).intervention_id


def test_nobody_saw_anything_where_nobody_came(town: Town) -> None:
    town.registre.interventions.cancel(town.mayor, town.open.id, reason="contrat résilié")
    visit = town.registre.commissions.cancel_visit(town.mayor, town.at_hand.announced.id, reason="grève")

    for source, code in (
        (ReportSource.intervention(town.open.id), "intervention-cancelled"),
        (ReportSource.visit(visit.id), "visit-cancelled"),
    ):
        with pytest.raises(RuleViolation) as refusal:
            town.registre.findings.record(town.mayor, source, text=TEXT)
        assert code == refusal.value.code


@pytest.mark.parametrize(
    "origin,code",
    [((), "origin-not-told"), (("site", "source"), "several-origins"), (("site", "permit"), "several-origins")],
)
def test_a_finding_comes_from_one_place(town: Town, origin: tuple[str, ...], code: str) -> None:
    source = town.at_school.id if "source" in origin else None
    site = town.school.id if "site" in origin else None
    permit = town.permits["closing"].id if "permit" in origin else None

    with pytest.raises(InvalidInput) as refusal:
        town.registre.findings.record(town.mayor, source, site=site, permit=permit, text=TEXT)

    assert code == refusal.value.code


def test_a_finding_says_something(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.findings.record(town.mayor, site=town.school.id)

    assert "blank-text" == refusal.value.code


def test_a_passage_of_no_report_is_refused(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.findings.record(town.mayor, None, words_of(town.finding), site=town.school.id)

    assert "passage-without-report" == refusal.value.code


def test_who_may_write_nothing_down_is_told_nothing_about_documents(town: Town) -> None:
    stranger = town.holder("findings.consult")
    unknown = DocumentRef(Digest("0f" * 32), 1, "photo.png", "image/png")

    with pytest.raises(Forbidden):
        town.registre.findings.record(stranger, site=town.school.id, text=TEXT, photos=[unknown])
    with pytest.raises(NotFound, match="document-not-found"):
        town.registre.findings.record(town.mayor, site=town.school.id, text=TEXT, photos=[unknown])


def test_a_picture_is_what_its_bytes_say_whatever_the_reference_claims(town: Town) -> None:
    claimed = evolve(town.report, media_type="image/png")

    with pytest.raises(RuleViolation, match="photo-not-image"):
        town.registre.findings.record(town.mayor, site=town.school.id, text=TEXT, photos=[claimed])


def test_nobody_who_was_erased_is_made_responsible(town: Town) -> None:
    town.registre.rights.erase_user(town.mayor, town.clerk.id)
    gone, unknown = (PersonKey(PersonKind.USER, one) for one in (town.clerk.id, UserId(UUID(int=404))))

    with pytest.raises(RuleViolation, match="person-erased"):
        town.registre.findings.record(town.mayor, site=town.school.id, text=TEXT, responsible=gone)
    with pytest.raises(NotFound, match="user-not-found"):
        town.registre.findings.record(town.mayor, site=town.school.id, text=TEXT, responsible=unknown)


# ---- said again ------------------------------------------------------------------------------------------------------


def cleared(town: Town, finding: Finding) -> Finding:
    return town.registre.findings.clear(town.mayor, finding.id, proofs=[town.photo]).finding


def test_what_a_report_says_again_reopens_what_was_cleared_in_the_same_transaction(town: Town) -> None:
    before = cleared(town, town.finding)
    again = town.registre.findings.record(
        town.mayor, town.at_school.id, words_of(town.finding), repeats=town.finding.id
    )
    told = town.registre.findings.show(town.mayor, town.finding.id)

    assert (State.CLEARED, State.OPEN) == (before.state, told.state)
    assert (Move.SEEN_AGAIN, again.id, town.at_school.id) == (
        told.steps[-1].move,
        told.steps[-1].finding_id,
        told.steps[-1].intervention_id,
    )
    assert ["finding-recorded", "finding-seen-again"] == [entry.heading.kind for entry in town.entries()[-2:]]


def test_two_points_of_one_report_may_both_say_it_again(town: Town) -> None:
    candidates = [evolve(candidate_of(SCRIPT, 1, place), repeats=town.finding.id) for place in (1, 2)]
    found = town.registre.extraction.accept(
        town.mayor, town.at_school.id, town.report.digest, [Accepted(one) for one in candidates]
    ).findings
    told = town.registre.findings.show(town.mayor, town.finding.id)

    assert [one.id for one in found] == [step.finding_id for step in told.steps]


def test_who_may_record_observations_moves_no_prescription(town: Town) -> None:
    prescription, before = prescribed(town), town.kept()
    clerk = town.holder("findings.create")

    with pytest.raises(Forbidden) as refusal:
        town.registre.findings.record(clerk, site=town.school.id, text=TEXT, repeats=prescription.id)

    assert ["prescriptions.create"] == [reason.facts["right"] for reason in refusal.value.reasons]
    assert before != town.kept(), "somebody was let in, and nothing else happened"
    assert prescription == town.registre.findings.show(town.mayor, prescription.id)


def test_prescriptions_are_not_named_to_who_may_not_see_them(town: Town) -> None:
    script = {1: ("Rapport de contrôle", "1. Issue n° 2 encombrée par des cartons")}
    point, source = candidate_of(script, 1, 1), sources(town)[Kind.PRESCRIPTION]
    town.pages.script = script
    prescription = town.registre.findings.record(town.mayor, source, text=point.text)
    town = town.with_ports(detectors=(FirstLetters(),))

    def repeated(right: str) -> set[FindingId | None]:
        reader = town.holder("interventions.extract", right)
        proposal = town.registre.extraction.propose(reader, town.at_school.id, town.report.digest)
        return {one.repeats for one in proposal.candidates if one.text == point.text}

    assert ({None}, {prescription.id}) == (repeated("findings.consult"), repeated("prescriptions.consult"))


# ---- seeing ----------------------------------------------------------------------------------------------------------


def test_a_list_has_the_kinds_that_somebody_may_see(town: Town) -> None:
    prescription = prescribed(town)
    listed = {
        right: {one.id for one in town.registre.findings.page(town.holder(right)).items}
        for right in ("findings.consult", "prescriptions.consult")
    }

    assert {prescription.id} == listed["prescriptions.consult"]
    assert prescription.id not in listed["findings.consult"]
    assert town.finding.id in listed["findings.consult"]
    assert not town.registre.findings.page(town.holder("findings.consult"), kinds=[]).items


def test_asking_for_kinds_that_somebody_may_not_see_is_refused(town: Town) -> None:
    with pytest.raises(Forbidden) as refusal:
        town.registre.findings.page(town.holder("findings.consult"), kinds=[Kind.PRESCRIPTION])

    assert ["prescriptions.consult"] == [reason.facts["right"] for reason in refusal.value.reasons]


def test_a_prescription_out_of_sight_is_told_in_the_words_of_any_finding_that_is_not_there(town: Town) -> None:
    prescription = town.registre.findings.record(
        town.mayor, ReportSource.visit(town.at_the_pool.judged.id), text="Désencombrer"
    )
    there = town.holder("prescriptions.consult", sites=[town.school.id])
    told = []
    for finding in (prescription.id, FindingId(UUID(int=404))):
        with pytest.raises(NotFound) as refusal:
            town.registre.findings.show(there, finding)
        told.append((refusal.value.code, str(refusal.value).replace(str(finding), "X")))

    assert told[0] == told[1]


FILTERS = [
    ({"severity": Severity.CRITICAL}, True),
    ({"severity": Severity.MINOR}, False),
    ({"is_open": True}, True),
    ({"is_open": False}, False),
    ({"due_before": date(2026, 4, 2)}, True),
    ({"due_before": date(2026, 4, 1)}, False),
    ({"text": "BLOQUEE  ouverte"}, True),
    ({"text": "hall"}, True),
    ({"text": "extincteur"}, False),
    ({"kinds": [Kind.ANOMALY]}, True),
    ({"kinds": [Kind.OBSERVATION]}, False),
]


@pytest.mark.parametrize("asked,shown", FILTERS)
def test_a_list_is_narrowed_by_what_is_asked_for(town: Town, asked: dict[str, object], *, shown: bool) -> None:
    anomaly = town.registre.findings.record(
        town.mayor,
        site=town.school.id,
        text=TEXT,
        place="Hall",
        severity=Severity.CRITICAL,
        due_on=date(2026, 4, 1),
    )

    page = town.registre.findings.page(town.mayor, **asked)  # type: ignore[arg-type]  # whichever condition

    assert shown is (anomaly in page.items)


def test_a_list_is_narrowed_to_a_creator_a_site_and_a_period(town: Town) -> None:
    anne = town.holder("findings.create", name="Anne Martin")
    anomaly = town.registre.findings.record(anne, site=town.pool.id, text=TEXT)
    now, page = town.clock.now(), town.registre.findings.page

    assert (anomaly,) == page(town.mayor, creator=UserId(anne.id)).items  # type: ignore[arg-type]  # she has one
    assert {anomaly, town.pool_finding} == {*page(town.mayor, site=town.pool.id).items}
    assert () == page(town.mayor, site=SiteId(UUID(int=404))).items
    assert anomaly in page(town.mayor, from_moment=now).items
    assert () == page(town.mayor, until_moment=now).items


def test_the_bytes_of_its_documents_are_opened_by_their_digest(town: Town) -> None:
    finding = town.registre.findings.attach(town.mayor, town.finding.id, photos=[town.photo])
    reader = town.holder("documents.consult")

    with town.registre.findings.open_document(reader, finding.id, town.photo.digest) as stream:
        assert stream.read().startswith(b"\x89PNG")
    with (
        pytest.raises(NotFound, match="document-not-found"),
        town.registre.findings.open_document(reader, finding.id, town.report.digest),
    ):
        pass


def test_a_visit_of_another_site_is_none_of_this_finding(town: Town) -> None:
    with pytest.raises(NotFound, match="visit-not-found"):
        town.registre.findings.see_again(town.mayor, town.finding.id, visit=VisitId(town.at_the_pool.visit.id))
