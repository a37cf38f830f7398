"""How a summary is said at a terminal, eighty letters wide."""

from __future__ import annotations

from datetime import date

from registre_cli import labels
from registre_cli.saying import plural
from registre_cli.typography import number, typeset
from registre_core.commissions.tables import AUTHORITIES, FAVOURS, ORDERS
from registre_core.findings import KINDS, Kind, Severity
from registre_core.interventions import Status
from registre_core.permits import Colour
from registre_core.summary import (
    DONE,
    PRESENCES,
    FindingFigures,
    Held,
    InterventionFigures,
    OrderTold,
    PermitFigures,
    SiteSummary,
    Summary,
    VisitFigures,
)


def findings(figures: FindingFigures, on: date) -> str:
    """Say how many findings are open, how many of them late, and how old the oldest is."""
    count = figures.number()
    if not count:
        return "aucun"
    said = [number(count)]
    if critical := figures.number(severity=Severity.CRITICAL):
        said.append(plural(critical, "critique"))
    if late := figures.overdue():
        said.append(f"{number(late)} en retard")
    return f"{', '.join(said)} ; {_oldest(figures, on)}"


def as_of(summary: Summary) -> str:
    """Say of which day it is, and by which one deadlines are counted."""
    until = f", échéances au {labels.day(summary.on)}" if summary.on != summary.told_on else ""
    return f"au {labels.day(summary.told_on)}{until}"


def of_kind(figures: FindingFigures, kind: Kind, on: date) -> tuple[str, ...]:
    """Give the cells of one kind: open, critical, major, minor, late, and the age of the oldest."""
    counts = (figures.number(kind=kind, severity=one) for one in (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR))
    first = figures.oldest(kind)
    return (
        KINDS[kind],
        number(figures.number(kind=kind)),
        *map(number, counts),
        number(figures.overdue(kind)),
        f"{number((on - first).days)} j" if first else "–",
    )


def interventions(figures: InterventionFigures) -> str:
    """Say how many were done, are overdue, are planned."""
    done, late = figures.number(*DONE), figures.number(Status.OVERDUE)
    return f"{plural(done, 'faite')}, {number(late)} en retard, {plural(figures.number(Status.PLANNED), 'planifiée')}"


def permits(figures: PermitFigures) -> str:
    """Say how many there were in the year, and what the watch behind them lacks."""
    count = sum(figures.states.values())
    if not count:
        return f"aucun depuis le {labels.day(figures.since)}"
    red = figures.colours.get(Colour.RED, 0)
    missed = plural(figures.missed_rounds, "ronde manquée", "rondes manquées")
    return f"{number(count)} depuis le {labels.day(figures.since)} ; {missed}, {number(red)} en rouge"


def opinion(figures: VisitFigures) -> str:
    """Say what the commission thinks."""
    told = figures.opinion
    if told is None or told.favour is None:
        return "aucun avis" if figures.count else "aucune visite"
    given = f" du {labels.day(told.given_on)}" if told.given_on else ""
    return f"{FAVOURS[told.favour]}{given}"


def order(told: OrderTold) -> str:
    """Say what binds."""
    named = f" n° {told.number}" if told.number else ""
    due = f", au plus tard le {labels.day(told.due_on)}" if told.due_on else ""
    return typeset(f"{ORDERS[told.kind]}{named}, {AUTHORITIES[told.authority]}, {labels.day(told.signed_on)}{due}")


def presence(held: Held) -> str:
    """Say whether it is there, and since when."""
    since = f" depuis le {labels.day(held.since)}" if held.since else ""
    lacking = f" : {', '.join(held.lacking)}" if held.lacking else ""
    return typeset(f"{PRESENCES[held.presence]}{since}{lacking}")


def missing(site: SiteSummary) -> str:
    """Say how much of what the law wants is missing."""
    return f"{len(site.missing)} sur {len(site.completeness)}"


def _oldest(figures: FindingFigures, on: date) -> str:
    first = figures.oldest()
    return f"le plus ancien a {plural((on - first).days, 'jour')}" if first else ""
