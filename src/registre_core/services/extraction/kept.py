"""What was recognised, kept beside the reports of a workspace as soon as it is known."""

from __future__ import annotations

from attrs import field, frozen

from registre_core.extraction import PageText, RecognisedRegion
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports

MOST_WAITING = 64
"""So many wait at most, which is some megabytes; of more, the ones that wait longest are forgotten."""


@frozen
class Unkept:
    """What was recognised and could not be kept: whoever tries again must not wait for its recognition again."""

    texts: dict[tuple[WorkspaceId, RecognisedRegion], PageText] = field(factory=dict)
    """By workspace and region, those that wait longest first."""

    def add(self, workspace: WorkspaceId, region: RecognisedRegion, text: PageText) -> None:
        """Let it wait."""
        self.texts[workspace, region] = text
        for oldest in list(self.texts)[:-MOST_WAITING]:
            self.texts.pop(oldest, None)


@frozen
class KeptRecognitions:
    """The recognitions of one workspace; each is read and kept in a short transaction of its own.

    They change nothing that the register tells, and whoever reads a report may let them be kept: they are derived from
    it. Since they are kept one by one, a long report that is cut off goes on where it was.
    """

    ports: Ports
    """Where they are kept."""
    workspace: WorkspaceId
    """Whose they are."""
    unkept: Unkept
    """Those that could not be kept before."""

    def find(self, region: RecognisedRegion) -> PageText | None:
        """Give what was recognised there, which is kept now if it could not be before."""
        if (waiting := self.unkept.texts.get((self.workspace, region))) is not None:
            self.keep(region, waiting)
            return waiting
        with self.ports.storage.read(self.workspace) as tx:
            return tx.recognitions.find(region)

    def keep(self, region: RecognisedRegion, text: PageText) -> None:
        """Keep what was recognised there."""
        self.unkept.add(self.workspace, region, text)
        with self.ports.storage.begin(self.workspace) as tx:
            tx.recognitions.keep(region, text, at=self.ports.clock.now())
            tx.commit()
        self.unkept.texts.pop((self.workspace, region), None)
