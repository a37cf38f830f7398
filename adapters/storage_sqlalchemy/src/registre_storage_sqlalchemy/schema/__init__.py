"""The tables. Every key and foreign key is led by the workspace, so no row can refer to another tenant's.

What a list shows stands in one row of one table. Ordered ids (the contractors of an intervention) and sets (the sites
of a user) are therefore JSON arrays in that row; *link* tables beside them carry the foreign keys and answer the
question from the other end. Codes of rights refer to no table, since plug-ins bring rights too, and are JSON arrays
alone. What decides about the rights of users is kept a second time, once for all who are alike, with how many they are:
whatever asks about everybody reads these few rows. What happened to an invoice lies in its row, too, and beside it what
that comes to: what remains, and until when it waits.
"""

from __future__ import annotations

from registre_storage_sqlalchemy.schema.arrivals import arrivals
from registre_storage_sqlalchemy.schema.billing import invoices, standings
from registre_storage_sqlalchemy.schema.commissions import visit_people, visits
from registre_storage_sqlalchemy.schema.findings import findings
from registre_storage_sqlalchemy.schema.interventions import (
    intervention_contacts,
    intervention_contractors,
    intervention_reports,
    interventions,
)
from registre_storage_sqlalchemy.schema.journal import outbox, register_entries, register_heads, register_personal
from registre_storage_sqlalchemy.schema.logbook import filed_documents, logbook
from registre_storage_sqlalchemy.schema.notices import notice_mutings, notice_settings, subscriptions
from registre_storage_sqlalchemy.schema.permits import permit_contacts, permit_contractors, permit_users, permits
from registre_storage_sqlalchemy.schema.recognitions import recognitions
from registre_storage_sqlalchemy.schema.references import document_references
from registre_storage_sqlalchemy.schema.requests import (
    request_links,
    work_request_contacts,
    work_request_contractors,
    work_request_findings,
    work_requests,
)
from registre_storage_sqlalchemy.schema.rights import profiles, rights_situations, user_sites, users
from registre_storage_sqlalchemy.schema.shapes import metadata
from registre_storage_sqlalchemy.schema.signatures import seals, signatures, signed_contents, tickets
from registre_storage_sqlalchemy.schema.staging import staged_parts
from registre_storage_sqlalchemy.schema.workspaces import contacts, contractors, sites, workspaces

__all__ = [
    "APPLICATION_ID",
    "REVISIONS",
    "VERSION_TABLE",
    "arrivals",
    "contacts",
    "contractors",
    "document_references",
    "filed_documents",
    "findings",
    "intervention_contacts",
    "intervention_contractors",
    "intervention_reports",
    "interventions",
    "invoices",
    "logbook",
    "metadata",
    "notice_mutings",
    "notice_settings",
    "outbox",
    "permit_contacts",
    "permit_contractors",
    "permit_users",
    "permits",
    "profiles",
    "recognitions",
    "register_entries",
    "register_heads",
    "register_personal",
    "request_links",
    "rights_situations",
    "seals",
    "signatures",
    "signed_contents",
    "sites",
    "staged_parts",
    "standings",
    "subscriptions",
    "tickets",
    "user_sites",
    "users",
    "visit_people",
    "visits",
    "work_request_contacts",
    "work_request_contractors",
    "work_request_findings",
    "work_requests",
    "workspaces",
]

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every revision of this schema, oldest first; the migrations are named after them."""

APPLICATION_ID = 0x52454749
"""Marks an SQLite file as a register: «REGI»."""

VERSION_TABLE = "registre_schema"
"""Where Alembic keeps the revision: a name of our own, since a host may migrate its own tables beside ours."""
