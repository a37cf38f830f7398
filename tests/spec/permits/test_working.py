"""While work goes on: it is stopped, extended, joined by others, declared to be over; signed again where it must be."""

from datetime import datetime, timedelta

import pytest
from attrs import evolve
from tests.spec.permits.world import (
    ACTIVE,
    BOTH,
    CLOSED,
    CLOSING,
    CONTRACTOR,
    DRAFT,
    END,
    ENDED,
    HALF,
    MOMENT,
    OPERATOR,
    SOURCES_OWN,
    START,
    WAITING,
    codes,
    minutes,
)

from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.permits import (
    HotWorkPermit,
    PermitPolicy,
    PermitState,
    Validity,
    extended,
    joined,
    may_end_work,
    may_extend,
    may_reopen,
    may_resume,
    may_suspend,
    opened,
    opening_refused,
    phase,
    resumed,
    suspended,
    work_ended,
)
from registre_core.testing.builders import IDS

NO = ["wrong-permit-state"]
NOON = START + minutes(240)
LATER = END + minutes(120)
SUSPENDED = suspended(ACTIVE, "Vent fort", NOON)
ASKED = extended(ACTIVE, LATER, NOON)
TURNED_DOWN = opening_refused(ASKED, "Trop tard", NOON)
POLICY = PermitPolicy()
SUBCONTRACTOR, WELDER = ContractorId(IDS.new()), ContactId(IDS.new())


def test_work_is_stopped_and_goes_on() -> None:
    assert [PermitState.SUSPENDED, PermitState.ACTIVE] == [phase(SUSPENDED), phase(resumed(SUSPENDED))]
    assert ([], [], NO, NO) == (
        codes(may_suspend(ACTIVE, END)),
        codes(may_resume(SUSPENDED, END)),
        codes(may_suspend(SUSPENDED, END)),
        codes(may_resume(ACTIVE, END)),
    )


@pytest.mark.parametrize("permit", [DRAFT, WAITING, HALF, ENDED, CLOSING, CLOSED, ASKED])
def test_nothing_is_stopped_that_does_not_go_on(permit: HotWorkPermit) -> None:
    assert NO == codes(may_suspend(permit, END))


def test_what_has_expired_neither_stops_nor_goes_on() -> None:
    assert [NO, NO] == [codes(may_suspend(ACTIVE, END + MOMENT)), codes(may_resume(SUSPENDED, END + MOMENT))]


def test_an_extension_counts_from_the_moment_it_is_asked_for_and_nobody_works_until_all_have_signed_it() -> None:
    assert (NOON, LATER, 2, NOON) == (ASKED.valid_from, ASKED.valid_until, ASKED.edition, ASKED.asked_at)
    assert [PermitState.WAITING, PermitState.WAITING, PermitState.ACTIVE] == [
        phase(opened(ASKED, some)) for some in ((), (OPERATOR,), BOTH)
    ]


def test_what_was_allowed_before_is_remembered() -> None:
    assert Validity(START, END) == ASKED.allowed
    assert Validity(START, LATER) == opened(ASKED, BOTH).allowed


def test_an_extension_of_what_has_not_begun_begins_no_earlier() -> None:
    assert START == extended(ACTIVE, LATER, START - minutes(30)).valid_from


EXTENSIONS: list[tuple[HotWorkPermit, datetime, datetime, list[str]]] = [
    (ACTIVE, LATER, NOON, []),
    (SUSPENDED, LATER, NOON, []),
    (ASKED, LATER + MOMENT, NOON, []),
    (TURNED_DOWN, LATER + MOMENT, NOON, []),
    (ACTIVE, END + MOMENT, END, []),
    (ACTIVE, END, END, ["extension-ends-too-soon"]),
    (ACTIVE, NOON + timedelta(days=1), NOON, []),
    (ACTIVE, NOON + timedelta(days=1) + MOMENT, NOON, ["permit-valid-too-long"]),
    (ACTIVE, LATER, END + MOMENT, ["permit-over"]),
    (WAITING, LATER, NOON, ["work-never-allowed"]),
    (DRAFT, LATER, NOON, [*NO, "work-never-allowed"]),
    (ENDED, LATER, END, NO),
    (CLOSED, LATER, END, NO),
]


@pytest.mark.parametrize("permit, until, at, expected", EXTENSIONS)
def test_what_can_be_extended(permit: HotWorkPermit, until: datetime, at: datetime, expected: list[str]) -> None:
    assert expected == codes(may_extend(permit, until, at, POLICY))


def test_a_subcontractor_asks_for_every_signature_again() -> None:
    more = joined(ACTIVE, [SUBCONTRACTOR, ACTIVE.contractors[0]], [WELDER], NOON)

    assert ((*ACTIVE.contractors, SUBCONTRACTOR), (WELDER,)) == (more.contractors, more.contractor_people)
    assert (PermitState.WAITING, 2, ACTIVE.valid_until) == (phase(more), more.edition, more.valid_until)
    assert [] == codes(may_reopen(ACTIVE, NOON))


def test_one_that_is_signed_at_its_end_only_goes_on_with_whoever_joins() -> None:
    more = joined(SOURCES_OWN, [SUBCONTRACTOR], [], NOON)

    assert (PermitState.ACTIVE, 2) == (phase(more), more.edition)


def test_terms_that_were_turned_down_leave_the_work_stopped_and_its_place_watched() -> None:
    assert PermitState.SUSPENDED is phase(TURNED_DOWN)
    assert ["terms-not-signed"] == codes(may_resume(TURNED_DOWN, NOON))
    assert [] == codes(may_end_work(TURNED_DOWN, NOON, NOON))
    assert END == TURNED_DOWN.watched_from


def test_a_first_edition_that_is_turned_down_is_refused_for_good() -> None:
    ending = opening_refused(HALF, "Pas d'extincteur", START).ending

    assert ending is not None
    assert ("refused", "Pas d'extincteur") == (ending.kind, ending.reason)


ENDS: list[tuple[HotWorkPermit, datetime, datetime, list[str]]] = [
    (ACTIVE, NOON, NOON, []),
    (ACTIVE, START, NOON, []),
    (ACTIVE, START - MOMENT, NOON, ["work-ends-before-it-starts"]),
    (ACTIVE, NOON + MOMENT, NOON, ["work-ends-in-the-future"]),
    (ACTIVE, LATER, LATER, []),
    (SUSPENDED, NOON, NOON, []),
    (ASKED, NOON, NOON, []),
    (opened(ASKED, BOTH), START, NOON, []),
    (SOURCES_OWN, NOON, NOON, []),
    (WAITING, NOON, NOON, ["work-never-allowed"]),
    (ENDED, NOON, END, NO),
    (CLOSED, NOON, END, NO),
]


@pytest.mark.parametrize("permit, ended_at, at, expected", ENDS)
def test_when_work_can_be_declared_to_have_ended(
    permit: HotWorkPermit, ended_at: datetime, at: datetime, expected: list[str]
) -> None:
    assert expected == codes(may_end_work(permit, ended_at, at))


def test_the_end_of_work_ends_its_suspension() -> None:
    assert (PermitState.WORK_ENDED, None) == (
        phase(work_ended(SUSPENDED, NOON)),
        work_ended(SUSPENDED, NOON).suspension,
    )


def test_half_of_the_signatures_of_another_edition_lets_nobody_work() -> None:
    assert (PermitState.WAITING, (CONTRACTOR,)) == (
        phase(opened(ASKED, [OPERATOR])),
        opened(ASKED, [OPERATOR]).missing_roles,
    )


def test_an_edition_that_goes_on_is_no_longer_suspended() -> None:
    assert None is extended(evolve(SUSPENDED), LATER, NOON).suspension
