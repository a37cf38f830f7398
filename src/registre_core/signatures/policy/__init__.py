"""What may be signed, by whom, with what drawing; and what becomes of a request.

Tickets have a module of their own, since what becomes of them bears the same names: `policy.tickets`.
"""

from registre_core.signatures.policy import tickets
from registre_core.signatures.policy.choosing import (
    Chosen,
    allowed_signatories,
    is_same_person,
    may_ask,
    may_keep_sides,
    may_rule,
)
from registre_core.signatures.policy.completing import (
    Missing,
    can_be_signed,
    is_met,
    is_vacant,
    may_be_met,
    missing,
    seats,
    state_at,
    whose_turn,
)
from registre_core.signatures.policy.drawing import may_be_new, may_be_signature
from registre_core.signatures.policy.proxies import client_address
from registre_core.signatures.policy.signing import (
    Offer,
    delegated,
    may_delegate,
    may_refuse,
    may_replace,
    may_revoke,
    may_show,
    may_sign,
    may_take,
    may_use_session,
    refused,
    replaced,
    revoked,
    shown,
    signed,
)

__all__ = [
    "Chosen",
    "Missing",
    "Offer",
    "allowed_signatories",
    "can_be_signed",
    "client_address",
    "delegated",
    "is_met",
    "is_same_person",
    "is_vacant",
    "may_ask",
    "may_be_met",
    "may_be_new",
    "may_be_signature",
    "may_delegate",
    "may_keep_sides",
    "may_refuse",
    "may_replace",
    "may_revoke",
    "may_rule",
    "may_show",
    "may_sign",
    "may_take",
    "may_use_session",
    "missing",
    "refused",
    "replaced",
    "revoked",
    "seats",
    "shown",
    "signed",
    "state_at",
    "tickets",
    "whose_turn",
]
