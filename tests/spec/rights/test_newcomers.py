"""People who come many at once: each is somebody else."""

from collections.abc import Mapping
from typing import Any

import pytest

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import InvalidInput
from registre_core.rights import Crowd, NewUser


@pytest.mark.parametrize(
    "given, problems",
    [
        ({"name": " "}, [("name", "blank-text")]),
        ({"name": ERASED_NAME.upper()}, [("name", "name-reserved")]),
        ({"name": "Luc\nNeuf", "email": "luc"}, [("name", "not-one-line"), ("email", "malformed-text")]),
        ({"name": "Luc", "email": "luc\0@ville.fr"}, [("email", "not-one-line")]),
        ({"name": "L\ud800", "email": "l\udfff@v.fr"}, [("name", "half-a-character"), ("email", "half-a-character")]),
    ],
    ids=["blank", "erased", "two lines and no address", "a null", "half a character"],
)
def test_who_cannot_get_an_account_says_all_that_is_wrong(
    given: Mapping[str, Any], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        NewUser(**given)

    assert problems == [(problem.path, problem.code) for problem in refusal.value.problems]


def joining(crowd: Crowd, *people: tuple[str, str | None]) -> list[list[tuple[str, object]]]:
    """Let these join one after the other, and give what is said to each: the code, and where his like stands."""
    return [
        [(problem.code, problem.facts.get("place")) for problem in crowd.joined_by(name, email, f"place {number}")]
        for number, (name, email) in enumerate(people, start=1)
    ]


def test_people_of_one_name_are_two_where_their_addresses_differ() -> None:
    people = ("Jean Martin", "jean@ville.fr"), ("Jean Martin", "jm@ville.fr"), ("Jean Martin", None)

    assert [[], [], []] == joining(Crowd(), *people)


def test_one_name_with_one_address_is_one_person_however_both_are_written() -> None:
    assert [[], [("repeated-person", "place 1")]] == joining(
        Crowd(), ("Hélène Œuvrard", "h@ville.fr"), ("HELENE  OEUVRARD", "H@Ville.FR")
    )
    assert [[], [("repeated-person", "place 1")]] == joining(Crowd(), ("Zoé", None), ("zoe", None))


def test_an_address_is_one_person_s() -> None:
    assert [[], [("repeated-address", "place 1")], [("repeated-address", "place 1")]] == joining(
        Crowd(), ("Luc", "ecole@ville.fr"), ("Léa", "ECOLE@ville.fr"), ("Max", "ecole@ville.fr")
    )


def test_an_address_that_an_account_has_is_taken_for_each_who_brings_it() -> None:
    crowd = Crowd(frozenset({"luc@ville.fr"}))

    assert [[("address-taken", None)], [("repeated-person", "place 1"), ("address-taken", None)]] == joining(
        crowd, ("Luc", "Luc@ville.fr"), ("Luc", "luc@ville.fr")
    )


def test_a_name_with_nothing_to_read_in_it_is_nobody_s_twin() -> None:
    assert [[], []] == joining(Crowd(), ("", None), (" ", None))
