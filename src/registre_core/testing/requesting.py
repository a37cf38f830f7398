# ruff: noqa: ANN401  # the fields given are checked by the entity that takes them
"""Builders of what is asked of firms about findings: requests with their lines, answers and links.

As in `builders`: every field of the entity is a keyword, and identifiers are new each time unless given.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from registre_core.findings import Finding
from registre_core.kernel.identifiers import ContractorId, LineId, LinkId, UserId, WorkRequestId
from registre_core.kernel.money import Money
from registre_core.requests import Answer, Line, Link, Quote, Recipient, RequestKind, WorkRequest
from registre_core.testing.builders import IDS, a_finding
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_digest

A_TUESDAY = A_MONDAY_MORNING + timedelta(days=1)
"""When somebody answers."""


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
