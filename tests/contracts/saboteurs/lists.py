# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they list, and whom they answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.errors import NotFound
from registre_core.kernel.names import plain
from registre_core.kernel.pages import Page, Total
from registre_core.ports.storage import EVERY_FINDING, InterventionOrder, NamedOrder


class RepeatsAnItem(Saboteur):
    """Begins a page with the last item of the one before."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, after: Any = None, limit: int = 50, **named: Any) -> Any:
            if after is None or limit == 1:
                return honest(after=after, limit=limit, **named)
            start = type(after.id)(int=after.id.int - 1)
            return honest(after=evolve(after, id=start), limit=limit, **named)

        instead(tx.sites, "page", page)


class ListsAsWritten(Saboteur):
    """Gives items in the order they were written."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(_: object, *, after: Any = None, limit: int = 50, order: Any = NamedOrder.CREATED) -> Page[Any]:
            kept = rows_of(tx).contractors
            start = list(kept).index(after.id) + 1 if after is not None and after.id in kept else 0
            shown = list(kept.values())[start : start + limit]
            goes_on = len(kept) > start + limit
            return Page(tuple(shown), str(order.cursor(shown[-1])) if goes_on else None)

        instead(tx.contractors, "page", page)


class ListsByIdentifierOnly(Saboteur):
    """Takes every order for that of creation."""

    breaks = "STO-9 STO-19"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, order: Any = None, after: Any = None, **named: Any) -> Any:
            shown = honest(after=after and evolve(after, order="created", key=""), **named)
            return evolve(shown, next=shown.next and str((order or NamedOrder.CREATED).cursor(shown.items[-1])))

        instead(tx.users, "page", page)


class BeginsAtTheItem(Saboteur):
    """Looks its cursor up, and begins anew when that item is gone or has moved."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(
            honest: Callable[..., Any], *, order: Any = NamedOrder.CREATED, after: Any = None, **named: Any
        ) -> Any:
            known = after and rows_of(tx).users.get(after.id)
            return honest(order=order, after=order.cursor(known) if known else None, **named)

        instead(tx.users, "page", page)


class TakesAnyCursor(Saboteur):
    """Reads the identifier in a cursor, whatever order it is of."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(
            honest: Callable[..., Any], *, order: Any = NamedOrder.CREATED, after: Any = None, **named: Any
        ) -> Any:
            known = after and rows_of(tx).contacts.get(after.id)
            return honest(order=order, after=order.cursor(known) if known else after, **named)

        instead(tx.contacts, "page", page)


class SortsByTheKeyAlone(Saboteur):
    """Reads on behind the key of a cursor: who shares it is passed over."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *where: Any, after: Any = None, **named: Any) -> Any:
            if after is not None and after.key:
                falls = after.order == InterventionOrder.LATEST
                after = evolve(after, id=type(after.id)(int=0 if falls else 2**128 - 1))
            return honest(*where, after=after, **named)

        instead(tx.interventions, "page", page)


class SortsByCodePoint(Saboteur):
    """Compares names as they are written: Zoé before école."""

    breaks = "STO-19"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, order: Any = NamedOrder.CREATED, **named: Any) -> Any:
            shown = honest(order=order, **named)
            if order is not NamedOrder.NAME:
                return shown
            return evolve(shown, items=tuple(sorted(shown.items, key=lambda item: (item.name, item.id))))

        instead(tx.profiles, "page", page)


class FindsToTheLetter(Saboteur):
    """Compares how names begin with accents and case."""

    breaks = "STO-19"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, named: str | None = None, **rest: Any) -> Any:
            shown = honest(named=named, **rest)
            return evolve(shown, items=tuple(item for item in shown.items if item.name.startswith(named or "")))

        instead(tx.sites, "page", page)


class FindsAnywhere(Saboteur):
    """Finds names by what they have in them, not by how they begin."""

    breaks = "STO-19"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, named: str | None = None, **rest: Any) -> Any:
            shown = honest(limit=10_000, **rest)
            found = tuple(item for item in shown.items if plain(named or "") in plain(item.name))
            return Page(found)

        instead(tx.contractors, "page", page)


class StopsWhereItsWindowEnds(Saboteur):
    """Looks for a text in two findings, and never goes on."""

    breaks = "STO-9"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = EVERY_FINDING, *, limit: int = 50, **named: Any) -> Any:
            if where.text is None:
                return honest(where, limit=limit, **named)
            seen = honest(evolve(where, text=None), limit=2, **named)
            wanted = {item.id for item in honest(where, limit=limit, **named).items}
            return Page(tuple(item for item in seen.items if item.id in wanted))

        instead(tx.findings, "page", page)


class CountsPastTheCap(Saboteur):
    """Counts everything, however much there is."""

    breaks = "STO-20"

    def spoil(self, tx: Any) -> None:
        instead(tx.sites, "count", lambda honest, *, cap=0, **named: honest(cap=10**9, **named))


class SaysNothingOfMore(Saboteur):
    """Stops at the cap as if that were all."""

    breaks = "STO-20"

    def spoil(self, tx: Any) -> None:
        def count(honest: Callable[..., Total], *asked: Any, **named: Any) -> Total:
            return evolve(honest(*asked, **named), is_more=False)

        instead(tx.interventions, "count", count)


class GivesUpCounting(Saboteur):
    """Says of every list that it did not look at all of it."""

    breaks = "STO-20"

    def spoil(self, tx: Any) -> None:
        instead(tx.contacts, "count", lambda honest, **named: evolve(honest(**named), is_whole=False))


class CountsWithoutConditions(Saboteur):
    """Counts findings whatever is asked of them."""

    breaks = "STO-20"

    def spoil(self, tx: Any) -> None:
        def count(honest: Callable[..., Total], _: Any = None, **named: Any) -> Total:
            return honest(**named)

        instead(tx.findings, "count", count)


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
            order = named.get("order", NamedOrder.CREATED)
            return evolve(shown, next=str(order.cursor(shown.items[-1]))) if shown.items else shown

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
