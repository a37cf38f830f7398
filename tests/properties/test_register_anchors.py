"""Whatever is done behind the back of an anchor is found; what nobody touched is never accused."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.test_register_damage import WHOLE, Rows, tampered
from tests.spec.register.damage import WORKSPACE, anchored, found, head_of, rewritten, rows_of
from tests.spec.register.oracle import is_intact

from registre_core.register import Breach, Damage, genesis, verify

LONGEST = len(WHOLE)
anchor_sets = st.sets(st.integers(0, LONGEST), max_size=4)


def names(breach: Breach, number: int) -> bool:
    return breach.number <= number <= (breach.last or breach.number)


@given(st.integers(0, LONGEST), st.data())
def test_a_register_that_only_grew_is_never_accused(length: int, data: st.DataObject) -> None:
    numbers = data.draw(st.sets(st.integers(0, length)))
    anchors = [anchored(WHOLE[:number]) for number in numbers]

    assert [] == found(rows_of(WHOLE[:length]), head_of(WHOLE[:length]), anchors)


@settings(max_examples=200)
@given(st.integers(1, LONGEST), anchor_sets)
def test_a_rewritten_chain_is_found_if_and_only_if_an_anchor_lies_at_or_behind_the_forgery(
    number: int, numbers: set[int]
) -> None:
    forged = rewritten(WHOLE, number)
    breaches = found(rows_of(forged), head_of(forged), [anchored(WHOLE[:at]) for at in numbers])

    assert (max(numbers, default=0) >= number) is bool(breaches)
    for breach in breaches:
        assert (Damage.REWRITTEN, True) == (breach.damage, names(breach, number))


@settings(max_examples=200)
@given(st.integers(0, LONGEST), anchor_sets)
def test_a_tail_cut_with_its_head_is_found_as_far_as_an_anchor_knows(left: int, numbers: set[int]) -> None:
    rest = WHOLE[:left]
    known = max(numbers, default=0)
    breach = Breach(left + 1, Damage.SET_BACK, last=known if known > left + 1 else None)

    expected = [breach] if known > left else []
    assert expected == found(rows_of(rest), head_of(rest), [anchored(WHOLE[:at]) for at in numbers])


@given(st.integers(0, LONGEST), st.integers(1, LONGEST), st.integers(0, LONGEST))
def test_an_attacker_who_forges_and_cuts_gets_past_what_no_anchor_knows_only(at: int, number: int, left: int) -> None:
    forged = rewritten(WHOLE, number)[:left]
    breaches = found(rows_of(forged), head_of(forged), [anchored(WHOLE[:at])])

    touched_what_the_anchor_knows = number <= min(at, left) or left < at
    assert touched_what_the_anchor_knows is bool(breaches)


@settings(max_examples=600)
@given(tampered(), st.sets(st.integers(0, 7), max_size=3), st.integers(0, 6))
def test_a_second_implementation_agrees_on_what_is_intact(rows: Rows, numbers: set[int], end: int) -> None:
    head = head_of(WHOLE[:end])
    anchors = [anchored(WHOLE[:number]) for number in numbers]
    points = [(at.heads[WORKSPACE].number, at.heads[WORKSPACE].link) for at in anchors]
    verification = verify(rows, workspace=WORKSPACE, head=head, anchors=anchors)

    assert verification.is_intact is is_intact(str(WORKSPACE), (head.number, head.link), rows, points)
    assert len(rows) == verification.count
    assert len(set(verification.breaches)) == len(verification.breaches)


def test_the_genesis_is_where_an_anchor_of_nothing_stands() -> None:
    assert genesis(WORKSPACE) == anchored([]).heads[WORKSPACE]
