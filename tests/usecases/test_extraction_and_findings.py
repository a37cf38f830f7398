"""S4, the library's part: words of a report become an observation that says where they stand and who wrote it down."""

from io import BytesIO

import pytest
from attrs import evolve
from tests.usecases.scripted import HEIGHT, WIDTH, line_of
from tests.usecases.town import REPORT_BYTES, THE_OBSERVATION, TODAY, WEB, Town, digest_of

from registre_core import Actor, Forbidden, IntegrityBreach, InvalidInput, NotFound, RuleViolation
from registre_core.codec import read_entry
from registre_core.extraction import Region, Selection
from registre_core.findings import CreatedBy, Finding, Kind, State
from registre_core.interventions import Intervention
from registre_core.kernel.actors import Client, ClientKind, PersonRef
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.testing.correcting import words_of

WORDS = "1. Bloc de secours hors service"


def extracted(town: Town, selection: Selection = THE_OBSERVATION, password: str | None = None) -> Passage:
    return town.registre.extraction.extract(
        town.mayor, town.at_school.id, town.report.digest, selection, password=password
    )


def test_a_passage_keeps_its_provenance(town: Town) -> None:
    quad = Quad.around(72, 92, 72 + 6 * len(WORDS), 102)
    start = len("Rapport de contrôle ")
    expected = Passage(
        document=digest_of(REPORT_BYTES),
        quote=WORDS,
        prefix="Rapport de contrôle ",
        suffix=" 2. Sans observation",
        start=start,
        end=start + len(WORDS),
        source=TextSource.NATIVE,
        engine="script 1",
        parts=(PassagePart(1, "1", WIDTH, HEIGHT, 0, (quad,)),),
    )

    assert expected == extracted(town)


def test_only_the_selected_pages_are_read(town: Town) -> None:
    extracted(town, line_of(2, 0))

    assert [2] == town.pages.texts


def test_the_password_reaches_the_reader_and_nothing_else(town: Town) -> None:
    passage = extracted(town, password="sésame")  # noqa: S106  # a password of nothing

    assert ["sésame"] == town.pages.passwords
    assert "sésame" not in repr(passage)


@pytest.mark.parametrize(
    "selection, code",
    [
        (line_of(9, 0), "page-out-of-range"),
        (Selection((Region(1, 300, 700, 400, 800),)), "empty-selection"),
        (Selection((Region(1, 700, 100, 800, 200),)), "region-off-page"),
    ],
    ids=["page", "empty", "off"],
)
def test_a_selection_without_words_is_refused(town: Town, selection: Selection, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        extracted(town, selection)

    assert code == refusal.value.code


def reported(town: Town, type_code: str, content: bytes, *, close: bool) -> tuple[Intervention, DocumentRef]:
    plan = town.registre.interventions
    document = town.registre.documents.store(town.mayor, BytesIO(content), name="rapport")
    planned = plan.plan(town.mayor, site=town.school.id, type_code=type_code, planned_on=TODAY)
    attached = plan.attach_report(town.mayor, planned.id, document)
    return (plan.close(town.mayor, planned.id) if close else attached), document


GATES = [
    # type, content, closed?, reasons
    ("inspection", b"%PDF-9", False, ["intervention-not-closed"]),
    ("works", b"%PDF-9", True, ["type-not-extractable"]),
    ("inspection", b"\xff\xd8\xff", True, ["report-not-pdf"]),
    ("training", b"\xff\xd8\xff", False, ["intervention-not-closed", "type-not-extractable", "report-not-pdf"]),
]


@pytest.mark.parametrize("type_code, content, close, expected", GATES)
def test_the_gates_of_s4_hold_for_reading_and_for_recording(
    town: Town, type_code: str, content: bytes, expected: list[str], *, close: bool
) -> None:
    intervention, report = reported(town, type_code, content, close=close)
    passage, before = evolve(words_of(town.finding), document=report.digest), town.kept()

    with pytest.raises(RuleViolation) as reading:
        town.registre.extraction.extract(town.mayor, intervention.id, report.digest, THE_OBSERVATION)
    with pytest.raises(RuleViolation) as recording:
        town.registre.findings.record(town.mayor, intervention.id, passage)

    assert [expected, expected] == [[reason.code for reason in it.value.reasons] for it in (reading, recording)]
    assert ([], before) == (town.pages.texts, town.kept()), "the file is not even opened"


def test_a_report_of_another_intervention_gives_no_observation(town: Town) -> None:
    with pytest.raises(NotFound) as reading:
        town.registre.extraction.extract(town.mayor, town.open.id, town.report.digest, THE_OBSERVATION)
    with pytest.raises(NotFound) as recording:
        town.registre.findings.record(town.mayor, town.open.id, words_of(town.finding))

    assert ["report-not-found"] * 2 == [reading.value.code, recording.value.code]


def test_an_altered_report_gives_no_observation(town: Town) -> None:
    town.documents.kept[town.workspace, town.report.digest] = b"%PDF-1.7 altered"

    with pytest.raises(IntegrityBreach):
        extracted(town)


def test_who_may_extract_may_not_yet_record(town: Town) -> None:
    actor = town.holder("interventions.extract")
    passage = town.registre.extraction.extract(actor, town.at_school.id, town.report.digest, THE_OBSERVATION)

    with pytest.raises(Forbidden):
        town.registre.findings.record(actor, town.at_school.id, passage)


def test_a_passage_becomes_an_observation(town: Town) -> None:
    passage = extracted(town)
    finding = town.registre.findings.record(town.mayor, town.at_school.id, passage, place="Couloir nord")
    expected = Finding(
        id=finding.id,
        kind=Kind.OBSERVATION,
        site_id=town.school.id,
        intervention_id=town.at_school.id,
        text=WORDS,
        passage=passage,
        created_by=CreatedBy(PersonRef(UserId(town.user(town.mayor.id).id), "Jeanne Maire"), ClientKind.WEB),
        created_at=town.clock.now(),
        state=State.OPEN,
        place="Couloir nord",
    )

    assert expected == finding
    assert finding == town.registre.findings.show(town.mayor, finding.id)


def test_a_better_wording_stands_beside_the_exact_quote(town: Town) -> None:
    finding = town.registre.findings.record(
        town.mayor, town.at_school.id, words_of(town.finding), text="Remplacer le bloc"
    )

    assert ("Remplacer le bloc", WORDS) == (finding.text, words_of(finding).quote)


def test_a_wording_of_nothing_is_refused(town: Town) -> None:
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        town.registre.findings.record(town.mayor, town.at_school.id, words_of(town.finding), text=" ")

    assert ([("text", "blank-text")], before) == (
        [(problem.path, problem.code) for problem in refusal.value.problems],
        town.kept(),
    )


def test_created_by_says_who_through_what_and_for_whom(town: Town) -> None:
    anne = town.holder("findings.create", name="Anne Martin")
    assert anne.id is not None
    by_phone = Actor.user(anne.id, town.workspace, client=Client.mobile("1.9.1"), on_behalf_of="M. Petit")

    finding = town.registre.findings.record(by_phone, town.at_school.id, words_of(town.finding))

    assert CreatedBy(PersonRef(anne.id, "Anne Martin"), ClientKind.MOBILE, "M. Petit") == finding.created_by


def test_a_machine_signs_with_its_account_s_name(town: Town) -> None:
    robot = town.registre.rights.create_user(
        town.mayor, name="Robot", kind=town.clerk.kind.MACHINE, grants=["findings.create"]
    ).user
    finding = town.registre.findings.record(
        Actor.service(robot.id, town.workspace), town.at_school.id, words_of(town.finding)
    )

    assert CreatedBy(PersonRef(robot.id, "Robot"), ClientKind.API) == finding.created_by


def test_renaming_somebody_changes_nothing_that_he_wrote_before(town: Town) -> None:
    anne = town.holder("findings.create", name="Anne Martin")
    before = town.registre.findings.record(anne, town.at_school.id, words_of(town.finding))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(town.user(anne.id).id), name="Anne Durand"))
        tx.commit()
    after = town.registre.findings.record(anne, town.at_school.id, words_of(town.finding))

    shown = [town.registre.findings.show(town.mayor, finding.id) for finding in (before, after)]
    assert ["Anne Martin", "Anne Durand"] == [finding.created_by.person.name for finding in shown]
    assert ["Anne Martin", "Anne Durand"] == [read_entry(entry).actor_name for entry in town.entries()[-2:]]


def test_the_name_is_read_from_storage_and_an_actor_cannot_type_one(town: Town) -> None:
    account = read_entry(town.entries()[-1])

    assert "Jeanne Maire" == account.actor_name
    assert not hasattr(town.mayor, "name")
    assert WEB == town.mayor.client


def test_a_list_shows_one_s_own_sites_and_what_is_asked_for(town: Town) -> None:
    page = town.registre.findings.page
    here = town.holder("findings.consult", sites=[town.school.id])
    anne = town.holder("findings.create")
    hers = town.registre.findings.record(anne, town.at_pool.id, words_of(town.finding))

    assert (town.finding,) == page(here).items
    assert (hers, town.pool_finding, town.finding) == page(town.mayor).items
    assert (hers, town.pool_finding) == page(town.mayor, intervention=town.at_pool.id).items
    assert (hers,) == page(town.mayor, creator=town.user(anne.id).id).items
    assert (hers,) == page(town.mayor, intervention=town.at_pool.id, creator=town.user(anne.id).id).items
    assert () == page(here, intervention=town.at_pool.id).items
