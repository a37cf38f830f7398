"""Verification says which entry breaks, and how: each breach by its name, once."""

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

import pytest
from tests.spec.register.damage import (
    WORKSPACE,
    a_register,
    changed,
    flipped,
    found,
    head_of,
    missing,
    reordered,
    rows_of,
)
from tests.spec.register.oracle import is_intact

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Breach, Damage, Head, Row, Verification, Withheld, genesis, next_link, verify

REGISTER = a_register(6)
HEAD = head_of(REGISTER)

Break = Callable[[list[Row]], list[Row]]


def with_content(number: int, content: bytes) -> Break:
    return lambda rows: [(n, content if n == number else old, link) for n, old, link in rows]


def with_link(number: int, link: bytes) -> Break:
    return lambda rows: [(n, content, link if n == number else old) for n, content, old in rows]


def without(*numbers: int) -> Break:
    return lambda rows: [row for row in rows if row[0] not in numbers]


def in_order(*numbers: int) -> Break:
    """Give the rows that bear these numbers, in this order."""
    return lambda rows: [rows[number - 1] for number in numbers]


def renumbered(*numbers: int) -> Break:
    """Let other bytes and links stand under the numbers 1, 2, 3, …."""
    return lambda rows: [(place, *rows[number - 1][1:]) for place, number in enumerate(numbers, start=1)]


def with_bytes_of(*numbers: int) -> Break:
    """Let other bytes stand under the numbers 1, 2, 3, …, each beside the link that stood there."""
    return lambda rows: [
        (place, rows[number - 1][1], rows[place - 1][2]) for place, number in enumerate(numbers, start=1)
    ]


def after(first: Break, second: Break) -> Break:
    return lambda rows: second(first(rows))


CONTENTS = [entry.content for entry in REGISTER]
LINKS = [entry.link for entry in REGISTER]

BREAKS: dict[str, tuple[Break, list[Breach]]] = {
    "nothing": (lambda rows: rows, []),
    "a byte of the first entry": (with_content(1, flipped(CONTENTS[0])), [changed(1)]),
    "a byte in the middle": (with_content(3, flipped(CONTENTS[2])), [changed(3)]),
    "a byte of the last entry": (with_content(6, flipped(CONTENTS[5])), [changed(6)]),
    "a byte more": (with_content(3, CONTENTS[2] + b" "), [changed(3)]),
    "all bytes gone": (with_content(3, b""), [changed(3)]),
    "the first link": (with_link(1, flipped(LINKS[0])), [changed(1)]),
    "a link in the middle": (with_link(4, flipped(LINKS[3])), [changed(4)]),
    "the last link": (with_link(6, flipped(LINKS[5])), [changed(6)]),
    "a link cut short": (with_link(4, LINKS[3][:-1]), [changed(4)]),
    "bytes and link of one entry": (
        after(with_content(3, flipped(CONTENTS[2])), with_link(3, bytes(32))),
        [changed(3), changed(4)],  # nothing is left that the fourth should follow from
    ),
    "two neighbours' bytes": (
        after(with_content(3, flipped(CONTENTS[2])), with_content(4, flipped(CONTENTS[3]))),
        [changed(3), changed(4)],
    ),
    "two neighbours' links": (after(with_link(3, bytes(32)), with_link(4, bytes(32))), [changed(3), changed(4)]),
    "two links exchanged": (after(with_link(3, LINKS[3]), with_link(4, LINKS[2])), [changed(3), changed(4)]),
    "bytes, then the next one's link": (
        after(with_content(3, flipped(CONTENTS[2])), with_link(4, bytes(32))),
        [changed(3), changed(4)],
    ),
    "link, then the next one's bytes": (
        after(with_link(3, bytes(32)), with_content(4, flipped(CONTENTS[3]))),
        [changed(3), changed(4)],
    ),
    "two far apart": (
        after(with_content(2, flipped(CONTENTS[1])), with_link(5, bytes(32))),
        [changed(2), changed(5)],
    ),
    "rewritten with its link": (
        after(
            with_content(3, flipped(CONTENTS[2])),
            with_link(3, next_link(LINKS[1], sha256(flipped(CONTENTS[2])).digest())),
        ),
        [changed(4)],  # the entry after it no longer follows: see «Not covered»
    ),
    "the last one rewritten with its link": (
        after(
            with_content(6, flipped(CONTENTS[5])),
            with_link(6, next_link(LINKS[4], sha256(flipped(CONTENTS[5])).digest())),
        ),
        [Breach(6, Damage.HEAD_CHANGED)],
    ),
    "the first one missing": (without(1), [missing(1)]),
    "one missing": (without(3), [missing(3)]),
    "a range missing": (without(2, 3, 4), [missing(2, last=4)]),
    "two missing apart": (without(2, 4), [missing(2), missing(4)]),
    "a tail of one cut": (without(6), [Breach(6, Damage.TAIL_CUT)]),
    "a tail cut": (without(4, 5, 6), [Breach(4, Damage.TAIL_CUT, last=6)]),
    "everything gone": (lambda _: [], [Breach(1, Damage.TAIL_CUT, last=6)]),
    "two lines exchanged": (in_order(1, 3, 2, 4, 5, 6), [reordered(2)]),
    "the last two lines exchanged": (in_order(1, 2, 3, 4, 6, 5), [reordered(5)]),
    "a line moved to the end": (in_order(1, 3, 4, 5, 6, 2), [reordered(2)]),
    "a line moved to the front": (in_order(5, 1, 2, 3, 4, 6), [reordered(n) for n in (1, 2, 3, 4)]),
    "a line from inside a gap": (in_order(1, 5, 3, 6), [missing(2), reordered(3), missing(4)]),
    "read backwards": (in_order(6, 5, 4, 3, 2, 1), [reordered(n) for n in (1, 2, 3, 4, 5)]),
    "two entries exchanged": (renumbered(1, 3, 2, 4, 5, 6), [reordered(2, 3), reordered(3, 2)]),
    "two entries exchanged apart": (renumbered(1, 4, 3, 2, 5, 6), [reordered(2, 4), reordered(4, 2)]),
    "the last two entries exchanged": (renumbered(1, 2, 3, 4, 6, 5), [reordered(5, 6), reordered(6, 5)]),
    "the bytes of two entries exchanged": (with_bytes_of(1, 3, 2, 4, 5, 6), [reordered(2, 3), reordered(3, 2)]),
    "an entry in place of another": (renumbered(1, 2, 2, 4, 5, 6), [reordered(3, 2)]),
    "a line twice": (in_order(1, 2, 2, 3, 4, 5, 6), [Breach(2, Damage.REPEATED)]),
    "a line three times": (in_order(1, 2, 3, 2, 4, 2, 5, 6), [Breach(2, Damage.REPEATED)]),
    "another number": (
        lambda rows: sorted((9 if n == 3 else n, content, link) for n, content, link in rows),
        [missing(3), Breach(7, Damage.BEYOND_HEAD, last=9), reordered(9, 3)],
    ),
    "one missing, one changed": (
        after(with_content(5, flipped(CONTENTS[4])), without(2)),
        [missing(2), changed(5)],
    ),
    "one missing, one changed, the tail cut": (
        after(with_content(4, flipped(CONTENTS[3])), without(2, 6)),
        [missing(2), changed(4), Breach(6, Damage.TAIL_CUT)],
    ),
}


@pytest.mark.parametrize("break_it, expected", BREAKS.values(), ids=BREAKS)
def test_what_was_done_to_a_register_is_named_once(break_it: Break, expected: list[Breach]) -> None:
    assert expected == found(break_it(rows_of(REGISTER)), HEAD)


@pytest.mark.parametrize("break_it, expected", BREAKS.values(), ids=BREAKS)
def test_a_second_implementation_agrees_on_what_is_intact(break_it: Break, expected: list[Breach]) -> None:
    rows = break_it(rows_of(REGISTER))
    readable = [row for row in rows if row[1].count(b"\n") > 1]

    assert (not expected) is (readable == rows and is_intact(str(WORKSPACE), (HEAD.number, HEAD.link), rows))


def test_a_whole_register_counts_its_entries() -> None:
    assert Verification(6, ()) == verify(rows_of(REGISTER), workspace=WORKSPACE, head=HEAD)


def test_an_empty_register_ends_at_its_genesis() -> None:
    assert [] == found([], genesis(WORKSPACE))


@pytest.mark.parametrize(
    "rows, head, expected",
    [
        ([], Head(0, bytes(32)), Breach(0, Damage.HEAD_CHANGED)),
        (rows_of(REGISTER), Head(6, flipped(HEAD.link)), Breach(6, Damage.HEAD_CHANGED)),
        (rows_of(REGISTER), Head(5, LINKS[4]), Breach(6, Damage.BEYOND_HEAD)),
        (rows_of(REGISTER), Head(4, LINKS[3]), Breach(5, Damage.BEYOND_HEAD, last=6)),
        (rows_of(REGISTER), Head(3, LINKS[2]), Breach(4, Damage.BEYOND_HEAD, last=6)),
        (rows_of(REGISTER), genesis(WORKSPACE), Breach(1, Damage.BEYOND_HEAD, last=6)),
        (rows_of(REGISTER), Head(8, bytes(32)), Breach(7, Damage.TAIL_CUT, last=8)),
        (rows_of(REGISTER[:2]), HEAD, Breach(3, Damage.TAIL_CUT, last=6)),
    ],
)
def test_a_register_ends_where_its_head_says(rows: list[Row], head: Head, expected: Breach) -> None:
    assert [expected] == found(rows, head)


def test_without_a_head_a_cut_tail_cannot_be_seen() -> None:
    assert [] == found(rows_of(REGISTER)[:3], None)


def test_a_register_does_not_pass_for_another_workspace_s() -> None:
    stranger = WorkspaceId(UUID(int=5))

    assert (changed(1),) == verify(rows_of(REGISTER), workspace=stranger, head=HEAD).breaches


def test_withheld_entries_verify_by_their_digests() -> None:
    rows = [
        (n, Withheld(sha256(content).digest()) if n % 2 else content, link) for n, content, link in rows_of(REGISTER)
    ]

    assert [] == found(rows, HEAD)


def test_a_changed_digest_of_a_withheld_entry_is_a_change() -> None:
    rows = [(n, Withheld(sha256(content).digest()), link) for n, content, link in rows_of(REGISTER)]
    rows[2] = (3, Withheld(flipped(rows[2][1])), LINKS[2])

    assert [changed(3)] == found(rows, HEAD)


def test_bytes_that_happen_to_be_a_digest_are_no_withheld_entry() -> None:
    rows = with_content(3, sha256(CONTENTS[2]).digest())(rows_of(REGISTER))

    assert [changed(3)] == found(rows, HEAD)


@pytest.mark.parametrize(
    "own, expected",
    [
        (b"03", changed(3)),
        (b"04", changed(3)),
        (b"0", changed(3)),
        (b"4", reordered(3, 4)),
        (b"9" * 18, reordered(3, int("9" * 18))),
        (b"9" * 19, changed(3)),
        (b"9" * 5_000, changed(3)),
        (b"", changed(3)),
        ("٤".encode(), changed(3)),
        (b"+4", changed(3)),
    ],
    ids="its-own padded zero another the-longest too-long far-too-long none other-digits signed".split(),
)
def test_bytes_that_bear_another_number_are_another_entry(own: bytes, expected: Breach) -> None:
    altered = CONTENTS[2].replace(b"\n3\n", b"\n" + own + b"\n", 1)

    assert [expected] == found(with_content(3, altered)(rows_of(REGISTER)), HEAD)


def test_a_row_that_cannot_be_read_is_named_and_not_missed_as_well() -> None:
    rows = [*rows_of(REGISTER[:2]), (0, b"", b""), (0, b"", b""), *rows_of(REGISTER[4:])]

    assert [Breach(3, Damage.UNREADABLE), Breach(4, Damage.UNREADABLE)] == found(rows, HEAD)


def test_an_unreadable_row_too_many_is_named_and_the_chain_goes_on() -> None:
    rows = [*rows_of(REGISTER[:2]), (0, b"", b""), *rows_of(REGISTER[2:])]

    assert [Breach(3, Damage.UNREADABLE)] == found(rows, HEAD)
    assert [Breach(3, Damage.UNREADABLE), changed(3)] == sorted(
        found(with_link(3, bytes(32))(rows), HEAD), key=lambda breach: breach.damage, reverse=True
    )


def test_an_unreadable_row_in_place_of_two_leaves_one_missing() -> None:
    rows = [*rows_of(REGISTER[:2]), (0, b"", b""), *rows_of(REGISTER[4:])]

    assert [Breach(3, Damage.UNREADABLE), missing(4)] == found(rows, HEAD)


def test_an_unreadable_tail_is_not_cut_as_far_as_there_are_rows() -> None:
    rows = [*rows_of(REGISTER[:4]), (0, b"", b"")]

    assert [Breach(5, Damage.UNREADABLE), Breach(6, Damage.TAIL_CUT)] == found(rows, HEAD)


def test_something_unreadable_behind_the_end_is_named() -> None:
    assert [Breach(7, Damage.UNREADABLE)] == found([*rows_of(REGISTER), (0, b"", b"")], HEAD)


def test_many_broken_entries_in_a_row_are_named_and_the_whole_ones_behind_them_are_not() -> None:
    register = a_register(40)
    broken = [(n, flipped(content) if 5 <= n <= 30 else content, link) for n, content, link in rows_of(register)]

    assert [changed(n) for n in range(5, 31)] == found(broken, head_of(register))
