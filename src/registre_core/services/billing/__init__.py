"""Use cases of billing: the ledger, where the account stands, and who is told of it (S2)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.billing.holds import Holding
from registre_core.services.billing.importing import Imported, Importing
from registre_core.services.billing.ledger import LedgerKeeping
from registre_core.services.billing.questions import Questions

__all__ = ["BillingService", "Imported"]


@frozen
class BillingService(LedgerKeeping, Holding, Importing, Questions):
    """Keeps the ledger and tells where the account stands. Only the operator writes; who has the right reads."""
