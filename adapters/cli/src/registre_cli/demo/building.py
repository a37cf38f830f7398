"""S7 of the story: three people find three anomalies, each in another way."""

from __future__ import annotations

from attrs import frozen

from registre_cli.demo.building_chapters import Anomalies
from registre_cli.demo.chapters import Cast, Taken
from registre_cli.demo.people import acting
from registre_cli.demo.report import excerpts
from registre_core import Actor, Client, Registre
from registre_core.findings import Finding, Kind, Severity, line_of
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reports import ReportSource
from registre_core.ports.storage import FindingOrder
from registre_core.services.findings import Duplicate

DOOR = "La porte coupe-feu est maintenue ouverte par une cale, et son ferme-porte est démonté."
EXTINGUISHER = "L’extincteur du réfectoire est décroché et posé au sol derrière un meuble."
OPENINGS = "Passages de câbles ouverts dans la paroi coupe-feu de la chaufferie."
"""In his own words: the report's stay beside them, as its passage."""
CABLES = 1
"""The excerpt of the report that is taken once more, from a document of the building."""


@frozen
class Building:
    """Building management: what people see, and what documents say."""

    registre: Registre
    cast: Cast
    taken: Taken
    report: DocumentRef

    def look_around(self) -> Anomalies:
        """Let each of three people write one down, and read the list."""
        self._seen_by_the_caretaker()
        self._told_on_the_telephone()
        _, duplicates = self._read_in_a_document()
        manager = acting(self.cast.manager, self.cast.workspace.id)
        page = self.registre.findings.page(manager, kinds=[Kind.ANOMALY], order=FindingOrder.CREATED)
        today = self.registre.ports.clock.today()
        return Anomalies(tuple(line_of(one, today) for one in page.items), duplicates)

    def _seen_by_the_caretaker(self) -> Finding:
        caretaker = Actor.user(self.cast.caretaker.id, self.cast.workspace.id, client=Client.mobile("1.9.1"))
        return self.registre.findings.record(
            caretaker, site=self.cast.school.id, text=DOOR, place="Préau", severity=Severity.CRITICAL
        )

    def _told_on_the_telephone(self) -> Finding:
        deputy = Actor.user(
            self.cast.deputy.id,
            self.cast.workspace.id,
            client=Client.web("1.47"),
            on_behalf_of="la directrice de l’école",
        )
        return self.registre.findings.record(
            deputy, site=self.cast.school.id, text=EXTINGUISHER, place="Réfectoire", severity=Severity.MAJOR
        )

    def _read_in_a_document(self) -> tuple[Finding, tuple[Duplicate, ...]]:
        """File the report among the documents of the building, and take the same words from there."""
        manager, registre = acting(self.cast.manager, self.cast.workspace.id), self.registre
        filed = registre.documents.file(
            manager, site=self.cast.school.id, title="Rapport de vérification électrique 2026", document=self.report
        )
        source = ReportSource.building(filed.id)
        passage = registre.extraction.extract(manager, source, self.report.digest, excerpts()[CABLES].selection)
        duplicates = registre.findings.duplicates(manager, source, passage)
        return registre.findings.record(manager, source, passage, text=OPENINGS, place="Chaufferie"), duplicates
