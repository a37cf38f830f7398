"""Use cases: machines that are told by signed callbacks are added, stopped and told again."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core import notices
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import Conflict, InvalidInput, Problem, RuleViolation
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import (
    CallbackAddress,
    StopReason,
    Subscription,
    SubscriptionAdded,
    SubscriptionResumed,
    SubscriptionStopped,
)
from registre_core.ports.storage import Snapshot
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices.desk import Desk


@frozen
class Subscribing(Desk):
    """Keeps the list of machines that are told. An address has one subscription, whatever became of it."""

    def subscribe(self, actor: Actor, address: str, kinds: Iterable[str] = ()) -> Subscription:
        """Tell a machine from now on («Abonner une machine»).

        Args:
            actor: who wants it to be told.
            address: where callbacks go to, such as ``https://gmao.exemple.fr/registre``. Whether anybody is there, and
                where that is, shows when something is sent: see `ping`.
            kinds: what it is told of, by the table of topics; everything, if none is given.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: everything that is wrong with it at once: ``malformed-callback-address``,
                ``plain-callback-address``, ``unknown-topic``, ``topic-for-people``.
            Conflict: ``already-subscribed``, with the `id` of the subscription of this address, which may be stopped.
            RuleViolation: ``too-many-subscriptions``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        subscription_id, wanted = SubscriptionId(self.ports.ids.new()), tuple(kinds)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.subscribe")
            read = self._checked(address, wanted)
            _require_new(tx, read.written)
            notices.may_be_told(tx.subscriptions.every(), self.ports.deliveries).require(RuleViolation)
            saved = tx.subscriptions.add(Subscription(subscription_id, read.written, frozenset(wanted), stamp.at))
            record(tx, workspace, bearer, stamp, SubscriptionAdded(saved))
            tx.commit()
        return saved

    def unsubscribe(self, actor: Actor, subscription: SubscriptionId) -> Subscription:
        """Tell a machine nothing any more; what waits for it is not carried («Arrêter un abonnement»).

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``subscription-not-found``.
            RuleViolation: ``subscription-stopped``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.unsubscribe")
            found = tx.subscriptions.get(subscription)
            notices.may_stop(found).require(RuleViolation)
            saved = tx.subscriptions.save(notices.stopped(found, StopReason.BY_HAND, stamp.at))
            record(tx, workspace, bearer, stamp, SubscriptionStopped(saved))
            tx.commit()
        return saved

    def resume(self, actor: Actor, subscription: SubscriptionId, kinds: Iterable[str] | None = None) -> Subscription:
        """Tell a machine again, of what happens from now on («Reprendre un abonnement»).

        Args:
            actor: who wants it.
            subscription: one that was stopped, whatever for.
            kinds: what it is told of from now on; the same as before, unless said otherwise.

        Raises:
            Forbidden: without ``users.administer``.
            InvalidInput: ``unknown-topic``, ``topic-for-people``, each of them.
            NotFound: ``subscription-not-found``.
            RuleViolation: ``subscription-not-stopped``, ``too-many-subscriptions``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        wanted = None if kinds is None else tuple(kinds)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.resume")
            _refuse(_unfit(wanted or ()))
            found = tx.subscriptions.get(subscription)
            is_room = notices.may_be_told(tx.subscriptions.every(), self.ports.deliveries)
            (notices.may_resume(found) & is_room).require(RuleViolation)
            saved = tx.subscriptions.save(notices.resumed(found, None if wanted is None else frozenset(wanted)))
            record(tx, workspace, bearer, stamp, SubscriptionResumed(saved))
            tx.commit()
        return saved

    def stop_gone(self, actor: Actor, address: str) -> Subscription | None:
        """Stop the subscription of an address that said that it is gone for good; the host does, who heard it.

        Args:
            actor: the operator, for the workspace whose notice was carried there.
            address: to the letter.

        Returns:
            The subscription; None, where none was told there any more: it changes nothing then.

        Raises:
            Forbidden: ``operator-only``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.stop_gone")
            found = next((one for one in tx.subscriptions.every() if one.address == address), None)
            if found is None:
                return None
            saved = tx.subscriptions.save(notices.stopped(found, StopReason.GONE, stamp.at))
            record(tx, workspace, bearer, stamp, SubscriptionStopped(saved))
            tx.commit()
        return saved

    def _checked(self, address: str, kinds: tuple[str, ...]) -> CallbackAddress:
        read = CallbackAddress.read(address)
        problem = notices.callback_address("address", address)
        if read and read.origin.scheme != "https" and not self.ports.deliveries.plain_callbacks:
            said = "'address' begins with https: callbacks tell of people and places"
            problem = Problem("address", "plain-callback-address", said)
        _refuse((*([problem] if problem else []), *_unfit(kinds)))
        return read  # type: ignore[return-value]  # where it is none, there was a problem


def _unfit(kinds: tuple[str, ...]) -> Iterable[Problem]:
    """Tell of the kinds that no machine would ever hear of: it would wait for ever, and nobody would notice."""
    return (*notices.unknown_topics("kinds", kinds), *notices.for_people_alone("kinds", kinds))


def _refuse(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise InvalidInput.of(found)


def _require_new(tx: Snapshot, address: str) -> None:
    for one in tx.subscriptions.every(stopped=True):
        if one.address == address:
            said = "there is a subscription of this address already: resume it, if it was stopped"
            raise Conflict("already-subscribed", said, {"id": str(one.id), "stopped": not one.is_told})
