"""What was proposed, held against what a report says: who was found, how well, and what else was proposed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from tests.made.reports.truth import MadeReport, Point

from registre_core.extraction import Candidate

NEAR = 0.10
"""A text counts as found while at most so large a share of its letters is wrong, missing or too many."""

FOLDS = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "—": "-", "“": '"', "”": '"', "…": "...", "•": "-"})
LABEL = re.compile(r"[^\w§]+")


def plain(text: str) -> str:
    """Fold what two right answers may write otherwise: spaces, quotes, dashes."""
    return " ".join(unicodedata.normalize("NFC", text).translate(FOLDS).split())


def bare(text: str) -> str:
    """Keep letters and digits alone: how labels, places and references compare."""
    return LABEL.sub("", plain(text).casefold())


def distance(read: str, expected: str, most: int) -> int:
    """Count the letters to be changed, left out or put in; ``most + 1`` where there are more (Levenshtein)."""
    if abs(len(read) - len(expected)) > most:
        return most + 1
    row = list(range(len(expected) + 1))
    for i, letter in enumerate(read, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(expected, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def error_rate(read: str, expected: str, most_wrong: float = NEAR) -> float:
    """Share of wrong letters among those expected; over what is of interest it is not computed, and 1."""
    read, expected = plain(read), plain(expected)
    if read == expected:
        return 0.0
    most = int(most_wrong * len(expected))
    wrong = distance(read, expected, most)
    return wrong / len(expected) if wrong <= most else 1.0


def wrongness(read: str, point: Point, most_wrong: float = NEAR) -> float:
    """Tell how far a text is from the nearest one that counts as right."""
    return min(error_rate(read, text, most_wrong) for text in (point.text, *point.also))


@frozen
class Match:
    """A point, and the candidate that says it."""

    point: Point
    candidate: Candidate
    wrong: float
    """Share of wrong letters."""

    @property
    def is_exact(self) -> bool:
        return self.wrong == 0

    def wrong_details(self) -> Iterator[str]:
        """Name what else is not as the report says, with both."""
        for name in DETAILS:
            if not self.has(name):
                yield f"{name} {getattr(self.candidate, name)!r}, not {' or '.join(map(repr, self._expected(name)))}"

    def has(self, detail: str) -> bool:
        """Whether a number, place … is right, by its letters and digits, of which one in ten may be wrong."""
        said = getattr(self.candidate, detail)
        return any(error_rate(bare(said), bare(expected)) <= NEAR for expected in self._expected(detail))

    def _expected(self, detail: str) -> tuple[str, ...]:
        """Give what counts as right: a place with or without the heading it stands under, an article as such or not."""
        own = getattr(self.point, detail)
        if detail == "reference" and own:
            return own, f"Article {own}"
        if detail == "place" and self.point.zone:
            zone = self.point.zone
            return (own, f"{zone} {own}", f"{own} {zone}") if own else (zone,)
        return (own,)


DETAILS = ("number", "place", "reference", "priority", "nature")


@frozen
class Verdict:
    """One report."""

    report: MadeReport
    matches: tuple[Match, ...]
    missed: tuple[Point, ...]
    excess: tuple[Candidate, ...]
    """Proposed, and said by no point: or said by one that was found already."""

    @classmethod
    def of(cls, report: MadeReport, candidates: Sequence[Candidate]) -> Verdict:
        """Give every point the nearest candidate that is left: first to those whose number agrees as well."""
        left, waiting, matches = list(candidates), list(report.points), []
        for most, is_numbered in ((0.0, True), (0.0, False), (NEAR, True), (NEAR, False)):
            for point in tuple(waiting):
                found = min(_near(point, left, most, is_numbered=is_numbered), default=None)
                if found is not None:
                    wrong, place = found
                    matches.append(Match(point, left.pop(place), wrong))
                    waiting.remove(point)
        return cls(report, tuple(matches), tuple(waiting), tuple(left))

    def told(self) -> str:
        """Say what is not as it ought to be, in words."""
        lines = [
            f"{self.report.name}: {len(self.matches)} of {len(self.report.points)} found, {len(self.excess)} too many"
        ]
        lines += [f"    missed   {point.number or '-'}: {point.text}" for point in self.missed]
        lines += [f"    too many {c.number or '-'}: {c.text}  [{c.detector} {c.score:.2f}]" for c in self.excess]
        for match in self.matches:
            if not match.is_exact:
                lines.append(f"    inexact  {match.candidate.text}\n        for  {match.point.text}")
            lines += [f"    {match.point.text[:40]}…: {detail}" for detail in match.wrong_details()]
        return "\n".join(lines)


def _near(
    point: Point, candidates: Sequence[Candidate], most: float, *, is_numbered: bool
) -> Iterator[tuple[float, int]]:
    for place, candidate in enumerate(candidates):
        if is_numbered and bare(candidate.number) != bare(point.number):
            continue
        if (wrong := wrongness(candidate.text, point, most)) <= most:
            yield wrong, place


@frozen
class Tally:
    """Several reports."""

    verdicts: tuple[Verdict, ...]

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Tally:
        return cls(tuple(verdicts))

    @property
    def matches(self) -> tuple[Match, ...]:
        return tuple(match for verdict in self.verdicts for match in verdict.matches)

    @property
    def recall(self) -> float:
        """Share of the points that were found."""
        return share(len(self.matches), len(self.matches) + sum(len(verdict.missed) for verdict in self.verdicts))

    @property
    def precision(self) -> float:
        """Share of what was proposed that is a point."""
        return share(len(self.matches), len(self.matches) + sum(len(verdict.excess) for verdict in self.verdicts))

    @property
    def exact(self) -> float:
        """Share of what was found that is right to the letter."""
        return share(sum(match.is_exact for match in self.matches), len(self.matches))

    def right(self, detail: str) -> float:
        """Share of what was found whose number, place, … is right."""
        return share(sum(match.has(detail) for match in self.matches), len(self.matches))

    def figures(self) -> str:
        """All shares in one line."""
        shares = {"recall": self.recall, "precision": self.precision, "exact": self.exact}
        shares |= {detail: self.right(detail) for detail in DETAILS}
        return ", ".join(f"{name} {value:.3f}" for name, value in shares.items())

    def told(self) -> str:
        """The figures, then every report that was not read as it stands."""
        faulty = [v.told() for v in self.verdicts if v.missed or v.excess or not all(m.is_exact for m in v.matches)]
        return "\n".join([self.figures(), *faulty])


def share(part: int, whole: int) -> float:
    """Of nothing, all is right."""
    return part / whole if whole else 1.0
