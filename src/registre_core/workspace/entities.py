"""Workspace, site, contractor and contact."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from attrs import evolve, field, frozen

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import Problem
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
    closed_on: date | None = None
    """The first day it no longer receives the public; a day to come is a closing that was announced."""
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
    email: str | None = field(default=None, metadata=must(E_MAIL))
    """The firm's own mail address, such as ``contact@exemple.fr``; never a person's, who is a contact."""


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

    def contradictions(self) -> list[Problem]:
        """Nobody can be reached who was erased, and nothing comes back."""
        if not self.is_erased or (self.email, self.phone) == (None, ""):
            return []
        return [Problem("name", "person-erased", f"«{ERASED_NAME}» has neither mail address nor telephone")]

    @property
    def is_erased(self) -> bool:
        """Whether he was erased: the name itself is the mark."""
        return self.name == ERASED_NAME

    def erased(self) -> Self:
        """Take away what names him and how he is reached; his firm stays, as the interventions he took part in do."""
        return evolve(self, name=ERASED_NAME, email=None, phone="")
