# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they list, and whom they answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.errors import NotFound
from registre_core.kernel.pages import Page


class RepeatsAnItem(Saboteur):
    """Begins a page with the last item of the one before."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, after: Any = None, limit: int = 50, **named: Any) -> Any:
            if after is None or limit == 1:
                return honest(after=after, limit=limit, **named)
            start = type(after)(int=after.int - 1)
            return honest(after=start, limit=limit, **named)

        instead(tx.sites, "page", page)


class ListsAsWritten(Saboteur):
    """Gives items in the order they were written."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        instead(tx.contractors, "page", lambda _, **named: _page_as_written(rows_of(tx).contractors, **named))


def _page_as_written(kept: dict[Any, Any], *, after: Any = None, limit: int = 50) -> Page[Any]:
    keys = list(kept)
    start = keys.index(after) + 1 if after in kept else 0
    shown = keys[start : start + limit]
    return Page(tuple(kept[key] for key in shown), str(shown[-1]) if keys[start + limit :] else None)


class TakesNoSiteForAny(Saboteur):
    """Lists everything to somebody who has no site."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, among: Any = None, **named: Any) -> Any:
            return honest(among=among or None, **named)

        instead(tx.sites, "page", page)


class ForgetsACondition(Saboteur):
    """Lists findings whatever site they are on once an intervention is named."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            if where is None:
                return honest(**named)
            return honest(evolve(where, among=None) if where.intervention else where, **named)

        instead(tx.findings, "page", page)


class AlwaysPromisesMore(Saboteur):
    """Says at the end of a list that there is another page."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], **named: Any) -> Any:
            shown = honest(**named)
            return evolve(shown, next=str(shown.items[-1].id)) if shown.items else shown

        instead(tx.users, "page", page)


class AnswersForAnotherWorkspace(Saboteur):
    """Looks a site up by its identifier alone."""

    breaks = "STO-10"

    def spoil(self, tx: Any) -> None:
        def get(honest: Callable[[Any], Any], key: Any) -> Any:
            with suppress(NotFound):
                return honest(key)
            for rows in self._medium.kept().values():
                if key in rows.sites:
                    return rows.sites[key]
            return honest(key)

        instead(tx.sites, "get", get)


class HoldsEntriesOfOthers(Saboteur):
    """Tells that an entry arrived when it arrived anywhere."""

    breaks = "STO-10"

    def spoil(self, tx: Any) -> None:
        def holds(honest: Callable[[Any], bool], entry: Any) -> bool:
            return honest(entry) or any(entry in rows.entries for rows in self._medium.kept().values())

        instead(tx.register, "holds", holds)


class QueuesAKeyOnceForAll(Saboteur):
    """Keeps one notice of a key, whoever's it is."""

    breaks = "STO-10"

    def spoil_transaction(self, tx: Any) -> None:
        def queue(honest: Callable[[Any], None], notice: Any) -> None:
            if not any(notice.key in rows.notices for rows in self._medium.kept().values()):
                honest(notice)

        instead(tx.outbox, "queue", queue)
