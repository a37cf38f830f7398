"""P5: what a hundred thousand users may do, and what an edit would change for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any
from uuid import UUID

from attrs import evolve
from sqlalchemy import Engine

from benchmarks.agreement import require_same
from benchmarks.databases import beside
from benchmarks.measure import Contender, Race
from benchmarks.peers import django_project, sqlalchemy_orm
from benchmarks.rights.edits import KINDS, SAMPLE, Stage
from benchmarks.rights.hall import Hall, opened
from benchmarks.rights.town import a_city, exceptions_of
from registre_core.rights import CompiledRights, Consequence, Move, consequences

CROWD = 100_000
"""Users."""


def listing(database: str, url: str) -> Iterator[Race]:
    """Agree in a small city, then give the races about what everybody holds in a large one."""
    with _settled(database, url, SAMPLE) as (hall, engine):
        require_same(_everybody(hall, engine))
    with _settled(database, url, CROWD) as (hall, engine):
        if database == "SQLite":
            yield _computing(hall)
        yield _reading(hall, engine)


@contextmanager
def _settled(database: str, url: str, users: int) -> Iterator[tuple[Hall, Engine]]:
    """Let a city with many profiles settle: in our storage, and as peers keep it."""
    city = a_city(profiles=20, users=users, variants=KINDS * 5)
    with (
        opened(database, url, city) as hall,
        beside(url) as orm_url,
        sqlalchemy_orm.opened(orm_url) as engine,
        beside(url) as django_url,
        django_project.project(django_url),
    ):
        sqlalchemy_orm.settle_joined(engine, city)
        django_project.settle(city)
        yield hall, engine


def _everybody(hall: Hall, engine: Engine) -> Mapping[str, Callable[[], Any]]:
    """Tell what each user holds."""
    return {
        "the sets themselves": lambda: {user: hall.city.given(user) for user in hall.city.people},
        "ours": hall.everybody,
        "join": lambda: sqlalchemy_orm.held(sqlalchemy_orm.join(engine)),
        "subquery": lambda: sqlalchemy_orm.held(sqlalchemy_orm.subquery(engine)),
        "Django prefetch": django_project.prefetch,
    }


def _computing(hall: Hall) -> Race:
    """Compute without reading."""
    city, on = hall.city, hall.registre.ports.clock.today()
    situations = len(set(city.people.values()))

    def ours() -> CompiledRights:
        return CompiledRights.of(city.catalogue, on, city.profiles, city.people.items())

    def unions() -> Mapping[UUID, frozenset[str]]:
        return {user: city.given(user) for user in city.people}

    return Race(
        f"P5 · rights of {CROWD:,} users in {situations:,} situations, computed in memory",
        (Contender("ours, compiled", ours), Contender("two set operations a user", unions)),
        rounds=10,
        calls=1,
    )


def _reading(hall: Hall, engine: Engine) -> Race:
    sqlite = hall.database == "SQLite"
    return Race(
        f"P5 · {hall.database}, rights of {CROWD:,} users, read and computed",
        (
            Contender("ours, compiled", hall.compiled),
            Contender("SQL join", lambda: sqlalchemy_orm.join(engine), slower=15 if sqlite else None, turns=2),
            Contender("SQL subquery a user", lambda: sqlalchemy_orm.subquery(engine), turns=2),
            Contender("Django prefetch", django_project.prefetch, slower=50 if sqlite else None, turns=1),
        ),
        rounds=6,
        calls=1,
        clock=perf_counter,
    )


def previewing(stage: Stage) -> Iterator[Race]:
    """Give the races about an edit that is looked at first."""
    if stage.hall.database == "SQLite":
        yield _comparing(stage.hall)
    rights, edited = stage.hall.rights_of(stage.hall.profile), stage.hall.edited
    yield Race(
        f"P5 · {stage.hall.database}, preview of an edit for {CROWD:,} users, read and computed",
        (
            Contender("ours: plan_edit, with its first names", stage.plan),
            Contender("set unions a user, of those read", lambda: _unions(stage, rights, edited), turns=3),
        ),
        rounds=6,
        calls=1,
        clock=perf_counter,
    )


def _comparing(hall: Hall) -> Race:
    """Compare in memory what users hold before and after."""
    city, on = hall.city, hall.registre.ports.clock.today()
    (old,), situations = city.profiles.values(), Counter(city.people.values())
    new = evolve(old, rights=old.rights ^ hall.swapped)
    moves = [Move(situation, situation, count) for situation, count in situations.items()]
    people = [(user, one.grants, one.denials) for user, one in city.people.items()]

    def ours() -> tuple[Consequence, ...]:
        return consequences(city.catalogue, on, moves, {old.id: old}, {new.id: new})

    def unions() -> Mapping[UUID, Change]:
        return _changes(people, old.rights, new.rights)

    require_same({"ours": lambda: _counted(ours()), "unions": lambda: Counter(unions().values())})
    return Race(
        f"P5 · preview of an edit for {CROWD:,} users in {len(situations)} situations, computed in memory",
        (
            Contender("ours: one difference a situation", ours),
            Contender("set unions a user", unions, slower=100, turns=5),
        ),
        rounds=10,
        calls=1,
    )


Change = tuple[frozenset[str], frozenset[str]]
"""What somebody gains, and what he loses."""


def _unions(stage: Stage, old: frozenset[str], new: frozenset[str]) -> Mapping[UUID, Change]:
    rows = sqlalchemy_orm.exceptions(stage.engine, stage.hall.profile)
    people = [(user, *exceptions_of(written)) for user, written in rows]
    return _changes(people, old, new)


def _changes(
    people: Iterable[tuple[UUID, frozenset[str], frozenset[str]]], old: frozenset[str], new: frozenset[str]
) -> Mapping[UUID, Change]:
    """Compare user by user what his profile and his exceptions give, before and after."""
    changes = {}
    for user, grants, denials in people:
        had, has = (old | grants) - denials, (new | grants) - denials
        if had != has:
            changes[user] = (has - had, had - has)
    return changes


def _counted(groups: Iterable[Consequence]) -> Counter[Change]:
    """Count users by what they gain and lose."""
    counted: Counter[Change] = Counter()
    for group in groups:
        gained, lost = (
            frozenset[str]().union(*(shift.rights for shift in shifts))
            for shifts in (group.effective.gains, group.effective.losses)
        )
        if gained or lost:
            counted[gained, lost] += group.move.people
    return counted
