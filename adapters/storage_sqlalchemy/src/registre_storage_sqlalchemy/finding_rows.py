"""How findings lie in their table. Written out, since lists have fifty of them and summaries all there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from registre_core.codec import from_builtins, to_builtins
from registre_core.findings import CreatedBy, Finding, Kind, Severity, State, Step
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.names import SORT_KEY_VERSION
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import FindingOrder, searchable
from registre_storage_sqlalchemy.schema import (
    contacts,
    filed_documents,
    findings,
    interventions,
    permits,
    sites,
    users,
    visits,
)
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import AnyRow

_KINDS = {one.value: one for one in Kind}
_STATES = {one.value: one for one in State}
_SEVERITIES = {one.value: one for one in Severity}
_NATURES = {one.value: one for one in Nature}
_CHANNELS = {one.value: one for one in ClientKind}
_SOURCES = {one.value: one for one in TextSource}


def _finding(row: AnyRow) -> Finding:
    (
        finding,
        kind,
        site,
        intervention,
        text,
        passage,
        creator,
        creator_name,
        channel,
        behalf,
        created_at,
        state,
        place,
        number,
        reference,
        priority,
        nature,
        repeats,
        version,
        visit,
        filed,
        permit,
        severity,
        due_on,
        responsible,
        photos,
        documents,
        reference_source,
        steps,
    ) = row
    return Finding(
        finding,
        _KINDS[kind],
        site,
        intervention,
        text,
        passage and _passage(passage),
        CreatedBy(PersonRef(creator, creator_name), _CHANNELS[channel], behalf),
        created_at,
        _STATES[state],
        place,
        number,
        reference,
        priority,
        _NATURES[nature],
        repeats,
        version,
        visit,
        filed,
        permit,
        _SEVERITIES[severity],
        due_on,
        responsible and from_builtins(PersonKey, responsible),
        from_builtins(tuple[DocumentRef, ...], photos) if photos else (),
        from_builtins(tuple[DocumentRef, ...], documents) if documents else (),
        reference_source,
        from_builtins(tuple[Step, ...], steps) if steps else (),
    )


def _passage(data: dict[str, Any]) -> Passage:
    """Read what the codec wrote, in half the time it would take, since a list has fifty of them; uses up the dicts."""
    for part in data["parts"]:
        part["quads"] = tuple([Quad(**quad) for quad in part["quads"]])
    data["parts"] = tuple([PassagePart(**part) for part in data["parts"]])
    data["source"] = _SOURCES[data["source"]]
    return Passage(**data)


def searchable_text(text: str, place: str) -> str:
    """Give what a search looks through as it is kept: the version of its rules leads, which no search can ask for."""
    return chr(SORT_KEY_VERSION) + searchable(text, place)


def _row(finding: Finding) -> Mapping[str, Any]:
    return {**_as_written(finding), **_as_corrected(finding)}


def _as_written(finding: Finding) -> dict[str, Any]:
    creator, passage = finding.created_by, finding.passage
    return {
        "kind": finding.kind.value,
        "site_id": finding.site_id,
        "intervention_id": finding.intervention_id,
        "visit_id": finding.visit_id,
        "filed_id": finding.filed_id,
        "permit_id": finding.permit_id,
        "text": finding.text,
        "place": finding.place,
        "searchable": searchable_text(finding.text, finding.place),
        "passage": passage and to_builtins(passage),
        "document": passage.document if passage else "",
        "creator_id": creator.person.id,
        "creator_name": creator.person.name,
        "channel": creator.channel.value,
        "on_behalf_of": creator.on_behalf_of,
        "created_at": finding.created_at,
        "number": finding.number,
        "reference": finding.reference,
        "reference_source": finding.reference_source,
        "priority": finding.priority,
        "nature": finding.nature.value,
        "repeats": finding.repeats,
    }


def _as_corrected(finding: Finding) -> dict[str, Any]:
    return {
        "state": finding.state.value,
        "severity": finding.severity.value,
        "due_on": finding.due_on,
        "responsible": finding.responsible and to_builtins(finding.responsible),
        "photos": to_builtins(finding.photos) or None,
        "documents": to_builtins(finding.documents) or None,
        "steps": to_builtins(finding.steps) or None,
        "due_by": FindingOrder.DEADLINE.value_of(finding),
        "gravity": FindingOrder.GRAVEST.value_of(finding),
        "version": finding.version,
    }


def _people(finding: Finding, kind: PersonKind) -> Iterator[UUID]:
    named = (finding.responsible, *(step.checked_by for step in finding.steps))
    return (one.id for one in named if one is not None and one.kind is kind)


def _interventions(finding: Finding) -> Iterator[UUID]:
    return filter(None, (finding.intervention_id, *(step.intervention_id for step in finding.steps)))


def _visits(finding: Finding) -> Iterator[UUID]:
    return filter(None, (finding.visit_id, *(step.visit_id for step in finding.steps)))


def _findings(finding: Finding) -> Iterator[UUID]:
    return filter(None, (finding.repeats, *(step.finding_id for step in finding.steps)))


FINDINGS = Shelf(
    "finding",
    findings,
    (
        findings.c.id,
        findings.c.kind,
        findings.c.site_id,
        findings.c.intervention_id,
        findings.c.text,
        findings.c.passage,
        findings.c.creator_id,
        findings.c.creator_name,
        findings.c.channel,
        findings.c.on_behalf_of,
        findings.c.created_at,
        findings.c.state,
        findings.c.place,
        findings.c.number,
        findings.c.reference,
        findings.c.priority,
        findings.c.nature,
        findings.c.repeats,
        findings.c.version,
        findings.c.visit_id,
        findings.c.filed_id,
        findings.c.permit_id,
        findings.c.severity,
        findings.c.due_on,
        findings.c.responsible,
        findings.c.photos,
        findings.c.documents,
        findings.c.reference_source,
        findings.c.steps,
    ),
    read=_finding,
    write=_row,
    references=[
        Reference("site", sites, lambda finding: (finding.site_id,)),
        Reference("intervention", interventions, _interventions),
        Reference("visit", visits, _visits),
        Reference("filed-document", filed_documents, lambda finding: filter(None, (finding.filed_id,))),
        Reference("permit", permits, lambda finding: filter(None, (finding.permit_id,))),
        Reference("finding", findings, _findings),
        Reference("user", users, lambda finding: _people(finding, PersonKind.USER)),
        Reference("contact", contacts, lambda finding: _people(finding, PersonKind.CONTACT)),
    ],
)
"""Where they lie."""
