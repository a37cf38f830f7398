"""P4: a profile gets other rights, and a hundred thousand users share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from attrs import frozen
from sqlalchemy import Engine

from benchmarks.agreement import require_same
from benchmarks.databases import beside
from benchmarks.measure import Contender, Race
from benchmarks.peers import django_project, sqlalchemy_orm
from benchmarks.rights.hall import Hall, opened
from benchmarks.rights.town import a_city
from registre_core.rights import Plan

CROWD = 100_000
"""Users who share the profile."""
SAMPLE = 500
"""Users of the small city in which everybody has to agree first."""
KINDS = 10
"""Different exceptions that one in fifty of them has."""


@frozen
class Stage:
    """One city in our storage, and next to it as peers keep it."""

    hall: Hall
    engine: Engine

    @property
    def name(self) -> str:
        """What the profile is called."""
        return self.hall.city.profiles[self.hall.profile].name

    def commit(self, plan: Plan) -> None:
        """Edit it as planned."""
        self.hall.registre.rights.commit_edit(self.hall.mayor, plan)

    def plan(self) -> Sequence[Plan]:
        """Plan the next edit."""
        return (self.hall.registre.rights.plan_edit(self.hall.mayor, self.hall.profile, rights=self.hall.edited),)

    def loop(self, rights: frozenset[str]) -> None:
        """Edit it as an ORM does."""
        sqlalchemy_orm.loop(self.engine, self.hall.profile, rights)

    def set_based(self, rights: frozenset[str]) -> None:
        """Edit it as SQL does."""
        sqlalchemy_orm.set_based(self.engine, self.hall.profile, rights)

    def save_loop(self, rights: frozenset[str], users: int) -> None:
        """Edit it as Django does, if rights are copied, for so many."""
        django_project.save_loop(self.name, rights, users)

    def edit_group(self, rights: frozenset[str]) -> None:
        """Edit it as Django does, if they are not."""
        django_project.edit_group(self.name, rights)


def agree(database: str, url: str) -> None:
    """Let everybody make the same edit in a small city."""
    with staged(database, url, SAMPLE) as stage:
        require_same(_results(stage))


@contextmanager
def staged(database: str, url: str, users: int = CROWD) -> Iterator[Stage]:
    """Let a city settle in which all users share a profile: in our storage, and as peers keep it."""
    city = a_city(profiles=1, users=users, variants=KINDS)
    with (
        opened(database, url, city) as hall,
        beside(url) as orm_url,
        sqlalchemy_orm.opened(orm_url) as engine,
        beside(url) as django_url,
        django_project.project(django_url),
    ):
        sqlalchemy_orm.settle_copied(engine, city)
        django_project.settle(city)
        yield Stage(hall, engine)


def _results(stage: Stage) -> Mapping[str, Callable[[], Any]]:
    """Let everybody make the same edit, and tell what each user holds then."""
    rights, engine = stage.hall.edited, stage.engine

    def after(edit: Callable[[frozenset[str]], None], read: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> object:
            edit(rights)
            return read()

        return run

    return {
        "ours": after(lambda _: stage.commit(*stage.plan()), stage.hall.everybody),
        "ORM loop": after(stage.loop, lambda: sqlalchemy_orm.copies(engine)),
        "set-based": after(stage.set_based, lambda: sqlalchemy_orm.copies(engine)),
        "Django save loop": after(lambda rights: stage.save_loop(rights, SAMPLE), django_project.copies),
        "Django group": after(stage.edit_group, django_project.prefetch),
    }


def editing(stage: Stage) -> Race:
    """Edit the profile, each time with other rights."""
    postgresql, situations = stage.hall.database == "PostgreSQL", len(set(stage.hall.city.people.values()))
    return Race(
        f"P4 · {stage.hall.database}, a profile of {CROWD:,} users in {situations} situations gets other rights",
        (
            Contender("ours, of a plan: commit_edit", stage.commit, prepare=stage.plan),
            Contender("ours, with the plan before it", lambda: stage.commit(*stage.plan())),
            Contender(
                "set-based UPDATE of a rights column",
                stage.set_based,
                slower=50 if postgresql else None,
                prepare=_next(stage),
                turns=3,
            ),
            Contender(
                "SQLAlchemy ORM loop",
                stage.loop,
                slower=300 if postgresql else None,
                prepare=_next(stage),
                turns=3,
            ),
            Contender(
                "Django save loop, a tenth of them, times ten",
                lambda rights: stage.save_loop(rights, CROWD // 10),
                prepare=_next(stage),
                units=0.1,
                turns=1,
            ),
            Contender(
                "Django group, nothing shown or recorded",
                stage.edit_group,
                prepare=_next(stage),
            ),
        ),
        rounds=6,
        calls=1,
        clock=perf_counter,
    )


def _next(stage: Stage) -> Callable[[], Sequence[frozenset[str]]]:
    """Give other rights each time, so that each edit changes something."""
    waiting = [stage.hall.rights_of(stage.hall.profile), stage.hall.edited]

    def prepare() -> Sequence[frozenset[str]]:
        waiting.reverse()
        return (waiting[0],)

    return prepare
