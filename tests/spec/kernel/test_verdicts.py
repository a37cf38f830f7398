"""A verdict is yes exactly when nothing speaks against, and reasons add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import Forbidden, Refused, RuleViolation
from registre_core.kernel.reasons import Mark, Reason, Source
from registre_core.kernel.verdicts import YES, Verdict

reasons = st.builds(Reason, st.sampled_from(["a", "b", "c"]), st.text(max_size=5), st.builds(Source, st.just("rule")))
verdicts = st.builds(Verdict, st.lists(reasons, max_size=3).map(tuple))

NO_RIGHT = Reason("right-not-held", "he has no right", Source("S1"))
NOT_CLOSED = Reason("intervention-not-closed", "close it first", Source("S4"))


def test_yes_is_true_and_has_no_reason() -> None:
    assert (True, ()) == (bool(YES), YES.reasons)


def test_no_is_false_and_keeps_its_reasons() -> None:
    verdict = Verdict.no(NO_RIGHT, NOT_CLOSED)

    assert (False, (NO_RIGHT, NOT_CLOSED)) == (bool(verdict), verdict.reasons)


@given(verdicts)
def test_a_verdict_is_true_exactly_when_nothing_speaks_against(verdict: Verdict) -> None:
    assert (not verdict.reasons) is bool(verdict)


@given(verdicts, verdicts)
def test_two_verdicts_together_say_yes_when_both_do(one: Verdict, other: Verdict) -> None:
    assert (bool(one) and bool(other)) is bool(one & other)


@given(verdicts, verdicts)
def test_the_reasons_of_two_verdicts_add_up_in_their_order(one: Verdict, other: Verdict) -> None:
    assert one.reasons + other.reasons == (one & other).reasons


@given(verdicts, verdicts, verdicts)
def test_it_does_not_matter_which_two_of_three_are_joined_first(one: Verdict, two: Verdict, three: Verdict) -> None:
    assert (one & two) & three == one & (two & three)


@given(verdicts)
def test_yes_changes_nothing(verdict: Verdict) -> None:
    assert [verdict, verdict] == [verdict & YES, YES & verdict]


@given(verdicts, verdicts)
def test_joining_leaves_both_as_they_were(one: Verdict, other: Verdict) -> None:
    before = (one.reasons, other.reasons)
    _ = one & other
    one &= other

    assert before[1] == other.reasons
    assert before[0] + before[1] == one.reasons


def test_requiring_a_yes_raises_nothing() -> None:
    YES.require(Forbidden)


@pytest.mark.parametrize("family", [Forbidden, RuleViolation])
def test_requiring_a_no_raises_the_family_asked_for_with_all_reasons(family: type[Refused]) -> None:
    with pytest.raises(family) as refusal:
        Verdict.no(NOT_CLOSED, NO_RIGHT).require(family)

    assert ("intervention-not-closed", (NOT_CLOSED, NO_RIGHT)) == (refusal.value.code, refusal.value.reasons)


def test_a_source_is_taken_as_verified_unless_it_says_otherwise() -> None:
    assert Mark.VERIFIED == Source("CCH R. 143-34").mark
