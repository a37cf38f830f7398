"""Use cases: the signatures of a thing, and those that wait for somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.pages import Page
from registre_core.ports.storage import SignatureFilter, SignatureOrder, Snapshot
from registre_core.services.front_door import workspace_of
from registre_core.services.paging import cursor, page_size
from registre_core.services.signatures.coverage import Coverage, coverage
from registre_core.services.signatures.desk import Desk
from registre_core.services.signatures.subjects import Signed, to_sign
from registre_core.signatures import SignatureRequest, SignatureState, SubjectKind
from registre_core.signatures.policy import state_at


@frozen
class ListedSignature:
    """A request as it stands now."""

    request: SignatureRequest
    """What was asked, and what became of it."""
    state: SignatureState
    """The same, with expiry."""
    coverage: Coverage | None
    """Of one that was signed: whether it still covers the thing."""


@frozen
class Lists(Desk):
    """Tells which signatures there are."""

    def of(self, actor: Actor, kind: SubjectKind, subject: UUID) -> tuple[ListedSignature, ...]:
        """Give every signature that was ever asked for of a thing, by identifier, with what each of them covers now.

        Args:
            actor: who asks.
            kind: an intervention or a permit.
            subject: which one.

        Raises:
            Forbidden: without ``interventions.consult``, or ``permits.consult``.
            NotFound: ``intervention-not-found``, ``permit-not-found``.
            IntegrityBreach: ``signed-content-altered``.
        """
        now, signable = self.ports.clock.now(), self.signables[kind]
        with self.ports.storage.read(workspace_of(actor)) as tx:
            thing = signable.load(tx, subject)
            self.door.authorise(tx, actor, "signatures.of", signable.target(thing, running=False))
            found = tx.signatures.of_subject(kind.value, subject)
            current = {stage: to_sign(signable, thing, stage) for stage in {one.subject.stage for one in found}}
            return tuple(_listed(tx, one, current[one.subject.stage], now) for one in found)

    def page(
        self,
        actor: Actor,
        kind: SubjectKind = SubjectKind.INTERVENTION,
        *,
        mine: bool = False,
        waiting: bool = False,
        order: SignatureOrder = SignatureOrder.CREATED,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[SignatureRequest]:
        """List signatures under things of a kind, on the sites of this actor.

        Args:
            actor: who asks.
            kind: under interventions, or under permits.
            mine: only those that he is to give himself, or gave.
            waiting: only those that can still be given.
            order: in which order.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.

        Raises:
            Forbidden: without ``interventions.consult``, or ``permits.consult``.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "signatures.page", kind=kind.value)
            signer = bearer.user.id if mine and bearer.user else None
            where = SignatureFilter(bearer.sites, signer, now if waiting else None, kind)
            return tx.signatures.page(where, order=order, after=cursor(after), limit=page_size(limit))


def _listed(tx: Snapshot, one: SignatureRequest, current: Signed, now: datetime) -> ListedSignature:
    is_signed = one.state is SignatureState.SIGNED
    return ListedSignature(one, state_at(one, now), coverage(tx, one.digest, current) if is_signed else None)
