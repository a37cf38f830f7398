"""People who took part in something that the register tells of: met on a visit, named to a duty."""

from __future__ import annotations

from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.facts import personal
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.kernel.validation import Checked, must, not_blank, one_line


@frozen
class Named(Checked):
    """Somebody who took part, as whoever writes it down names him."""

    person: PersonKey | str
    """An account or a contact; or the name of somebody who is neither."""
    capacity: str = field(default="", metadata=must(one_line))
    """In what function, such as ``maire adjoint``; of a function, never of a person."""


@frozen
class Participant(Checked):
    """Somebody who took part, or who is named to a duty."""

    kind: PersonKind
    """How the register knows him."""
    id: UUID
    """His account, his contact, or what was made for him when his name was written down."""
    name: str = field(metadata={**must(not_blank, one_line), **personal()})
    """His name at that moment, read from storage wherever it is known there."""
    capacity: str = field(default="", metadata=must(one_line))
    """In what function, such as ``maire adjoint``; of a function, never of a person."""

    @property
    def key(self) -> tuple[PersonKind, UUID]:
        """What tells him from everybody else."""
        return self.kind, self.id
