"""When it was done, who is to sign that, and how it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from attrs import evolve

from registre_core.interventions.entities import Intervention
from registre_core.interventions.policy.changing import may_change
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.kernel.verdicts import YES, Verdict

CLOSING = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")

Lacking = Mapping[SignatoryRole, tuple[str, ...]]
"""The roles in which a signature is missing, with the names of those who were asked; none, where nobody was."""
NOBODY: Lacking = {}
"""All who are to sign have."""


def may_be_done(intervention: Intervention, done_on: date, today: date) -> Verdict:
    """Whether it can be said that it was done on that day; of an overdue one it can."""
    verdict = may_change(intervention)
    if done_on > today:
        facts = {"done_on": done_on.isoformat(), "today": today.isoformat()}
        verdict &= Verdict.no(Reason("done-in-the-future", "nothing is done before its day has come", CLOSING, facts))
    return verdict


def may_have_signatories(intervention: Intervention) -> Verdict:
    """Whether somebody was chosen to sign it."""
    if intervention.rule is not None:
        return YES
    return Verdict.no(Reason("signatories-not-chosen", "nobody was chosen to sign the intervention", CLOSING))


def may_be_signed(intervention: Intervention) -> Verdict:
    """Whether it waits for signatures: it is open, and was said to be done."""
    verdict = may_change(intervention)
    if intervention.is_open and intervention.asked_at is None:
        said = "nobody says that it was done: ask for its signatures once it is"
        verdict &= Verdict.no(Reason("signatures-not-asked", said, CLOSING))
    return verdict


def may_close(
    intervention: Intervention,
    done_on: date,
    today: date,
    *,
    missing: Lacking = NOBODY,
    refused_by: Sequence[str] = (),
    needs_signatories: bool = False,
) -> Verdict:
    """Whether it can be closed as done on that day.

    Args:
        intervention: which one.
        done_on: the day it was done.
        today: the legal day.
        missing: whose signatures are missing.
        refused_by: the names of those who refused to sign.
        needs_signatories: whether none is closed for which nobody was chosen to sign.
    """
    verdict = may_be_done(intervention, done_on, today)
    if intervention.is_open:
        verdict &= _against_what_is_missing(missing, refused_by)
        verdict &= may_have_signatories(intervention) if needs_signatories else YES
    return verdict


def _against_what_is_missing(missing: Lacking, refused_by: Sequence[str]) -> Verdict:
    verdict = YES
    if missing:
        roles = ", ".join(missing)
        names = ", ".join(name for some in missing.values() for name in some)
        facts = {"roles": roles, "names": names or None}
        verdict &= Verdict.no(Reason("signatures-missing", f"signatures are missing: {roles}", CLOSING, facts))
    if missing and refused_by:
        facts = {"names": ", ".join(refused_by)}
        verdict &= Verdict.no(Reason("signature-refused", "somebody refused to sign: ask others", CLOSING, facts))
    return verdict


def asked(intervention: Intervention, rule: SignatoryRule, *, done_on: date, at: datetime) -> Intervention:
    """Say that it was done, and who is to sign that. Ask `may_be_done` first."""
    return evolve(intervention, rule=rule, done_on=done_on, asked_at=at, edition=intervention.edition + 1)


def closed(intervention: Intervention, *, done_on: date, at: datetime) -> Intervention:
    """Close it: the day it was done is not the day it is signed, and both are kept. Ask `may_close` first."""
    return evolve(intervention, done_on=done_on, closed_at=at)
