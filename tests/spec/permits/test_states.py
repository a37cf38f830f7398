"""Where a permit stands is derived: from signatures that are missing, from what was done, from the time (S8)."""

from datetime import datetime

import pytest
from attrs import evolve
from tests.spec.permits.world import (
    ACTIVE,
    CLOSED,
    CLOSING,
    CONTRACTOR,
    DRAFT,
    END,
    ENDED,
    HALF,
    HOUSE,
    LOOKED_AFTER,
    MOMENT,
    OPERATOR,
    S8,
    SOURCES_OWN,
    START,
    WAITING,
    after,
    minutes,
)

from registre_core.permits import (
    HotWorkPermit,
    PermitState,
    cancelled,
    closed,
    extended,
    french_state,
    opened,
    opening_refused,
    phase,
    state,
    suspended,
)
from registre_core.permits.tables import STATES

NOON = START + minutes(240)
EXTENDED = extended(ACTIVE, END + minutes(120), NOON)
SUSPENDED = suspended(ACTIVE, "Vent fort", NOON)

STANDING = [
    # permit, when, state, what people read, source
    (DRAFT, START, PermitState.DRAFT, "brouillon", HOUSE),
    (DRAFT, END + MOMENT, PermitState.DRAFT, "brouillon", HOUSE),
    (WAITING, START, PermitState.WAITING, "en attente de signature exploitant et prestataire", S8),
    (HALF, START, PermitState.WAITING, "en attente de signature prestataire", S8),
    (opened(WAITING, [CONTRACTOR]), START, PermitState.WAITING, "en attente de signature exploitant", S8),
    (HALF, END, PermitState.WAITING, "en attente de signature prestataire", S8),
    (HALF, END + MOMENT, PermitState.EXPIRED, "expiré", HOUSE),
    (ACTIVE, START - MOMENT, PermitState.ACTIVE, "signé, à venir", HOUSE),
    (ACTIVE, START, PermitState.ACTIVE, "en cours", HOUSE),
    (ACTIVE, END, PermitState.ACTIVE, "en cours", HOUSE),
    (ACTIVE, END + MOMENT, PermitState.EXPIRED, "expiré", HOUSE),
    (SUSPENDED, NOON, PermitState.SUSPENDED, "suspendu", HOUSE),
    (SUSPENDED, END + MOMENT, PermitState.EXPIRED, "expiré", HOUSE),
    (EXTENDED, NOON, PermitState.WAITING, "en attente de signature exploitant et prestataire", HOUSE),
    (opening_refused(EXTENDED, "Trop tard", NOON), NOON, PermitState.SUSPENDED, "suspendu", HOUSE),
    (ENDED, after(1), PermitState.WORK_ENDED, "travaux terminés", HOUSE),
    (LOOKED_AFTER, after(400), PermitState.WORK_ENDED, "travaux terminés", HOUSE),
    (CLOSING, after(122), PermitState.CLOSING, "en attente de signature exploitant et prestataire", S8),
    (
        closed(CLOSING, [OPERATOR], after(122)),
        after(122),
        PermitState.CLOSING,
        "en attente de signature prestataire",
        S8,
    ),
    (
        closed(CLOSING, [CONTRACTOR], after(122)),
        after(122),
        PermitState.CLOSING,
        "en attente de signature exploitant",
        S8,
    ),
    (CLOSED, after(122), PermitState.CLOSED, "clôturé", S8),
    (CLOSED, after(9_999), PermitState.CLOSED, "clôturé", HOUSE),
    (opening_refused(WAITING, "Pas d'extincteur", START), END, PermitState.REFUSED, "refusé", HOUSE),
    (cancelled(WAITING, "Reporté", START), END + MOMENT, PermitState.CANCELLED, "annulé", HOUSE),
    (SOURCES_OWN, START, PermitState.ACTIVE, "en cours", "the source's own flow: its closing alone is signed"),
]


@pytest.mark.parametrize("permit, when, expected, french, source", STANDING)
def test_where_a_permit_stands(
    permit: HotWorkPermit, when: datetime, expected: PermitState, french: str, source: str
) -> None:
    assert (expected, french) == (state(permit, when), french_state(permit, when)), source


def test_every_state_is_met_in_the_table_above() -> None:
    assert set(PermitState) == {row[2] for row in STANDING}


def test_each_state_but_those_of_missing_signatures_has_one_label() -> None:
    assert set(PermitState) - {PermitState.WAITING, PermitState.CLOSING} == set(STATES)
    assert len(set(STATES.values())) == len(STATES)


@pytest.mark.parametrize("permit, when", [row[:2] for row in STANDING])
def test_what_was_done_stands_and_only_time_lets_it_expire(permit: HotWorkPermit, when: datetime) -> None:
    reached = state(permit, when)

    assert reached in {phase(permit), PermitState.EXPIRED}
    assert phase(permit) is not PermitState.EXPIRED


def test_no_order_of_signatures_makes_half_of_them_enough() -> None:
    for some in ((), (OPERATOR,), (CONTRACTOR,)):
        assert PermitState.WAITING is phase(opened(WAITING, some))


def test_the_end_of_work_ends_the_wait_for_signatures_of_an_extension() -> None:
    ended = evolve(EXTENDED, work_ended_at=NOON + MOMENT)

    assert ((), PermitState.WORK_ENDED) == (ended.missing_roles, phase(ended))
