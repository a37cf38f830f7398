"""Whatever is done to a register is found, and named right."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
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

from registre_core.register import FORMAT, Breach, Damage, Row, verify

LONGEST = 12
WHOLE = a_register(LONGEST)

lengths = st.integers(1, LONGEST)
places = st.integers(0, 10_000)
masks = st.integers(1, 255)


def ranges(numbers: set[int]) -> list[tuple[int, int]]:
    """Bring numbers together that follow each other."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def number_in(content: bytes) -> int | None:
    """Say which number the bytes themselves bear, if they are an entry's at all."""
    first, second, *_ = [*content.split(b"\n"), b"", b""]
    is_number = second.isdigit() and not second.startswith(b"0") and len(second) < 19
    return int(second) if first == FORMAT.encode() and is_number else None


@settings(max_examples=300)
@given(lengths, st.data(), places, masks)
def test_a_changed_byte_of_an_entry_names_it(length: int, data: st.DataObject, place: int, mask: int) -> None:
    register = WHOLE[:length]
    rows = rows_of(register)
    number = data.draw(st.integers(1, length))
    content = rows[number - 1][1]
    altered = flipped(content, place % len(content), mask)
    rows[number - 1] = (number, altered, rows[number - 1][2])
    own = number_in(altered)

    expected = changed(number) if own in {None, number} else reordered(number, own)
    assert [expected] == found(rows, head_of(register))


@given(lengths, st.data(), st.integers(0, 31), masks)
def test_a_changed_byte_of_a_link_names_its_entry(length: int, data: st.DataObject, place: int, mask: int) -> None:
    register = WHOLE[:length]
    rows = rows_of(register)
    number = data.draw(st.integers(1, length))
    rows[number - 1] = (number, rows[number - 1][1], flipped(rows[number - 1][2], place, mask))

    assert [changed(number)] == found(rows, head_of(register))


@given(lengths, st.data())
def test_removed_entries_are_missing_and_removed_at_the_end_the_tail_is_cut(length: int, data: st.DataObject) -> None:
    register = WHOLE[:length]
    gone = data.draw(st.sets(st.integers(1, length), min_size=1))
    rows = [row for row in rows_of(register) if row[0] not in gone]

    expected = [
        Breach(first, Damage.TAIL_CUT if last == length else Damage.MISSING, last=last if last > first else None)
        for first, last in ranges(gone)
    ]
    assert expected == found(rows, head_of(register))


@given(st.integers(2, LONGEST), st.data())
def test_exchanged_lines_are_reordered(length: int, data: st.DataObject) -> None:
    register = WHOLE[:length]
    rows = rows_of(register)
    first, second = sorted(data.draw(st.lists(st.integers(1, length), min_size=2, max_size=2, unique=True)))
    rows[first - 1], rows[second - 1] = rows[second - 1], rows[first - 1]

    assert [reordered(number) for number in range(first, second)] == found(rows, head_of(register))


@given(st.integers(2, LONGEST), st.data(), st.booleans())
def test_exchanged_entries_name_each_other(length: int, data: st.DataObject, links_too: bool) -> None:  # noqa: FBT001
    register = WHOLE[:length]
    rows = rows_of(register)
    one, other = sorted(data.draw(st.lists(st.integers(1, length), min_size=2, max_size=2, unique=True)))
    here, there = rows[one - 1], rows[other - 1]
    rows[one - 1] = (one, there[1], there[2] if links_too else here[2])
    rows[other - 1] = (other, here[1], here[2] if links_too else there[2])

    assert [reordered(one, other), reordered(other, one)] == found(rows, head_of(register))


@given(lengths, st.data())
def test_a_cut_tail_shows_by_the_head(length: int, data: st.DataObject) -> None:
    register = WHOLE[:length]
    left = data.draw(st.integers(0, length - 1))
    expected = Breach(left + 1, Damage.TAIL_CUT, last=length if length > left + 1 else None)

    assert [expected] == found(rows_of(register)[:left], head_of(register))


@given(lengths, st.data())
def test_a_repeated_line_is_named(length: int, data: st.DataObject) -> None:
    register = WHOLE[:length]
    rows = rows_of(register)
    number = data.draw(st.integers(1, length))
    rows.insert(data.draw(st.integers(number, length)), rows[number - 1])

    assert [Breach(number, Damage.REPEATED)] == found(rows, head_of(register))


@given(st.integers(6, LONGEST), st.data())
def test_breaches_far_apart_are_each_named_once(length: int, data: st.DataObject) -> None:
    """Two whole entries between two broken ones are enough to tell them apart."""
    register = WHOLE[:length]
    rows = rows_of(register)
    expected: list[Breach] = []
    number = data.draw(st.integers(1, 3))
    while number < length - 1:
        row = rows[number - 1]
        match data.draw(st.sampled_from(["content", "link", "gone"])):
            case "content":
                rows[number - 1] = (number, flipped(row[1]), row[2])
                expected.append(changed(number))
            case "link":
                rows[number - 1] = (number, row[1], flipped(row[2]))
                expected.append(changed(number))
            case _:
                rows[number - 1] = (-number, b"", b"")
                expected.append(missing(number))
        number += data.draw(st.integers(3, 5))

    assert expected == found([row for row in rows if row[0] > 0], head_of(register))


Rows = list[Row]


@st.composite
def tampered(draw: st.DrawFn) -> Rows:
    """Do a few things to a register, some of which undo each other."""
    rows = rows_of(WHOLE[:6])
    for _ in range(draw(st.integers(0, 4))):
        if not rows:
            break
        place, other = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
        number, content, link = rows[place]
        match draw(st.sampled_from(["drop", "repeat", "exchange", "content", "link", "number", "swap bytes"])):
            case "drop":
                del rows[place]
            case "repeat":
                rows.insert(other, rows[place])
            case "exchange":
                rows[place], rows[other] = rows[other], rows[place]
            case "content":
                rows[place] = (number, flipped(content, draw(st.integers(0, 20)), draw(st.sampled_from([1, 3]))), link)
            case "link":
                rows[place] = (number, content, flipped(link, 0, draw(st.sampled_from([1, 3]))))
            case "number":
                rows[place] = (draw(st.integers(-1, 8)), content, link)
            case _:
                rows[place], rows[other] = (number, *rows[other][1:]), (rows[other][0], content, link)
    return rows


@settings(max_examples=600)
@given(tampered())
def test_a_second_implementation_agrees_on_what_is_intact(rows: Rows) -> None:
    head = head_of(WHOLE[:6])
    verification = verify(rows, workspace=WORKSPACE, head=head)

    assert verification.is_intact is is_intact(str(WORKSPACE), (head.number, head.link), rows)
    assert len(rows) == verification.count
    assert len(set(verification.breaches)) == len(verification.breaches)
