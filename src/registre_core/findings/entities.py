"""A finding: what somebody found wrong, where he read it, and who wrote it down."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import FindingId, InterventionId, SiteId, UserId
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage
from registre_core.kernel.validation import Checked, at_least, aware, must, not_blank


class Kind(StrEnum):
    """What a finding is called; the kind follows the origin."""

    OBSERVATION = "observation"
    """From the report of an intervention."""


class State(StrEnum):
    """Where its correction stands."""

    OPEN = "open"
    """Nothing was done about it yet (*ouverte*)."""


@frozen
class CreatedBy:
    """The snapshot behind «créée par»: it survives renaming."""

    person: PersonRef
    """Who was logged in."""
    channel: ClientKind
    """Through what."""
    on_behalf_of: str | None = field(default=None, metadata=personal())
    """For whom, if not for himself."""

    @property
    def id(self) -> UserId:
        """The account: erasing its person erases for whom it acted, too."""
        return self.person.id


@frozen
class Finding(Checked):
    """Something to correct on a site."""

    id: FindingId
    kind: Kind
    site_id: SiteId
    """Where."""
    intervention_id: InterventionId
    """Whose report says so."""
    text: str = field(metadata=must(not_blank))
    """What is to be read in lists; the passage's quote unless somebody worded it better."""
    passage: Passage
    """The very words, and where they stand."""
    created_by: CreatedBy
    """Who wrote it down."""
    created_at: datetime = field(metadata=must(aware))
    """When."""
    state: State = State.OPEN
    """Where its correction stands."""
    place: str = ""
    """Where in the building."""
    number: str = ""
    """What the report calls it: ``12``, ``P1``."""
    reference: str = ""
    """The text it rests on, as the report says: ``MS 51``."""
    priority: str = ""
    """As the report writes it."""
    nature: Nature = Nature.TO_CORRECT
    """Whether it is to be corrected, or could not be verified."""
    repeats: FindingId | None = None
    """The finding that it says again, if any: seen again (*vue à nouveau*)."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""
