"""Use cases: a request is drawn up, changed, and dropped before anybody was sent it (S5, S6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import FindingId, LineId, WorkRequestId
from registre_core.kernel.zones import PARIS
from registre_core.ports.storage import Snapshot
from registre_core.requests import (
    Deadline,
    Recipient,
    RequestDeleted,
    RequestDrafted,
    RequestEdited,
    RequestKind,
    WorkRequest,
)
from registre_core.requests.policy import may_add, may_change, may_delete, may_have
from registre_core.services.front_door import Bearer, Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.requests.desk import TARGETS, Desk, require_readable
from registre_core.services.requests.naming import lines_to, named_findings, passages_of, require_seen, require_type

KEPT: Final = "kept"
"""Stays as it is, where ``None`` takes it away."""
AFTER_SALES: Final = "after-sales"
"""The type of what a request leads to unless told otherwise: somebody comes to mend what is wrong."""


@frozen
class Drafting(Desk):
    """Draws requests up: what is to be corrected, in whose words, and whom it goes to."""

    def draft(
        self,
        actor: Actor,
        *,
        kind: RequestKind,
        findings: Iterable[FindingId],
        message: str,
        recipients: Iterable[Recipient],
        deadline: Deadline | None = None,
        documents: Iterable[DocumentRef] = (),
        type_code: str = AFTER_SALES,
        is_split: bool = False,
    ) -> WorkRequest:
        """Draw up one request to as many contractors and contacts as wanted. Nobody is told before it is sent.

        The words of the reports that say what is wrong go along, as they stand now.

        Args:
            actor: who asks.
            kind: whether somebody is to come, or to say what it would cost.
            findings: what is to be corrected, all on one site.
            message: what is asked, in words.
            recipients: whom it goes to, each firm and each contact once.
            deadline: until when answers are waited for; what comes later is kept, and marked.
            documents: what goes along, as `documents.store` gave it.
            type_code: a key of `interventions.TYPES`: what it leads to.
            is_split: whether each of those chosen gets an intervention of his own; otherwise all share one.

        Raises:
            Forbidden: without ``requests.create``; of a quote, without ``quotes.create``; of documents that go along,
                without the right to consult documents.
            InvalidInput: ``empty-collection``, ``recipient-twice``, ``unknown-intervention-type``, ``blank-text``,
                ``text-too-long``.
            NotFound: ``finding-not-found``, ``contractor-not-found``, ``contact-not-found``, ``document-not-found``.
            RuleViolation: all at once: ``finding-elsewhere``, ``finding-not-open``; ``person-erased``,
                ``contact-of-another-firm``; ``too-many-recipients``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        identifier, about = WorkRequestId(self.ports.ids.new()), tuple(findings)
        with self.ports.storage.read(workspace) as seen:
            self._passed(seen, actor, "requests.draft", kind, about)
        along = self._as_stored(workspace, documents)
        require_type(type_code)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self._passed(tx, actor, "requests.draft", kind, about)
            found = named_findings(tx, about)
            require_seen(found, bearer, found[0].site_id)
            require_readable(bearer, found[0].site_id, along)
            request = WorkRequest(
                id=identifier,
                kind=kind,
                site_id=found[0].site_id,
                findings=tuple(one.id for one in found),
                message=message,
                lines=lines_to(tx, recipients, stamp),
                created_by=bearer.creator().id,
                created_at=stamp.at,
                deadline=deadline.instant if deadline else None,
                zone=deadline.zone if deadline else PARIS,
                type_code=type_code,
                documents=along,
                passages=passages_of(found),
                is_split=is_split,
            )
            may_have(request, self.ports.requests).require(RuleViolation)
            request = tx.requests.add(request)
            record(tx, workspace, bearer, stamp, RequestDrafted(request))
            tx.commit()
        return request

    def edit(
        self,
        actor: Actor,
        request: WorkRequestId,
        *,
        add: Iterable[Recipient] = (),
        remove: Iterable[LineId] = (),
        message: str | None = None,
        findings: Iterable[FindingId] | None = None,
        deadline: Deadline | Literal["kept"] | None = KEPT,
        documents: Iterable[DocumentRef] | None = None,
        type_code: str | None = None,
        is_split: bool | None = None,
    ) -> WorkRequest:
        """Change a draft; of what was sent, only add recipients: they are sent it by the next `send`.

        Whatever is not named stays as it is.

        Args:
            actor: who changes it.
            request: which one.
            add: further recipients.
            remove: lines that are struck out.
            message: what is asked, in words.
            findings: all that is to be corrected.
            deadline: until when answers are waited for; ``None`` for as long as nobody decides.
            documents: all that goes along.
            type_code: the type of the intervention it leads to.
            is_split: whether each of those chosen gets an intervention of his own.

        Raises:
            Forbidden: without ``requests.edit``; of a quote, without ``quotes.edit``; of documents, as `draft`.
            NotFound: ``request-not-found``, ``line-not-found``, or as `draft`.
            RuleViolation: ``request-was-sent``, ``request-withdrawn``, or as `draft`.
            InvalidInput: as `draft`.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            self._admitted(seen, actor, "requests.edit", request)
        along = None if documents is None else self._as_stored(workspace, documents)
        if type_code is not None:
            require_type(type_code)
        says: dict[str, Any] = {"message": message, "documents": along, "type_code": type_code, "is_split": is_split}
        changed = {name: value for name, value in says.items() if value is not None} | _set(deadline)
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.edit", request)
            changed |= _about(tx, found, bearer, findings)
            require_readable(bearer, found.site_id, along or ())
            struck = {found.line(line).id for line in remove}
            (may_change(found) if changed or struck else may_add(found)).require(RuleViolation)
            kept = (line for line in found.lines if line.id not in struck)
            edited = evolve(found, lines=(*kept, *lines_to(tx, add, stamp)), **changed)
            may_have(edited, self.ports.requests).require(RuleViolation)
            saved = tx.requests.save(edited)
            record(tx, workspace, bearer, stamp, RequestEdited(saved))
            tx.commit()
        return saved

    def delete_draft(self, actor: Actor, request: WorkRequestId) -> None:
        """Drop a draft that nobody was sent. The register keeps what it said.

        Raises:
            Forbidden: without ``requests.delete``; of a quote, without ``quotes.delete``.
            NotFound: ``request-not-found``.
            RuleViolation: ``request-was-sent``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found, bearer = self._admitted(tx, actor, "requests.delete_draft", request)
            may_delete(found).require(RuleViolation)
            tx.requests.remove(found.id)
            record(tx, workspace, bearer, stamp, RequestDeleted(found))
            tx.commit()

    def _passed(
        self, tx: Snapshot, actor: Actor, action: str, kind: RequestKind, findings: Iterable[FindingId]
    ) -> Bearer:
        """Let whoever asks pass, where the first finding stands.

        Raises:
            Forbidden: he may not.
            NotFound: ``finding-not-found``, also when it is on a site that is not his.
        """
        (first,) = named_findings(tx, tuple(findings)[:1])  # of the others nothing is told before he has passed
        return self.door.authorise(tx, actor, action, Target(first.site_id, "finding", first.id), kind=TARGETS[kind])


def _set(deadline: Deadline | Literal["kept"] | None) -> dict[str, Any]:
    if deadline == KEPT:
        return {}
    return (
        {"deadline": deadline.instant, "zone": deadline.zone} if isinstance(deadline, Deadline) else {"deadline": None}
    )


def _about(tx: Snapshot, request: WorkRequest, bearer: Bearer, findings: Iterable[FindingId] | None) -> dict[str, Any]:
    """Give what is to be corrected now, with the words that say so; nothing where that stays as it is."""
    if findings is None:
        return {}
    found = named_findings(tx, findings)
    require_seen(found, bearer, request.site_id)
    return {"findings": tuple(one.id for one in found), "passages": passages_of(found)}
