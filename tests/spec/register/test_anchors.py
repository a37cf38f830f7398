"""What an anchor that was kept elsewhere finds, which the register alone cannot show."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from tests.spec.register.damage import (
    WORKSPACE,
    a_register,
    anchored,
    another,
    changed,
    flipped,
    found,
    head_of,
    missing,
    rewritten,
    rows_of,
    set_back,
)

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Anchor, Breach, Damage, Entry, Head, Verification, genesis, vanished, verify
from registre_core.testing.memory.world import A_MONDAY_MORNING

REGISTER = a_register(6)
STRANGER = WorkspaceId(UUID(int=5))


def at(*numbers: int) -> list[Anchor]:
    """Anchor the register as it stood at these numbers."""
    return [anchored(REGISTER[:number]) for number in numbers]


def of(register: Sequence[Entry], *anchors: Anchor) -> list[Breach]:
    """Verify a register that ends at its own head."""
    return found(rows_of(register), head_of(register), anchors)


@pytest.mark.parametrize("numbers", [(), (0,), (1,), (6,), (3, 5), (5, 3), (4, 4), tuple(range(7))], ids=str)
def test_a_register_that_only_grew_passes_all_its_anchors(numbers: tuple[int, ...]) -> None:
    assert [] == of(REGISTER, *at(*numbers))


def test_a_chain_that_was_rewritten_with_its_head_verifies_by_itself() -> None:
    """This is what anchors are for."""
    assert [] == of(rewritten(REGISTER, 3))


@pytest.mark.parametrize(
    "number, anchors, expected",
    [
        (3, (6,), [another(1, 6)]),
        (3, (3,), [another(1, 3)]),
        (3, (2,), []),
        (3, (2, 6), [another(3, 6)]),
        (3, (2, 3), [another(3)]),
        (3, (2, 4, 5, 6), [another(3, 4)]),
        (1, (1,), [another(1)]),
        (6, (5, 6), [another(6)]),
        (6, (0, 5), []),
    ],
    ids=str,
)
def test_a_rewritten_chain_is_named_once_between_the_anchors_that_enclose_it(
    number: int, anchors: tuple[int, ...], expected: list[Breach]
) -> None:
    assert expected == of(rewritten(REGISTER, number), *at(*anchors))


@pytest.mark.parametrize(
    "left, anchors, expected",
    [
        (4, (6,), [set_back(5, 6)]),
        (4, (5,), [set_back(5)]),
        (4, (4,), []),
        (4, (3, 5, 6), [set_back(5, 6)]),
        (0, (6,), [set_back(1, 6)]),
        (0, (0,), []),
    ],
    ids=str,
)
def test_a_tail_that_was_cut_with_its_head_shows_as_far_as_an_anchor_knows(
    left: int, anchors: tuple[int, ...], expected: list[Breach]
) -> None:
    assert expected == of(REGISTER[:left], *at(*anchors))


def test_without_a_head_an_anchor_still_shows_a_cut_tail() -> None:
    assert [set_back(4, 6)] == found(rows_of(REGISTER[:3]), None, at(6))


def test_what_the_head_and_what_the_anchor_know_of_a_cut_tail_is_told_apart() -> None:
    rows = rows_of(REGISTER[:2])

    assert [Breach(3, Damage.TAIL_CUT, last=4), set_back(5, 6)] == found(rows, head_of(REGISTER[:4]), at(6))


def test_a_head_that_was_set_back_before_entries_that_are_there_is_no_cut_tail() -> None:
    beyond = Breach(5, Damage.BEYOND_HEAD, last=6)

    assert [beyond] == found(rows_of(REGISTER), head_of(REGISTER[:4]), at(6))
    assert [Breach(4, Damage.BEYOND_HEAD, last=5), set_back(6)] == found(
        rows_of(REGISTER[:5]), head_of(REGISTER[:3]), at(6)
    )


def test_cut_and_rewritten_are_both_named() -> None:
    assert [another(1, 4), set_back(6)] == of(rewritten(REGISTER, 2)[:5], *at(4, 6))


def test_an_entry_that_is_broken_at_an_anchor_is_named_as_broken_and_no_more() -> None:
    rows = rows_of(REGISTER)
    content = [(n, flipped(data) if n == 3 else data, link) for n, data, link in rows]
    link = [(n, data, flipped(link) if n == 3 else link) for n, data, link in rows]
    without = [row for row in rows if row[0] != 3]

    assert [changed(3)] == found(content, head_of(REGISTER), at(3))
    assert [changed(3)] == found(link, head_of(REGISTER), at(3))
    assert [missing(3)] == found(without, head_of(REGISTER), at(3))


def test_behind_a_missing_entry_an_anchor_says_whether_the_chain_is_the_same() -> None:
    without = [row for row in rows_of(rewritten(REGISTER, 2)) if row[0] != 3]

    assert [another(1, 4), missing(3)] == found(without, head_of(rewritten(REGISTER, 2)), at(4))


def test_an_unreadable_row_stands_for_an_entry_that_an_anchor_knows() -> None:
    rows = [*rows_of(REGISTER[:5]), (0, b"", b"")]

    assert [Breach(6, Damage.UNREADABLE)] == found(rows, head_of(REGISTER[:5]), at(6))


def test_anchors_that_contradict_each_other_do_not_agree_with_the_chain() -> None:
    forged = Anchor(A_MONDAY_MORNING, {WORKSPACE: Head(4, bytes(32))})

    assert [another(1, 4)] == of(REGISTER, forged)
    assert [another(1, 4)] == of(REGISTER, *at(4), forged)
    assert [another(3, 4)] == of(REGISTER, forged, *at(2, 4, 6)), "and behind it all is well again"


def test_an_anchor_of_no_entries_knows_the_beginning() -> None:
    assert [another(0)] == of(REGISTER, Anchor(A_MONDAY_MORNING, {WORKSPACE: Head(0, bytes(32))}))


def test_an_anchor_that_does_not_know_the_workspace_says_nothing_of_it() -> None:
    assert [] == of(REGISTER, Anchor(A_MONDAY_MORNING, {STRANGER: Head(9, bytes(32))}))


def test_a_register_does_not_pass_the_anchor_of_another() -> None:
    anchor = Anchor(A_MONDAY_MORNING, {STRANGER: head_of(REGISTER)})
    other = verify(rows_of(REGISTER), workspace=STRANGER, head=head_of(REGISTER), anchors=[anchor])

    assert (changed(1),) == other.breaches


def test_a_workspace_that_anchors_know_and_nobody_has_is_gone() -> None:
    anchor = Anchor(A_MONDAY_MORNING, {WORKSPACE: head_of(REGISTER), STRANGER: genesis(STRANGER)})
    one = Anchor(A_MONDAY_MORNING, {WORKSPACE: head_of(REGISTER[:1])})

    def gone(*anchors: Anchor, present: Sequence[WorkspaceId] = ()) -> list[tuple[WorkspaceId, Breach]]:
        return [(workspace, breach) for workspace, found in vanished(anchors, present) for breach in found.breaches]

    assert [] == gone(anchor, present=[STRANGER, WORKSPACE])
    assert [(WORKSPACE, Breach(1, Damage.GONE, last=6))] == gone(one, anchor, one, present=[STRANGER])
    assert [(WORKSPACE, Breach(1, Damage.GONE))] == gone(one)
    assert [(STRANGER, Breach(0, Damage.GONE))] == gone(anchor, present=[WORKSPACE])


def test_what_is_gone_has_no_entries() -> None:
    [(_, verification)] = vanished(at(6), [])

    assert Verification(0, (Breach(1, Damage.GONE, last=6),)) == verification


@pytest.mark.parametrize(
    "taken_at",
    [datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1)))],  # noqa: DTZ001  # naive
    ids=["naive", "French"],
)
def test_an_anchor_is_dated_in_utc(taken_at: datetime) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Anchor(taken_at, {})

    assert "not-utc" == refusal.value.code
