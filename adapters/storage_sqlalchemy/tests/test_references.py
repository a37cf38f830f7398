"""What refers to documents on real databases: from before there were references, beside sweeps, and by an index."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from adapters.storage_sqlalchemy.tests.plans import Plan, plan_of
from adapters.storage_sqlalchemy.tests.released import WORKSPACE, fill
from benchmarks.bulk import analyse
from sqlalchemy import Engine, create_engine, event, insert, text

from registre_core import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.register import Head
from registre_core.services.documents import DocumentsService, keep
from registre_core.services.front_door import FrontDoor
from registre_core.testing.builders import a_workspace, an_entry
from registre_core.testing.memory import FixedClock, MemoryDocuments
from registre_reading_pdf import PdfPageReader
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.schema import document_references, register_entries
from registre_system.ids import Uuid7Source

on_both = pytest.mark.parametrize("database", ["sqlite", "postgres"])

HERE = WorkspaceId(UUID(WORKSPACE))
PERSON = uuid4()
BODY = (
    '{"fact":{"finding":{"passages":[{"document":"%s","quote":"%s"}],"photos":[{"digest":"%s"}]}},'
    f'"personal":{{"{PERSON}":"{"d" * 64}"}},"schema":1}}'
) % ("a" * 64, "f" * 63, "b" * 64)


@on_both
def test_what_entries_named_before_there_were_references_is_referred_to(bare_url: str) -> None:
    migrate(bare_url, revision="0007")
    fill(bare_url, "0007")
    append_in_the_dark(bare_url)
    migrate(bare_url)
    named = [Digest(letter * 64) for letter in "abcd"]
    with SqlStorage.open(bare_url) as storage, storage.read(HERE) as seen:
        assert tuple(named[2:]) == seen.documents.unreferenced(named)


@on_both
def test_what_rows_named_before_there_were_references_is_referred_to(bare_url: str) -> None:
    migrate(bare_url, revision="0007")
    fill(bare_url, "0007")
    migrate(bare_url)
    with SqlStorage.open(bare_url) as storage, storage.read(HERE) as seen:
        held = {one.document.digest for one in seen.filed.page().items}
        for intervention in seen.interventions.page().items:
            held |= {one.digest for one in (*intervention.reports, *intervention.photos)}
        for finding in seen.findings.page().items:
            held |= {one.digest for one in (*finding.photos, *finding.documents)}
        assert held
        assert () == seen.documents.unreferenced(sorted(held))


def append_in_the_dark(url: str) -> None:
    """Lay an entry there as an earlier release would have; nothing but the migration looks at it."""
    entry = an_entry(HERE, Head(1_000, bytes(32)), body=BODY.encode())
    row = {
        "workspace_id": HERE,
        **{name: getattr(entry.heading, name) for name in ("number", "id", "recorded_at", "kind", "subject_kind")},
        "section": entry.heading.section.value,
        "subject_id": entry.heading.subject_id,
        "content": entry.content,
        "link": entry.link,
    }
    engine = create_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL ROLE registre_application; SET LOCAL search_path = registre"))
            connection.execute(text("SELECT set_config('registre.workspace', :here, true)"), {"here": str(HERE)})
        connection.execute(insert(register_entries), row)
    engine.dispose()


@on_both
def test_a_register_of_the_ninth_release_keeps_what_it_is_the_first_to_hold(bare_url: str) -> None:
    migrate(bare_url, revision="0009")
    fill(bare_url, "0009")
    migrate(bare_url)
    used, gone, going = (Digest(pair * 32) for pair in ("a1", "b2", "c3"))
    with SqlStorage.open(bare_url) as storage, storage.read(HERE) as seen:
        assert (gone, going) == seen.documents.unreferenced([used, gone, going])
        [left] = seen.documents.unfinished()
        assert (going, 250_000) == (left.digest, left.begun_at.microsecond)
        was = seen.documents.removal(gone)
        assert was
        assert datetime(2026, 11, 26, 2, 0, 3, tzinfo=UTC) == was.done_at


@contextmanager
def asked() -> Iterator[list[tuple[str, Any]]]:
    """Note every statement, with its values."""
    statements: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:  # noqa: ANN401
        statements.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


CONTENTS = [b"document %d" % number for number in range(3)]
ROUNDS = 8


@on_both
def test_many_threads_store_and_refer_beside_two_that_sweep(url: str) -> None:
    workspace, kept = a_workspace(), dict[tuple[WorkspaceId, Digest], bytes]()
    with SqlStorage.open(url) as storage:
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        ports = Ports(
            storage=storage,
            documents=MemoryDocuments(kept),
            pages=PdfPageReader(),
            clock=FixedClock(datetime.now(UTC)),
            ids=Uuid7Source(),
        )
        with ThreadPoolExecutor(5) as threads:
            tasks = [threads.submit(swept, ports, workspace.id) for _ in range(2)]
            tasks += [threads.submit(referred, ports, workspace.id, content) for content in CONTENTS]
            referred_to = {digest for task in tasks for digest in task.result()}
        with storage.read(workspace.id) as seen:
            assert () == seen.documents.unreferenced(referred_to)
        assert {(workspace.id, digest) for digest in referred_to} <= set(kept)


def swept(ports: Ports, workspace: WorkspaceId) -> list[Digest]:
    """Sweep again and again whatever is there."""
    for _ in range(ROUNDS):
        ports.clock.wait(0.5)
        service = DocumentsService(ports, FrontDoor(ports))
        assert () == service.sweep(Actor.operator(workspace=workspace), older_than=timedelta(0)).troubles
    return []


def referred(ports: Ports, workspace: WorkspaceId, content: bytes) -> list[Digest]:
    """Store something until it could be referred to."""
    done = list[Digest]()
    for attempt in range(ROUNDS):
        fresh = content if attempt == ROUNDS - 1 else content + b" %d" % (attempt % 3)
        try:
            digest = keep(ports, workspace, BytesIO(fresh), cap=100).digest
            with ports.storage.begin(workspace) as tx:
                tx.documents.refer([digest])
                tx.commit()
        except NotFound:
            continue
        except AdapterFailure as error:
            if error.code != "document-being-removed":
                raise
        else:
            done.append(digest)
    return done


@on_both
def test_what_is_unfinished_is_found_by_its_index_among_many(url: str) -> None:
    workspace = a_workspace()
    many = [Digest(sha256(b"%d" % number).hexdigest()) for number in range(4_000)]
    with SqlStorage.open(url) as storage:
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.documents.refer(many[10:])
            tx.documents.begin_removals(many[:10], by=iter(uuid4, None), at=datetime.now(UTC))
            tx.commit()
        analyse(url, [document_references])
        with asked() as questions, storage.read(workspace.id) as seen:
            questions.clear()
            assert 10 == len(seen.documents.unfinished())
            assert 1 == len([*filter(None, map(seen.documents.removal, many[:1]))])
        with storage.database.snapshot(workspace.id) as connection:
            plans = [plan_of(connection, statement, values) for statement, values in questions]
        first, second = plans
        assert Plan({"ix_document_references_unfinished"}) == first
        assert Plan(second.indexes) == second  # by the primary key, which SQLite does not name


@on_both
def test_an_entry_that_names_no_document_costs_no_statement_more(url: str) -> None:
    workspace = a_workspace()
    with SqlStorage.open(url) as storage:
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        with asked() as questions, storage.begin(workspace.id) as tx:
            questions.clear()
            tx.register.append(an_entry(workspace.id, tx.register.head()))
            assert not [statement for statement, _ in questions if "document_references" in statement]
            tx.register.append(an_entry(workspace.id, tx.register.head(), body=BODY.encode()))
            assert 2 == len([statement for statement, _ in questions if "document_references" in statement])
