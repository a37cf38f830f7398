"""What joins an intervention, closed or not, and what may be taken from it."""

from __future__ import annotations

from attrs import evolve

from registre_core.interventions.entities import Intervention
from registre_core.interventions.tables import EXTRACTABLE_TYPES
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict

ATTACHING = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")


def may_attach(intervention: Intervention, report: DocumentRef) -> Verdict:
    """Whether the report can join it: closed or not, each file once."""
    if report.digest not in {known.digest for known in intervention.reports}:
        return YES
    facts = {"name": report.name, "digest": report.digest}
    return Verdict.no(Reason("report-already-attached", "this very file is attached already", ATTACHING, facts))


def with_report(intervention: Intervention, report: DocumentRef) -> Intervention:
    """Attach a report. Ask `may_attach` first."""
    return evolve(intervention, reports=(*intervention.reports, report))


def may_attach_photo(intervention: Intervention, photo: DocumentRef) -> Verdict:
    """Whether the picture can join it: closed or not, each file once, and only what its bytes say is a picture."""
    verdict, facts = YES, {"name": photo.name, "digest": photo.digest}
    if not photo.is_picture:
        said = "the first bytes of the file say that it is no picture, whatever its name says"
        told = {"name": photo.name, "media_type": photo.media_type}
        verdict &= Verdict.no(Reason("photo-not-image", said, ATTACHING, told))
    if photo.digest in {known.digest for known in intervention.photos}:
        verdict &= Verdict.no(Reason("photo-already-attached", "this very file is attached already", ATTACHING, facts))
    return verdict


def with_photo(intervention: Intervention, photo: DocumentRef) -> Intervention:
    """Attach a picture. Ask `may_attach_photo` first."""
    return evolve(intervention, photos=(*intervention.photos, photo))


def may_observe(intervention: Intervention) -> Verdict:
    """Whether an observation may be written down beside it, closed or not: nobody saw anything on a cancelled one."""
    if intervention.cancelled_at is None:
        return YES
    said = "the intervention was cancelled: nobody was there to observe anything"
    return Verdict.no(Reason("intervention-cancelled", said, ATTACHING))


def may_extract(intervention: Intervention, report: DocumentRef) -> Verdict:
    """Whether observations may be taken from this report: every gate of S4 that is shut is named at once."""
    shut = []
    if not intervention.is_closed:
        shut.append(
            Reason("intervention-not-closed", "only a closed intervention's reports can be read", EXTRACTABLE_TYPES)
        )
    if not intervention.type.extractable:
        said = f"the reports of type {intervention.type_code!r} hold no observations"
        facts = {"type": intervention.type_code}
        shut.append(Reason("type-not-extractable", said, EXTRACTABLE_TYPES, facts))
    if not report.is_pdf:
        facts = {"name": report.name, "media_type": report.media_type}
        shut.append(Reason("report-not-pdf", "observations are taken from PDF files only", EXTRACTABLE_TYPES, facts))
    return Verdict(tuple(shut))
