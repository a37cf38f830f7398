"""Use case: access is open again, and what waited for that is taken in."""

from __future__ import annotations

from attrs import evolve, frozen

from registre_core.access import Arrival, ArrivalState, RecordRefused
from registre_core.kernel.actors import Actor, Offline
from registre_core.kernel.errors import Conflict, InvalidInput, NotFound, Refused, RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.rights import AccountKind
from registre_core.services.access.desk import Desk
from registre_core.services.access.kept import every, tells_of
from registre_core.services.access.sendable import prepared
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record


@frozen
class Admitting(Desk):
    """Takes in what waited, each in changes of its own, so that a crash loses none and repeats none."""

    def admit(self, actor: Actor, *, most: int | None = None) -> tuple[Arrival, ...]:
        """Take in what waits in a workspace, in the order in which telephones say that it happened.

        Each is done as whoever recorded it, with his rights of now, and under the telephone's own identifier. So what
        was done before a crash is recognised, and two who admit at once do it once. What a right or a rule speaks
        against is refused and stays listed. While access is cut, all of it waits on.

        Args:
            actor: the operator, saying which workspace he means; nobody else may.
            most: so many at most, and the others wait on; all of them unless said otherwise.

        Returns:
            What became of each whose turn it was.

        Raises:
            Forbidden: ``operator-only``.
            AdapterFailure: what was not reached yet waits for the next time.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "access.admit")
            every_one = every(tx, state=ArrivalState.WAITING)
            waiting = sorted(every_one, key=lambda one: (one.claimed_at, one.id))[:most]
        settled: list[Arrival] = []
        for arrival in waiting:
            if (one := self._settled(workspace, bearer, arrival)).state is ArrivalState.WAITING:
                break  # access is cut, for all of them
            settled.append(one)
        return (*settled, *waiting[len(settled) :])

    def _settled(self, workspace: WorkspaceId, bearer: Bearer, arrival: Arrival) -> Arrival:
        """Do it, and keep what became of it: these are two changes, and the register tells what came of the first."""
        error, stamp = self._done(workspace, arrival), Stamp.of(self.ports)
        if isinstance(error, Refused) and any(reason.code == "access-suspended" for reason in error.reasons):
            return arrival
        with self.ports.storage.begin(workspace) as tx:
            found = tx.arrivals.get(arrival.id)
            if found.state is not ArrivalState.WAITING:
                return found
            entry = tx.register.find(found.id)
            if error is None or (entry and tells_of(entry, found)):
                saved = tx.arrivals.save(evolve(found, state=ArrivalState.ADMITTED, settled_at=stamp.at))
            else:
                refused = evolve(found, state=ArrivalState.REFUSED, settled_at=stamp.at, refusal=error.code)
                saved = tx.arrivals.save(refused)
                record(tx, workspace, bearer, stamp, RecordRefused.of(saved))
            tx.commit()
        return saved

    def _done(self, workspace: WorkspaceId, arrival: Arrival) -> RegistreError | None:
        try:
            use_case = prepared(self.admissible, arrival.action, arrival.arguments)
            use_case(self._author(workspace, arrival))
        except (Refused, NotFound, InvalidInput, Conflict) as error:
            return error  # for good: it was decided under the lock of the workspace, so nobody came in between
        return None

    def _author(self, workspace: WorkspaceId, arrival: Arrival) -> Actor:
        """Let him act who recorded it, as he did."""
        with self.ports.storage.read(workspace) as tx:
            is_person = tx.users.get(arrival.user_id).kind is AccountKind.PERSON
        named = Actor.user if is_person else Actor.service
        actor = named(arrival.user_id, workspace, client=arrival.client)
        offline = Offline(arrival.id, arrival.claimed_at)
        return evolve(actor, on_behalf_of=arrival.on_behalf_of, offline=offline)
