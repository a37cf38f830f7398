"""The workspace (environnement) and what stands in it: sites, contractors, contacts."""

from registre_core.workspace.entities import Contact, Contractor, Site, Workspace
from registre_core.workspace.facts import ContactAdded, ContactErased, ContractorAdded, SiteAdded, WorkspaceFounded
from registre_core.workspace.tables import ERP_TYPES, Category, ErpType

__all__ = [
    "ERP_TYPES",
    "Category",
    "Contact",
    "ContactAdded",
    "ContactErased",
    "Contractor",
    "ContractorAdded",
    "ErpType",
    "Site",
    "SiteAdded",
    "Workspace",
    "WorkspaceFounded",
]
