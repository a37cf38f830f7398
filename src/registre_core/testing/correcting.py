# ruff: noqa: ANN401  # the fields given are checked by the entity that takes them
"""Builders of what follows from a finding, and what stands beside it: anomalies, requests, visits, the logbook.

As in `builders`: every field of the entity is a keyword, and identifiers are new each time unless given.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from registre_core.commissions import AdministrativeOrder, Authority, Favour, Opinion, OrderKind, Visit, VisitKind
from registre_core.findings import Finding, Kind, Move, State, Step
from registre_core.kernel.identifiers import (
    ContractorId,
    FiledDocumentId,
    LineId,
    LinkId,
    LogbookId,
    OrderId,
    SiteId,
    UserId,
    VisitId,
    WorkRequestId,
)
from registre_core.kernel.money import Money
from registre_core.kernel.passages import Passage
from registre_core.kernel.people import Participant
from registre_core.kernel.signatories import PersonKind
from registre_core.logbook import Drill, DrillKind, FiledDocument, LogbookEntry
from registre_core.requests import Answer, Line, Link, Quote, Recipient, RequestKind, WorkRequest
from registre_core.testing.builders import IDS, a_document, a_finding
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_digest
from registre_core.workspace import Site

A_TUESDAY = A_MONDAY_MORNING + timedelta(days=1)
"""When somebody answers."""


def an_anomaly(site: Site, **given: Any) -> Finding:
    """Write down by hand what somebody saw on a site."""
    defaults = {"kind": Kind.ANOMALY, "intervention_id": None, "site_id": site.id, "text": "Issue encombrée"}
    return a_finding(**{**defaults, "passage": None, **given})


def a_prescription(visit: Visit, **given: Any) -> Finding:
    """Write down what the report of a visit prescribes."""
    defaults = {"kind": Kind.PRESCRIPTION, "intervention_id": None, "site_id": visit.site_id, "visit_id": visit.id}
    return a_finding(**{**defaults, "number": "P1", **given})


def words_of(finding: Finding) -> Passage:
    """Give the words that a finding was made of, of one that was read in a report."""
    if finding.passage is None:
        raise ValueError("nobody read this finding in a report")
    return finding.passage


def a_step(move: Move, **given: Any) -> Step:
    """Move a finding on, for a reason."""
    return Step(**{"move": move, "at": A_TUESDAY, "by": UserId(IDS.new()), "reason": "Sur place", **given})


LEADING: dict[State, tuple[Move, ...]] = {
    State.OPEN: (),
    State.PLANNED: (Move.PLANNED,),
    State.CORRECTED: (Move.CORRECTED,),
    State.CLEARED: (Move.CORRECTED, Move.CLEARED),
    State.CONTESTED: (Move.CONTESTED,),
    State.NOT_APPLICABLE: (Move.SET_ASIDE,),
}
"""The shortest way to each state."""


def standing_at(state: State, **given: Any) -> dict[str, Any]:
    """Give the fields of a finding that has come so far, for any that builds one."""
    return {"state": state, "steps": tuple(a_step(move, **given) for move in LEADING[state])}


def a_quote(**given: Any) -> Quote:
    """Ask for 1 250,50 euros."""
    defaults = {"amount": Money.of("1250.50", "EUR"), "vat_rate": Decimal(20), "valid_until": date(2026, 6, 30)}
    return Quote(**{**defaults, **given})


def an_answer(**given: Any) -> Answer:
    """Answer in time."""
    return Answer(**{"at": A_TUESDAY, "is_late": False, "message": "Nous passons jeudi", **given})


def a_request_line(contractor: ContractorId | None = None, **given: Any) -> Line:
    """Address a firm: the one given, or one that nobody knows."""
    recipient = Recipient(contractor or ContractorId(IDS.new()))
    return Line(**{"id": LineId(IDS.new()), "recipient": recipient, **given})


def a_work_request(*findings: Finding, **given: Any) -> WorkRequest:
    """Ask one firm to come about these findings."""
    about = findings or (a_finding(),)
    defaults = {
        "id": WorkRequestId(IDS.new()),
        "kind": RequestKind.INTERVENTION,
        "site_id": about[0].site_id,
        "findings": tuple(finding.id for finding in about),
        "message": "Merci de nous proposer une date",
        "lines": given.get("lines") or (a_request_line(),),
        "created_by": UserId(IDS.new()),
        "created_at": A_MONDAY_MORNING,
        "deadline": A_MONDAY_MORNING + timedelta(days=14),
    }
    return WorkRequest(**{**defaults, **given})


def a_link(request: WorkRequest, **given: Any) -> Link:
    """Let the first recipient of a request answer."""
    identifier = LinkId(IDS.new())
    defaults = {
        "id": identifier,
        "secret_digest": a_digest(identifier.bytes),
        "request_id": request.id,
        "line_id": request.lines[0].id,
        "issued_at": A_MONDAY_MORNING,
        "expires_at": A_MONDAY_MORNING + timedelta(days=44),
    }
    return Link(**{**defaults, **given})


def a_participant(**given: Any) -> Participant:
    """Name somebody on the spot, who has no account and is no contact."""
    defaults = {"kind": PersonKind.NAMED, "id": IDS.new(), "name": "Jeanne Forestier", "capacity": "maire adjointe"}
    return Participant(**{**defaults, **given})


def a_visit(site: Site | None = None, **given: Any) -> Visit:
    """Have the commission visit a site, that one if it is given."""
    defaults = {
        "id": VisitId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "kind": VisitKind.PERIODIC,
        "visited_on": date(2026, 3, 2),
        "commission": "Commission communale de sécurité",
        "recorded_at": A_MONDAY_MORNING,
    }
    return Visit(**{**defaults, **given})


def an_opinion(**given: Any) -> Opinion:
    """Think ill of a site."""
    return Opinion(**{"favour": Favour.UNFAVOURABLE, "given_on": date(2026, 3, 10), **given})


def an_order(**given: Any) -> AdministrativeOrder:
    """Have the mayor order works."""
    defaults = {"id": OrderId(IDS.new()), "kind": OrderKind.WORKS, "authority": Authority.MAYOR}
    return AdministrativeOrder(**{**defaults, "signed_on": date(2026, 3, 20), "number": "2026-117", **given})


def a_drill(**given: Any) -> Drill:
    """Have everybody leave the building."""
    defaults = {"held_on": date(2026, 3, 2), "kind": DrillKind.EVACUATION, "people": 214, "minutes": 4}
    return Drill(**{**defaults, **given})


def a_logbook_entry(site: Site | None = None, **given: Any) -> LogbookEntry:
    """Write down a drill, on that site if one is given."""
    defaults = {
        "id": LogbookId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "content": a_drill(),
        "recorded_by": UserId(IDS.new()),
        "recorded_at": A_MONDAY_MORNING,
    }
    return LogbookEntry(**{**defaults, **given})


def a_filed_document(site: Site | None = None, **given: Any) -> FiledDocument:
    """File the diagnosis of a building, on that site if one is given."""
    defaults = {
        "id": FiledDocumentId(IDS.new()),
        "site_id": site.id if site else SiteId(IDS.new()),
        "title": "Diagnostic structure",
        "document": a_document(b"%PDF-1.7 diagnostic", name="Diagnostic.pdf"),
        "filed_by": UserId(IDS.new()),
        "filed_at": A_MONDAY_MORNING,
        "dated": date(2025, 11, 3),
    }
    return FiledDocument(**{**defaults, **given})
