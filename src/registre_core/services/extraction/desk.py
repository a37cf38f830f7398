"""What all use cases of extraction share: the gates of S4, and the report that is opened behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import field, frozen

from registre_core import interventions
from registre_core.extraction import Ocr
from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.services.extraction.kept import KeptRecognitions, Unkept
from registre_core.services.front_door import FrontDoor
from registre_core.services.reading import OpenReport, ReportDesk


@frozen
class Desk:
    """Base of the use cases of extraction."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
    unkept: Unkept = field(factory=Unkept)
    """What was recognised and could not be kept yet."""

    @contextmanager
    def _opened(
        self, workspace: WorkspaceId, report: Digest, password: str | None, ocr: Ocr = Ocr.AUTO
    ) -> Iterator[OpenReport]:
        """Open a report; no transaction is open meanwhile."""
        known = KeptRecognitions(self.ports, workspace, self.unkept)
        with (
            self.ports.documents.open(workspace, report) as stream,
            ReportDesk.of(self.ports).open(stream, document=report, password=password, ocr=ocr, known=known) as opened,
        ):
            yield opened


def require_gates(origin: Intervention, report: Digest) -> None:
    """Refuse a report that nothing may be taken from.

    Raises:
        NotFound: ``report-not-found``.
        RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once.
    """
    interventions.may_extract(origin, origin.report(report)).require(RuleViolation)
