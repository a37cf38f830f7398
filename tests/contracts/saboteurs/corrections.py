# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what is asked about findings: conditions, orders, tallies, streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.permits import AsksOtherwise
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.findings import Finding, Severity, State
from registre_core.kernel.identifiers import FindingId
from registre_core.kernel.pages import Page
from registre_core.ports.storage import EVERY_FINDING, FindingFilter, FindingOrder

INSTANT = timedelta(microseconds=1)


class ForgetsTheKind(AsksOtherwise):
    """Lists findings of every kind where a severity is asked for beside it."""

    breaks = "STO-60"
    room = "findings"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, kinds=None) if where.severity else where


class TakesNoKindForAny(AsksOtherwise):
    """Takes no kind at all for any kind."""

    breaks = "STO-60"
    room = "findings"

    def instead_of(self, where: Any) -> Any:
        return where if where.kinds else evolve(where, kinds=None)


class TakesSettledForOpen(AsksOtherwise):
    """Lists everything where those are asked for that are settled."""

    breaks = "STO-60"
    room = "findings"

    def instead_of(self, where: Any) -> Any:
        return where if where.is_open else evolve(where, is_open=None)


class IncludesTheEndOfAPeriod(AsksOtherwise):
    """Lists findings that were written down when a period ends."""

    breaks = "STO-60"
    room = "findings"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, until_moment=where.until_moment + INSTANT) if where.until_moment else where


class CountsWithoutTheVisit(Saboteur):
    """Counts the prescriptions of every visit."""

    breaks = "STO-60"

    def spoil(self, tx: Any) -> None:
        def count(honest: Callable[..., Any], where: FindingFilter = EVERY_FINDING, **named: Any) -> Any:
            return honest(evolve(where, visit=None), **named)

        instead(tx.findings, "count", count)


class TakesNoDeadlineForTheFirst(Saboteur):
    """Lists what has no deadline before all else, and takes it for overdue."""

    breaks = "STO-61"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = EVERY_FINDING, *, order: Any = None, **named: Any) -> Any:
            if order is not FindingOrder.DEADLINE:
                return honest(where, **({"order": order} if order else {}), **named)
            shown = honest(where, order=order, **named)
            return evolve(shown, items=tuple(sorted(shown.items, key=lambda one: (one.due_on or date.min, one.id))))

        instead(tx.findings, "page", page)


class SortsByGravityAlone(Saboteur):
    """Lists the gravest first, open or settled."""

    breaks = "STO-62"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = EVERY_FINDING, *, order: Any = None, **named: Any) -> Any:
            shown: Page[Finding] = honest(where, **({"order": order} if order else {}), **named)
            if order is not FindingOrder.GRAVEST:
                return shown
            gravest = [*Severity][::-1].index
            return evolve(shown, items=tuple(sorted(shown.items, key=lambda one: (gravest(one.severity), one.id))))

        instead(tx.findings, "page", page)


class TalliesOpenOnesOnly(Saboteur):
    """Leaves what is settled out of a tally."""

    breaks = "STO-63"

    def spoil(self, tx: Any) -> None:
        def tally(honest: Callable[..., Any], *asked: Any) -> Any:
            return tuple(one for one in honest(*asked) if one.state is not State.CLEARED)

        instead(tx.findings, "tally", tally)


class TakesTheDeadlineForOverdue(Saboteur):
    """Takes a finding for overdue on the very day it is due."""

    breaks = "STO-63"

    def spoil(self, tx: Any) -> None:
        def tally(honest: Callable[..., Any], among: Any, on: date) -> Any:
            return honest(among, on if on == date.max else on + timedelta(days=1))

        instead(tx.findings, "tally", tally)


class TakesNoSiteForEverySite(Saboteur):
    """Tallies every site where none is named."""

    breaks = "STO-63 STO-64"

    def spoil(self, tx: Any) -> None:
        for room in (tx.findings, tx.interventions):
            instead(room, "tally", lambda honest, among, on: honest(among or None, on))


class TalliesTheDayPlanned(Saboteur):
    """Tells by which days interventions were planned, whenever they were done."""

    breaks = "STO-64"

    def spoil(self, tx: Any) -> None:
        def tally(honest: Callable[..., Any], *asked: Any) -> Any:
            rows = rows_of(tx)
            kept = dict(rows.interventions)
            rows.interventions = {key: evolve(one, done_on=None) for key, one in kept.items()}
            try:
                return honest(*asked)
            finally:
                rows.interventions = kept

        instead(tx.interventions, "tally", tally)


class StreamsFiveHundred(Saboteur):
    """Streams the first five hundred findings, and no more."""

    breaks = "STO-65"

    def spoil(self, tx: Any) -> None:
        instead(tx.findings, "every", lambda honest, *asked: islice(honest(*asked), 500))


class StreamsAsWritten(Saboteur):
    """Streams findings as they were written down, however grave they are."""

    breaks = "STO-65"

    def spoil(self, tx: Any) -> None:
        def every(honest: Callable[..., Any], *asked: Any) -> Iterator[Finding]:
            yield from sorted(honest(*asked), key=lambda one: one.id)

        instead(tx.findings, "every", every)


class TellsPlannedOnesForSettled(Saboteur):
    """Tells what is open of which nobody planned anything yet."""

    breaks = "STO-46"

    def spoil(self, tx: Any) -> None:
        def open_on(honest: Callable[..., Any], *asked: Any, **named: Any) -> Any:
            kept = rows_of(tx).findings
            return tuple(said for said in honest(*asked, **named) if kept[said.id].state is State.OPEN)

        instead(tx.findings, "open_on", open_on)


class LeavesItInItsPlace(Saboteur):
    """Lists a finding by the deadline that it had when it was written down."""

    breaks = "STO-79"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.first: dict[FindingId, date | None] = {}

    def spoil(self, tx: Any) -> None:
        def place(one: Finding) -> tuple[date, FindingId]:
            return self.first.get(one.id) or date.max, one.id

        def page(honest: Callable[..., Any], *asked: Any, order: Any = FindingOrder.CREATED, **named: Any) -> Any:
            shown = honest(*asked, order=order, **named)
            return evolve(shown, items=tuple(sorted(shown.items, key=place))) if order == "deadline" else shown

        instead(tx.findings, "page", page)

    def spoil_transaction(self, tx: Any) -> None:
        def add(honest: Callable[..., Any], finding: Finding) -> Finding:
            self.first[finding.id] = finding.due_on
            return honest(finding)  # type: ignore[no-any-return]

        instead(tx.findings, "add", add)
