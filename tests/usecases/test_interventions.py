"""Interventions are planned, get their reports, and are closed once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free
from tests.usecases.doubles import FailingStorage
from tests.usecases.town import REPORT_BYTES, TODAY, Town, a_report, digest_of

from registre_core import AdapterFailure, Forbidden, IntegrityBreach, InvalidInput, NotFound, RuleViolation
from registre_core.interventions import Intervention, Status
from registre_core.kernel.documents import PDF, Digest
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId
from registre_core.ports.storage import Notice
from registre_core.testing.memory import MemoryStorage

IN_MAY = date(2026, 5, 4)


def planned(town: Town, **more: object) -> Intervention:
    return town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="inspection",
        planned_on=IN_MAY,
        contacts=[town.contact.id],
        **more,  # type: ignore[arg-type]  # further arguments of the same call
    )


def test_an_intervention_is_planned_for_as_many_as_wanted_each_once(town: Town) -> None:
    other = town.registre.workspace.add_contractor(town.mayor, name="Feu & Fils")
    intervention = planned(town, contractors=[other.id, town.firm.id, other.id])
    expected = Intervention(
        intervention.id, town.school.id, "inspection", IN_MAY, (other.id, town.firm.id), (town.contact.id,)
    )

    assert expected == intervention
    assert intervention == town.registre.interventions.show(town.mayor, intervention.id)


def test_contacts_with_an_address_are_told_and_the_others_are_not(town: Town) -> None:
    keeper = town.registre.workspace.add_contact(town.mayor, name="Gardien", phone="02")
    intervention = town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="inspection",
        planned_on=IN_MAY,
        contacts=[keeper.id, town.contact.id, town.contact.id],
    )
    (notice,) = town.notices()
    expected = Notice(
        notice.id,
        f"intervention-planned/{intervention.id}/2026-05-04/{town.contact.id}",
        "intervention-planned",
        "helene@exemple.fr",
        "intervention",
        intervention.id,
        town.clock.now(),
        {"planned_on": "2026-05-04", "type": "inspection"},
    )

    assert expected == notice


@pytest.mark.parametrize("failing", ["register", "outbox", "commit"])
def test_notices_go_with_the_plan_or_not_at_all(town: Town, failing: str) -> None:
    before = town.kept()

    with pytest.raises(AdapterFailure):
        planned(town.on(FailingStorage(MemoryStorage(town.medium), failing)))

    assert (before, ()) == (town.kept(), town.notices())


def test_who_may_not_plan_tells_nobody(town: Town) -> None:
    with pytest.raises(Forbidden):
        town.registre.interventions.plan(
            town.holder("interventions.consult"),
            site=town.school.id,
            type_code="inspection",
            planned_on=IN_MAY,
            contacts=[town.contact.id],
        )

    assert () == town.notices()


def test_an_unknown_type_is_refused(town: Town) -> None:
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        town.registre.interventions.plan(town.mayor, site=town.school.id, type_code="exorcism", planned_on=IN_MAY)

    assert ("unknown-intervention-type", before) == (refusal.value.code, town.kept())


@pytest.mark.parametrize("missing", ["site", "contractor", "contact"])
def test_whoever_takes_part_must_be_there(town: Town, missing: str) -> None:
    stranger, before = town.clerk.id, town.kept()

    with pytest.raises(NotFound) as refusal:
        town.registre.interventions.plan(
            town.mayor,
            site=SiteId(stranger) if missing == "site" else town.school.id,
            type_code="inspection",
            planned_on=IN_MAY,
            contractors=[ContractorId(stranger)] if missing == "contractor" else [],
            contacts=[ContactId(stranger)] if missing == "contact" else [],
        )

    assert (f"{missing}-not-found", before) == (refusal.value.code, town.kept())


@pytest.mark.parametrize("closed", [False, True])
def test_a_report_is_attached_before_or_after_closing(town: Town, *, closed: bool) -> None:
    if closed:
        town.registre.interventions.close(town.mayor, town.open.id)

    attached = town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)

    assert (town.report,) == attached.reports
    with town.registre.interventions.open_report(town.mayor, town.open.id, town.report.digest) as stream:
        assert REPORT_BYTES == stream.read()


def test_a_report_is_what_its_bytes_say_whatever_comes_with_it(town: Town) -> None:
    """S4 reads PDF files only: nobody opens that gate by saying that a picture is one."""
    picture = town.registre.documents.store(town.mayor, a_report(b"\xff\xd8\xff picture"), name="photo.pdf")
    claimed = evolve(picture, media_type=PDF, size=5)

    attached = town.registre.interventions.attach_report(town.mayor, town.open.id, claimed)

    assert (picture,) == attached.reports


def test_a_report_that_was_never_stored_is_not_there(town: Town) -> None:
    before, never = town.kept(), evolve(town.report, digest=digest_of(b"never"))

    with pytest.raises(NotFound) as refusal:
        town.registre.interventions.attach_report(town.mayor, town.open.id, never)

    assert ("document-not-found", before) == (refusal.value.code, town.kept())


@pytest.mark.parametrize("stored", [True, False])
def test_who_may_not_attach_is_not_told_which_documents_there_are(town: Town, *, stored: bool) -> None:
    report = town.report if stored else evolve(town.report, digest=digest_of(b"never"))

    with pytest.raises(Forbidden):
        town.registre.interventions.attach_report(town.holder("interventions.consult"), town.open.id, report)


def test_a_report_is_attached_once(town: Town) -> None:
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.interventions.attach_report(town.mayor, town.at_school.id, evolve(town.report, name="autre"))

    assert ("report-already-attached", before) == (refusal.value.code, town.kept())


def test_an_altered_document_is_not_attached(town: Town) -> None:
    town.documents.kept[town.workspace, town.report.digest] = b"%PDF-1.7 altered"
    before = town.kept()

    with pytest.raises(IntegrityBreach) as refusal:
        town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)

    assert ("document-altered", before) == (refusal.value.code, town.kept())


def test_an_intervention_is_closed_today_unless_said_otherwise(town: Town) -> None:
    closed = town.registre.interventions.close(town.mayor, town.open.id)

    assert (TODAY, town.clock.now()) == (closed.done_on, closed.closed_at)
    assert closed == town.registre.interventions.show(town.mayor, town.open.id)


def test_today_is_the_legal_day_in_france(town: Town) -> None:
    town.clock.set(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))

    assert date(2026, 3, 3) == town.registre.interventions.close(town.mayor, town.open.id).done_on


def test_an_overdue_intervention_is_closed_as_done_on_its_day(town: Town) -> None:
    """S3: overdue ones included."""
    debt_free(town)
    town.clock.advance(timedelta(days=40))

    closed = town.registre.interventions.close(town.mayor, town.open.id, done_on=TODAY)

    assert (TODAY, town.clock.now()) == (closed.done_on, closed.closed_at)


@pytest.mark.parametrize(
    "twice, done_on, code", [(True, None, "intervention-closed"), (False, date(2026, 3, 3), "done-in-the-future")]
)
def test_closing_is_refused_with_its_reason_and_changes_nothing(
    town: Town, done_on: date | None, code: str, *, twice: bool
) -> None:
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.interventions.close(town.mayor, town.at_school.id if twice else town.open.id, done_on=done_on)

    assert (code, before) == (refusal.value.code, town.kept())


def test_a_report_of_another_intervention_is_not_there(town: Town) -> None:
    with (
        pytest.raises(NotFound) as refusal,
        town.registre.interventions.open_report(town.mayor, town.open.id, town.report.digest),
    ):
        pass

    assert "report-not-found" == refusal.value.code


def test_an_altered_report_is_not_shown(town: Town) -> None:
    town.documents.kept[town.workspace, town.report.digest] = b"%PDF-1.7 altered"

    with (
        pytest.raises(IntegrityBreach),
        town.registre.interventions.open_report(town.mayor, town.at_school.id, Digest(town.report.digest)) as stream,
    ):
        stream.read()


@pytest.mark.parametrize(
    "day, status, expected",
    [
        (TODAY, Status.PLANNED, {"open"}),
        (TODAY, Status.OVERDUE, set()),
        (TODAY + timedelta(days=1), Status.PLANNED, set()),
        (TODAY + timedelta(days=1), Status.OVERDUE, {"open"}),
        (TODAY + timedelta(days=1), Status.CLOSED, {"at_school", "at_pool"}),
        (TODAY, None, {"open", "at_school", "at_pool"}),
    ],
)
def test_a_list_shows_what_stands_so_today(town: Town, day: date, status: Status | None, expected: set[str]) -> None:
    town.clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    found = {item.id for item in town.registre.interventions.page(town.mayor, status=status).items}

    assert {getattr(town, name).id for name in expected} == found


def test_a_list_shows_one_s_own_sites_and_the_type_asked_for(town: Town) -> None:
    page = town.registre.interventions.page
    here = town.holder("interventions.consult", sites=[town.school.id])

    assert {town.at_school.id, town.open.id} == {item.id for item in page(here).items}
    assert {town.at_school.id} == {item.id for item in page(here, type_code="inspection").items}
    assert () == page(town.holder("interventions.consult", sites=[])).items
