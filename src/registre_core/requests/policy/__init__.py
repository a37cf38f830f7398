"""The rules of requests, by what they are about."""

from registre_core.requests.policy.answering import (
    answered,
    declined,
    may_answer,
    may_decline,
    may_say,
    may_write_down,
    opened,
)
from registre_core.requests.policy.awarding import agreed_day, awarded, may_award, not_awarded, those_to_tell
from registre_core.requests.policy.comparing import Comparison, Offer, OfferTable, comparison
from registre_core.requests.policy.drafting import may_add, may_change, may_delete, may_have
from registre_core.requests.policy.sending import (
    may_send,
    may_withdraw,
    sent,
    those_to_send,
    those_to_withdraw,
    withdrawn,
)
from registre_core.requests.policy.states import line_state, request_state

__all__ = [
    "Comparison",
    "Offer",
    "OfferTable",
    "agreed_day",
    "answered",
    "awarded",
    "comparison",
    "declined",
    "line_state",
    "may_add",
    "may_answer",
    "may_award",
    "may_change",
    "may_decline",
    "may_delete",
    "may_have",
    "may_say",
    "may_send",
    "may_withdraw",
    "may_write_down",
    "not_awarded",
    "opened",
    "request_state",
    "sent",
    "those_to_send",
    "those_to_tell",
    "those_to_withdraw",
    "withdrawn",
]
