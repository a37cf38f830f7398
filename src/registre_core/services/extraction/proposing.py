"""Use cases: what reports themselves say."""

from __future__ import annotations

from attrs import frozen

from registre_core.extraction import Ocr
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.reports import ReportSource
from registre_core.services.extraction.desk import Desk, passages_of, taken_from
from registre_core.services.findings import seen_by
from registre_core.services.front_door import workspace_of
from registre_core.services.progress import Progress, nobody
from registre_core.services.reading import Proposal
from registre_core.services.report_sources import origin_of


@frozen
class Proposing(Desk):
    """Finds the observations of a report. Nothing comes of them until somebody accepts them."""

    def propose(
        self,
        actor: Actor,
        source: ReportSource | InterventionId,
        report: Digest,
        *,
        ocr: Ocr = Ocr.AUTO,
        password: str | None = None,
        progress: Progress = nobody,
    ) -> Proposal:
        """Find what a report itself says: its observations, in reading order, to be accepted or left.

        Those that were taken out of it before are marked, and those that say again what is open on the site name it,
        for whoever may see findings.

        Args:
            actor: who reads.
            source: whose report it is; an identifier alone is an intervention's.
            report: the digest of the report.
            ocr: when words are recognised rather than read.
            password: what opens an encrypted report.
            progress: is told how many pages are done. What was recognised until then is kept if it raises.

        Raises:
            Forbidden: without ``interventions.extract``; of a document of the building without ``findings.extract``, of
                a visit without ``prescriptions.extract``.
            NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``,
                ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``; ``no-recognizer`` (some pages are scans; with `Ocr.NEVER` they are left out,
                and named), ``copying-forbidden``.
            InvalidInput: ``password-required``, ``report-too-long``, a damaged file.
            IntegrityBreach: ``document-altered``.
            AdapterFailure: ``detector-failed``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            origin = origin_of(tx, ReportSource.of(source))
            bearer = self.door.authorise(tx, actor, "extraction.propose", origin.target)
            origin.require_gates(report)
            taken = taken_from(tx, origin, report)
            open_findings = tx.findings.open_on(origin.site_id, kinds=seen_by(bearer))
        its_own = {finding.id for finding in taken}
        with self._opened(workspace, report, password, ocr) as opened:
            return opened.propose(
                taken=passages_of(taken),
                open_findings=[one for one in open_findings if one.id not in its_own],
                progress=progress,
            )
