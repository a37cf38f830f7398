"""What people read when something is refused or fails: one French sentence a code, with what to do next.

A test keeps this catalogue in step with the codes that the core and the adapters raise, in both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Formatter

from registre_cli.french import (
    billing,
    building,
    deliveries,
    documents,
    drawings,
    failures,
    findings,
    interventions,
    jobs,
    moving,
    notices,
    outbox,
    permits,
    proofs,
    refusals,
    reports,
    requests,
    sealing,
    signatures,
    subscriptions,
    summary,
    wording,
)
from registre_cli.labels import (
    day,
    file_size,
    flaws,
    intervention_type,
    place,
    port,
    rights,
    signing,
    states,
    thing,
    told_at,
)
from registre_cli.typography import one_line, typeset
from registre_core.kernel.reasons import FactValue

SENTENCES = {
    **refusals.SENTENCES,
    **billing.SENTENCES,
    **building.SENTENCES,
    **documents.SENTENCES,
    **interventions.SENTENCES,
    **jobs.SENTENCES,
    **permits.SENTENCES,
    **moving.SENTENCES,
    **outbox.SENTENCES,
    **findings.SENTENCES,
    **reports.SENTENCES,
    **requests.SENTENCES,
    **signatures.SENTENCES,
    **proofs.SENTENCES,
    **drawings.SENTENCES,
    **sealing.SENTENCES,
    **summary.SENTENCES,
    **notices.SENTENCES,
    **wording.SENTENCES,
    **subscriptions.SENTENCES,
    **deliveries.SENTENCES,
    **failures.SENTENCES,
}
"""Every code with its sentence, lower case and without a full stop: it stands behind «registre :»."""

_WORDED: Mapping[str, Callable[[str], str]] = {
    "also": signing,
    "answered_at": told_at,
    "became": signing,
    "begins_at": told_at,
    "cap": file_size,
    "closes_at": told_at,
    "day": day,
    "done_on": day,
    "due_on": day,
    "earliest": day,
    "ends_at": told_at,
    "expired_at": told_at,
    "expired_on": day,
    "flaws": flaws,
    "given_on": day,
    "held_on": day,
    "issued_on": day,
    "known": lambda known: {"none is installed": "aucun"}.get(known, known),
    "latest": day,
    "needs": rights,
    "notified_on": day,
    "on": day,
    "opens_at": told_at,
    "place": place,
    "planned_on": day,
    "port": port,
    "right": rights,
    "rights": rights,
    "role": signing,
    "roles": signing,
    "settled_at": told_at,
    "signed_on": day,
    "states": states,
    "thing": thing,
    "today": day,
    "type": intervention_type,
    "until": day,
    "visited_on": day,
}
"""Facts that are said in French too."""


def sentence(code: str, facts: Mapping[str, FactValue]) -> str | None:
    """Word a code in French, with its facts; nothing for a code of somebody else's adapter."""
    wordings = SENTENCES.get(code)
    if wordings is None:
        return None
    given = (wordings,) if isinstance(wordings, str) else wordings
    wording = next(wording for wording in given if all(facts.get(name) is not None for name in fields(wording)))
    said = {name: _worded(name, str(value)) for name, value in facts.items()}
    return typeset(wording).format_map(said)


def fields(wording: str) -> list[str]:
    """Name the facts that a wording quotes."""
    return [name for _, name, _, _ in Formatter().parse(wording) if name]


def _worded(name: str, value: str) -> str:
    return typeset(_WORDED[name](value)) if name in _WORDED else one_line(value)
