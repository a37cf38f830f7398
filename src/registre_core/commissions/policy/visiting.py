"""A visit is announced, changed, called off; its report joins it."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from registre_core.commissions.entities import Visit
from registre_core.commissions.tables import ATTENDING
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.verdicts import YES, Verdict

VISITS = Source("House rule: what a commission said is never taken back by calling its visit off")
_TOOK_PLACE = Reason("visit-took-place", "the visit has a report, an opinion or an order: it took place", VISITS)


def may_change(visit: Visit) -> Verdict:
    """Whether anything about it may still change: not once it was called off."""
    if not visit.cancelled:
        return YES
    return Verdict.no(Reason("visit-cancelled", "the visit was called off: it takes no changes", VISITS))


def may_edit(visit: Visit, visited_on: date, today: date) -> Verdict:
    """Whether it can be said to be on that day; who was there, and what was looked at, is known afterwards only."""
    verdict = may_change(visit)
    if visit.took_place and visited_on > today:
        verdict &= Verdict.no(_TOOK_PLACE)
    return verdict


def may_cancel(visit: Visit) -> Verdict:
    """Whether it can be said not to take place: not once something came of it."""
    return may_change(visit) & (Verdict.no(_TOOK_PLACE) if visit.took_place else YES)


def cancelled(visit: Visit, reason: str) -> Visit:
    """Say that it does not take place. Ask `may_cancel` first."""
    return evolve(visit, cancelled=reason)


def may_follow(visit: Visit, today: date) -> Verdict:
    """Whether anything can come of it yet: a report, an opinion, an order come after the visit."""
    verdict = may_change(visit)
    if visit.visited_on > today:
        facts = {"visited_on": visit.visited_on.isoformat(), "today": today.isoformat()}
        verdict &= Verdict.no(Reason("visit-to-come", "nothing comes of a visit before its day", ATTENDING, facts))
    return verdict


def may_attach_report(visit: Visit, report: DocumentRef, today: date) -> Verdict:
    """Whether this file can be its report: a PDF, from which prescriptions are taken, and not the one it has."""
    verdict = may_follow(visit, today)
    if not report.is_pdf:
        said = "the first bytes of the file say that it is no PDF, whatever its name says"
        told = {"name": report.name, "media_type": report.media_type}
        verdict &= Verdict.no(Reason("visit-report-not-pdf", said, ATTENDING, told))
    if visit.report is not None and visit.report.digest == report.digest:
        facts = {"name": report.name, "digest": report.digest}
        said = "this very file is its report already"
        verdict &= Verdict.no(Reason("visit-report-already-attached", said, VISITS, facts))
    return verdict


def with_report(visit: Visit, report: DocumentRef) -> Visit:
    """Give it its report; one that it had stays among its documents. Ask `may_attach_report` first."""
    earlier = () if visit.report is None else (visit.report,)
    return evolve(visit, report=report, documents=(*visit.documents, *earlier))
