"""The sections of a report, by their headings: where observations are to be expected, and where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from statistics import median
from typing import Self

from attrs import frozen

from registre_core.extraction.proposals.non_observations import is_told_to
from registre_core.extraction.proposals.openers import Family, opener_of
from registre_core.extraction.proposals.strips import Strip
from registre_core.extraction.proposals.vocabulary import DEFECT, OBSERVING, OTHER, OVERRULING, SAID_BEFORE, ZONE

MOST_WORDS, MOST_LETTERS = 14, 110
"""Of a heading: more is a sentence."""

MOST_PLAIN_WORDS = 6
"""Of a heading that is set like everything else."""

MOST_NUMBERED_WORDS = 8
"""Of a heading that has only its number: more is a point."""

LEAST_LETTERS = 4
"""Of what is set as a heading: «TGBT» may be one, «N°» is not."""

LABEL_WORDS = 4
"""Of a line that is nothing but «Observation n° 3 :»."""

TALL = 1.2
"""Times the usual height of a line: what is set larger is a heading."""

CAPITALS = 0.8
"""Share of letters: what is set in capitals is a heading."""

WHITE = 0.6
"""In line heights: a heading without any mark of its own at least stands apart."""

OVERLAP = 0.3
"""In line heights: how far the boxes of two lines of one heading may reach into each other."""

SAME_SIZE = 0.15
"""Share by which the heights of its lines may differ."""

SAME_LEFT = 6.0
"""Points by which the left edges of headings of one kind may differ."""

RANKS = tuple(
    re.compile(names, re.IGNORECASE)
    for names in (
        r"bâtiments?|bât\b|immeubles?|pavillons?|ailes?|secteurs?|zones?|écoles?",
        r"niveaux?|étages?|r[+-]|rdc|rez-|sous-sols?|\d+(?:er|e|ème|nd)\s|entresols?|combles|toitures?|premier|deuxième",
    )
)
"""What holds what: buildings hold storeys, and both hold rooms."""

HEADING_NUMBER = re.compile(
    r"(?:(?:chapitre|partie|titre|article|annexe)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z])\s?[-.)–°]*\s+",
    re.IGNORECASE,
)
"""«2.», «IV -», «B)»."""


LIST_OF = re.compile(r"(?:liste|tableau|rappel|synthèse|récapitulatif|détail|relevé|suivi)s?\b", re.IGNORECASE)
"""What a heading may begin with before it says what is listed."""

BELOW = 0.95
"""Times the height of the heading above: what is set smaller opens a part of its section."""

USUAL_HEIGHT = 10.0
"""Points, where a report has no line to tell."""

LINE_WORDS = 3
"""Of a line that is asked how high it is: short ones may lack tall letters."""


class Topic(StrEnum):
    """What a section is about."""

    OBSERVATIONS = "observations"
    """What is wrong, what to do."""
    OTHER = "other"
    """Something else that reports have: members, documents, texts, conclusions."""
    UNKNOWN = "unknown"
    """Its heading does not tell, or there is none."""


@frozen
class Section:
    """What stands below one heading."""

    topic: Topic
    """What it is about."""
    zone: str
    """The place in the building that a heading names, if any."""
    start: int
    """Which strip comes first, after the heading."""
    end: int
    """Which comes after the last."""


@frozen
class Heading:
    """The title of a section."""

    start: int
    """Its first strip."""
    end: int
    """The one after its last."""
    title: str
    """What it says, without its number."""
    depth: int
    """How deep its number goes: 2 for «3.1»; 0 if it has none."""
    height: float
    """Of its letters, in points."""
    left: float
    """Where it begins, in points."""
    is_numbered: bool
    """Whether a number or a letter stands before it."""
    is_zone: bool = False
    """Whether it is set as a heading that names a place, whatever it says."""

    @property
    def zone(self) -> str:
        """The place that it names, if it names one."""
        is_zone = self.is_zone or (ZONE.match(self.title) and not OBSERVING.search(self.title))
        return self.title.rstrip(" :") if is_zone else ""

    def is_like(self, strip: Strip) -> bool:
        """Whether a line is set as it is."""
        return abs(strip.size - self.height) < SAME_SIZE * self.height and abs(strip.box[0] - self.left) < SAME_LEFT

    @property
    def topic(self) -> Topic:
        """What its words say of what follows."""
        if OBSERVING.search(self.title):
            return Topic.OTHER if OVERRULING.search(self.title) else Topic.OBSERVATIONS
        return Topic.OTHER if OTHER.search(self.title) else Topic.UNKNOWN

    def is_below(self, other: Heading | None) -> bool:
        """Whether it opens a part of the other's section rather than the next one."""
        if other is None:
            return False
        if self.depth and other.depth:
            return self.depth > other.depth
        return self.height < BELOW * other.height or (other.title.isupper() and not self.title.isupper())


def sections_of(strips: Sequence[Strip]) -> Iterator[Section]:
    """Divide a report at its headings."""
    topic, start = Topic.UNKNOWN, 0
    zones: tuple[str, ...] = ()
    above: Heading | None = None
    for heading in _headings(strips):
        yield Section(topic, ", ".join(zones), start, heading.start)
        start = heading.end
        if heading.topic is Topic.UNKNOWN and (heading.zone or heading.is_below(above)):
            zones = _within(zones, heading) if heading.zone else zones
        else:
            topic, zones, above = heading.topic, (), heading
    yield Section(topic, ", ".join(zones), start, len(strips))


def _within(zones: tuple[str, ...], heading: Heading) -> tuple[str, ...]:
    """Put a storey into its building, and a room into both; the next building ends them."""
    if heading.is_zone:
        return (*zones[:-1], heading.zone)
    return (*(one for one in zones if _rank(one) < _rank(heading.zone)), heading.zone)


def _rank(zone: str) -> int:
    return next((rank for rank, names in enumerate(RANKS) if names.match(zone)), len(RANKS))


@frozen
class Print:
    """How the lines of a report are set, most of the time."""

    height: float
    """Points."""
    capitals_tell: bool
    """Whether capitals are for headings: some reports are set in nothing else."""

    @classmethod
    def of(cls, strips: Sequence[Strip]) -> Self:
        """Look at all lines of some length."""
        lines = [strip for strip in strips if len(strip.tokens) >= LINE_WORDS]
        capitals = sum(_is_in_capitals(strip.text) for strip in lines)
        return cls(median([strip.size for strip in lines] or [USUAL_HEIGHT]), 2 * capitals <= len(lines))

    def marks(self, strip: Strip, title: str) -> bool:
        """Whether a line is set as headings are: larger, or in capitals."""
        letters = sum(map(str.isalpha, title))
        if letters < LEAST_LETTERS:
            return False
        return strip.size >= TALL * self.height or (self.capitals_tell and _is_in_capitals(title))


def _headings(strips: Sequence[Strip]) -> Iterator[Heading]:
    usual, at = Print.of(strips), 0
    zone: Heading | None = None
    while at < len(strips):
        is_zone = zone is not None and _goes_with(strips, at, zone)
        if not is_zone and not _is_heading(strips, at, usual):
            at += 1
            continue
        end = at + 1
        while end < len(strips) and _goes_on(strips, end, usual):
            end += 1
        heading = _heading(strips[at:end], at, is_zone=is_zone)
        zone = heading if heading.zone else zone
        yield heading
        at = end


def _heading(strips: Sequence[Strip], start: int, *, is_zone: bool) -> Heading:
    said = " ".join(strip.text for strip in strips)
    number = HEADING_NUMBER.match(said)
    depth = len(re.findall(r"\d+", number.group())) if number else 0
    title = said[number.end() :] if number else said
    left, size = strips[0].box[0], strips[0].size
    return Heading(start, start + len(strips), title, depth, size, left, number is not None, is_zone)


def _goes_with(strips: Sequence[Strip], at: int, zone: Heading) -> bool:
    """Whether a line is set as the place above it is, and points follow: «Préfabriqués» after «Bâtiment A»."""
    strip = strips[at]
    if strip.is_beside or at + 1 == len(strips) or strips[at + 1].is_beside or not zone.is_like(strip):
        return False
    number = HEADING_NUMBER.match(strip.text)
    title = strip.text[number.end() :] if number else strip.text
    if bool(number) != zone.is_numbered or not _may_be_title(title) or not _is_plain_title(title):
        return False
    if OBSERVING.search(title) or OTHER.search(title) or DEFECT.search(title) or is_told_to(title):
        return False
    return _is_alone(strips, at) and opener_of(strips[at + 1].text) is not None


def _is_heading(strips: Sequence[Strip], at: int, usual: Print) -> bool:
    strip = strips[at]
    if strip.is_beside or (at + 1 < len(strips) and strips[at + 1].is_beside) or is_label(strip.text):
        return False
    number = HEADING_NUMBER.match(strip.text)
    title = strip.text[number.end() :] if number else strip.text
    if not _may_be_title(title) or (number and is_told_to(title)) or SAID_BEFORE.match(title):
        return False
    if usual.marks(strip, title):
        return True
    if title.endswith(":"):
        return bool(OBSERVING.search(title) or OTHER.search(title) or ZONE.match(title)) and ":" not in title[:-1]
    known = OBSERVING.match(title) or OTHER.match(title) or LIST_OF.match(title)
    if known and number:
        return len(title.split()) <= MOST_NUMBERED_WORDS
    is_zone = ZONE.match(title) and not DEFECT.search(title)
    return bool(known or is_zone) and _is_plain_title(title) and _is_alone(strips, at)


def _may_be_title(title: str) -> bool:
    if not title or len(title) > MOST_LETTERS or len(title.split()) > MOST_WORDS:
        return False
    return title[-1] not in ".;,)" and (title[0].isupper() or title[0] == "«")


def _is_in_capitals(title: str) -> bool:
    letters = [letter for letter in title if letter.isalpha()]
    return sum(map(str.isupper, letters)) >= CAPITALS * max(1, len(letters))


def _is_plain_title(title: str) -> bool:
    return ":" not in title and len(title.split()) <= MOST_PLAIN_WORDS


def _is_alone(strips: Sequence[Strip], at: int) -> bool:
    return _stands_apart(strips, at) and not _follows_a_label(strips, at)


def _goes_on(strips: Sequence[Strip], at: int, usual: Print) -> bool:
    """Whether a heading goes on on the next line, set as its first one is."""
    above, strip = strips[at - 1], strips[at]
    if strip.page != above.page or strip.is_beside or HEADING_NUMBER.match(strip.text):
        return False
    gap = (strip.box[1] - above.box[3]) / usual.height
    is_alike = abs(strip.size - above.size) < SAME_SIZE * above.size
    return -OVERLAP <= gap < WHITE and is_alike and usual.marks(strip, strip.text)


def is_label(text: str) -> bool:
    """Whether a line begins like «Observation n° 3», or is «NC-07» and no more."""
    opener = opener_of(text)
    if opener is None:
        return False
    alone = opener.length >= len(text)
    return opener.family is Family.LABELLED or (opener.family is Family.CODED and alone)


def _follows_a_label(strips: Sequence[Strip], at: int) -> bool:
    """Whether the line before it is «Observation n° 3» and no more: a point begins, with its place or its title."""
    return at > 0 and is_label(strips[at - 1].text) and len(strips[at - 1].tokens) <= LABEL_WORDS


def _stands_apart(strips: Sequence[Strip], at: int) -> bool:
    """Whether white lies above it, or nothing on its page."""
    if at == 0 or strips[at - 1].page != strips[at].page:
        return True
    gap = strips[at].box[1] - strips[at - 1].box[3]
    return gap < 0 or gap >= WHITE * strips[at].height
