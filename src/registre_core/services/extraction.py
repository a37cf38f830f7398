"""Use cases: taking passages out of reports."""

from __future__ import annotations

from attrs import frozen

from registre_core import extraction, interventions
from registre_core.extraction import Selection
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.passages import Passage
from registre_core.ports import Ports
from registre_core.services.front_door import FrontDoor, workspace_of
from registre_core.services.interventions import target_of


@frozen
class ExtractionService:
    """Reads what people select in reports. Nothing is kept here: see `findings.record`."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def extract(
        self,
        actor: Actor,
        intervention: InterventionId,
        report: Digest,
        selection: Selection,
        *,
        password: str | None = None,
    ) -> Passage:
        """Read the words of a selection in a report («EXTRAIRE OBS»), with where they stand.

        Args:
            actor: who reads.
            intervention: whose report it is.
            report: the digest of the report.
            selection: rectangles on its pages.
            password: what opens an encrypted report.

        Raises:
            Forbidden: without ``interventions.extract``.
            NotFound: ``intervention-not-found``, ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once.
            InvalidInput: ``empty-selection``, ``page-out-of-range``, ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "extraction.extract", target_of(found))
            interventions.may_extract(found, found.report(report)).require(RuleViolation)
        with (
            self.ports.documents.open(workspace, report) as stream,
            self.ports.pages.open(stream, password=password) as reading,
        ):
            pages = {number: reading.text(number) for number in selection.pages}
            return extraction.passage(report, selection, pages)
