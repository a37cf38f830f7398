"""Points that a report says twice: in a summary and again where they were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from registre_core.extraction.likeness import folded
from registre_core.extraction.proposals.entities import Candidate
from registre_core.extraction.proposals.seen_before import core_of


def without_repetition(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Keep one of those that have the same number, words and place: all from the list that says more, or the first.

    A number is needed: the same defect stands in room after room, each time another one, and places are often named in
    a heading that nobody sees.
    """
    groups = _groups(candidates)
    twins = [group for group in groups if len(group) > 1]
    said = Counter(
        {turn: sum(_fullness(group[turn]) for group in twins if turn < len(group)) for turn in _turns(twins)}
    )
    best = said.most_common(1)[0][0] if said else 0
    chosen = {id(group[min(best, len(group) - 1)]) for group in groups}
    return tuple(one for one in candidates if id(one) in chosen)


def _groups(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Put together those that say the same, in the order in which they stand."""
    groups: list[list[Candidate]] = []
    known: dict[tuple[str, str], dict[str, list[Candidate]]] = {}
    for one in candidates:
        places = known.setdefault((one.number, core_of(one.text)), {}) if one.number else {}
        group = _at(folded(one.place), places)
        if not group:
            groups.append(group)
        group.append(one)
    return groups


def _at(place: str, places: dict[str, list[Candidate]]) -> list[Candidate]:
    """Find the group of a place, or begin one: a point without a place may be any of them, so it joins the first."""
    if not place:
        return next(iter(places.values()), None) or places.setdefault(place, [])
    if "" in places:  # it was alone until now, and may be here
        places[place] = places.pop("")
    return places.setdefault(place, [])


def _turns(groups: Sequence[Sequence[Candidate]]) -> range:
    return range(max(map(len, groups), default=0))


def _fullness(one: Candidate) -> int:
    return sum(map(bool, (one.place, one.reference, one.priority)))
