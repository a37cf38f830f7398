"""What is signed is bytes that stay the same for ever, and name nobody."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from attrs import field, frozen

from registre_core import InvalidInput
from registre_core.codec import read_signable, signable_bytes, signable_differences, signable_digest
from registre_core.kernel.facts import personal
from registre_core.signatures import Stage, SubjectKind


@frozen
class Part:
    """Something in a list."""

    name: str
    size: int = 1


@frozen
class Thing:
    """Whatever a room lets be signed."""

    id: str = "A"
    on: date | None = date(2026, 3, 2)
    at: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    parts: tuple[Part, ...] = ()
    person: str = field(default="Hélène Lefèvre", metadata=personal())


def written(**given: object) -> bytes:
    return signable_bytes(SubjectKind.PERMIT, Stage.OPENING, Thing(**given))  # type: ignore[arg-type]


def test_it_begins_with_its_format_and_is_canonical_json_then() -> None:
    assert (
        b"registre-signable/1\n"
        b'{"content":{"at":"2026-03-02T08:00:00+00:00","id":"\xc3\x89","on":"2026-03-02","parts":[]},'
        b'"kind":"permit","schema":1,"stage":"opening"}'
    ) == written(id="É")


def test_its_name_is_the_digest_of_all_of_it() -> None:
    assert sha256(written()).hexdigest() == signable_digest(written())


def test_no_name_of_a_person_is_in_it_even_where_a_room_forgot() -> None:
    assert "Lefèvre".encode() not in written()
    assert written(person="Somebody Else") == written()


def test_the_same_thing_signed_for_something_else_is_something_else() -> None:
    assert signable_bytes(SubjectKind.PERMIT, Stage.CLOSING, Thing()) != written()
    assert signable_bytes(SubjectKind.INTERVENTION, Stage.OPENING, Thing()) != written()


def test_what_has_no_canonical_form_is_not_signed() -> None:
    @frozen
    class Odd:
        number: float = float("nan")

    with pytest.raises(InvalidInput) as refusal:
        signable_bytes(SubjectKind.PERMIT, Stage.OPENING, Odd())

    assert "not-canonical" == refusal.value.code


def test_it_is_read_back_in_its_one_form_only() -> None:
    assert {"content", "kind", "schema", "stage"} == set(read_signable(written()))
    for other in (
        written() + b" ",
        written()[1:],
        b"registre-signable/1\n[]",
        b"registre-signable/1\n" + b"[" * 99_999,
    ):
        with pytest.raises((ValueError, RecursionError)):
            read_signable(other)


ONE, TWO = Part("un"), Part("deux")


@pytest.mark.parametrize(
    "before, after, differences",
    [
        ({}, {}, ()),
        ({"id": "A"}, {"id": "B"}, ("content.id",)),
        ({"on": None}, {}, ("content.on",)),
        ({"parts": (ONE,)}, {"parts": (ONE, TWO)}, ("content.parts",)),
        ({"parts": (ONE, TWO)}, {"parts": (ONE, Part("deux", 2))}, ("content.parts[1].size",)),
        ({"id": "A", "on": None}, {"id": "B"}, ("content.id", "content.on")),
    ],
)
def test_what_differs_is_named_by_its_path(
    before: dict[str, object], after: dict[str, object], differences: tuple[str, ...]
) -> None:
    assert differences == signable_differences(written(**before), written(**after))


def test_a_field_that_is_new_differs_from_one_that_is_empty() -> None:
    later = written().replace(b'"parts":[]', b'"parts":[],"place":null')

    assert ("content.place",) == signable_differences(written(), later)


def test_a_truth_value_is_no_number() -> None:
    yes, one = (written().replace(b'"id":"A"', b'"id":' + said) for said in (b"true", b"1"))

    assert ("content.id",) == signable_differences(yes, one)
