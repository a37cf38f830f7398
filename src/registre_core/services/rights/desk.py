"""What all use cases of rights share: their doors, and the rule that each of them puts to what it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.rights import Move
from registre_core.services.front_door import Bearer, FrontDoor
from registre_core.services.rights.drafts import Draft, kept_with
from registre_core.services.rights.guarding import Outcome, outcome


@frozen
class Desk:
    """Base of the use cases of rights."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def _asked(self, codes: Iterable[str], path: str) -> tuple[frozenset[str], frozenset[str]]:
        """Give the rights to save, and those among them that were not asked for."""
        return kept_with(self.ports.catalogue, frozenset(), codes, path)

    def _outcome(self, tx: Snapshot, bearer: Bearer, draft: Draft) -> Outcome:
        """Work out what a draft does, and what speaks against it."""
        return outcome(
            tx,
            self.ports.catalogue,
            self.ports.clock.today(),
            bearer,
            draft.moves(tx),
            (draft.before, draft.after),
            own=draft.move_of(bearer.user),
            new_rights=draft.new_rights,
        )

    def _require(self, tx: Snapshot, bearer: Bearer, moves: Sequence[Move], *, own: Move | None = None) -> None:
        """Refuse moves that may not be, while all profiles stay as they are."""
        profiles = tx.profiles.every()
        both = (profiles, profiles)
        today = self.ports.clock.today()
        outcome(tx, self.ports.catalogue, today, bearer, moves, both, own=own).require()
