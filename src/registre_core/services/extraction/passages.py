"""Use cases: what people select in reports."""

from __future__ import annotations

from attrs import frozen

from registre_core import extraction
from registre_core.extraction import Anchoring, Diagnosis, Ocr, Selection
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import FindingId, InterventionId
from registre_core.kernel.passages import Passage
from registre_core.services.extraction.desk import Desk, require_gates
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.interventions import target_of
from registre_core.services.progress import Progress, Steps, nobody


@frozen
class Passages(Desk):
    """Reads what people select in reports. No finding comes of it yet: see `findings.record`."""

    def inspect(
        self,
        actor: Actor,
        intervention: InterventionId,
        report: Digest,
        *,
        password: str | None = None,
        progress: Progress = nobody,
    ) -> tuple[Diagnosis, ...]:
        """Tell of each page of a report what it is made of, before anything is selected: text, a scan, both, nothing.

        Args:
            actor: who reads.
            intervention: whose report it is.
            report: the digest of the report.
            password: what opens an encrypted report.
            progress: is told how many pages are done.

        Raises:
            Forbidden: without ``interventions.extract``.
            NotFound: ``intervention-not-found``, ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once.
            InvalidInput: ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "extraction.inspect", target_of(found))
            require_gates(found, report)
        with self._opened(workspace, report, password) as opened:
            diagnoses, steps = [], Steps(progress, opened.page_count)
            for number in range(1, opened.page_count + 1):
                diagnoses.append(opened.diagnose(number))
                steps.reached(number)
            return tuple(diagnoses)

    def extract(
        self,
        actor: Actor,
        intervention: InterventionId,
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
            intervention: whose report it is.
            report: the digest of the report.
            selection: what was marked on its pages; with a quote, near which it stands.
            quote: the words themselves, where whoever selected them knows them better than their place.
            page: the page that a quote stands on, if known.
            ocr: when words are recognised rather than read.
            password: what opens an encrypted report.

        Raises:
            Forbidden: without ``interventions.extract``.
            NotFound: ``intervention-not-found``, ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``no-recognizer``, ``copying-forbidden``.
            InvalidInput: ``nothing-selected``, ``empty-selection``, ``region-off-page``, ``page-out-of-range``,
                ``quote-not-found``, ``quote-ambiguous``, ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "extraction.extract", target_of(found))
            require_gates(found, report)
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
        intervention: InterventionId,
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
            intervention: whose report is looked through.
            report: the digest of that report.
            ocr: when words are recognised rather than read.
            password: what opens an encrypted report.

        Raises:
            Forbidden: without ``interventions.extract``.
            NotFound: ``finding-not-found``, ``intervention-not-found``, ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``no-recognizer``: the words may stand on a page that cannot be read.
            InvalidInput: ``password-required``, a damaged file.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            wanted = tx.findings.get(finding)
            action = "extraction.anchor"
            self.door.authorise(tx, actor, action, Target(wanted.site_id, "finding", wanted.id))
            found = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, action, target_of(found))
            require_gates(found, report)
        with self._opened(workspace, report, password, ocr) as opened:
            return extraction.anchor(wanted.passage, opened.texts(), document=report)
