"""A commission comes, reports, thinks; the authority decides, and the operator is told."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.calling import do_nothing_with
from tests.usecases.town import PHOTO_BYTES, REPORT_BYTES, TODAY, Town, a_report

from registre_core import Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.commissions import Authority, Favour, OrderKind, Visit, VisitKind
from registre_core.findings import Finding, Kind
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.identifiers import FindingId, OrderId, SiteId
from registre_core.kernel.pages import Total
from registre_core.kernel.people import Named, Participant
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import VisitOrder
from registre_core.testing.builders import IDS, a_finding
from registre_core.testing.building import a_participant
from registre_core.workspace import Site

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
EXAMINED = ("Registre de sécurité", "Rapport électrique")


def came(town: Town, **given: Any) -> Visit:  # noqa: ANN401  # what the use case takes
    said = {
        "site": town.school.id,
        "kind": VisitKind.PERIODIC,
        "visited_on": YESTERDAY,
        "commission": "Commission communale",
        **given,
    }
    return town.registre.commissions.record_visit(town.mayor, **said)


def decided(town: Town, visit: Visit, **given: Any) -> Visit:  # noqa: ANN401
    said = {"kind": OrderKind.WORKS, "authority": Authority.MAYOR, "signed_on": YESTERDAY, **given}
    return town.registre.commissions.record_order(town.mayor, visit.id, **said)


def prescribed(town: Town, site: Site, kind: Kind = Kind.PRESCRIPTION) -> Finding:
    """Put a finding into storage that the report of the visit there asks to correct."""
    visit = (town.at_hand if site == town.school else town.at_the_pool).judged.id
    origin: dict[str, Any] = {"visit_id": visit} if kind is Kind.PRESCRIPTION else {}
    finding = a_finding(kind=kind, site_id=site.id, intervention_id=None, passage=None, text="Désenfumage", **origin)
    with town.storage.inner.begin(town.workspace) as tx:
        kept = tx.findings.add(finding)
        tx.commit()
    return kept


def refusal_of(do: Callable[[], object]) -> list[str]:
    with pytest.raises(RuleViolation) as refusal:
        do()
    return [reason.code for reason in refusal.value.reasons]


def test_a_visit_is_recorded_with_who_was_there_as_storage_names_them(town: Town) -> None:
    clerk, contact = PersonKey(PersonKind.USER, town.clerk.id), PersonKey(PersonKind.CONTACT, town.contact.id)
    visit = came(
        town,
        attendees=[Named(contact, "exploitante"), Named(clerk), Named("Lt Besson", "préventionniste")],
        examined=EXAMINED,
        documents=[town.report, town.report],
        next_due_on=date(2029, 3, 1),
    )
    *known, written = visit.attendees

    assert [
        Participant(PersonKind.CONTACT, town.contact.id, "Hélène Lefèvre", "exploitante"),
        Participant(PersonKind.USER, town.clerk.id, "Paul Commis"),
    ] == known
    assert (PersonKind.NAMED, "Lt Besson", "préventionniste") == (written.kind, written.name, written.capacity)
    assert (EXAMINED, (town.report,), date(2029, 3, 1)) == (visit.examined, visit.documents, visit.next_due_on)
    assert (town.mayor.id, town.clock.now()) == (visit.recorded_by, visit.recorded_at)
    assert visit == town.registre.commissions.show(town.mayor, visit.id)


def test_somebody_who_was_there_is_named_once(town: Town) -> None:
    contact = Named(PersonKey(PersonKind.CONTACT, town.contact.id))

    assert 1 == len(came(town, attendees=[contact, contact]).attendees)


def test_whoever_is_not_there_or_was_erased_did_not_attend(town: Town) -> None:
    with pytest.raises(NotFound) as refusal:
        came(town, attendees=[Named(PersonKey(PersonKind.USER, IDS.new()))])
    assert "user-not-found" == refusal.value.code
    with pytest.raises(InvalidInput) as reserved:
        came(town, attendees=[Named("personne effacee")])
    assert "name-reserved" == reserved.value.code
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)
    erased = Named(PersonKey(PersonKind.CONTACT, town.contact.id))
    assert ["person-erased"] == refusal_of(lambda: came(town, attendees=[erased]))


def test_what_is_not_given_stays_as_it_is(town: Town) -> None:
    visit = town.at_hand.visit
    same = town.registre.commissions.edit_visit(town.mayor, visit.id)

    assert evolve(visit, version=2) == same


def test_who_attended_stays_the_same_person_when_more_are_named(town: Town) -> None:
    contact, lieutenant = town.at_hand.visit.attendees
    again: list[Named | Participant] = [contact, Named(lieutenant.name, lieutenant.capacity), Named("Paul Adjoint")]
    visit = town.registre.commissions.edit_visit(town.mayor, town.at_hand.visit.id, attendees=again)

    assert (contact, lieutenant) == visit.attendees[:2]
    assert "Paul Adjoint" == visit.attendees[2].name


def test_nobody_is_given_as_already_named_who_is_not(town: Town) -> None:
    with pytest.raises(NotFound) as refusal:
        town.registre.commissions.edit_visit(town.mayor, town.at_hand.visit.id, attendees=[a_participant()])

    assert "person-not-found" == refusal.value.code


def test_everything_about_a_visit_can_be_changed_but_what_came_of_it(town: Town) -> None:
    visit = town.registre.commissions.edit_visit(
        town.mayor,
        town.at_hand.judged.id,
        kind=VisitKind.OTHER,
        visited_on=date(2026, 1, 12),
        commission="Sous-commission",
        examined=EXAMINED,
        documents=[town.report],
        next_due_on=date(2031, 1, 12),
    )
    judged = town.at_hand.judged

    assert (VisitKind.OTHER, date(2026, 1, 12), "Sous-commission") == (visit.kind, visit.visited_on, visit.commission)
    assert (EXAMINED, (town.report,), date(2031, 1, 12)) == (visit.examined, visit.documents, visit.next_due_on)
    assert (judged.report, judged.opinions, judged.orders) == (visit.report, visit.opinions, visit.orders)
    back = town.registre.commissions.edit_visit(town.mayor, visit.id, next_due_on=None)
    assert (None, (town.report,)) == (back.next_due_on, back.documents)


def test_the_day_of_a_visit_does_not_move_behind_what_came_of_it(town: Town) -> None:
    edit = town.registre.commissions.edit_visit
    with pytest.raises(InvalidInput) as refusal:
        edit(town.mayor, town.at_hand.judged.id, visited_on=date(2026, 2, 25))

    assert "opinion-before-visit" == refusal.value.code
    assert ["visit-took-place"] == refusal_of(lambda: edit(town.mayor, town.at_hand.judged.id, visited_on=TOMORROW))


def test_a_visit_is_called_off_for_a_reason(town: Town) -> None:
    cancel = town.registre.commissions.cancel_visit
    with pytest.raises(InvalidInput) as refusal:
        cancel(town.mayor, town.at_hand.announced.id, reason=" ")

    assert "blank-text" == refusal.value.code
    assert "grève" == cancel(town.mayor, town.at_hand.announced.id, reason="grève").cancelled
    assert ["visit-took-place"] == refusal_of(lambda: cancel(town.mayor, town.at_hand.judged.id, reason="grève"))


def test_a_report_is_what_its_bytes_say_and_can_be_opened(town: Town) -> None:
    claimed = evolve(town.report, media_type="image/png", size=3)
    visit = town.registre.commissions.attach_report(town.mayor, town.at_hand.visit.id, claimed)

    assert town.report == visit.report
    assert REPORT_BYTES == do_nothing_with(town.registre.commissions.open_report(town.mayor, visit.id))


def test_a_picture_is_no_report_whatever_is_claimed(town: Town) -> None:
    claimed = evolve(town.photo, media_type="application/pdf")

    assert ["visit-report-not-pdf"] == refusal_of(
        lambda: town.registre.commissions.attach_report(town.mayor, town.at_hand.visit.id, claimed)
    )


def test_who_may_not_attach_is_told_nothing_about_a_document(town: Town) -> None:
    never = evolve(town.report, digest=Digest("0" * 64))
    attach, visit = town.registre.commissions.attach_report, town.at_hand.visit.id

    with pytest.raises(Forbidden):
        attach(town.holder("visits.consult"), visit, never)
    with pytest.raises(NotFound) as refusal:
        attach(town.mayor, visit, never)
    assert "document-not-found" == refusal.value.code


def test_a_visit_without_report_has_none_to_open(town: Town) -> None:
    with pytest.raises(NotFound) as refusal:
        do_nothing_with(town.registre.commissions.open_report(town.mayor, town.at_hand.visit.id))

    assert "report-not-found" == refusal.value.code


def stored(town: Town, content: bytes) -> DocumentRef:
    return town.registre.documents.store(town.mayor, a_report(content), name="arrete.pdf")


def test_the_paper_of_an_order_can_be_opened(town: Town) -> None:
    paper = stored(town, b"%PDF-1.7 arrete")
    visit = decided(town, town.at_hand.visit, document=paper)

    assert paper == visit.orders[0].document
    opened = town.registre.commissions.open_document(town.mayor, visit.id, paper.digest)
    assert b"%PDF-1.7 arrete" == do_nothing_with(opened)


def test_an_opinion_and_an_order_stand_apart_each_with_its_prescriptions(town: Town) -> None:
    first, second = prescribed(town, town.school), prescribed(town, town.school)
    thought = town.registre.commissions.record_opinion(
        town.mayor,
        town.at_hand.visit.id,
        favour=Favour.UNFAVOURABLE,
        given_on=YESTERDAY,
        motivated_by=[first.id, second.id],
        remarks="Désenfumage hors service",
    )
    visit = decided(town, thought, prescriptions=[second.id], number="2026-118", due_on=date(2026, 6, 1))

    (opinion,), (order,) = visit.opinions, visit.orders
    assert (Favour.UNFAVOURABLE, (first.id, second.id)) == (opinion.favour, opinion.motivated_by)
    assert (Authority.MAYOR, (second.id,), None) == (order.authority, order.prescriptions, order.notified_on)
    assert () == town.registre.commissions.orders_in_force(town.mayor, town.school.id), "nobody was told of it"


@pytest.mark.parametrize("name", ["opinion", "order"])
def test_what_is_named_is_a_prescription_of_this_site(town: Town, name: str) -> None:
    def named(finding: FindingId) -> object:
        if name == "order":
            return decided(town, town.at_hand.visit, prescriptions=[finding])
        return town.registre.commissions.record_opinion(
            town.mayor, town.at_hand.visit.id, favour=Favour.DEFERRED, given_on=YESTERDAY, motivated_by=[finding]
        )

    anomaly, elsewhere = prescribed(town, town.school, Kind.ANOMALY), prescribed(town, town.pool)

    assert ["not-a-prescription"] == refusal_of(lambda: named(anomaly.id))
    for lost in (elsewhere.id, FindingId(IDS.new())):
        with pytest.raises(NotFound) as refusal:
            named(lost)
        assert "finding-not-found" == refusal.value.code


def test_an_order_binds_once_the_operator_was_told_until_another_one_ends_it(town: Town) -> None:
    book, judged = town.registre.commissions, town.at_hand.judged
    (order,) = judged.orders
    told = book.record_notification(town.mayor, judged.id, order.id, notified_on=YESTERDAY)
    assert told.orders == book.orders_in_force(town.mayor, town.school.id)

    ending = decided(town, town.at_hand.visit, replaces=order.id, notified_on=TODAY)
    assert ending.orders == book.orders_in_force(town.mayor, town.school.id)
    assert told.orders == book.orders_in_force(town.mayor, town.school.id, on=YESTERDAY)
    assert ["order-already-replaced"] == refusal_of(lambda: decided(town, judged, replaces=order.id))


def test_only_an_order_on_this_site_is_ended(town: Town) -> None:
    for lost in (town.at_the_pool.judged.orders[0].id, OrderId(IDS.new())):
        with pytest.raises(NotFound) as refusal:
            decided(town, town.at_hand.visit, replaces=lost)
        assert "order-not-found" == refusal.value.code


def test_everything_that_speaks_against_an_order_is_told_at_once(town: Town) -> None:
    later = {"signed_on": TOMORROW, "notified_on": TOMORROW}

    assert ["visit-to-come", "order-in-the-future", "order-notified-in-the-future"] == refusal_of(
        lambda: decided(town, town.at_hand.announced, **later)
    )


def test_visits_are_listed_the_latest_first_and_counted(town: Town) -> None:
    here = town.registre.commissions.page(town.mayor, site=town.school.id, counted=True)

    assert [town.at_hand.announced, town.at_hand.visit, town.at_hand.judged] == list(here.items)
    assert Total(3) == here.total


def test_a_list_shows_the_visits_to_the_sites_of_whoever_asks_and_no_other(town: Town) -> None:
    reader, page = town.holder("visits.consult", sites=[town.school.id]), town.registre.commissions.page
    spring = page(reader, from_day=date(2026, 2, 1), until_day=TODAY, order=VisitOrder.CREATED)

    assert (town.at_hand.visit,) == spring.items
    assert () == page(reader, site=town.pool.id).items
    assert () == page(reader, kind=VisitKind.FOLLOW_UP).items


def test_the_next_visit_is_due_by_type_and_category_unless_the_report_says_otherwise(town: Town) -> None:
    book, visit = town.registre.commissions, town.at_hand.visit
    told = book.next_visit(town.mayor, town.school.id)

    assert (3, visit, date(2029, 2, 10)) == (told.years, told.last, told.due_on)
    assert town.at_hand.announced == told.announced
    longer = book.edit_visit(town.mayor, visit.id, next_due_on=date(2031, 2, 10))
    assert (longer, date(2031, 2, 10)) == (
        (later := book.next_visit(town.mayor, town.school.id)).last,
        later.due_on,
    )


def test_every_visit_counts_however_many_there_are(town: Town) -> None:
    """A list is read page by page; what one page does not hold counts, too."""
    for place in range(205):
        came(town, kind=VisitKind.UNANNOUNCED, visited_on=YESTERDAY - timedelta(days=place))
    opening = came(town, kind=VisitKind.OPENING, visited_on=YESTERDAY)

    assert opening == town.registre.commissions.next_visit(town.mayor, town.school.id).last


def test_a_photo_is_no_less_a_document_of_a_visit(town: Town) -> None:
    visit = came(town, documents=[town.photo])
    opened = town.registre.commissions.open_document(town.mayor, visit.id, town.photo.digest)

    assert PHOTO_BYTES == do_nothing_with(opened)


def test_a_site_that_is_nowhere_has_no_next_visit(town: Town) -> None:
    with pytest.raises(NotFound):
        town.registre.commissions.next_visit(town.mayor, SiteId(IDS.new()))
