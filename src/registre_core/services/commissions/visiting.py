"""Use cases: a visit is announced or recorded, changed, called off; its report joins it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from attrs import evolve, frozen

from registre_core import commissions
from registre_core.commissions import (
    Visit,
    VisitCancelled,
    VisitEdited,
    VisitKind,
    VisitRecorded,
    VisitReportAttached,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import SiteId, VisitId
from registre_core.kernel.people import Named, Participant
from registre_core.kernel.validation import not_blank
from registre_core.ports.storage import Snapshot
from registre_core.services.commissions.desk import Desk, target_of
from registre_core.services.documents import as_they_are
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.people import participant_of

KEPT: Final = "kept"
"""Stays as it is, where ``None`` takes it away."""


@frozen
class Visiting(Desk):
    """Keeps visits. One to come is a visit that was announced; nothing comes of it before its day."""

    def record_visit(
        self,
        actor: Actor,
        *,
        site: SiteId,
        kind: VisitKind,
        visited_on: date,
        commission: str,
        attendees: Iterable[Named] = (),
        examined: Iterable[str] = (),
        documents: Iterable[DocumentRef] = (),
        next_due_on: date | None = None,
    ) -> Visit:
        """Record that a commission came, or announce that it will.

        Args:
            actor: who records it.
            site: where.
            kind: why it comes.
            visited_on: the day, past or to come.
            commission: which one, such as ``commission communale de sécurité``.
            attendees: who was there; names of accounts and contacts are read from storage.
            examined: the documents it looked at, as its report names them.
            documents: stored documents that belong to it, but for its report.
            next_due_on: by when the next periodic visit is wanted, where that is not what the rules say.

        Raises:
            Forbidden: without ``visits.create``.
            InvalidInput: everything that is wrong with it at once, such as ``next-visit-not-later``.
            NotFound: ``site-not-found``, ``document-not-found``; somebody who attended is not there.
            RuleViolation: ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        visit_id = VisitId(self.ports.ids.new())
        with self.ports.storage.read(workspace) as seen:
            place = seen.sites.get(site)
            self.door.authorise(seen, actor, "commissions.record_visit", Target(place.id, "site", place.id))
        stored = as_they_are(self.ports, workspace, documents)
        with self.ports.storage.begin(workspace) as tx:
            place = tx.sites.get(site)
            bearer = self.door.authorise(tx, actor, "commissions.record_visit", Target(place.id, "site", place.id))
            visit = Visit(
                id=visit_id,
                site_id=place.id,
                kind=kind,
                visited_on=visited_on,
                commission=commission,
                attendees=_met(tx, attendees, stamp),
                examined=tuple(examined),
                documents=stored,
                next_due_on=next_due_on,
                recorded_by=bearer.account_id,
                recorded_at=stamp.at,
            )
            saved = tx.visits.add(visit)
            record(tx, workspace, bearer, stamp, VisitRecorded(saved))
            tx.commit()
        return saved

    def edit_visit(
        self,
        actor: Actor,
        visit: VisitId,
        *,
        kind: VisitKind | None = None,
        visited_on: date | None = None,
        commission: str | None = None,
        attendees: Iterable[Named | Participant] | None = None,
        examined: Iterable[str] | None = None,
        documents: Iterable[DocumentRef] = (),
        next_due_on: date | Literal["kept"] | None = KEPT,
    ) -> Visit:
        """Change what is known of a visit. What is not given stays as it is.

        Args:
            actor: who changes it.
            visit: which one.
            kind: why it comes.
            visited_on: the day.
            commission: which one.
            attendees: all who were there; those named on it already may be given as they stand there.
            examined: all the documents it looked at.
            documents: stored documents that join those it has: none is taken away.
            next_due_on: by when the next periodic visit is wanted; ``None`` for what the rules say.

        Raises:
            Forbidden: without ``visits.edit``.
            InvalidInput: everything that is wrong with it at once, such as ``opinion-before-visit`` and
                ``order-before-visit``, when its day moves behind what came of it.
            NotFound: ``visit-not-found``, ``document-not-found``; somebody who attended is not there.
            RuleViolation: ``visit-cancelled``; ``visit-took-place``, when its day moves into the future;
                ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            self.door.authorise(seen, actor, "commissions.edit_visit", target_of(seen.visits.get(visit)))
        stored = as_they_are(self.ports, workspace, documents)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.visits.get(visit)
            bearer = self.door.authorise(tx, actor, "commissions.edit_visit", target_of(found))
            day = visited_on or found.visited_on
            commissions.may_edit(found, day, stamp.today).require(RuleViolation)
            changed = evolve(
                found,
                kind=kind or found.kind,
                visited_on=day,
                commission=found.commission if commission is None else commission,
                attendees=found.attendees if attendees is None else _met(tx, attendees, stamp, found),
                examined=found.examined if examined is None else tuple(examined),
                documents=_joined(found, stored),
                next_due_on=found.next_due_on if next_due_on == KEPT else next_due_on,
            )
            saved = tx.visits.save(changed)
            record(tx, workspace, bearer, stamp, VisitEdited(saved))
            tx.commit()
        return saved

    def cancel_visit(self, actor: Actor, visit: VisitId, *, reason: str) -> Visit:
        """Say that a visit does not take place. It stays to be read, with the reason.

        Args:
            actor: who says so.
            visit: which one.
            reason: why; of circumstances, never of a person, since it stands in the register for ever.

        Raises:
            Forbidden: without ``visits.edit``.
            InvalidInput: ``blank-text``, for no reason.
            NotFound: ``visit-not-found``.
            RuleViolation: ``visit-cancelled``, ``visit-took-place``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        if problem := not_blank("reason", reason):
            raise InvalidInput.of([problem])
        with self.ports.storage.begin(workspace) as tx:
            found = tx.visits.get(visit)
            bearer = self.door.authorise(tx, actor, "commissions.cancel_visit", target_of(found))
            commissions.may_cancel(found).require(RuleViolation)
            saved = tx.visits.save(commissions.cancelled(found, reason))
            record(tx, workspace, bearer, stamp, VisitCancelled(saved))
            tx.commit()
        return saved

    def attach_report(self, actor: Actor, visit: VisitId, report: DocumentRef) -> Visit:
        """Give a visit its report (*procès-verbal*), from which prescriptions are taken. One it had stays beside it.

        Args:
            actor: who attaches it.
            visit: which one.
            report: a stored document: a PDF, by its first bytes.

        Raises:
            Forbidden: without ``visits.edit``.
            NotFound: ``visit-not-found``, or ``document-not-found`` when its bytes were never stored.
            RuleViolation: ``visit-cancelled``, ``visit-to-come``, ``visit-report-not-pdf``,
                ``visit-report-already-attached``: all at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            self.door.authorise(seen, actor, "commissions.attach_report", target_of(seen.visits.get(visit)))
        (stored,) = as_they_are(self.ports, workspace, [report])
        with self.ports.storage.begin(workspace) as tx:
            found = tx.visits.get(visit)
            bearer = self.door.authorise(tx, actor, "commissions.attach_report", target_of(found))
            commissions.may_attach_report(found, stored, stamp.today).require(RuleViolation)
            saved = tx.visits.save(commissions.with_report(found, stored))
            record(tx, workspace, bearer, stamp, VisitReportAttached(saved))
            tx.commit()
        return saved


def _met(
    tx: Snapshot, attendees: Iterable[Named | Participant], stamp: Stamp, visit: Visit | None = None
) -> tuple[Participant, ...]:
    """Give everybody who attended, in the order they were named, each once."""
    known = visit.attendees if visit else ()
    met = [participant_of(tx, one, stamp, known) for one in attendees]
    return tuple({one.key: one for one in met}.values())


def _joined(visit: Visit, documents: Iterable[DocumentRef]) -> tuple[DocumentRef, ...]:
    theirs = {one.digest: one for one in (*visit.documents, *documents)}
    return tuple(theirs.values())
