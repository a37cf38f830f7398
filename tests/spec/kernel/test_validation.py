"""An entity that exists is valid; what is wrong with one that cannot exist is told all at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import field, frozen

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.names import folded
from registre_core.kernel.validation import (
    E_MAIL,
    Checked,
    Rule,
    at_least,
    aware,
    each_once,
    matching,
    must,
    not_blank,
    not_empty,
    one_line,
    together,
    well_formed,
)


@frozen
class Visit(Checked):
    """An entity with a problem in every field, if one wants."""

    name: str = field(metadata=must(not_blank))
    rooms: tuple[str, ...] = field(metadata=must(not_empty))
    guests: int = field(metadata=must(at_least(1), at_least(2)))
    chairs: int = 9

    def contradictions(self) -> list[Problem]:
        return [Problem("chairs", "too-few-chairs", "one each")] if self.chairs < self.guests else []


def problems_of(build: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        build()
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def refusals(rule: Rule, *values: object) -> list[object]:
    return [value for value in values if rule("x", value) is not None]


def test_every_problem_of_every_field_and_between_fields_is_told_in_their_order() -> None:
    expected = [
        ("name", "blank-text"),
        ("rooms", "empty-collection"),
        ("guests", "number-too-small"),
        ("guests", "number-too-small"),
        ("chairs", "too-few-chairs"),
    ]

    assert expected == problems_of(lambda: Visit(" ", (), 0, chairs=-1))


def test_what_is_valid_exists() -> None:
    assert "Mairie" == Visit("Mairie", ("hall",), 2).name


def test_several_things_are_built_together_or_their_problems_told_together() -> None:
    def a_town() -> Visit:
        return Visit("", ("hall",), 2)

    def a_school() -> Visit:
        return Visit("École", ("hall",), 1)

    expected = [("town.name", "blank-text"), ("school.guests", "number-too-small")]

    assert expected == problems_of(lambda: together(town=a_town, school=a_school))
    assert (1, "b") == together(one=lambda: 1, other=lambda: "b")


def test_a_text_without_anything_to_read_is_blank() -> None:
    assert ["", " ", "\n\t", "\u00a0\u202f"] == refusals(not_blank, "", " ", "\n\t", "\u00a0\u202f", " a ", "0", "…")


def test_what_some_reader_takes_for_a_line_end_does_not_stay_on_one_line() -> None:
    ends = [f"a{end}b" for end in ("\n", "\r", "\0", "\x1f", "\x7f", "\x85", "\x9f", "\u2028", "\u2029")]

    assert ends == refusals(one_line, *ends, "", "a b", "a\u00a0b", "é: «ça»", "a\u200bb")


def test_half_of_a_surrogate_pair_is_no_character() -> None:
    assert ["\ud800", "a\udfff"] == refusals(well_formed, "\ud800", "a\udfff", "", "🧯", "\ud7ff\ue000", None)


def test_a_collection_without_a_member_is_empty() -> None:
    assert [(), frozenset()] == refusals(not_empty, (), frozenset(), (None,), frozenset({0}))


def test_a_member_that_comes_twice_is_refused() -> None:
    assert [(1, 1), (1, 2, 1)] == refusals(each_once, (), (1,), (1, 2), (1, 1), (1, 2, 1))


def test_a_minimum_is_inclusive() -> None:
    assert [-1, 0] == refusals(at_least(1), -1, 0, 1, 2)


def test_a_form_is_matched_from_end_to_end() -> None:
    assert ["", "aab", "ab\n", "xab"] == refusals(matching("ab", "ab"), "", "ab", "aab", "ab\n", "xab")


def test_what_is_not_there_has_no_form() -> None:
    assert [] == refusals(matching("ab", "ab"), None)


def test_a_malformed_text_is_shown_what_would_be_right() -> None:
    problem = matching("[0-9]{2}", "42")("age", "old")

    assert Problem(
        "age", "malformed-text", "'age' must look like 42, not 'old'", {"example": "42", "value": "old"}
    ) == (problem)


@pytest.mark.parametrize(
    "instant", [None, datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=2)))]
)
def test_an_instant_carries_its_offset(instant: datetime | None) -> None:
    assert [] == refusals(aware, instant)


def test_an_instant_without_its_offset_is_refused() -> None:
    naive = datetime(2026, 3, 2, 8)  # noqa: DTZ001  # that is the point

    assert Problem("at", "naive-instant", "'at' must carry its offset from UTC", {"value": "2026-03-02T08:00:00"}) == (
        aware("at", naive)
    )


@pytest.mark.parametrize("address", ["prenom.nom@exemple.fr", "o'neil+été@sous.exemple.fr", "用户@例え.jp", None])
def test_a_mail_address_is_taken_loosely(address: str | None) -> None:
    assert None is E_MAIL("email", address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anne",
        "anne@",
        "@exemple.fr",
        "anne@exemple",
        "a@b@exemple.fr",
        "anne @exemple.fr",
        "anne@exemple.fr\nBcc: x",
        "anne@exemple.",
    ],
)
def test_what_cannot_be_a_mail_address_is_refused(address: str) -> None:
    problem = E_MAIL("email", address)

    assert problem is not None
    assert "malformed-text" == problem.code


@pytest.mark.parametrize(
    "one, other",
    [
        ("Chargé de  sécurité", "charge de securite"),
        (" Œuvre ", "oeuvre"),
        ("Cæsar", "CAESAR"),
        ("eﬃcace", "efficace"),
        ("Straße", "STRASSE"),
        ("E\u0301cole", "École"),
        ("a\u00a0b", "A B"),
    ],
)
def test_two_names_that_a_reader_takes_for_one_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("one, other", [("Gardien", "Gardienne"), ("Bloc 1", "Bloc 2"), ("ab", "a b")])
def test_two_names_that_a_reader_tells_apart_do_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)
