"""The two detectors of tables: those that say what was seen, and grids that judge what was looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from registre_core.extraction.cleaning import clean
from registre_core.extraction.proposals.entities import Sighting
from registre_core.extraction.proposals.non_observations import nature_of
from registre_core.extraction.proposals.references import ending_reference
from registre_core.extraction.proposals.report import Report, parts_of
from registre_core.extraction.proposals.strips import Token, words_until
from registre_core.extraction.proposals.tables.baselines import text_of
from registre_core.extraction.proposals.tables.reading import tables_of
from registre_core.extraction.proposals.tables.records import Record, Table
from registre_core.extraction.proposals.tables.rows import is_number
from registre_core.extraction.proposals.tables.titles import Role, is_degree
from registre_core.extraction.proposals.tables.verdicts import (
    Judgement,
    is_mark,
    is_settled,
    judgement_of,
    says_nothing,
)
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import TextSource

NUMBER_SIGN = re.compile(r"^(?:n\s?[°ºo]\s?)|[\s.):\]]+$|^[(\[]", re.IGNORECASE)
"""What stands around a number and is no part of it."""

JUDGED = {
    Role.GOOD: Judgement.GOOD,
    Role.BAD: Judgement.BAD,
    Role.UNSEEN: Judgement.UNSEEN,
    Role.ASIDE: Judgement.ASIDE,
}
"""What a mark in a column says."""

ASKED = {Judgement.BAD: Nature.TO_CORRECT, Judgement.UNSEEN: Nature.NOT_VERIFIED}
"""What is proposed of a grid, and what it asks for."""


@frozen
class TableDetector:
    """Sees the points of tables of one kind."""

    name: str
    """What people read beside a candidate."""
    reads: Callable[[Table], bool]
    """Which tables it looks at."""
    points: Callable[[Table, Report], Iterator[Sighting]]
    """What it sees in one."""

    def sightings(self, report: Report) -> Iterable[Sighting]:
        """Find points, table by table."""
        for table in tables_of(report):
            if self.reads(table):
                yield from self.points(table, report)


def _judges(table: Table) -> bool:
    """Whether its column of verdicts holds some: «État» may tell instead what was done since («levée», «en cours»)."""
    if not table.header.has_verdicts:
        return False
    columns = table.header.at(Role.VERDICT)
    filled = [record for record in table.records if any(map(record.text, columns))]
    judged = sum(_judgement(record, table) is not None for record in filled)
    return not table.header.at(Role.OBSERVATION) or not filled or 2 * judged >= len(filled)


def _says(table: Table) -> bool:
    return not _judges(table)


def _observations(table: Table, report: Report) -> Iterator[Sighting]:
    header = table.header
    own = header.at(Role.OBSERVATION, Role.ACTION)
    seen = header.at(Role.OBSERVATION) or own
    numbered, since = _in_sequence(table), _follow_up(table)
    for record in table.records:
        text = text_of(record.words(seen))
        if not says_nothing(text) and not _is_settled(record, since):
            yield _sighting(table, record, own, report, numbered=numbered, nature=nature_of(text))


def _failures(table: Table, report: Report) -> Iterator[Sighting]:
    header = table.header
    items = header.at(Role.ITEM) or header.at(Role.OBSERVATION) or (header.main,)
    remarks = header.at(Role.OBSERVATION, Role.ACTION)
    numbered, since = _in_sequence(table), _follow_up(table)
    for record in table.records:
        judgement = _judgement(record, table) or _remark(record, remarks)
        nature = ASKED.get(judgement) if judgement else None
        if nature is None or _is_settled(record, since) or not any(c.isalpha() for c in text_of(record.words(items))):
            continue
        said = tuple(at for at in remarks if at in items or not says_nothing(record.text(at)))
        own = tuple(sorted({*items, *said}))
        yield _sighting(table, record, own, report, numbered=numbered, nature=nature)


def _sighting(
    table: Table,
    record: Record,
    own: Sequence[int],
    report: Report,
    *,
    numbered: bool,
    nature: Nature,
) -> Sighting:
    header = table.header
    words, reference = _words(table, record, own)
    return Sighting(
        parts_of(words, report.pages),
        score=_score(table, numbered=numbered),
        number=_number(record.text(*header.at(Role.NUMBER)[:1])),
        place=_place(table, record),
        reference=reference,
        priority=_priority(table, record, report),
        nature=nature,
    )


def _words(table: Table, record: Record, own: Sequence[int]) -> tuple[Sequence[Token], str]:
    """Give a point's own words and its reference, which stands at their end where no column is kept for it."""
    words, columns = record.words(own), table.header.at(Role.REFERENCE)
    if columns:
        return words, record.text(*columns)
    end, reference = ending_reference(text_of(words))
    return (words_until(words, end), clean(reference)) if reference and end else (words, "")


def _number(text: str) -> str:
    """Leave «n°» and punctuation out; what is no number is a speck that was read as one."""
    number = NUMBER_SIGN.sub("", text)
    return number if is_number(number) or (len(number) == 1 and number.isupper()) else ""


def _priority(table: Table, record: Record, report: Report) -> str:
    """Leave out what a recognizer made of a digit: a lone «1» reads as an «l», and no priority is better than that."""
    said = table.priority(record) or next(filter(is_degree, _places(table, record)), "")
    if said.isdecimal() or not table.counts_priorities:
        return said
    pages = {token.page for token in record.words(table.header.at(Role.PRIORITY))}
    return "" if any(report.pages[page].source is TextSource.OCR for page in pages) else said


def _place(table: Table, record: Record) -> str:
    """Say the headings above a row, then its own cells."""
    own = (part for part in _places(table, record) if not is_degree(part))
    return ", ".join(dict.fromkeys(part for part in (*record.zone, *own) if part))


def _places(table: Table, record: Record) -> Iterator[str]:
    """Say what the columns hold that have the title of a place; «Niveau» may be that of a storey or of a danger."""
    return (record.text(column) for column in table.header.at(Role.PLACE))


def _is_settled(record: Record, columns: Sequence[int]) -> bool:
    return any(is_settled(record.text(place)) for place in columns)


def _follow_up(table: Table) -> tuple[int, ...]:
    """Give the columns that tell what was done since."""
    return table.header.at(Role.FOLLOW_UP) + (() if _judges(table) else table.header.at(Role.VERDICT))


def _judgement(record: Record, table: Table) -> Judgement | None:
    """Read the column that is marked, or the one that says it."""
    header = table.header
    marks = [(place, record.text(place)) for place in header.at(*JUDGED)]
    ticked = [(place, text) for place, text in marks if is_mark(text)]
    if len(ticked) > 1:
        texts = [text for _, text in ticked]
        ticked = [(place, text) for place, text in ticked if texts.count(text) == 1]
    if len(ticked) == 1:
        return JUDGED[header.roles[ticked[0][0]]]
    verdicts = (judgement_of(record.text(place)) for place in header.at(Role.VERDICT))
    return next((verdict for verdict in verdicts if verdict), None)


def _remark(record: Record, remarks: Sequence[int]) -> Judgement | None:
    """Let a remark judge where nothing is ticked: «non vérifié : local fermé»."""
    return next((judgement for place in remarks if (judgement := judgement_of(record.text(place)))), None)


def _in_sequence(table: Table) -> bool:
    """Whether the points are counted one by one."""
    numbers = [record.text(*table.header.at(Role.NUMBER)[:1]) for record in table.records]
    digits = [int(found[-1]) for number in numbers if (found := re.findall(r"\d{1,6}", number))]
    follow = sum(after - before == 1 for before, after in pairwise(digits))
    return len(digits) > 1 and follow >= len(table.records) // 2


def _score(table: Table, *, numbered: bool) -> float:
    """Be surer the more titles are known, where lines are drawn, and where points are counted."""
    known = table.header.known / len(table.header.columns)
    return round(0.6 + 0.15 * known + 0.1 * table.is_ruled + 0.1 * numbered, 3)


TABLE = TableDetector("tableau", _says, _observations)
"""Tables with a column of observations: a point for each row that says something, unless it was put right since."""

GRID = TableDetector("grille de conformité", _judges, _failures)
"""Grids of conformity: a point for each row that is not as it should be, or could not be looked at."""
