"""The table of survival as people read it: every right down the page, what becomes of it across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from registre_core.access.survival import Column, Survival, survival, survives_an_update
from registre_core.access.tables import ACTIONS, OPENED
from registre_core.billing import Survives
from registre_core.rights import Catalogue

HEADINGS = (
    "Module",
    "Droit",
    "Code",
    "Sécurité, web",
    "Sécurité, mobile",
    "Source, web",
    "Source, mobile",
    "Mise à jour exigée",
    "Ouvre",
)
"""Under each preset, on each side; then what becomes of it while an update is required, whatever the account."""

_PLACES = tuple((preset, column) for preset in Survives for column in Column)


@frozen
class SurvivalRow:
    """One line of it."""

    module: str
    """What it is about."""
    right: str
    """What one may do."""
    code: str
    """The right itself; empty for what is everybody's."""
    survivals: tuple[Survival, ...]
    """Under the preset of safety on the web and on the telephone, under the source's likewise, and while an update is
    required."""
    opens: tuple[str, ...]
    """The actions that ask for it."""


def survival_rows(catalogue: Catalogue) -> Iterator[SurvivalRow]:
    """Give a row for each right, in the order people see them, behind one for what everybody may always do."""
    everybody = tuple(action.french for action in ACTIONS.values() if action.everybody)
    yield SurvivalRow("Pour tous", "Aucun droit n'est demandé", "", (Survival.YES,) * (len(_PLACES) + 1), everybody)
    for module in catalogue.modules:
        for right in module.rights:
            kept = (*(survival(right.code, *place) for place in _PLACES), survives_an_update(right.code))
            yield SurvivalRow(module.french, right.french, right.code, kept, OPENED.get(right.code, ()))


def survival_table(catalogue: Catalogue) -> str:
    """Write it as a Markdown table that reads as well unrendered."""
    head, *body = [HEADINGS, *map(_cells, survival_rows(catalogue))]
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    widths[-1] = len(head[-1])  # the last column is as long as it is
    ruled = [head, tuple("-" * width for width in widths), *body]
    return "".join(_line(cells, widths) for cells in ruled)


def _cells(row: SurvivalRow) -> tuple[str, ...]:
    code = f"`{row.code}`" if row.code else ""
    return (row.module, row.right, code, *(kept.value for kept in row.survivals), ", ".join(row.opens))


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |\n"
