"""What was answered about all sites of a summary at once, and the summary of each that it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from registre_core.kernel.identifiers import SiteId
from registre_core.ports import Clock
from registre_core.ports.storage import FindingTally, InterventionTally
from registre_core.services.summary.days import Days
from registre_core.summary import (
    Contents,
    FindingCount,
    FindingFigures,
    InterventionCount,
    InterventionFigures,
    LogbookFigures,
    PermitFigures,
    SiteSummary,
    VisitFigures,
    completeness,
)
from registre_core.workspace import Site


@frozen
class Answers:
    """Figures by site; one that nothing is known of has none."""

    findings: Mapping[SiteId, FindingFigures]
    """Observations, anomalies, prescriptions."""
    interventions: Mapping[SiteId, InterventionFigures]
    """Done, overdue, planned."""
    permits: Mapping[SiteId, PermitFigures]
    """Those of a year."""
    visits: Mapping[SiteId, VisitFigures]
    """Of commissions."""
    logbooks: Mapping[SiteId, LogbookFigures]
    """Drills, works, staff, instructions."""

    def about(self, site: Site, days: Days) -> SiteSummary:
        """Sum up one site."""
        findings = self.findings.get(site.id, FindingFigures())
        interventions = self.interventions.get(site.id, InterventionFigures())
        contents = Contents(self.logbooks.get(site.id, LogbookFigures()), interventions, findings)
        return SiteSummary(
            site=site,
            completeness=completeness(contents, days.on),
            interventions=interventions,
            findings=findings,
            permits=self.permits.get(site.id, PermitFigures(days.since)),
            visits=self.visits.get(site.id, VisitFigures()),
        )


def findings_by_site(tallies: Iterable[FindingTally], clock: Clock) -> Mapping[SiteId, FindingFigures]:
    """Take the findings of each site together."""
    alike: dict[SiteId, list[FindingCount]] = {}
    for one in tallies:
        oldest = clock.day_of(one.oldest)
        count = FindingCount(one.kind, one.severity, one.state, one.count, oldest, one.overdue)
        alike.setdefault(one.site_id, []).append(count)
    return {site: FindingFigures(tuple(counts)) for site, counts in alike.items()}


def interventions_by_site(tallies: Iterable[InterventionTally]) -> Mapping[SiteId, InterventionFigures]:
    """Take the interventions of each site together."""
    alike: dict[SiteId, list[InterventionCount]] = {}
    for one in tallies:
        count = InterventionCount(one.type_code, one.status, one.count, one.first, one.last)
        alike.setdefault(one.site_id, []).append(count)
    return {site: InterventionFigures(tuple(counts)) for site, counts in alike.items()}
