"""What is kept comes back equal: STO-8."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.passages import PassagePart, Quad
from registre_core.ports.storage import Notice, Storage
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_contractor,
    a_document,
    a_finding,
    a_notice,
    a_passage,
    a_site,
    a_user,
    a_workspace,
    an_entry,
    an_intervention,
)
from registre_core.testing.contracts.storage.building_samples import EVERY_ENTITY
from registre_core.testing.contracts.storage.furniture import KINDS, Furnished, Kind
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.contracts.storage.samples import INSTANTS, TEXTS, instants, names, notices
from registre_core.testing.obligations import obligation
from registre_core.workspace import Contact, Site

round_trips = settings(
    max_examples=25,
    deadline=None,
    # Each example adds an entity of its own to one and the same workspace; every subclass is another adapter.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow],
)


class ValueContract(StorageUnderTest):
    """What is kept comes back equal."""

    @obligation("STO-8")
    @pytest.mark.parametrize("kind", KINDS, ids=str)
    @round_trips
    @given(data=st.data())
    def test_an_entity_comes_back_equal_to_what_was_kept(
        self, storage: Storage, there: Furnished, kind: Kind, data: st.DataObject
    ) -> None:
        entity = data.draw(EVERY_ENTITY[kind.name](there))
        if unique := {"profile": "name", "invoice": "number"}.get(kind.name):
            entity = evolve(entity, **{unique: f"{getattr(entity, unique)} {entity.id}"})
        assert kept(storage, there, kind, entity) == entity

    @obligation("STO-8")
    @round_trips
    @given(name=names, founded_at=instants)
    def test_a_workspace_comes_back_equal_to_what_was_kept(
        self, storage: Storage, name: str, founded_at: datetime
    ) -> None:
        workspace = a_workspace(name=name, founded_at=founded_at)
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        with storage.read(workspace.id) as snapshot:
            assert snapshot.workspace.get() == workspace

    @obligation("STO-8", "STO-14")
    @round_trips
    @given(notice=notices)
    def test_a_notice_comes_back_equal_to_what_was_queued(
        self, storage: Storage, there: Furnished, notice: Notice
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(notice)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            last = snapshot.outbox.pending(limit=10_000)[-1]
        assert last == notice
        assert _types(last.facts) == _types(notice.facts), "True is not 1 to who words a message"

    @obligation("STO-8", "STO-14")
    def test_the_facts_of_a_notice_keep_their_types(self, storage: Storage, there: Furnished) -> None:
        notice = a_notice(facts={"oui": True, "un": 1, "texte": "1", "rien": None, "vide": "", "non": False, "zéro": 0})
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(notice)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            last = snapshot.outbox.pending()[-1]
        assert [*map(repr, last.facts.items())] == [*map(repr, notice.facts.items())]

    @obligation("STO-8")
    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_a_text_comes_back_to_the_code_point(self, storage: Storage, there: Furnished, text: str) -> None:
        site: Site = kept(storage, there, _kind("site"), a_site(address=text))
        assert site.address == text
        passage = a_passage(prefix=text, suffix=text, engine=text)
        finding: Finding = kept(storage, there, _kind("finding"), a_finding(there.intervention, passage=passage))
        assert finding.passage == passage

    @obligation("STO-8")
    @pytest.mark.parametrize("instant", INSTANTS.values(), ids=INSTANTS)
    def test_an_instant_comes_back_to_the_microsecond_and_with_an_offset(
        self, storage: Storage, there: Furnished, instant: datetime
    ) -> None:
        closed: Intervention = kept(
            storage, there, _kind("intervention"), an_intervention(there.site, closed_at=instant)
        )
        finding: Finding = kept(storage, there, _kind("finding"), a_finding(there.intervention, created_at=instant))
        with storage.begin(there.workspace.id) as tx:
            tx.outbox.queue(a_notice(queued_at=instant))
            tx.register.append(an_entry(there.workspace.id, tx.register.head(), recorded_at=instant.astimezone(UTC)))
            recorded = list(tx.register.entries())[-1].heading.recorded_at
            queued = tx.outbox.pending()[-1]
        assert [closed.closed_at, finding.created_at, queued.queued_at, recorded] == [instant] * 4

    @obligation("STO-8")
    def test_tuples_come_back_in_their_order(self, storage: Storage, there: Furnished) -> None:
        contractors = [a_contractor(name=f"Entreprise {index}") for index in range(3)]
        contacts = [a_contact(name=f"Contact {index}") for index in range(3)]
        reports = [a_document(b"%d" % index, name=f"Rapport {index}.pdf") for index in range(3)]
        with storage.begin(there.workspace.id) as tx:
            for contractor, contact in zip(contractors, contacts, strict=True):
                tx.contractors.add(contractor)
                tx.contacts.add(contact)
            tx.commit()
        for order in permutations(range(3)):
            intervention = an_intervention(
                there.site,
                contractors=tuple(contractors[index].id for index in order),
                contacts=tuple(contacts[index].id for index in order),
                reports=tuple(reports[index] for index in order),
            )
            assert kept(storage, there, _kind("intervention"), intervention) == intervention

    @obligation("STO-8")
    def test_a_changed_order_is_a_change(self, storage: Storage, there: Furnished) -> None:
        reports = (a_document(b"1"), a_document(b"2"), a_document(b"3"))
        intervention = an_intervention(there.site, reports=reports)
        with storage.begin(there.workspace.id) as tx:
            added = tx.interventions.add(intervention)
            tx.interventions.save(evolve(added, reports=reports[::-1]))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.interventions.get(intervention.id).reports == reports[::-1]

    @obligation("STO-8")
    def test_the_boxes_of_a_passage_come_back_in_their_order(self, storage: Storage, there: Furnished) -> None:
        boxes = (Quad.around(300, 20, 400, 30), Quad.around(10, 20, 290, 30), Quad.around(0.1, 0.2, 0.3, 0.7))
        parts = tuple(PassagePart(page, str(page), 595.28, 841.89, 0, boxes) for page in (2, 10))
        finding = a_finding(there.intervention, passage=a_passage(parts=parts))
        assert kept(storage, there, _kind("finding"), finding) == finding

    @obligation("STO-8")
    @pytest.mark.parametrize("sites", [None, frozenset()], ids=["all", "none"])
    def test_no_site_is_not_every_site(self, storage: Storage, there: Furnished, sites: frozenset[Any] | None) -> None:
        user = a_user(sites=sites)
        assert kept(storage, there, _kind("user"), user).sites == sites

    @obligation("STO-8")
    def test_an_absent_text_is_not_an_empty_one(self, storage: Storage, there: Furnished) -> None:
        contact = a_contact(email=None, phone="")
        stored: Contact = kept(storage, there, _kind("contact"), contact)
        assert (stored.email, stored.phone) == (None, "")

    @obligation("STO-8")
    @pytest.mark.parametrize("day", [None, date(1901, 1, 1), date(2026, 2, 28), date(2199, 12, 31)], ids=str)
    def test_a_day_comes_back_and_so_does_none(self, storage: Storage, there: Furnished, day: date | None) -> None:
        site: Site = kept(storage, there, _kind("site"), a_site(closed_on=day))
        assert site.closed_on == day

    @obligation("STO-8")
    def test_identifiers_of_any_version_come_back(self, storage: Storage, there: Furnished) -> None:
        for bits in (1, 2**127, 2**128 - 1, IDS.new().int):
            site = a_site(id=SiteId(UUID(int=bits)))
            assert kept(storage, there, _kind("site"), site) == site


def kept(storage: Storage, there: Furnished, kind: Kind, entity: Any) -> Any:  # noqa: ANN401  # whichever it is
    """Keep an entity, and give what comes back in a later snapshot."""
    with storage.begin(there.workspace.id) as tx:
        kind.store(tx).add(entity)
        tx.commit()
    with storage.read(there.workspace.id) as snapshot:
        return kind.store(snapshot).get(entity.id)


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def _types(facts: Any) -> dict[str, type]:  # noqa: ANN401  # whatever mapping came back
    return {name: type(value) for name, value in facts.items()}
