"""Rows whose texts are cut where all of them together would be too long: memory is bounded whatever people write."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from registre_core.summary import FindingRow

MOST_LETTERS = 600_000
"""Of all rows together; three thousand ordinary ones have two thirds of it. Typst takes 300 bytes for each."""

LONGEST, LONGEST_BESIDE = 200, 60
"""Letters of a text, and of what stands beside it, where there are too many."""

CUT = "[…]"
"""What stands where a text was cut."""


def shortened(rows: Sequence[FindingRow]) -> tuple[FindingRow, ...]:
    """Cut the longest texts, but only where that is needed; the attached data have them whole."""
    if sum(map(_letters, rows)) <= MOST_LETTERS:
        return tuple(rows)
    return tuple(map(_short, rows))


def _letters(row: FindingRow) -> int:
    return sum(map(len, (row.text, row.place, row.number, row.reference, row.created_by)))


def _short(row: FindingRow) -> FindingRow:
    return evolve(
        row,
        text=_cut(row.text, LONGEST),
        place=_cut(row.place, LONGEST_BESIDE),
        number=_cut(row.number, LONGEST_BESIDE),
        reference=_cut(row.reference, LONGEST_BESIDE),
        created_by=_cut(row.created_by, LONGEST_BESIDE),
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - len(CUT)]}{CUT}"
