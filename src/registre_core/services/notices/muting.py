"""Use cases: somebody wants to hear nothing of some kinds of notices."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.reasons import Reason
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.notices import NoticesMuted, may_leave_out, unknown_topics
from registre_core.notices.tables import TELLING
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.notices.desk import Desk
from registre_core.services.notices.readers import readers_of


@frozen
class Choosing(Desk):
    """Lets people choose what they hear of, but for what concerns safety. It counts at the address they have."""

    def muted(self, actor: Actor) -> frozenset[str]:
        """Tell what whoever asks wants to hear nothing of.

        Raises:
            RuleViolation: ``no-mail-address``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "notices.muted")
            return tx.mutings.of(self._address(tx, _himself(bearer)))

    def muted_for(self, actor: Actor, person: PersonKey) -> frozenset[str]:
        """Tell what somebody, an account or a contact, wants to hear nothing of.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``contact-not-found``.
            RuleViolation: ``no-mail-address``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            self.door.authorise(tx, actor, "notices.muted_for")
            return tx.mutings.of(self._address(tx, person))

    def mute(self, actor: Actor, kinds: Collection[str]) -> frozenset[str]:
        """Hear nothing of these kinds any more, and of all others again; of none, of everything.

        Args:
            actor: who wants it for himself.
            kinds: of the table, and none of them of safety.

        Raises:
            InvalidInput: ``unknown-topic``, of each kind that the table does not have.
            RuleViolation: ``safety-notice``, with a reason for each kind that concerns safety; ``no-mail-address``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.mute")
            if (fact := self._muted(tx, _himself(bearer), kinds)) is None:
                return frozenset(kinds)
            record(tx, workspace, bearer, stamp, fact)
            tx.commit()
        return fact.kinds

    def mute_for(self, actor: Actor, person: PersonKey, kinds: Collection[str]) -> frozenset[str]:
        """Let somebody else, an account or a contact who asked for it, hear nothing of these kinds any more.

        Raises:
            Forbidden: without ``users.administer``.
            NotFound: ``contact-not-found``.
            InvalidInput: ``unknown-topic``, of each kind that the table does not have.
            RuleViolation: ``safety-notice``, with a reason for each kind that concerns safety; ``no-mail-address``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "notices.mute_for")
            if (fact := self._muted(tx, person, kinds)) is None:
                return frozenset(kinds)
            record(tx, workspace, bearer, stamp, fact)
            tx.commit()
        return fact.kinds

    def _muted(self, tx: Transaction, person: PersonKey, kinds: Collection[str]) -> NoticesMuted | None:
        """Keep what somebody wants to hear nothing of; the same again changes nothing."""
        if unknown := tuple(unknown_topics("kinds", kinds)):
            raise InvalidInput.of(unknown)
        may_leave_out(kinds).require(RuleViolation)
        address = self._address(tx, person)
        if tx.mutings.of(address) == frozenset(kinds):
            return None
        tx.mutings.put(address, kinds)
        return NoticesMuted(person, frozenset(kinds))

    def _address(self, tx: Snapshot, person: PersonKey) -> str:
        for reader in readers_of(tx, [person], self.ports.clock.today()):
            return reader.address
        said = "nothing is sent to whoever has no mail address, so there is nothing to mute"
        reason = Reason("no-mail-address", said, TELLING, {"person": str(person.id)})
        raise RuleViolation.because((reason,))


def _himself(bearer: Bearer) -> PersonKey:
    """Name whoever asks; the operator is nobody who is told anything."""
    return PersonKey(PersonKind.USER, bearer.actor.id)  # type: ignore[arg-type]  # only the operator has none
