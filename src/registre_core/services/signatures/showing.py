"""Use case: what is to be signed is shown to whoever is to sign it."""

from __future__ import annotations

from attrs import frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SignatureId
from registre_core.ports.storage import Transaction
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.signatures.desk import Case, Desk
from registre_core.services.signatures.signatories import may_sign_here, may_still_sign
from registre_core.signatures import Consent, SignatureRequest, SignatureShown, SigningPolicy
from registre_core.signatures.policy import may_show, shown


@frozen
class Shown:
    """What is put before somebody's eyes, and what he is asked."""

    request: SignatureRequest
    """Who signs, in what role, until when."""
    content: bytes
    """What is signed, in canonical form: see `codec.signables`."""
    digest: Digest
    """Its SHA-256: whoever signs hands it back, so that he signs what he was shown."""
    consent: Consent
    """What he agrees to."""


@frozen
class Showing(Desk):
    """Shows what is to be signed."""

    def show(self, actor: Actor, signature: SignatureId) -> Shown:
        """Show what is to be signed as it is now; when that was goes into the evidence.

        Args:
            actor: on whose session it is shown: the signer's own, if he has an account.
            signature: which request.

        Raises:
            Forbidden: without ``interventions.sign``, or ``permits.sign``.
            NotFound: ``signature-not-found``.
            Conflict: ``signature-settled``.
            RuleViolation: ``signature-expired``, ``signature-replaced``, ``signer-gone``, ``session-of-another``,
                ``session-of-a-machine``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            case, bearer = self._admitted(tx, actor, "signatures.show", signature, stamp.at)
            case.require(may_show(case.request, stamp.at) & case.is_present)
            signer = case.request.signer
            case.require(may_still_sign(tx, signer, stamp.today) & may_sign_here(signer, bearer.user))
            seen = show_to_signer(tx, case, stamp, self.ports.signing)
            record(tx, workspace, bearer, stamp, SignatureShown(seen.request))
            tx.commit()
        return seen


def show_to_signer(tx: Transaction, case: Case, stamp: Stamp, policy: SigningPolicy) -> Shown:
    """Keep what is shown, and that it was."""
    tx.signatures.keep_content(case.current.digest, case.current.content)
    saved = tx.signatures.save(shown(case.request, case.current.digest, stamp.at))
    return Shown(saved, case.current.content, case.current.digest, policy.consent)
