"""Entities that name something that is not there, one for each thing that an entity can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from attrs import evolve, frozen

from registre_core.commissions import Visit
from registre_core.findings import Finding, State
from registre_core.kernel.identifiers import (
    ContactId,
    ContractorId,
    FiledDocumentId,
    FindingId,
    InterventionId,
    LogbookId,
    PermitId,
    ProfileId,
    SealId,
    SignatureId,
    SiteId,
    UserId,
    VisitId,
    WorkRequestId,
)
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import LogbookEntry
from registre_core.permits import HotWorkPermit
from registre_core.requests import Line, Recipient, WorkRequest
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_finding,
    a_user,
    an_arrival,
    an_intervention,
)
from registre_core.testing.building import (
    a_drill_entry,
    a_duty,
    a_filed_document,
    a_participant,
    a_visit,
    an_entry_of,
    an_opinion,
    an_order,
    some_works,
)
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.correcting import a_prescription, an_anomaly, standing_at
from registre_core.testing.requesting import a_request_line
from registre_core.testing.signing import a_person_key, a_signature_request


@frozen
class Dangling:
    """An entity that names something that is not there."""

    kind: str
    """What it is."""
    missing: str
    """What is not there."""
    build: Callable[[Furnished], Any]
    """Makes one."""

    role: str = ""
    """As what it is named, where several things are of this kind."""

    def __str__(self) -> str:
        return f"{self.kind} without its {self.role or self.missing}"


def _nowhere() -> SiteId:
    return SiteId(IDS.new())


def _nobody() -> ContractorId:
    return ContractorId(IDS.new())


def _no_intervention() -> InterventionId:
    return InterventionId(IDS.new())


def _unasked() -> SignatureId:
    return SignatureId(IDS.new())


def _permit(there: Furnished) -> HotWorkPermit:
    return evolve(there.permit, id=PermitId(IDS.new()))


def _contact_key(person: UUID | None = None) -> PersonKey:
    return PersonKey(PersonKind.CONTACT, person or IDS.new())


def _stepping(there: Furnished, **said: Any) -> Finding:  # noqa: ANN401  # fields of a step
    return a_finding(there.intervention, **standing_at(State.PLANNED, **said))


def _request(there: Furnished, **given: Any) -> WorkRequest:  # noqa: ANN401  # fields of a request
    return evolve(there.request, id=WorkRequestId(IDS.new()), **given)


def _to(there: Furnished, *contacts: ContactId, **said: Any) -> tuple[Line, ...]:  # noqa: ANN401  # fields of a line
    return (a_request_line(recipient=Recipient(there.contractor.id, contacts), **said),)


def _visit(there: Furnished, **given: Any) -> Visit:  # noqa: ANN401  # fields of a visit
    return a_visit(there.site, **given)


def _entry(there: Furnished, **given: Any) -> LogbookEntry:  # noqa: ANN401  # fields of an entry
    return a_drill_entry(there.site, **{"recorded_by": there.user.id, **given})


def _saying(there: Furnished, content: Any) -> LogbookEntry:  # noqa: ANN401  # what stands in any chapter
    return an_entry_of(content, there.site, recorded_by=there.user.id)


ONES = (
    Dangling("contact", "contractor", lambda _: a_contact(contractor_id=_nobody())),
    Dangling("user", "profile", lambda _: a_user(profile_id=ProfileId(IDS.new()))),
    Dangling("user", "site", lambda there: a_user(sites=frozenset({there.site.id, _nowhere()}))),
    Dangling("intervention", "site", lambda _: an_intervention()),
    Dangling(
        "intervention",
        "contractor",
        lambda there: an_intervention(there.site, contractors=(there.contractor.id, _nobody())),
    ),
    Dangling(
        "intervention",
        "contact",
        lambda there: an_intervention(there.site, contacts=(there.contact.id, ContactId(IDS.new()))),
    ),
    Dangling("intervention", "intervention", lambda there: an_intervention(there.site, follows=_no_intervention())),
    Dangling("arrival", "user", lambda _: an_arrival()),
    Dangling("signature", "site", lambda _: a_signature_request()),
    Dangling("signature", "signature", lambda there: a_signature_request(there.intervention, replaces=_unasked())),
    Dangling("seal", "site", lambda there: evolve(there.seal, id=SealId(IDS.new()), site_id=_nowhere())),
    Dangling("seal", "signature", lambda there: evolve(there.seal, id=SealId(IDS.new()), signatures=(_unasked(),))),
    Dangling("permit", "site", lambda there: evolve(_permit(there), site_id=_nowhere())),
    Dangling("permit", "contractor", lambda there: evolve(_permit(there), contractors=(_nobody(),))),
    Dangling("permit", "user", lambda there: evolve(_permit(there), watcher=a_person_key()), "watcher"),
    Dangling("permit", "user", lambda there: evolve(_permit(there), operator_people=(a_person_key(),))),
    Dangling("permit", "contact", lambda there: evolve(_permit(there), watcher=_contact_key()), "watching contact"),
    Dangling("permit", "contact", lambda there: evolve(_permit(there), contractor_people=(ContactId(IDS.new()),))),
)

FINDINGS = (
    Dangling("finding", "site", lambda there: a_finding(there.intervention, site_id=_nowhere())),
    Dangling(
        "finding", "intervention", lambda there: a_finding(there.intervention, intervention_id=_no_intervention())
    ),
    Dangling("finding", "finding", lambda there: a_finding(there.intervention, repeats=FindingId(IDS.new()))),
    Dangling("finding", "visit", lambda there: a_prescription(a_visit(there.site))),
    Dangling("finding", "filed-document", lambda there: an_anomaly(there.site, filed_id=FiledDocumentId(IDS.new()))),
    Dangling("finding", "permit", lambda there: an_anomaly(there.site, permit_id=PermitId(IDS.new()))),
    Dangling("finding", "user", lambda there: a_finding(there.intervention, responsible=a_person_key())),
    Dangling("finding", "contact", lambda there: a_finding(there.intervention, responsible=_contact_key())),
    Dangling(
        "finding", "intervention", lambda there: _stepping(there, intervention_id=_no_intervention()), "correction"
    ),
    Dangling("finding", "visit", lambda there: _stepping(there, visit_id=VisitId(IDS.new())), "inspection"),
    Dangling("finding", "finding", lambda there: _stepping(there, finding_id=FindingId(IDS.new())), "later finding"),
    Dangling("finding", "contact", lambda there: _stepping(there, checked_by=_contact_key()), "checker"),
)

REQUESTS = (
    Dangling("request", "site", lambda there: _request(there, site_id=_nowhere())),
    Dangling("request", "finding", lambda there: _request(there, findings=(there.finding.id, FindingId(IDS.new())))),
    Dangling("request", "contractor", lambda there: _request(there, lines=(a_request_line(),))),
    Dangling("request", "contact", lambda there: _request(there, lines=_to(there, ContactId(IDS.new())))),
    Dangling("request", "intervention", lambda there: _request(there, intervention_id=_no_intervention())),
    Dangling(
        "request",
        "intervention",
        lambda there: _request(
            there,
            lines=_to(
                there,
                sent_at=there.request.created_at,
                awarded_at=there.request.created_at,
                intervention_id=_no_intervention(),
            ),
        ),
        "award",
    ),
    Dangling("request", "user", lambda there: _request(there, created_by=UserId(IDS.new()))),
)

BUILDINGS = (
    Dangling("visit", "site", lambda _: a_visit()),
    Dangling("visit", "user", lambda there: _visit(there, recorded_by=UserId(IDS.new()))),
    Dangling("visit", "user", lambda there: _visit(there, attendees=(a_participant(a_user()),)), "attendee"),
    Dangling("visit", "contact", lambda there: _visit(there, attendees=(a_participant(a_contact()),))),
    Dangling(
        "visit",
        "finding",
        lambda there: _visit(there, opinions=(an_opinion(motivated_by=(FindingId(IDS.new()),)), an_opinion())),
    ),
    Dangling(
        "visit",
        "finding",
        lambda there: _visit(there, orders=(an_order(prescriptions=(FindingId(IDS.new()),)),)),
        "binding prescription",
    ),
    Dangling("logbook-entry", "site", lambda there: a_drill_entry(recorded_by=there.user.id)),
    Dangling("logbook-entry", "user", lambda there: _entry(there, recorded_by=UserId(IDS.new()))),
    Dangling("logbook-entry", "user", lambda there: _saying(there, a_duty(a_user())), "staff"),
    Dangling("logbook-entry", "contact", lambda there: _saying(there, a_duty(a_contact()))),
    Dangling("logbook-entry", "contractor", lambda there: _saying(there, some_works(contractors=(_nobody(),)))),
    Dangling("logbook-entry", "logbook-entry", lambda there: _entry(there, corrects=LogbookId(IDS.new()))),
    Dangling("filed-document", "site", lambda there: a_filed_document(filed_by=there.user.id)),
    Dangling("filed-document", "user", lambda there: a_filed_document(there.site)),
)

DANGLING = (*ONES, *FINDINGS, *REQUESTS, *BUILDINGS)
"""Every thing that an entity can name."""
