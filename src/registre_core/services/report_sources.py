"""What a report belongs to, as it is loaded: what the front door must know of it, and what may be taken from it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from registre_core import commissions, findings, interventions
from registre_core.commissions import Visit
from registre_core.findings import Kind
from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import FiledDocumentId, InterventionId, SiteId, VisitId
from registre_core.kernel.reports import ReportKind, ReportSource
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.logbook import FiledDocument
from registre_core.ports.storage import Snapshot
from registre_core.services.front_door import Target


@frozen
class Origin:
    """What reports belong to, and findings come from."""

    kind: Kind
    """What is found there is called so."""
    target: Target
    """What the front door must know of it."""
    may_extract: Callable[[Digest], Verdict]
    """Whether something may be taken from one of its reports; `NotFound` ``report-not-found`` if it has no such."""
    may_note: Verdict = YES
    """Whether something may be written down beside it, which no report says."""
    intervention_id: InterventionId | None = None
    """The intervention, if it is one."""
    filed_id: FiledDocumentId | None = None
    """The document of building management, if it is one."""
    visit_id: VisitId | None = None
    """The visit, if it is one."""

    @property
    def site_id(self) -> SiteId:
        """Where it is."""
        return self.target.site

    def require_gates(self, report: Digest) -> None:
        """Refuse a report that nothing may be taken from.

        Raises:
            NotFound: ``report-not-found``.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``.
        """
        self.may_extract(report).require(RuleViolation)


def origin_of(tx: Snapshot, source: ReportSource) -> Origin:
    """Load what a report belongs to.

    Raises:
        NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``.
    """
    match source.kind:
        case ReportKind.INTERVENTION:
            return _intervention(tx.interventions.get(InterventionId(source.id)))
        case ReportKind.BUILDING:
            return _filed(tx.filed.get(FiledDocumentId(source.id)))
        case ReportKind.VISIT:
            return _visit(tx.visits.get(VisitId(source.id)))


def _intervention(found: Intervention) -> Origin:
    return Origin(
        Kind.OBSERVATION,
        Target(found.site_id, ReportKind.INTERVENTION.value, found.id),
        lambda report: interventions.may_extract(found, found.report(report)),
        interventions.may_observe(found),
        intervention_id=found.id,
    )


def _filed(found: FiledDocument) -> Origin:
    def may_extract(report: Digest) -> Verdict:
        if found.document.digest != report:
            raise NotFound.of("report", report)
        return findings.may_extract(found.document)

    target = Target(found.site_id, ReportKind.BUILDING.value, found.id)
    return Origin(Kind.ANOMALY, target, may_extract, filed_id=found.id)


def _visit(found: Visit) -> Origin:
    def may_extract(report: Digest) -> Verdict:
        if found.report is not None and found.report.digest != report:
            raise NotFound.of("report", report)
        return findings.may_extract(found.report)

    target = Target(found.site_id, ReportKind.VISIT.value, found.id)
    return Origin(Kind.PRESCRIPTION, target, may_extract, commissions.may_change(found), visit_id=found.id)
