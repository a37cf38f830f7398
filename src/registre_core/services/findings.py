"""Use cases: findings."""

from __future__ import annotations

from attrs import evolve, frozen

from registre_core import interventions
from registre_core.extraction import Overlap, overlap
from registre_core.findings import Finding, FindingRecorded, Kind, State
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import FindingId, InterventionId, SiteId, UserId
from registre_core.kernel.natures import Nature
from registre_core.kernel.pages import Page
from registre_core.kernel.passages import Passage
from registre_core.ports import Ports
from registre_core.ports.storage import FindingFilter, FindingOrder, Snapshot
from registre_core.services.front_door import FrontDoor, Target, workspace_of
from registre_core.services.interventions import target_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import cursor, page_size


@frozen
class Duplicate:
    """A finding that words of a report became already."""

    finding: Finding
    """Which one."""
    overlap: Overlap
    """Whether it was made of the same words, or shares some."""


@frozen
class FindingsService:
    """Writes down what reports say, and lists it."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def record(
        self,
        actor: Actor,
        intervention: InterventionId,
        passage: Passage,
        *,
        text: str | None = None,
        place: str = "",
        number: str = "",
        reference: str = "",
        priority: str = "",
        nature: Nature = Nature.TO_CORRECT,
        repeats: FindingId | None = None,
    ) -> Finding:
        """Make an observation of a passage of a report («Créer une observation»).

        The same passage may become one twice, such as in two rooms; whoever wants to know first asks `duplicates`.

        Args:
            actor: who writes it down; his name is kept as «créée par».
            intervention: whose report it comes from.
            passage: the words, as `extraction.extract` gave them.
            text: a better wording than the quote, if any.
            place: where in the building.
            number: what the report calls it.
            reference: the text it rests on, as the report says.
            priority: as the report writes it.
            nature: whether it is to be corrected, or could not be verified.
            repeats: the finding of this site that it says again, if any.

        Raises:
            Forbidden: without ``findings.create``.
            NotFound: ``intervention-not-found``, ``report-not-found``; ``finding-not-found``, when it repeats one that
                is not on this site.
            RuleViolation: ``intervention-not-closed``, ``type-not-extractable``, ``report-not-pdf``: all at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        finding_id = FindingId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            origin = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "findings.record", target_of(origin))
            interventions.may_extract(origin, origin.report(passage.document)).require(RuleViolation)
            finding = Finding(
                id=finding_id,
                kind=Kind.OBSERVATION,
                site_id=origin.site_id,
                intervention_id=origin.id,
                text=passage.quote if text is None else text,
                passage=passage,
                created_by=bearer.creator(),
                created_at=stamp.at,
                place=place,
                number=number,
                reference=reference,
                priority=priority,
                nature=nature,
                repeats=repeats,
            )
            require_repeated(tx, origin.site_id, repeats)
            finding = tx.findings.add(finding)
            record(tx, workspace, bearer, stamp, FindingRecorded(finding))
            tx.commit()
        return finding

    def duplicates(self, actor: Actor, intervention: InterventionId, passage: Passage) -> tuple[Duplicate, ...]:
        """Tell which findings of the site were made of these words of this very file before, wholly or in part.

        Args:
            actor: who asks.
            intervention: whose report it comes from.
            passage: the words, as `extraction.extract` gave them.

        Returns:
            Those of the same words first, then those that share some, by identifier.

        Raises:
            Forbidden: without ``findings.consult``.
            NotFound: ``intervention-not-found``.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            origin = tx.interventions.get(intervention)
            self.door.authorise(tx, actor, "findings.duplicates", target_of(origin))
            kept = tx.findings.of_document(passage.document, origin.site_id)
        found = [Duplicate(one, overlap(one.passage, passage)) for one in kept]
        return tuple(one for how in (Overlap.SAME, Overlap.OVERLAPPING) for one in found if one.overlap is how)

    def show(self, actor: Actor, finding: FindingId) -> Finding:
        """Give one finding.

        Raises:
            NotFound: ``finding-not-found``, also when it is on a site that is not his.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.findings.get(finding)
            target = Target(found.site_id, "finding", found.id)
            self.door.authorise(tx, actor, "findings.show", target)
            return found

    def page(
        self,
        actor: Actor,
        *,
        intervention: InterventionId | None = None,
        state: State | None = None,
        creator: UserId | None = None,
        text: str | None = None,
        order: FindingOrder = FindingOrder.NEWEST,
        after: str | None = None,
        limit: int = 50,
        counted: bool = False,
    ) -> Page[Finding]:
        """List findings on the sites of this actor.

        Args:
            actor: who asks.
            intervention: only those from its reports.
            state: only those whose correction stands so.
            creator: only those he wrote down.
            text: only those with this in their text or place, accents and case aside.
            order: in which order; unless told otherwise what was written down last comes first.
            after: where the page begins: what `next` of the last one said.
            limit: how many at most, up to 200. There may be fewer although the list goes on, as `next` says.
            counted: whether to tell the `total`, too.
        """
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "findings.page")
            where = FindingFilter(bearer.sites, intervention, state, creator, text)
            page = tx.findings.page(where, order=order, after=cursor(after), limit=page_size(limit))
            return evolve(page, total=tx.findings.count(where)) if counted else page


def require_repeated(tx: Snapshot, site: SiteId, *repeated: FindingId | None) -> None:
    """Refuse what says again a finding that is not there, or on another site, which may be out of sight.

    Raises:
        NotFound: ``finding-not-found``.
    """
    for finding in repeated:
        if finding is not None and tx.findings.get(finding).site_id != site:
            raise NotFound.of("finding", finding)
