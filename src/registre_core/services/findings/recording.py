"""Use cases: findings are written down, and put otherwise while they are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import frozen

from registre_core import findings
from registre_core.findings import Finding, FindingEdited, FindingRecorded, Kind, Severity
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import FindingId, InterventionId, PermitId, SiteId
from registre_core.kernel.natures import Nature
from registre_core.kernel.passages import Passage
from registre_core.kernel.reports import ReportSource
from registre_core.kernel.signatories import PersonKey
from registre_core.kernel.verdicts import YES
from registre_core.ports.storage import Snapshot
from registre_core.services.findings.desk import KEPT, Desk, require_person
from registre_core.services.findings.repeating import require_repeated, seen_again
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.report_sources import Origin, origin_of


@frozen
class Whence:
    """Where somebody says that a finding comes from: one of these, and no other."""

    source: ReportSource | None
    """What has reports: an intervention, a document of the building, a visit."""
    site: SiteId | None
    """The site on which he saw it himself."""
    permit: PermitId | None
    """The permit on whose round he saw it."""

    def load(self, tx: Snapshot) -> Origin:
        """Load it.

        Raises:
            NotFound: ``intervention-not-found``, ``filed-document-not-found``, ``visit-not-found``,
                ``permit-not-found``, ``site-not-found``.
        """
        if self.source is not None:
            return origin_of(tx, self.source)
        if self.permit is not None:
            found = tx.permits.get(self.permit)
            return Origin(Kind.ANOMALY, Target(found.site_id, "permit", found.id), lambda _: YES)
        place = tx.sites.get(self.site)  # type: ignore[arg-type]  # one of the three is told
        return Origin(Kind.ANOMALY, Target(place.id, "site", place.id), lambda _: YES)


@frozen
class Recording(Desk):
    """Writes findings down."""

    def record(
        self,
        actor: Actor,
        source: ReportSource | InterventionId | None = None,
        passage: Passage | None = None,
        *,
        site: SiteId | None = None,
        permit: PermitId | None = None,
        text: str | None = None,
        place: str = "",
        number: str = "",
        reference: str = "",
        reference_source: str = "",
        priority: str = "",
        nature: Nature = Nature.TO_CORRECT,
        severity: Severity = Severity.MAJOR,
        due_on: date | None = None,
        responsible: PersonKey | None = None,
        photos: Iterable[DocumentRef] = (),
        documents: Iterable[DocumentRef] = (),
        repeats: FindingId | None = None,
    ) -> Finding:
        """Make a finding of a passage of a report («Créer une observation»), or of what somebody saw.

        Its kind follows from where it comes from: an intervention makes an observation, a commission's visit a
        prescription; a document of the building, a round, and what somebody saw himself make an anomaly. The same
        passage may become one twice, such as in two rooms; whoever wants to know first asks `duplicates`.

        Args:
            actor: who writes it down; his name is kept as «créée par».
            source: whose report it comes from, or what it was seen on; an identifier alone is an intervention's.
            passage: the words, as `extraction.extract` gave them; none of what no report says.
            site: instead of a source: the site on which it was seen.
            permit: likewise: the hot-work permit on whose round it was seen.
            text: what is to be read in lists; the quote, unless somebody words it better.
            place: where in the building.
            number: what the report calls it.
            reference: the text it rests on, as the report says.
            reference_source: where that text is found.
            priority: as the report writes it.
            nature: whether it is to be corrected, or could not be verified.
            severity: how grave it is.
            due_on: by when it is to be corrected.
            responsible: who sees to it.
            photos: stored pictures; their size and kind are read from their bytes.
            documents: stored documents, likewise.
            repeats: the finding of this site that it says again, if any: that one is told so, and reopened if it was
                said to be corrected, cleared or set aside.

        Raises:
            Forbidden: without ``findings.create``, of a visit without ``prescriptions.create``; likewise of what it
                repeats.
            InvalidInput: ``origin-not-told``, ``several-origins``; ``blank-text``, ``passage-without-report``,
                ``repeated-member``.
            NotFound: where it comes from is not there, nor ``report-not-found``, ``document-not-found``,
                ``user-not-found``, ``contact-not-found``; ``finding-not-found``, when it repeats one that is not on
                this site.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once;
                ``visit-without-report``; ``intervention-cancelled``, ``visit-cancelled``, of what no report says;
                ``photo-not-image``, ``person-erased``.
        """
        whence = _whence(source, site, permit)
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        finding_id = FindingId(self.ports.ids.new())
        shown = self._shown(actor, whence, tuple(photos)), self._shown(actor, whence, tuple(documents))
        with self.ports.storage.begin(workspace) as tx:
            origin = whence.load(tx)
            bearer = self.door.authorise(tx, actor, "findings.record", origin.target)
            if passage is not None:
                origin.require_gates(passage.document)
            else:
                origin.may_note.require(RuleViolation)
            finding = Finding(
                id=finding_id,
                kind=origin.kind,
                site_id=origin.site_id,
                intervention_id=origin.intervention_id,
                text=text if text is not None else passage.quote if passage else "",
                passage=passage,
                created_by=bearer.creator(),
                created_at=stamp.at,
                place=place,
                number=number,
                reference=reference,
                priority=priority,
                nature=nature,
                repeats=repeats,
                visit_id=origin.visit_id,
                filed_id=origin.filed_id,
                permit_id=permit,
                severity=severity,
                due_on=due_on,
                responsible=responsible,
                photos=shown[0],
                documents=shown[1],
                reference_source=reference_source,
            )
            findings.may_have_photos(finding.photos).require(RuleViolation)
            require_person(tx, responsible)
            require_repeated(tx, self.door, actor, origin.site_id, [repeats])
            finding = tx.findings.add(finding)
            again = seen_again(tx, bearer, stamp, [finding])
            record(tx, workspace, bearer, stamp, FindingRecorded(finding), *again)
            tx.commit()
        return finding

    def edit(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        text: str | None = None,
        place: str | None = None,
        severity: Severity | None = None,
        due_on: date | Literal["kept"] | None = KEPT,
        responsible: PersonKey | Literal["kept"] | None = KEPT,
        reference: str | None = None,
        reference_source: str | None = None,
    ) -> Finding:
        """Put otherwise what is said of an open finding: what is not given stays. Its passage stays what it is.

        Args:
            actor: who puts it otherwise.
            finding: which one.
            text: what is to be read in lists.
            place: where in the building.
            severity: how grave it is.
            due_on: by when it is to be corrected; ``None`` for no day in particular.
            responsible: who sees to it; ``None`` for nobody in particular.
            reference: the text it rests on.
            reference_source: where that text is found.

        Raises:
            Forbidden: without ``findings.edit``, of a prescription without ``prescriptions.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``finding-not-found``; ``user-not-found``, ``contact-not-found``.
            RuleViolation: ``wrong-finding-state``, ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.edit", found)
            findings.may_edit(found).require(RuleViolation)
            seeing = found.responsible if responsible == KEPT else responsible
            require_person(tx, seeing if seeing != found.responsible else None)
            changed = findings.edited(
                found,
                text=found.text if text is None else text,
                place=found.place if place is None else place,
                severity=severity or found.severity,
                due_on=found.due_on if due_on == KEPT else due_on,
                responsible=seeing,
                reference=found.reference if reference is None else reference,
                reference_source=found.reference_source if reference_source is None else reference_source,
            )
            saved = tx.findings.save(changed)
            record(tx, workspace, bearer, stamp, FindingEdited(saved))
            tx.commit()
        return saved

    def attach(
        self,
        actor: Actor,
        finding: FindingId,
        *,
        photos: Iterable[DocumentRef] = (),
        documents: Iterable[DocumentRef] = (),
    ) -> Finding:
        """Attach stored pictures and documents, in whatever state it is. Their size and kind are read from their bytes.

        Raises:
            Forbidden: without ``findings.edit``, of a prescription without ``prescriptions.edit``.
            InvalidInput: ``nothing-attached``; ``repeated-member``, of a file that comes twice.
            NotFound: ``finding-not-found``, ``document-not-found``.
            RuleViolation: ``photo-not-image``, ``photo-already-attached``, ``document-already-attached``: all at once.
        """
        pictures = self._proofs(actor, finding, "findings.attach", photos)
        papers = self._proofs(actor, finding, "findings.attach", documents)
        if not pictures and not papers:
            raise InvalidInput.at("photos", "nothing-attached", "attach a picture or a document")
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.findings.get(finding)
            bearer = self._authorise(tx, actor, "findings.attach", found)
            findings.may_attach(found, pictures, papers).require(RuleViolation)
            saved = tx.findings.save(findings.attached(found, pictures, papers))
            record(tx, workspace, bearer, stamp, FindingEdited(saved))
            tx.commit()
        return saved

    def _shown(self, actor: Actor, whence: Whence, documents: tuple[DocumentRef, ...]) -> tuple[DocumentRef, ...]:
        """Say of documents what their bytes say; who may write nothing down is told nothing about them."""
        workspace = workspace_of(actor)
        if not documents:
            return ()
        with self.ports.storage.read(workspace) as seen:
            self.door.authorise(seen, actor, "findings.record", whence.load(seen).target)
        return self._as_stored(workspace, documents)


def _whence(source: ReportSource | InterventionId | None, site: SiteId | None, permit: PermitId | None) -> Whence:
    told = [one for one in (source, site, permit) if one is not None]
    if not told:
        said = "say what it comes from: a source, a permit, or the site on which it was seen"
        raise InvalidInput.at("source", "origin-not-told", said)
    if len(told) > 1:
        raise InvalidInput.at("source", "several-origins", "a finding comes from one place")
    return Whence(None if source is None else ReportSource.of(source), site, permit)
