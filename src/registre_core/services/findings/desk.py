"""What all use cases of findings share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from registre_core import commissions, interventions
from registre_core.access import ACTIONS
from registre_core.findings import Finding, Kind, Mover
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.erasure import may_change
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import ContactId, FindingId, InterventionId, SiteId, UserId, VisitId, WorkspaceId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.services.documents import as_stored
from registre_core.services.front_door import Bearer, FrontDoor, Target, workspace_of
from registre_core.services.journal import Stamp

KEPT: Final = "kept"
"""Stays as it is, where ``None`` takes it away."""

EVERY_KIND = frozenset(Kind)


def target_of(finding: Finding) -> Target:
    """Tell what the front door must know of it. Whatever its kind, who may not see it is told of no finding."""
    return Target(finding.site_id, "finding", finding.id)


def word_of(kind: Kind) -> str:
    """Tell by which rows of rights it goes: prescriptions have their own."""
    return "prescription" if kind is Kind.PRESCRIPTION else "finding"


def seen_by(bearer: Bearer) -> frozenset[Kind]:
    """Tell which kinds somebody may see."""
    return frozenset(kind for kind in Kind if bearer.holds(f"{word_of(kind)}s.consult"))


@frozen
class Desk:
    """Base of the use cases of findings."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def _authorise(self, tx: Snapshot, actor: Actor, action: str, finding: Finding) -> Bearer:
        return self.door.authorise(tx, actor, action, target_of(finding), kind=word_of(finding.kind))

    def _admit(
        self, tx: Snapshot, actor: Actor, action: str, wanted: frozenset[Kind] | None
    ) -> tuple[Bearer, frozenset[Kind]]:
        """Let somebody pass who may see some of these kinds, and tell which.

        Raises:
            Forbidden: when it is none of them.
        """
        kinds, row = EVERY_KIND if wanted is None else wanted, ACTIONS[action]
        words = sorted({word_of(kind) for kind in kinds}) or ["finding"]
        account = None if actor.is_operator else self.door.account(tx, actor)
        his = [word for word in words if account and account.allows(str(row.about(word).right))]
        bearer = self.door.authorise(tx, actor, action, kind=(his or words)[0])
        return bearer, frozenset(kind for kind in kinds if word_of(kind) in his)

    def _proofs(
        self, actor: Actor, finding: FindingId, action: str, documents: Iterable[DocumentRef]
    ) -> tuple[DocumentRef, ...]:
        """Say of documents what their bytes say; who may not make use of them is told nothing about them.

        Raises:
            NotFound: ``document-not-found``.
        """
        given, workspace = tuple(documents), workspace_of(actor)
        if not given:
            return ()
        with self.ports.storage.read(workspace) as seen:
            self._authorise(seen, actor, action, seen.findings.get(finding))
        return self._as_stored(workspace, given)

    def _as_stored(self, workspace: WorkspaceId, documents: Iterable[DocumentRef]) -> tuple[DocumentRef, ...]:
        stored = []
        for document in documents:
            with self.ports.documents.open(workspace, document.digest) as stream:
                stored.append(as_stored(document, stream))
        return tuple(stored)


def mover(bearer: Bearer, stamp: Stamp) -> Mover:
    """Name whoever answers for a step."""
    return Mover(bearer.creator().id, stamp.at)


def require_on(
    tx: Snapshot, site: SiteId, today: date, *, intervention: InterventionId | None = None, visit: VisitId | None = None
) -> None:
    """Refuse an intervention or a visit that is not there, or on another site, which may be out of sight.

    Nothing was seen, and nothing corrected, on one that was cancelled, nor on a visit that is yet to come.

    Raises:
        NotFound: ``intervention-not-found``, ``visit-not-found``.
        RuleViolation: ``intervention-cancelled``; ``visit-cancelled``, ``visit-to-come``.
    """
    if intervention is not None:
        came = tx.interventions.get(intervention)
        if came.site_id != site:
            raise NotFound.of("intervention", intervention)
        interventions.may_observe(came).require(RuleViolation)
    if visit is not None:
        looked = tx.visits.get(visit)
        if looked.site_id != site:
            raise NotFound.of("visit", visit)
        commissions.may_follow(looked, today).require(RuleViolation)


def require_person(tx: Snapshot, *people: PersonKey | None) -> None:
    """Refuse somebody who is not there, or was erased.

    Raises:
        NotFound: ``user-not-found``, ``contact-not-found``.
        RuleViolation: ``person-erased``.
    """
    for key in people:
        if key is not None:
            is_user = key.kind is PersonKind.USER
            known = tx.users.get(UserId(key.id)) if is_user else tx.contacts.get(ContactId(key.id))
            may_change(known).require(RuleViolation)
