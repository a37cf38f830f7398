"""What is said of a finding is put otherwise, and pictures and documents join it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from registre_core.findings.entities import Finding
from registre_core.findings.states import STILL_OPEN, Severity
from registre_core.findings.tables import CORRECTING, STATES
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.verdicts import YES, Verdict


def may_edit(finding: Finding) -> Verdict:
    """Whether what is said of it can be put otherwise: while somebody has still to do something about it."""
    if finding.is_open:
        return YES
    known = ", ".join(sorted(STILL_OPEN))
    said = f"the finding is {finding.state}; this is for one that is {known}: reopen it first"
    facts = {"state": finding.state.value, "label": STATES[finding.state], "move": "Modifiée", "states": known}
    return Verdict.no(Reason("wrong-finding-state", said, CORRECTING, facts))


def edited(
    finding: Finding,
    *,
    text: str,
    place: str,
    severity: Severity,
    due_on: date | None,
    responsible: PersonKey | None,
    reference: str,
    reference_source: str,
) -> Finding:
    """Put it otherwise; its passage and where it comes from stay what they are. Ask `may_edit` first."""
    return evolve(
        finding,
        text=text,
        place=place,
        severity=severity,
        due_on=due_on,
        responsible=responsible,
        reference=reference,
        reference_source=reference_source,
    )


def may_attach_photo(finding: Finding, photo: DocumentRef) -> Verdict:
    """Whether the picture can join it, in whatever state: each file once, and only what its bytes say is a picture."""
    verdict, facts = _may_be_photo(photo), {"name": photo.name, "digest": photo.digest}
    if photo.digest in {known.digest for known in finding.photos}:
        verdict &= Verdict.no(Reason("photo-already-attached", "this very file is attached already", CORRECTING, facts))
    return verdict


def may_have_photos(photos: Iterable[DocumentRef]) -> Verdict:
    """Whether all of them are pictures: of what is only about to be written down."""
    verdict = YES
    for photo in photos:
        verdict &= _may_be_photo(photo)
    return verdict


def with_photos(finding: Finding, photos: Iterable[DocumentRef]) -> Finding:
    """Attach pictures. Ask `may_attach_photo` of each first."""
    return evolve(finding, photos=(*finding.photos, *photos))


def may_attach_document(finding: Finding, document: DocumentRef) -> Verdict:
    """Whether the document can join it, in whatever state: each file once."""
    if document.digest not in {known.digest for known in finding.documents}:
        return YES
    facts = {"name": document.name, "digest": document.digest}
    said = "this very file is attached already"
    return Verdict.no(Reason("document-already-attached", said, CORRECTING, facts))


def with_documents(finding: Finding, documents: Iterable[DocumentRef]) -> Finding:
    """Attach documents. Ask `may_attach_document` of each first."""
    return evolve(finding, documents=(*finding.documents, *documents))


def _may_be_photo(photo: DocumentRef) -> Verdict:
    if photo.is_picture:
        return YES
    said = "the first bytes of the file say that it is no picture, whatever its name says"
    facts = {"name": photo.name, "media_type": photo.media_type}
    return Verdict.no(Reason("photo-not-image", said, CORRECTING, facts))
