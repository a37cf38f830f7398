"""Looking at what is left after a crash: every acknowledged change, nothing half, nothing twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Table, select
from tests.end_to_end.faults.grounds import A_DAY, Ground, Town, register_on
from tests.end_to_end.faults.writing import Change

from registre_core import Registre
from registre_core.codec import canonical_bytes, read_entry, to_builtins
from registre_core.kernel.errors import RegistreError
from registre_core.ports.storage import Snapshot
from registre_core.testing.contracts.storage.furniture import KINDS, every
from registre_core.workspace import Category, ErpType
from registre_storage_sqlalchemy import SqlStorage, schema

MANY = 1_000_000


@frozen
class Audit:
    """What an auditor found."""

    there: frozenset[Change]
    """Every change that is there."""
    unheard: frozenset[Change] = frozenset()
    """Those of them that nobody was told of: killed between the commit and the word of it."""
    lost: tuple[str, ...] = ()
    """Acknowledged changes that are not there, and what they brought along: documents, notices."""
    half: tuple[str, ...] = ()
    """What is there without what belongs to it."""
    repeated: tuple[str, ...] = ()
    """What is there twice."""

    @property
    def troubles(self) -> list[str]:
        """Everything that should not be."""
        return [*self.lost, *self.half, *self.repeated]


def audit(ground: Ground, town: Town, told: Iterable[Change]) -> Audit:
    """Open the register anew, change something at once, and compare everything with everything.

    Args:
        ground: where it stands.
        town: which workspace.
        told: what was acknowledged in it.
    """
    with closing(SqlStorage.open(ground.storage)) as storage, register_on(storage, ground.documents) as registre:
        known, failed = set(told), []
        try:
            known.add(("site-added", _changed_at_once(registre, town)))
        except RegistreError as error:
            failed.append(f"half: the next change fails: {error}")
        with storage.read(town.workspace) as tx:
            there = Counter((entry.heading.kind, entry.heading.subject_id) for entry in tx.register.entries())
            lost = [f"lost: {kind} {subject}" for kind, subject in known - there.keys()]
            lost += [*_lost_notices(tx), *_lost_documents(registre, town, tx)]
            half = [*failed, *_broken(registre, town), *_torn(tx), *_crossed_links(storage, town)]
            repeated = [f"repeated: {kind} {subject}" for (kind, subject), times in there.items() if times > 1]
            repeated += _repeated(tx)
    founding = {("workspace-founded", town.workspace), ("user-created", town.administrator)}
    unheard = frozenset(there.keys() - known - founding)
    return Audit(frozenset(there), unheard, tuple(lost), tuple(half), tuple(repeated))


def _changed_at_once(registre: Registre, town: Town) -> UUID:
    site = registre.workspace.add_site(town.mayor, name="Audit", erp_type=ErpType.N, category=Category.FIFTH)
    return site.id


def _broken(registre: Registre, town: Town) -> Iterator[str]:
    for breach in registre.register.verify(town.mayor).breaches:
        yield f"half: the register is broken: {breach}"


def _torn(tx: Snapshot) -> Iterator[str]:
    """Compare each thing with the last entry about it, which carries all of it: neither stands without the other."""
    recorded = {
        (entry.heading.subject_kind, entry.heading.subject_id): read_entry(entry).fact[entry.heading.subject_kind]
        for entry in tx.register.entries()
    }
    kept = {(kind.name, thing.id): _plain(thing) for kind in KINDS for thing in every(kind.store(tx).page)}
    workspace = tx.workspace.get()
    kept["workspace", workspace.id] = _plain(workspace)
    for key in recorded.keys() | kept.keys():
        if recorded.get(key) != kept.get(key):
            yield f"half: {key}: {recorded.get(key)} in the register, {kept.get(key)} beside it"


def _plain(thing: object) -> Any:  # noqa: ANN401  # whatever JSON holds
    return json.loads(canonical_bytes(to_builtins(thing)))


def _lost_notices(tx: Snapshot) -> Iterator[str]:
    """Find who was not told of an intervention, and what is told of none."""
    wanted = {
        f"intervention-planned/{one.id}/{A_DAY}/{contact}": one.id
        for one in every(tx.interventions.page)
        for contact in one.contacts
    }
    queued = {notice.key: notice.subject_id for notice in tx.outbox.pending(limit=MANY)}
    for key, subject in wanted.items() ^ queued.items():
        yield f"lost: notice {key} on {subject}, or what it tells of"


def _lost_documents(registre: Registre, town: Town, tx: Snapshot) -> Iterator[str]:
    for report in (report for one in every(tx.interventions.page) for report in one.reports):
        try:
            with registre.ports.documents.open(town.workspace, report.digest):
                pass
        except RegistreError as error:
            yield f"lost: document {report.digest}: {error}"


def _repeated(tx: Snapshot) -> Iterator[str]:
    """Find what a writer asked for once: each names its things, and plans one intervention a site."""
    names = [(kind, thing.name) for kind in ("site", "contractor", "contact", "user") for thing in _all(tx, kind)]
    planned = [("intervention", str(one.site_id)) for one in every(tx.interventions.page)]
    said = [("finding", one.text) for one in every(tx.findings.page)]
    for what, times in Counter([*names, *planned, *said]).items():
        if times > 1 and what != ("site", "Audit"):
            yield f"repeated: {times} times {what}"


def _all(tx: Snapshot, kind: str) -> list[Any]:
    return every(getattr(tx, f"{kind}s").page)


_LINKS = (
    (schema.users, "sites", schema.user_sites, "user_id", "site_id"),
    (schema.interventions, "contractors", schema.intervention_contractors, "intervention_id", "contractor_id"),
    (schema.interventions, "contacts", schema.intervention_contacts, "intervention_id", "contact_id"),
)
"""Owners, their JSON arrays, and the link tables that must say the same."""


def _crossed_links(storage: SqlStorage, town: Town) -> Iterator[str]:
    for owners, array, links, owner, thing in _LINKS:
        listed = {
            (identifier, UUID(named))
            for identifier, names in _rows(storage, town, owners, "id", array)
            for named in names or ()
        }
        linked = {(one, other) for one, other in _rows(storage, town, links, owner, thing)}
        for pair in listed ^ linked:
            yield f"half: {array} of {owners.name}: {pair} in the array or in {links.name}, not in both"


def _rows(storage: SqlStorage, town: Town, table: Table, *columns: str) -> list[tuple[Any, ...]]:
    asked = select(*(table.c[name] for name in columns)).where(table.c.workspace_id == town.workspace)
    with storage.database.snapshot(town.workspace) as connection:
        return [tuple(row) for row in connection.execute(asked)]
