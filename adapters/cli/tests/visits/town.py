"""What tests of these commands share. Days to come lie so far off that it does not matter when they run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from adapters.cli.tests.invoices.ledgers import refused, words_of

from registre_cli.opening import COMMAND_LINE, without_documents
from registre_core import Actor
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.permits import PermitStages, PermitTerms

__all__ = ["ANNE", "DATABASE", "FIRM", "FITTER", "PLANNED", "SCHOOL", "TOWN", "hours_ago", "refused", "words_of"]

DATABASE = "sqlite:///registre.db"
TOWN, SCHOOL, FIRM = "Ville de Montreval", "École des Tilleuls", "Arvor Chaudronnerie"
ANNE, FITTER = "Anne Petit", "Yann Le Bris"
PLANNED = ("--site", SCHOOL, "--type", "inspection", "--on", "15/03/2099")


def hours_ago(hours: float) -> str:
    """Write a moment as programs do."""
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat()


def a_permit_at_work() -> None:
    """Draw up a permit that is signed at its end only: work may go on as soon as it is handed in."""
    with without_documents(DATABASE) as registre:
        with registre.ports.storage.operate() as door:
            ((town, _),) = door.workspaces()
        with registre.ports.storage.read(town.id) as tx:
            [anne], [school], [firm] = tx.users.page().items, tx.sites.page().items, tx.contractors.page().items
        began = datetime.now(UTC) - timedelta(hours=5)
        watcher = PersonKey(PersonKind.USER, anne.id)
        terms = PermitTerms("Préau", "Meulage", ("grinding",), (firm.id,), watcher, began, stages=PermitStages.CLOSING)
        actor = Actor.user(anne.id, town.id, client=COMMAND_LINE)
        registre.permits.submit(actor, registre.permits.draft(actor, site=school.id, terms=terms).id)
