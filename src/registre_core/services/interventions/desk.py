"""What all use cases of interventions share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from attrs import frozen

from registre_core.interventions import Intervention
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.signatories import SignatoryRule
from registre_core.ports import Ports
from registre_core.services.documents import as_stored
from registre_core.services.front_door import FrontDoor, Target
from registre_core.signatures import SubjectKind
from registre_core.signatures.policy import may_rule

Item = TypeVar("Item")


def target_of(intervention: Intervention) -> Target:
    """Tell what the front door must know of it."""
    return Target(intervention.site_id, "intervention", intervention.id)


def each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Give what somebody lists, in his order, and nobody twice."""
    return tuple(dict.fromkeys(items))


@frozen
class Desk:
    """Base of the use cases of interventions."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def _require_rule(self, rule: SignatoryRule | None) -> None:
        """Refuse roles that sign no intervention together.

        Raises:
            RuleViolation: ``signatories-not-allowed``.
        """
        if rule is not None:
            may_rule(SubjectKind.INTERVENTION, rule, self.ports.signing).require(RuleViolation)

    def _as_stored(self, workspace: WorkspaceId, document: DocumentRef) -> DocumentRef:
        """Say of a document what its bytes say.

        Raises:
            NotFound: ``document-not-found``.
        """
        with self.ports.documents.open(workspace, document.digest) as stream:
            return as_stored(document, stream)
