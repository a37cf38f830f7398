"""Use cases: something is written into the logbook, corrected by another entry, taken back."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from registre_core import logbook
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import LogbookId, SiteId, UserId
from registre_core.kernel.validation import not_blank
from registre_core.logbook import Draft, LogbookCorrected, LogbookEntry, LogbookRecorded, LogbookRetracted
from registre_core.services.documents import as_they_are
from registre_core.services.front_door import Bearer, Target, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.logbook.desk import Desk, content_of, standing, target_of


@frozen
class Writing(Desk):
    """Writes entries. None is ever changed: another one stands in for it, and both stay to be read."""

    def record(
        self, actor: Actor, *, site: SiteId, content: Draft, documents: Iterable[DocumentRef] = ()
    ) -> LogbookEntry:
        """Write a drill, works, somebody of the safety service, or instructions («Inscrire au registre»).

        Args:
            actor: who writes it.
            site: of which site.
            content: what it says; names of accounts and contacts are read from storage.
            documents: stored documents that belong to it.

        Raises:
            Forbidden: without ``logbook.create``.
            InvalidInput: everything that is wrong with it at once, such as ``works-end-before-they-start``.
            NotFound: ``site-not-found``, ``document-not-found``; a contractor, or whoever it names, is not there.
            RuleViolation: ``drill-in-the-future``, ``instructions-say-nothing``, ``person-erased``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        entry_id = LogbookId(self.ports.ids.new())
        with self.ports.storage.read(workspace) as seen:
            place = seen.sites.get(site)
            self.door.authorise(seen, actor, "logbook.record", Target(place.id, "site", place.id))
        stored = as_they_are(self.ports, workspace, documents)
        with self.ports.storage.begin(workspace) as tx:
            place = tx.sites.get(site)
            bearer = self.door.authorise(tx, actor, "logbook.record", Target(place.id, "site", place.id))
            said = content_of(tx, content, stamp)
            logbook.may_write(said, stored, stamp.today).require(RuleViolation)
            saved = tx.logbook.add(LogbookEntry(entry_id, place.id, said, _who(bearer), stamp.at, stored))
            record(tx, workspace, bearer, stamp, LogbookRecorded(saved))
            tx.commit()
        return saved

    def correct(
        self, actor: Actor, entry: LogbookId, *, content: Draft, documents: Iterable[DocumentRef] | None = None
    ) -> LogbookEntry:
        """Write an entry that stands in for another one, which stays to be read with the name of who wrote it.

        Args:
            actor: who writes it.
            entry: the one to correct: the last of those that stand in for one another.
            content: what it says instead, of the same chapter. Whom the entry names may be given as he stands there.
            documents: all the stored documents that belong to it; those of the entry, unless said otherwise.

        Returns:
            The new entry.

        Raises:
            Forbidden: without ``logbook.edit``.
            InvalidInput: as for `record`.
            NotFound: ``logbook-entry-not-found``, ``document-not-found``; whoever it names is not there.
            RuleViolation: ``logbook-entry-corrected``, with the one that stands; ``logbook-entry-retracted``;
                ``another-chapter``, and as for `record`.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        correction_id = LogbookId(self.ports.ids.new())
        with self.ports.storage.read(workspace) as seen:
            self.door.authorise(seen, actor, "logbook.correct", target_of(seen.logbook.get(entry)))
        stored = None if documents is None else as_they_are(self.ports, workspace, documents)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.logbook.get(entry)
            bearer = self.door.authorise(tx, actor, "logbook.correct", target_of(found))
            logbook.may_correct(found, standing(tx, found)).require(RuleViolation)
            said = content_of(tx, content, stamp, (found.person,) if found.person else ())
            papers = found.documents if stored is None else stored
            correction = LogbookEntry(
                correction_id, found.site_id, said, _who(bearer), stamp.at, papers, corrects=found.id
            )
            may = logbook.may_stand_in(found, correction) & logbook.may_write(said, papers, stamp.today)
            may.require(RuleViolation)
            saved = tx.logbook.add(correction)
            tx.logbook.save(logbook.corrected(found, saved.id))
            record(tx, workspace, bearer, stamp, LogbookCorrected(saved))
            tx.commit()
        return saved

    def retract(self, actor: Actor, entry: LogbookId, *, reason: str) -> LogbookEntry:
        """Take back what should never have been written: twice, or on another site's pages. It stays to be read.

        Args:
            actor: who takes it back.
            entry: which one.
            reason: why; of circumstances, never of a person, since it stands in the register for ever.

        Returns:
            The entry that says so: it repeats the one that is taken back.

        Raises:
            Forbidden: without ``logbook.edit``.
            InvalidInput: ``blank-text``, for no reason.
            NotFound: ``logbook-entry-not-found``.
            RuleViolation: ``logbook-entry-corrected``, with the one that stands; ``logbook-entry-retracted``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        retraction_id = LogbookId(self.ports.ids.new())
        if problem := not_blank("reason", reason):
            raise InvalidInput.of([problem])
        with self.ports.storage.begin(workspace) as tx:
            found = tx.logbook.get(entry)
            bearer = self.door.authorise(tx, actor, "logbook.retract", target_of(found))
            logbook.may_correct(found, standing(tx, found)).require(RuleViolation)
            retraction = evolve(
                found,
                id=retraction_id,
                recorded_by=_who(bearer),
                recorded_at=stamp.at,
                corrects=found.id,
                retracted=reason,
                version=1,
            )
            saved = tx.logbook.add(retraction)
            tx.logbook.save(logbook.corrected(found, saved.id))
            record(tx, workspace, bearer, stamp, LogbookRetracted(saved))
            tx.commit()
        return saved


def _who(bearer: Bearer) -> UserId:
    """Name whoever answers for what he writes; the operator writes nothing."""
    return bearer.actor.id  # type: ignore[return-value]  # only the operator has none
