"""Permits as they come along: each one step further than the last, by the room's own transitions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import evolve

from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.kernel.verdicts import Verdict
from registre_core.permits import (
    HotWorkPermit,
    Isolation,
    PermitStages,
    RoundRecord,
    closed,
    closing_asked,
    opened,
    submitted,
    work_ended,
)
from registre_core.testing.builders import IDS
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_permit, a_round

S8 = "Version 1.47, Permis de feu, signatures (S8)"
S9 = "Version 1.47, Permis de feu, levée de doute (S9)"
READING = "mission, «How we read what the source leaves open»"
HOUSE = "House rule"

START = A_MONDAY_MORNING
"""From when it is valid."""
END = START + timedelta(hours=10)
"""Until when: its rounds are due from then on when nobody declares an end."""
MOMENT = timedelta(microseconds=1)

BOTH = (SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR)
OPERATOR, CONTRACTOR = BOTH
SOMEBODY = UserId(IDS.new())


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def after(count: float) -> datetime:
    """Give the moment so many minutes after the permit's end."""
    return END + minutes(count)


DRAFT = a_permit(detectors=(Isolation("Zone 12"),))
WAITING = submitted(DRAFT, START - minutes(60))
HALF = opened(WAITING, [OPERATOR])
ACTIVE = opened(WAITING, BOTH)
ENDED = work_ended(ACTIVE, END)
LOOKED_AFTER = evolve(ENDED, rounds=(a_round(30), a_round(60), a_round(120)))
CLOSING = closing_asked(LOOKED_AFTER, after(121), None)
CLOSED = closed(CLOSING, BOTH, after(122))
SOURCES_OWN = submitted(a_permit(stages=PermitStages.CLOSING), START - minutes(60))
"""Signed at its end only: it is open as soon as it was handed in."""


def with_records(permit: HotWorkPermit, records: Iterable[RoundRecord]) -> HotWorkPermit:
    return evolve(permit, rounds=tuple(records))
