"""Use case: the list of findings as a table for spreadsheets, with its column «Anomalie créée par» (S7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from attrs import define, field, frozen

from registre_core.findings import CHANNELS, CREATED_BY_COLUMN, Finding, Kind, Severity, State, line_of
from registre_core.kernel.actors import Actor
from registre_core.kernel.identifiers import InterventionId, SiteId, UserId, VisitId
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.spreadsheets import lines_of_spreadsheet
from registre_core.ports import Clock
from registre_core.ports.storage import FindingFilter, Snapshot
from registre_core.services.findings.desk import Desk
from registre_core.services.findings.questions import narrowed
from registre_core.services.front_door import workspace_of
from registre_core.services.paging import among
from registre_core.services.signatures.naming import names

COLUMNS = (
    "Nature",
    "Numéro",
    "Site",
    "Lieu",
    "Constat",
    "Gravité",
    "État",
    "Échéance",
    "En retard",
    CREATED_BY_COLUMN,
    "Canal",
    "Créée le",
    "Responsable",
    "Texte de référence",
    "Origine",
    "Identifiant",
)
"""What the table is headed with."""


@frozen
class Exporting(Desk):
    """Writes the list into a file."""

    def export(
        self,
        actor: Actor,
        into: BinaryIO,
        *,
        site: SiteId | None = None,
        kinds: Iterable[Kind] | None = None,
        intervention: InterventionId | None = None,
        visit: VisitId | None = None,
        state: State | None = None,
        is_open: bool | None = None,
        severity: Severity | None = None,
        creator: UserId | None = None,
        from_moment: datetime | None = None,
        until_moment: datetime | None = None,
        due_before: date | None = None,
        text: str | None = None,
    ) -> int:
        """Write findings as CSV for the spreadsheets of French offices, the gravest that are open first.

        They are written one by one, so that a list of any length takes little memory. A cell that a spreadsheet would
        compute gets an apostrophe in front.

        Args:
            actor: who asks; only his sites, and the kinds that he may see.
            into: where it is written; it stays open.
            site: as for `page`, like all conditions.
            kinds: likewise.
            intervention: likewise.
            visit: likewise.
            state: likewise.
            is_open: likewise.
            severity: likewise.
            creator: likewise.
            from_moment: likewise.
            until_moment: likewise.
            due_before: likewise.
            text: likewise.

        Returns:
            How many there are.

        Raises:
            Forbidden: without ``findings.consult`` and ``prescriptions.consult``: one of them, for its kinds.
            InvalidInput: ``naive-instant``.
        """
        wanted = None if kinds is None else frozenset(kinds)
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer, seen = self._admit(tx, actor, "findings.export", wanted)
            where = FindingFilter(
                among(bearer.sites, site),
                intervention,
                state,
                creator,
                text,
                kinds=narrowed(seen),
                severity=severity,
                visit=visit,
                is_open=is_open,
                from_moment=from_moment,
                until_moment=until_moment,
                due_before=due_before,
            )
            table = _Table(tx, self.ports.clock, self.ports.clock.today())
            into.writelines(lines_of_spreadsheet(table.rows(tx.findings.every(where))))
        return table.written


@define
class _Table:
    """Rows of the table, each with the names that stand beside identifiers; every name is read once."""

    tx: Snapshot
    clock: Clock
    today: date
    names: dict[object, str] = field(factory=dict)
    written: int = 0

    def rows(self, findings: Iterable[Finding]) -> Iterator[tuple[str, ...]]:
        """Give the heading, then a row for each finding, and count those."""
        yield COLUMNS
        for finding in findings:
            self.written += 1
            yield self._row(finding)

    def _row(self, finding: Finding) -> tuple[str, ...]:
        line = line_of(finding, self.today)
        return (
            line.kind,
            finding.number,
            self._site(finding.site_id),
            finding.place,
            finding.text,
            line.severity,
            line.state,
            _day(finding.due_on),
            "oui" if line.is_late else "",
            line.created_by,
            CHANNELS[finding.created_by.channel],
            _day(self.clock.day_of(finding.created_at)),
            self._person(finding.responsible),
            finding.reference,
            line.origin,
            str(finding.id),
        )

    def _site(self, site: SiteId) -> str:
        if site not in self.names:
            self.names[site] = self.tx.sites.get(site).name
        return self.names[site]

    def _person(self, key: PersonKey | None) -> str:
        if key is None:
            return ""
        if key not in self.names:
            self.names[key] = names(self.tx, people=[key])[key.id]
        return self.names[key]


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
