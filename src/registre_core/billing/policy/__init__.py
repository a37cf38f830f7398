"""What unpaid invoices bring about: pure functions of ledger, day and terms."""

from registre_core.billing.policy.outstanding import Outstanding, outstanding
from registre_core.billing.policy.recording import (
    is_repeated,
    is_same_invoice,
    left_of_payment,
    may_lift,
    may_record,
    may_refund,
    may_write_off,
    with_event,
    with_hold_lifted,
)
from registre_core.billing.policy.standings import crossings, level, standing
from registre_core.billing.policy.terms import THE_SOURCES_OWN, BillingPolicy, Survives

__all__ = [
    "THE_SOURCES_OWN",
    "BillingPolicy",
    "Outstanding",
    "Survives",
    "crossings",
    "is_repeated",
    "is_same_invoice",
    "left_of_payment",
    "level",
    "may_lift",
    "may_record",
    "may_refund",
    "may_write_off",
    "outstanding",
    "standing",
    "with_event",
    "with_hold_lifted",
]
