"""What requests are called before people, and how the tax on a quote is rounded."""

from __future__ import annotations

from collections.abc import Mapping

from registre_core.kernel.reasons import Source
from registre_core.requests.states import LineState, RequestKind, RequestState

KINDS: Mapping[RequestKind, str] = {
    RequestKind.INTERVENTION: "demande d’intervention",
    RequestKind.QUOTE: "demande de devis",
}
"""What is asked for, for people."""

LINE_STATES: Mapping[LineState, str] = {
    LineState.DRAFT: "brouillon",
    LineState.SENT: "envoyée",
    LineState.OPENED: "ouverte",
    LineState.LATE: "en retard",
    LineState.ANSWERED: "répondue",
    LineState.DECLINED: "déclinée",
    LineState.WITHDRAWN: "retirée",
    LineState.AWARDED: "retenue",
    LineState.NOT_AWARDED: "non retenue",
}
"""Where it stands with one recipient, for people."""

REQUEST_STATES: Mapping[RequestState, str] = {
    RequestState.DRAFT: "brouillon",
    RequestState.WAITING: "en attente",
    RequestState.ANSWERED: "répondue",
    RequestState.UNANSWERED: "sans réponse",
    RequestState.AWARDED: "attribuée",
    RequestState.WITHDRAWN: "retirée",
}
"""Where it stands as a whole, for people."""

VAT_DECIMALS = 3
"""Of a rate of tax, in percent: French ones have two at most (``2.1``, ``1.75``); one is spared for other countries."""

VAT_ROUNDING = Source("docs/decisions/0038: the tax is rounded once, on the whole amount, half a coin up")
"""What is rounded line by line may differ from it by some coins: a quote here has one amount and one rate."""
