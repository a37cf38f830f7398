"""What a copy of the report gives that has no letters, and what the report proposes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from attrs import frozen

from registre_cli.demo.chapters import Cast, Proposed, Scanned, Taken, Visit
from registre_cli.demo.crops import crop
from registre_cli.demo.people import acting
from registre_cli.demo.scan import NAME, scanned, tilted
from registre_core import Actor, AdapterFailure, ConfigurationError, Host, Registre, RegistreError
from registre_core.extraction import Mark, Selection
from registre_core.kernel.documents import Digest, DocumentRef, Originality
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.passages import Passage
from registre_core.ports import Reading
from registre_core.services.extraction import Accepted

RECOGNIZER = "tesseract"
"""What recognises, where it is installed."""

ACCEPTED = 2
"""Proposals that are accepted at once."""

NATIVE, SCAN = "native.png", "scan.png"
"""Pictures of the same words in both."""


def recognizer(host: Host) -> tuple[str | None, RegistreError | None]:
    """Choose what recognises, or tell why nothing can."""
    try:
        host.build("recognizer", RECOGNIZER).check()
    except (AdapterFailure, ConfigurationError) as error:
        return None, error
    return RECOGNIZER, None


@frozen
class Rereading:
    """S4 of the story: the report comes a second time, as a scan, and then speaks for itself."""

    registre: Registre
    cast: Cast
    visit: Visit
    taken: Taken
    into: Path
    """Where pictures go."""

    def scan(self, missing: RegistreError | None) -> Scanned:
        """Mark the same words on a scan of the page."""
        self.into.mkdir()
        [marked] = self.taken.selection.regions
        with self._opened(self.visit.report.digest) as reading:
            copy, turned = scanned(reading, marked.page), tilted(marked, reading.page(marked.page))
            self._show(NATIVE, reading, self.taken.passage, marked)
        report = self._attached(copy)
        if missing:
            return Scanned(report, self.taken.passage, None, missing)
        found = self.registre.extraction.extract(self.deputy, self._origin, report.digest, Selection((turned,)))
        with self._opened(report.digest) as reading:
            self._show(SCAN, reading, found, turned)
        return Scanned(report, self.taken.passage, found, None)

    def propose(self) -> Proposed:
        """Ask the report for its observations, and accept some of those that nobody took."""
        extraction, report = self.registre.extraction, self.visit.report.digest
        proposal = extraction.propose(self.deputy, self._origin, report)
        accepted = [Accepted(candidate) for candidate in proposal.left[:ACCEPTED]]
        acceptance = extraction.accept(self.deputy, self._origin, report, accepted)
        return Proposed(proposal.candidates, acceptance.findings, acceptance.left or ())

    @property
    def deputy(self) -> Actor:
        """Who takes observations out of reports."""
        return acting(self.cast.deputy, self.cast.workspace.id)

    @property
    def _origin(self) -> InterventionId:
        return self.taken.intervention.id

    def _attached(self, copy: bytes) -> DocumentRef:
        manager = acting(self.cast.manager, self.cast.workspace.id)
        report = self.registre.documents.store(manager, BytesIO(copy), name=NAME, originality=Originality.COPY)
        self.registre.interventions.attach_report(manager, self._origin, report)
        return report

    @contextmanager
    def _opened(self, report: Digest) -> Iterator[Reading]:
        ports = self.registre.ports
        with ports.documents.open(self.cast.workspace.id, report) as stream, ports.pages.open(stream) as reading:
            yield reading

    def _show(self, name: str, reading: Reading, passage: Passage, mark: Mark) -> None:
        (self.into / name).write_bytes(crop(reading, passage, mark))
