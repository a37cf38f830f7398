"""All or nothing, and for good: STO-1, STO-2, STO-3, STO-11, STO-15, STO-17."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from registre_core.kernel.errors import AdapterFailure, Conflict, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Storage, Transaction
from registre_core.register import genesis
from registre_core.testing.builders import (
    a_notice,
    a_recognised_region,
    a_site,
    a_workspace,
    an_arrival,
    an_entry,
    an_invoice,
    head_after,
)
from registre_core.testing.building import a_filed_document
from registre_core.testing.contracts.elsewhere import elsewhere
from registre_core.testing.contracts.storage.furniture import KINDS, Everything, Furnished, everything, found
from registre_core.testing.contracts.storage.opening import OpenStorage, StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation
from registre_core.testing.requesting import a_link


class AccidentError(Exception):
    """Something that goes wrong in the middle of a change."""


def add_to_everything(tx: Transaction, there: Furnished) -> None:
    """Write once in every store."""
    for kind in KINDS:
        kind.store(tx).add(kind.build(there))
    tx.register.append(an_entry(there.workspace.id, tx.register.head()))
    tx.outbox.queue(a_notice())


class TransactionContract(StorageUnderTest):
    """All or nothing, and for good."""

    @obligation("STO-1")
    def test_leaving_without_commit_keeps_nothing(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            add_to_everything(tx, there)
        assert everything(storage, there) == before

    @obligation("STO-1")
    @pytest.mark.parametrize("accident", [AccidentError, KeyboardInterrupt])
    def test_an_exception_passes_through_and_keeps_nothing(
        self, storage: Storage, there: Furnished, accident: type[BaseException]
    ) -> None:
        before = everything(storage, there)
        with pytest.raises(accident), storage.begin(there.workspace.id) as tx:
            add_to_everything(tx, there)
            raise accident
        assert everything(storage, there) == before

    @obligation("STO-1")
    def test_a_change_that_was_given_up_can_be_made_again(self, storage: Storage, there: Furnished) -> None:
        site = a_site()
        with pytest.raises(AccidentError), storage.begin(there.workspace.id) as tx:
            tx.sites.add(site)
            raise AccidentError
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(site)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.sites.get(site.id) == site

    @obligation("STO-2")
    def test_what_was_committed_is_there_for_later_transactions(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            add_to_everything(tx, there)
            written = Everything.in_(tx)
            tx.commit()
        assert everything(storage, there) == written
        with storage.begin(there.workspace.id) as tx:
            assert Everything.in_(tx) == written

    @obligation("STO-2", needs="durable")
    def test_what_was_committed_is_there_after_opening_anew(self, reopen: OpenStorage) -> None:
        with closing(reopen()) as storage:
            there = found(storage, Furnished.new())
            before = everything(storage, there)
        with closing(reopen()) as storage:
            assert everything(storage, there) == before

    @obligation("STO-2", "STO-3", needs="durable")
    def test_two_open_storages_see_what_the_other_committed(self, reopen: OpenStorage) -> None:
        site = a_site()
        with closing(reopen()) as one, closing(reopen()) as other:
            there = found(one, Furnished.new())
            with other.begin(there.workspace.id) as tx:
                tx.sites.add(site)
                assert len(everything(one, there).items["sites"]) == 1
                tx.commit()
            assert len(everything(one, there).items["sites"]) == 2

    @obligation("STO-2", needs="durable")
    def test_closing_twice_changes_nothing(self, reopen: OpenStorage) -> None:
        storage = reopen()
        there = found(storage, Furnished.new())
        before = everything(storage, there)
        storage.close()
        storage.close()
        with closing(reopen()) as again:
            assert everything(again, there) == before

    @obligation("STO-3")
    def test_a_transaction_sees_its_own_writes(self, storage: Storage) -> None:
        new = Furnished.new()
        with storage.found(new.workspace.id) as tx:
            assert tx.workspace.add(new.workspace) == new.workspace
            new.add_to(tx)
            assert tx.workspace.get() == new.workspace
            for kind in KINDS:
                assert kind.store(tx).get(new.of(kind).id) == new.of(kind)
                assert kind.store(tx).page().items == (new.of(kind),)
            assert tx.register.head() == head_after(new.entry)
            assert tx.register.holds(new.entry.heading.id)
            assert list(tx.register.entries()) == [new.entry]
            assert tx.outbox.pending() == (new.notice,)

    @obligation("STO-3")
    def test_nobody_else_sees_writes_before_they_are_committed(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            add_to_everything(tx, there)
            assert elsewhere(lambda: everything(storage, there)) == before
            tx.commit()
        assert elsewhere(lambda: everything(storage, there)) != before

    @obligation("STO-11")
    def test_a_snapshot_shows_one_moment(self, storage: Storage, there: Furnished) -> None:
        with storage.read(there.workspace.id) as snapshot:
            before = Everything.in_(snapshot)
            elsewhere(lambda: commit_to_everything(storage, there))
            assert Everything.in_(snapshot) == before
        assert everything(storage, there) != before

    @obligation("STO-11")
    def test_a_snapshot_shows_the_moment_it_was_opened_at_and_not_that_of_its_first_question(
        self, storage: Storage, there: Furnished
    ) -> None:
        before = everything(storage, there)
        with storage.read(there.workspace.id) as snapshot:
            elsewhere(lambda: commit_to_everything(storage, there))
            assert Everything.in_(snapshot) == before

    @obligation("STO-15")
    def test_a_new_workspace_starts_empty_with_its_head_at_the_genesis(self, storage: Storage) -> None:
        workspace = a_workspace()
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            assert tx.register.head() == genesis(workspace.id)
            tx.commit()
        with storage.read(workspace.id) as snapshot:
            assert snapshot.workspace.get() == workspace
            assert snapshot.register.head() == genesis(workspace.id)
            assert [snapshot.sites.page().items, list(snapshot.register.chain()), snapshot.outbox.pending()] == [
                (),
                [],
                (),
            ]

    @obligation("STO-15")
    def test_a_workspace_that_is_there_cannot_be_founded_again(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with pytest.raises(Conflict) as refused, storage.found(there.workspace.id) as tx:
            tx.workspace.add(there.workspace)
            tx.commit()
        assert refused.value.code == "workspace-exists"
        assert everything(storage, there) == before

    @obligation("STO-15")
    def test_a_workspace_that_is_not_there_can_be_neither_changed_nor_read(self, storage: Storage) -> None:
        unknown = a_workspace().id
        for opens in (storage.begin, storage.read):
            with pytest.raises(NotFound) as refused, opens(unknown):
                pass
            assert refused.value.code == "workspace-not-found"

    @obligation("STO-1", "STO-15")
    def test_a_founding_that_was_given_up_leaves_nothing_and_can_be_made_again(self, storage: Storage) -> None:
        new = Furnished.new()
        with storage.found(new.workspace.id) as tx:
            tx.workspace.add(new.workspace)
            new.add_to(tx)
        with pytest.raises(NotFound), storage.read(new.workspace.id):
            pass
        found(storage, new)
        with storage.read(new.workspace.id) as snapshot:
            assert snapshot.workspace.get() == new.workspace

    @obligation("STO-17")
    @pytest.mark.parametrize("question", ["ask", "write"])
    def test_nothing_can_be_asked_of_a_transaction_after_its_commit(
        self, storage: Storage, there: Furnished, question: str
    ) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            tx.commit()
            for ask in QUESTIONS if question == "ask" else WRITES:
                assert refusal(lambda ask=ask: ask(tx, there)) == "transaction-closed"  # type: ignore[misc]
        assert everything(storage, there) == before

    @obligation("STO-17")
    def test_nothing_can_be_asked_of_a_transaction_or_snapshot_that_was_left(
        self, storage: Storage, there: Furnished
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            pass
        with storage.read(there.workspace.id) as snapshot:
            pass
        for ask in (*QUESTIONS, *WRITES):
            assert refusal(lambda ask=ask: ask(tx, there)) == "transaction-closed"  # type: ignore[misc]
        for ask in QUESTIONS:
            assert refusal(lambda ask=ask: ask(snapshot, there)) == "transaction-closed"  # type: ignore[misc]

    @obligation("STO-17")
    def test_what_a_snapshot_streams_ends_with_it(self, storage: Storage, workspace: WorkspaceId) -> None:
        with storage.read(workspace) as snapshot:
            streams: tuple[Iterator[object], ...] = (snapshot.register.chain(), snapshot.register.entries())
        for stream in streams:
            assert refusal(lambda stream=stream: list(stream)) == "transaction-closed"  # type: ignore[misc]


def commit_to_everything(storage: Storage, there: Furnished) -> None:
    """Write once in every store, and change all that can be changed."""
    with storage.begin(there.workspace.id) as tx:
        add_to_everything(tx, there)
        for kind in KINDS:
            if kind.change:
                kind.store(tx).save(kind.change(there.of(kind)))
        tx.commit()


def refusal(ask: Callable[[], object]) -> str:
    """Tell with which code a question is refused."""
    with pytest.raises(AdapterFailure) as refused:
        ask()
    return refused.value.code


Question = Callable[[Any, Furnished], object]

QUESTIONS: tuple[Question, ...] = (
    lambda tx, _: tx.workspace.get(),
    lambda tx, there: tx.sites.get(there.site.id),
    lambda tx, _: tx.sites.page(),
    lambda tx, there: tx.contractors.get(there.contractor.id),
    lambda tx, _: tx.contractors.page(),
    lambda tx, there: tx.contacts.get(there.contact.id),
    lambda tx, _: tx.contacts.page(),
    lambda tx, there: tx.profiles.get(there.profile.id),
    lambda tx, _: tx.profiles.page(),
    lambda tx, there: tx.users.get(there.user.id),
    lambda tx, _: tx.users.page(),
    lambda tx, there: tx.interventions.get(there.intervention.id),
    lambda tx, _: tx.interventions.page(),
    lambda tx, there: tx.findings.get(there.finding.id),
    lambda tx, _: tx.findings.page(),
    lambda tx, there: tx.findings.of_document(there.report, there.site.id),
    lambda tx, there: tx.findings.open_on(there.site.id),
    lambda tx, _: tx.findings.tally(None, date(2026, 3, 2)),
    lambda tx, _: list(tx.findings.every()),
    lambda tx, _: tx.interventions.tally(None, date(2026, 3, 2)),
    lambda tx, _: tx.requests.page(),
    lambda tx, there: tx.requests.of_finding(there.finding.id),
    lambda tx, there: tx.links.find(there.link.secret_digest),
    lambda tx, there: tx.links.of_request(there.request.id),
    lambda tx, _: tx.visits.page(),
    lambda tx, _: list(tx.visits.every()),
    lambda tx, _: tx.logbook.page(),
    lambda tx, _: list(tx.logbook.every()),
    lambda tx, _: tx.filed.page(),
    lambda tx, _: tx.recognitions.find(a_recognised_region()),
    lambda tx, there: tx.invoices.get(there.invoice.id),
    lambda tx, there: tx.invoices.numbered([there.invoice.number]),
    lambda tx, _: tx.invoices.page(),
    lambda tx, _: tx.invoices.totals(),
    lambda tx, _: tx.invoices.unpaid(),
    lambda tx, _: list(tx.invoices.every()),
    lambda tx, _: tx.invoices.version(),
    lambda tx, _: tx.standing.get(),
    lambda tx, there: tx.arrivals.find(there.arrival.id),
    lambda tx, _: tx.arrivals.page(),
    lambda tx, _: tx.register.head(),
    lambda tx, there: tx.register.holds(there.entry.heading.id),
    lambda tx, there: tx.register.find(there.entry.heading.id),
    lambda tx, _: list(tx.register.chain()),
    lambda tx, _: list(tx.register.entries()),
    lambda tx, _: tx.outbox.pending(),
    lambda tx, _: tx.outbox.is_queued("une fois"),
)
"""Everything that can be asked of a transaction or snapshot."""

WRITES: tuple[Question, ...] = (
    lambda tx, _: tx.sites.add(a_site()),
    lambda tx, there: tx.profiles.save(there.profile),
    lambda tx, there: tx.users.save(there.user),
    lambda tx, there: tx.contacts.save(there.contact),
    lambda tx, there: tx.interventions.save(there.intervention),
    lambda tx, _: tx.invoices.add(an_invoice()),
    lambda tx, there: tx.invoices.save(there.invoice),
    lambda tx, there: tx.standing.save(there.standing),
    lambda tx, there: tx.arrivals.add(an_arrival(there.user)),
    lambda tx, there: tx.arrivals.save(there.arrival),
    lambda tx, there: tx.register.append(an_entry(there.workspace.id, head_after(there.entry))),
    lambda tx, there: tx.register.forget(there.user.id),
    lambda tx, there: tx.findings.save(there.finding),
    lambda tx, there: tx.findings.forget_creator(there.user.id),
    lambda tx, there: tx.requests.remove(there.request.id),
    lambda tx, there: tx.links.add(a_link(there.request)),
    lambda tx, there: tx.visits.forget_person(there.user.id),
    lambda tx, there: tx.logbook.save(there.logbook_entry),
    lambda tx, there: tx.filed.add(a_filed_document(there.site, filed_by=there.user.id)),
    lambda tx, there: tx.recognitions.keep(a_recognised_region(), there.recognised, at=A_MONDAY_MORNING),
    lambda tx, _: tx.outbox.queue(a_notice()),
    lambda tx, there: tx.outbox.drop(there.notice.recipient),
    lambda tx, _: tx.commit(),
)
"""What only a transaction can be told."""
