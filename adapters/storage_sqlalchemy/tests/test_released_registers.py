"""A register of every earlier release comes up to this one, with all that it holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from adapters.storage_sqlalchemy.tests.raised import BroughtUp, Copied, Lift
from adapters.storage_sqlalchemy.tests.released import WORKSPACE, fill
from attrs import evolve
from sqlalchemy import Connection, create_engine, select
from tests.postgres_server import Server

from registre_core.access import ArrivalState
from registre_core.extraction import RecognisedRegion, Region
from registre_core.findings import Kind, Move, Severity
from registre_core.interventions import Intervention, Period, Recurrence
from registre_core.kernel.identifiers import FindingId, InterventionId, WorkspaceId
from registre_core.kernel.natures import Nature
from registre_core.logbook import Chapter
from registre_core.permits import Position
from registre_core.ports.storage import (
    FindingFilter,
    FindingOrder,
    InterventionOrder,
    NamedOrder,
    Preparation,
    Snapshot,
)
from registre_core.register import misfilings, verify
from registre_core.testing.contracts.storage.situations import assert_counted
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.schema import REVISIONS, VERSION_TABLE, metadata

pytestmark = pytest.mark.slow

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])


@pytest.fixture(scope="module")
def sqlite_lift(tmp_path_factory: pytest.TempPathFactory) -> Lift:
    return Lift(tmp_path_factory.mktemp("raised"), ExitStack())


@pytest.fixture(scope="module")
def postgres_lift(postgres: Server) -> Iterator[Lift]:
    with ExitStack() as stack:
        yield Lift(postgres, stack)


@pytest.fixture
def lift(database: str, request: pytest.FixtureRequest) -> Lift:
    lift: Lift = request.getfixturevalue(f"{database}_lift")
    return lift


@pytest.fixture
def brought_up(lift: Lift) -> BroughtUp:
    return lift.bring_up


@pytest.fixture
def copied(lift: Lift, tmp_path: Path) -> Copied:
    return partial(lift.copy, folder=tmp_path)


def test_what_a_release_made_in_a_file_stays_what_it_was(file: Path) -> None:
    migrate(f"sqlite:///{file}", revision="0001")
    with closing(sqlite3.connect(file)) as connection:
        made = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> ? ORDER BY type, name", [VERSION_TABLE]
        ).fetchall()
    statements = "\n".join(statement for (statement,) in made)
    assert "3064ac7604e5605ba9e654ed9cf9cc645a7c68d3630c11a9be04d75be905ad7e" == sha256(statements.encode()).hexdigest()


@on_both
@pytest.mark.parametrize("revision", REVISIONS)
def test_a_register_of_every_release_comes_up_to_this_one_with_all_it_holds(
    revision: str, brought_up: BroughtUp, copied: Copied
) -> None:
    register = brought_up(revision)
    assert Preparation(revision, REVISIONS[-1]) == register.done
    with SqlStorage.open(copied(register)) as storage:
        with storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
            assert_as_it_was(snapshot)
        with storage.begin(WorkspaceId(UUID(WORKSPACE))) as tx:
            for user in tx.users.page().items:
                assert user.version + 1 == tx.users.save(user).version
            tx.commit()


HEAD = "670504a351852133bfa6a5327f673a68d18fd5d10b37593e7df140a3975bcd0e"


def assert_as_it_was(snapshot: Snapshot) -> None:
    """Every thing in ``released/0001.json``, which later releases' registers hold too."""
    assert "Commune de Saint-Étienne-le-Molard" == snapshot.workspace.get().name
    school, hall = sorted(snapshot.sites.page().items, key=lambda site: site.id)
    assert ["École Œuvre-Nouvelle", "Salle des fêtes", ""] == [school.name, hall.name, hall.address]
    dupre, lifts, *_ = sorted(snapshot.contractors.page().items, key=lambda contractor: contractor.id)
    assert ["Électricité Dupré", "12345678901234", None] == [dupre.name, dupre.siret, lifts.siret]
    zoe, ana = sorted(snapshot.contacts.page().items, key=lambda contact: contact.id)
    assert ["Zoé Müller", dupre.id, "Ana Sá", None] == [zoe.name, zoe.contractor_id, ana.name, ana.email]
    [profile] = snapshot.profiles.page().items
    elodie, noel = sorted(snapshot.users.page().items, key=lambda user: user.id)
    assert ["Élodie Çelik", profile.id, None, True] == [elodie.name, elodie.profile_id, elodie.sites, elodie.active]
    assert ["Noël d’Août", None, {school.id}, False] == [noel.name, noel.profile_id, noel.sites, noel.active]
    intervention, *_ = snapshot.interventions.page().items
    assert (lifts.id, dupre.id) == intervention.contractors
    assert "Vérification.pdf" == intervention.reports[0].name
    finding, *_ = snapshot.findings.page().items
    assert ["Tableau T2 : capot manquant", intervention.id] == [finding.text, finding.intervention_id]
    first, second, *_ = snapshot.outbox.pending()
    assert {"oui": True, "un": 1, "texte": "é"} == first.facts != second.facts
    head = snapshot.register.head()
    assert (3, HEAD) == (head.number, head.link.hex())
    assert verify(snapshot.register.chain(), workspace=snapshot.workspace.get().id, head=head).is_intact
    assert [] == list(misfilings(snapshot.register.entries()))
    assert [1, 0, 1] == [len(entry.personal) for entry in snapshot.register.entries()]


@on_both
def test_more_users_than_a_batch_are_put_into_their_situations(bare_url: str) -> None:
    migrate(bare_url, revision="0002")
    fill(bare_url, "0002")
    engine = create_engine(bare_url)
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL ROLE registre_application; SET LOCAL search_path = registre")
            connection.exec_driver_sql(f"SELECT set_config('registre.workspace', '{WORKSPACE}', true)")
        copy_users(connection, times=600)
    engine.dispose()
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert_counted(snapshot)
        assert [601, 601] == [people for _, people in snapshot.users.situations()]
        assert {"zoe.muller@exemple.fr"} == snapshot.users.addresses(["ZOE.MULLER@exemple.fr"])
        assert 1 == snapshot.users.version()
        with storage.database.snapshot(WorkspaceId(UUID(WORKSPACE))) as connection:
            assert 1 == connection.exec_driver_sql("SELECT count(*) FROM user_sites").scalar_one()


@on_both
def test_a_register_of_the_third_release_keeps_what_it_is_the_first_to_hold(brought_up: BroughtUp) -> None:
    with SqlStorage.open(brought_up("0003").address) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert [None, date(2026, 6, 30)] == [site.closed_on for site in snapshot.sites.page().items]
        noel = snapshot.users.page().items[1]
        assert (True, date(2026, 12, 31)) == (noel.locked, noel.expires_on)
        assert 7 == snapshot.users.version()
        assert_counted(snapshot)


@on_both
def test_a_register_of_the_fourth_release_keeps_what_it_is_the_first_to_hold(brought_up: BroughtUp) -> None:
    with SqlStorage.open(brought_up("0004").address) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert 5 == snapshot.invoices.version()
        [invoice] = snapshot.invoices.unpaid()
        assert LEDGER == (invoice.number, invoice.version, str(invoice.total), str(invoice.remaining))
        assert ["Abonnement « sérénité »", "Remise"] == [line.label for line in invoice.lines]
        assert ["VIR-1", "REJ-1", "VIR-2", "LIT-1"] == [event.key for event in invoice.events]
        assert ("VIR-1", date(2026, 3, 2)) == (invoice.movements[1].refunds, invoice.holds[0].lifted_on)
        record = snapshot.standing.get()
        assert record is not None
        assert (date(2026, 3, 16), invoice.id) == (record.standing.until, record.standing.cause)
        [arrival] = snapshot.arrivals.page(state=ArrivalState.REFUSED).items
        assert {"intervention": "x", "oui": True, "un": 1, "rien": None} == arrival.arguments
        assert ("already-closed", 1) == (arrival.refusal, arrival.claimed_at.microsecond)


@on_both
def test_a_register_of_the_fifth_release_keeps_what_it_is_the_first_to_hold(brought_up: BroughtUp) -> None:
    with SqlStorage.open(brought_up("0005").address) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        first, again = snapshot.findings.page().items
        assert ("P1", "CO 37", "Urgente") == (again.number, again.reference, again.priority)
        assert (Nature.NOT_VERIFIED, first.id) == (again.nature, again.repeats)
        assert again.passage
        assert (87.5, False) == (again.passage.confidence, again.passage.may_be_copied)
        region = Region(2, 72.0, 92.0, 523.28, 102.5)
        text = snapshot.recognitions.find(
            RecognisedRegion(again.passage.document, region, engine="tesseract 5.3.0", language="fra")
        )
        assert text is not None
        assert ("Issue\nn° 2", "ii", b"Z[\\]^_`abc") == (text.characters, text.info.label, text.confidences)
        assert (78.3, 92.1) == pytest.approx(text.boxes[1][:2])


@on_both
def test_a_register_of_the_sixth_release_keeps_what_it_is_the_first_to_hold(brought_up: BroughtUp) -> None:
    with SqlStorage.open(brought_up("0006").address) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        old, visit = snapshot.interventions.page().items
        assert (old.id, "École fermée", 2) == (visit.follows, visit.postponements[0].reason, visit.edition)
        assert (Recurrence(2, Period.YEAR), "Après.jpg") == (visit.recurrence, visit.photos[0].name)
        signed, asked = snapshot.signatures.of_subject("intervention", visit.id)
        assert signed.evidence
        assert (signed.id, "Porte à revoir") == (asked.replaces, signed.reservations)
        assert signed.evidence.trace.drawing
        assert signed.evidence.trace.drawing.shape_digest == signed.evidence.drawing_digest
        assert "à signer" in snapshot.signatures.content(signed.digest).decode()
        [ticket] = snapshot.tickets.of_request(asked.id)
        assert ticket == snapshot.tickets.find(ticket.secret_digest)
        made, waiting = snapshot.seals.of_subjects([signed.subject])
        assert (made.reserved[0].signature, [waiting.attempts]) == (
            signed.id,
            [one.attempts for one in snapshot.seals.pending()],
        )
        [permit] = snapshot.permits.page().items
        assert ("Zone 12", 12.5) == (permit.detectors[0].name, (permit.rounds[0].position or NOWHERE).accuracy)
        assert (permit,) == snapshot.permits.watched(permit.valid_until)


@on_both
def test_a_register_of_the_seventh_release_keeps_what_it_is_the_first_to_hold(brought_up: BroughtUp) -> None:
    with SqlStorage.open(brought_up("0007").address) as storage, storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot:
        assert_corrected(snapshot)
        [request] = snapshot.requests.page().items
        answered, _, alone = request.lines
        assert answered.answer
        assert answered.answer.quote
        assert ("1319.28 EUR", True) == (str(answered.answer.quote.total), answered.answer.is_late)
        assert alone.recipient.contacts == (snapshot.contacts.page(order=NamedOrder.NAME).items[0].id,)
        [link] = snapshot.links.of_request(request.id)
        assert (link, answered.id) == (snapshot.links.find(link.secret_digest), link.line_id)
        wrong, right, works, staff, instructions = snapshot.logbook.page().items
        assert (right.id, wrong.id, False) == (wrong.corrected_by, right.corrects, wrong.holds)
        assert ["Aurèle Œuf", "Noël d’Août"] == [one.person.name for one in (works, staff) if one.person]
        assert Chapter.INSTRUCTIONS is instructions.chapter
        assert "devis@desenfumage.example" == snapshot.contractors.page().items[-1].email


def assert_corrected(snapshot: Snapshot) -> None:
    """Every kind of finding, each with what it comes from."""
    [visit], [filed] = snapshot.visits.page().items, snapshot.filed.page().items
    gravest = list(snapshot.findings.every())
    [prescription] = [one for one in gravest if one.visit_id == visit.id]
    assert (prescription.id,) == visit.opinions[0].motivated_by == visit.orders[0].prescriptions
    assert [Move.PLANNED, Move.CORRECTED, Move.CLEARED] == [step.move for step in prescription.steps]
    assert ("Après.jpg", "Avant.jpg") == (prescription.steps[1].proofs[0].name, prescription.photos[0].name)
    assert "Ève Ångström" == visit.attendees[2].name
    assert [gravest[-1]] == [prescription], "it is cleared, however grave it was"
    soonest = snapshot.findings.page(order=FindingOrder.DEADLINE).items
    assert ("Plafond fissuré", filed.id) == (soonest[0].text, soonest[0].filed_id)
    assert [None] == [one.passage for one in gravest if one.permit_id]


@on_both
@pytest.mark.parametrize("revision", REVISIONS[:6])
def test_findings_from_before_their_correction_are_open_and_have_their_places(
    revision: str, brought_up: BroughtUp
) -> None:
    with SqlStorage.open(brought_up(revision).address) as storage, storage.begin(WorkspaceId(UUID(WORKSPACE))) as tx:
        old = tx.findings.page().items
        assert {(Severity.MAJOR, None, None, (), ())} == {
            (one.severity, one.due_on, one.responsible, one.photos, one.steps) for one in old
        }
        graver, soon = evolve(old[0], severity=Severity.CRITICAL), evolve(old[-1], due_on=date(2026, 3, 15))
        behind = (FindingId(UUID(int=2**128 - one)) for one in (2, 1))  # of those that rank alike, the old come first
        added = [tx.findings.add(evolve(one, id=next(behind), version=1)) for one in (graver, soon)]
        assert (added[0], old[0]) == tx.findings.page(order=FindingOrder.GRAVEST).items[:2]
        assert (added[1], old[0]) == tx.findings.page(order=FindingOrder.DEADLINE).items[:2]
        assert [(len(old) + 1, 0), (1, 0)] == sorted(
            ((one.count, one.overdue) for one in tx.findings.tally(None, date(2026, 3, 15))), reverse=True
        )


@on_both
@pytest.mark.parametrize("revision", REVISIONS[:5])
def test_interventions_from_before_signatures_have_their_place_by_urgency(revision: str, brought_up: BroughtUp) -> None:
    with SqlStorage.open(brought_up(revision).address) as storage, storage.begin(WorkspaceId(UUID(WORKSPACE))) as tx:
        [old] = tx.interventions.page(order=InterventionOrder.URGENT).items
        assert ((), (), None, 0) == (old.photos, old.postponements, old.rule, old.edition)
        sooner, later = (replace(old, day) for day in (date(2026, 3, 15), date(2026, 3, 17)))
        for one in (later, sooner):
            tx.interventions.add(one)
        listed = tx.interventions.page(order=InterventionOrder.URGENT).items
    assert (sooner, old, later) == listed


def replace(old: Intervention, day: date) -> Intervention:
    return evolve(old, id=InterventionId(uuid4()), planned_on=day, version=1)


NOWHERE = Position(0, 0)


@on_both
@pytest.mark.parametrize("revision", REVISIONS)
def test_findings_are_known_by_the_file_that_their_passages_name(revision: str, brought_up: BroughtUp) -> None:
    with (
        SqlStorage.open(brought_up(revision).address) as storage,
        storage.read(WorkspaceId(UUID(WORKSPACE))) as snapshot,
    ):
        kept = snapshot.findings.page(FindingFilter(kinds=frozenset({Kind.OBSERVATION}))).items
        assert kept[0].passage
        assert kept == snapshot.findings.of_document(kept[0].passage.document, kept[0].site_id)
        assert ("", Nature.TO_CORRECT, None) == (kept[0].number, kept[0].nature, kept[0].repeats)


LEDGER = ("FA-2026-001", 5, "120.00 EUR", "99.99 EUR")


def copy_users(connection: Connection, times: int) -> None:
    """Have more users than are put into their situations at once, alike as those who are there."""
    users = metadata.tables["users"]
    kept = [column for column in users.columns if column.name in FIRST_COLUMNS]
    for row in connection.execute(select(*kept)).mappings().all():
        copies = [{**row, "id": UUID(int=row["id"].int + (number + 1 << 32))} for number in range(times)]
        connection.execute(users.insert(), copies)


FIRST_COLUMNS = "workspace_id id name email profile_id grants denials sites active kind version name_key".split()
"""Those of a user before he was in a situation."""
