"""A permit with every field filled, for the entries of what can happen to one."""

from __future__ import annotations

from datetime import timedelta, timezone
from uuid import UUID

from attrs import evolve

from registre_core.kernel.documents import Digest, DocumentRef, Originality
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContactId, ContractorId, EntryId, PermitId, SiteId, UserId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.permits import (
    ClosingAsked,
    Ending,
    EndingKind,
    Exemption,
    HotWorkPermit,
    Isolation,
    Measure,
    MeasureStage,
    MeasureTicked,
    PermitCancelled,
    PermitClosed,
    PermitDrafted,
    PermitEdited,
    PermitOpened,
    PermitRefused,
    PermitReopened,
    PermitResumed,
    PermitStages,
    PermitSubmitted,
    PermitSuspended,
    Position,
    RoundRecord,
    RoundRecorded,
    RoundSignature,
    Suspension,
    Validity,
    WatchPlan,
    WorkEnded,
)
from registre_core.testing.memory.world import A_MONDAY_MORNING as AT

HOUR = timedelta(hours=1)


def numbered(number: int) -> UUID:
    return UUID(int=number)


ROUND = RoundRecord(
    EntryId(numbered(60)),
    45,
    (AT + 9 * HOUR).astimezone(timezone(HOUR)),
    AT + 10 * HOUR,
    UserId(numbered(3)),
    False,  # noqa: FBT003  # the fields in their order
    "Odeur de brûlé, «au pied» du mur nº 2",
    DocumentRef(Digest("1f" * 32), 2_048, "ronde n° 1.jpg", "image/jpeg", Originality.ORIGINAL),
    Position(47.2184, -1.5536, 8.5),
    Digest("d0" * 32),
)
PERMIT = HotWorkPermit(
    id=PermitId(numbered(61)),
    site_id=SiteId(numbered(1)),
    place="Bâtiment «Œuvre», sous-sol\nchaufferie",
    work="Soudure d’une canalisation",
    means=("arc-welding", "other"),
    contractors=(ContractorId(numbered(5)), ContractorId(numbered(6))),
    watcher=PersonKey(PersonKind.CONTACT, numbered(7)),
    valid_from=AT,
    valid_until=AT + 12 * HOUR,
    created_at=AT - HOUR,
    operator_people=(PersonKey(PersonKind.USER, numbered(3)),),
    contractor_people=(ContactId(numbered(8)),),
    measures=(
        Measure("own-écran", MeasureStage.DURING, "Écran ignifugé", "INRS ED 6030", True, AT, UserId(numbered(3))),  # noqa: FBT003
        Measure("watch-kept", MeasureStage.AFTER, "Surveiller 2 h", applies=False),
    ),
    detectors=(Isolation("Zone 12, «chaufferie»", AT, AT + 9 * HOUR, UserId(numbered(3))),),
    site_closes_at=AT + 11 * HOUR,
    watch=WatchPlan((45, 120), 10, 20),
    rounds=(ROUND,),
    stages=PermitStages.CLOSING,
    rule=SignatoryRule((SignatoryRole.CONTRACTOR, SignatoryRole.OPERATOR), 1, in_order=True),
    edition=3,
    asked_at=AT,
    opened_by=(SignatoryRole.CONTRACTOR, SignatoryRole.OPERATOR),
    earlier=Validity(AT - HOUR, AT + 6 * HOUR),
    work_ended_at=AT + 8 * HOUR,
    closing_asked_at=AT + 11 * HOUR,
    closings=2,
    closed_by=(SignatoryRole.CONTRACTOR, SignatoryRole.OPERATOR),
    suspension=Suspension(AT + HOUR, "vent fort"),
    exemption=Exemption("site évacué", UserId(numbered(3)), AT + 11 * HOUR),
    ending=Ending(EndingKind.CLOSED, AT + 12 * HOUR, "par ses signatures"),
    version=9,
)
REFUSED = evolve(PERMIT, ending=Ending(EndingKind.REFUSED, AT + 12 * HOUR, "pas d'extincteur"))
CANCELLED = evolve(PERMIT, ending=Ending(EndingKind.CANCELLED, AT + 12 * HOUR, "chantier reporté"))

PERMIT_FACTS: tuple[Fact, ...] = (
    PermitDrafted(PERMIT),
    PermitEdited(PERMIT),
    PermitSubmitted(PERMIT),
    PermitOpened(PERMIT),
    PermitReopened(PERMIT),
    PermitSuspended(PERMIT),
    PermitResumed(PERMIT),
    WorkEnded(PERMIT),
    MeasureTicked(PERMIT),
    RoundRecorded(PERMIT, RoundSignature(UserId(numbered(3)), '{"strokes":[]}')),
    ClosingAsked(PERMIT),
    PermitClosed(PERMIT),
    PermitRefused(REFUSED),
    PermitCancelled(CANCELLED),
)
"""What can happen to it."""
