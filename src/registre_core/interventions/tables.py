"""The types of interventions, as data: the flag says from whose reports observations may be extracted."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from registre_core.interventions.states import Period, Status
from registre_core.kernel.reasons import Source
from registre_core.kernel.validation import Checked, matching, must, not_blank

EXTRACTABLE_TYPES = Source("Version 1.47, Ajouter une observation à partir d'un rapport (S4)")
"""«Cette fonctionnalité est possible pour les interventions de type : contrôle / SAV / installation et maintenance.»"""


@frozen
class InterventionType(Checked):
    """A kind of intervention."""

    code: str = field(metadata=must(matching(r"[a-z-]+", "inspection")))
    """Stable name."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    extractable: bool
    """Whether observations may be taken from its reports."""


TYPES: Mapping[str, InterventionType] = {
    kind.code: kind
    for kind in (
        InterventionType("inspection", "Contrôle", "Inspection", extractable=True),
        InterventionType("after-sales", "SAV", "After-sales service", extractable=True),
        InterventionType("installation", "Installation", "Installation", extractable=True),
        InterventionType("maintenance", "Maintenance", "Maintenance", extractable=True),
        InterventionType("works", "Travaux", "Works", extractable=False),
        InterventionType("training", "Formation", "Training", extractable=False),
        InterventionType("other", "Autre", "Other", extractable=False),
    )
}
"""Every type by code, in the order people see them."""

STATUSES: Mapping[Status, str] = {
    Status.PLANNED: "Planifiée",
    Status.TO_SIGN: "À signer",
    Status.OVERDUE: "En retard",
    Status.CLOSED: "Clôturée",
    Status.CANCELLED: "Annulée",
}
"""What people read, in the order they choose from."""

PERIODS: Mapping[Period, tuple[str, str]] = {
    Period.WEEK: ("semaine", "semaines"),
    Period.MONTH: ("mois", "mois"),
    Period.YEAR: ("an", "ans"),
}
"""What people read of one, and of several."""
