"""The hot-work permit: where, what, by whom, how long, with what precautions; and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import ContactId, ContractorId, PermitId, SiteId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.kernel.validation import Checked, at_least, aware, each_once, must, not_blank, not_empty
from registre_core.permits.endings import Ending, EndingKind, Exemption, Suspension, Validity
from registre_core.permits.precautions import Isolation, Measure
from registre_core.permits.rounds import THE_WATCH, RoundRecord, WatchPlan, recorded
from registre_core.permits.tables import MEANS, MEASURES

OWN = "own-"
"""What the code of a precaution begins with that is the site's own."""


REACH = range(1970, 2200)
"""Years in which work is done; what lies beyond was mistyped, and no calendar can add hours to the last of all days."""


class PermitStages(StrEnum):
    """When a permit is signed."""

    BOTH = "both"
    """To authorise the work, and again at its end."""
    CLOSING = "closing"
    """At its end only: the source's own flow."""


BOTH_SIDES = SignatoryRule((SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR))
"""Who signs a permit: it always needs both."""


def _within_reach(name: str, value: datetime | None) -> Problem | None:
    if value is None or value.year in REACH:
        return None
    said = f"'{name}' lies in the year {value.year}: it was mistyped"
    return Problem(name, "instant-out-of-reach", said, {"year": value.year})


def _known_means(name: str, value: tuple[str, ...]) -> Problem | None:
    unknown = ", ".join(code for code in value if code not in MEANS)
    if not unknown:
        return None
    said = f"'{name}' names no known means of hot work: {unknown}; known: {', '.join(MEANS)}"
    return Problem(name, "unknown-means", said, {"means": unknown})


def _checklist(name: str, value: tuple[Measure, ...]) -> Problem | None:
    codes = [one.code for one in value]
    unknown = ", ".join(code for code in codes if code not in MEASURES and not code.startswith(OWN))
    if unknown:
        said = f"'{name}' has no known precaution {unknown}; one of the site's own begins with {OWN!r}"
        return Problem(name, "unknown-measure", said, {"measure": unknown})
    return each_once(name, tuple(codes))


def _each_detector_once(name: str, value: tuple[Isolation, ...]) -> Problem | None:
    return each_once(name, tuple(one.name for one in value))


def _each_record_once(name: str, value: tuple[RoundRecord, ...]) -> Problem | None:
    return each_once(name, tuple(one.id for one in value))


def _both_sides(name: str, value: SignatoryRule) -> Problem | None:
    if set(BOTH_SIDES.roles) == set(value.roles):
        return None
    return Problem(name, "permit-needs-both-sides", "a permit is signed by the operator and by the contractor alone")


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
    means: tuple[str, ...] = field(metadata=must(not_empty, each_once, _known_means))
    """With what: keys of `MEANS`."""
    contractors: tuple[ContractorId, ...] = field(metadata=must(not_empty, each_once))
    """Who does it, subcontractors included."""
    watcher: PersonKey
    """Who looks at the place again afterwards."""
    valid_from: datetime = field(metadata=must(aware, _within_reach))
    """From when work may go on."""
    valid_until: datetime = field(metadata=must(aware, _within_reach))
    """Until when."""
    created_at: datetime = field(metadata=must(aware))
    """When it was drawn up."""
    operator_people: tuple[PersonKey, ...] = field(default=(), metadata=must(each_once))
    """Who answers for the site: they are told of rounds."""
    contractor_people: tuple[ContactId, ...] = field(default=(), metadata=must(each_once))
    """Who does the work."""
    measures: tuple[Measure, ...] = field(default=(), metadata=must(_checklist))
    """The checklist."""
    detectors: tuple[Isolation, ...] = field(default=(), metadata=must(_each_detector_once))
    """What is taken out of service."""
    site_closes_at: datetime | None = field(default=None, metadata=must(aware, _within_reach))
    """When the last person leaves the site that day."""
    watch: WatchPlan | None = THE_WATCH
    """The post-work check; ``None`` when it is not enabled."""
    rounds: tuple[RoundRecord, ...] = field(default=(), metadata=must(_each_record_once))
    """Rounds that were made, in the order the server heard of them."""
    stages: PermitStages = PermitStages.BOTH
    """When it is signed."""
    rule: SignatoryRule = field(default=BOTH_SIDES, metadata=must(_both_sides))
    """Who signs, at each stage."""
    edition: int = field(default=1, metadata=must(at_least(1)))
    """Raised by each extension, new subcontractor or shift: what was signed before does not cover it."""
    asked_at: datetime | None = field(default=None, metadata=must(aware))
    """When the signatures to open this edition were asked for."""
    opened_by: tuple[SignatoryRole, ...] = field(default=(), metadata=must(each_once))
    """Roles that have signed to open this edition."""
    earlier: Validity | None = None
    """What earlier editions allowed that were signed: their work is watched and closed whatever becomes of it."""
    work_ended_at: datetime | None = field(default=None, metadata=must(aware))
    """When the work was declared to be over."""
    closing_asked_at: datetime | None = field(default=None, metadata=must(aware))
    """When the signatures to close it were asked for."""
    closings: int = field(default=0, metadata=must(at_least(0)))
    """How often they were: what was signed before something was added does not close it."""
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

    def contradictions(self) -> Iterator[Problem]:
        """It ends after it starts, nobody stands on both sides, and it is closed by all who close it."""
        if self.valid_from.tzinfo and self.valid_until.tzinfo and self.valid_until <= self.valid_from:
            facts = {"begins_at": self.valid_from.isoformat(), "ends_at": self.valid_until.isoformat()}
            yield Problem("valid_until", "permit-ends-before-it-starts", "a permit ends after it starts", facts)
        theirs = {PersonKey(PersonKind.CONTACT, one) for one in self.contractor_people}
        if theirs & set(self.operator_people):
            yield Problem(
                "contractor_people", "person-on-both-sides", "nobody stands on the operator's side and theirs"
            )
        yield from self._unplanned_rounds()
        yield from self._unasked_signatures()

    def _unplanned_rounds(self) -> Iterator[Problem]:
        planned = self.watch.rounds if self.watch else ()
        for record in self.rounds:
            if record.round not in planned:
                said = f"there is no round at {record.round} minutes in this watch"
                yield Problem("rounds", "unknown-round", said, {"round": record.round})

    def _unasked_signatures(self) -> Iterator[Problem]:
        if not set(self.opened_by) | set(self.closed_by) <= set(self.rule.roles):
            yield Problem("opened_by", "signatory-not-asked", "nobody signs in a role that the rule does not name")
        is_closed = self.ending is not None and self.ending.kind is EndingKind.CLOSED
        if is_closed and not set(self.rule.roles) <= set(self.closed_by):
            yield Problem("ending", "permit-closed-unsigned", "a permit is closed when all have signed that close it")

    @property
    def is_opened(self) -> bool:
        """Whether this edition lets work go on: all who open it have signed, or nobody has to."""
        return self.asked_at is not None and (
            self.stages is PermitStages.CLOSING or set(self.opened_by) >= set(self.rule.roles)
        )

    @property
    def allowed(self) -> Validity | None:
        """From when until when work was allowed, by this edition and those before; ``None`` while it never was."""
        if not self.is_opened:
            return self.earlier
        return Validity(self.earlier.begins_at if self.earlier else self.valid_from, self.valid_until)

    @property
    def ends_at(self) -> datetime:
        """Until when it stands: what was allowed, if anything was. Terms that not all have signed prolong nothing."""
        return self.valid_until if self.is_opened or self.earlier is None else self.earlier.ends_at

    @property
    def has_been_open(self) -> bool:
        """Whether work may have begun: this edition or one before it was signed."""
        return self.allowed is not None

    @property
    def missing_roles(self) -> tuple[SignatoryRole, ...]:
        """Roles whose signature is waited for now, to open it or to close it."""
        if self.ending is not None:
            return ()
        if self.closing_asked_at is not None:
            return tuple(role for role in self.rule.roles if role not in self.closed_by)
        if self.asked_at is None or self.is_opened or self.work_ended_at is not None:
            return ()
        return tuple(role for role in self.rule.roles if role not in self.opened_by)

    @property
    def watched_from(self) -> datetime | None:
        """When its rounds count from: the end of work, or of its validity when nobody declared one.

        ``None`` of one that has no watch, or where no work may have begun.
        """
        if self.watch is None or self.allowed is None:
            return None
        return self.work_ended_at or self.allowed.ends_at

    @property
    def lacks_rounds(self) -> bool:
        """Whether some round of its plan was not made yet; a record from before its window stands for none."""
        if self.watch is None:
            return False
        begun = self.watched_from
        return begun is None or any(
            recorded(self.watch, begun, self.rounds, minutes) is None for minutes in self.watch.rounds
        )

    @property
    def isolated(self) -> tuple[Isolation, ...]:
        """Detectors that are out of service."""
        return tuple(one for one in self.detectors if one.is_out)

    def is_watched(self, at: datetime) -> bool:
        """Whether its watch has begun by this moment and lacks rounds; once it ended for good, nobody waits for any."""
        begun = self.watched_from
        return self.ending is None and self.lacks_rounds and begun is not None and begun <= at
