"""The ledger: its version, its invoices, their numbers. STO-38, STO-40, STO-41."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import evolve

from registre_core.billing import Invoice
from registre_core.kernel.errors import Conflict, InvalidInput, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Storage
from registre_core.testing.builders import (
    a_line,
    a_recognised_region,
    a_site,
    an_arrival,
    an_entry,
    an_invoice,
)
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found
from registre_core.testing.contracts.storage.lists import by_identifier
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.rights import CHANGES as CHANGES_OF_RIGHTS
from registre_core.testing.contracts.storage.rights import Change, make
from registre_core.testing.contracts.storage.rights import version as rights_version
from registre_core.testing.contracts.storage.settlements import keep, ledger
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

CHANGES: Mapping[str, Change] = {
    "an invoice is added": lambda tx, _: tx.invoices.add(an_invoice()),
    "an invoice is saved": lambda tx, there: tx.invoices.save(evolve(there.invoice, holds=())),
    "invoices are added": lambda tx, _: tx.invoices.add_all([an_invoice(), an_invoice()]),
}
"""What changes the ledger."""

OTHER_CHANGES: Mapping[str, Change] = {
    "no invoice is added": lambda tx, _: tx.invoices.add_all([]),
    "a standing is saved": lambda tx, there: tx.standing.save(there.standing),
    "something arrives": lambda tx, there: tx.arrivals.add(an_arrival(there.user)),
    "words are recognised": lambda tx, there: tx.recognitions.keep(
        a_recognised_region(language="eng"), there.recognised, at=A_MONDAY_MORNING
    ),
    "a site is added": lambda tx, _: tx.sites.add(a_site()),
    "an entry is appended": lambda tx, there: tx.register.append(an_entry(there.workspace.id, tx.register.head())),
    **CHANGES_OF_RIGHTS,
}
"""What does not."""

each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


class LedgerContract(StorageUnderTest):
    """The ledger: its version, its invoices, their numbers."""

    @obligation("STO-38")
    @each_change
    def test_each_change_of_the_ledger_makes_a_version_that_never_was(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        seen, rights = [version(storage, there)], rights_version(storage, there)
        for made in (change, *[CHANGES["an invoice is added"]] * 2):
            make(storage, there, made)
            seen.append(version(storage, there))
        assert None not in seen
        assert len(set(seen)) == len(seen)
        assert rights_version(storage, there) == rights, "nobody's rights were changed"

    @obligation("STO-38")
    @pytest.mark.parametrize("change", OTHER_CHANGES.values(), ids=OTHER_CHANGES)
    def test_what_changes_no_invoice_leaves_the_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before = version(storage, there)
        with storage.begin(there.workspace.id) as tx:
            change(tx, there)
            assert tx.invoices.version() == before
            tx.commit()
        assert version(storage, there) == before

    @obligation("STO-38")
    @each_change
    def test_who_has_changed_the_ledger_himself_is_told_no_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before, rights = version(storage, there), rights_version(storage, there)
        with storage.begin(there.workspace.id) as tx:
            assert tx.invoices.version() == before
            change(tx, there)
            assert tx.invoices.version() is None
            assert tx.users.version() == rights
        assert version(storage, there) == before, "it was given up"

    @obligation("STO-38", "STO-41")
    @each_change
    def test_a_change_of_the_ledger_that_was_refused_leaves_the_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before, taken = version(storage, there), an_invoice(number=there.invoice.number)
        with storage.begin(there.workspace.id) as tx:
            for refused in (
                lambda: tx.invoices.add(there.invoice),
                lambda: tx.invoices.add(taken),
                lambda: tx.invoices.save(evolve(there.invoice, version=7)),
                lambda: tx.invoices.save(an_invoice()),
                lambda: tx.invoices.add_all([an_invoice(), taken]),
            ):
                with pytest.raises((Conflict, NotFound)):
                    refused()
                assert tx.invoices.version() == before
            change(tx, there)
            assert tx.invoices.version() is None

    @obligation("STO-38", "STO-11")
    def test_a_snapshot_tells_the_version_of_the_ledger_of_its_moment(self, storage: Storage, there: Furnished) -> None:
        with storage.read(there.workspace.id) as snapshot:
            before = snapshot.invoices.version()
            make(storage, there, CHANGES["an invoice is added"])
            assert snapshot.invoices.version() == before
        assert version(storage, there) != before

    @obligation("STO-38", "STO-10")
    def test_another_workspace_s_ledger_has_a_version_of_its_own(self, storage: Storage, there: Furnished) -> None:
        elsewhere = found(storage, Furnished.new())
        before = version(storage, elsewhere)
        make(storage, there, CHANGES["an invoice is added"])
        assert version(storage, elsewhere) == before

    @obligation("STO-38")
    def test_who_founds_a_workspace_is_told_the_version_until_there_is_an_invoice(self, storage: Storage) -> None:
        new = Furnished.new()
        with storage.found(new.workspace.id) as tx:
            tx.workspace.add(new.workspace)
            assert tx.invoices.version() is not None
            new.add_to(tx)
            assert tx.invoices.version() is None
            tx.commit()
        assert version(storage, new) is not None

    @obligation("STO-40")
    def test_the_unpaid_ones_are_given_held_or_not_and_no_other(self, storage: Storage, bare: WorkspaceId) -> None:
        invoices = keep(storage, bare, ledger()).values()
        with storage.read(bare) as snapshot:
            unpaid = snapshot.invoices.unpaid()
            assert by_identifier(unpaid) == by_identifier(one for one in invoices if one.remaining.amount > 0)
            assert by_identifier(snapshot.invoices.every()) == by_identifier(invoices)

    @obligation("STO-40", "STO-10")
    def test_another_workspace_s_invoices_are_not_given(self, storage: Storage, there: Furnished) -> None:
        found(storage, Furnished.new())
        with storage.read(there.workspace.id) as snapshot:
            assert [snapshot.invoices.unpaid(), tuple(snapshot.invoices.every())] == [(there.invoice,)] * 2

    @obligation("STO-41")
    def test_a_number_is_given_once(self, storage: Storage, there: Furnished) -> None:
        before, number = everything(storage, there), there.invoice.number
        writes: tuple[Callable[[Any, Invoice], object], ...] = (
            lambda tx, _: tx.invoices.add(an_invoice(number=number)),
            lambda tx, _: tx.invoices.add_all([an_invoice(), an_invoice(number=number)]),
            lambda tx, _: tx.invoices.add_all([an_invoice(number="F-9"), an_invoice(number="F-9")]),
            lambda tx, other: tx.invoices.save(evolve(other, number=number)),
        )
        for write in writes:
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                write(tx, tx.invoices.add(an_invoice()))
                tx.commit()
            assert refused.value.code == "invoice-number-taken"
        assert everything(storage, there) == before

    @obligation("STO-41")
    def test_numbers_are_told_apart_to_the_letter(self, storage: Storage, bare: WorkspaceId) -> None:
        numbers = ("F-1", "f-1", "F-1 ", "F-é", "F-e\u0301", "F-01", "F_1", "F%")
        invoices = keep(storage, bare, {number: an_invoice(number=number) for number in numbers})
        with storage.read(bare) as snapshot:
            for number in numbers:
                assert snapshot.invoices.numbered([number]) == {number: invoices[number]}
            for stranger in ("", "F-", "F-1\t", "%", "F-É", "f-01", "F-1\0", "\ud800"):
                assert snapshot.invoices.numbered([stranger]) == {}

    @obligation("STO-41")
    def test_many_numbers_are_looked_for_at_once(self, storage: Storage, bare: WorkspaceId) -> None:
        numbers = [f"F-{number}" for number in range(5_000)]
        invoices = keep(storage, bare, {number: an_invoice(number=number) for number in numbers[::700]})
        with storage.read(bare) as snapshot:
            assert snapshot.invoices.numbered(numbers) == invoices
            assert snapshot.invoices.numbered(numbers[1:700]) == {}
            assert snapshot.invoices.numbered([]) == {}

    @obligation("STO-41")
    def test_a_number_that_was_given_up_is_free(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            renumbered = tx.invoices.save(evolve(there.invoice, number="F-2026-001"))
            heir = tx.invoices.add(an_invoice(number=there.invoice.number))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            asked = ["F-2026-001", there.invoice.number]
            assert snapshot.invoices.numbered(asked) == {one.number: one for one in (renumbered, heir)}

    @obligation("STO-41")
    @pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "between", "last"])
    def test_many_invoices_are_kept_or_none_of_them(self, storage: Storage, there: Furnished, place: int) -> None:
        before, new = everything(storage, there), [an_invoice() for _ in range(2)]
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(Conflict) as refused:
                tx.invoices.add_all([*new[:place], there.invoice, *new[place:]])
            assert refused.value.code == "already-exists"
            assert tx.invoices.unpaid() == (there.invoice,)
            tx.commit()
        assert everything(storage, there) == before
        with storage.begin(there.workspace.id) as tx:
            tx.invoices.add_all(iter(new))
            assert by_identifier(tx.invoices.unpaid()) == [there.invoice, *new]

    @obligation("STO-41", "STO-21")
    def test_of_many_none_is_kept_when_one_cannot_be(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(InvalidInput) as refused:
                tx.invoices.add_all([an_invoice(), an_invoice(lines=(a_line(label="a\0b"),))])
            assert refused.value.code == "value-not-storable"
            assert tx.invoices.unpaid() == (there.invoice,)


def version(storage: Storage, there: Furnished) -> int | None:
    """Tell the version of what was committed."""
    with storage.read(there.workspace.id) as snapshot:
        return snapshot.invoices.version()
