"""Putting a summary together: a few questions about all sites at once, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from attrs import frozen

from registre_core.codec import digested
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import FindingFilter, LogbookFilter, PermitFilter, Snapshot, VisitFilter
from registre_core.services.summary.anchoring import told_anchor, told_register
from registre_core.services.summary.answers import Answers, findings_by_site, interventions_by_site
from registre_core.services.summary.days import Days
from registre_core.services.summary.places import Places
from registre_core.summary import (
    MOST_ROWS,
    FindingRow,
    Summary,
    logbooks,
    permits_by_site,
    visits_by_site,
)

Answer = TypeVar("Answer")

STAGES = 6
"""Questions, each about all sites: whoever waits is told of every one that was answered."""


@frozen
class Survey:
    """Asks about the sites of a summary, all of it as of one moment."""

    tx: Snapshot
    """The moment that all of it is of."""
    places: Places
    """Which sites."""
    days: Days
    """By which day."""

    def summary(self, workspace: WorkspaceId, anchor: bytes | None, tell: Callable[[int], object]) -> Summary:
        """Sum up.

        Args:
            workspace: whose sites they are.
            anchor: the file of the last anchor, if there is one.
            tell: is told how many of the `STAGES` are done.

        Raises:
            InvalidInput, IntegrityBreach: as `told_anchor`.
        """
        attested = told_anchor(self.tx.register, workspace, anchor)
        answers = self._answers(tell)
        sites = tuple(answers.about(site, self.days) for site in self.places.sites)
        gravest = tuple(islice(self.rows(), MOST_ROWS))
        tell(STAGES)
        summary = Summary(
            workspace_id=workspace,
            workspace=self.tx.workspace.get().name,
            told_on=self.days.today,
            on=self.days.on,
            sites=sites,
            register=told_register(self.tx.register),
            gravest=gravest,
            left_out=sum(site.findings.number() for site in sites) - len(gravest),
            anchor=attested,
        )
        return digested(summary)

    def rows(self) -> Iterator[FindingRow]:
        """Give a row for each finding that is open, most severe first, one by one."""
        for finding in self.tx.findings.every(FindingFilter(self.places.among, is_open=True)):
            yield FindingRow.of(finding, self.days.clock.day_of(finding.created_at))

    def _answers(self, tell: Callable[[int], object]) -> Answers:
        def told(stage: int, answer: Answer) -> Answer:
            tell(stage)
            return answer

        tx, among, days = self.tx, self.places.among, self.days
        lately = PermitFilter(among, from_moment=days.since_moment)
        until_today = LogbookFilter(among, until_day=days.today)
        return Answers(
            findings=told(1, findings_by_site(tx.findings.tally(among, days.on), days.clock)),
            interventions=told(2, interventions_by_site(tx.interventions.tally(among, days.on))),
            permits=told(3, permits_by_site(tx.permits.every(lately), days.since, days.now)),
            visits=told(4, visits_by_site(tx.visits.every(VisitFilter(among)), self.places.sites, days.today)),
            logbooks=told(5, logbooks(tx.logbook.every(until_today), days.today)),
        )
