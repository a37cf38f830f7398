"""Safety commissions: their visits, what they think, and what the authority decides."""

from registre_core.commissions.entities import AdministrativeOrder, Opinion, Visit
from registre_core.commissions.states import Authority, Favour, OrderKind, VisitKind

__all__ = ["AdministrativeOrder", "Authority", "Favour", "Opinion", "OrderKind", "Visit", "VisitKind"]
