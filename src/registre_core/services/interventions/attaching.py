"""Use cases: reports and pictures join an intervention."""

from __future__ import annotations

from attrs import frozen

from registre_core import interventions
from registre_core.interventions import Intervention, PhotoAttached, ReportAttached
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import InterventionId
from registre_core.services.front_door import workspace_of
from registre_core.services.interventions.desk import Desk, target_of
from registre_core.services.journal import Stamp, record


@frozen
class Attaching(Desk):
    """Takes documents that were stored. Who may not is told nothing about them: he is asked before they are looked at.

    While signatures are being given they change what is signed: whoever signed before signs again. Once it is closed
    they do not undo that; the signatures then are listed as not covering them.
    """

    def attach_report(self, actor: Actor, intervention: InterventionId, report: DocumentRef) -> Intervention:
        """Attach a stored document as a report, before or after closing. Its size and kind are read from its bytes.

        Raises:
            Forbidden: without ``interventions.edit``.
            NotFound: ``intervention-not-found``, or ``document-not-found`` when its bytes were never stored.
            RuleViolation: ``report-already-attached``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            known = seen.interventions.get(intervention)
            self.door.authorise(seen, actor, "interventions.attach_report", target_of(known))
        report = self._as_stored(workspace, report)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.attach_report", target_of(found))
            interventions.may_attach(found, report).require(RuleViolation)
            saved = tx.interventions.save(interventions.with_report(found, report))
            record(tx, workspace, bearer, stamp, ReportAttached(saved))
            tx.commit()
        return saved

    def attach_photo(self, actor: Actor, intervention: InterventionId, photo: DocumentRef) -> Intervention:
        """Attach a stored document as a picture, before or after closing: PNG, JPEG, WebP or HEIC, by its bytes.

        Raises:
            Forbidden: without ``interventions.edit``.
            NotFound: ``intervention-not-found``, or ``document-not-found`` when its bytes were never stored.
            RuleViolation: ``photo-not-image``, ``photo-already-attached``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:
            known = seen.interventions.get(intervention)
            self.door.authorise(seen, actor, "interventions.attach_photo", target_of(known))
        photo = self._as_stored(workspace, photo)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.attach_photo", target_of(found))
            interventions.may_attach_photo(found, photo).require(RuleViolation)
            saved = tx.interventions.save(interventions.with_photo(found, photo))
            record(tx, workspace, bearer, stamp, PhotoAttached(saved))
            tx.commit()
        return saved
