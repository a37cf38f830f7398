"""Use cases: an intervention is planned, changed, postponed, cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from attrs import frozen

from registre_core import interventions
from registre_core.interventions import (
    Intervention,
    InterventionCancelled,
    InterventionEdited,
    InterventionPlanned,
    InterventionPostponed,
    Recurrence,
)
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, SiteId
from registre_core.kernel.signatories import SignatoryRule
from registre_core.services.front_door import Target, workspace_of
from registre_core.services.interventions.desk import Desk, each_once, target_of
from registre_core.services.interventions.recurring import plan_next
from registre_core.services.interventions.signing import unasked
from registre_core.services.journal import Stamp, record
from registre_core.services.notices import tell_contacts
from registre_core.workspace import may_receive

KEPT: Final = "kept"
"""Stays as it is, where ``None`` takes it away."""


@frozen
class Planning(Desk):
    """Says who comes when, and what became of that."""

    def plan(
        self,
        actor: Actor,
        *,
        site: SiteId,
        type_code: str,
        planned_on: date,
        contractors: Iterable[ContractorId] = (),
        contacts: Iterable[ContactId] = (),
        recurrence: Recurrence | None = None,
        rule: SignatoryRule | None = None,
    ) -> Intervention:
        """Plan one intervention; as many contractors and contacts as wanted take part in it.

        Contacts with a mail address are told.

        Args:
            actor: who plans it.
            site: where.
            type_code: a key of `interventions.TYPES`.
            planned_on: the day it is due.
            contractors: who comes.
            contacts: who is to be reached.
            recurrence: when it comes again, counted from the day it is done; never, unless said otherwise.
            rule: who is to sign it; whoever asks for signatures chooses then, unless said otherwise.

        Raises:
            Forbidden: without ``interventions.create``.
            InvalidInput: ``unknown-intervention-type``.
            NotFound: the site, a contractor or a contact is not there.
            RuleViolation: ``site-closed``, when the site is closed on that day; ``signatories-not-allowed``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        intervention_id = InterventionId(self.ports.ids.new())
        with self.ports.storage.begin(workspace) as tx:
            place = tx.sites.get(site)
            bearer = self.door.authorise(tx, actor, "interventions.plan", Target(place.id, "site", place.id))
            may_receive(place, planned_on).require(RuleViolation)
            self._require_rule(rule)
            planned = Intervention(
                intervention_id,
                site,
                type_code,
                planned_on,
                each_once(contractors),
                each_once(contacts),
                recurrence=recurrence,
                rule=rule,
            )
            planned = tx.interventions.add(planned)
            record(tx, workspace, bearer, stamp, InterventionPlanned(planned))
            tell_contacts(tx, "intervention-planned", planned, stamp)
            tx.commit()
        return planned

    def edit(
        self,
        actor: Actor,
        intervention: InterventionId,
        *,
        contractors: Iterable[ContractorId] | None = None,
        contacts: Iterable[ContactId] | None = None,
        recurrence: Recurrence | Literal["kept"] | None = KEPT,
        rule: SignatoryRule | Literal["kept"] | None = KEPT,
    ) -> Intervention:
        """Change who takes part, how it recurs, or who is to sign it, while it is open. Contacts who are new are told.

        What its signatories were shown is no longer what stands there once somebody else takes part: they are shown it
        anew, and who signed before signs again.

        Args:
            actor: who changes it.
            intervention: which one.
            contractors: all who come; those who do, unless said otherwise.
            contacts: all who are to be reached; likewise.
            recurrence: when it comes again; ``None`` for never, and as it is unless said otherwise.
            rule: who is to sign it; ``None`` for nobody in particular, and as it is unless said otherwise.

        Raises:
            Forbidden: without ``interventions.edit``.
            NotFound: ``intervention-not-found``; a contractor or a contact is not there.
            RuleViolation: ``intervention-closed``, ``intervention-cancelled``; ``signatures-asked``, of another rule
                once signatures were asked for; ``signatories-not-allowed``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.edit", target_of(found))
            chosen = found.rule if rule == KEPT else rule
            interventions.may_edit(found, chosen).require(RuleViolation)
            self._require_rule(chosen)
            changed = interventions.edited(
                found,
                found.contractors if contractors is None else each_once(contractors),
                found.contacts if contacts is None else each_once(contacts),
                found.recurrence if recurrence == KEPT else recurrence,
                chosen,
            )
            saved = tx.interventions.save(changed)
            record(tx, workspace, bearer, stamp, InterventionEdited(saved))
            new = [contact for contact in saved.contacts if contact not in found.contacts]
            tell_contacts(tx, "intervention-planned", saved, stamp, only=new)
            tx.commit()
        return saved

    def postpone(self, actor: Actor, intervention: InterventionId, *, to: date, reason: str) -> Intervention:
        """Plan an open intervention for another day, sooner or later. The day that is given up stays, with the reason.

        Its contacts are told. If signatures were asked for it was not done after all: those that were not given yet are
        no longer asked for.

        Args:
            actor: who postpones it.
            intervention: which one.
            to: the day it is due now.
            reason: why; of circumstances, never of a person, since it stands in the register for ever.

        Raises:
            Forbidden: without ``interventions.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``intervention-not-found``.
            RuleViolation: ``intervention-closed``, ``intervention-cancelled``, ``same-day``; ``site-closed``, when the
                site is closed on that day.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.postpone", target_of(found))
            may = interventions.may_postpone(found, to) & may_receive(tx.sites.get(found.site_id), to)
            may.require(RuleViolation)
            saved = tx.interventions.save(interventions.postponed(found, to, reason))
            record(tx, workspace, bearer, stamp, InterventionPostponed(saved), *unasked(tx, saved, stamp, "reportée"))
            tell_contacts(tx, "intervention-postponed", saved, stamp)
            tx.commit()
        return saved

    def cancel(self, actor: Actor, intervention: InterventionId, *, reason: str, series: bool = False) -> Intervention:
        """Say that an open intervention will not be done.

        Of one that recurs the next one is planned, counted from the day this one was planned for, unless the `series`
        ends with it. Its contacts are told. Signatures that were asked for and not given yet no longer are.

        Args:
            actor: who cancels it.
            intervention: which one.
            reason: why; of circumstances, never of a person, since it stands in the register for ever.
            series: whether it does not come again either.

        Returns:
            It, as cancelled. Of one that recurs `followed_by` names the next one; none follows if the series ended, or
            if the site is closed on the day it would come again.

        Raises:
            Forbidden: without ``interventions.edit``.
            InvalidInput: ``blank-text``.
            NotFound: ``intervention-not-found``.
            RuleViolation: ``intervention-closed``, ``intervention-cancelled``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.interventions.get(intervention)
            bearer = self.door.authorise(tx, actor, "interventions.cancel", target_of(found))
            interventions.may_change(found).require(RuleViolation)
            over = interventions.cancelled(found, reason, stamp.at)
            saved, planned = (tx.interventions.save(over), ()) if series else plan_next(tx, over, stamp)
            revoked = unasked(tx, saved, stamp, "annulée")
            record(tx, workspace, bearer, stamp, InterventionCancelled(saved), *revoked, *planned)
            tell_contacts(tx, "intervention-cancelled", saved, stamp)
            tx.commit()
        return saved
