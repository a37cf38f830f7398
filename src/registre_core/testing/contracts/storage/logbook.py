"""The logbook and filed documents: STO-66, STO-74 to STO-78."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import LogbookId, SiteId
from registre_core.logbook import Chapter, LogbookEntry
from registre_core.ports.storage import FiledFilter, FiledOrder, LogbookFilter, LogbookOrder, Storage
from registre_core.testing.builders import IDS, a_document, a_site
from registre_core.testing.building import (
    a_drill,
    a_drill_entry,
    a_duty,
    a_filed_document,
    a_participant,
    an_entry_of,
    some_works,
)
from registre_core.testing.contracts.storage.counts import may_be
from registre_core.testing.contracts.storage.furniture import Furnished, every, everything
from registre_core.testing.contracts.storage.lists import TODAY, by_identifier, in_order, subsets
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.visits import PERIODS
from registre_core.testing.obligations import obligation
from registre_core.workspace import Site

DAYS = (date(2026, 3, 3), TODAY, date(2026, 3, 1))
"""Around today, none of them where it belongs."""


class LogbookContract(StorageUnderTest):
    """The logbook and filed documents."""

    @obligation("STO-9", "STO-20", "STO-66", "STO-74", "STO-75")
    @pytest.mark.parametrize("order", LogbookOrder)
    def test_conditions_on_the_logbook_hold_together(
        self, storage: Storage, there: Furnished, order: LogbookOrder
    ) -> None:
        sites = [there.site, a_site()]
        entries = [there.logbook_entry, *keep_entries(storage, there, sites)]
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.logbook.page, order=order, limit=4) == in_order(order, entries)
            chapters = (None, Chapter.DRILL, Chapter.WORKS, Chapter.INSTRUCTIONS)
            for among, chapter, period, corrected in product(subsets(sites), chapters, PERIODS, (True, False)):
                where = LogbookFilter(among, chapter, *period, corrected)
                expected = [one for one in entries if passes(where, one)]
                shown = every(snapshot.logbook.page, where=where, order=order, limit=3)
                assert shown == in_order(order, expected), where
                assert may_be(snapshot.logbook.count(where, cap=3), len(expected), cap=3), where
                assert list(snapshot.logbook.every(where)) == by_identifier(expected), where

    @obligation("STO-75", "STO-76")
    def test_what_another_entry_stands_in_for_is_kept_and_only_shown_to_who_asks(
        self, storage: Storage, there: Furnished
    ) -> None:
        right = a_drill_entry(there.site, recorded_by=there.user.id, corrects=there.logbook_entry.id)
        with storage.begin(there.workspace.id) as tx:
            tx.logbook.add(right)
            wrong = tx.logbook.save(evolve(there.logbook_entry, corrected_by=right.id))
            assert wrong == evolve(there.logbook_entry, corrected_by=right.id, version=2)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.logbook.page, where=LogbookFilter()) == [right]
            assert every(snapshot.logbook.page, where=LogbookFilter(corrected=True)) == [wrong, right]
            assert snapshot.logbook.get(wrong.id) == wrong

    @obligation("STO-75")
    def test_what_only_takes_another_entry_back_does_not_hold_either(self, storage: Storage, there: Furnished) -> None:
        back = evolve(
            there.logbook_entry, id=LogbookId(IDS.new()), corrects=there.logbook_entry.id, retracted="Inscrit deux fois"
        )
        with storage.begin(there.workspace.id) as tx:
            tx.logbook.add(back)
            tx.logbook.save(evolve(there.logbook_entry, corrected_by=back.id))
            assert every(tx.logbook.page, where=LogbookFilter()) == []
            assert tx.logbook.count(LogbookFilter()).number == 0

    @obligation("STO-76")
    def test_nothing_that_was_written_is_written_over(self, storage: Storage, there: Furnished) -> None:
        altered = evolve(
            there.logbook_entry,
            content=a_drill(minutes=1, remarks=""),
            documents=(a_document(),),
            site_id=SiteId(IDS.new()),
        )
        with storage.begin(there.workspace.id) as tx:
            assert tx.logbook.save(altered) == evolve(there.logbook_entry, version=2)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.logbook.page) == [evolve(there.logbook_entry, version=2)]

    @obligation("STO-77")
    def test_who_is_erased_is_named_by_no_entry_and_the_others_still_are(
        self, storage: Storage, there: Furnished
    ) -> None:
        architect, other = a_participant(), a_participant()
        duty = a_duty(there.user)
        named = [entry(there, some_works(architect=architect)), entry(there, duty)]
        others = [entry(there, some_works(architect=other)), entry(there, some_works()), there.logbook_entry]
        with storage.begin(there.workspace.id) as tx:
            for one in (*named, *others[:2]):
                tx.logbook.add(one)
            tx.commit()
        nameless = [
            evolve(named[0], content=some_works(architect=evolve(architect, name=ERASED_NAME)), version=2),
            evolve(named[1], content=evolve(duty, person=evolve(duty.person, name=ERASED_NAME)), version=2),
        ]
        with storage.begin(there.workspace.id) as tx:
            assert [tx.logbook.forget_person(one) for one in (architect.id, there.user.id, IDS.new())] == [1, 1, 0]
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert every(snapshot.logbook.page) == by_identifier([*nameless, *others])

    @obligation("STO-77")
    def test_somebody_whom_no_entry_names_costs_nothing(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            assert tx.logbook.forget_person(there.user.id) == 0, "he wrote, and is not written about"
            tx.commit()
        assert everything(storage, there) == before

    @obligation("STO-9", "STO-20", "STO-78")
    @pytest.mark.parametrize("order", FiledOrder)
    def test_filed_documents_are_listed_by_their_sites(
        self, storage: Storage, there: Furnished, order: FiledOrder
    ) -> None:
        sites = [there.site, a_site()]
        made = [a_filed_document(site, filed_by=there.user.id) for site in sites * 2]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(sites[1])
            for one in reversed(made):
                tx.filed.add(one)
            for among in subsets(sites):
                every_one = [there.filed_document, *made]
                expected = [one for one in every_one if among is None or one.site_id in among]
                where = FiledFilter(among)
                assert every(tx.filed.page, where=where, order=order, limit=2) == in_order(order, expected), among
                assert may_be(tx.filed.count(where, cap=2), len(expected), cap=2), among


def entry(there: Furnished, content: Any) -> LogbookEntry:  # noqa: ANN401  # what stands in any chapter
    """Write something into the logbook."""
    return an_entry_of(content, there.site, recorded_by=there.user.id)


def keep_entries(storage: Storage, there: Furnished, sites: Iterable[Site]) -> list[LogbookEntry]:
    """Keep entries of two chapters on two sites, each day once corrected and once not."""
    _, second = sites
    made = []
    for site, day in product(sites, DAYS):
        for content in (a_drill(held_on=day), some_works(started_on=day, ended_on=None)):
            wrong = an_entry_of(content, site, recorded_by=there.user.id)
            made += [wrong, evolve(wrong, id=LogbookId(IDS.new()), corrects=wrong.id)]
    with storage.begin(there.workspace.id) as tx:
        tx.sites.add(second)
        for one in made:
            tx.logbook.add(one)
        kept = [one if one.corrects else tx.logbook.save(evolve(one, corrected_by=_after(one, made))) for one in made]
        tx.commit()
    return kept


def _after(one: LogbookEntry, entries: list[LogbookEntry]) -> Any:  # noqa: ANN401  # an identifier
    return entries[entries.index(one) + 1].id


def passes(where: LogbookFilter, one: LogbookEntry) -> bool:
    """Whether an entry is one of those asked for."""
    return (
        (where.among is None or one.site_id in where.among)
        and where.chapter in {None, one.chapter}
        and (where.from_day or date.min) <= one.day <= (where.until_day or date.max)
        and (where.corrected or one.corrected_by is None)
    )
