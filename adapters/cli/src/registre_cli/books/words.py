"""Sites, contractors and contacts in words, and as plain values."""

from __future__ import annotations

from typing import Any

from registre_core.workspace import Contact, Contractor, Site

Entry = Site | Contractor | Contact
"""What stands in an address book."""


def described(entry: Entry) -> dict[str, Any]:
    """Give one as plain values."""
    match entry:
        case Site():
            more: dict[str, Any] = {
                "type": entry.erp_type.value,
                "category": entry.category.value,
                "address": entry.address,
                "closed_on": entry.closed_on.isoformat() if entry.closed_on else None,
            }
        case Contractor():
            more = {"siret": entry.siret, "email": entry.email, "approved": entry.approved}
        case Contact():
            firm = entry.contractor_id
            more = {"email": entry.email, "phone": entry.phone, "contractor": str(firm) if firm else None}
    return {"id": str(entry.id), "name": entry.name, **more}


def cells(entry: Entry) -> tuple[str, str]:
    """Say what else is known of one, in two cells."""
    match entry:
        case Site():
            return f"{entry.erp_type.value}, catégorie {entry.category.value}", entry.address
        case Contractor():
            return entry.siret or "", entry.email or ""
        case Contact():
            return entry.phone, entry.email or ""
