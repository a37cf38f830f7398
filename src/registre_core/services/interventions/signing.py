"""What signing an intervention means: its last signature closes it (S3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import evolve, frozen

from registre_core import interventions
from registre_core.interventions import Intervention, InterventionClosed, Lacking, content_of
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.signatories import SignatoryRule
from registre_core.kernel.verdicts import Verdict
from registre_core.ports import InterventionSlip, Printable, Sheet
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import Target
from registre_core.services.interventions.desk import target_of
from registre_core.services.interventions.recurring import plan_next
from registre_core.services.journal import Stamp
from registre_core.services.signatures.asking import revoke_open
from registre_core.services.signatures.naming import names
from registre_core.services.signatures.subjects import to_sign
from registre_core.signatures import (
    SignatureRequest,
    SignatureRevoked,
    SignatureState,
    Stage,
    Subject,
    SubjectKind,
)
from registre_core.signatures.policy import missing, seats


@frozen
class SignableIntervention:
    """An intervention, as whoever signs it sees it. It is signed once, at its completion."""

    @property
    def kind(self) -> SubjectKind:
        """What it is."""
        return SubjectKind.INTERVENTION

    def load(self, tx: Snapshot, subject: UUID) -> Intervention:
        """Give it."""
        return tx.interventions.get(InterventionId(subject))

    def target(self, thing: Intervention, *, running: bool) -> Target:
        """Tell what the front door must know of it."""
        return evolve(target_of(thing), running=running)

    def subject(self, thing: Intervention, stage: Stage) -> Subject:
        """Name what is signed: asked for anew, it is another edition."""
        return Subject(self.kind, thing.id, stage, max(thing.edition, 1))

    def content(self, thing: Intervention, stage: Stage) -> object:  # noqa: ARG002  # it is signed at one stage only
        """Give what is signed."""
        return content_of(thing)

    def as_signed(self, thing: Intervention, stage: Stage, signed: Mapping[str, Any]) -> Intervention:  # noqa: ARG002  # likewise
        """Leave out reports and photos that came once it was closed; before that they ask for other signatures."""
        if thing.is_open:
            return thing
        reports, photos = ({one["digest"] for one in signed[kind]} for kind in ("reports", "photos"))
        return evolve(
            thing,
            reports=tuple(one for one in thing.reports if one.digest in reports),
            photos=tuple(one for one in thing.photos if one.digest in photos),
        )

    def rule(self, thing: Intervention, stage: Stage) -> SignatoryRule:  # noqa: ARG002  # it is signed at one stage only
        """Tell who must sign.

        Raises:
            RuleViolation: ``signatories-not-chosen``.
        """
        interventions.may_have_signatories(thing).require(RuleViolation)
        return thing.rule  # type: ignore[return-value]  # that is what was just asked

    def may_be_signed(self, thing: Intervention, stage: Stage, now: datetime) -> Verdict:  # noqa: ARG002  # whenever it is
        """Whether it was said to be done, and is still open."""
        return interventions.may_be_signed(thing)

    def printable(self, tx: Snapshot, thing: Intervention, sheet: Sheet) -> Printable:
        """Print its slip."""
        known = names(tx, contacts=thing.contacts, contractors=thing.contractors)
        return InterventionSlip(thing, evolve(sheet, names=known))

    def settled(
        self,
        tx: Transaction,
        thing: Intervention,
        stage: Stage,  # noqa: ARG002  # it is signed at one stage only
        requests: Sequence[SignatureRequest],
        stamp: Stamp,
    ) -> tuple[Fact, ...]:
        """Close it once all have signed what it is now, and plan the next one; a refusal leaves it open."""
        if thing.asked_at is None or not thing.is_open or lacking(thing, requests):
            return ()
        over = interventions.closed(thing, done_on=thing.done_on or stamp.today, at=stamp.at)
        saved, planned = plan_next(tx, over, stamp)
        return (InterventionClosed(saved), *planned)


SIGNABLE = SignableIntervention()
"""The only one there is: it keeps nothing."""


def lacking(thing: Intervention, requests: Iterable[SignatureRequest]) -> Lacking:
    """Tell whose signatures are missing: who signed what it no longer is has not signed what it is.

    Args:
        thing: an intervention.
        requests: at least those of its present edition.
    """
    if thing.rule is None:
        return {}
    covering = to_sign(SIGNABLE, thing, Stage.COMPLETION).digest
    found = missing(thing.rule, _present(thing, requests), covering=covering)
    return {one.role: tuple(seat.signer.name for seat in one.seats) for one in found}


def refusers(thing: Intervention, requests: Iterable[SignatureRequest]) -> tuple[str, ...]:
    """Name those who refused to sign it, and in whose place nobody was asked since."""
    return tuple(one.signer.name for one in seats(_present(thing, requests)) if one.state is SignatureState.REFUSED)


def _present(thing: Intervention, requests: Iterable[SignatureRequest]) -> list[SignatureRequest]:
    """Give the requests of the present edition."""
    subject = SIGNABLE.subject(thing, Stage.COMPLETION)
    return [one for one in requests if one.subject == subject]


def requests_of(tx: Snapshot, thing: Intervention) -> tuple[SignatureRequest, ...]:
    """Give every signature that was ever asked for of an intervention."""
    return tx.signatures.of_subject(SIGNABLE.kind.value, thing.id)


def unasked(tx: Transaction, intervention: Intervention, stamp: Stamp, reason: str) -> tuple[Fact, ...]:
    """Ask for no signature any more that was not given yet, and give the facts to record."""
    revoked = revoke_open(tx, SIGNABLE.subject(intervention, Stage.COMPLETION), stamp, reason)
    return tuple(map(SignatureRevoked, revoked))
