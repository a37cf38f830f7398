"""A town with one of everything that travels, and with everything that names what comes later."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from attrs import evolve, frozen
from tests.usecases.town import Town

from registre_core.commissions import Visit
from registre_core.findings import Finding, Move, Step
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import FindingId, LineId, SignatureId, WorkRequestId
from registre_core.logbook import LogbookEntry
from registre_core.notices import StopReason
from registre_core.ports.storage import Transaction
from registre_core.requests import Line, Recipient, RequestKind, WorkRequest
from registre_core.rights import User
from registre_core.signatures import SealState, SignatureRequest
from registre_core.testing.builders import IDS, a_document, a_notice, an_arrival
from registre_core.testing.building import (
    a_drill_entry,
    a_duty,
    a_filed_document,
    a_participant,
    a_visit,
    an_entry_of,
    an_opinion,
    an_order,
    some_instructions,
    some_works,
)
from registre_core.testing.correcting import a_prescription, an_anomaly
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_digest, a_seal, a_signature_request, a_signer, a_ticket, an_evidence, signed
from registre_core.testing.telling import a_muting, a_subscription, some_notice_settings

SHOWN = 'registre-signable/1\n{"é":1}'.encode()
"""What somebody was shown and signed."""


@frozen
class Filled:
    """What was added to a town."""

    visit: Visit
    """Its opinion rests on a prescription that names the visit."""
    first: Finding
    """Was seen again: its last step names a finding that names it."""
    written: LogbookEntry
    """Another entry stands in for it."""
    signed: SignatureRequest
    """There was a ticket for it."""


def fill(town: Town) -> Filled:
    """Put into a town whatever the town of the use cases has none of, and forget somebody."""
    person = town.user(town.mayor.id)
    ours = [
        _stored(town, content)
        for content in (b"%PDF-1.7 plan", b"%PDF-1.7 proces-verbal", b"%PDF-1.7 scelle", b"ronde")
    ]
    with town.storage.inner.begin(town.workspace) as tx:
        tx.filed.add(a_filed_document(town.school, filed_by=person.id, document=ours[0]))
        visit, first = _visited(town, tx, person, ours[1])
        _asked(town, tx, person, first)
        given = _signed(town, tx, person, ours[2])
        tx.arrivals.add(an_arrival(person, arguments={"photo": ours[3].digest, "minutes": 30}))
        written = _written(town, tx, person)
        tx.notice_settings.save(some_notice_settings(version=1))
        tx.mutings.put(a_muting().recipient, a_muting().kinds)
        tx.subscriptions.add(a_subscription())
        stopped = a_subscription(stopped_at=A_MONDAY_MORNING, stopped_for=StopReason.GONE)
        tx.subscriptions.add(stopped)
        tx.documents.refer(one.digest for one in (*ours, town.photo))  # as their entries would have
        tx.commit()
    forgotten = town.registre.workspace.add_contact(town.mayor, name="Marc Oublié", email="marc@exemple.fr")
    town.registre.workspace.erase_contact(town.mayor, forgotten.id)
    return Filled(visit, first, written, given)


def _stored(town: Town, content: bytes) -> DocumentRef:
    town.documents.put(town.workspace, BytesIO(content), cap=len(content))
    return a_document(content)


def _visited(town: Town, tx: Transaction, person: User, report: DocumentRef) -> tuple[Visit, Finding]:
    visit = tx.visits.add(
        a_visit(
            town.school,
            recorded_by=person.id,
            attendees=(a_participant(person), a_participant(town.contact), a_participant()),
            report=report,
        )
    )
    prescription = tx.findings.add(a_prescription(visit))
    visit = tx.visits.save(
        evolve(
            visit,
            opinions=(an_opinion(motivated_by=(prescription.id,)),),
            orders=(an_order(prescriptions=(prescription.id,)),),
        )
    )
    first = tx.findings.add(an_anomaly(town.school))
    again = tx.findings.add(an_anomaly(town.school, repeats=first.id))
    tx.findings.add(an_anomaly(town.school, id=FindingId(UUID(int=5)), repeats=again.id))  # from a clock that is slow
    step = Step(Move.SEEN_AGAIN, A_MONDAY_MORNING, person.id, finding_id=again.id)
    return visit, tx.findings.save(evolve(first, steps=(step,)))


def _asked(town: Town, tx: Transaction, person: User, finding: Finding) -> None:
    recipient = Recipient(town.firm.id, (town.contact.id,))
    tx.requests.add(
        WorkRequest(
            WorkRequestId(IDS.new()),
            RequestKind.QUOTE,
            town.school.id,
            (finding.id,),
            "Merci de chiffrer la remise en état.",
            (Line(LineId(IDS.new()), recipient, sent_at=A_MONDAY_MORNING),),
            person.id,
            A_MONDAY_MORNING,
        )
    )


def _signed(town: Town, tx: Transaction, person: User, sealed: DocumentRef) -> SignatureRequest:
    asked = a_signature_request(
        town.at_school, signer=a_signer(id=person.id, name=person.name), digest=a_digest(SHOWN), site_id=town.school.id
    )
    tx.signatures.keep_content(asked.digest, SHOWN)
    given = tx.signatures.save(signed(tx.signatures.add(asked), an_evidence(asked)))
    tx.signatures.add(evolve(asked, id=SignatureId(IDS.new()), replaces=given.id))
    tx.tickets.add(a_ticket(given, issued_by=person.id))
    tx.outbox.queue(a_notice())
    tx.seals.add(a_seal(given, state=SealState.SEALED, document=sealed, sealed_at=A_MONDAY_MORNING))
    return given


def _written(town: Town, tx: Transaction, person: User) -> LogbookEntry:
    told = {"recorded_by": person.id}
    for content in (some_works(contractors=(town.firm.id,)), a_duty(person), some_instructions()):
        tx.logbook.add(an_entry_of(content, town.school, **told))
    wrong = tx.logbook.add(a_drill_entry(town.school, **told))
    right = tx.logbook.add(a_drill_entry(town.school, corrects=wrong.id, **told))
    return tx.logbook.save(evolve(wrong, corrected_by=right.id))
