"""A workspace with as many rows as one likes, written straight into the tables: by use cases it would take hours.

What a list reads is there as the stores would have written it; what no list looks at is the same in every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice, product
from random import Random
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Connection, Table, create_engine, insert

from registre_core.codec import to_builtins
from registre_core.interventions import TYPES
from registre_core.kernel.identifiers import ContractorId, InterventionId, ProfileId, SiteId, UserId
from registre_core.kernel.names import sort_key
from registre_core.testing.builders import a_passage
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_storage_sqlalchemy.findings import searchable_text
from registre_storage_sqlalchemy.roles import OWNER
from registre_storage_sqlalchemy.schema import (
    contacts,
    contractors,
    findings,
    interventions,
    profiles,
    sites,
    users,
)

BATCH = 5_000
"""Rows handed over at once."""
FEW = 200
"""How many sites, firms, profiles, people and interventions the rest refers to."""
YEARS = 10
"""Over which interventions are spread."""
FIRST_DAY = date(2016, 3, 2)
"""The first day anything was planned on."""

_WORDS = "école mairie gymnase crèche théâtre piscine halle musée Étoile Œuvre Saint-Étienne bibliothèque".split()
_REMARKS = ("Bloc de secours hors service", "Extincteur à vérifier", "Issue encombrée", "Absence de plan")
_PASSAGE = to_builtins(a_passage())


@frozen
class Crowd:
    """What stands in a crowded workspace, as far as lists are asked for it."""

    site: SiteId
    """One of many sites."""
    several: frozenset[SiteId]
    """Three of them."""
    contractor: ContractorId
    """One of many firms."""
    profile: ProfileId
    """One of many profiles."""
    creator: UserId
    """One of many people."""
    intervention: InterventionId
    """One of many interventions."""


def gather(connection: Connection, workspace: UUID, counts: Mapping[str, int]) -> Crowd:
    """Fill the tables named with so many rows each; `FEW` or more of what others refer to must be among them."""
    random = Random(1)  # noqa: S311  # the same crowd every time
    for name, make in _MAKERS.items():
        table, rows = make(random, counts.get(name, FEW))
        while batch := [{"workspace_id": workspace, "version": 1, **row} for row in islice(rows, BATCH)]:
            connection.execute(insert(table), batch)
    some = SiteId(_id("sites", 7))
    return Crowd(
        some,
        frozenset({some, SiteId(_id("sites", 8)), SiteId(_id("sites", 9))}),
        ContractorId(_id("contractors", 7)),
        ProfileId(_id("profiles", 7)),
        UserId(_id("users", 7)),
        InterventionId(_id("interventions", 7)),
    )


def _id(table: str, number: int) -> UUID:
    return UUID(int=number << 96 | 7 << 76 | 2 << 62 | _KINDS[table])


@cache
def _names() -> Sequence[Mapping[str, Any]]:
    """Make some thousands of names; in a large crowd several bear the same."""
    names = [f"{one.capitalize()} {other} {number}" for one, other in product(_WORDS, _WORDS) for number in range(50)]
    return [{"name": name, "name_key": sort_key(name)} for name in names]


@cache
def _remarks() -> Sequence[Mapping[str, Any]]:
    texts = [(f"{remark} ({number})", f"Niveau {number % 5}") for remark in _REMARKS for number in range(500)]
    return [{"text": text, "place": place, "searchable": searchable_text(text, place)} for text, place in texts]


Made = tuple[Table, Iterator[Mapping[str, Any]]]


def _sites(random: Random, count: int) -> Made:
    names = _names()
    rest = {"erp_type": "R", "category": 3, "address": ""}
    return sites, ({"id": _id("sites", n), **random.choice(names), **rest} for n in range(count))


def _contractors(random: Random, count: int) -> Made:
    names = _names()
    rest = {"siret": None, "approved": False}
    return contractors, ({"id": _id("contractors", n), **random.choice(names), **rest} for n in range(count))


def _contacts(random: Random, count: int) -> Made:
    names = _names()
    return contacts, (
        {
            "id": _id("contacts", n),
            **random.choice(names),
            "email": None,
            "phone": "",
            "contractor_id": _id("contractors", random.randrange(FEW)),
        }
        for n in range(count)
    )


def _profiles(random: Random, count: int) -> Made:
    names = _names()
    rest: Mapping[str, Any] = {"rights": [], "description": ""}
    return profiles, (
        {"id": _id("profiles", n), **random.choice(names), "folded_name": str(n), **rest} for n in range(count)
    )


def _users(random: Random, count: int) -> Made:
    names = _names()
    rest: Mapping[str, Any] = {
        "email": None,
        "grants": [],
        "denials": [],
        "sites": None,
        "active": True,
        "kind": "person",
    }
    return users, (
        {"id": _id("users", n), **random.choice(names), "profile_id": _id("profiles", random.randrange(FEW)), **rest}
        for n in range(count)
    )


def _interventions(random: Random, count: int) -> Made:
    """Nine in ten are closed."""
    rest: Mapping[str, Any] = {"contractors": [], "contacts": [], "reports": [], "done_on": None}
    types = tuple(TYPES)
    return interventions, (
        {
            "id": _id("interventions", n),
            "site_id": _id("sites", random.randrange(FEW)),
            "type_code": random.choice(types),
            "planned_on": FIRST_DAY + timedelta(days=random.randrange(365 * YEARS)),
            "closed_at": A_MONDAY_MORNING if random.randrange(10) else None,
            **rest,
        }
        for n in range(count)
    )


def _findings(random: Random, count: int) -> Made:
    """Those in the midst are in a state of a later release, which nobody here can read: no list is read so far."""
    remarks = _remarks()
    return findings, (
        {
            "id": _id("findings", n),
            "kind": "observation",
            "site_id": _id("sites", random.randrange(FEW)),
            "intervention_id": _id("interventions", random.randrange(FEW)),
            **random.choice(remarks),
            "passage": _PASSAGE,
            "creator_id": _id("users", random.randrange(FEW)),
            "creator_name": "Zoé Müller",
            "channel": "web",
            "on_behalf_of": None,
            "created_at": A_MONDAY_MORNING,
            "state": "open" if n < count // 4 or n >= count * 3 // 4 else "cleared",
        }
        for n in range(count)
    )


_MAKERS = {
    "sites": _sites,
    "contractors": _contractors,
    "contacts": _contacts,
    "profiles": _profiles,
    "users": _users,
    "interventions": _interventions,
    "findings": _findings,
}
"""In the order in which they refer to each other."""

_KINDS = {name: kind for kind, name in enumerate(_MAKERS)}
LISTED: Sequence[str] = tuple(_MAKERS)
"""Every table there is a list of."""


def analyse(url: str) -> None:
    """Let a database look at what it holds, as it does by itself sooner or later; on a server its owner asks for it."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET ROLE {OWNER}")
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()
