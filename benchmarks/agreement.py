"""Contenders are held against each other before they are timed: who is quick and wrong has not answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

Question = TypeVar("Question")


@frozen
class Peer:
    """Somebody who answers yes or no, in his own words."""

    name: str
    """As the table calls him."""
    ask: Callable[..., object]
    """What is timed: takes what `words` gave, and gives what is true or false."""
    words: Callable[[Any], Sequence[Any]]
    """Puts a question the way he wants it, untimed."""

    def answers(self, questions: Iterable[Any]) -> list[bool]:
        """Answer questions."""
        return [bool(self.ask(*self.words(question))) for question in questions]


def require_agreement(peers: Iterable[Peer], questions: Sequence[Question], truth: Callable[[Question], bool]) -> None:
    """Let everybody answer everything.

    Raises:
        AssertionError: somebody is wrong somewhere, or the questions tell nobody apart: all yes, or all no.
    """
    expected = [truth(question) for question in questions]
    assert {True, False} == set(expected), "questions that all have one answer prove nothing"
    for peer in peers:
        answers = zip(questions, expected, peer.answers(questions), strict=True)
        wrong = [question for question, right, said in answers if said is not right]
        assert not wrong, f"{peer.name} is wrong about {len(wrong)} of {len(questions)}, first about {wrong[0]}"


def require_same(results: Mapping[str, Callable[[], Any]]) -> None:
    """Let everybody compute the same thing; the first is the reference.

    Raises:
        AssertionError: two results differ.
    """
    (reference, compute), *others = results.items()
    expected = compute()
    assert expected, f"{reference} found nothing: that proves nothing"
    for name, other in others:
        assert expected == other(), f"{name} differs from {reference}"
