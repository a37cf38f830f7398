"""Which thing a report belongs to: what is found in it is called after that."""

from __future__ import annotations

from enum import StrEnum
from typing import Self
from uuid import UUID

from attrs import frozen

from registre_core.kernel.identifiers import FiledDocumentId, InterventionId, VisitId


class ReportKind(StrEnum):
    """What reports belong to."""

    INTERVENTION = "intervention"
    """An intervention: its reports hold observations."""
    BUILDING = "filed-document"
    """Building management: its documents tell of anomalies."""
    VISIT = "visit"
    """A visit of a safety commission: its report (*procès-verbal*) holds prescriptions."""


@frozen
class ReportSource:
    """The thing that a report belongs to, or that a finding is written down beside."""

    kind: ReportKind
    """What it is."""
    id: UUID
    """Which one."""

    @classmethod
    def intervention(cls, intervention: InterventionId) -> Self:
        """Name an intervention."""
        return cls(ReportKind.INTERVENTION, intervention)

    @classmethod
    def building(cls, filed: FiledDocumentId) -> Self:
        """Name a document of building management."""
        return cls(ReportKind.BUILDING, filed)

    @classmethod
    def visit(cls, visit: VisitId) -> Self:
        """Name a visit of a commission."""
        return cls(ReportKind.VISIT, visit)

    @classmethod
    def of(cls, source: ReportSource | UUID) -> ReportSource:
        """Take an identifier that comes alone for that of an intervention: reports began there (S4)."""
        return source if isinstance(source, ReportSource) else cls(ReportKind.INTERVENTION, source)
