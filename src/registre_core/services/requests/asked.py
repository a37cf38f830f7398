"""What a recipient sees of a request: what he is asked, and his own line. Nothing else is put into it."""

from __future__ import annotations

from datetime import datetime

from attrs import evolve, frozen

from registre_core.findings import Finding
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.passages import Passage
from registre_core.kernel.verdicts import Verdict
from registre_core.ports.storage import Snapshot
from registre_core.requests import Answer, Line, LineState, Link, RequestKind, WorkRequest
from registre_core.requests.policy import line_state, may_answer


@frozen
class Defect:
    """Something to correct, as a recipient sees it: who wrote it down is not his business."""

    text: str
    """What is wrong."""
    place: str
    """Where in the building."""
    reference: str
    """The text it rests on, as the report says."""
    quote: str | None
    """The very words of the report, if it was read in one."""


@frozen
class Asked:
    """What is asked of one recipient, and what he has said to it."""

    kind: RequestKind
    """What is asked for."""
    asker: str
    """Who asks: what the workspace is called."""
    site: str
    """Where: the name of the site."""
    address: str
    """Its address."""
    message: str
    """What is asked, in words."""
    defects: tuple[Defect, ...]
    """What is to be corrected."""
    documents: tuple[DocumentRef, ...]
    """What goes along, to be opened with the same link."""
    deadline: datetime | None
    """Until when answers are waited for; what comes later is kept, and marked."""
    zone: str
    """In whose time that was said."""
    state: LineState
    """Where it stands with him."""
    answer: Answer | None
    """What he said, the last time: a new answer names when this one came."""
    may_answer: Verdict
    """Whether he may still answer."""
    expires_at: datetime
    """From then on this link opens nothing."""


def asked_of(tx: Snapshot, request: WorkRequest, line: Line, link: Link, now: datetime) -> Asked:
    """Give what the holder of a link sees; of the account that wrote an answer down for him nothing is said."""
    site = tx.sites.get(request.site_id)
    return Asked(
        kind=request.kind,
        asker=tx.workspace.get().name,
        site=site.name,
        address=site.address,
        message=request.message,
        defects=tuple(_defect(tx.findings.get(one), request.passages) for one in request.findings),
        documents=request.documents,
        deadline=request.deadline,
        zone=request.zone,
        state=line_state(line, request.deadline, now),
        answer=line.answer and evolve(line.answer, written_by=None),
        may_answer=may_answer(request, line, now),
        expires_at=link.expires_at,
    )


def _defect(finding: Finding, passages: tuple[Passage, ...]) -> Defect:
    passage = finding.passage
    quote = passage.quote if passage is not None and passage in passages else None
    return Defect(finding.text, finding.place, finding.reference, quote)
