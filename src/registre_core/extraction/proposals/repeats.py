"""Points that a report says twice: in a summary and again where they were found."""

from __future__ import annotations

from collections.abc import Sequence

from registre_core.extraction.likeness import folded
from registre_core.extraction.proposals.entities import Candidate
from registre_core.extraction.proposals.seen_before import core_of


def without_repetition(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Keep one of those that have the same number, words and place: the one that says most, or else the first.

    A number is needed: the same defect stands in room after room, each time another one, and places are often named in
    a heading that nobody sees.
    """
    kept: dict[tuple[str, str], list[Candidate]] = {}
    for one in candidates:
        key = (one.number, core_of(one.text)) if one.number else (str(id(one)), "")
        alike = kept.setdefault(key, [])
        twin = next((other for other in alike if _may_be_same_place(one, other)), None)
        if twin is None:
            alike.append(one)
        elif _fullness(one) > _fullness(twin):
            alike[alike.index(twin)] = one
    chosen = {id(one) for alike in kept.values() for one in alike}
    return tuple(one for one in candidates if id(one) in chosen)


def _may_be_same_place(one: Candidate, other: Candidate) -> bool:
    ours, theirs = folded(one.place), folded(other.place)
    return not ours or not theirs or ours == theirs


def _fullness(one: Candidate) -> int:
    return sum(map(bool, (one.place, one.reference, one.priority)))
