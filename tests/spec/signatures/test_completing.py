"""When everybody has signed who must, who has not, and whether it can still come to that."""

from collections.abc import Sequence

import pytest
from attrs import evolve
from tests.spec.signatures.world import (
    ALI,
    BOTH,
    CHANGED,
    CONTENT,
    CONTRACTOR,
    LATE,
    LEA,
    NOW,
    OPERATOR,
    ZOE,
    an_id,
    asked,
    codes,
    declined,
    erased,
    given,
    presented,
    somebody,
    taken_back,
)

from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.signatures import SignatureRequest, SignatureState, SigningPolicy
from registre_core.signatures.policy import (
    delegated,
    is_met,
    may_be_met,
    missing,
    replaced,
    seats,
    state_at,
    whose_turn,
)
from registre_core.testing.signing import signed

ALL = SignatoryRule((OPERATOR,))
ONE = SignatoryRule((OPERATOR,), needed=1)
TWO = SignatoryRule((OPERATOR,), needed=2)
POLICY = SigningPolicy()
BOB = somebody(7, "Bob Roux")

HANDED, TO_LEA = delegated(asked(), LEA, new=an_id(70), at=NOW)
DECLINED = declined()
_, INSTEAD = replaced(DECLINED, ALI, new=an_id(71), at=NOW, policy=POLICY)

CASES: list[tuple[str, SignatoryRule, Sequence[SignatureRequest], list[tuple[SignatoryRole, int, int]]]] = [
    # what happened, the rule, requests; role, how many are missing, at how many seats
    ("nobody was asked", ALL, [], [(OPERATOR, 1, 0)]),
    ("nobody was asked of a quorum", TWO, [], [(OPERATOR, 2, 0)]),
    ("one was asked", ALL, [asked()], [(OPERATOR, 1, 1)]),
    ("one was shown it", ALL, [presented()], [(OPERATOR, 1, 1)]),
    ("one signed", ALL, [given()], []),
    ("one of two signed", ALL, [given(), asked(signer=LEA)], [(OPERATOR, 1, 1)]),
    ("one of two signed, one is enough", ONE, [given(), asked(signer=LEA)], []),
    ("one of three signed, two are needed", TWO, [given(), asked(signer=LEA), asked(signer=ALI)], [(OPERATOR, 1, 2)]),
    ("one refused", ALL, [declined()], [(OPERATOR, 1, 1)]),
    ("one of two signed, the other refused", ALL, [given(), declined(signer=LEA)], [(OPERATOR, 1, 1)]),
    ("one refused, one is enough", ONE, [given(), declined(signer=LEA)], []),
    ("the other was taken back", ALL, [given(), taken_back(signer=LEA)], []),
    ("the other was erased", ALL, [given(), erased(signer=LEA)], [(OPERATOR, 1, 1)]),
    ("the other was erased, one is enough", ONE, [given(), erased(signer=LEA)], []),
    ("the only one was erased", ALL, [erased()], [(OPERATOR, 1, 1)]),
    ("everybody was taken back", ALL, [taken_back()], [(OPERATOR, 1, 0)]),
    ("handed on, and not signed", ALL, [HANDED, TO_LEA], [(OPERATOR, 1, 1)]),
    ("handed on, and signed", ALL, [HANDED, signed(TO_LEA)], []),
    ("refused, another was asked", ALL, [DECLINED, INSTEAD], [(OPERATOR, 1, 1)]),
    ("refused, another signed", ALL, [DECLINED, signed(INSTEAD)], []),
    ("one side signed", BOTH, [given()], [(CONTRACTOR, 1, 0)]),
    ("both sides signed", BOTH, [given(), given(CONTRACTOR, LEA)], []),
    ("the other side was never asked", BOTH, [asked()], [(OPERATOR, 1, 1), (CONTRACTOR, 1, 0)]),
    ("a role that is not in the rule signed", ALL, [given(CONTRACTOR, LEA)], [(OPERATOR, 1, 0)]),
]


@pytest.mark.parametrize("rule, requests, expected", [pytest.param(*case, id=name) for name, *case in CASES])
def test_signatures_are_missing_until_everybody_has_signed_who_must(
    rule: SignatoryRule, requests: Sequence[SignatureRequest], expected: list[tuple[SignatoryRole, int, int]]
) -> None:
    found = missing(rule, requests)

    assert expected == [(one.role, one.count, len(one.seats)) for one in found]
    assert ["rule-not-met"] * len(expected) == codes(is_met(rule, requests))


def test_who_signed_in_two_places_counts_once_however_that_came_about() -> None:
    """Asking and signing refuse it; whoever judges a permit complete does not take their word for it."""
    both_by_one = [given(), given(CONTRACTOR, ZOE)]
    twice = [given(), given(signer=somebody(9, "MAHE Zoé"))]

    assert [CONTRACTOR] == [one.role for one in missing(BOTH, both_by_one)]
    assert [1] == [one.count for one in missing(TWO, twice)]


def test_a_signature_of_what_has_changed_since_does_not_count() -> None:
    requests = [given(), given(CONTRACTOR, LEA, digest=CHANGED)]

    assert not missing(BOTH, requests)
    assert [CONTRACTOR] == [one.role for one in missing(BOTH, requests, covering=CONTENT)]
    assert [OPERATOR] == [one.role for one in missing(BOTH, requests, covering=CHANGED)]


def test_who_signed_what_changed_since_may_sign_again_in_his_own_place() -> None:
    former, again = replaced(given(), ZOE, new=an_id(72), at=NOW, policy=POLICY, current=CHANGED)

    assert SignatureState.SIGNED is former.state
    assert not missing(ALL, [former, signed(again)], covering=CHANGED)


# ---- can it still come to that ---------------------------------------------------------------------------------------

REACH = [
    ("somebody can still sign", ALL, [asked()], []),
    ("one refused of all", ALL, [given(), declined(signer=LEA)], ["rule-out-of-reach"]),
    ("one refused, another can", ONE, [declined(), asked(signer=LEA)], []),
    ("two of three refused", TWO, [declined(), declined(signer=LEA), asked(signer=ALI)], ["rule-out-of-reach"]),
    ("one of three refused", TWO, [declined(), given(signer=LEA), asked(signer=ALI)], []),
    ("refused, but somebody else was asked", ALL, [DECLINED, INSTEAD], []),
    ("one of all was erased", ALL, [given(), erased(signer=LEA)], ["rule-out-of-reach"]),
    ("nobody sits there", BOTH, [asked()], ["rule-out-of-reach"]),
    ("met already", ALL, [given()], []),
]


@pytest.mark.parametrize("rule, requests, expected", [pytest.param(*case, id=name) for name, *case in REACH])
def test_a_rule_that_cannot_be_met_any_more_is_told(
    rule: SignatoryRule, requests: Sequence[SignatureRequest], expected: list[str]
) -> None:
    assert expected == codes(may_be_met(rule, requests, NOW))


def test_expiry_puts_a_rule_out_of_reach_and_somebody_else_in_the_place_back_within() -> None:
    request = asked()
    former, new = replaced(request, LEA, new=an_id(73), at=LATE, policy=POLICY)

    assert ["rule-out-of-reach"] == codes(may_be_met(ALL, [request], LATE))
    assert may_be_met(ALL, [former, new], LATE)


def test_out_of_reach_says_how_many_are_missing_and_how_many_could() -> None:
    [reason] = may_be_met(TWO, [declined(), asked(signer=LEA)], NOW).reasons

    assert {"role": "operator", "count": 2, "reachable": 1} == reason.facts


# ---- order -----------------------------------------------------------------------------------------------------------

IN_ORDER = SignatoryRule((CONTRACTOR, OPERATOR), in_order=True)
FIRST, SECOND, THIRD = asked(CONTRACTOR, LEA), asked(CONTRACTOR, ALI), asked()


def test_without_an_order_it_is_everybody_s_turn() -> None:
    assert (FIRST, SECOND, THIRD) == whose_turn(evolve(IN_ORDER, in_order=False), [FIRST, SECOND, THIRD])


def test_in_order_a_role_waits_until_those_before_it_are_complete() -> None:
    assert (FIRST, SECOND) == whose_turn(IN_ORDER, [FIRST, SECOND, THIRD])
    assert (SECOND,) == whose_turn(IN_ORDER, [signed(FIRST), SECOND, THIRD])
    assert (THIRD,) == whose_turn(IN_ORDER, [signed(FIRST), signed(SECOND), THIRD])


def test_whoever_comes_late_in_a_role_that_has_enough_may_still_sign() -> None:
    enough = evolve(IN_ORDER, needed=1)

    assert (SECOND, THIRD) == whose_turn(enough, [signed(FIRST), SECOND, THIRD])


def test_a_refusal_holds_those_behind_it_up_until_somebody_signs_in_that_place() -> None:
    no = declined(CONTRACTOR, LEA)
    _, new = replaced(no, BOB, new=an_id(74), at=NOW, policy=POLICY)

    assert () == whose_turn(IN_ORDER, [no, THIRD])
    assert (new,) == whose_turn(IN_ORDER, [no, new, THIRD])
    assert (THIRD,) == whose_turn(IN_ORDER, [no, signed(new), THIRD])


# ---- seats and time --------------------------------------------------------------------------------------------------


def test_requests_that_replace_each_other_are_one_seat_wherever_they_stand() -> None:
    assert (TO_LEA,) == seats([HANDED, TO_LEA]) == seats([TO_LEA, HANDED])
    assert () == seats([taken_back()])


@pytest.mark.parametrize("build", [asked, presented])
def test_what_is_open_expires_by_itself_at_the_very_moment(build: type) -> None:
    request: SignatureRequest = build()

    assert request.state is state_at(request, NOW)
    assert SignatureState.EXPIRED is state_at(request, request.expires_at)


@pytest.mark.parametrize("request_", [given(), declined(), taken_back(), HANDED])
def test_what_something_became_of_expires_no_more(request_: SignatureRequest) -> None:
    assert request_.state is state_at(request_, LATE)
