"""Use cases: the summary of one or several sites, on screen, as rows, in print (S2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import SiteId
from registre_core.ports import Ports, Rendered
from registre_core.ports.renderer import SummarySheet
from registre_core.ports.storage import Snapshot
from registre_core.services.front_door import FrontDoor, Target, workspace_of
from registre_core.services.progress import Progress, Steps, nobody
from registre_core.services.signatures.pressing import chosen_renderer
from registre_core.services.summary.days import Days
from registre_core.services.summary.packing import packed
from registre_core.services.summary.places import Places
from registre_core.services.summary.rows import RowsFormat, counted, written
from registre_core.services.summary.surveying import STAGES, Survey
from registre_core.summary import Summary

__all__ = ["RowsFormat", "SummaryService"]


@frozen
class SummaryService:
    """Sums up the state of sites on a day. Nothing of it is recorded: it stays possible while access is cut."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def of(
        self,
        actor: Actor,
        *,
        sites: Iterable[SiteId] | None = None,
        on: date | None = None,
        anchor: bytes | None = None,
        progress: Progress = nobody,
    ) -> Summary:
        """Sum up the state of sites: what the register holds, what is found wrong, what is late, what binds.

        Args:
            actor: who asks.
            sites: which ones; all of his unless some are named.
            on: the day that deadlines and ages are counted by: today unless told otherwise, never a day that is past.
                What is told is the state at this moment, whatever the day: what held once is in the register.
            anchor: the file of the last anchor, as `register.anchor` wrote it and as it was kept elsewhere. Who shows
                it vouches for who signed it: see `registre_core.verify_anchor`.
            progress: is told how far it is.

        Raises:
            Forbidden: without ``summary.consult``.
            NotFound: ``site-not-found``.
            InvalidInput: ``summary-day-past``; ``not-an-anchor``, ``anchor-of-others``.
            IntegrityBreach: ``anchor-disagrees``, when the register is another one than it was at the anchor.
        """
        days = Days.of(self.ports, on)
        with self.ports.storage.read(workspace_of(actor)) as tx:
            survey = self._survey(tx, actor, "summary.of", sites, days)
            return survey.summary(workspace_of(actor), anchor, Steps(progress, STAGES).reached)

    def rows(
        self,
        actor: Actor,
        into: BinaryIO,
        *,
        form: RowsFormat = RowsFormat.CSV,
        sites: Iterable[SiteId] | None = None,
        on: date | None = None,
        anchor: bytes | None = None,
        progress: Progress = nobody,
    ) -> Summary:
        """Write every open finding of these sites, most severe first: all rows, of which print shows the first.

        Memory does not grow with them: they are written while they are read.

        Args:
            actor: who asks.
            into: where the file goes; what was written is left behind if something fails half-way.
            form: as what: a table for spreadsheets, or the data of the summary as JSON.
            sites: as for `of`.
            on: likewise.
            anchor: likewise.
            progress: is told how many rows are written.

        Returns:
            The summary that they are the rows of, read in the same moment.

        Raises:
            Forbidden: without ``summary.generate``.
            NotFound, InvalidInput, IntegrityBreach: as `of`.
        """
        days = Days.of(self.ports, on)
        with self.ports.storage.read(workspace_of(actor)) as tx:
            survey = self._survey(tx, actor, "summary.rows", sites, days)
            summary = survey.summary(workspace_of(actor), anchor, _unheard)
            steps = Steps(progress, max(1, summary.open_findings))
            into.writelines(written(summary, counted(survey.rows(), steps.reached), form))
            steps.reached(steps.total)
            return summary

    def print(
        self,
        actor: Actor,
        *,
        sites: Iterable[SiteId] | None = None,
        on: date | None = None,
        anchor: bytes | None = None,
        progress: Progress = nobody,
    ) -> Rendered:
        """Print the summary: figures of all sites, at most `MOST_ROWS` rows, and all data attached («synthèse»).

        Args:
            actor: who asks.
            sites: as for `of`.
            on: likewise.
            anchor: likewise.
            progress: is told how many rows were read; the last step is printing.

        Returns:
            A PDF file. The same state on the same day gives the same bytes.

        Raises:
            Forbidden: without ``summary.generate``.
            ConfigurationError: ``no-renderer``.
            NotFound, InvalidInput, IntegrityBreach: as `of`.
            AdapterFailure: ``rendering-failed``.
        """
        days = Days.of(self.ports, on)
        with self.ports.storage.read(workspace_of(actor)) as tx:
            survey = self._survey(tx, actor, "summary.print", sites, days)
            renderer = chosen_renderer(self.ports)
            summary = survey.summary(workspace_of(actor), anchor, _unheard)
            steps = Steps(progress, summary.open_findings + 1)
            data = packed(written(summary, counted(survey.rows(), steps.reached), RowsFormat.JSON))
        rendered = renderer.render(SummarySheet(summary, data))
        steps.reached(steps.total)
        return rendered

    def _survey(self, tx: Snapshot, actor: Actor, action: str, sites: Iterable[SiteId] | None, days: Days) -> Survey:
        """Let the actor pass, to the first site that he names: the others must be his as well, see `Places`."""
        wanted = None if sites is None else tuple(sorted(set(sites)))
        target = Target(wanted[0], "site", wanted[0]) if wanted else None
        bearer = self.door.authorise(tx, actor, action, target)
        return Survey(tx, Places.of(tx, bearer.sites, wanted), days)


def _unheard(_stage: int) -> None:
    """Let the rows alone be told: they are what takes long."""
