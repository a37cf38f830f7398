"""S4 of the story, at its end: a safety commission comes, and its report holds prescriptions."""

from __future__ import annotations

from datetime import date, timedelta

from registre_cli.demo.building_chapters import Inspected
from registre_cli.demo.chapters import Cast
from registre_cli.demo.people import acting
from registre_cli.demo.refusals import refusal
from registre_cli.demo.report import VISIT_NAME, excerpts, open_report
from registre_core import Actor, Registre
from registre_core.commissions import Favour, Visit, VisitKind
from registre_core.findings import Finding, Severity
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.reports import ReportSource

VISITED_ON = date(2026, 11, 17)
"""As the report says."""
DUE = timedelta(days=60)
"""What the last prescription leaves."""


def inspect(registre: Registre, cast: Cast) -> Inspected:
    """Record the visit, attach its report, take the prescriptions out of it, and write the opinion down."""
    manager, commissions = acting(cast.manager, cast.workspace.id), registre.commissions
    day = min(VISITED_ON, registre.ports.clock.today())  # believable on a machine whose clock is behind, too
    visit = commissions.record_visit(
        manager,
        site=cast.school.id,
        kind=VisitKind.PERIODIC,
        visited_on=day,
        commission="commission communale de sécurité",
        examined=["registre de sécurité", "rapports de vérification", "plan d’évacuation"],
    )
    with open_report(VISIT_NAME) as stream:
        report = registre.documents.store(manager, stream, name=VISIT_NAME, originality=Originality.ORIGINAL)
    visit = commissions.attach_report(manager, visit.id, report)
    prescriptions = tuple(_prescribed(registre, manager, visit, report))
    visit = commissions.record_opinion(manager, visit.id, favour=Favour.FAVOURABLE, given_on=day)
    done = registre.findings.declare_corrected(manager, prescriptions[0].id)
    clearing = refusal(lambda: registre.findings.clear(acting(cast.administrator, cast.workspace.id), done.id))
    return Inspected(visit, prescriptions, clearing)


def _prescribed(registre: Registre, manager: Actor, visit: Visit, report: DocumentRef) -> list[Finding]:
    source = ReportSource.visit(visit.id)
    return [
        registre.findings.record(
            manager,
            source,
            registre.extraction.extract(manager, source, report.digest, excerpt.selection),
            number=f"P{number}",
            severity=Severity.MAJOR,
            due_on=visit.visited_on + DUE,
        )
        for number, excerpt in enumerate(excerpts(VISIT_NAME), start=1)
    ]
