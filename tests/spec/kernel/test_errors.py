"""Errors answer «what can the caller do now?», and cross process borders with everything they carry."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import (
    AdapterFailure,
    ConfigurationError,
    Conflict,
    Forbidden,
    IntegrityBreach,
    InvalidInput,
    NotFound,
    Problem,
    Refused,
    RegistreError,
    RuleViolation,
)
from registre_core.kernel.reasons import FactValue, Mark, Reason, Source

CARRIED = ("code", "message", "facts", "reasons", "problems", "retryable")

codes = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8}){0,2}", fullmatch=True)
facts = st.dictionaries(
    st.text(max_size=8), st.text(max_size=8) | st.integers() | st.booleans() | st.none(), max_size=3
)
sources = st.builds(Source, st.text(max_size=20), st.sampled_from(Mark))
reasons = st.builds(Reason, codes, st.text(max_size=20), sources, facts)
problems = st.builds(Problem, st.text(max_size=10), codes, st.text(max_size=20), facts)

FAMILIES: dict[type[RegistreError], st.SearchStrategy[RegistreError]] = {
    **{
        family: st.builds(family, codes, st.text(), facts)
        for family in (RegistreError, NotFound, Conflict, IntegrityBreach, ConfigurationError)
    },
    **{
        family: st.builds(family, codes, st.text(), facts, st.lists(reasons, max_size=3))
        for family in (Refused, Forbidden, RuleViolation)
    },
    InvalidInput: st.builds(InvalidInput, codes, st.text(), facts, st.lists(problems, max_size=3)),
    AdapterFailure: st.builds(AdapterFailure, codes, st.text(), facts, retryable=st.booleans()),
}
"""Every family with the errors of it that there can be."""

errors = st.one_of(*FAMILIES.values())


def carried(error: RegistreError) -> dict[str, Any]:
    """Everything that somebody who catches it may look at."""
    given = {name: getattr(error, name) for name in CARRIED if hasattr(error, name)}
    return {"family": type(error), "said": str(error), "args": error.args, **given}


def every_family(parent: type[RegistreError] = RegistreError) -> set[type[RegistreError]]:
    children = {child for child in parent.__subclasses__() if child.__module__.startswith("registre_core.")}
    return {parent, *children}.union(*map(every_family, children))


def a_reason(code: str, message: str = "no", **said: FactValue) -> Reason:
    return Reason(code, message, Source("a rule"), said)


@given(errors)
def test_an_error_survives_pickling_with_everything_it_carries(error: RegistreError) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert carried(error) == carried(pickle.loads(pickle.dumps(error, protocol)))  # noqa: S301  # our own


@given(errors, st.sampled_from([copy.copy, copy.deepcopy]))
def test_an_error_survives_copying_with_everything_it_carries(
    error: RegistreError, copied: Callable[[RegistreError], RegistreError]
) -> None:
    assert carried(error) == carried(copied(error))


def test_no_family_is_left_out_of_these_tests() -> None:
    assert set(FAMILIES) == {family for family in every_family() if family.__module__.startswith("registre_core.")}


class DiskOnFire(AdapterFailure):
    """What an adapter's author may write: built his own way."""

    def __init__(self, disk: str) -> None:
        super().__init__("disk-on-fire", f"disk {disk} burns", {"disk": disk}, retryable=False)


def test_an_error_of_somebody_elses_making_survives_pickling() -> None:
    error = DiskOnFire("sda")

    assert carried(error) == carried(pickle.loads(pickle.dumps(error)))  # noqa: S301  # our own


def test_a_note_survives_pickling() -> None:
    error = Conflict("name-taken", "another profile bears this name")
    error.add_note("seen by the night job")

    assert ["seen by the night job"] == pickle.loads(pickle.dumps(error)).__notes__  # noqa: S301  # our own


@pytest.mark.parametrize(
    "family, parent",
    [
        (Refused, RegistreError),
        (Forbidden, Refused),
        (RuleViolation, Refused),
        (NotFound, RegistreError),
        (Conflict, RegistreError),
        (InvalidInput, RegistreError),
        (IntegrityBreach, RegistreError),
        (AdapterFailure, RegistreError),
        (ConfigurationError, RegistreError),
    ],
)
def test_a_family_stands_where_design_puts_it(family: type[RegistreError], parent: type[RegistreError]) -> None:
    assert (parent,) == family.__bases__


def test_an_error_prints_its_message_and_its_code() -> None:
    assert "there is no site 5 here [site-not-found]" == str(NotFound.of("site", 5))


@given(facts)
def test_facts_are_the_error_s_own(said: dict[str, FactValue]) -> None:
    error = Conflict("stale-version", "read again", said)
    before = dict(said)
    said["later"] = True

    assert before == error.facts


@pytest.mark.parametrize("kind", ["site", "user", "intervention", "report"])
def test_what_is_not_found_is_named_in_code_message_and_facts(kind: str) -> None:
    error = NotFound.of(kind, "42")

    assert (f"{kind}-not-found", f"there is no {kind} 42 here", {kind: "42"}) == (
        error.code,
        error.message,
        error.facts,
    )


def test_a_refusal_bears_the_code_and_facts_of_its_first_reason_and_says_them_all() -> None:
    first, second = a_reason("not-closed", "close it", site="a"), a_reason("not-pdf", "bring a PDF")

    refusal = RuleViolation.because([first, second])

    assert ("not-closed", "close it; bring a PDF", {"site": "a"}, (first, second)) == (
        refusal.code,
        refusal.message,
        refusal.facts,
        refusal.reasons,
    )


def test_a_lone_problem_gives_its_own_code_message_and_facts() -> None:
    error = InvalidInput.at("--page", "page-out-of-range", "there are 3 pages", page=4, pages=3)

    assert ("page-out-of-range", "there are 3 pages", {"page": 4, "pages": 3}) == (
        error.code,
        error.message,
        error.facts,
    )
    assert (Problem("--page", "page-out-of-range", "there are 3 pages", {"page": 4, "pages": 3}),) == error.problems


def test_several_problems_are_told_all_at_once_in_the_order_of_the_input() -> None:
    name, size = Problem("name", "blank-text", "write a name"), Problem("size", "number-too-small", "at least 1")

    error = InvalidInput.of(iter([name, size]))

    assert ("invalid-input", "2 problems: name: write a name; size: at least 1", {"count": 2}, (name, size)) == (
        error.code,
        error.message,
        error.facts,
        error.problems,
    )


def test_of_thousands_of_problems_the_message_quotes_the_first_and_the_error_carries_all() -> None:
    wrong = [Problem(f"line {number}", "blank-text", "write a name") for number in range(1, 2_001)]

    error = InvalidInput.of(wrong)

    assert error.message.startswith("2000 problems: line 1: write a name; line 2: write a name; ")
    assert error.message.endswith("; line 20: write a name; and 1980 more")
    assert (tuple(wrong), {"count": 2_000}) == (error.problems, error.facts)


@pytest.mark.parametrize("retryable", [True, False])
def test_a_failure_of_the_world_says_whether_trying_again_may_help(*, retryable: bool) -> None:
    assert retryable is AdapterFailure("storage-busy", "try again", retryable=retryable).retryable


def test_a_failure_is_not_worth_repeating_unless_it_says_so() -> None:
    assert not AdapterFailure("disk-full", "no space left").retryable
