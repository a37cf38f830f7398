"""Requests as people and programs read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from registre_cli import labels
from registre_cli.invoices.words import amount
from registre_cli.requests.naming import names_of
from registre_cli.terminal import Words
from registre_cli.typography import typeset
from registre_core.codec import to_builtins
from registre_core.kernel.zones import PARIS
from registre_core.requests import Answer, LineState, Quote, WorkRequest
from registre_core.requests.tables import KINDS, LINE_STATES, REQUEST_STATES
from registre_core.services.requests import ListedRequest, ShownLine, ShownRequest

STYLES: Mapping[LineState, str] = {
    LineState.LATE: "red",
    LineState.ANSWERED: "green",
    LineState.AWARDED: "bold green",
    LineState.DECLINED: "dim",
    LineState.WITHDRAWN: "dim",
    LineState.NOT_AWARDED: "dim",
}
"""What stands out among lines; the word stands beside it, for who sees no colours."""


def recipient(found: ShownRequest, one: ShownLine) -> str:
    """Name a recipient: the firm, and its people behind it."""
    return ", ".join(names_of(found, one.line))


def state(one: ShownLine) -> Words:
    """Say where it stands with him, and what should not pass unseen."""
    late = ", en retard" if one.line.answer and one.line.answer.is_late and one.state is not LineState.LATE else ""
    lost = "" if one.is_reachable or one.state is not LineState.SENT else ", sans adresse de courriel"
    return Words(f"{LINE_STATES[one.state]}{late}{lost}", style=STYLES.get(one.state, ""))


def until(request: WorkRequest) -> str:
    """Say until when answers are waited for, on the clock it was said on; whose, unless it is that of France."""
    if request.deadline is None:
        return "–"
    if request.zone == PARIS:
        return labels.instant(request.deadline)
    return f"{request.deadline.astimezone(ZoneInfo(request.zone)):%d/%m/%Y %H:%M} ({request.zone})"


def said(one: ShownLine) -> str:
    """Say what he answered, in a few words."""
    answer = one.line.answer
    if answer is None or one.state is LineState.DECLINED:
        return one.line.reason
    names = [one.name for one in answer.documents]
    parts = [answer.message, f"le {labels.day(answer.proposed_on.isoformat())}" if answer.proposed_on else ""]
    return " · ".join(part for part in (*parts, price(answer.quote) if answer.quote else "", *names) if part)


def price(quote: Quote) -> str:
    """Say what it would cost, with and without tax, and until when."""
    rate = f"{quote.vat_rate:f}".replace(".", ",")
    until = f", valable jusqu'au {labels.day(quote.valid_until.isoformat())}" if quote.valid_until else ""
    return typeset(f"{amount(quote.amount)} HT, TVA {rate} %, {amount(quote.total)} TTC{until}")


def summarised(one: ListedRequest) -> dict[str, Any]:
    """Give a request as plain values, without its recipients."""
    request = one.request
    return {
        "id": str(request.id),
        "kind": request.kind.value,
        "french_kind": KINDS[request.kind],
        "state": one.state.value,
        "french_state": REQUEST_STATES[one.state],
        "site": str(request.site_id),
        "message": request.message,
        "findings": [str(finding) for finding in request.findings],
        "documents": [to_builtins(one) for one in request.documents],
        "deadline": request.deadline and request.deadline.isoformat(),
        "zone": request.zone,
        "type": request.type_code,
        "is_split": request.is_split,
        "recipients": len(request.lines),
        "intervention": request.intervention_id and str(request.intervention_id),
    }


def described(found: ShownRequest) -> dict[str, Any]:
    """Give a request as plain values, with all its recipients."""
    whole = summarised(ListedRequest(found.request, found.state))
    return {**whole, "recipients": [_line(found.names, one) for one in found.lines]}


def _line(names: Mapping[UUID, str], one: ShownLine) -> dict[str, Any]:
    line = one.line
    firm = line.recipient.contractor_id
    return {
        "line": str(line.id),
        "contractor": None if firm is None else {"id": str(firm), "name": names[firm]},
        "contacts": [{"id": str(each), "name": names[each]} for each in line.recipient.contacts],
        "state": one.state.value,
        "french_state": LINE_STATES[one.state],
        "is_reachable": one.is_reachable,
        "sent_at": line.sent_at and line.sent_at.isoformat(),
        "opened_at": line.opened_at and line.opened_at.isoformat(),
        "answer": line.answer and _answer(line.answer),
        "reason": line.reason,
        "intervention": line.intervention_id and str(line.intervention_id),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "at": answer.at.isoformat(),
        "is_late": answer.is_late,
        "message": answer.message,
        "proposed_on": answer.proposed_on and answer.proposed_on.isoformat(),
        "quote": answer.quote and quote_described(answer.quote),
        "documents": [to_builtins(one) for one in answer.documents],
    }


def quote_described(quote: Quote) -> dict[str, Any]:
    """Give a quote as plain values."""
    return {
        "currency": quote.amount.currency,
        "amount": str(quote.amount.amount),
        "vat_rate": f"{quote.vat_rate:f}",
        "vat": str(quote.vat.amount),
        "total": str(quote.total.amount),
        "valid_until": quote.valid_until and quote.valid_until.isoformat(),
    }
