"""Use cases: what was recorded on a telephone without network is sent, and looked after."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from registre_core.access import Arrival, ArrivalState, RecordKept
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import Conflict, InvalidInput, Refused, RegistreError
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import Snapshot
from registre_core.services.access.desk import Desk
from registre_core.services.access.kept import tells_of
from registre_core.services.access.sendable import Arguments, prepared
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import cursor, page_size


@frozen
class Sent:
    """What became of something that was sent."""

    id: EntryId
    """The telephone's own identifier."""
    state: ArrivalState
    """Done (`ADMITTED`), kept until access is open again (`WAITING`), or refused when its turn had come."""
    was_known: bool = False
    """Whether it had arrived before: nothing was done this time."""
    refusal: str | None = None
    """The code of what spoke against it, of one that was refused when its turn had come."""


@frozen
class Sending(Desk):
    """Takes what telephones send late. However often it is sent, it is done once."""

    def send(self, actor: Actor, action: str, arguments: Arguments) -> Sent:
        """Do what was recorded without network, or keep it while access is cut.

        What was recorded before the cut is done at once; so is everything while access is open. Only if nothing but the
        cut speaks against it, it is kept and waits: it loses neither its time nor its place. Everything else is refused
        as it is to whoever does it now.

        Args:
            actor: who recorded it, with `Actor.offline` saying under which identifier and when.
            action: the name of the use case, such as ``interventions.close``.
            arguments: what it is asked with, in plain values.

        Raises:
            InvalidInput: ``not-recorded-offline``, ``claimed-in-the-future``, ``not-sendable``, and every argument that
                is missing, unknown or malformed.
            Conflict: ``record-id-taken``: something else arrived under this identifier.
            Forbidden: as the use case itself, but for ``access-suspended`` alone; so do all its other errors.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as seen:
            self.door.authorise(seen, actor, "access.send")
            use_case = prepared(self.sendable, action, arguments)
            arrival = self._arrival(actor, action, arguments)
            if known := _known(seen, arrival):
                return known
        if done := self._tried(actor, use_case, arrival):
            return done
        stamp = Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "access.send")
            if known := _known(tx, arrival):
                return known
            kept = [RecordKept.of(tx.arrivals.add(arrival))] if bearer.gate.suspension else []
            now = evolve(bearer, actor=evolve(actor, offline=None))  # the telephone's identifier is for the deed itself
            record(tx, workspace, now, stamp, *kept)
            tx.commit()
        if not kept:  # somebody paid meanwhile, and found nothing waiting
            return self.send(actor, action, arguments)
        return Sent(arrival.id, arrival.state)

    def arrivals(
        self, actor: Actor, *, state: ArrivalState | None = None, after: str | None = None, limit: int = 50
    ) -> Page[Arrival]:
        """List what was kept because access was cut: to a user his own, to the operator all of a workspace.

        Args:
            actor: who asks.
            state: only those that wait, were admitted, or were refused.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "access.arrivals")
            mine = bearer.user.id if bearer.user else None
            return tx.arrivals.page(user=mine, state=state, after=cursor(after), limit=page_size(limit))

    def _arrival(self, actor: Actor, action: str, arguments: Arguments) -> Arrival:
        """Put down what arrived.

        Raises:
            InvalidInput: ``not-recorded-offline``.
        """
        if actor.offline is None or actor.id is None:
            said = "only what was recorded without network is sent late: say when, and under which identifier"
            raise InvalidInput.at("actor.offline", "not-recorded-offline", said)
        return Arrival(
            actor.offline.id,
            action,
            dict(arguments),
            actor.id,
            actor.client,
            actor.offline.at,
            self.ports.clock.now(),
            actor.on_behalf_of,
        )

    def _tried(self, actor: Actor, use_case: Callable[[Actor], object], arrival: Arrival) -> Sent | None:
        """Do it; nothing is answered if only the cut speaks against it.

        Whoever sends it twice at once is refused the second time because of the first: so what is refused is looked for
        before that is believed.
        """
        try:
            use_case(actor)
        except RegistreError as error:
            with self.ports.storage.read(workspace_of(actor)) as tx:
                if known := _known(tx, arrival):
                    return known
            if not is_cut_only(error):
                raise
            return None
        return Sent(arrival.id, ArrivalState.ADMITTED)


def is_cut_only(error: RegistreError) -> bool:
    """Whether nothing speaks against it but that access is cut."""
    return isinstance(error, Refused) and [reason.code for reason in error.reasons] == ["access-suspended"]


def _known(tx: Snapshot, arrival: Arrival) -> Sent | None:
    """Find what arrived before under this identifier.

    Raises:
        Conflict: ``record-id-taken``.
    """
    kept = tx.arrivals.find(arrival.id)
    entry = tx.register.find(arrival.id)
    if (kept and _told(kept) != _told(arrival)) or (entry and not tells_of(entry, arrival)):
        said = f"something else was sent under the identifier {arrival.id}"
        raise Conflict("record-id-taken", said, {"id": str(arrival.id)})
    if entry:
        return Sent(arrival.id, ArrivalState.ADMITTED, was_known=True)
    return Sent(kept.id, kept.state, was_known=True, refusal=kept.refusal) if kept else None


def _told(arrival: Arrival) -> tuple[UserId, str, dict[str, object]]:
    return arrival.user_id, arrival.action, dict(arrival.arguments)
