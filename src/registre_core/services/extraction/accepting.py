"""Use cases: the proposals that somebody accepts become findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from registre_core.access import ACTIONS
from registre_core.extraction import Candidate, Ocr, Overlap, Part, overlap
from registre_core.findings import CreatedBy, Finding, FindingRecorded
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.identifiers import FindingId, InterventionId
from registre_core.kernel.passages import Passage
from registre_core.kernel.reports import ReportSource
from registre_core.kernel.validation import Checked
from registre_core.services.extraction.desk import Desk, passages_of, taken_from
from registre_core.services.findings import require_repeated, seen_again
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.reading import OpenReport
from registre_core.services.report_sources import Origin, origin_of


@frozen
class Accepted(Checked):
    """A candidate that somebody accepts as a finding, and what he corrects of it."""

    candidate: Candidate
    """As it was proposed; whoever corrects its number or reference evolves it."""
    text: str | None = None
    """A better wording than the report's own, if any; the quote stays what it is."""
    place: str | None = None
    """Where in the building; as the report says unless told."""

    def contradictions(self) -> list[Problem]:
        """A wording says something."""
        if self.text is None or self.text.strip():
            return []
        return [Problem("text", "blank-text", "'text' needs at least one visible character")]


@frozen
class Acceptance:
    """What came of what was accepted."""

    findings: tuple[Finding, ...]
    """Those recorded now, in the order in which they were accepted."""
    already: tuple[Finding, ...]
    """Those that had been made of the very same words before: nothing was recorded a second time."""
    left: tuple[Candidate, ...] | None
    """What the report says beside, and nobody has taken yet; ``None`` for whom its contents are not to be seen."""


@frozen
class Draft:
    """A finding that is about to be made."""

    id: FindingId
    """Which one it will be."""
    accepted: Accepted
    """What it is made of."""
    passage: Passage
    """Its words, read again."""

    def finding(self, origin: Origin, creator: CreatedBy, stamp: Stamp) -> Finding:
        """Make it."""
        candidate, corrected = self.accepted.candidate, self.accepted
        return Finding(
            id=self.id,
            kind=origin.kind,
            site_id=origin.site_id,
            intervention_id=origin.intervention_id,
            text=self.passage.quote if corrected.text is None else corrected.text,
            passage=self.passage,
            created_by=creator,
            created_at=stamp.at,
            place=candidate.place if corrected.place is None else corrected.place,
            number=candidate.number,
            reference=candidate.reference,
            priority=candidate.priority,
            nature=candidate.nature,
            repeats=candidate.repeats,
            visit_id=origin.visit_id,
            filed_id=origin.filed_id,
        )


@frozen
class Accepting(Desk):
    """Records what is accepted of a report."""

    def accept(
        self,
        actor: Actor,
        source: ReportSource | InterventionId,
        report: Digest,
        accepted: Iterable[Accepted],
        *,
        ocr: Ocr = Ocr.AUTO,
        password: str | None = None,
    ) -> Acceptance:
        """Make findings of candidates: of all of them, or of none.

        A candidate may have been far away in between, so its words are read in the report again: nobody brings a quote
        that the report does not hold. Words that a finding was made of before make no second one, so that accepting
        again after an answer got lost does no harm; that finding is told. What a candidate repeats is told that it was
        seen again, and reopened if it was said to be corrected, cleared or set aside.

        Args:
            actor: who accepts; his name is kept as «créée par».
            source: whose report it is; an identifier alone is an intervention's.
            report: the digest of the report.
            accepted: which candidates, as `propose` gave them.
            ocr: as it was proposed with.
            password: what opens an encrypted report.

        Raises:
            Forbidden: without ``findings.create``, of a visit without ``prescriptions.create``; likewise of what is
                repeated.
            NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``,
                ``report-not-found``; ``finding-not-found``, when a candidate repeats one that is not on this site.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``; ``no-recognizer``, ``copying-forbidden``.
            InvalidInput: ``candidate-altered``, for every one whose words do not stand there; ``empty-collection``.
            IntegrityBreach: ``document-altered``.
        """
        workspace, given = workspace_of(actor), tuple(accepted)
        with self.ports.storage.read(workspace) as seen:  # who may not, and for whom it is not there, waits for nothing
            known = origin_of(seen, ReportSource.of(source))
            reader = self.door.authorise(seen, actor, "extraction.accept", known.target)
            known.require_gates(report)
            taken = taken_from(seen, known, report)
        with self._opened(workspace, report, password, ocr) as opened:
            passages = _read_again(opened, given)
            left = _left(opened, taken, given) if _may_read(reader, known) else None
        stamp = Stamp.of(self.ports)
        drafts = [Draft(FindingId(self.ports.ids.new()), *one) for one in zip(given, passages, strict=True)]
        with self.ports.storage.begin(workspace) as tx:
            origin = origin_of(tx, ReportSource.of(source))
            bearer = self.door.authorise(tx, actor, "extraction.accept", origin.target)
            origin.require_gates(report)
            new, already = _told_apart(drafts, taken_from(tx, origin, report))
            require_repeated(tx, self.door, actor, origin.site_id, (draft.accepted.candidate.repeats for draft in new))
            findings = [tx.findings.add(draft.finding(origin, bearer.creator(), stamp)) for draft in new]
            again = seen_again(tx, bearer, stamp, findings)
            record(tx, workspace, bearer, stamp, *map(FindingRecorded, findings), *again)
            tx.commit()
        return Acceptance(tuple(findings), already, left)


def _may_read(bearer: Bearer, origin: Origin) -> bool:
    """Whether he may see what the report says: who accepts need not be who reads."""
    return bearer.holds(str(ACTIONS["extraction.propose"].about(origin.target.kind).right))


def _read_again(opened: OpenReport, accepted: Sequence[Accepted]) -> list[Passage]:
    """Take the words of candidates out of the report, as it has them.

    Raises:
        InvalidInput: with the problems of all of them.
    """
    passages, problems = [], []
    for place, one in enumerate(accepted):
        try:
            passages.append(opened.passage_of(one.candidate))
        except InvalidInput as error:
            path = f"accepted[{place}].candidate"
            problems += [Problem(f"{path}.{its.path}", its.code, its.message, its.facts) for its in error.problems]
    if not accepted:
        problems.append(Problem("accepted", "empty-collection", "'accepted' needs at least one member"))
    if problems:
        raise InvalidInput.of(problems)
    return passages


def _left(opened: OpenReport, taken: Iterable[Finding], accepted: Iterable[Accepted]) -> tuple[Candidate, ...]:
    """Tell what the report says beside what was taken out of it before, and what is accepted now."""
    proposed = opened.propose(taken=passages_of(taken))
    parts: dict[int, list[Part]] = {}
    for part in (part for one in accepted for part in one.candidate.parts):
        parts.setdefault(part.page, []).append(part)
    return tuple(one for one in proposed.left if not any(_shares(part, parts.get(part.page, ())) for part in one.parts))


def _shares(part: Part, others: Iterable[Part]) -> bool:
    return any(part.start < other.end and other.start < part.end for other in others)


def _told_apart(drafts: Iterable[Draft], kept: Iterable[Finding]) -> tuple[list[Draft], tuple[Finding, ...]]:
    """Tell what is new from what a finding was made of before."""
    known, new, already = Twins(), list[Draft](), dict[FindingId, Finding]()
    for finding in kept:
        if finding.passage is not None:
            known.add(finding.passage, finding)
    for draft in drafts:
        twin = known.of(draft.passage)
        if isinstance(twin, Finding):
            already[twin.id] = twin
        elif twin is None:
            new.append(draft)
            known.add(draft.passage, draft)
    return new, tuple(already.values())


@frozen
class Twins:
    """Passages of one file, to be asked for the same words. There may be thousands: those of a page are compared."""

    by_pages: dict[tuple[int, ...], list[tuple[Passage, Finding | Draft]]] = field(factory=dict)
    """With what is made of each, by the pages they stand on."""

    def add(self, passage: Passage, made: Finding | Draft) -> None:
        """Remember what is made of a passage."""
        self.by_pages.setdefault(_pages(passage), []).append((passage, made))

    def of(self, passage: Passage) -> Finding | Draft | None:
        """Give what is made of the same words, if anything is."""
        near = self.by_pages.get(_pages(passage), ())
        return next((made for other, made in near if overlap(other, passage) is Overlap.SAME), None)


def _pages(passage: Passage) -> tuple[int, ...]:
    return tuple(part.page for part in passage.parts)
