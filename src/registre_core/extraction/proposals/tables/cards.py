"""Cards: observations told on a sheet each, a title on every line and what it says beside it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from registre_core.extraction.proposals.entities import Sighting
from registre_core.extraction.proposals.non_observations import nature_of, sounds_like_an_observation
from registre_core.extraction.proposals.report import Report, parts_of
from registre_core.extraction.proposals.tables.baselines import text_of
from registre_core.extraction.proposals.tables.detectors import NUMBER_SIGN
from registre_core.extraction.proposals.tables.entries import (
    HEADING,
    LONGEST_TITLE,
    Entry,
    Line,
    beside,
    entries_of,
    is_of_cover,
    lines_of,
)
from registre_core.extraction.proposals.tables.records import GOES_ON, cleaned
from registre_core.extraction.proposals.tables.rows import Cell, is_number
from registre_core.extraction.proposals.tables.titles import Role, is_degree
from registre_core.extraction.proposals.tables.verdicts import Judgement, is_settled, judgement_of, says_nothing
from registre_core.extraction.proposals.vocabulary import PROSE

SURE, UNCOUNTED = 0.8, 0.55
"""Below any table and labelled point; a card without a number may be what stands below a point that another sees."""

FEWEST_BESIDE = 2
"""Of number, place, reference, priority and action: so many stand beside an observation on a card."""

LONGEST_NUMBER = 3
"""Words: «Numéro | de l'observation dans ce rapport» explains what stands on cards."""

WIDE = 2.5
"""In line heights: the white after which a sheet goes on no more."""

ASLANT = 4.0
"""Points by which the lines of one column may begin apart."""

OWN = (Role.OBSERVATION, Role.DESCRIPTION, Role.ACTION)
"""Titles of a point's own words."""

WELL = (Judgement.GOOD, Judgement.ASIDE)
"""Verdicts that leave nothing to do."""

BESIDE = (Role.NUMBER, Role.PLACE, Role.REFERENCE, Role.PRIORITY, Role.ACTION)
"""Titles of which some stand on every card."""

COUNTING = (Role.IDENTIFIER, Role.OBSERVATION, Role.DESCRIPTION, Role.ITEM)
"""Titles that announce a number where nothing else stands beside them: «Anomalie | A1», «Repère | 3»."""

OF_KIND = frozenset(("objet", "nature", "texte"))
"""Titles that say what a sheet is about, or of which kind; never what was seen."""


@define
class Card:
    """A sheet, as far as it was read."""

    entries: list[Entry] = field(factory=list)
    """In order."""
    heading: str = ""
    """The number in what stands over it: «Fiche n° 3»."""

    def role(self, place: int) -> Role:
        """Say what an entry announces, now that one sees its words and what stands beside it."""
        entry = self.entries[place]
        said = text_of(entry.words)
        if entry.title in OF_KIND:
            return Role.OTHER
        if entry.role in COUNTING and is_number(said) and (place == 0 or entry.role is not Role.IDENTIFIER):
            return Role.NUMBER
        if entry.role is Role.REFERENCE and place == 0 and is_number(said):
            return Role.NUMBER
        if entry.role is Role.IDENTIFIER and place and entry.title.startswith("ref"):
            return Role.REFERENCE
        return Role.PRIORITY if entry.role is Role.PLACE and is_degree(said) else entry.role

    def parted(self, place: int) -> Card:
        """Give what follows a cover as a card of its own."""
        self.entries, rest = self.entries[:place], self.entries[place:]
        return Card(rest)

    def at(self, *roles: Role) -> list[Entry]:
        """Give the entries that announce one of these and say something, in order."""
        return [entry for place, entry in enumerate(self.entries) if entry.words and self.role(place) in roles]

    def says(self, role: Role) -> str:
        """Say what it tells of one thing."""
        return ", ".join(dict.fromkeys(filter(None, (cleaned(entry.words) for entry in self.at(role)))))

    @property
    def number(self) -> str:
        """What the report calls it."""
        said = NUMBER_SIGN.sub("", next((cleaned(entry.words) for entry in self.at(Role.NUMBER)), ""))
        return said if is_number(said) or (len(said) == 1 and said.isupper()) else self.heading

    @property
    def seen(self) -> list[Entry]:
        """What was seen: a description may be of a thing, so that what is titled as seen speaks before it."""
        return self.at(Role.OBSERVATION) or self.at(Role.DESCRIPTION)

    @property
    def own(self) -> list[Entry]:
        """The point's own words, in the order in which they stand."""
        return [entry for entry in self.at(*OWN) if not says_nothing(text_of(entry.words))]

    @property
    def is_left(self) -> bool:
        """Whether there is something to do: something was seen, it is not as it should be, nor was it put right."""
        if self.seen and all(says_nothing(text_of(entry.words)) for entry in self.seen):
            return False
        since = [text_of(entry.words) for entry in self.at(Role.FOLLOW_UP, Role.VERDICT)]
        is_well = any(judgement_of(said) in WELL for said in since) and not self.at(Role.ACTION)
        return bool(self.own) and not is_well and not any(map(is_settled, since))

    @property
    def is_cover(self) -> bool:
        """Whether it begins a report."""
        return any(is_of_cover(entry.title) for entry in self.entries)

    @property
    def is_whole(self) -> bool:
        """Whether enough stands beside what was seen for it to be one point of many, and no cover of a report."""
        if self.is_cover or (not self.number and any(len(one.words) > LONGEST_NUMBER for one in self.at(Role.NUMBER))):
            return False
        beside_it = {role for role in BESIDE if self.at(role)} | ({Role.NUMBER} if self.number else set())
        if self.seen and not beside_it & {Role.ACTION, Role.PRIORITY} and not self.at(Role.OBSERVATION):
            return len(beside_it) >= FEWEST_BESIDE and sounds_like_an_observation(text_of(self.seen[0].words))
        return len(beside_it - (set() if self.seen else {Role.ACTION})) >= FEWEST_BESIDE


@frozen
class Cards:
    """Sees an observation in each card."""

    name: str = "fiche"
    """What people read beside a candidate."""

    def sightings(self, report: Report) -> Iterator[Sighting]:
        """Find cards, from the first page to the last."""
        reader = _Reader()
        for leaf in report.leaves:
            for line in lines_of(leaf):
                reader.read(line)
        for card in reader.cards:
            if card.is_whole and card.is_left:
                yield _sighting(card, report)


def _sighting(card: Card, report: Report) -> Sighting:
    return Sighting(
        parts_of((token for entry in card.own for token in entry.words), report.pages),
        score=SURE if card.number else UNCOUNTED,
        number=card.number,
        place=card.says(Role.PLACE),
        reference=card.says(Role.REFERENCE),
        priority=card.says(Role.PRIORITY),
        nature=nature_of(text_of(token for entry in card.seen or card.own for token in entry.words)),
    )


class _Reader:
    """Goes down the lines of a report and decides where a card begins, goes on and ends."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.card: Card | None = None
        self.last: Line | None = None
        self.heading = ""
        self.beside = 0
        """Entries of the card that the last line of titles began: what stands below goes on with one of them."""

    def read(self, line: Line) -> None:
        """Go on with the next line."""
        if self.last and self._is_apart(self.last, line):
            self.card = None
        entries = [] if self._is_rest_of_words(line) else entries_of(line) or self._unknown(line)
        if entries:
            self.beside = 0
            for entry in entries:
                self._add(entry)
        elif not self._goes_on(line):
            self.card, self.heading = None, _heading(line)
        self.last = line

    def _add(self, entry: Entry) -> None:
        """Begin another card where a title recurs."""
        card = self.card
        at = next((at for at, one in enumerate(card.entries) if entry.title == one.title), None) if card else None
        if card and at and card.is_cover:
            self.cards.append(card.parted(at))
        if card is None or at is not None:
            card = self.card = Card(heading=self.heading)
            self.heading, self.beside = "", 0
            self.cards.append(card)
        card.entries.append(entry)
        self.beside += 1

    def _is_apart(self, last: Line, line: Line) -> bool:
        """Whether another frame begins, or what stands below wide white; the first line of a page goes on."""
        if line.page != last.page:
            if self.card and self.card.is_cover:
                return True
            return line.page != last.page + 1 or (line.frame is None) != (last.frame is None)
        if line.frame is not None or last.frame is not None:
            return line.frame != last.frame
        return line.top - last.bottom > WIDE * (line.bottom - line.top)

    def _is_rest_of_words(self, line: Line) -> bool:
        """Whether a line begins below words, not below their title, even if it begins with a word of titles."""
        if self.card is None or line.frame is not None or not line.cells:
            return False
        first = self.card.entries[-self.beside]
        return not first.is_inline and line.cells[0][0].box[0] >= first.left - ASLANT

    def _unknown(self, line: Line) -> list[Entry]:
        """Read a title that is not known, among others that are, so that its words come to no other."""
        if self.card is None or line.frame is not None or len(line.cells) != 2:  # noqa: PLR2004  # a title, and words
            return []
        last, entry = self.card.entries[-1], beside(*line.cells)
        is_in_line = not last.is_inline and abs(entry.left - last.left) <= ASLANT
        return [entry] if is_in_line and len(line.cells[0]) <= LONGEST_TITLE else []

    def _goes_on(self, line: Line) -> bool:
        """Give the words of a line to the entries of the line before that they stand below, if they do."""
        cells = [cell for cell in line.cells if cell]
        if self.card is None or not cells or (line.frame is not None and line.cells[0]):
            return False
        entries = self.card.entries
        for cell in cells:
            below = [at for at in range(len(entries) - self.beside, len(entries)) if self._is_below(at, cell, line)]
            if not below:
                return False
            entries[below[-1]] = entries[below[-1]].longer(cell)
        return True

    def _is_below(self, at: int, cell: Cell, line: Line) -> bool:
        """Whether words stand below those of an entry; behind a colon they go on at the edge, as sentences do."""
        entry = self.card.entries[at] if self.card else None
        if entry is None or self.last is None or PROSE.match(text_of(cell)) or HEADING.fullmatch(text_of(cell)):
            return False
        if not entry.is_inline:
            return cell[0].box[0] >= entry.left - ASLANT
        if line.page != self.last.page:
            return entry.role in OWN and GOES_ON.match(text_of(cell)) is not None
        return entry.role in OWN and line.top - self.last.bottom <= line.bottom - line.top


def _heading(line: Line) -> str:
    found = HEADING.fullmatch(text_of(token for cell in line.cells for token in cell))
    return found["number"] if found else ""


CARDS = Cards()
"""Cards that say what was seen, and beside it two things more: its number, its place, its reference, its priority…"""
