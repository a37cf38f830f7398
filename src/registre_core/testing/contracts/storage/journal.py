"""The register and the outbox: STO-12, STO-13, STO-14, STO-37."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import Conflict
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import EntryId
from registre_core.ports.storage import EntryFilter, Storage
from registre_core.register import Entry, Head, genesis, misfilings, verify
from registre_core.testing.builders import (
    IDS,
    a_notice,
    a_personal_part,
    an_entry,
    entries,
    head_after,
)
from registre_core.testing.contracts.storage.furniture import Furnished, assert_alike, everything
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.values import round_trips
from registre_core.testing.obligations import obligation

MANY = 1_200
"""More entries than anybody fetches at once."""

BODIES = {
    "accents": '{"texte":"Éclairage à l’étage"}'.encode(),
    "line ends": b"un\ndeux\r\ntrois\r",
    "zero and all other bytes": bytes(range(256)),
    "nothing": b"",
    "long": b"x" * 1_000_000,
}


class RegisterContract(StorageUnderTest):
    """The register."""

    @obligation("STO-12")
    def test_appending_moves_the_head(self, storage: Storage, there: Furnished) -> None:
        chained = list(entries(there.workspace.id, 3, head_after(there.entry)))
        with storage.begin(there.workspace.id) as tx:
            for entry in chained:
                tx.register.append(entry)
                assert tx.register.head() == head_after(entry)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.register.head() == head_after(chained[-1])
            assert_alike(snapshot.register.entries(), [there.entry, *chained])

    @obligation("STO-1", "STO-12")
    def test_the_head_stays_when_the_change_is_given_up(self, storage: Storage, there: Furnished) -> None:
        entry = an_entry(there.workspace.id, head_after(there.entry))
        with storage.begin(there.workspace.id) as tx:
            tx.register.append(entry)
        with storage.begin(there.workspace.id) as tx:
            assert tx.register.head() == head_after(there.entry)
            tx.register.append(entry)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.register.head() == head_after(entry)

    @obligation("STO-12")
    def test_only_the_next_entry_can_be_appended(self, storage: Storage, there: Furnished) -> None:
        head = head_after(there.entry)
        follower = an_entry(there.workspace.id, head)
        strangers = (
            an_entry(there.workspace.id),
            an_entry(there.workspace.id, head, number=1),
            an_entry(there.workspace.id, head, number=3),
            an_entry(there.workspace.id, Head(head.number, genesis(there.workspace.id).link)),
            an_entry(there.workspace.id, head_after(follower)),
            evolve(follower, link=head.link),
            evolve(follower, link=bytes(32)),
            evolve(follower, content=follower.content + b" "),
        )
        before = everything(storage, there)
        for stranger in strangers:
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                tx.register.append(stranger)
                tx.commit()
            assert refused.value.code == "not-the-next-entry"
        assert everything(storage, there) == before

    @obligation("STO-12")
    def test_an_entry_sealed_on_a_head_that_moved_on_is_refused(self, storage: Storage, there: Furnished) -> None:
        with storage.read(there.workspace.id) as snapshot:
            head = snapshot.register.head()
        with storage.begin(there.workspace.id) as tx:
            tx.register.append(an_entry(there.workspace.id, head))
            tx.commit()
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            tx.register.append(an_entry(there.workspace.id, head))
        assert refused.value.code == "not-the-next-entry"

    @obligation("STO-37")
    def test_many_entries_are_appended_as_each_would_be(self, storage: Storage, there: Furnished) -> None:
        chained = list(entries(there.workspace.id, MANY, head_after(there.entry)))
        chained[7:] = [evolve(one, personal=(a_personal_part(),)) for one in chained[7:]]
        with storage.begin(there.workspace.id) as tx:
            tx.register.append_all(iter(chained[:-2]))
            assert tx.register.head() == head_after(chained[-3])
            tx.register.append_all(())
            tx.register.append(chained[-2])
            tx.register.append_all(chained[-1:])
            assert tx.register.head() == head_after(chained[-1])
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert_alike(snapshot.register.entries(), [there.entry, *chained])
            assert snapshot.register.head() == head_after(chained[-1])
            assert verify(
                snapshot.register.chain(), workspace=there.workspace.id, head=head_after(chained[-1])
            ).is_intact

    @obligation("STO-37")
    @pytest.mark.parametrize("place", [0, 3, 5])
    def test_many_entries_are_appended_or_none_of_them(self, storage: Storage, there: Furnished, place: int) -> None:
        chained = list(entries(there.workspace.id, 6, head_after(there.entry)))
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            for spoilt, code in spoiled(there, chained, place):
                with pytest.raises(Conflict) as refused:
                    tx.register.append_all(spoilt)
                assert refused.value.code == code
                assert tx.register.head() == head_after(there.entry)
            tx.commit()
        assert everything(storage, there) == before

    @obligation("STO-13")
    def test_a_long_register_comes_back_by_number_and_verifies(self, storage: Storage, there: Furnished) -> None:
        chained = [there.entry, *entries(there.workspace.id, MANY, head_after(there.entry))]
        with storage.begin(there.workspace.id) as tx:
            for entry in chained[1:]:
                tx.register.append(entry)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert_alike(snapshot.register.chain(), [(one.heading.number, one.content, one.link) for one in chained])
            assert_alike(snapshot.register.entries(), chained)
            head = snapshot.register.head()
            assert verify(snapshot.register.chain(), workspace=there.workspace.id, head=head).is_intact
            assert list(misfilings(snapshot.register.entries())) == []

    @obligation("STO-13")
    @pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
    def test_an_entry_comes_back_byte_for_byte(self, storage: Storage, there: Furnished, body: bytes) -> None:
        entry = appended(storage, there, an_entry(there.workspace.id, head_after(there.entry), body=body))
        assert entry.body == body
        with storage.read(there.workspace.id) as snapshot:
            assert list(snapshot.register.chain())[-1] == (2, entry.content, entry.link)

    @obligation("STO-8", "STO-13")
    @round_trips
    @given(
        body=st.binary(max_size=200),
        site=st.booleans(),
        section=st.sampled_from(Section),
        persons=st.lists(st.tuples(st.binary(max_size=40), st.binary(max_size=40)), max_size=4),
    )
    def test_an_entry_comes_back_with_its_heading_and_personal_parts(
        self,
        storage: Storage,
        there: Furnished,
        *,
        body: bytes,
        site: bool,
        section: Section,
        persons: list[tuple[bytes, bytes]],
    ) -> None:
        parts = [a_personal_part(salt=salt, content=content) for salt, content in persons]
        with storage.read(there.workspace.id) as snapshot:
            head = snapshot.register.head()
        entry = an_entry(
            there.workspace.id,
            head,
            body=body,
            personal=reversed(parts),
            section=section,
            site_id=there.site.id if site else None,
            subject_id=there.intervention.id,
        )
        assert appended(storage, there, entry) == entry

    @obligation("STO-13")
    def test_conditions_on_entries_hold_together(self, storage: Storage, there: Furnished) -> None:
        sites, kinds = (None, there.site.id, IDS.new()), ("site-added", "finding-recorded")
        chained = [there.entry]
        with storage.begin(there.workspace.id) as tx:
            for site, section, kind in product(sites, Section, kinds):
                head = head_after(chained[-1])
                chained.append(an_entry(there.workspace.id, head, site_id=site, section=section, kind=kind))
                tx.register.append(chained[-1])
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            for where in entry_filters(there):
                expected = [entry for entry in chained if is_asked_for(where, entry)]
                assert list(snapshot.register.entries(where)) == expected, where
                assert (
                    list(snapshot.register.entries(where, after=4, limit=3))
                    == [entry for entry in expected if entry.heading.number > 4][:3]
                ), where

    @obligation("STO-13")
    def test_entries_are_streamed_from_a_number_on(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            for entry in entries(there.workspace.id, 4, tx.register.head()):
                tx.register.append(entry)
            numbers = {
                (after, limit): [one.heading.number for one in tx.register.entries(after=after, limit=limit)]
                for after in (0, 2, 5, 99)
                for limit in (None, 0, 1, 50)
            }
        assert numbers == {
            (after, limit): list(range(after + 1, 6))[: 50 if limit is None else limit] for after, limit in numbers
        }

    @obligation("STO-13")
    def test_two_streams_can_be_read_side_by_side_and_left_early(self, storage: Storage, there: Furnished) -> None:
        chained = [there.entry, *entries(there.workspace.id, 20, head_after(there.entry))]
        with storage.begin(there.workspace.id) as tx:
            for entry in chained[1:]:
                tx.register.append(entry)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            pairs = zip(snapshot.register.chain(), snapshot.register.entries(), strict=True)
            assert all(content == entry.content for (_, content, _), entry in pairs)
            assert next(snapshot.register.chain())[0] == 1
            assert next(snapshot.register.entries(after=7)).heading.number == 8
            assert snapshot.register.head() == head_after(chained[-1])

    @obligation("STO-13")
    def test_one_can_ask_whether_an_entry_arrived(self, storage: Storage, there: Furnished) -> None:
        kept, given_up = (an_entry(there.workspace.id, head_after(there.entry)) for _ in range(2))
        with storage.begin(there.workspace.id) as tx:
            tx.register.append(given_up)
        with storage.begin(there.workspace.id) as tx:
            tx.register.append(kept)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.register.holds(kept.heading.id)
            assert not snapshot.register.holds(given_up.heading.id)
            assert not snapshot.register.holds(EntryId(IDS.new()))

    @obligation("STO-13")
    def test_an_entry_is_found_by_its_identifier_among_others_or_not_at_all(
        self, storage: Storage, there: Furnished
    ) -> None:
        some = tuple(entries(there.workspace.id, 3, head_after(there.entry)))
        with storage.begin(there.workspace.id) as tx:
            tx.register.append_all(some)
            assert some[1] == tx.register.find(some[1].heading.id)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert list(some) == [snapshot.register.find(entry.heading.id) for entry in some]
            assert snapshot.register.find(EntryId(IDS.new())) is None


class OutboxContract(StorageUnderTest):
    """The outbox."""

    @obligation("STO-14")
    def test_a_notice_is_queued_with_its_change_or_not_at_all(self, storage: Storage, there: Furnished) -> None:
        notice = a_notice()
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(notice)
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.pending() == (there.notice,)
            tx.outbox.queue(notice)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, notice)

    @obligation("STO-14")
    def test_a_key_that_is_queued_already_is_not_queued_again(self, storage: Storage, there: Furnished) -> None:
        first = a_notice(key="une fois")
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.queue(first)
            assert not tx.outbox.queue(a_notice(key="une fois", recipient="autre@exemple.fr"))
            tx.commit()
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(a_notice(key="une fois", kind="autre"))
            tx.outbox.queue(first)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, first)

    @obligation("STO-6", "STO-14")
    def test_a_notice_cannot_be_queued_under_another_key_as_well(self, storage: Storage, there: Furnished) -> None:
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(evolve(there.notice, key="autre"))
            tx.commit()
        assert refused.value.code == "already-exists"
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice,)

    @obligation("STO-14")
    def test_keys_are_told_apart_to_the_letter(self, storage: Storage, there: Furnished) -> None:
        keyed = tuple(a_notice(key=key) for key in ("été", "ete", "Été", "été ", "e\u0301te\u0301"))
        with storage.begin(there.workspace.id) as tx:
            for notice in keyed:
                assert not tx.outbox.is_queued(notice.key)
                tx.outbox.queue(notice)
                assert tx.outbox.is_queued(notice.key)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, *keyed)
            assert all(snapshot.outbox.is_queued(notice.key) for notice in keyed)
            assert not snapshot.outbox.is_queued("ÉTÉ")

    @obligation("STO-14")
    def test_notices_wait_in_the_order_they_were_queued(self, storage: Storage, there: Furnished) -> None:
        made = [a_notice() for _ in range(6)]
        queued = [made[index] for index in (3, 1, 5, 0, 4, 2)]
        for few in (queued[:2], queued[2:]):
            with storage.begin(there.workspace.id) as tx:
                for notice in few:
                    tx.outbox.queue(notice)
                tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, *queued)
            assert snapshot.outbox.pending(limit=3) == (there.notice, *queued[:2])


def appended(storage: Storage, there: Furnished, entry: Entry) -> Entry:
    """Append an entry, and give what comes back in a later snapshot."""
    with storage.begin(there.workspace.id) as tx:
        tx.register.append(entry)
        tx.commit()
    with storage.read(there.workspace.id) as snapshot:
        (stored,) = snapshot.register.entries(after=entry.heading.number - 1)
    return stored


def spoiled(there: Furnished, chained: list[Entry], place: int) -> Iterator[tuple[list[Entry], str]]:
    """Give chains with something wrong at a place, and what is said of each."""
    head = head_after(chained[place - 1] if place else there.entry)
    strange = evolve(chained[place], link=bytes(32))
    yield [*chained[:place], strange, *chained[place + 1 :]], "not-the-next-entry"
    for known in (there.entry.heading.id, *(one.heading.id for one in chained[:place][:1])):
        twin = an_entry(there.workspace.id, head, id=known)
        yield [*chained[:place], twin], "already-exists"
    if place:
        yield chained[place:], "not-the-next-entry"


def entry_filters(there: Furnished) -> list[EntryFilter]:
    """Combine every condition with every other."""
    among = (None, frozenset[object](), frozenset({there.site.id}))
    sections, kinds = (None, *Section), (None, "site-added", "unheard-of")
    return [EntryFilter(*conditions) for conditions in product(sections, kinds, among)]  # type: ignore[arg-type]


def is_asked_for(where: EntryFilter, entry: Entry) -> bool:
    """Tell what the filter means."""
    heading = entry.heading
    return (
        (where.section is None or heading.section is where.section)
        and (where.kind is None or heading.kind == where.kind)
        and (where.among is None or heading.site_id is None or heading.site_id in where.among)
    )
