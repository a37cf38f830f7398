"""How many rows are alike, by site: what a summary asks, in one statement whatever there is to count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam, select

from registre_storage_sqlalchemy.shelves import batches
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work


class Tallying:
    """Counting what is alike on each site.

    Args:
        site: the column of sites, which comes first.
        alike: what those that are counted together share.
        figures: what is told of them.
    """

    def __init__(
        self, site: Column[Any], alike: Sequence[ColumnElement[Any]], figures: Sequence[ColumnElement[Any]]
    ) -> None:
        self._width = 1 + len(alike)
        self._all = select(site, *alike, *figures).where(site.table.c.workspace_id == WORKSPACE).group_by(site, *alike)
        self._some = self._all.where(site.in_(bindparam("among", expanding=True)))

    def rows(self, work: Work, among: Collection[Any] | None, values: Mapping[str, Any]) -> list[AnyRow]:
        """Count on some sites, or on all; in the order of what they share, code point by code point.

        Databases do not sort texts alike, so it is done here: these are few.
        """
        return sorted(self._counted(work, among, values), key=lambda row: tuple(map(str, row[: self._width])))

    def _counted(self, work: Work, among: Collection[Any] | None, values: Mapping[str, Any]) -> Iterator[AnyRow]:
        if among is None:
            yield from work.rows(self._all, values)
            return
        for some in batches(sorted(among)):
            yield from work.rows(self._some, {**values, "among": some})
