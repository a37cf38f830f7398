"""What the commission thinks, what binds, and what it asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from registre_core.findings import Kind
from registre_core.summary import FindingRow, OrderTold, SiteSummary, VisitFigures, VisitTold
from registre_rendering_typst.form import Block, Facts, Words
from registre_rendering_typst.found import listed
from registre_rendering_typst.french import NO_BREAK, counted, day, number
from registre_rendering_typst.words import AUTHORITIES, FAVOURS, ORDERS, VISITS


def commission(site: SiteSummary, rows: Iterable[FindingRow], on: date) -> Iterator[Block]:
    """Tell of visits, and list the prescriptions that have a row."""
    yield Facts(tuple(visits(site.visits)), wide=True)
    prescribed = [row for row in rows if row.kind is Kind.PRESCRIPTION]
    if prescribed:
        yield Words("Prescriptions ouvertes, de la plus grave à la moins grave\u00a0:")
        yield listed(prescribed, on)


def visits(figures: VisitFigures) -> Iterator[tuple[str, str]]:
    """Tell of visits, the opinion, and the orders, which bind."""
    yield "Dernière visite", _visit(figures.last) if figures.last else "Aucune visite n’est au registre."
    yield "Visites au registre", number(figures.count)
    if figures.opinion and figures.opinion.favour:
        yield "Avis en cours", _opinion(figures.opinion)
    for order in figures.orders:
        yield "Arrêté en vigueur", _order(order)
    if figures.announced_on:
        yield "Visite annoncée", f"le {day(figures.announced_on)}"
    if figures.due_on:
        yield "Visite périodique attendue", f"au plus tard le {day(figures.due_on)}"


def _visit(visit: VisitTold) -> str:
    report = "procès-verbal au registre" if visit.has_report else "procès-verbal absent du registre"
    return f"le {day(visit.visited_on)}, {VISITS[visit.kind]}, {visit.commission}, {report}"


def _opinion(visit: VisitTold) -> str:
    given = f", rendu le {day(visit.given_on)}" if visit.given_on else ""
    grounds = (
        f", motivé par {counted(visit.motivated_by, 'prescription', 'prescriptions')}" if visit.motivated_by else ""
    )
    return f"{FAVOURS[visit.favour] if visit.favour else '—'}{given}{grounds}"


def _order(order: OrderTold) -> str:
    named = f" n°{NO_BREAK}{order.number}" if order.number else ""
    due = f", à exécuter au plus tard le {day(order.due_on)}" if order.due_on else ""
    return f"du {AUTHORITIES[order.authority]}{named} du {day(order.signed_on)}{NO_BREAK}: {ORDERS[order.kind]}{due}"
