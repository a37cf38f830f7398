"""What is said of a finding is put otherwise, and pictures and documents join it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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


def may_attach(finding: Finding, photos: Collection[DocumentRef], documents: Collection[DocumentRef]) -> Verdict:
    """Whether these can join it, in whatever state: each file once, and as pictures only what its bytes say is one."""
    return (
        may_have_photos(photos)
        & _each_new("photo-already-attached", photos, finding.photos)
        & _each_new("document-already-attached", documents, finding.documents)
    )


def may_have_photos(photos: Iterable[DocumentRef]) -> Verdict:
    """Whether all of them are pictures, as their bytes say."""
    verdict = YES
    for photo in photos:
        if not photo.is_picture:
            said = "the first bytes of the file say that it is no picture, whatever its name says"
            facts = {"name": photo.name, "media_type": photo.media_type}
            verdict &= Verdict.no(Reason("photo-not-image", said, CORRECTING, facts))
    return verdict


def attached(finding: Finding, photos: Iterable[DocumentRef], documents: Iterable[DocumentRef]) -> Finding:
    """Attach pictures and documents. Ask `may_attach` first."""
    return evolve(finding, photos=(*finding.photos, *photos), documents=(*finding.documents, *documents))


def _each_new(code: str, given: Iterable[DocumentRef], known: Iterable[DocumentRef]) -> Verdict:
    there, verdict = {one.digest for one in known}, YES
    for one in given:
        if one.digest in there:
            facts = {"name": one.name, "digest": one.digest}
            verdict &= Verdict.no(Reason(code, "this very file is attached already", CORRECTING, facts))
    return verdict
