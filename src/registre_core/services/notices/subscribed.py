"""Use cases: the machines that are told are listed, given their secrets, and tried out."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import ConfigurationError
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import PING, PING_SUBJECT, PING_TEXT, Subscription
from registre_core.ports import Message, SigningNotifier
from registre_core.services.front_door import workspace_of
from registre_core.services.notices.desk import Desk


@frozen
class Subscribed(Desk):
    """Answers whoever administers the workspace."""

    def subscriptions(self, actor: Actor, *, stopped: bool = False) -> tuple[Subscription, ...]:
        """List the machines that are told, in the order in which they were added.

        Args:
            actor: who asks.
            stopped: whether to list those that are told nothing any more, too.

        Raises:
            Forbidden: without ``users.administer``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "notices.subscriptions")
            return tx.subscriptions.every(stopped=stopped)

    def secret(self, actor: Actor, subscription: SubscriptionId) -> str:
        """Give what the machine verifies the signatures of this workspace with; it is stored nowhere.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``subscription-not-found``.
            ConfigurationError: ``no-callback-secrets``, where nothing that signs was chosen.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "notices.secret")
            address = tx.subscriptions.get(subscription).address
        if not isinstance(self.ports.webhooks, SigningNotifier):
            said = "nothing that signs callbacks was chosen: name one, such as webhook:/etc/registre/callbacks.key"
            raise ConfigurationError("no-callback-secrets", said)
        return self.ports.webhooks.secret(address, str(workspace))

    def ping(self, actor: Actor, subscription: SubscriptionId) -> Subscription:
        """Send one signed callback that tells of nothing, now; also to a machine that was stopped.

        It changes nothing that is kept: what comes back is told to whoever asked, and to nobody else.

        Returns:
            The subscription, when its machine has taken it.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``subscription-not-found``.
            AdapterFailure: ``delivery-refused``, ``recipient-gone``, ``delivery-postponed``: nobody tries again.
            ConfigurationError: ``no-notifier``.
        """
        workspace, at = workspace_of(actor), self.ports.clock.now()
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "notices.ping")
            found = tx.subscriptions.get(subscription)
        message = Message(
            key=f"{PING}/{found.id}/{at.isoformat()}",
            recipient=found.address,
            subject=PING_SUBJECT,
            text=PING_TEXT,
            kind=PING,
            told_at=at,
            sender=str(workspace),
        )
        self.ports.webhooks.deliver(message)
        return found
