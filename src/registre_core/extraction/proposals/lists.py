"""Detectors of running text: numbered and labelled points, prescriptions, lists with dashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from registre_core.extraction.proposals.entities import Sighting
from registre_core.extraction.proposals.fields import Content, content_of
from registre_core.extraction.proposals.non_observations import nature_of, sounds_like_an_observation
from registre_core.extraction.proposals.openers import Family
from registre_core.extraction.proposals.points import Point
from registre_core.extraction.proposals.report import Report, parts_of
from registre_core.extraction.proposals.sections import Topic
from registre_core.extraction.proposals.vocabulary import CLEARED, NOTHING_LEFT

LEAST_SHARE = 0.5
"""Share of a list's points that must sound like observations where no heading says that they are."""

LEAST_SHARE_IN_PLACES = 0.3
"""The same under headings that name places: what is listed room by room is what was seen there, or an inventory."""

SURENESS: Mapping[Topic, Mapping[Family, float]] = {
    Topic.OBSERVATIONS: {
        Family.LABELLED: 0.9,
        Family.CODED: 0.85,
        Family.ARTICLE: 0.8,
        Family.NUMBERED: 0.8,
        Family.LETTERED: 0.7,
        Family.DASHED: 0.65,
    },
    Topic.UNKNOWN: {
        Family.LABELLED: 0.85,
        Family.CODED: 0.7,
        Family.ARTICLE: 0.65,
        Family.NUMBERED: 0.6,
        Family.LETTERED: 0.5,
    },
    Topic.OTHER: {Family.LABELLED: 0.6},
}
"""How sure a list of each kind is of observations, by the section that it stands in; what is missing is none."""


@frozen
class Lists:
    """Sees the points of lists of some kinds."""

    name: str
    """What people read."""
    families: frozenset[Family]
    """What its points begin with."""

    def sightings(self, report: Report) -> Iterator[Sighting]:
        """Find points, list by list."""
        for points in _runs(report.points):
            if points[0].opener.family in self.families:
                yield from _seen(points, report)


LABELLED = Lists("point numéroté", frozenset({Family.LABELLED}))
PRESCRIPTIONS = Lists("prescription", frozenset({Family.CODED, Family.ARTICLE}))
NUMBERED = Lists("liste numérotée", frozenset({Family.NUMBERED, Family.LETTERED}))
DASHED = Lists("liste à tirets", frozenset({Family.DASHED}))


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Part the points of a report into lists; one that counts on under the next heading is the same list."""
    run: list[Point] = []
    for _, group in groupby(points, key=lambda point: (point.list_, point.opener.family)):
        part = list(group)
        if run and not _counts_on(run[-1], part[0]):
            yield run
            run = []
        run += part
    if run:
        yield run


def _counts_on(last: Point, first: Point) -> bool:
    """Whether a list under one heading goes on with the number after the last one under the heading before."""
    before, after = last.opener, first.opener
    if before.family is not Family.NUMBERED or after.family is not Family.NUMBERED:
        return False
    is_untold = last.section.topic is first.section.topic is Topic.UNKNOWN
    return is_untold and after.order == (*before.order[:-1], before.order[-1] + 1)


def _seen(points: Sequence[Point], report: Report) -> Iterator[Sighting]:
    topic, family = points[0].section.topic, points[0].opener.family
    sureness = SURENESS[topic].get(family, 0.0)
    is_told = topic is Topic.OBSERVATIONS or (topic is Topic.UNKNOWN and family is Family.LABELLED)
    headings = _headings(points)
    read = [
        (point, content_of(point.strips, point.opener.length)) for point in points if point.opener.order not in headings
    ]
    if not sureness or not (is_told or _sound_like_observations(read)):
        return
    for point, content in read:
        if content.words and not _is_cleared(content):
            yield _sighting(point, content, sureness, report)


def _sighting(point: Point, content: Content, sureness: float, report: Report) -> Sighting:
    return Sighting(
        parts=parts_of(content.words, report.pages),
        score=sureness,
        number=point.opener.number,
        place=content.place or point.section.zone,
        reference=content.reference or point.opener.reference,
        priority=content.priority,
        nature=nature_of(" ".join(token.text for token in content.words)),
    )


def _sound_like_observations(read: Sequence[tuple[Point, Content]]) -> bool:
    heard = [
        bool(content.reference) or sounds_like_an_observation(" ".join(token.text for token in content.words))
        for _, content in read
    ]
    is_by_place = all(point.section.zone for point, _ in read)
    least = LEAST_SHARE_IN_PLACES if is_by_place else LEAST_SHARE
    return bool(heard) and sum(heard) >= least * len(heard)


def _headings(points: Sequence[Point]) -> set[tuple[int, ...]]:
    """Give the numbers that points below them begin with: «3 Cuisine», then «3.1 …»."""
    orders = {point.opener.order for point in points}
    return {order[:length] for order in orders for length in range(len(order))}


def _is_cleared(content: Content) -> bool:
    words = " ".join(token.text for token in content.words)
    return bool(content.state and CLEARED.search(content.state)) or NOTHING_LEFT.search(words) is not None
