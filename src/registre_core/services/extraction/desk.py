"""What all use cases of extraction share: what was taken before, and the report that is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from attrs import field, frozen

from registre_core.extraction import Ocr
from registre_core.findings import Finding
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.passages import Passage
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.services.extraction.kept import KeptRecognitions, Unkept
from registre_core.services.findings import word_of
from registre_core.services.front_door import FrontDoor
from registre_core.services.reading import OpenReport, ReportDesk
from registre_core.services.report_sources import Origin


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


def taken_from(tx: Snapshot, origin: Origin, report: Digest) -> tuple[Finding, ...]:
    """Give what was made of words of this very file before: prescriptions of a visit, otherwise what is none."""
    kept = tx.findings.of_document(report, origin.site_id)
    return tuple(one for one in kept if word_of(one.kind) == word_of(origin.kind))


def passages_of(findings: Iterable[Finding]) -> list[Passage]:
    """Give their passages, of those that have one."""
    return [one.passage for one in findings if one.passage is not None]
