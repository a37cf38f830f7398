"""What no database can hold is named: every such value, wherever it is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.storable import require_storable, unstorable
from registre_core.ports.storage import EntryFilter, InterventionFilter
from registre_core.testing.builders import (
    a_contact,
    a_document,
    a_finding,
    a_notice,
    a_passage,
    a_user,
    an_intervention,
)

FIRST, LAST = datetime.min, datetime.max  # noqa: DTZ901  # with an offset they leave the calendar
EAST, WEST = timezone(timedelta(hours=2)), timezone(-timedelta(hours=2))

WRONG: dict[str, tuple[object, list[str]]] = {
    "a null character": (a_contact(name="a\0b"), ["name"]),
    "halves of pairs": (a_contact(name="a\ud83d", phone="\udd25"), ["name", "phone"]),
    "both in one text": (a_contact(name="\0\ud83d"), ["name", "name"]),
    "a large integer": (a_contact(version=2**63), ["version"]),
    "members of a set": (a_user(grants=frozenset({"a", "\0", "b\0"})), ["grants", "grants"]),
    "within a list": (an_intervention(reports=(a_document(), a_document(b"2", size=2**63))), ["reports[1].size"]),
    "before the first year": (an_intervention(closed_at=FIRST.replace(tzinfo=EAST)), ["closed_at"]),
    "after the last year": (an_intervention(closed_at=LAST.replace(tzinfo=WEST)), ["closed_at"]),
    "deep inside": (a_finding(passage=a_passage(engine="\0"), place="\0"), ["passage.engine", "place"]),
    "names and values": (a_notice(facts={"\0": 1, "n": -(2**63) - 1}), ["facts", "facts.n"]),
}

RIGHT: dict[str, object] = {
    "a finding": a_finding(),
    "rare characters": a_contact(name="\x01\U0010ffff🔥", version=2**63 - 1),
    "facts": a_notice(facts={"n": -(2**63), "x": True, "y": None}),
    "the first instant": an_intervention(closed_at=FIRST.replace(tzinfo=UTC)),
    "the last instant": an_intervention(closed_at=LAST.replace(tzinfo=UTC)),
}


@pytest.mark.parametrize("entity,paths", WRONG.values(), ids=WRONG)
def test_every_such_value_is_told_with_its_path(entity: object, paths: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        require_storable(entity)
    assert [(path, "value-not-storable") for path in paths] == [
        (problem.path, problem.code) for problem in refused.value.problems
    ]


@pytest.mark.parametrize("entity", RIGHT.values(), ids=RIGHT)
def test_what_a_database_can_hold_passes(entity: object) -> None:
    require_storable(entity)


def test_one_problem_gives_its_own_code_and_says_what_is_wrong() -> None:
    with pytest.raises(InvalidInput) as refused:
        require_storable(evolve(a_contact(), phone="\0"))
    assert "value-not-storable" == refused.value.code
    assert {"what": "a null character"} == refused.value.facts


@pytest.mark.parametrize("value", [0.1, True, None, b"\0", 2**63 - 1, "é"])
def test_other_values_are_harmless(value: object) -> None:
    assert [] == list(unstorable(value, "x"))


def test_a_question_holds_no_such_value_either() -> None:
    for ask in (lambda: InterventionFilter(type_code="\0"), lambda: EntryFilter(kind="\ud800")):
        with pytest.raises(InvalidInput) as refused:
            ask()
        assert "value-not-storable" == refused.value.code
