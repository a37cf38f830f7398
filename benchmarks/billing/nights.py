"""P7: who changes standing tonight, of a million accounts, and the whole night's work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from time import perf_counter
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Connection, Date, bindparam, literal_column, select, text, update

from benchmarks.billing import recompute
from benchmarks.billing.accounts import DAY, FILLED, TONIGHT, YESTERDAY, Written, gather, staff
from benchmarks.bulk import analyse, is_server, opened
from benchmarks.measure import Contender, Race
from registre_core import Actor, Ports, Registre, assemble
from registre_core.billing import THE_SOURCES_OWN, Invoice, Level, Standing, StandingRecord, crossings, standing
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.memory import FixedClock, MemoryDocuments
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_reading_pdf.reader import PdfPageReader
from registre_storage_sqlalchemy import SqlStorage
from registre_storage_sqlalchemy.invoices import INVOICES
from registre_storage_sqlalchemy.schema import invoices, standings
from registre_storage_sqlalchemy.shelves import batches
from registre_system.ids import Uuid7Source

MILLION = 1_000_000
"""Workspaces that something is promised for; among fewer, nothing is."""
FINDING = {"SQLite": 20, "PostgreSQL": 4}
"""How many times as long as finding who changes it takes at least to work everybody out anew."""
WHOLE = {"SQLite": 0.5, "PostgreSQL": 1}
"""How many times as long as that the whole night takes at most, standings alone."""
NIGHTS = 3
"""Real nights that are timed, one behind the other: what they write in the register is there for good."""
POLICY = THE_SOURCES_OWN.fingerprint

_OF_SOME = select(invoices.c.workspace_id, *INVOICES.columns).where(
    invoices.c.workspace_id.in_(bindparam("some", expanding=True)), invoices.c.remaining > literal_column("0")
)
_UNPAID = select(invoices.c.workspace_id, *INVOICES.columns).where(invoices.c.remaining > literal_column("0"))
_KEEP = update(standings).where(standings.c.workspace_id == bindparam("of"))
_SAID = [column.name for column in standings.columns if column.name != "workspace_id"]
_YESTERDAY = text("CREATE TABLE yesterday AS SELECT * FROM standings WHERE next_on <= :on").bindparams(
    bindparam("on", type_=Date)
)
_PUT_BACK = f"""
    UPDATE standings SET {", ".join(f"{name} = yesterday.{name}" for name in _SAID)}
    FROM yesterday WHERE yesterday.workspace_id = standings.workspace_id
"""  # noqa: S608  # our own names


@frozen
class Stage:
    """A database with all these accounts, as the last night left them."""

    database: str
    written: Written
    storage: SqlStorage
    connection: Connection
    """Past every store, with a large cache, and on a server past row-level security."""

    @property
    def is_promised(self) -> bool:
        """Whether there are as many as something is promised for."""
        return self.written.workspaces >= MILLION

    def turning(self, on: date = TONIGHT) -> Sequence[WorkspaceId]:
        """Find who changes."""
        with self.storage.operate() as door:
            return tuple(door.turning(on, POLICY))

    def changed(self) -> Mapping[UUID, str]:
        """Work everybody out anew, and tell whose level is another."""
        return recompute.changed(self.connection, TONIGHT, everybody=True)

    def changed_of_those_who_owe(self) -> Mapping[UUID, str]:
        """Do so without a look at whoever owes nothing, and was told so."""
        return recompute.changed(self.connection, TONIGHT, everybody=False)

    def written_anew(self) -> None:
        """Work everybody out anew, and keep the levels that changed."""
        recompute.written(self.connection, TONIGHT, everybody=True)

    def written_anew_of_those_who_owe(self) -> None:
        """Do so without a look at whoever owes nothing, and was told so."""
        recompute.written(self.connection, TONIGHT, everybody=False)

    def whole_night(self) -> None:
        """Find who changes, read their ledgers, work out where they stand, and keep that: one commit, no entry."""
        found = self.turning()
        self.connection.exec_driver_sql("BEGIN")
        for some in batches(found):
            ledgers = self._ledgers(some)
            rows = [_kept(one, standing(ledgers.get(one, ()), on=TONIGHT)) for one in some]
            self.connection.execute(_KEEP, rows)
        self.connection.exec_driver_sql("COMMIT")

    def _ledgers(self, some: Collection[WorkspaceId]) -> Mapping[UUID, Sequence[Invoice]]:
        return _by_workspace(self.connection.execute(_OF_SOME, {"some": list(some)}).all())

    def ledgers(self) -> Mapping[UUID, Sequence[Invoice]]:
        """Read all that is owed."""
        return _by_workspace(self.connection.execute(_UNPAID).all())

    def put_back(self) -> tuple[()]:
        """Let everybody stand as he did yesterday."""
        self.connection.exec_driver_sql(_PUT_BACK)
        if is_server(self.connection):
            self.connection.exec_driver_sql("VACUUM standings")  # as it does by itself, sooner or later
        return ()


def _by_workspace(rows: Sequence[Any]) -> Mapping[UUID, Sequence[Invoice]]:
    ledgers = defaultdict[UUID, list[Invoice]](list)
    for workspace, *row in rows:
        ledgers[workspace].append(INVOICES.read(row))
    return ledgers


def _kept(workspace: WorkspaceId, told: Standing) -> Mapping[str, Any]:
    return {
        "of": workspace,
        "since": TONIGHT,
        "level": told.level.value,
        "shown_on": told.shown_on,
        "cut_off_on": told.cut_off_on,
        "cause": told.cause,
        "next_on": told.until and told.until + DAY,
        "policy": POLICY,
    }


@contextmanager
def staged(database: str, url: str, count: int) -> Iterator[Stage]:
    """Let so many workspaces have accounts, and tell how long that took."""
    started = perf_counter()
    written = gather(url, count)
    with opened(url) as connection, SqlStorage.open(url) as storage:
        _let_in(connection)
        for index in recompute.INDEXES:
            connection.exec_driver_sql(index)
        analyse(url, FILLED)
        connection.execute(_YESTERDAY, {"on": TONIGHT})
        stage = Stage(database, written, storage, connection)
        _agree(stage)
        print(f"\n{database}: {written}; made, and all agreed, in {perf_counter() - started:.0f} s")
        yield stage


def _let_in(connection: Connection) -> None:
    """Let the owner of the tables see every row from now on: on a server, nobody else sees more."""
    if is_server(connection):
        for table in (invoices, standings):
            connection.exec_driver_sql(f"ALTER TABLE {table.name} NO FORCE ROW LEVEL SECURITY")


def _agree(stage: Stage) -> None:
    """Hold SQL against the library, account by account, and both ways of each against each other.

    Raises:
        AssertionError: they differ somewhere.
    """
    ledgers, turning = stage.ledgers(), set(stage.turning())
    before, after = ({one: standing(ledgers[one], on=on) for one in ledgers} for on in (YESTERDAY, TONIGHT))
    told = dict(recompute.levels(stage.connection, TONIGHT))
    assert stage.written.workspaces == len(told), "SQL left somebody out"
    assert {one: now.level for one, now in after.items() if now.level is not Level.CLEAR} == {
        one: level for one, level in told.items() if level is not Level.CLEAR
    }, "SQL and the library differ about a level"
    assert turning == {one for one in ledgers if not after[one].says_the_same_as(before[one])}, "somebody was not found"
    moved = {one: after[one].level.value for one in turning if after[one].level is not before[one].level}
    assert moved == stage.changed() == stage.changed_of_those_who_owe(), "SQL found others"
    stage.whole_night()
    assert not stage.turning(), "the night left somebody out"
    assert not stage.changed(), "the night told somebody otherwise than SQL"
    stage.put_back()
    assert turning == set(stage.turning()), "yesterday was not put back"


def finding(stage: Stage) -> Race:
    """P7: to find who changes, against working out anew who might."""
    slower, number = FINDING[stage.database] if stage.is_promised else None, len(stage.turning())
    return Race(
        f"P7 · {stage.database}, who changes tonight: {number:,} of {stage.written.workspaces:,} accounts",
        (
            Contender("found: Operations.turning", stage.turning),
            Contender("everybody worked out anew in SQL", stage.changed, slower=slower),
            Contender("only those who owe something", stage.changed_of_those_who_owe, slower=slower),
        ),
        rounds=10,
        calls=1,
        clock=perf_counter,
    )


def turning(stage: Stage) -> Race:
    """P7: the whole night but for entries and notices, against working everybody out anew."""
    bound, back = WHOLE[stage.database] if stage.is_promised else None, stage.put_back
    return Race(
        f"P7 · {stage.database}, the whole night, standings alone, one commit",
        (
            Contender("everybody anew in SQL, levels kept", stage.written_anew, prepare=back),
            Contender("everybody anew in SQL, nothing kept", stage.changed, prepare=back),
            Contender("only those who owe something, levels kept", stage.written_anew_of_those_who_owe, prepare=back),
            Contender("only those, nothing kept", stage.changed_of_those_who_owe, prepare=back),
            Contender("found, read, worked out, kept", stage.whole_night, bound=bound, prepare=back),
        ),
        rounds=10,
        calls=1,
        clock=perf_counter,
    )


def running(stage: Stage, url: str) -> Race:
    """P7, beside it: the real night, an entry and a notice each, every account in a commit of its own.

    The first one, of tonight, is not timed. In those behind it more accounts change, since nobody pays meanwhile.
    """
    stage.put_back()
    turns = _staffed(stage, url)
    clock = FixedClock(A_MONDAY_MORNING - DAY)
    registre, host = _assembled(stage, clock), Actor.operator()

    def tomorrow() -> tuple[()]:
        clock.advance(DAY)
        return ()

    def night() -> None:
        done = registre.nightly.run(host)
        assert done.standings, "nobody's standing changed"
        assert not done.troubles

    def again() -> None:
        assert not registre.nightly.run(host).standings, "a second run told somebody again"

    return Race(
        f"P7 · {stage.database}, {NIGHTS} real nights, {turns:,} accounts told of, each durably, by entry and notice",
        (
            Contender("registre.nightly.run; times are of one account", night, prepare=tomorrow, units=turns / NIGHTS),
            Contender("the same again, which finds nobody; of a run", again),
        ),
        rounds=NIGHTS,
        calls=1,
        clock=perf_counter,
    )


def _staffed(stage: Stage, url: str) -> int:
    """Give whoever changes within these nights somebody to tell, and say how often anybody does after tonight."""
    last = TONIGHT + NIGHTS * DAY
    coming, ledgers = stage.turning(last), stage.ledgers()
    staff(url, coming)
    return sum(record.since > TONIGHT for one in coming for record in _crossed(ledgers[one], last))


def _crossed(ledger: Sequence[Invoice], last: date) -> Iterator[StandingRecord]:
    record = StandingRecord(YESTERDAY, standing(ledger, on=YESTERDAY), POLICY)
    return crossings(record, ledger, to=last)


def _assembled(stage: Stage, clock: FixedClock) -> Registre:
    return assemble(
        Ports(
            storage=stage.storage,
            documents=MemoryDocuments(),
            pages=PdfPageReader(),
            clock=clock,
            ids=Uuid7Source(),
        )
    )
