"""Findings as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from registre_cli.profiles.seat import Seat
from registre_cli.terminal import Words
from registre_core.findings import Finding, FindingLine, Severity, State, Step, line_of
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.identifiers import ContactId, SiteId, UserId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import Snapshot
from registre_core.rights import User
from registre_core.workspace import Contact

COLOURS: Mapping[Severity, str] = {Severity.CRITICAL: "red", Severity.MAJOR: "yellow"}
"""What stands out while it is open."""
_SOURCES = ("intervention_id", "visit_id", "filed_id", "permit_id")


@frozen
class Findings:
    """What sites and people are called that findings name, and which day it is."""

    today: date
    sites: Mapping[SiteId, str]
    people: Mapping[PersonKey, str]

    @classmethod
    def of(cls, seat: Seat, some: Iterable[Finding]) -> Findings:
        """Look the names up."""
        known = tuple(some)
        people = {one for found in known for one in _people(found)}
        with seat.reading() as tx:
            return cls(
                seat.registre.ports.clock.today(),
                {one: tx.sites.get(one).name for one in {found.site_id for found in known}},
                {one: _known(tx, one).name for one in people},
            )

    def line(self, finding: Finding) -> FindingLine:
        """Give it as a list shows it."""
        return line_of(finding, self.today)

    def state(self, finding: Finding) -> Words:
        """Say how grave it is and where it stands, as far as that still matters to anybody."""
        line = self.line(finding)
        style = COLOURS.get(finding.severity, "") if finding.is_open else "green" * (finding.state is State.CLEARED)
        return Words(f"{line.state}, {line.severity.lower()}{', en retard' if line.is_late else ''}", style=style)

    def where(self, finding: Finding) -> str:
        """Say where it is."""
        return ", ".join(filter(None, (self.sites[finding.site_id], finding.place)))

    def described(self, finding: Finding) -> dict[str, Any]:
        """Give one as plain values."""
        one, line = finding, self.line(finding)
        source = next((getattr(one, name) for name in _SOURCES if getattr(one, name)), None)
        return {
            "id": str(one.id),
            "kind": one.kind.value,
            "site": {"id": str(one.site_id), "name": self.sites[one.site_id]},
            "place": one.place,
            "text": one.text,
            "number": one.number,
            "reference": one.reference,
            "severity": one.severity.value,
            "state": one.state.value,
            "french_state": line.state,
            "due_on": one.due_on and one.due_on.isoformat(),
            "is_late": line.is_late,
            "planned_for": one.planned_for and one.planned_for.isoformat(),
            "responsible": one.responsible and self._person(one.responsible),
            "created_at": one.created_at.isoformat(),
            "created_by": {
                "id": str(one.created_by.id),
                "name": one.created_by.person.name,
                "on_behalf_of": one.created_by.on_behalf_of,
                "channel": one.created_by.channel.value,
                "column": line.created_by,
            },
            "origin": {"kind": one.origin.value, "id": source and str(source)},
            "quote": one.passage and one.passage.quote,
            "repeats": one.repeats and str(one.repeats),
            "photos": [*map(_document, one.photos)],
            "documents": [*map(_document, one.documents)],
            "steps": [*map(self._step, one.steps)],
        }

    def name(self, key: PersonKey) -> str:
        """Say who it is."""
        return self.people[key]

    def _person(self, key: PersonKey) -> dict[str, str]:
        return {"kind": key.kind.value, "id": str(key.id), "name": self.people[key]}

    def _step(self, step: Step) -> dict[str, Any]:
        return {
            "move": step.move.value,
            "at": step.at.isoformat(),
            "by": str(step.by),
            "reason": step.reason,
            "due_on": step.due_on and step.due_on.isoformat(),
            "authority": step.authority,
            "checked_by": step.checked_by and self._person(step.checked_by),
            "intervention": step.intervention_id and str(step.intervention_id),
            "visit": step.visit_id and str(step.visit_id),
            "finding": step.finding_id and str(step.finding_id),
            "proofs": [*map(_document, step.proofs)],
        }


def _known(tx: Snapshot, key: PersonKey) -> User | Contact:
    return tx.users.get(UserId(key.id)) if key.kind is PersonKind.USER else tx.contacts.get(ContactId(key.id))


def _people(finding: Finding) -> Iterable[PersonKey]:
    named = (finding.responsible, *(step.checked_by for step in finding.steps))
    return (one for one in named if one is not None)


def _document(document: DocumentRef) -> dict[str, Any]:
    return {
        "digest": document.digest,
        "name": document.name,
        "size": document.size,
        "media_type": document.media_type,
        "originality": document.originality.value,
    }
