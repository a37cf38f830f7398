"""What a telephone recorded without network, and sent when access was cut already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.actors import Client
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import EntryId, UserId
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank


class ArrivalState(StrEnum):
    """What became of it."""

    WAITING = "waiting"
    """Kept until access is open again (*en attente*)."""
    ADMITTED = "admitted"
    """Done, under the time the telephone gave (*admis*)."""
    REFUSED = "refused"
    """A right or a rule spoke against it when its turn came; it stays listed (*refusé*)."""


@frozen
class Arrival(Checked):
    """A use case that somebody asked for while access was cut, kept as it came."""

    id: EntryId
    """The telephone's own identifier; the register's entry bears it, so what is sent twice is done once."""
    action: str = field(metadata=must(not_blank))
    """Which use case."""
    arguments: Mapping[str, FactValue]
    """What was asked, in plain values."""
    user_id: UserId
    """Who recorded it."""
    client: Client
    """Through what."""
    claimed_at: datetime = field(metadata=must(aware))
    """When, by the telephone's clock."""
    received_at: datetime = field(metadata=must(aware))
    """When it arrived, by the server's."""
    on_behalf_of: str | None = None
    """For whom, when it was not for himself."""
    state: ArrivalState = ArrivalState.WAITING
    """What became of it."""
    settled_at: datetime | None = field(default=None, metadata=must(aware))
    """When that was."""
    refusal: str | None = None
    """The code of what spoke against it."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> list[Problem]:
        """It is settled once it no longer waits, and refused for a reason."""
        waits, refused = self.state is ArrivalState.WAITING, self.state is ArrivalState.REFUSED
        if waits == (self.settled_at is None) and refused == (self.refusal is not None):
            return []
        said = f"an arrival that is {self.state} is settled at no time, or refused for no reason"
        return [Problem("state", "arrival-half-settled", said, {"state": self.state.value})]
