"""Workspaces with as many rows as one likes, written straight into the tables: by use cases it would take hours.

What a list reads is there as the stores would have written it; what no list looks at is the same in every row.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from random import Random
from types import MappingProxyType
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Table

from benchmarks import corrections
from benchmarks.bulk import bulk
from benchmarks.marks import DAYS, FEW, MORNING, Rows, identifier
from registre_core.codec import to_builtins
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import ContractorId, InterventionId, ProfileId, SiteId, UserId
from registre_core.kernel.names import sort_key
from registre_core.rights import Situation
from registre_core.signatures import Stage, SubjectKind
from registre_core.testing.signing import a_signer, a_subject, an_open_permit
from registre_storage_sqlalchemy.schema import (
    arrivals,
    contacts,
    contractors,
    filed_documents,
    findings,
    interventions,
    invoices,
    logbook,
    permit_contractors,
    permits,
    profiles,
    rights_situations,
    signatures,
    sites,
    users,
    visits,
    work_requests,
)
from registre_storage_sqlalchemy.situations import content_of, digest_of

_WORDS = "école mairie gymnase crèche théâtre piscine halle musée Étoile Œuvre Saint-Étienne bibliothèque".split()

LISTED: Sequence[Table] = (
    *(sites, contractors, contacts, profiles, users, interventions, findings, invoices, arrivals, signatures, permits),
    *(visits, logbook, filed_documents, work_requests),
)
"""Every table there is a list of, in the order in which they refer to each other."""

FILLED: Sequence[Table] = (*LISTED[:4], rights_situations, *LISTED[4:], permit_contractors)
"""These, what users refer to, and whose permits are whose."""


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

    @property
    def document(self) -> Digest:
        """One of many reports."""
        return Digest(f"{7:064x}")

    @property
    def user(self) -> UserId:
        """One of many people, who sent what arrived."""
        return self.creator

    @property
    def situation(self) -> Situation:
        """That of everybody who shares the profile, as all do who share one."""
        return Situation(profile_id=self.profile)

    @property
    def situations(self) -> Sequence[Situation]:
        """Those of three profiles."""
        return [Situation(profile_id=ProfileId(UUID(identifier("profiles", number)))) for number in (7, 8, 9)]


def gather(
    url: str, workspace: UUID, counts: Mapping[str, int], *, beside: Mapping[UUID, int] = MappingProxyType({})
) -> Crowd:
    """Fill the tables named with so many rows each; `FEW` or more of what others refer to must be among them.

    Args:
        url: of the database.
        workspace: whose rows they are.
        counts: rows by table.
        beside: other workspaces, each of which gets so many of the first rows, `FEW` or more, in every table. How many
            users are in a situation stays what it is in the crowd: no list looks at it.
    """
    random = Random(1)  # noqa: S311  # the same crowd every time
    with bulk(url, FILLED) as open_tables:
        for table in FILLED:
            rows = _MAKERS[table.name](random, counts.get(_COUNTED_AS.get(table.name, table.name), FEW))
            open_tables.write(table, ({**_common(table, workspace), **row} for row in rows))
            for other, count in beside.items():
                open_tables.repeat(table, of=workspace, to=other, count=count)
    some, *others = [SiteId(UUID(identifier("sites", number))) for number in (7, 8, 9)]
    return Crowd(
        some,
        frozenset({some, *others}),
        ContractorId(UUID(identifier("contractors", 7))),
        ProfileId(UUID(identifier("profiles", 7))),
        UserId(UUID(identifier("users", 7))),
        InterventionId(UUID(identifier("interventions", 7))),
    )


def _common(table: Table, workspace: UUID) -> Mapping[str, Any]:
    versioned = {"version": 1} if "version" in table.c else {}
    return {"workspace_id": workspace.hex, **versioned}


@cache
def _names() -> Sequence[Mapping[str, Any]]:
    """Make some thousands of names; in a large crowd several bear the same."""
    names = [f"{one.capitalize()} {other} {number}" for one, other in product(_WORDS, _WORDS) for number in range(50)]
    return [{"name": name, "name_key": sort_key(name)} for name in names]


def _sites(random: Random, count: int) -> Rows:
    names = _names()
    rest = {"erp_type": "R", "category": 3, "address": ""}
    return ({"id": identifier("sites", n), **random.choice(names), **rest} for n in range(count))


def _contractors(random: Random, count: int) -> Rows:
    names = _names()
    rest = {"siret": None, "approved": False}
    return ({"id": identifier("contractors", n), **random.choice(names), **rest} for n in range(count))


def _contacts(random: Random, count: int) -> Rows:
    names = _names()
    return (
        {
            "id": identifier("contacts", n),
            **random.choice(names),
            "email": None,
            "phone": "",
            "contractor_id": identifier("contractors", random.randrange(FEW)),
        }
        for n in range(count)
    )


def _profiles(random: Random, count: int) -> Rows:
    names = _names()
    rest: Mapping[str, Any] = {"rights": "[]", "description": ""}
    return (
        {"id": identifier("profiles", n), **random.choice(names), "folded_name": str(n), **rest} for n in range(count)
    )


@cache
def _situation(profile: int) -> Mapping[str, Any]:
    content = content_of(profile=str(UUID(identifier("profiles", profile))))
    return {"digest": digest_of(content), "profile_id": identifier("profiles", profile), "content": content}


def _situations(random: Random, count: int) -> Rows:  # as all makers
    """Let so many users share all profiles alike."""
    return ({**_situation(n), "people": len(range(n, count, FEW))} for n in range(FEW))


def _users(random: Random, count: int) -> Rows:
    names = _names()
    rest: Mapping[str, Any] = {
        "email": None,
        "email_key": None,
        "grants": "[]",
        "denials": "[]",
        "sites": None,
        "active": True,
        "locked": False,
        "expires_on": None,
        "kind": "person",
    }
    for n in range(count):
        shared = _situation(n % FEW)
        situated = {"profile_id": shared["profile_id"], "situation": shared["digest"]}
        yield {"id": identifier("users", n), **random.choice(names), **situated, **rest}


def _interventions(random: Random, count: int) -> Rows:
    """One in two hundred is no maintenance."""
    rest: Mapping[str, Any] = {
        "contractors": "[]",
        "contacts": "[]",
        "reports": "[]",
        "done_on": None,
        "photos": "[]",
        "rule": None,
        "edition": 0,
        "recurrence": None,
        "follows": None,
        "followed_by": None,
        "postponements": "[]",
        "cancellation": "Démoli",
    }
    return (
        {
            "id": identifier("interventions", n),
            "site_id": identifier("sites", random.randrange(FEW)),
            "type_code": "maintenance" if random.randrange(200) else "works",
            **_ended(random, random.choice(DAYS)),
            **rest,
        }
        for n in range(count)
    )


def _ended(random: Random, day: str) -> Mapping[str, Any]:
    """Close nine in ten; of the others one in ten was cancelled, and as many wait for their signatures."""
    fate = random.randrange(100)
    is_open = fate < 9
    return {
        "planned_on": day,
        "closed_at": MORNING if fate >= 10 else None,
        "cancelled_at": MORNING if fate == 9 else None,
        "asked_at": MORNING if fate == 8 else None,
        "urgency": f"{int(not is_open)}{day}".encode(),
    }


def _invoices(random: Random, count: int) -> Rows:
    """Nine in ten are paid, one in fifty waits, and one in two hundred is of the Pacific."""
    rest: Mapping[str, Any] = {"lines": "[]", "movements": "[]", "holds": "[]"}
    return (
        {
            "id": identifier("invoices", n),
            "number": f"F-{n:07}",
            "issued_on": DAYS[0],
            "recorded_on": DAYS[0],
            "due_on": random.choice(DAYS),
            "currency": "EUR" if random.randrange(200) else "XPF",
            "total": 12_000,
            "remaining": 0 if random.randrange(10) else 12_000,
            "held_until": None if random.randrange(50) else random.choice(DAYS),
            **rest,
        }
        for n in range(count)
    )


def _arrivals(random: Random, count: int) -> Rows:
    """One in two hundred still waits."""
    rest: Mapping[str, Any] = {"client_version": "1.9.1", "on_behalf_of": None, "refusal": None}
    for n in range(count):
        waits = not random.randrange(200)
        yield {
            "id": identifier("arrivals", n),
            "action": "interventions.close",
            "arguments": "{}",
            "user_id": identifier("users", random.randrange(FEW)),
            "client": "mobile",
            **dict.fromkeys(("claimed_at", "received_at"), MORNING),
            "state": "waiting" if waits else "admitted",
            "settled_at": None if waits else MORNING,
            **rest,
        }


_SIGNED = {
    SubjectKind.INTERVENTION: json.dumps(to_builtins(a_subject())),
    SubjectKind.PERMIT: json.dumps(to_builtins(a_subject(kind=SubjectKind.PERMIT, stage=Stage.OPENING))),
}
_SIGNER = json.dumps(to_builtins(a_signer()))


def _signatures(random: Random, count: int) -> Rows:
    """One in two hundred can still be signed, half of these for long enough; one in three is under a permit."""
    for n in range(count):
        is_open, kind = not random.randrange(200), SubjectKind.INTERVENTION if n % 3 else SubjectKind.PERMIT
        yield {
            "id": identifier("signatures", n),
            "subject": _SIGNED[kind],
            "site_id": identifier("sites", random.randrange(FEW)),
            "digest": f"{n:064x}",
            "role": "operator",
            "signer": _SIGNER,
            "asked_at": "2016-03-01T08:00:00.000000+00:00",
            "expires_at": f"{random.choice(DAYS)}T08:00:00.000000+00:00",
            "state": "requested" if is_open else "revoked",
            "shown_at": None,
            "settled_at": None if is_open else MORNING,
            "reason": "",
            "reservations": "",
            "replaces": None,
            "evidence": None,
            "asked_by": None,
            "session_id": None,
            "subject_kind": kind.value,
            "subject_id": identifier("interventions", random.randrange(FEW)),
            "signer_id": identifier("users", random.randrange(FEW)),
            "drawing_digest": f"{n:064x}",
        }


def _permits(random: Random, count: int) -> Rows:
    """One in a hundred is under way, three were cancelled; all others are closed."""
    permit = {name: json.dumps(to_builtins(value)) for name, value in _PARTS.items()}
    for n in range(count):
        begins, fate = random.choice(DAYS), random.randrange(100)
        is_open = not fate
        ends = f"{begins}T18:00:00.000000+00:00"
        yield {
            "id": identifier("permits", n),
            "site_id": identifier("sites", random.randrange(FEW)),
            "place": "Chaufferie",
            "work": "Soudure",
            "stages": "both",
            "edition": 1,
            "closings": 0,
            **permit,
            "valid_from": f"{begins}T08:00:00.000000+00:00",
            "valid_until": ends,
            **dict.fromkeys(("created_at", "asked_at"), MORNING),
            **dict.fromkeys(("work_ended_at", "closing_asked_at"), None if is_open else MORNING),
            **dict.fromkeys(("site_closes_at", "watch", "earlier", "suspension", "exemption", "ending")),
            "phase": "active" if is_open else "cancelled" if fate < 4 else "closed",
            **dict.fromkeys(("expires_after", "watch_due_from"), ends if is_open else None),
        }


_PERMIT = an_open_permit()
_PARTS = {
    name: getattr(_PERMIT, name)
    for name in (
        *("means", "contractors", "watcher", "operator_people", "contractor_people", "measures", "detectors"),
        *("rounds", "rule", "opened_by", "closed_by"),
    )
}


def _permit_contractors(random: Random, count: int) -> Rows:
    """Let each permit be one firm's."""
    return (
        {"permit_id": identifier("permits", n), "contractor_id": identifier("contractors", random.randrange(FEW))}
        for n in range(count)
    )


_MAKERS = {
    "sites": _sites,
    "contractors": _contractors,
    "contacts": _contacts,
    "profiles": _profiles,
    "users": _users,
    "interventions": _interventions,
    "findings": corrections.findings,
    "rights_situations": _situations,
    "invoices": _invoices,
    "arrivals": _arrivals,
    "signatures": _signatures,
    "permits": _permits,
    "permit_contractors": _permit_contractors,
    "visits": corrections.visits,
    "logbook": corrections.logbook,
    "filed_documents": corrections.filed_documents,
    "work_requests": corrections.work_requests,
}

_COUNTED_AS = {"rights_situations": "users", "permit_contractors": "permits"}
"""Whose number decides about rows that stand for others."""
