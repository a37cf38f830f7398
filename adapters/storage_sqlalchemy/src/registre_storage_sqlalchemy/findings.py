"""Findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import bindparam, case, func, select, update

from registre_core.extraction import OpenFinding
from registre_core.findings import STILL_OPEN, Finding, Kind, Severity, State
from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import FindingId, SiteId, UserId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.ports.storage import EVERY_FINDING, FindingFilter, FindingOrder, FindingTally
from registre_storage_sqlalchemy.conditions import Asked, Condition, OneOf, Places, at_least, below, containing, equal
from registre_storage_sqlalchemy.finding_rows import FINDINGS
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import findings
from registre_storage_sqlalchemy.standing_open import still_open
from registre_storage_sqlalchemy.tallies import Tallying
from registre_storage_sqlalchemy.transactions import WORKSPACE, AnyRow, Work, built

_LISTS = Listing(FINDINGS, {FindingOrder.DEADLINE: findings.c.due_by, FindingOrder.GRAVEST: findings.c.gravity})
_FROM = equal(findings.c.intervention_id, "intervention")
_ON_VISIT = equal(findings.c.visit_id, "visit")
_BY = equal(findings.c.creator_id, "creator")
_PLACES = Places(findings.c.site_id)
_OPEN = Condition(still_open(findings.c.state, findings.c.gravity), leads=True)
_DONE = at_least(findings.c.gravity, "done")
_DONE_FROM = b"1"
"""In the order of gravity, what is open comes before this."""
_STANDING = equal(findings.c.state, "state")
_KINDS = OneOf(findings.c.kind, "kind", nothing="")
_AS_GRAVE = Condition(findings.c.severity == bindparam("severity"), "severity")
_SINCE = Condition(findings.c.created_at >= bindparam("from_moment"), "from_moment")
_UNTIL = Condition(findings.c.created_at < bindparam("until_moment"), "until_moment")
_DUE = below(findings.c.due_by, "due_before")
_SAYING = containing(findings.c.searchable, "words")


def _asked(where: FindingFilter) -> Asked:
    """Name the narrowest first: an intervention has a dozen findings, few are open, nearly all may be of one kind."""
    return {
        _FROM: where.intervention,
        _ON_VISIT: where.visit,
        _BY: where.creator,
        **_PLACES.asked(where.among),
        _OPEN: where.is_open or None,
        **_of_kind_and_state(where),
        _DONE: _DONE_FROM if where.is_open is False else None,
        _AS_GRAVE: where.severity and where.severity.value,
        _DUE: where.due_before,
        _SINCE: where.from_moment,
        _UNTIL: where.until_moment,
        _SAYING: where.words,
    }


def _of_kind_and_state(where: FindingFilter) -> Asked:
    """Name the state first, unless it is one that findings end in: most are cleared."""
    some = None if where.kinds is None or where.kinds == set(Kind) else sorted(kind.value for kind in where.kinds)
    kinds = _KINDS.asked(some)
    standing = {_STANDING: where.state and where.state.value}
    return {**standing, **kinds} if where.state in STILL_OPEN else {**kinds, **standing}


_FORGET_CREATOR = (
    update(findings)
    .where(findings.c.workspace_id == WORKSPACE, findings.c.creator_id == bindparam("creator"))
    .values(creator_name=ERASED_NAME, on_behalf_of=None, version=findings.c.version + 1)
)


_HERE = findings.c.workspace_id == WORKSPACE
_ON_SITE = findings.c.site_id == bindparam("site")
_OF_DOCUMENT = (
    select(*FINDINGS.columns)
    .where(_HERE, findings.c.document == bindparam("document"), _ON_SITE)
    .order_by(findings.c.document, findings.c.id)  # the index that is meant has them so
)
_OPEN_ON_SITE = (
    select(findings.c.id, findings.c.text, findings.c.place, findings.c.reference)
    .where(_HERE, _ON_SITE, _OPEN.clause)
    .order_by(findings.c.site_id.desc(), findings.c.id.desc())
    .limit(bindparam("at_most"))
)
_OPEN_OF_KINDS = _OPEN_ON_SITE.where(findings.c.kind.in_(bindparam("kinds", expanding=True)))
_TALLY = Tallying(
    findings.c.site_id,
    (findings.c.kind, findings.c.severity, findings.c.state),
    (
        func.count(),
        func.min(findings.c.created_at),
        func.sum(case((findings.c.due_by < bindparam("on", type_=findings.c.due_by.type), 1), else_=0)),
    ),
)


def _open_finding(row: AnyRow) -> OpenFinding:
    return OpenFinding(*row)


def _tally(row: AnyRow) -> FindingTally:
    site, kind, severity, state, count, oldest, overdue = row
    return FindingTally(site, Kind(kind), Severity(severity), State(state), count, oldest, overdue)


class SqlFindingReader:
    """Findings, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, finding: FindingId) -> Finding:
        """Give one finding."""
        return FINDINGS.get(self._work, finding)

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
        return tuple(built("finding", FINDINGS.read, rows))

    def open_on(
        self, site: SiteId, *, kinds: frozenset[Kind] | None = None, limit: int = 5_000
    ) -> tuple[OpenFinding, ...]:
        """Tell what is open on a site."""
        asked = _OPEN_ON_SITE if kinds is None else _OPEN_OF_KINDS
        of_kinds = {} if kinds is None else {"kinds": [kind.value for kind in kinds]}
        rows = self._work.rows(asked, {"site": site, "at_most": limit, **of_kinds})
        return tuple(built("finding", _open_finding, rows))

    def tally(self, among: frozenset[SiteId] | None, on: date) -> tuple[FindingTally, ...]:
        """Count the findings of some sites."""
        return tuple(built("finding", _tally, _TALLY.rows(self._work, among, {"on": on})))

    def every(self, where: FindingFilter = EVERY_FINDING) -> Iterator[Finding]:
        """Give all of them one by one."""
        return _LISTS.every(self._work, FindingOrder.GRAVEST, _asked(where))


class SqlFindingStore(SqlFindingReader):
    """Findings, to write."""

    def add(self, finding: Finding) -> Finding:
        """Keep a new finding."""
        return FINDINGS.add(self._work, finding)

    def save(self, finding: Finding) -> Finding:
        """Keep the changed finding."""
        return FINDINGS.save(self._work, finding)

    def forget_creator(self, creator: UserId) -> int:
        """Let every finding of this user read as an erased person's."""
        return self._work.change(_FORGET_CREATOR, {"creator": creator})
