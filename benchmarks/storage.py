"""P8 and P9: what the register costs beside a change, and entities beside their rows, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from hashlib import sha256
from secrets import token_bytes
from time import perf_counter
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Connection, select

from benchmarks.databases import DATABASES
from benchmarks.measure import Contender, Race
from registre_core.codec import canonical_bytes, compose, from_builtins, to_builtins
from registre_core.findings import CreatedBy, Finding, FindingRecorded, Kind, Severity, State
from registre_core.interventions import Intervention
from registre_core.kernel.actors import Actor, Client, ClientKind, PersonRef
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.register import Entry, Head, Heading, PersonalPart, next_link, sealed, verify
from registre_core.rights import Profile, User
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_contractor,
    a_document,
    a_finding,
    a_profile,
    a_site,
    a_user,
    a_workspace,
    an_intervention,
)
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.workspace import Site, Workspace
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.schema import metadata

PAGE = 50
"""Rows of a list page, of each kind."""
UNREAD = {"workspace_id", "folded_name", "name_key", "searchable"}
"""Columns that are asked about and never read."""
CHAIN = 5_000
"""Entries of the register that is verified."""
COMMITS = {"SQLite": 1.75, "PostgreSQL": 2}
"""How many times a change without its entry one with it may take."""


@frozen
class Stage:
    """A workspace on disk with a page of everything in it."""

    database: str
    storage: SqlStorage
    workspace: Workspace
    sites: Sequence[Site]
    user: User
    intervention: Intervention

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return Actor.user(self.user.id, self.workspace.id, client=Client.web("1.47"))

    def a_finding(self) -> Finding:
        """Make an observation from the report of the intervention, by the user."""
        creator = CreatedBy(PersonRef(self.user.id, self.user.name), ClientKind.WEB)
        return a_finding(self.intervention, created_by=creator)

    def record(self, head: Head, finding: Finding) -> Entry:
        """Seal the entry that says so, as a use case does."""
        fact = FindingRecorded(finding)
        return self.seal(head, fact, *compose(fact, self.actor, self.user.name, lambda: token_bytes(32)))

    def seal(self, head: Head, fact: FindingRecorded, body: bytes, parts: Sequence[PersonalPart]) -> Entry:
        """Seal the entry with this body."""
        what = (fact.SECTION, fact.KIND, fact.SUBJECT, fact.subject_id, fact.site_id)
        heading = Heading(head.number + 1, self.workspace.id, IDS.new(), A_MONDAY_MORNING, *what)  # type: ignore[arg-type]
        return sealed(head, heading, body, parts)


@contextmanager
def races() -> Iterator[Iterator[Race]]:
    """Set a stage on each database, give the races, clear up."""
    with ExitStack() as stack:
        yield _races(stack)


def _races(stack: ExitStack) -> Iterator[Race]:
    for name, database in DATABASES.items():
        storage = stack.enter_context(SqlStorage.open(stack.enter_context(database())))
        stage = _furnished(name, storage)
        if name == "SQLite":
            yield sealing(stage)
            yield structuring(stage)
        yield committing(stage)
        yield verifying(stage, stack)
        yield from paging(stage, stack)


def _furnished(database: str, storage: SqlStorage) -> Stage:
    workspace, profile = a_workspace(), a_profile()
    sites = [a_site(name=f"Groupe scolaire n° {number}") for number in range(PAGE)]
    contractors, contacts = [a_contractor(), a_contractor()], [a_contact(), a_contact()]
    users = [_a_user(profile, sites[:3]) for _ in range(PAGE)]
    interventions = [
        an_intervention(
            site,
            contractors=tuple(firm.id for firm in contractors),
            contacts=tuple(person.id for person in contacts),
            reports=(a_document(),),
            closed_at=A_MONDAY_MORNING,
        )
        for site in sites
    ]
    stage = Stage(database, storage, workspace, sites, users[0], interventions[0])
    findings = [stage.a_finding() for _ in range(PAGE)]
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        _add(tx, sites=sites, contractors=contractors, contacts=contacts, profiles=[profile])
        _add(tx, users=users, interventions=interventions, findings=findings)
        tx.commit()
    return stage


def _a_user(profile: Profile, sites: Sequence[Site]) -> User:
    grants = frozenset({"findings.consult", "findings.create"})
    return a_user(profile_id=profile.id, grants=grants, sites=frozenset(site.id for site in sites))


def _add(tx: Transaction, **rooms: Sequence[Any]) -> None:
    for name, entities in rooms.items():
        for entity in entities:
            getattr(tx, name).add(entity)


def sealing(stage: Stage) -> Race:
    """P8: what it costs to make an entry, against hashing its bytes."""
    finding = stage.a_finding()
    head, fact = Head(41, bytes(32)), FindingRecorded(finding)
    body, parts = compose(fact, stage.actor, stage.user.name, lambda: bytes(32))
    content = stage.seal(head, fact, body, parts).content
    value = {"actor": {"id": str(stage.user.id)}, "fact": to_builtins(fact), "personal": {}, "schema": 1}
    return Race(
        f"P8 · sealing an entry of {len(content):,} bytes",
        (
            Contender("sha256 of the same bytes", lambda: sha256(content).digest()),
            Contender("canonical bytes and link", lambda: _linked(head, canonical_bytes(value)), bound=4),
            Contender("link of bytes that are there", lambda: _linked(head, content)),
            Contender("whole entry from its fact", lambda: stage.record(head, finding)),
        ),
        calls=200,
    )


def _linked(head: Head, content: bytes) -> bytes:
    return next_link(head.link, sha256(content).digest())


def committing(stage: Stage) -> Race:
    """P8: a change with its entry in one commit, against the same change without."""

    def change(*, recorded: bool) -> Callable[[Finding], None]:
        def run(finding: Finding) -> None:
            with stage.storage.begin(stage.workspace.id) as tx:
                tx.findings.add(finding)
                if recorded:
                    tx.register.append(stage.record(tx.register.head(), finding))
                tx.commit()

        return run

    def prepare() -> Sequence[Finding]:
        return (stage.a_finding(),)

    return Race(
        f"P8 · a change, committed by {stage.database}",
        (
            Contender("without its entry", change(recorded=False), prepare=prepare),
            Contender("with its entry", change(recorded=True), bound=COMMITS[stage.database], prepare=prepare),
        ),
        rounds=300,
        calls=1,
        clock=perf_counter,
    )


def verifying(stage: Stage, stack: ExitStack) -> Race:
    """P8: verification from the database, against rows in memory."""
    workspace = stage.workspace.id
    with stage.storage.begin(workspace) as tx:
        for _ in range(CHAIN):
            tx.register.append(stage.record(tx.register.head(), stage.a_finding()))
        tx.commit()
    tx_read = stack.enter_context(stage.storage.read(workspace))
    rows, head = list(tx_read.register.chain()), tx_read.register.head()
    return Race(
        f"P8 · verifying {len(rows):,} entries of {stage.database}; times are of one",
        (
            Contender("rows in memory", lambda: verify(rows, workspace=workspace, head=head), units=len(rows)),
            Contender(
                f"from {stage.database}",
                lambda: verify(tx_read.register.chain(), workspace=workspace, head=head),
                bound=4 if stage.database == "SQLite" else None,
                units=len(rows),
            ),
        ),
        rounds=15,
        calls=1,
    )


def paging(stage: Stage, stack: ExitStack) -> Iterator[Race]:
    """P9: a list page of entities, against the rows that SQLAlchemy Core gives for the same question."""
    connection = stack.enter_context(stage.storage.database.snapshot(stage.workspace.id))
    snapshot = stack.enter_context(stage.storage.read(stage.workspace.id))
    for room in ("sites", "users", "interventions", "findings"):
        yield Race(
            f"P9 · {PAGE} {room} from {stage.database}",
            (
                Contender("Core rows", _core_rows(connection, room, stage.workspace)),
                Contender("entities", _entities(snapshot, room), bound=1.8),
            ),
        )


def _core_rows(connection: Connection, room: str, workspace: Workspace) -> Callable[[], Sequence[Any]]:
    table = metadata.tables[room]
    columns = [column for column in table.columns if column.name not in UNREAD]
    asked = select(*columns).where(table.c.workspace_id == workspace.id).order_by(table.c.id).limit(PAGE)
    return lambda: connection.execute(asked).all()


def _entities(snapshot: Snapshot, room: str) -> Callable[[], Sequence[Any]]:
    page = getattr(snapshot, room).page
    return lambda: page(limit=PAGE).items


def structuring(stage: Stage) -> Race:
    """P9: builtins to an entity by the codec, against the same written by hand."""
    data = to_builtins(stage.a_finding())
    assert from_builtins(Finding, data) == _finding_by_hand(data)
    return Race(
        "P9 · builtins → Finding",
        (
            Contender("written by hand", lambda: _finding_by_hand(data)),
            Contender("by cattrs", lambda: from_builtins(Finding, data), bound=2),
        ),
        calls=200,
    )


def _identifier(data: str | None) -> Any:  # noqa: ANN401  # of whatever kind its field is
    return None if data is None else UUID(data)


def _finding_by_hand(data: dict[str, Any]) -> Finding:
    """Read every field, as the codec does; the finding that is raced has no file, no step and nobody who sees to it."""
    creator = data["created_by"]
    return Finding(
        id=UUID(data["id"]),  # type: ignore[arg-type]
        kind=Kind(data["kind"]),
        site_id=UUID(data["site_id"]),  # type: ignore[arg-type]
        intervention_id=_identifier(data["intervention_id"]),
        text=data["text"],
        passage=_passage_by_hand(data["passage"]),
        created_by=CreatedBy(
            PersonRef(UUID(creator["person"]["id"]), creator["person"]["name"]),  # type: ignore[arg-type]
            ClientKind(creator["channel"]),
            creator["on_behalf_of"],
        ),
        created_at=datetime.fromisoformat(data["created_at"]),
        state=State(data["state"]),
        place=data["place"],
        number=data["number"],
        reference=data["reference"],
        priority=data["priority"],
        nature=Nature(data["nature"]),
        repeats=_identifier(data["repeats"]),
        version=data["version"],
        visit_id=_identifier(data["visit_id"]),
        filed_id=_identifier(data["filed_id"]),
        permit_id=_identifier(data["permit_id"]),
        severity=Severity(data["severity"]),
        due_on=None if data["due_on"] is None else date.fromisoformat(data["due_on"]),
        photos=tuple(DocumentRef(**one) for one in data["photos"]),
        documents=tuple(DocumentRef(**one) for one in data["documents"]),
        reference_source=data["reference_source"],
    )


def _passage_by_hand(data: dict[str, Any]) -> Passage:
    return Passage(
        document=data["document"],
        quote=data["quote"],
        prefix=data["prefix"],
        suffix=data["suffix"],
        start=data["start"],
        end=data["end"],
        source=TextSource(data["source"]),
        engine=data["engine"],
        parts=tuple(
            PassagePart(
                page=part["page"],
                label=part["label"],
                width=part["width"],
                height=part["height"],
                rotation=part["rotation"],
                quads=tuple(Quad(**quad) for quad in part["quads"]),
            )
            for part in data["parts"]
        ),
    )
