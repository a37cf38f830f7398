"""Findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select, update

from registre_core.codec import to_builtins
from registre_core.extraction import OpenFinding
from registre_core.findings import CreatedBy, Finding, Kind, State
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import FindingId, SiteId, UserId
from registre_core.kernel.names import SORT_KEY_VERSION
from registre_core.kernel.natures import Nature
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.ports.storage import EVERY_FINDING, FindingFilter, FindingOrder, searchable
from registre_storage_sqlalchemy.conditions import Asked, Places, containing, equal
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import findings, interventions, sites
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_KINDS = {one.value: one for one in Kind}
_STATES = {one.value: one for one in State}
_NATURES = {one.value: one for one in Nature}
_CHANNELS = {one.value: one for one in ClientKind}
_SOURCES = {one.value: one for one in TextSource}


def _finding(row: AnyRow) -> Finding:
    (
        identifier,
        kind,
        site,
        intervention,
        text,
        passage,
        creator,
        creator_name,
        channel,
        on_behalf_of,
        created_at,
        state,
        place,
        number,
        reference,
        priority,
        nature,
        repeats,
        version,
    ) = row
    return Finding(
        identifier,
        _KINDS[kind],
        site,
        intervention,
        text,
        _passage(passage),
        CreatedBy(PersonRef(creator, creator_name), _CHANNELS[channel], on_behalf_of),
        created_at,
        _STATES[state],
        place,
        number,
        reference,
        priority,
        _NATURES[nature],
        repeats,
        version,
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


def _finding_row(finding: Finding) -> Mapping[str, Any]:
    creator = finding.created_by
    return {
        "kind": finding.kind.value,
        "site_id": finding.site_id,
        "intervention_id": finding.intervention_id,
        "text": finding.text,
        "passage": to_builtins(finding.passage),
        "creator_id": creator.person.id,
        "creator_name": creator.person.name,
        "channel": creator.channel.value,
        "on_behalf_of": creator.on_behalf_of,
        "created_at": finding.created_at,
        "state": finding.state.value,
        "place": finding.place,
        "number": finding.number,
        "reference": finding.reference,
        "priority": finding.priority,
        "nature": finding.nature.value,
        "repeats": finding.repeats,
        "document": finding.passage.document,
        "searchable": searchable_text(finding.text, finding.place),
        "version": finding.version,
    }


_FINDINGS = Shelf(
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
    ),
    read=_finding,
    write=_finding_row,
    references=[
        Reference("site", sites, lambda finding: (finding.site_id,)),
        Reference("intervention", interventions, lambda finding: (finding.intervention_id,)),
        Reference("finding", findings, lambda finding: (finding.repeats,) if finding.repeats else ()),
    ],
)


_LISTS = Listing(_FINDINGS, {})
_FROM = equal(findings.c.intervention_id, "intervention")
_BY = equal(findings.c.creator_id, "creator")
_PLACES = Places(findings.c.site_id)
_STANDING = equal(findings.c.state, "state")
_SAYING = containing(findings.c.searchable, "words")


def _asked(where: FindingFilter) -> Asked:
    """Name the narrowest first: an intervention has a dozen findings, a state may have nearly all."""
    return {
        _FROM: where.intervention,
        _BY: where.creator,
        **_PLACES.asked(where.among),
        _STANDING: where.state and where.state.value,
        _SAYING: where.words,
    }


_FORGET_CREATOR = (
    update(findings)
    .where(findings.c.workspace_id == WORKSPACE, findings.c.creator_id == bindparam("creator"))
    .values(creator_name=ERASED_NAME, on_behalf_of=None, version=findings.c.version + 1)
)


_HERE = findings.c.workspace_id == WORKSPACE
_ON_SITE = findings.c.site_id == bindparam("site")
_OF_DOCUMENT = (
    select(*_FINDINGS.columns)
    .where(_HERE, findings.c.document == bindparam("document"), _ON_SITE)
    .order_by(findings.c.document, findings.c.id)  # the index that is meant has them so
)
_OPEN = (
    select(findings.c.id, findings.c.text, findings.c.place, findings.c.reference)
    .where(_HERE, _ON_SITE, findings.c.state == bindparam("state"))
    .order_by(findings.c.site_id.desc(), findings.c.id.desc())
    .limit(bindparam("at_most"))
)


def _open_finding(row: AnyRow) -> OpenFinding:
    return OpenFinding(*row)


class SqlFindingReader:
    """Findings, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, finding: FindingId) -> Finding:
        """Give one finding."""
        return _FINDINGS.get(self._work, finding)

    def page(
        self,
        where: FindingFilter = EVERY_FINDING,
        *,
        order: FindingOrder = FindingOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Finding]:
        """List findings."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def count(self, where: FindingFilter = EVERY_FINDING, *, cap: int = LARGEST_COUNT) -> Total:
        """Count findings."""
        return _LISTS.count(self._work, cap, _asked(where))

    def of_document(self, document: Digest, site: SiteId) -> tuple[Finding, ...]:
        """Give every finding of a site that was read in this file."""
        rows = self._work.rows(_OF_DOCUMENT, {"document": document, "site": site})
        return tuple(built("finding", _finding, rows))

    def open_on(self, site: SiteId, *, limit: int = 5_000) -> tuple[OpenFinding, ...]:
        """Tell what is open on a site."""
        rows = self._work.rows(_OPEN, {"site": site, "state": State.OPEN.value, "at_most": limit})
        return tuple(built("finding", _open_finding, rows))


class SqlFindingStore(SqlFindingReader):
    """Findings, to write."""

    def add(self, finding: Finding) -> Finding:
        """Keep a new finding."""
        return _FINDINGS.add(self._work, finding)

    def forget_creator(self, creator: UserId) -> int:
        """Let every finding of this user read as an erased person's."""
        return self._work.change(_FORGET_CREATOR, {"creator": creator})
