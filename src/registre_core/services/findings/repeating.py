"""What a report says again: the finding that was there before is told, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from registre_core import findings
from registre_core.findings import Finding, FindingSeenAgain
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import NotFound, RuleViolation
from registre_core.kernel.identifiers import FindingId, SiteId
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.findings.desk import mover, target_of, word_of
from registre_core.services.front_door import Bearer, FrontDoor
from registre_core.services.journal import Stamp


def require_repeated(
    tx: Snapshot, door: FrontDoor, actor: Actor, site: SiteId, repeated: Iterable[FindingId | None]
) -> None:
    """Refuse what says again a finding that is not there, or on another site, which may be out of sight.

    Whoever writes down an observation that says a prescription again moves that prescription: he needs its right.

    Raises:
        Forbidden: without ``findings.create``, or ``prescriptions.create``.
        NotFound: ``finding-not-found``.
    """
    for finding in dict.fromkeys(repeated):
        if finding is not None:
            found = tx.findings.get(finding)
            if found.site_id != site:
                raise NotFound.of("finding", finding)
            door.authorise(tx, actor, "findings.see_again", target_of(found), kind=word_of(found.kind))


def seen_again(tx: Transaction, bearer: Bearer, stamp: Stamp, new: Iterable[Finding]) -> list[FindingSeenAgain]:
    """Tell the findings that these say again; what was cleared is open again. Ask `require_repeated` first."""
    facts = []
    for one in new:
        if one.repeats is not None:
            found = tx.findings.get(one.repeats)
            findings.may_see_again(found, one.id).require(RuleViolation)
            saved = tx.findings.save(findings.seen_again(found, mover(bearer, stamp), by=one))
            facts.append(FindingSeenAgain(saved))
    return facts
