"""Use cases: a permit is drawn up, changed, handed to those who sign it, given up."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from registre_core import permits
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import PermitId, SiteId
from registre_core.permits import (
    HotWorkPermit,
    PermitCancelled,
    PermitDrafted,
    PermitEdited,
    PermitSubmitted,
    PermitTerms,
)
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.permits.desk import Desk, PermitToSign, target_of
from registre_core.services.permits.signing import unasked
from registre_core.services.signatures.signatories import Signatory
from registre_core.signatures import Stage


@frozen
class Drafting(Desk):
    """Draws permits up. Until work may begin their terms can be changed, and they can be given up."""

    def draft(self, actor: Actor, *, site: SiteId, terms: PermitTerms) -> HotWorkPermit:
        """Draw a permit up.

        Args:
            actor: who draws it up.
            site: where.
            terms: what, by whom, how long, with what precautions.

        Raises:
            Forbidden: without ``permits.create``.
            InvalidInput: everything that is wrong with the terms at once, such as ``permit-ends-before-it-starts``.
            NotFound: the site, a contractor, a contact or an account is not there.
            RuleViolation: ``permit-valid-too-long``, ``person-on-wrong-side``: both at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        permit_id = PermitId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            place = tx.sites.get(site)
            bearer = self.door.authorise(tx, actor, "permits.draft", Target(place.id, "site", place.id))
            drawn = permits.drawn_up(terms, permit_id, place.id, stamp.at, self.ports.permits)
            self._require_possible(tx, drawn)
            saved = tx.permits.add(drawn)
            record(tx, workspace, bearer, stamp, PermitDrafted(saved))
            tx.commit()
        return saved

    def edit(self, actor: Actor, permit: PermitId, terms: PermitTerms) -> HotWorkPermit:
        """Put other terms in place of those of a permit under which nobody may work yet.

        Once signatures were asked for it is a draft again, of another edition: whoever signed signs again, and those
        who have not are no longer asked. Later it is extended, or others join the work.

        Raises:
            Forbidden: without ``permits.edit``.
            InvalidInput: as for `draft`.
            NotFound: ``permit-not-found``, or whom the terms name.
            RuleViolation: ``wrong-permit-state``, ``work-may-have-begun``; and as for `draft`.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.edit", target_of(found, stamp.at))
            permits.may_edit(found, stamp.at).require(RuleViolation)
            changed = permits.edited(found, terms, self.ports.permits)
            self._require_possible(tx, changed)
            revoked = unasked(tx, found, Stage.OPENING, stamp, "permis modifié")
            saved = tx.permits.save(changed)
            record(tx, workspace, bearer, stamp, PermitEdited(saved), *revoked)
            tx.commit()
        return saved

    def submit(self, actor: Actor, permit: PermitId, *, signatories: Sequence[Signatory] = ()) -> PermitToSign:
        """Ask for the signatures that open a permit: work may begin with the last of them.

        One that is signed at its end only is open at once, and nobody is asked.

        Args:
            actor: who hands it in.
            permit: which one.
            signatories: the people, at least one on each side.

        Raises:
            Forbidden: without ``permits.edit``.
            NotFound: ``permit-not-found``; a signatory is not there.
            InvalidInput: a name that was written down cannot be one.
            RuleViolation: ``wrong-permit-state``, ``permit-over``; or all that speaks against these
                people: ``role-without-signer``, ``quorum-out-of-reach``, ``role-not-in-rule``, ``signs-twice``,
                ``signs-in-two-roles``; or ``signer-gone``, ``signer-is-a-machine``, ``person-on-wrong-side``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.submit", target_of(found, stamp.at))
            permits.may_submit(found, stamp.at).require(RuleViolation)
            self._require_possible(tx, found)
            saved = tx.permits.save(permits.submitted(found, stamp.at))
            asked = self._ask_to_open(tx, saved, signatories, bearer, stamp)
            record(tx, workspace, bearer, stamp, PermitSubmitted(saved), *asked.facts)
            tx.commit()
        return PermitToSign(saved, asked.requests)

    def delete_draft(self, actor: Actor, permit: PermitId) -> HotWorkPermit:
        """Throw a draft away that nobody was ever sent. It is no longer to be done, and stays in the register.

        Raises:
            Forbidden: without ``permits.delete``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``permit-was-sent``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.delete_draft", target_of(found, stamp.at))
            permits.may_delete(found, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.cancelled(found, "brouillon supprimé", stamp.at))
            record(tx, workspace, bearer, stamp, PermitCancelled(saved))
            tx.commit()
        return saved

    def cancel(self, actor: Actor, permit: PermitId, *, reason: str) -> HotWorkPermit:
        """Say that the work will not be done. Once it may have begun, its end is declared and the permit closed.

        Args:
            actor: who says so.
            permit: which one.
            reason: why; of circumstances, never of a person, since it stands in the register for ever.

        Raises:
            Forbidden: without ``permits.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``permit-not-found``.
            RuleViolation: ``wrong-permit-state``, ``work-may-have-begun``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.cancel", target_of(found, stamp.at))
            permits.may_cancel(found, stamp.at).require(RuleViolation)
            saved = tx.permits.save(permits.cancelled(found, reason, stamp.at))
            revoked = unasked(tx, saved, Stage.OPENING, stamp, "permis annulé")
            record(tx, workspace, bearer, stamp, PermitCancelled(saved), *revoked)
            tx.commit()
        return saved
