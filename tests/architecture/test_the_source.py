"""The README says where each system of the source is: what it names is there, and it leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from registre_core.access import ACTIONS

ROOT = Path(__file__).parents[2]
SYSTEMS = [f"S{number}" for number in range(1, 11)]


def rows() -> Iterator[list[str]]:
    """Give the rows of the table, cell by cell."""
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    table = said.partition("## The source, system by system\n")[2].partition("\n## ")[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "---" and cells[1] != "system":
            yield cells


ROWS = list(rows())


def paths(cell: str) -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", cell)


def test_every_system_has_its_row() -> None:
    assert SYSTEMS == [cells[0] for cells in ROWS if cells[0]]


@pytest.mark.parametrize("cells", ROWS, ids=lambda cells: cells[0] or "beyond")
def test_what_a_row_names_is_there(cells: list[str]) -> None:
    _, _, features, rooms, use_cases, tests = cells
    named = re.findall(r"`([\w.]+)`", use_cases)

    assert all(map(paths, (features, rooms, tests)))
    assert [] == [path for path in paths(features + rooms + tests) if not (ROOT / path).exists()]
    assert named
    assert [] == [name for name in named if name not in ACTIONS]


@pytest.mark.parametrize("cells", ROWS, ids=lambda cells: cells[0] or "beyond")
def test_a_feature_says_which_system_it_is_of(cells: list[str]) -> None:
    system, *_ = cells
    told = [(ROOT / path).read_text(encoding="utf-8") for path in paths(cells[2])]

    assert any(re.search(rf"\b{system}\b", text) for text in told) or not system


def test_no_feature_is_left_out() -> None:
    named = {path for cells in ROWS for path in paths(cells[2])}

    assert named == {str(path.relative_to(ROOT)) for path in (ROOT / "tests/features").glob("*.feature")}
