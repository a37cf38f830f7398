"""The operator at the ledger of one workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from attrs import frozen
from rich.text import Text

from registre_cli.opening import operator, without_documents
from registre_cli.terminal import Words
from registre_cli.typography import quoted
from registre_cli.workspaces import workspace_named
from registre_core import Actor, Registre
from registre_core.billing import Invoice, Standing
from registre_core.rights import Catalogue
from registre_core.services.billing import BillingService
from registre_core.workspace import Workspace


@frozen
class Till:
    """A register, and the workspace whose ledger is open."""

    registre: Registre
    workspace: Workspace

    @property
    def actor(self) -> Actor:
        """The host itself: the ledger is no user's."""
        return operator(self.workspace.id)

    @property
    def billing(self) -> BillingService:
        """What keeps the ledger."""
        return self.registre.billing

    @property
    def catalogue(self) -> Catalogue:
        """Every right there is."""
        return self.registre.ports.catalogue

    @property
    def today(self) -> date:
        """The legal day, in the calendar of the terms."""
        return self.registre.ports.billing.day_of(self.registre.ports.clock.now())

    def invoice(self, number: str) -> Invoice:
        """Give the invoice of this number.

        Raises:
            NotFound: ``invoice-not-found``.
        """
        return self.billing.numbered(self.actor, number)

    def standing(self, on: date | None = None) -> Standing:
        """Tell where the account stands."""
        return self.billing.standing(self.actor, on=on)

    def as_json(self) -> dict[str, Any]:
        """Say to programs whose ledger it is."""
        return {"workspace": str(self.workspace.id)}

    def as_line(self) -> Text:
        """Say it to people."""
        return Words(f"Les factures de {quoted(self.workspace.name)}.", style="dim")


@contextmanager
def till(address: str, workspace: str | None) -> Iterator[Till]:
    """Open the ledger of a workspace.

    Raises:
        InvalidInput: ``workspace-undecided``, ``unknown-name``, ``ambiguous-name``.
        NotFound: ``workspace-not-found``.
    """
    with without_documents(address) as registre:
        yield Till(registre, workspace_named(registre, workspace))
