"""The workspace (environnement) and what stands in it: sites, contractors, contacts."""

from registre_core.workspace.entities import Contact, Contractor, Site, Workspace
from registre_core.workspace.facts import (
    ContactAdded,
    ContactErased,
    ContractorAdded,
    ContractorEdited,
    PersonErased,
    SiteAdded,
    SiteClosed,
    SiteReopened,
    WorkspaceFounded,
)
from registre_core.workspace.policy import closed, is_open, may_close, may_receive, may_reopen, reopened
from registre_core.workspace.tables import ERP_TYPES, Category, ErpType

__all__ = [
    "ERP_TYPES",
    "Category",
    "Contact",
    "ContactAdded",
    "ContactErased",
    "Contractor",
    "ContractorAdded",
    "ContractorEdited",
    "ErpType",
    "PersonErased",
    "Site",
    "SiteAdded",
    "SiteClosed",
    "SiteReopened",
    "Workspace",
    "WorkspaceFounded",
    "closed",
    "is_open",
    "may_close",
    "may_receive",
    "may_reopen",
    "reopened",
]
