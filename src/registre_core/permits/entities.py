"""The hot-work permit: where, what, by whom, how long, with what precautions; and how far it has come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import ContactId, ContractorId, EntryId, PermitId, SiteId, UserId
from registre_core.kernel.signatories import PersonKey, SignatoryRole, SignatoryRule
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_blank, not_empty


class MeasureStage(StrEnum):
    """When a precaution is taken."""

    BEFORE = "before"
    """Before the work begins."""
    DURING = "during"
    """As long as it goes on."""
    AFTER = "after"
    """When it has ended."""


@frozen
class Measure(Checked):
    """One precaution on the permit's checklist."""

    code: str = field(metadata=must(not_blank))
    """A key of `MEASURES`, or ``own-…`` for one of the site's own."""
    stage: MeasureStage
    """When it is taken."""
    text: str = field(metadata=must(not_blank))
    """What is to be done, in French, as it was shown."""
    source: str = ""
    """The text that asks for it."""
    applies: bool = True
    """Whether it is asked for on this permit."""
    done_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was ticked."""
    done_by: UserId | None = None
    """By whom."""


@frozen
class Isolation(Checked):
    """A detector, or a zone of detection, that is taken out of service for the work."""

    name: str = field(metadata=must(not_blank))
    """Which one, as the fire panel calls it."""
    isolated_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was taken out of service."""
    restored_at: datetime | None = field(default=None, metadata=must(aware))
    """When it was back."""
    restored_by: UserId | None = None
    """Who said so."""


@frozen
class WatchPlan(Checked):
    """The fire watch after hot work (*levée de doute*): when the place is looked at again."""

    rounds: tuple[int, ...] = field(default=(30, 60, 120), metadata=must(not_empty, each_once))
    """Minutes after the end of work, ascending; each names its round."""
    early: int = field(default=5, metadata=must(at_least(0)))
    """Minutes before its time from which a round may be made, inclusive."""
    late: int = field(default=15, metadata=must(at_least(0)))
    """Minutes after its time until which it counts as in time, inclusive."""


@frozen
class Position(Checked):
    """Where a telephone says it was."""

    latitude: float
    """Degrees north, WGS 84."""
    longitude: float
    """Degrees east."""
    accuracy: float | None = None
    """Metres."""


@frozen
class RoundRecord(Checked):
    """One round that was made."""

    id: EntryId
    """The telephone's own identifier, or the server's: sent twice, it is kept once."""
    round: int
    """Which one: its minutes in the plan. It stands for no other."""
    made_at: datetime = field(metadata=must(aware))
    """When, as whoever made it says."""
    recorded_at: datetime = field(metadata=must(aware))
    """When the server heard of it."""
    made_by: UserId
    """On whose account."""
    is_clear: bool = True
    """Whether nothing was found: no smoke, no heat."""
    comment: str = ""
    """What was seen."""
    photo: DocumentRef | None = None
    """A picture of the place."""
    position: Position | None = None
    """Where the telephone was."""


class EndingKind(StrEnum):
    """How a permit can end for good."""

    CLOSED = "closed"
    """Signed at its end (*clôturé*)."""
    REFUSED = "refused"
    """A signatory refused (*refusé*)."""
    CANCELLED = "cancelled"
    """The work will not be done (*annulé*)."""


@frozen
class Ending(Checked):
    """That it ended, how and why."""

    kind: EndingKind
    """How."""
    at: datetime = field(metadata=must(aware))
    """When."""
    reason: str = ""
    """Why; of one that was closed, nothing."""


@frozen
class Suspension(Checked):
    """That the work is stopped for the time being."""

    at: datetime = field(metadata=must(aware))
    """Since when."""
    reason: str = field(metadata=must(not_blank))
    """Why."""


@frozen
class Exemption(Checked):
    """That it is closed although something is missing: said by somebody, for a reason."""

    reason: str = field(metadata=must(not_blank))
    """Why."""
    by: UserId
    """Who answers for it."""
    at: datetime = field(metadata=must(aware))
    """When he said so."""


class PermitStages(StrEnum):
    """When a permit is signed."""

    BOTH = "both"
    """To authorise the work, and again at its end."""
    CLOSING = "closing"
    """At its end only: the source's own flow."""


THE_WATCH = WatchPlan()
"""Rounds at 30, 60 and 120 minutes: INRS ED 6030 asks for a watch of at least two hours."""

BOTH_SIDES = SignatoryRule((SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR))
"""Who signs a permit: it always needs both."""


@frozen
class HotWorkPermit(Checked):
    """An authorisation for work with flame or spark, limited in place and time (*permis de feu*)."""

    id: PermitId
    site_id: SiteId
    """Where."""
    place: str = field(metadata=must(not_blank))
    """The exact place: building, floor, room."""
    work: str = field(metadata=must(not_blank))
    """What is done there."""
    means: tuple[str, ...] = field(metadata=must(not_empty, each_once))
    """With what: keys of `MEANS`."""
    contractors: tuple[ContractorId, ...] = field(metadata=must(not_empty, each_once))
    """Who does it, subcontractors included."""
    watcher: PersonKey
    """Who looks at the place again afterwards."""
    valid_from: datetime = field(metadata=must(aware))
    """From when work may go on."""
    valid_until: datetime = field(metadata=must(aware))
    """Until when."""
    created_at: datetime = field(metadata=must(aware))
    """When it was drawn up."""
    operator_people: tuple[PersonKey, ...] = field(default=(), metadata=must(each_once))
    """Who answers for the site: they are told of rounds."""
    contractor_people: tuple[ContactId, ...] = field(default=(), metadata=must(each_once))
    """Who does the work."""
    measures: tuple[Measure, ...] = ()
    """The checklist."""
    detectors: tuple[Isolation, ...] = ()
    """What is taken out of service."""
    site_closes_at: datetime | None = field(default=None, metadata=must(aware))
    """When the last person leaves the site that day."""
    watch: WatchPlan | None = THE_WATCH
    """The post-work check; ``None`` when it is not enabled."""
    rounds: tuple[RoundRecord, ...] = ()
    """Rounds that were made, in the order the server heard of them."""
    stages: PermitStages = PermitStages.BOTH
    """When it is signed."""
    rule: SignatoryRule = BOTH_SIDES
    """Who signs, at each stage."""
    edition: int = field(default=1, metadata=must(at_least(1)))
    """Raised by each extension, new subcontractor or shift: what was signed before does not cover it."""
    asked_at: datetime | None = field(default=None, metadata=must(aware))
    """When the signatures to open this edition were asked for."""
    opened_by: tuple[SignatoryRole, ...] = field(default=(), metadata=must(each_once))
    """Roles that have signed to open this edition."""
    work_ended_at: datetime | None = field(default=None, metadata=must(aware))
    """When the work was declared to be over."""
    closing_asked_at: datetime | None = field(default=None, metadata=must(aware))
    """When the signatures to close it were asked for."""
    closed_by: tuple[SignatoryRole, ...] = field(default=(), metadata=must(each_once))
    """Roles that have signed to close it."""
    suspension: Suspension | None = None
    """Set while the work is stopped."""
    exemption: Exemption | None = None
    """Set when it is closed although detectors or rounds are missing."""
    ending: Ending | None = None
    """Set when it has ended for good."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Counts its changes."""

    def contradictions(self) -> list[Problem]:
        """It ends after it starts."""
        return []

    @property
    def watched_from(self) -> datetime | None:
        """When its rounds count from: the end of work, or of its validity when nobody declared one.

        ``None`` of one that has no watch, or where no work may have begun.
        """
        if self.watch is None or not self.has_been_open:
            return None
        return self.work_ended_at or self.valid_until

    @property
    def has_been_open(self) -> bool:
        """Whether work may have begun: all who open it have signed, or nobody has to."""
        return self.asked_at is not None and (
            self.stages is PermitStages.CLOSING or set(self.opened_by) >= set(self.rule.roles)
        )

    @property
    def lacks_rounds(self) -> bool:
        """Whether some round of its plan was not recorded yet."""
        return self.watch is not None and not set(self.watch.rounds) <= {record.round for record in self.rounds}

    def is_watched(self, at: datetime) -> bool:
        """Whether its watch has begun by this moment and lacks rounds; once it ended for good, nobody waits for any."""
        begun = self.watched_from
        return self.ending is None and self.lacks_rounds and begun is not None and begun <= at
