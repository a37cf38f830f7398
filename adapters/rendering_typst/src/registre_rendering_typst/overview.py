"""All sites beneath each other: what asks for something stands out by its number."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core.findings import Severity
from registre_core.interventions import Status
from registre_core.summary import SiteSummary
from registre_rendering_typst.form import Rows
from registre_rendering_typst.french import NO_BREAK, number
from registre_rendering_typst.slip import ordinal
from registre_rendering_typst.words import FAVOURS

COLUMNS = (
    "N°",
    "Établissement",
    "Type, cat.",
    "Éléments manquants",
    f"Interv. en{NO_BREAK}retard",
    "Constats ouverts",
    "dont critiques",
    "Hors délai",
    f"Rondes non{NO_BREAK}faites",
    "Avis",
)
"""What each line tells."""


def overview(sites: Iterable[SiteSummary]) -> Rows:
    """Lay out a line a site."""
    rows = tuple(_line(place, site) for place, site in enumerate(sites, start=1))
    return Rows(COLUMNS, (7, 48, 12, 18, 16, 14, 15, 12, 16, 19), rows, numbers=(0, *range(3, 9)), is_small=True)


def _line(place: int, told: SiteSummary) -> tuple[str, ...]:
    findings, opinion = told.findings, told.visits.opinion
    counts = (
        len(told.missing),
        told.interventions.number(Status.OVERDUE),
        findings.number(),
        findings.number(severity=Severity.CRITICAL),
        findings.overdue(),
        told.permits.missed_rounds,
    )
    favour = FAVOURS[opinion.favour] if opinion and opinion.favour else "—"
    site = told.site
    return (
        number(place),
        site.name,
        f"{site.erp_type.value}, {ordinal(site.category.value)}",
        *map(number, counts),
        favour,
    )
