"""Use case: a permit is to be closed (S8)."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import PermitId
from registre_core.permits import ClosingAsked, Exemption
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.permits.desk import Desk, PermitToSign, target_of, who
from registre_core.services.permits.notices import tell_awaiting
from registre_core.services.permits.signing import SIGNABLE, require_sides, unasked
from registre_core.services.signatures.asking import ask
from registre_core.services.signatures.signatories import Signatory
from registre_core.signatures import Stage


@frozen
class Closing(Desk):
    """Asks for the signatures that close a permit; the last of them does."""

    def ask_closing(
        self, actor: Actor, permit: PermitId, *, signatories: Sequence[Signatory], exemption: str = ""
    ) -> PermitToSign:
        """Ask for the signatures that close a permit: the work is over, detectors are back, the place was looked after.

        Asked again, as when somebody refused, all of them sign again. Signatures for other terms, under which nobody
        will work any more, are no longer asked for.

        Args:
            actor: who asks, and answers for the exemption if there is one.
            permit: which one.
            signatories: the people, at least one on each side.
            exemption: why it is closed although detectors or rounds are missing; nothing, when none are.

        Raises:
            Forbidden: without ``permits.close``.
            NotFound: ``permit-not-found``; a signatory is not there.
            InvalidInput: a name that was written down cannot be one.
            RuleViolation: ``wrong-permit-state``, ``work-never-allowed``, ``work-not-ended``,
                ``detectors-not-restored``, ``watch-not-done``, ``nothing-to-exempt``: all at once; and those who are
                asked, as for `submit`.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.ask_closing", target_of(found, stamp.at))
            permits.may_ask_closing(found, stamp.at, exemption).require(RuleViolation)
            why = Exemption(exemption, who(bearer), stamp.at) if exemption.strip() else None
            saved = tx.permits.save(permits.closing_asked(found, stamp.at, why))
            unsigned = unasked(tx, saved, Stage.OPENING, stamp, "clôture demandée")
            asked = ask(tx, saved, SIGNABLE, Stage.CLOSING, signatories, stamp, self.ports.signing, bearer.account_id)
            require_sides(tx, saved, asked.requests)
            tell_awaiting(tx, saved, Stage.CLOSING, asked.requests, stamp)
            record(tx, workspace, bearer, stamp, ClosingAsked(saved), *unsigned, *asked.facts)
            tx.commit()
        return PermitToSign(saved, asked.requests)
