"""The steps about anomalies, requests, the commission, the summary and versions, for programs."""

from __future__ import annotations

from typing import Any

from registre_cli.demo.building_chapters import (
    Announced,
    Anomalies,
    Asked,
    BuildingChapter,
    Inspected,
    Kept,
    Quoted,
    Received,
    Versions,
)
from registre_core.services.requests import ShownRequest


def summed(chapter: BuildingChapter) -> dict[str, Any]:
    """Sum one of them up."""
    said: dict[str, Any]
    match chapter:
        case Anomalies():
            said = {"anomalies": _anomalies(chapter)}
        case Asked():
            said = {"asked": _asked(chapter)}
        case Quoted():
            said = {"quoted": _quoted(chapter)}
        case Inspected():
            said = {"inspected": _inspected(chapter)}
        case Announced():
            said = {"announced": _announced(chapter)}
        case Kept():
            said = {"summary": _kept(chapter)}
        case Versions():
            said = {"versions": [*map(_received, chapter.clients)]}
    return said


def _anomalies(anomalies: Anomalies) -> dict[str, Any]:
    return {
        "findings": [str(one.id) for one in anomalies.findings],
        "kinds": [one.kind.value for one in anomalies.findings],
        "created_by": [line.created_by for line in anomalies.lines],
        "duplicates": [one.finding.kind.value for one in anomalies.duplicates],
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        **_request(asked.shown),
        "notices": asked.sent.notices,
        "unreachable": len(asked.sent.unreachable),
        "again": asked.again,
        "intervention": str(asked.intervention.id),
        "interventions": len({one.line.intervention_id for one in asked.shown.lines if one.line.intervention_id}),
        "finding": asked.planned.state.value,
    }


def _quoted(quoted: Quoted) -> dict[str, Any]:
    (table,) = quoted.compared.comparison.tables
    return {**_request(quoted.shown), "to_pay": [str(offer.total) for offer in table.offers]}


def _request(shown: ShownRequest) -> dict[str, Any]:
    return {
        "request": str(shown.request.id),
        "state": shown.state.value,
        "lines": [one.state.value for one in shown.lines],
    }


def _inspected(inspected: Inspected) -> dict[str, Any]:
    return {
        "visit": str(inspected.visit.id),
        "opinion": inspected.visit.opinions[-1].favour.value,
        "kinds": [one.kind.value for one in inspected.prescriptions],
        "clearing": [reason.code for reason in inspected.clearing.reasons],
    }


def _announced(announced: Announced) -> dict[str, Any]:
    return {
        "waiting": len(announced.previews),
        "moot": sum(one.worded is None for one in announced.previews),
        "recipients": len({one.queued.notice.recipient for one in announced.previews}),
        "to": announced.recipient,
        "subject": announced.subject,
    }


def _kept(kept: Kept) -> dict[str, Any]:
    return {
        "sites": len(kept.summary.sites),
        "findings": kept.summary.open_findings,
        "files": dict(kept.sizes),
        "entries": kept.exported.entries,
        "documents": kept.exported.documents,
    }


def _received(one: Received) -> dict[str, Any]:
    return {
        "client": one.client.kind.value,
        "version": one.client.version,
        "footer": one.welcome.footer,
        "refused": one.refusal and one.refusal.code,
    }
