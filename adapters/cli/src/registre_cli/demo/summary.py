"""The story in one JSON object, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from registre_cli.answers import message_of
from registre_cli.demo.chapters import (
    Cast,
    Chapter,
    Denied,
    Edited,
    Gates,
    Journal,
    Proposed,
    Rewritten,
    Scanned,
    Situation,
    State,
    Taken,
    Tampered,
    Unpaid,
    Visit,
)
from registre_cli.demo.signed_chapters import HotWork, Sealed, Signed, Stand
from registre_cli.demo.summary_building import summed
from registre_cli.reports.passages import described
from registre_cli.verify import breaches
from registre_core.kernel.errors import Refused
from registre_core.rights import Plan


def already_told(folder: Path) -> dict[str, Any]:
    """Say that it was told there before."""
    return {"into": str(folder), "already_there": True}


def summed_up(folder: Path, chapters: Iterable[Chapter]) -> dict[str, Any]:
    """Sum the story up."""
    summary: dict[str, Any] = {"into": str(folder), "already_there": False}
    for chapter in chapters:
        summary |= _of(chapter)
    return summary


def _of(chapter: Chapter) -> dict[str, Any]:
    match chapter:
        case Cast():
            said = _cast(chapter)
        case Visit():
            said = {"intervention": str(chapter.intervention.id), "report": chapter.report.digest}
        case Gates():
            said = {"refusals": [_refusal(one.situation, one.refusal) for one in chapter.attempts]}
        case Taken() | Scanned() | Proposed():
            said = _extracted(chapter)
        case Denied() | Edited():
            said = {"denied": _denied(chapter)} if isinstance(chapter, Denied) else {"edited": _edited(chapter)}
        case Journal():
            said = _journal(chapter)
        case Tampered() | Rewritten():
            said = _forged(chapter)
        case Unpaid():
            said = {"unpaid": _unpaid(chapter)}
        case Signed() | HotWork() | Sealed():
            said = _signatures(chapter)
        case _:
            said = summed(chapter)
    return said


def _cast(cast: Cast) -> dict[str, Any]:
    return {
        "workspace": str(cast.workspace.id),
        "sites": [str(site.id) for site in cast.sites],
        "contractor": str(cast.inspectors.id),
        "contacts": [str(contact.id) for contact in cast.contacts],
        "administrator": str(cast.administrator.id),
        "users": [str(user.id) for user in cast.users],
        "profile": str(cast.profile.id),
    }


def _extracted(chapter: Taken | Scanned | Proposed) -> dict[str, Any]:
    match chapter:
        case Taken():
            return _taken(chapter)
        case Scanned():
            return {"scanned": _scanned(chapter)}
        case Proposed():
            return {"proposed": _proposed(chapter)}


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "passage": described(taken.passage),
        "finding": str(taken.finding.id),
        "findings": [str(finding.id) for finding in taken.findings],
    }


def _scanned(scanned: Scanned) -> dict[str, Any]:
    same, total = scanned.words
    return {
        "report": scanned.report.digest,
        "passage": None if scanned.recognised is None else described(scanned.recognised),
        "same_words": same,
        "words": total,
        "missing": None if scanned.missing is None else {"code": scanned.missing.code},
    }


def _proposed(proposed: Proposed) -> dict[str, Any]:
    return {
        "candidates": len(proposed.candidates),
        "taken": sum(candidate.is_taken for candidate in proposed.candidates),
        "accepted": [str(finding.id) for finding in proposed.findings],
        "left": len(proposed.left),
    }


def _denied(denied: Denied) -> dict[str, Any]:
    return {
        **_refusal(denied.user.name, denied.refusal),
        "before": _state(denied.before),
        "after": _state(denied.after),
    }


def _edited(edited: Edited) -> dict[str, Any]:
    return {
        "profile": str(edited.before.id),
        "users": [str(user.id) for user in edited.people],
        "right": edited.right,
        "shown": _plan(edited.shown),
        "outdated": {"code": edited.outdated.code, "message": message_of(edited.outdated)},
        "committed": _plan(edited.committed),
        "last_administrator": {"code": edited.last.code, "message": message_of(edited.last)},
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "digest": plan.digest,
        "gaining": plan.gaining,
        "losing": plan.losing,
        "unchanged": plan.unchanged,
        "people": [one.name for one in plan.people.items],
    }


def _forged(forged: Tampered | Rewritten) -> dict[str, Any]:
    if isinstance(forged, Rewritten):
        return {"rewritten": _rewritten(forged)}
    return {"tampered": {"entry": forged.number, "breaches": breaches(forged.verification)}}


def _rewritten(rewritten: Rewritten) -> dict[str, Any]:
    return {
        "entry": rewritten.number,
        "anchored": rewritten.anchored.number,
        "intact_alone": rewritten.alone.is_intact,
        "breaches": breaches(rewritten.verification),
    }


def _unpaid(unpaid: Unpaid) -> dict[str, Any]:
    facts = [line.account.fact for line in unpaid.changes]
    return {
        "workspace": str(unpaid.workspace.id),
        "invoice": unpaid.invoice.number,
        "due_on": unpaid.invoice.due_on.isoformat(),
        "situations": [_situation(one) for one in unpaid.situations],
        "refused": {one.action: [kind.value for kind, error in one.refusals.items() if error] for one in unpaid.tried},
        "paid": _situation(unpaid.paid),
        "counts_once": unpaid.counts_once,
        "changes": [{"on": fact["on"], "level": fact["standing"]["level"], "cause": fact["cause"]} for fact in facts],
    }


def _signatures(chapter: Signed | HotWork | Sealed) -> dict[str, Any]:
    match chapter:
        case Signed():
            return {"signed": _signed(chapter)}
        case HotWork():
            return {"hot_work": _hot_work(chapter)}
        case Sealed():
            return {"sealed": {one.name: [seal.is_intact for seal in one.seals] for one in chapter.files}}


def _signed(signed: Signed) -> dict[str, Any]:
    return {
        "intervention": str(signed.closed.id),
        "overdue_days": signed.days,
        "refused": [reason.code for reason in signed.refusal.reasons],
        "signature": str(signed.signature.id),
        "closed_at": signed.closed.closed_at and signed.closed.closed_at.isoformat(),
        "proof": signed.proof.finding.value,
        "key": signed.proof.key,
        "forged": signed.forged.value,
    }


def _hot_work(work: HotWork) -> dict[str, Any]:
    return {
        "permit": str(work.permit.id),
        "opening": [_stand(one) for one in work.opening],
        "used": [reason.code for reason in work.used.reasons],
        "watch": [_stand(one) for one in work.watch],
    }


def _stand(one: Stand) -> dict[str, Any]:
    return {"at": one.at.isoformat(), "state": one.state, "colour": one.colour and one.colour.value}


def _situation(one: Situation) -> dict[str, Any]:
    banner, other = one.banner, one.on_the_telephone
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "level": one.level.value,
        "colour": banner and banner.colour.value,
        "text": banner and banner.text,
        "button": banner and banner.button,
        "button_without_the_right": other and other.button,
        "open_to": [kind.value for kind in one.open_to],
    }


def _refusal(situation: str, refusal: Refused) -> dict[str, Any]:
    codes = [reason.code for reason in refusal.reasons]
    return {"situation": situation, "codes": codes, "message": message_of(refusal)}


def _state(state: State) -> dict[str, Any]:
    return {"number": state.head.number, "link": state.head.link.hex(), "findings": state.findings}


def _journal(journal: Journal) -> dict[str, Any]:
    return {
        "register": {
            "entries": journal.verification.count,
            "head": journal.head.link.hex(),
            "intact": journal.verification.is_intact,
        },
        "export": {
            "entries": journal.exported.count,
            "withheld": journal.withheld,
            "intact": journal.exported.is_intact,
        },
    }
