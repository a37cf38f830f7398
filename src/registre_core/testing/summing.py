# ruff: noqa: ANN401  # the fields given are checked by the value that takes them
"""Builders of summaries, as in `builders`: every field is a keyword with a good default."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from registre_core.commissions import Authority, Favour, OrderKind, VisitKind
from registre_core.findings import Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import FindingId, WorkspaceId
from registre_core.permits import Colour, PermitState
from registre_core.ports.renderer import SummarySheet
from registre_core.summary import (
    REWRITTEN,
    AnchorTold,
    FindingCount,
    FindingFigures,
    FindingRow,
    Held,
    InterventionCount,
    InterventionFigures,
    Item,
    OrderTold,
    PermitFigures,
    Presence,
    RegisterTold,
    SiteSummary,
    Summary,
    VisitFigures,
    VisitTold,
    required,
)
from registre_core.testing.builders import IDS, a_site
from registre_core.testing.memory.world import A_MONDAY_MORNING

THAT_DAY = A_MONDAY_MORNING.date()
"""The day of every summary that names none."""


def a_finding_row(**given: Any) -> FindingRow:
    """Tell of a fire door that does not close."""
    defaults = {
        "id": FindingId(IDS.new()),
        "site_id": a_site().id,
        "kind": Kind.ANOMALY,
        "severity": Severity.MAJOR,
        "state": State.OPEN,
        "text": "Porte coupe-feu qui ne ferme plus",
        "place": "Bâtiment B, 2e étage",
        "number": "12",
        "reference": "CO 47",
        "created_on": THAT_DAY - timedelta(days=40),
        "created_by": "Claire Morel",
        "due_on": THAT_DAY - timedelta(days=10),
    }
    return FindingRow(**{**defaults, **given})


def some_held() -> tuple[Held, ...]:
    """Hold what the law wants, but for the way out of one kind of disability and for drills."""
    others: dict[Item, Any] = {
        Item.EVACUATION: {"presence": Presence.MISSING, "since": date(2024, 9, 2), "lacking": ("handicap visuel",)},
        Item.DRILLS: {"presence": Presence.MISSING},
        Item.WORKS: {"presence": Presence.NOTHING},
    }
    held = {"presence": Presence.HELD, "since": date(2024, 9, 2), "latest": date(2026, 1, 15), "count": 3}
    return tuple(Held(one, **others.get(one.item, held)) for one in required(REWRITTEN))


def a_visit_told(**given: Any) -> VisitTold:
    """Tell of a periodic visit and its unfavourable opinion."""
    defaults = {
        "visited_on": date(2025, 11, 4),
        "kind": VisitKind.PERIODIC,
        "commission": "commission communale de sécurité",
        "has_report": True,
        "favour": Favour.UNFAVOURABLE,
        "given_on": date(2025, 11, 4),
        "motivated_by": 2,
    }
    return VisitTold(**{**defaults, **given})


def a_site_summary(**given: Any) -> SiteSummary:
    """Sum up a school with some of everything."""
    day, visit = THAT_DAY, a_visit_told()
    order = OrderTold(OrderKind.WORKS, Authority.MAYOR, date(2025, 11, 28), "2025-118", date(2026, 5, 31))
    defaults = {
        "site": a_site(),
        "completeness": some_held(),
        "interventions": InterventionFigures(
            (
                InterventionCount("inspection", Status.CLOSED, 4, date(2024, 3, 1), date(2026, 1, 15)),
                InterventionCount("inspection", Status.OVERDUE, 1, date(2026, 2, 1), date(2026, 2, 1)),
                InterventionCount("maintenance", Status.PLANNED, 2, date(2026, 3, 9), date(2026, 6, 1)),
            )
        ),
        "findings": FindingFigures(
            (
                FindingCount(Kind.ANOMALY, Severity.MAJOR, State.OPEN, 1, day - timedelta(days=40), 1),
                FindingCount(Kind.OBSERVATION, Severity.MINOR, State.CLEARED, 7, date(2024, 3, 1)),
                FindingCount(Kind.PRESCRIPTION, Severity.CRITICAL, State.PLANNED, 2, date(2025, 11, 4)),
            )
        ),
        "permits": PermitFigures(
            date(2025, 3, 2), {PermitState.ACTIVE: 1, PermitState.CLOSED: 3}, {Colour.GREEN: 2, Colour.RED: 1}, 2, 1
        ),
        "visits": VisitFigures(3, visit, visit, (order,), date(2026, 4, 14), date(2028, 11, 4)),
    }
    return SiteSummary(**{**defaults, **given})


def a_summary(**given: Any) -> Summary:
    """Sum up one site, with a row for each finding that is open."""
    site = a_site_summary()
    prescription = {"kind": Kind.PRESCRIPTION, "severity": Severity.CRITICAL, "state": State.PLANNED}
    rows = (
        *(a_finding_row(site_id=site.site.id, **prescription) for _ in range(2)),
        a_finding_row(site_id=site.site.id),
    )
    link = Digest("5f" * 32)
    defaults = {
        "workspace_id": WorkspaceId(IDS.new()),
        "workspace": "Ville de Saint-Étienne",
        "told_on": THAT_DAY,
        "on": THAT_DAY,
        "sites": (site,),
        "register": RegisterTold(128, link, A_MONDAY_MORNING),
        "gravest": rows,
        "anchor": AnchorTold(120, Digest("a0" * 32), A_MONDAY_MORNING - timedelta(days=1), "ed25519:exploitant"),
        "digest": Digest("c4" * 32),
    }
    return Summary(**{**defaults, **given})


def a_summary_sheet(data: bytes = b'{"format":"registre-summary/1"}', **given: Any) -> SummarySheet:
    """Print it, with these data attached."""
    return SummarySheet(**{"summary": a_summary(), "data": partial(BytesIO, data), **given})
