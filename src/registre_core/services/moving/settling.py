"""Putting what was loaded where it belongs, within the transaction that founds the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from attrs import define, evolve, field

from registre_core.codec import (
    CONTENTS,
    DOCUMENTS,
    END,
    MANIFEST,
    MOVED,
    REGISTER,
    Manifest,
    MemberName,
    read_entry_line,
    read_manifest,
    read_moved,
)
from registre_core.commissions import Visit
from registre_core.findings import State
from registre_core.kernel.errors import Conflict, InvalidInput, NotFound, Problem
from registre_core.ports.storage import StagedPart, StagingReader, Transaction
from registre_core.services.moving.arriving import is_cover, lines_of, placed
from registre_core.services.moving.naming import named_in
from registre_core.services.register import Tell

Add = Callable[[Any], object]
"""Keeps an entity."""

_ADDING: Mapping[str, Callable[[Transaction], Add]] = {
    "workspace": lambda tx: tx.workspace.add,
    "sites": lambda tx: tx.sites.add,
    "contractors": lambda tx: tx.contractors.add,
    "contacts": lambda tx: tx.contacts.add,
    "profiles": lambda tx: tx.profiles.add,
    "users": lambda tx: tx.users.add,
    "invoices": lambda tx: tx.invoices.add,
    "standing": lambda tx: tx.standing.save,
    "arrivals": lambda tx: tx.arrivals.add,
    "interventions": lambda tx: tx.interventions.add,
    "permits": lambda tx: tx.permits.add,
    "filed": lambda tx: tx.filed.add,
    "visits": lambda tx: tx.visits.add,
    "findings": lambda tx: tx.findings.add,
    "requests": lambda tx: tx.requests.add,
    "signatures": lambda tx: tx.signatures.add,
    "seals": lambda tx: tx.seals.add,
    "logbook": lambda tx: tx.logbook.add,
    "notices": lambda tx: tx.notice_settings.add,
    "mutings": lambda tx: lambda muting: tx.mutings.put(muting.recipient, muting.kinds),
    "subscriptions": lambda tx: tx.subscriptions.add,
}
"""Where each kind belongs."""

_ADDING_MANY: Mapping[str, Callable[[Transaction], Callable[[Iterable[Any]], object]]] = {
    "users": lambda tx: tx.users.add_all,
    "invoices": lambda tx: tx.invoices.add_all,
}
"""Of which many are kept in far fewer statements."""

_SAVING: Mapping[str, Callable[[Transaction], Add]] = {
    "interventions": lambda tx: tx.interventions.save,
    "visits": lambda tx: tx.visits.save,
    "findings": lambda tx: tx.findings.save,
    "logbook": lambda tx: tx.logbook.save,
}
"""Kinds that may name what comes later: a visit the prescriptions it led to, an entry the one that stands in for it."""


def _without_prescriptions(visit: Visit) -> Visit:
    opinions = tuple(evolve(opinion, motivated_by=()) for opinion in visit.opinions)
    return evolve(visit, opinions=opinions, orders=tuple(evolve(order, prescriptions=()) for order in visit.orders))


_BARE: Mapping[str, Callable[[Any], Any]] = {
    "interventions": lambda one: evolve(one, follows=None, followed_by=None),
    "visits": _without_prescriptions,
    "findings": lambda one: evolve(one, repeats=None, steps=(), state=State.OPEN),
    "logbook": lambda one: evolve(one, corrected_by=None),
}
"""The same without what may come later. It is kept one version back, and saved whole once everything is there."""


def manifest_of(staged: StagingReader, last: StagedPart) -> Manifest:
    """Give what an archive says of itself, once all of it is there.

    Raises:
        InvalidInput: ``staging-unfinished``.
    """
    first = next(staged.parts())
    if last.name != END or first.name != MANIFEST:
        said = "loading was interrupted: load the same archive again, it goes on where it ended"
        raise InvalidInput.at("archive", "staging-unfinished", said, parts=last.number)
    return read_manifest(first.content)


@define
class Settling:
    """Puts part after part where it belongs, and collects what speaks against it."""

    _tx: Transaction
    _tell: Tell
    problems: list[Problem] = field(factory=list)
    """Everything that speaks against it."""
    _loose: set[UUID] = field(factory=set)
    """Which ones are still bare."""
    _late: dict[UUID, list[Problem]] = field(factory=dict)
    """Which ones name what is not there yet, and what is to be told if it never comes."""

    def settle(self) -> None:
        """Put everything where it belongs; then tie what names later things."""
        for name, content in self._parts():
            if name.kind == CONTENTS:
                self._tx.signatures.keep_content(name.digest, content)
            elif name.kind == REGISTER:
                self._chain(name, content)
            elif name.kind in MOVED:
                self._add_all(name, content)
        while self._late and self._have_more_come():
            pass
        self.problems += (problem for problems in self._late.values() for problem in problems)
        if self._loose:
            self._tie()

    def _parts(self) -> Iterator[tuple[MemberName, bytes]]:
        for part in self._tx.staged.parts():
            name = MemberName.read(part.name)
            if name is not None:
                yield name, part.content

    def _add_all(self, name: MemberName, content: bytes) -> None:
        found = [(place, read_moved(MOVED[name.kind], line)) for place, line in lines_of(name, content)]
        if not self._added_at_once(name.kind, [entity for _, entity in found]):
            add = _ADDING[name.kind](self._tx)
            for place, entity in found:
                self._add(name.kind, place, entity, add)
        self._refer([entity for _, entity in found])
        self._tell(len(found))

    def _refer(self, entities: Iterable[object]) -> None:
        """Let no sweep take what came along: a register that another software wrote may not name it."""
        named = (digest for one in entities for folder, digest in named_in(one) if folder == DOCUMENTS)
        self._tx.documents.refer(dict.fromkeys(named))

    def _added_at_once(self, kind: str, entities: list[Any]) -> bool:
        """Keep many at once where that can be; if anything speaks against it, each alone tells which it was."""
        if kind not in _ADDING_MANY:
            return False
        try:
            _ADDING_MANY[kind](self._tx)(entities)
        except (Conflict, NotFound, InvalidInput):
            return False
        return True

    def _add(self, kind: str, place: str, entity: Any, add: Add) -> None:  # noqa: ANN401  # of whatever kind
        try:
            add(entity)
        except NotFound as missing:
            if not self._added_bare(kind, entity, add):
                self._late[_identity(entity)] = _told(place, missing)
        except (Conflict, InvalidInput) as error:
            self.problems += _told(place, error)

    def _added_bare(self, kind: str, entity: Any, add: Add) -> bool:  # noqa: ANN401  # of whatever kind
        if kind not in _BARE or entity.version == 1:
            return False
        try:
            add(evolve(_BARE[kind](entity), version=entity.version - 1))
        except (NotFound, InvalidInput):
            return False
        self._loose.add(entity.id)
        return True

    def _have_more_come(self) -> bool:
        """Try once more those that named what was not there: identifiers need not be in the order of time."""
        waiting = set(self._late)
        for name, content in self._parts():
            if name.kind not in MOVED:
                continue
            for place, line in lines_of(name, content):
                entity = read_moved(MOVED[name.kind], line)
                if _identity(entity) in waiting:
                    self._late.pop(_identity(entity), None)
                    self._add(name.kind, place, entity, _ADDING[name.kind](self._tx))
        return len(self._late) < len(waiting)

    def _tie(self) -> None:
        for name, content in self._parts():
            if name.kind not in _SAVING:
                continue
            for place, line in lines_of(name, content):
                entity = read_moved(MOVED[name.kind], line)
                if entity.id in self._loose:
                    self._save(place, entity, _SAVING[name.kind](self._tx))

    def _save(self, place: str, entity: Any, save: Add) -> None:  # noqa: ANN401  # of whatever kind
        try:
            save(evolve(entity, version=entity.version - 1))
        except (NotFound, Conflict, InvalidInput) as error:
            self.problems += _told(place, error)

    def _chain(self, name: MemberName, content: bytes) -> None:
        lines = [line for place, line in lines_of(name, content) if not is_cover(name, place)]
        try:
            self._tx.register.append_all(map(read_entry_line, lines))
        except Conflict as error:
            self.problems += _told(f"{REGISTER}/{name.number:06}", error)
        self._tell(len(lines))


def _identity(entity: Any) -> UUID:  # noqa: ANN401  # of whatever kind
    """Tell it from others; what has no identifier names nothing that could come later, or is there once."""
    found: UUID = getattr(entity, "id", _ONCE)
    return found


_ONCE = UUID(int=0)


def _told(place: str, error: NotFound | Conflict | InvalidInput) -> list[Problem]:
    """Give what an error says, with the line it is about."""
    found = error.problems if isinstance(error, InvalidInput) else [Problem("", error.code, error.message, error.facts)]
    return [placed(place, one) for one in found]
