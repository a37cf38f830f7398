"""What signatures and refusals do to a permit, at its opening and at its closing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from registre_core.kernel.identifiers import ContractorId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.endings import Ending, EndingKind, Suspension
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.guards import in_state, not_over
from registre_core.permits.states import PermitState
from registre_core.permits.tables import SIGNING

_WAITING = frozenset({PermitState.WAITING})
_CLOSING = frozenset({PermitState.CLOSING})


def may_sign_for(permit: HotWorkPermit, role: SignatoryRole, person: PersonKey, firm: ContractorId | None) -> Verdict:
    """Whether somebody may sign on this side: nobody who stands on the other one, as the permit says or by his firm.

    Args:
        permit: which one.
        role: on whose side he is to sign.
        person: an account or a contact.
        firm: of a contact, if he has one.
    """
    at_work = person.kind is PersonKind.CONTACT and person.id in permit.contractor_people
    is_theirs = at_work or firm in permit.contractors
    if not (is_theirs if role is SignatoryRole.OPERATOR else person in permit.operator_people):
        return YES
    said = f"he stands on the other side of this permit, and does not sign as {role}"
    return Verdict.no(Reason("person-on-wrong-side", said, SIGNING, {"contacts": str(person.id)}))


def may_open(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether a signature can open it now: not once its time has passed, nor when it was given up meanwhile."""
    return in_state(permit, at, _WAITING, whenever=True) & not_over(permit, at)


def opened(permit: HotWorkPermit, signed: Iterable[SignatoryRole]) -> HotWorkPermit:
    """Tell which roles have signed to open it; with the last of them work may go on. Ask `may_open` first."""
    return evolve(permit, opened_by=_in_order(permit, signed))


def may_sign_closing(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether a signature can close it now."""
    return in_state(permit, at, _CLOSING)


def closed(permit: HotWorkPermit, signed: Iterable[SignatoryRole], at: datetime) -> HotWorkPermit:
    """Tell which roles have signed to close it; the last of them closes it. Ask `may_sign_closing` first."""
    by = _in_order(permit, signed)
    ending = Ending(EndingKind.CLOSED, at) if set(permit.rule.roles) <= set(by) else None
    return evolve(permit, closed_by=by, ending=ending)


def _in_order(permit: HotWorkPermit, signed: Iterable[SignatoryRole]) -> tuple[SignatoryRole, ...]:
    known = set(signed)
    return tuple(role for role in permit.rule.roles if role in known)


def opening_refused(permit: HotWorkPermit, reason: str, at: datetime) -> HotWorkPermit:
    """Take a refusal to open it: the permit is refused, unless work went on under an earlier edition.

    Then that work stays stopped until its end is declared or other terms are signed: its place is to be watched still.
    """
    if permit.earlier is None:
        return evolve(permit, ending=Ending(EndingKind.REFUSED, at, reason))
    return evolve(permit, asked_at=None, opened_by=(), suspension=Suspension(at, reason))


def closing_withdrawn(permit: HotWorkPermit) -> HotWorkPermit:
    """Take the question back whether it is to be closed: a signatory refused, or something was added meanwhile."""
    return evolve(permit, closing_asked_at=None, closed_by=(), exemption=None)
