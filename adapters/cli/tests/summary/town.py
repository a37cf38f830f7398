"""What tests of these commands share."""

from __future__ import annotations

from datetime import date

from registre_core import Registre
from registre_core.commissions import Favour
from registre_core.findings import CreatedBy, Severity
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.identifiers import UserId, WorkspaceId
from registre_core.testing.building import a_drill_entry, a_visit, an_opinion, an_order
from registre_core.testing.correcting import an_anomaly
from registre_core.workspace import Site

DATABASE = "sqlite:///registre.db"
TOWN, SCHOOL, POOL, ANNE = "Ville de Montreval", "École des Tilleuls", "Piscine du Port", "Anne Petit"
FORMULA = "=1+1"
"""What somebody wrote who wants to see it computed."""


def furnish(registre: Registre, town: WorkspaceId, school: Site) -> None:
    """Put three anomalies, a drill, and a visit with its opinion and an order into storage."""
    with registre.ports.storage.begin(town) as tx:
        (anne,) = tx.users.page().items
        who = UserId(anne.id)
        creator = CreatedBy(PersonRef(who, anne.name), ClientKind.WEB)
        for text, severity in (
            (FORMULA, Severity.MINOR),
            ("Porte bloquée", Severity.CRITICAL),
            ("Bloc", Severity.MAJOR),
        ):
            tx.findings.add(
                an_anomaly(school, text=text, severity=severity, created_by=creator, due_on=date(2026, 3, 9))
            )
        day = date(2025, 3, 4)
        opinion = an_opinion(favour=Favour.UNFAVOURABLE, given_on=day)
        order = an_order(signed_on=day, notified_on=day)
        tx.visits.add(a_visit(school, visited_on=day, recorded_by=who, opinions=(opinion,), orders=(order,)))
        tx.logbook.add(a_drill_entry(school, recorded_by=who))
        tx.commit()
