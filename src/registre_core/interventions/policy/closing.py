"""When it was done, who is to sign that, and how it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import evolve

from registre_core.interventions.entities import Intervention
from registre_core.interventions.policy.changing import may_change
from registre_core.kernel.reasons import Reason, Source
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.kernel.verdicts import YES, Verdict

CLOSING = Source("Version 1.47, Choix de l'interlocuteur signataire (S3)")

Missing = Mapping[SignatoryRole, tuple[str, ...]]
"""The roles in which a signature is missing, with the names of those who were asked; none, where nobody was."""
NOBODY: Missing = {}
"""All who are to sign have."""


def may_be_done(intervention: Intervention, done_on: date, today: date) -> Verdict:
    """Whether it can be said that it was done on that day; of an overdue one it can."""
    verdict = may_change(intervention)
    if done_on > today:
        facts = {"done_on": done_on.isoformat(), "today": today.isoformat()}
        verdict &= Verdict.no(Reason("done-in-the-future", "nothing is done before its day has come", CLOSING, facts))
    return verdict


def may_close(
    intervention: Intervention,
    done_on: date,
    today: date,
    *,
    missing: Missing = NOBODY,
    needs_signatories: bool = False,
) -> Verdict:
    """Whether it can be closed as done on that day.

    Args:
        intervention: which one.
        done_on: the day it was done.
        today: the legal day.
        missing: whose signatures are missing.
        needs_signatories: whether none is closed for which nobody was chosen to sign.
    """
    verdict = may_be_done(intervention, done_on, today) & may_lack(missing)
    if needs_signatories and intervention.rule is None:
        said = "nobody was chosen to sign the intervention, and none is closed unsigned here"
        verdict &= Verdict.no(Reason("signatories-not-chosen", said, CLOSING))
    return verdict


def may_lack(missing: Missing) -> Verdict:
    """Whether it can be closed without these signatures: without none, and the answer names who is missing."""
    if not missing:
        return YES
    roles = ", ".join(missing)
    names = ", ".join(name for some in missing.values() for name in some)
    said = f"signatures are missing that were asked for: {roles}"
    return Verdict.no(Reason("signatures-missing", said, CLOSING, {"roles": roles, "names": names}))


def asked(intervention: Intervention, rule: SignatoryRule, *, done_on: date, at: datetime) -> Intervention:
    """Say that it was done, and who is to sign that. Ask `may_be_done` first."""
    return evolve(intervention, rule=rule, done_on=done_on, asked_at=at)


def closed(intervention: Intervention, *, done_on: date, at: datetime) -> Intervention:
    """Close it: the day it was done is not the day it is signed, and both are kept. Ask `may_close` first."""
    return evolve(intervention, done_on=done_on, closed_at=at)
