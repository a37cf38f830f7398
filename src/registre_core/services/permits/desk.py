"""What all use cases of permits share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from registre_core import permits
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContactId, UserId
from registre_core.kernel.signatories import PersonKind
from registre_core.permits import HotWorkPermit, PermitStages
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import Bearer, FrontDoor, Target
from registre_core.services.journal import Stamp
from registre_core.services.permits.notices import tell_awaiting
from registre_core.services.permits.signing import SIGNABLE, require_sides, unasked
from registre_core.services.signatures.asking import Asked, ask
from registre_core.services.signatures.signatories import Signatory
from registre_core.signatures import SignatureRequest, Stage

NOBODY = Asked((), ())
"""Where nobody is to sign."""


def target_of(permit: HotWorkPermit, now: datetime) -> Target:
    """Tell what the front door must know of it: a watch that lacks rounds is a safety record that is running."""
    return Target(permit.site_id, "permit", permit.id, running=permit.is_watched(now))


def who(bearer: Bearer) -> UserId:
    """Name whoever answers for what he does; the operator does none of it."""
    return bearer.actor.id  # type: ignore[return-value]  # only the operator has none


@frozen
class PermitToSign:
    """A permit that waits for its signatures."""

    permit: HotWorkPermit
    """As it is now."""
    requests: tuple[SignatureRequest, ...]
    """One for each signatory, in the order they were named; none where nobody is to sign."""


@frozen
class Desk:
    """Base of the use cases of permits."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def _require_possible(self, tx: Snapshot, permit: HotWorkPermit) -> None:
        """Refuse terms that the host or the address book speak against. At a closed site, too, work may need a permit.

        Raises:
            NotFound: ``contact-not-found``.
            RuleViolation: ``permit-valid-too-long``, ``person-on-wrong-side``: both at once.
        """
        firms = {one: tx.contacts.get(one).contractor_id for one in _contacts(permit)}
        may = permits.may_stand(permit, self.ports.permits) & permits.may_name(permit, firms)
        may.require(RuleViolation)

    def _ask_to_open(
        self, tx: Transaction, permit: HotWorkPermit, signatories: Sequence[Signatory], bearer: Bearer, stamp: Stamp
    ) -> Asked:
        """Ask for the signatures that open an edition; of one that is signed at its end only, for none."""
        if permit.stages is PermitStages.CLOSING:
            return NOBODY
        asked = ask(tx, permit, SIGNABLE, Stage.OPENING, signatories, stamp, self.ports.signing, bearer.account_id)
        require_sides(tx, permit, asked.requests)
        tell_awaiting(tx, permit, Stage.OPENING, asked.requests, stamp)
        return asked


def withdrawn(tx: Transaction, permit: HotWorkPermit, stamp: Stamp, reason: str) -> tuple[HotWorkPermit, list[Fact]]:
    """Take the question back whether a permit is to be closed, where it was asked: what would be signed has changed.

    What was signed stays, and no longer covers; it is asked for again.
    """
    if permit.closing_asked_at is None or permit.ending is not None:
        return permit, []
    return permits.closing_withdrawn(permit), [*unasked(tx, permit, Stage.CLOSING, stamp, reason)]


def _contacts(permit: HotWorkPermit) -> set[ContactId]:
    ours = {ContactId(one.id) for one in permit.operator_people if one.kind is PersonKind.CONTACT}
    return ours | set(permit.contractor_people)
