"""Use cases: what people select in reports."""

from __future__ import annotations

from attrs import frozen

from registre_core import extraction
from registre_core.extraction import Anchoring, Diagnosis, Ocr, Selection
from registre_core.findings import Kind
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import FindingId, InterventionId
from registre_core.kernel.passages import Passage
from registre_core.kernel.reports import ReportSource
from registre_core.services.extraction.desk import Desk
from registre_core.services.findings import target_of
from registre_core.services.front_door import workspace_of
from registre_core.services.progress import Progress, Steps, nobody
from registre_core.services.report_sources import origin_of


@frozen
class Passages(Desk):
    """Reads what people select in reports. No finding comes of it yet: see `findings.record`."""

    def inspect(
        self,
        actor: Actor,
        source: ReportSource | InterventionId,
        report: Digest,
        *,
        password: str | None = None,
        progress: Progress = nobody,
    ) -> tuple[Diagnosis, ...]:
        """Tell of each page of a report what it is made of, before anything is selected: text, a scan, both, nothing.

        Args:
            actor: who reads.
            source: whose report it is; an identifier alone is an intervention's.
            report: the digest of the report.
            password: what opens an encrypted report.
            progress: is told how many pages are done.

        Raises:
            Forbidden: without ``interventions.extract``; of a document of the building without ``findings.extract``, of
                a visit without ``prescriptions.extract``.
            NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``,
                ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``.
            InvalidInput: ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = origin_of(tx, ReportSource.of(source))
            self.door.authorise(tx, actor, "extraction.inspect", found.target)
            found.require_gates(report)
        with self._opened(workspace, report, password) as opened:
            diagnoses, steps = [], Steps(progress, opened.page_count)
            for number in range(1, opened.page_count + 1):
                diagnoses.append(opened.diagnose(number))
                steps.reached(number)
            return tuple(diagnoses)

    def extract(
        self,
        actor: Actor,
        source: ReportSource | InterventionId,
        report: Digest,
        selection: Selection | None = None,
        *,
        quote: str | None = None,
        page: int | None = None,
        ocr: Ocr = Ocr.AUTO,
        password: str | None = None,
    ) -> Passage:
        """Read the words of a selection in a report («EXTRAIRE OBS»), with where they stand.

        What can only be recognised is recognised, in the regions that are selected, and kept beside the report: the
        same region is never recognised twice.

        Args:
            actor: who reads.
            source: whose report it is; an identifier alone is an intervention's.
            report: the digest of the report.
            selection: what was marked on its pages; with a quote, near which it stands.
            quote: the words themselves, where whoever selected them knows them better than their place.
            page: the page that a quote stands on, if known.
            ocr: when words are recognised rather than read.
            password: what opens an encrypted report.

        Raises:
            Forbidden: without ``interventions.extract``; of a document of the building without ``findings.extract``, of
                a visit without ``prescriptions.extract``.
            NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``,
                ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``; ``no-recognizer``, ``copying-forbidden``.
            InvalidInput: ``nothing-selected``, ``empty-selection``, ``region-off-page``, ``page-out-of-range``,
                ``quote-not-found``, ``quote-ambiguous``, ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = origin_of(tx, ReportSource.of(source))
            self.door.authorise(tx, actor, "extraction.extract", found.target)
            found.require_gates(report)
        with self._opened(workspace, report, password, ocr) as opened:
            if quote is not None:
                return opened.quoted(quote, near=selection, page=page)
            if selection is not None:
                return opened.passage(selection)
            raise InvalidInput.at("selection", "nothing-selected", "a passage needs a selection, a quote, or both")

    def anchor(
        self,
        actor: Actor,
        finding: FindingId,
        source: ReportSource | InterventionId,
        report: Digest,
        *,
        ocr: Ocr = Ocr.AUTO,
        password: str | None = None,
    ) -> Anchoring:
        """Find the words of a finding again in a report: the one they come from, or another version of it.

        Nothing is changed: the finding keeps the passage it was made of.

        Args:
            actor: who asks.
            finding: whose words.
            source: whose report is looked through; an identifier alone is an intervention's.
            report: the digest of that report.
            ocr: when words are recognised rather than read.
            password: what opens an encrypted report.

        Raises:
            Forbidden: without ``interventions.extract``; of a document of the building without ``findings.extract``, of
                a visit without ``prescriptions.extract``.
            NotFound: ``finding-not-found``, ``intervention-not-found``, ``filed-document-not-found``,
                ``visit-not-found``, ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``, ``finding-without-passage``; ``no-recognizer``: the words may stand on a page
                that cannot be read.
            InvalidInput: ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            wanted = tx.findings.get(finding)
            found, action = origin_of(tx, ReportSource.of(source)), "extraction.anchor"
            as_what = "visit" if wanted.kind is Kind.PRESCRIPTION else found.target.kind
            self.door.authorise(tx, actor, action, target_of(wanted), kind=as_what)
            self.door.authorise(tx, actor, action, found.target)
            if (passage := wanted.passage) is None:
                said = "this finding was read in no report: it has no words to be found again"
                raise RuleViolation("finding-without-passage", said, {"finding": str(wanted.id)})
            found.require_gates(report)
        with self._opened(workspace, report, password, ocr) as opened:
            return extraction.anchor(passage, opened.texts(), document=report)
