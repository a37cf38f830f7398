"""What all use cases of signatures share: one request, with everything it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import Conflict, NotFound, RuleViolation
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.reasons import FactValue, Reason
from registre_core.kernel.signatories import SignatoryRule
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import Bearer, FrontDoor, Target
from registre_core.services.signatures.asking import elsewhere, of_subject
from registre_core.services.signatures.signatories import SIGNING
from registre_core.services.signatures.subjects import Signable, Signables, Signed, to_sign
from registre_core.signatures import SignatureRequest, SignatureState
from registre_core.signatures.policy import can_be_signed

SETTLED = "signature-settled"
"""Of whoever comes too late: he is told what became of it, when, and through whom."""


@frozen
class Case:
    """One request with what it is about, as of one moment."""

    request: SignatureRequest
    """The request."""
    signable: Signable[Any]
    """The kind of thing that is signed."""
    thing: Any
    """The thing."""
    current: Signed
    """What would be signed of it as it stands now."""
    requests: tuple[SignatureRequest, ...]
    """Every request of the same stage and edition."""
    elsewhere: tuple[SignatureRequest, ...] = ()
    """Those of a permit's other stages and editions, in which nobody changes sides."""

    @property
    def rule(self) -> SignatoryRule:
        """Who must sign."""
        return self.signable.rule(self.thing, self.request.subject.stage)

    def target(self, now: datetime) -> Target:
        """Tell what the front door must know of it: a safety record that is running while it can be signed."""
        return self.signable.target(self.thing, running=can_be_signed(self.request, now))

    @property
    def is_present(self) -> Verdict:
        """Whether it is about the thing as it is to be signed now, and not about an earlier edition of it."""
        if self.signable.subject(self.thing, self.request.subject.stage) == self.request.subject:
            return YES
        said = "the signatures of this thing were asked for anew: this one belongs to an earlier edition"
        return Verdict.no(Reason("signature-replaced", said, SIGNING))

    def having(self, *changed: SignatureRequest) -> Case:
        """Give the same with requests as they were saved."""
        known = {one.id: one for one in (*self.requests, *changed)}
        return evolve(self, request=known[self.request.id], requests=tuple(known[key] for key in sorted(known)))

    def require(self, verdict: Verdict) -> None:
        """Refuse for the reasons of a verdict.

        Raises:
            Conflict: ``signature-settled``, with what became of it, when, and through whom.
            RuleViolation: for all other reasons.
        """
        if any(reason.code == SETTLED for reason in verdict.reasons):
            raise Conflict("signature-settled", "somebody was quicker: read again", self._settlement())
        verdict.require(RuleViolation)

    def _settlement(self) -> dict[str, FactValue]:
        moment = self.request.settled_at
        return {
            "signature": str(self.request.id),
            "role": self.request.role.value,
            "became": self.request.state.value,
            "settled_at": moment.isoformat() if moment else None,
            "by": self._settled_by(),
        }

    def _settled_by(self) -> str | None:
        """Name who settled it, by identifier: the signer himself, or who made it needless by signing in his role."""
        if self.request.state is not SignatureState.REVOKED:
            return str(self.request.signer.id)
        in_role = (one for one in self.requests if one.role is self.request.role)
        signed = [one for one in in_role if one.state is SignatureState.SIGNED]
        return str(signed[-1].signer.id) if signed else None


@frozen
class Desk:
    """Base of the use cases of signatures."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""
    signables: Signables
    """What can be signed."""

    def _case(self, tx: Snapshot, signature: SignatureId) -> Case:
        """Load a request with what it is about.

        Raises:
            NotFound: ``signature-not-found``.
        """
        request = tx.signatures.get(signature)
        signable = self.signables[request.subject.kind]
        thing = signable.load(tx, request.subject.id)
        current = to_sign(signable, thing, request.subject.stage)
        return Case(request, signable, thing, current, of_subject(tx, request.subject), elsewhere(tx, request.subject))

    def _admitted(
        self, tx: Transaction | Snapshot, actor: Actor, action: str, signature: SignatureId, now: datetime
    ) -> tuple[Case, Bearer]:
        """Load a request, and let the actor pass.

        Raises:
            Forbidden: he may not.
            NotFound: ``signature-not-found``, also when it is about a thing on a site that is not his.
        """
        case = self._case(tx, signature)
        try:
            return case, self.door.authorise(tx, actor, action, case.target(now))
        except NotFound:
            raise NotFound.of("signature", signature) from None
