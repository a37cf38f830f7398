"""What somebody fills in when he draws a permit up, and how it becomes one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

from attrs import evolve, frozen

from registre_core.kernel.identifiers import ContactId, ContractorId, PermitId, SiteId
from registre_core.kernel.signatories import PersonKey, SignatoryRule
from registre_core.kernel.validation import in_utc
from registre_core.permits.entities import BOTH_SIDES, HotWorkPermit, PermitStages
from registre_core.permits.precautions import Isolation, Measure
from registre_core.permits.rounds import WatchPlan
from registre_core.permits.tables import CHECKLIST
from registre_core.permits.terms import PermitPolicy

USUAL: Final = "usual"
"""What the host decided once for all permits."""


@frozen
class PermitTerms:
    """The terms of a permit. What is left out is as the host decided, or is not there."""

    place: str
    """The exact place: building, floor, room."""
    work: str
    """What is done there."""
    means: tuple[str, ...]
    """With what: keys of `MEANS`."""
    contractors: tuple[ContractorId, ...]
    """Who does it, subcontractors included."""
    watcher: PersonKey
    """Who looks at the place again afterwards."""
    valid_from: datetime
    """From when work may go on."""
    valid_until: datetime | None = None
    """Until when; as long as the host says unless told otherwise."""
    operator_people: tuple[PersonKey, ...] = ()
    """Who answers for the site: they are told of rounds."""
    contractor_people: tuple[ContactId, ...] = ()
    """Who does the work."""
    measures: tuple[Measure, ...] = CHECKLIST
    """The checklist; nobody has ticked anything."""
    detectors: tuple[str, ...] = ()
    """What is to be taken out of service, as the fire panel calls it."""
    site_closes_at: datetime | None = None
    """When the last person leaves the site that day."""
    watch: WatchPlan | Literal["usual"] | None = USUAL
    """The post-work check; ``None`` when it is not enabled."""
    stages: PermitStages | None = None
    """When it is signed; as the host says unless told otherwise."""
    rule: SignatoryRule = BOTH_SIDES
    """In what order, and how many on each side."""


def drawn_up(terms: PermitTerms, permit: PermitId, site: SiteId, at: datetime, policy: PermitPolicy) -> HotWorkPermit:
    """Make a draft of these terms.

    Raises:
        InvalidInput: with everything that is wrong with them.
    """
    begins_at = in_utc(terms.valid_from)
    return HotWorkPermit(
        id=permit,
        site_id=site,
        place=terms.place,
        work=terms.work,
        means=terms.means,
        contractors=terms.contractors,
        watcher=terms.watcher,
        valid_from=begins_at,
        valid_until=in_utc(terms.valid_until) if terms.valid_until else _later(begins_at, policy.validity),
        created_at=at,
        operator_people=terms.operator_people,
        contractor_people=terms.contractor_people,
        measures=tuple(evolve(one, done_at=None, done_by=None) for one in terms.measures),
        detectors=tuple(map(Isolation, terms.detectors)),
        site_closes_at=in_utc(terms.site_closes_at) if terms.site_closes_at else None,
        watch=policy.watch if terms.watch == USUAL else terms.watch,
        stages=terms.stages or policy.stages,
        rule=terms.rule,
    )


def _later(moment: datetime, by: timedelta) -> datetime:
    """Add to a moment; beyond the last of all days there is none, and the permit says that this one is out of reach."""
    try:
        return moment + by
    except OverflowError:
        return datetime.max.replace(tzinfo=moment.tzinfo)
