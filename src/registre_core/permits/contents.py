"""What is signed of a permit: its terms to open it, and what became of them to close it. Persons by identifier only."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from registre_core.kernel.identifiers import ContactId, ContractorId, PermitId, SiteId
from registre_core.kernel.signatories import PersonKey
from registre_core.permits.endings import Exemption
from registre_core.permits.entities import HotWorkPermit
from registre_core.permits.precautions import Isolation, Measure, MeasureStage
from registre_core.permits.rounds import RoundRecord, WatchPlan


@frozen
class AgreedMeasure:
    """A precaution as it is agreed on: whether it was taken is signed at the end."""

    code: str
    """Which one."""
    stage: MeasureStage
    """When it is taken."""
    text: str
    """What is to be done, as it was shown."""
    source: str
    """The text that asks for it."""
    applies: bool
    """Whether it is asked for."""


@frozen
class OpeningContent:
    """What whoever opens a permit signs: its terms, and nothing that changes once they are agreed on."""

    id: PermitId
    """Which permit."""
    edition: int
    """Which edition."""
    site: SiteId
    """Where."""
    place: str
    """The exact place."""
    work: str
    """What is done there."""
    means: tuple[str, ...]
    """With what."""
    contractors: tuple[ContractorId, ...]
    """Who does it."""
    operator_people: tuple[PersonKey, ...]
    """Who answers for the site."""
    contractor_people: tuple[ContactId, ...]
    """Who does the work."""
    watcher: PersonKey
    """Who looks at the place again."""
    valid_from: datetime
    """From when."""
    valid_until: datetime
    """Until when."""
    measures: tuple[AgreedMeasure, ...]
    """The checklist."""
    detectors: tuple[str, ...]
    """What is taken out of service."""
    watch: WatchPlan | None
    """The post-work check, if it is enabled."""
    site_closes_at: datetime | None
    """When the site closes, if anybody said so."""


@frozen
class ClosingContent:
    """What whoever closes it signs: the terms, and what was done."""

    id: PermitId
    """Which permit."""
    terms: OpeningContent
    """What was agreed on."""
    closing: int
    """How often its closing was asked for."""
    work_ended_at: datetime | None
    """``None`` when nobody declared it."""
    watched_from: datetime | None
    """The end of work that the rounds count from."""
    measures: tuple[Measure, ...]
    """The checklist, with who ticked what."""
    detectors: tuple[Isolation, ...]
    """What was out of service, and when it was back."""
    rounds: tuple[RoundRecord, ...]
    """In the order they were made: with the digests of their pictures."""
    exemption: Exemption | None
    """Why it is closed although something is missing."""


def opening_content(permit: HotWorkPermit) -> OpeningContent:
    """Give what is signed to open it."""
    return OpeningContent(
        permit.id,
        permit.edition,
        permit.site_id,
        permit.place,
        permit.work,
        permit.means,
        permit.contractors,
        permit.operator_people,
        permit.contractor_people,
        permit.watcher,
        permit.valid_from,
        permit.valid_until,
        tuple(AgreedMeasure(one.code, one.stage, one.text, one.source, one.applies) for one in permit.measures),
        tuple(one.name for one in permit.detectors),
        permit.watch,
        permit.site_closes_at,
    )


def closing_content(permit: HotWorkPermit) -> ClosingContent:
    """Give what is signed to close it."""
    return ClosingContent(
        permit.id,
        opening_content(permit),
        permit.closings,
        permit.work_ended_at,
        permit.watched_from,
        permit.measures,
        permit.detectors,
        tuple(sorted(permit.rounds, key=lambda one: (one.made_at, one.id))),
        permit.exemption,
    )
