"""The end: detectors are back and the place was looked after, or somebody says why not; then it is signed."""

from datetime import datetime

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
    LOOKED_AFTER,
    MOMENT,
    OPERATOR,
    S8,
    SOMEBODY,
    SOURCES_OWN,
    START,
    WAITING,
    after,
    codes,
    with_records,
)

from registre_core.permits import (
    CHECKLIST,
    Exemption,
    HotWorkPermit,
    Isolation,
    PermitState,
    closed,
    closing_asked,
    closing_content,
    closing_withdrawn,
    isolated,
    left_to_do,
    may_ask_closing,
    may_isolate,
    may_restore,
    may_sign_closing,
    may_tick,
    opening_content,
    phase,
    restored,
    ticked,
)
from registre_core.testing.signing import a_round

NO = ["wrong-permit-state"]
OUT = isolated(LOOKED_AFTER, ["Zone 12"], START)
BACK = restored(OUT, ["Zone 12"], SOMEBODY, after(10))
UNWATCHED = evolve(ENDED, watch=None)
LATE = with_records(ENDED, [a_round(30, made_at=after(90), recorded_at=after(90)), a_round(60), a_round(120)])
WHY = "Site évacué par arrêté"

ASKED = [
    (LOOKED_AFTER, "", [], "rounds made, no detector out"),
    (LATE, "", [], "late, and made all the same"),
    (BACK, "", [], "detectors are back"),
    (UNWATCHED, "", [], "the post-work check is not enabled"),
    (OUT, "", ["detectors-not-restored"], "detectors back in service"),
    (ENDED, "", ["watch-not-done"], "the post-work check done"),
    (isolated(ENDED, ["Zone 12"], START), "", ["detectors-not-restored", "watch-not-done"], "all that is missing"),
    (ENDED, "  ", ["watch-not-done"], "blanks are no reason"),
    (OUT, WHY, [], "or a reason with a name"),
    (ENDED, WHY, [], "or a reason with a name"),
    (LOOKED_AFTER, WHY, ["nothing-to-exempt"], "a reason for nothing"),
    (CLOSING, "", [], "asked again, when those asked for before led nowhere"),
    (DRAFT, "", [*NO, "work-never-allowed", "watch-not-done"], "no work, nothing to close"),
    (HALF, WHY, ["work-never-allowed"], "not all have signed that it may begin"),
    (CLOSED, "", NO, "once"),
]


@pytest.mark.parametrize("permit, exemption, expected, source", ASKED)
def test_when_signatures_to_close_it_can_be_asked_for(
    permit: HotWorkPermit, exemption: str, expected: list[str], source: str
) -> None:
    assert expected == codes(may_ask_closing(permit, after(121), exemption)), source


@pytest.mark.parametrize("at, expected", [(END, ["work-not-ended"]), (END + MOMENT, [])])
def test_work_that_nobody_declared_to_be_over_is_over_with_its_validity(at: datetime, expected: list[str]) -> None:
    assert expected == codes(may_ask_closing(evolve(ACTIVE, watch=None), at))


def test_what_is_missing_is_named() -> None:
    left = left_to_do(isolated(with_records(ENDED, [a_round(60)]), ["Zone 12"], START), after(200))

    assert [{"detectors": "Zone 12"}, {"rounds": "30, 120"}] == [reason.facts for reason in left.reasons]


def test_the_last_closing_signature_closes_it() -> None:
    assert [PermitState.CLOSING, PermitState.CLOSING, PermitState.CLOSED] == [
        phase(closed(CLOSING, some, after(122))) for some in ((), (CONTRACTOR,), BOTH)
    ], S8


def test_the_source_s_own_flow_is_closed_by_the_signatures_it_waits_for() -> None:
    asked = closing_asked(evolve(SOURCES_OWN, work_ended_at=END, watch=None), after(1), None)

    assert PermitState.CLOSED is phase(closed(asked, BOTH, after(2))), "signing closes it"


@pytest.mark.parametrize("permit", [ENDED, ACTIVE, CLOSED])
def test_nobody_signs_a_closing_that_is_not_asked_for(permit: HotWorkPermit) -> None:
    assert NO == codes(may_sign_closing(permit, after(122)))


def test_a_closing_that_is_taken_back_can_be_asked_for_again_and_counts_anew() -> None:
    half = closed(evolve(CLOSING, exemption=Exemption(WHY, SOMEBODY, END)), [OPERATOR], after(122))
    back = closing_withdrawn(half)
    again = closing_asked(back, after(130), None)

    assert (PermitState.WORK_ENDED, None, 1) == (phase(back), back.exemption, back.closings)
    assert (PermitState.CLOSING, (), 2) == (phase(again), again.closed_by, again.closings)


TICKING = [
    (DRAFT, NO),
    (WAITING, []),
    (ACTIVE, []),
    (ENDED, []),
    (CLOSING, NO),
    (CLOSED, NO),
]


@pytest.mark.parametrize("permit, expected", TICKING)
def test_precautions_are_ticked_from_when_it_was_sent_until_it_is_closed(
    permit: HotWorkPermit, expected: list[str]
) -> None:
    asked = evolve(permit, measures=CHECKLIST)

    assert expected == codes(may_tick(asked, ["extinguisher-at-hand"], START))


def test_nobody_ticks_what_is_not_asked_for() -> None:
    asked = evolve(ACTIVE, measures=tuple(evolve(one, applies=False) for one in CHECKLIST))

    assert [["measure-not-asked"]] * 2 == [codes(may_tick(asked, [one], START)) for one in ("watch-kept", "sing")]


def test_who_ticked_a_precaution_first_stays_named() -> None:
    once = ticked(evolve(ACTIVE, measures=CHECKLIST), ["watch-kept"], SOMEBODY, START)
    (tick,) = (one for one in once.measures if one.done_at)

    assert ("watch-kept", START, SOMEBODY) == (tick.code, tick.done_at, tick.done_by)
    assert once == ticked(once, ["watch-kept"], SOMEBODY, END)


def test_a_detector_goes_out_of_service_and_comes_back_and_may_do_so_twice() -> None:
    again = isolated(BACK, ["Zone 12"], after(20))

    assert [True, False, True] == [bool(one.isolated) for one in (OUT, BACK, again)]
    assert OUT == isolated(OUT, ["Zone 12"], END), "one that is out stays as it is"


DETECTORS = [
    (may_isolate, ACTIVE, "Zone 12", []),
    (may_isolate, ACTIVE, "Zone 13", ["unknown-detector"]),
    (may_isolate, CLOSED, "Zone 12", NO),
    (may_restore, OUT, "Zone 12", []),
    (may_restore, ACTIVE, "Zone 12", ["detector-not-isolated"]),
    (may_restore, evolve(CLOSED, detectors=OUT.detectors), "Zone 12", []),
    (may_restore, DRAFT, "Zone 12", [*NO, "detector-not-isolated"]),
]


@pytest.mark.parametrize("guard, permit, name, expected", DETECTORS)
def test_which_detectors_go_and_come_back(guard: object, permit: HotWorkPermit, name: str, expected: list[str]) -> None:
    assert expected == codes(guard(permit, [name], END))  # type: ignore[operator]


# ---- what is signed -----------------------------------------------------------------------------------------------


def test_what_opens_it_does_not_change_by_what_is_done_under_it() -> None:
    done = evolve(restored(isolated(ACTIVE, ["Zone 12"], START), ["Zone 12"], SOMEBODY, END), rounds=(a_round(30),))

    assert [opening_content(WAITING)] * 3 == [opening_content(one) for one in (HALF, done, CLOSED)]


def test_what_closes_it_does_not_change_by_signing_it() -> None:
    assert closing_content(CLOSING) == closing_content(CLOSED)


def test_what_is_added_later_is_not_what_was_signed() -> None:
    later = evolve(CLOSED, detectors=(Isolation("Zone 12", START, after(300), SOMEBODY),))

    assert closing_content(CLOSED) != closing_content(later)


def test_rounds_are_signed_in_the_order_they_were_made_whatever_arrived_first() -> None:
    swapped = evolve(CLOSING, rounds=CLOSING.rounds[::-1])

    assert closing_content(CLOSING) == closing_content(swapped)
