"""What is past its deadline of findings, and who is reminded of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from registre_core.findings import Finding, Kind
from registre_core.ports.storage import FindingFilter, FindingOrder, Snapshot
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, Late, Reader, Stewards, readers_on
from registre_core.services.paging import LARGEST_PAGE, cursor

OVERDUE = "finding-overdue"
"""The kind of its notices."""
CLEARS = {Kind.PRESCRIPTION: "prescriptions.clear"}
"""Who may is reminded where nobody answers for it, or whoever does cannot be reached, or left the site."""


def late_findings(tx: Snapshot, stewards: Stewards, stamp: Stamp) -> Iterator[Late]:
    """Give the findings that were to be corrected before today, and are not settled."""
    for one in _overdue(tx, stamp.today):
        facts = {"due_on": f"{one.due_on}", "kind": one.kind.value, "severity": one.severity.value}
        event = Event(OVERDUE, f"{one.id}", "finding", one.id, facts)
        yield Late(event, _responsible(tx, one, stewards, stamp))


def _responsible(tx: Snapshot, finding: Finding, stewards: Stewards, stamp: Stamp) -> tuple[Reader, ...]:
    named = readers_on(tx, [finding.responsible], finding.site_id, stamp.today) if finding.responsible else ()
    right = CLEARS.get(finding.kind, "findings.clear")
    return tuple(named) or stewards.of(tx, right, finding.site_id)


def _overdue(tx: Snapshot, today: date) -> Iterator[Finding]:
    where, order = FindingFilter(is_open=True, due_before=today), FindingOrder.DEADLINE
    page = tx.findings.page(where, order=order, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.findings.page(where, order=order, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
