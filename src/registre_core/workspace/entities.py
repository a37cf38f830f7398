"""Workspace, site, contractor and contact."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import ContactId, ContractorId, SiteId, WorkspaceId
from registre_core.kernel.validation import E_MAIL, Checked, at_least, aware, matching, must, not_blank
from registre_core.workspace.tables import Category, ErpType


@frozen
class Workspace(Checked):
    """One customer's world (*environnement*): its sites, its people, its one register."""

    id: WorkspaceId
    name: str = field(metadata=must(not_blank))
    """What its users call it."""
    founded_at: datetime = field(metadata=must(aware))
    """When the operator founded it."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes: a stale one is a `Conflict`."""


@frozen
class Site(Checked):
    """An establishment (*établissement*) with its place in the law's classification."""

    id: SiteId
    name: str = field(metadata=must(not_blank))
    """Its usual name."""
    erp_type: ErpType
    """What it is used for."""
    category: Category
    """How many people it may receive."""
    address: str = ""
    """Where it stands, as on a letter."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""


@frozen
class Contractor(Checked):
    """A firm that works on or inspects sites (*prestataire*)."""

    id: ContractorId
    name: str = field(metadata=must(not_blank))
    """Its registered or usual name."""
    siret: str | None = field(default=None, metadata=must(matching(r"[0-9]{14}", "12345678901234")))
    """Its establishment number in the national register of firms: 14 digits."""
    approved: bool = False
    """Whether it is an approved inspection body (*organisme agréé*, CCH R. 143-34)."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""


@frozen
class Contact(Checked):
    """Somebody to reach (*interlocuteur*), at a contractor or on his own: a fire officer, a caretaker."""

    id: ContactId
    name: str = field(metadata={**must(not_blank), **personal()})
    """First and last name."""
    email: str | None = field(default=None, metadata={**must(E_MAIL), **personal()})
    """Where notices go; without one there are none."""
    phone: str = field(default="", metadata=personal())
    """As it is dialled."""
    contractor_id: ContractorId | None = None
    """His firm; a contact may stand without one."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
