"""Drawing a permit up: its terms, changing them, asking for signatures, giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKind
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits.drafts import PermitTerms, drawn_up
from registre_core.permits.endings import Ending, EndingKind
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.policy.guards import in_state, never_open, not_over, too_long
from registre_core.permits.states import PermitState
from registre_core.permits.tables import SIGNING
from registre_core.permits.terms import PermitPolicy

_UNSIGNED = frozenset({PermitState.DRAFT, PermitState.WAITING})
_BEFORE_WORK = frozenset({PermitState.DRAFT, PermitState.WAITING, PermitState.ACTIVE, PermitState.SUSPENDED})


def may_stand(permit: HotWorkPermit, policy: PermitPolicy) -> Verdict:
    """Whether its validity is no longer than the host allows; that it ends after it starts it says itself."""
    length = permit.valid_until - permit.valid_from
    if length <= policy.longest_validity:
        return YES
    return Verdict.no(too_long(length, policy))


def may_edit(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether its terms can be changed: until work may begin. Later it is extended, or others join it."""
    return in_state(permit, at, _UNSIGNED, whenever=True) & never_open(permit)


def edited(permit: HotWorkPermit, terms: PermitTerms, policy: PermitPolicy) -> HotWorkPermit:
    """Draw it up anew on other terms. Ask `may_edit` first.

    Once signatures were asked for it is another edition, and a draft again: what was signed before does not cover it.

    Raises:
        InvalidInput: with everything that is wrong with these terms.
    """
    anew = drawn_up(terms, permit.id, permit.site_id, permit.created_at, policy)
    return evolve(anew, edition=permit.edition + (permit.asked_at is not None), version=permit.version)


def may_name(permit: HotWorkPermit, firms: Mapping[ContactId, ContractorId | None]) -> Verdict:
    """Whether its people stand where they are named: those at work belong to a firm of the permit, the others do not.

    Args:
        permit: which one.
        firms: of every contact it names, the firm, if he has one.
    """
    theirs = set(permit.contractor_people)
    ours = {ContactId(one.id) for one in permit.operator_people if one.kind is PersonKind.CONTACT}
    wrong = [one for one in sorted(theirs | ours) if (firms[one] in permit.contractors) is not (one in theirs)]
    if not wrong:
        return YES
    said = "those at work belong to a firm that the permit names, and those who answer for the site to none of them"
    facts = {"contacts": ", ".join(map(str, wrong))}
    return Verdict.no(Reason("person-on-wrong-side", said, SIGNING, facts))


def may_submit(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether signatures to open it can be asked for."""
    return in_state(permit, at, frozenset({PermitState.DRAFT})) & not_over(permit, at)


def submitted(permit: HotWorkPermit, at: datetime) -> HotWorkPermit:
    """Ask for the signatures that open it; one that is signed at its end only is open. Ask `may_submit` first."""
    return evolve(permit, asked_at=at)


def may_delete(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether it is a draft that nobody was ever sent."""
    verdict = in_state(permit, at, frozenset({PermitState.DRAFT}))
    if verdict and permit.edition > 1:
        said = "signatures were asked for already: cancel it, and say why"
        return Verdict.no(Reason("permit-was-sent", said, SIGNING))
    return verdict


def may_cancel(permit: HotWorkPermit, at: datetime) -> Verdict:
    """Whether it can be given up: until work may have begun. From then on the place is watched, and the permit closed.

    Otherwise whoever worked could take the place out of its watch by cancelling.
    """
    verdict = in_state(permit, at, _BEFORE_WORK, whenever=True)
    if verdict and permit.allowed is not None and at >= permit.allowed.begins_at:
        said = "work may have begun: declare its end and close the permit"
        facts = {"begins_at": permit.allowed.begins_at.isoformat()}
        return Verdict.no(Reason("work-may-have-begun", said, SIGNING, facts))
    return verdict


def cancelled(permit: HotWorkPermit, reason: str, at: datetime) -> HotWorkPermit:
    """Give it up. Ask `may_cancel` or `may_delete` first."""
    return evolve(permit, ending=Ending(EndingKind.CANCELLED, at, reason))
