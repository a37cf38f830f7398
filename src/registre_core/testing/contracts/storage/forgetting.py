"""What names a person can be erased, and nothing else: STO-22, STO-23, STO-24."""

from __future__ import annotations

from attrs import evolve

from registre_core.findings import CreatedBy, Finding
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.ports.storage import Snapshot, Storage, Transaction
from registre_core.register import Entry, verify
from registre_core.testing.builders import (
    a_finding,
    a_notice,
    a_person,
    a_personal_part,
    a_site,
    an_entry,
    an_intervention,
    head_after,
)
from registre_core.testing.contracts.storage.furniture import Everything, Furnished, every, everything, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

MANY = 700
"""More findings, and more entries, than anybody changes one by one without its being noticed."""


class ForgettingContract(StorageUnderTest):
    """What names a person."""

    @obligation("STO-22")
    def test_every_part_about_one_person_is_erased_and_no_other(self, storage: Storage, there: Furnished) -> None:
        (known,) = there.entry.personal
        mine, yours = a_person(), a_person()
        before = about(storage, there, [[mine], [yours, mine], [], [mine, yours]])
        assert forget(storage, there, mine) == 3
        with storage.read(there.workspace.id) as snapshot:
            after = list(snapshot.register.entries())
        assert after == [without(entry, mine) for entry in before]
        assert [part.person for entry in after for part in entry.personal] == [known.person, yours.id, yours.id]

    @obligation("STO-22")
    def test_the_chain_and_its_head_stay_byte_for_byte(self, storage: Storage, there: Furnished) -> None:
        mine = a_person()
        about(storage, there, [[mine]] * 3)
        with storage.read(there.workspace.id) as snapshot:
            chain, head = list(snapshot.register.chain()), snapshot.register.head()
        assert forget(storage, there, mine) == 3
        with storage.read(there.workspace.id) as snapshot:
            assert list(snapshot.register.chain()) == chain
            assert snapshot.register.head() == head
            assert [entry.content for entry in snapshot.register.entries()] == [content for _, content, _ in chain]
            assert verify(snapshot.register.chain(), workspace=there.workspace.id, head=head).is_intact

    @obligation("STO-22")
    def test_somebody_of_whom_the_register_says_nothing_costs_nothing(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        assert forget(storage, there, a_person()) == 0
        assert everything(storage, there) == before

    @obligation("STO-22")
    def test_parts_are_erased_from_a_long_register_in_the_transaction_that_sees_it(
        self, storage: Storage, there: Furnished
    ) -> None:
        mine = a_person()
        about(storage, there, [[mine]] * MANY)
        with storage.begin(there.workspace.id) as tx:
            assert tx.register.forget(mine.id) == MANY
            assert {entry.personal for entry in tx.register.entries(after=1)} == {()}
            assert tx.register.forget(mine.id) == 0
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert {entry.personal for entry in snapshot.register.entries(after=1)} == {()}

    @obligation("STO-22")
    def test_the_register_goes_on_behind_what_was_erased(self, storage: Storage, there: Furnished) -> None:
        mine = a_person()
        about(storage, there, [[mine]])
        with storage.begin(there.workspace.id) as tx:
            tx.register.forget(mine.id)
            tx.register.append(entry := an_entry(there.workspace.id, tx.register.head(), personal=[a_personal_part()]))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert list(snapshot.register.entries(after=2)) == [entry]
            assert snapshot.register.head() == head_after(entry)

    @obligation("STO-23")
    def test_every_finding_of_one_creator_loses_name_and_behalf(self, storage: Storage, there: Furnished) -> None:
        mine, yours = a_person(), a_person()
        elsewhere = a_site()
        visit = an_intervention(elsewhere)
        his = [
            created(there, mine),
            created(there, mine, "M. Petit"),
            a_finding(visit, created_by=by(mine, "M. Grand")),
        ]
        others = [created(there, yours, "M. Petit"), there.finding]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(elsewhere)
            tx.interventions.add(visit)
            for finding in (*his, others[0]):
                tx.findings.add(finding)
            tx.commit()
        with storage.begin(there.workspace.id) as tx:
            assert tx.findings.forget_creator(mine.id) == len(his)
            assert kept(tx) == {one.id: one for one in (*map(nameless, his), *others)}
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert kept(snapshot) == {one.id: one for one in (*map(nameless, his), *others)}

    @obligation("STO-23")
    def test_somebody_who_wrote_nothing_down_costs_nothing(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            assert tx.findings.forget_creator(a_person().id) == 0
            tx.commit()
        assert everything(storage, there) == before

    @obligation("STO-23")
    def test_many_findings_are_forgotten_at_once(self, storage: Storage, there: Furnished) -> None:
        mine = a_person()
        with storage.begin(there.workspace.id) as tx:
            for _ in range(MANY):
                tx.findings.add(created(there, mine))
            assert tx.findings.forget_creator(mine.id) == MANY
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            names = [one.created_by.person.name for one in kept(snapshot).values() if one != there.finding]
        assert names == [ERASED_NAME] * MANY

    @obligation("STO-24")
    def test_what_waits_for_one_address_is_dropped_and_the_rest_waits_on(
        self, storage: Storage, there: Furnished
    ) -> None:
        to = ("a@exemple.fr", "b@exemple.fr", "A@exemple.fr", "á@exemple.fr", "a@exemple.fr ", "a@exemple.fr")
        waiting = [a_notice(recipient=recipient) for recipient in to]
        with storage.begin(there.workspace.id) as tx:
            for notice in waiting:
                tx.outbox.queue(notice)
            tx.commit()
        with storage.begin(there.workspace.id) as tx:
            assert tx.outbox.drop("a@exemple.fr") == 2
            assert tx.outbox.drop("a@exemple.fr") == 0
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, *waiting[1:5])

    @obligation("STO-24")
    def test_what_is_queued_after_something_was_dropped_waits_at_the_end(
        self, storage: Storage, there: Furnished
    ) -> None:
        first, last = a_notice(recipient="a@exemple.fr"), a_notice(recipient="b@exemple.fr")
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(first)
            tx.outbox.queue(last)
            assert tx.outbox.drop(first.recipient) == 1
            tx.outbox.queue(evolve(first, recipient="c@exemple.fr"))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.outbox.pending() == (there.notice, last, evolve(first, recipient="c@exemple.fr"))

    @obligation("STO-1")
    def test_what_was_erased_without_commit_is_there_again(self, storage: Storage, there: Furnished) -> None:
        mine = about_everywhere(storage, there)
        before = everything(storage, there)
        with storage.begin(there.workspace.id) as tx:
            erase(tx, mine)
        assert everything(storage, there) == before

    @obligation("STO-11")
    def test_an_open_snapshot_still_shows_what_is_erased_meanwhile(self, storage: Storage, there: Furnished) -> None:
        mine = about_everywhere(storage, there)
        with storage.read(there.workspace.id) as snapshot:
            before = Everything.in_(snapshot)
            with storage.begin(there.workspace.id) as tx:
                erase(tx, mine)
                tx.commit()
            assert Everything.in_(snapshot) == before

    @obligation("STO-10")
    def test_the_same_person_in_another_workspace_is_not_touched(self, storage: Storage, there: Furnished) -> None:
        away = found(storage, Furnished.new())
        mine = about_everywhere(storage, there)
        about_everywhere(storage, away, mine)
        before = everything(storage, away)
        with storage.begin(there.workspace.id) as tx:
            erase(tx, mine)
            tx.commit()
        assert everything(storage, away) == before


ADDRESS = "qui-veut-etre-oublie@exemple.fr"
"""Where the notices of `about_everywhere` go."""


def about(storage: Storage, there: Furnished, persons: list[list[PersonRef]]) -> list[Entry]:
    """Append an entry for each of these groups of persons, and give the whole register."""
    with storage.begin(there.workspace.id) as tx:
        for group in persons:
            parts = [a_personal_part(person=person.id) for person in group]
            tx.register.append(an_entry(there.workspace.id, tx.register.head(), personal=parts))
        entries = list(tx.register.entries())
        tx.commit()
    return entries


def about_everywhere(storage: Storage, there: Furnished, person: PersonRef | None = None) -> PersonRef:
    """Name somebody in an entry, as the creator of a finding, and as whom a notice waits for."""
    mine = person or a_person()
    about(storage, there, [[mine]])
    with storage.begin(there.workspace.id) as tx:
        tx.findings.add(created(there, mine, "M. Petit"))
        tx.outbox.queue(a_notice(recipient=ADDRESS))
        tx.commit()
    return mine


def erase(tx: Transaction, person: PersonRef) -> None:
    """Erase whatever `about_everywhere` said."""
    tx.register.forget(person.id)
    tx.findings.forget_creator(person.id)
    tx.outbox.drop(ADDRESS)


def forget(storage: Storage, there: Furnished, person: PersonRef) -> int:
    """Erase what the register says of somebody, for good."""
    with storage.begin(there.workspace.id) as tx:
        erased = tx.register.forget(person.id)
        tx.commit()
    return erased


def without(entry: Entry, person: PersonRef) -> Entry:
    """Take away what an entry says of somebody."""
    return evolve(entry, personal=tuple(part for part in entry.personal if part.person != person.id))


def by(person: PersonRef, behalf: str | None = None) -> CreatedBy:
    """Let somebody be the creator."""
    return CreatedBy(person, ClientKind.MOBILE, behalf)


def created(there: Furnished, person: PersonRef, behalf: str | None = None) -> Finding:
    """Let somebody write down a finding."""
    return a_finding(there.intervention, created_by=by(person, behalf))


def nameless(finding: Finding) -> Finding:
    """Give the finding as it reads once its creator was forgotten."""
    person = PersonRef(finding.created_by.person.id, ERASED_NAME)
    creator = evolve(finding.created_by, person=person, on_behalf_of=None)
    return evolve(finding, created_by=creator, version=finding.version + 1)


def kept(tx: Snapshot) -> dict[object, Finding]:
    """Give every finding by its identifier."""
    return {one.id: one for one in every(tx.findings.page)}
