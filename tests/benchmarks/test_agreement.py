"""Whoever is timed has answered first, and was right: a benchmark of wrong answers would tell nothing."""

import pytest
from benchmarks.agreement import Peer, require_agreement, require_same

QUESTIONS = [0, 1, 2, 3, 4, 5]


def is_even(number: int) -> bool:
    return number % 2 == 0


def peer(name: str, answers: str) -> Peer:
    return Peer(name, lambda number: answers[number] == "y", lambda number: (number,))


RIGHT = peer("right", "ynynyn")


def test_those_who_are_right_may_race() -> None:
    require_agreement([RIGHT, RIGHT], QUESTIONS, is_even)


def test_one_wrong_answer_of_one_peer_ends_it_and_says_whose_it_was() -> None:
    hasty = peer("hasty", "ynyyyn")
    with pytest.raises(AssertionError, match="hasty is wrong about 1 of 6, first about 3"):
        require_agreement([RIGHT, hasty], QUESTIONS, is_even)


@pytest.mark.parametrize("answer", ["y", "n"])
def test_whoever_always_says_the_same_is_found_out(answer: str) -> None:
    with pytest.raises(AssertionError, match="stubborn is wrong about 3 of 6"):
        require_agreement([peer("stubborn", 6 * answer)], QUESTIONS, is_even)


@pytest.mark.parametrize("questions", [[], [2, 4], [1, 3]], ids=["none", "all yes", "all no"])
def test_questions_that_tell_nobody_apart_prove_nothing(questions: list[int]) -> None:
    with pytest.raises(AssertionError, match="prove nothing"):
        require_agreement([RIGHT], questions, is_even)


def test_a_peer_is_asked_in_his_own_words() -> None:
    spoken = Peer("spoken", lambda text, base: int(text, base) % 2 == 0, lambda number: (f"{number:b}", 2))
    require_agreement([spoken], QUESTIONS, is_even)


def test_results_that_are_the_same_are_taken() -> None:
    require_same({"one": lambda: {1: "a"}, "other": lambda: {1: "a"}})


def test_a_result_that_differs_is_not() -> None:
    with pytest.raises(AssertionError, match="other differs from one"):
        require_same({"one": lambda: {1: "a"}, "other": lambda: {1: "b"}})


def test_results_of_nothing_prove_nothing() -> None:
    with pytest.raises(AssertionError, match="one found nothing"):
        require_same({"one": dict, "other": dict})
