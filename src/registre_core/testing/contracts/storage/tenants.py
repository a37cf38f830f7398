"""Workspaces that cannot meet, and the operator's door: STO-10, STO-18."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound, RegistreError
from registre_core.kernel.identifiers import SiteId, WorkRequestId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.ports.storage import EntryFilter, FindingFilter, InterventionFilter, Storage
from registre_core.register import genesis, verify
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_document,
    a_finding,
    a_notice,
    a_recognised_region,
    a_recognised_text,
    a_standing,
    a_user,
    a_workspace,
    an_arrival,
    an_entry,
    an_intervention,
    head_after,
)
from registre_core.testing.building import a_drill_entry, a_filed_document, a_participant, a_visit, some_works
from registre_core.testing.contracts.storage.furniture import CHANGING, KINDS, Furnished, every, everything, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation
from registre_core.testing.signing import a_digest
from registre_core.testing.telling import a_subscription


def twin(of: Furnished) -> Furnished:
    """Make another workspace in which the very same identifiers name other things."""
    workspace = a_workspace(name="Commune de Firminy")
    return Furnished(
        workspace,
        evolve(of.site, name="Mairie"),
        evolve(of.contractor, name="Bureau Loire"),
        evolve(of.contact, name="Paul Durand"),
        evolve(of.profile, name="Gardien", rights=frozenset()),
        evolve(of.user, name="Ana Sá", grants=frozenset()),
        evolve(of.intervention, reports=(a_document(b"%PDF-autre"),)),
        evolve(of.finding, text="Autre constat"),
        evolve(of.invoice, holds=()),
        evolve(of.standing, since=date(2026, 3, 2)),
        evolve(of.arrival, arguments={}),
        an_entry(workspace.id, id=of.entry.heading.id, body=b'{"twin":true}'),
        evolve(of.notice, recipient="paul.durand@exemple.fr"),
        a_recognised_text("Autre lecture"),
        evolve(of.signature, role=SignatoryRole.CONTACT),
        evolve(of.ticket, secret_digest=a_digest(IDS.secret())),  # which is its own in every workspace
        evolve(of.seal, attempts=7),
        evolve(of.permit, work="Découpe d’une tôle"),
        evolve(of.request, message="Merci de chiffrer"),
        evolve(of.link, secret_digest=a_digest(IDS.secret())),  # as the ticket's
        evolve(of.visit, commission="Commission d’arrondissement"),
        evolve(of.logbook_entry, content=some_works()),
        evolve(of.filed_document, title="Plan"),
        evolve(of.notice_settings, off=frozenset()),
        evolve(of.muting, kinds=frozenset({"finding-overdue"})),
        evolve(of.subscription, address="https://autre.exemple.fr/"),
    )


class TenantContract(StorageUnderTest):
    """Workspaces that cannot meet."""

    @pytest.fixture
    def away(self, storage: Storage, there: Furnished) -> Furnished:
        """A workspace in which the same identifiers name other things."""
        return found(storage, twin(there))

    @obligation("STO-10")
    def test_the_same_identifiers_name_other_things_in_another_workspace(
        self, storage: Storage, there: Furnished, away: Furnished
    ) -> None:
        for one in (there, away):
            with storage.read(one.workspace.id) as snapshot:
                assert snapshot.workspace.get() == one.workspace
                for kind in KINDS:
                    assert kind.store(snapshot).get(one.of(kind).id) == one.of(kind)
                    assert every(kind.store(snapshot).page) == [one.of(kind)]
                assert snapshot.invoices.numbered([one.invoice.number]) == {one.invoice.number: one.invoice}
                assert snapshot.standing.get() == one.standing
                assert list(snapshot.register.entries()) == [one.entry]
                assert snapshot.register.head() == head_after(one.entry)
                assert snapshot.outbox.pending() == (one.notice,)
                assert snapshot.outbox.get(one.notice.id).notice == one.notice
                assert snapshot.notice_settings.get() == one.notice_settings
                assert snapshot.mutings.of(one.muting.recipient) == one.muting.kinds
                assert snapshot.subscriptions.get(one.subscription.id) == one.subscription
                assert snapshot.recognitions.find(a_recognised_region()) == one.recognised
                assert snapshot.findings.of_document(one.report, one.site.id) == (one.finding,)
                assert [said.text for said in snapshot.findings.open_on(one.site.id)] == [one.finding.text]
                assert list(snapshot.findings.every()) == [one.finding]
                assert snapshot.requests.of_finding(one.finding.id) == (one.request,)
                assert snapshot.links.of_request(one.request.id) == (one.link,)

    @obligation("STO-10")
    def test_a_change_here_changes_nothing_elsewhere(self, storage: Storage, there: Furnished, away: Furnished) -> None:
        before = everything(storage, away)
        with storage.begin(there.workspace.id) as tx:
            for kind in CHANGING:
                assert kind.change
                kind.store(tx).save(kind.change(there.of(kind)))
            for kind in KINDS:
                kind.store(tx).add(kind.build(there))
            tx.standing.save(a_standing(there.invoice, since=date(2026, 3, 9)))
            tx.register.append(an_entry(there.workspace.id, tx.register.head()))
            tx.outbox.queue(a_notice())
            tx.notice_settings.save(there.notice_settings)
            tx.mutings.put(there.muting.recipient, ())
            tx.subscriptions.add(a_subscription())
            tx.recognitions.keep(a_recognised_region(language="eng"), a_recognised_text(), at=A_MONDAY_MORNING)
            tx.commit()
        assert everything(storage, away) == before

    @obligation("STO-10")
    def test_what_stands_elsewhere_is_not_found_here(self, storage: Storage, there: Furnished) -> None:
        other = found(storage, Furnished.new())
        with storage.begin(there.workspace.id) as tx:
            for kind in KINDS:
                with pytest.raises(NotFound):
                    kind.store(tx).get(other.of(kind).id)
            assert not tx.register.holds(other.entry.heading.id)
            assert tx.register.find(other.entry.heading.id) is None
            assert tx.sites.page(among=frozenset({other.site.id})).items == ()
            assert tx.contacts.page(contractor=other.contractor.id).items == ()
            assert tx.users.page(profile=other.profile.id).items == ()
            sites = frozenset({other.site.id})
            assert tx.interventions.page(InterventionFilter(sites)).items == ()
            assert tx.findings.page(FindingFilter(sites)).items == ()
            assert tx.findings.page(FindingFilter(intervention=other.intervention.id)).items == ()
            assert tx.findings.of_document(other.report, other.site.id) == ()
            assert tx.findings.open_on(other.site.id) == ()
            assert tx.findings.tally(sites, date(2026, 3, 2)) == ()
            assert tx.interventions.tally(sites, date(2026, 3, 2)) == ()
            assert tx.requests.of_finding(other.finding.id) == ()
            assert tx.links.of_request(other.request.id) == ()
            assert tx.links.find(other.link.secret_digest) is None
            assert tx.arrivals.find(other.arrival.id) is None
            assert tx.arrivals.page(user=other.user.id).items == ()
            assert tx.invoices.numbered([other.invoice.number]) == {}
            assert tx.invoices.unpaid() == (there.invoice,)
            assert list(tx.register.entries(EntryFilter(among=sites))) == [there.entry], "it stands on no site"

    @obligation("STO-10")
    def test_what_stands_elsewhere_cannot_be_saved_here(self, storage: Storage, there: Furnished) -> None:
        other = found(storage, Furnished.new())
        before = everything(storage, other)
        for kind in CHANGING:
            with pytest.raises(NotFound) as missing, storage.begin(there.workspace.id) as tx:
                kind.store(tx).save(other.of(kind))
                tx.commit()
            assert missing.value.code == f"{kind}-not-found"
        assert everything(storage, other) == before

    @obligation("STO-10", "STO-7")
    def test_what_stands_elsewhere_cannot_be_named_here(self, storage: Storage, there: Furnished) -> None:
        other = found(storage, Furnished.new())
        stores_and_strangers = (
            ("contacts", a_contact(contractor_id=other.contractor.id)),
            ("users", a_user(profile_id=other.profile.id)),
            ("users", a_user(sites=frozenset({other.site.id}))),
            ("interventions", an_intervention(other.site)),
            ("interventions", an_intervention(there.site, contractors=(other.contractor.id,))),
            ("interventions", an_intervention(there.site, contacts=(other.contact.id,))),
            ("findings", a_finding(there.intervention, site_id=SiteId(other.site.id))),
            ("findings", a_finding(there.intervention, intervention_id=other.intervention.id)),
            ("findings", a_finding(there.intervention, repeats=other.finding.id)),
            ("arrivals", an_arrival(other.user)),
            ("requests", evolve(there.request, id=WorkRequestId(IDS.new()), findings=(other.finding.id,))),
            ("visits", a_visit(there.site, attendees=(a_participant(other.contact),))),
            ("logbook", a_drill_entry(there.site, recorded_by=other.user.id)),
            ("filed", a_filed_document(other.site, filed_by=there.user.id)),
        )
        for store, stranger in stores_and_strangers:
            with pytest.raises(NotFound), storage.begin(there.workspace.id) as tx:
                getattr(tx, store).add(stranger)
                tx.commit()

    @obligation("STO-10")
    def test_only_the_workspace_that_is_founded_can_be_added(self, storage: Storage) -> None:
        mine, theirs = a_workspace(), a_workspace()
        with pytest.raises(NotFound) as refused, storage.found(mine.id) as tx:
            tx.workspace.add(theirs)
            tx.commit()
        assert refused.value.code == "workspace-not-found"
        for workspace in (mine, theirs):
            with pytest.raises(NotFound), storage.read(workspace.id):
                pass

    @obligation("STO-10", "STO-12")
    def test_an_entry_of_another_register_is_never_the_next_one(
        self, storage: Storage, there: Furnished, away: Furnished
    ) -> None:
        here, strange = head_after(there.entry), head_after(away.entry)
        for entry in (
            an_entry(away.workspace.id, strange),
            an_entry(away.workspace.id, here),
            an_entry(there.workspace.id, strange),
        ):
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                tx.register.append(entry)
                tx.commit()
            assert refused.value.code == "not-the-next-entry"
        for one in (there, away):
            with storage.read(one.workspace.id) as snapshot:
                head, chain = snapshot.register.head(), snapshot.register.chain()
                assert verify(chain, workspace=one.workspace.id, head=head).is_intact

    @obligation("STO-10", "STO-4")
    def test_a_broken_change_elsewhere_is_no_obstacle_here(
        self, storage: Storage, there: Furnished, away: Furnished
    ) -> None:
        with pytest.raises(RegistreError), storage.begin(away.workspace.id) as tx:
            tx.sites.add(away.site)
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(a_notice())
            tx.commit()

    @obligation("STO-18")
    def test_the_operator_sees_every_workspace_with_the_head_of_its_register(
        self, storage: Storage, there: Furnished, away: Furnished
    ) -> None:
        entry = an_entry(there.workspace.id, head_after(there.entry))
        bare = a_workspace()
        with storage.begin(there.workspace.id) as tx:
            tx.register.append(entry)
            tx.commit()
        with storage.found(bare.id) as tx:
            tx.workspace.add(bare)
            tx.commit()
        with storage.operate() as operations:
            assert list(operations.workspaces()) == [
                (there.workspace, head_after(entry)),
                (away.workspace, head_after(away.entry)),
                (bare, genesis(bare.id)),
            ]

    @obligation("STO-1", "STO-18")
    def test_the_operator_sees_no_workspace_that_was_not_committed(self, storage: Storage, there: Furnished) -> None:
        workspace = a_workspace()
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
        with storage.operate() as operations:
            assert list(operations.workspaces()) == [(there.workspace, head_after(there.entry))]

    @obligation("STO-18")
    def test_a_storage_without_a_workspace_lists_none(self, storage: Storage) -> None:
        with storage.operate() as operations:
            assert list(operations.workspaces()) == []
