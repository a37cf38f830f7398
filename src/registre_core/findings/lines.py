"""A finding as lists show it: in French, with its column «Anomalie créée par» (S7)."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from registre_core.findings.entities import CreatedBy, Finding
from registre_core.findings.tables import CHANNELS, KINDS, ORIGINS, SEVERITIES, STATES
from registre_core.kernel.actors import ClientKind

CREATED_BY_COLUMN = "Anomalie créée par"
"""The heading of the column, whatever the kind of finding: normative, to the letter (S7)."""


@frozen
class FindingLine:
    """What a list says of one finding, on a day."""

    finding: Finding
    """Which one."""
    kind: str
    """«Observation», «Anomalie», «Prescription»."""
    state: str
    """«Ouverte», «Levée» …"""
    severity: str
    """«Mineure», «Majeure», «Critique»."""
    origin: str
    """«Intervention», «Document du bâtiment» …"""
    created_by: str
    """«Claire Morel, pour M. Petit»."""
    is_late: bool
    """Whether its deadline has passed while somebody has still to do something about it."""


def line_of(finding: Finding, today: date) -> FindingLine:
    """Tell of a finding what lists show."""
    return FindingLine(
        finding,
        KINDS[finding.kind],
        STATES[finding.state],
        SEVERITIES[finding.severity],
        ORIGINS[finding.origin],
        created_by_text(finding.created_by),
        is_late(finding, today),
    )


def created_by_text(creator: CreatedBy) -> str:
    """Say who wrote it down, for whom, and through what unless that was the web, as it nearly always is.

    The name is that of the day: renaming the account later changes nothing, erasing the person takes both names away.

    Example:
        >>> from uuid import UUID
        >>> from registre_core.kernel.actors import PersonRef
        >>> claire = PersonRef(UUID(int=1), "Claire Morel")
        >>> created_by_text(CreatedBy(claire, ClientKind.MOBILE, "M. Petit"))
        'Claire Morel, pour M. Petit, depuis l’application mobile'
    """
    said = [creator.person.name]
    if creator.on_behalf_of:
        said.append(f"pour {creator.on_behalf_of}")
    if creator.channel is not ClientKind.WEB:
        said.append(CHANNELS[creator.channel])
    return ", ".join(said)


def is_late(finding: Finding, today: date) -> bool:
    """Whether its deadline has passed while somebody has still to do something about it: the last day is in time."""
    return finding.is_open and finding.due_on is not None and finding.due_on < today
