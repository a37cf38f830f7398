"""Use cases: somebody looks at the place again, and it is known who did, and who did not (S9)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core import permits
from registre_core.codec import canonical_bytes, to_builtins
from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import Digest, DocumentRef, Originality
from registre_core.kernel.errors import Conflict, InvalidInput, NotFound, RuleViolation
from registre_core.kernel.identifiers import EntryId, PermitId, WorkspaceId
from registre_core.kernel.validation import not_blank
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.permits import HotWorkPermit, Position, Round, RoundRecord, RoundRecorded, RoundSignature
from registre_core.ports.storage import Snapshot
from registre_core.services.documents import as_stored, keep, media_type
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.permits.desk import Desk, target_of, who, withdrawn
from registre_core.signatures import Drawing
from registre_core.signatures.policy import may_be_new, may_be_signature


@frozen
class Looked:
    """What somebody who looked at the place hands over."""

    minutes: int
    """Which round."""
    is_clear: bool
    """Whether nothing was found."""
    comment: str
    """What was seen."""
    photo: DocumentRef | None
    """A picture, as its bytes say."""
    position: Position | None
    """Where the telephone was."""
    drawing: Drawing | None
    """How it was signed."""


@frozen
class Watching(Desk):
    """Takes rounds, in time or late, at once or from a telephone that was without network."""

    def record_round(
        self,
        actor: Actor,
        permit: PermitId,
        minutes: int,
        *,
        is_clear: bool = True,
        comment: str = "",
        photo: DocumentRef | None = None,
        position: Position | None = None,
        drawing: Drawing | None = None,
    ) -> HotWorkPermit:
        """Record that the place was looked at again.

        It was now, or when the telephone says, of what it recorded without network; what arrives twice is kept once.
        An unpaid invoice does not keep anybody from it, nor does a required update. Two records of one round are both
        kept, and the one that was made first counts. While signatures to close the permit are asked for, they are asked
        for again: what would be signed has changed.

        Args:
            actor: who looked.
            permit: where.
            minutes: which round, by its minutes after the end of work: it stands for no other.
            is_clear: whether nothing was found: no smoke, no heat.
            comment: what was seen; of the place, never of a person, since it stands in the register for ever.
            photo: a stored picture; its size and kind are read from its bytes.
            position: where the telephone was.
            drawing: his signature, if he drew one. It lies in the register beside him, and is erased with him.

        Raises:
            Forbidden: without ``watch.record``.
            NotFound: ``permit-not-found``, or ``document-not-found`` when the picture was never stored.
            Conflict: ``record-id-taken``: another round was recorded under this identifier.
            RuleViolation: ``watch-not-enabled``, ``unknown-round``, ``work-never-allowed``, ``round-before-end``,
                ``round-too-early``; ``photo-not-image``; what keeps the drawing from being a signature: all at once.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as seen:  # who may not is told nothing about documents
            known = seen.permits.get(permit)
            self.door.authorise(seen, actor, "permits.record_round", target_of(known, stamp.at))
        looked = Looked(minutes, is_clear, comment, self._as_stored(workspace, photo), position, drawing)
        with self.ports.storage.begin(workspace) as tx:
            found = tx.permits.get(permit)
            bearer = self.door.authorise(tx, actor, "permits.record_round", target_of(found, stamp.at))
            made = _record(bearer, stamp, looked)
            if is_known(found, made):
                return found
            may = permits.may_record_round(found, minutes, made.made_at, made.photo)
            (may & _may_be_drawn(tx, found, drawing)).require(RuleViolation)
            changed, revoked = withdrawn(tx, permits.with_round(found, made), stamp, "ronde enregistrée")
            saved = tx.permits.save(changed)
            record(tx, workspace, bearer, stamp, RoundRecorded(saved, _signature(made, drawing)), *revoked)
            tx.commit()
        return saved

    def store_photo(self, actor: Actor, permit: PermitId, stream: BinaryIO, *, name: str) -> DocumentRef:
        """Store a picture that was taken on a round, and give the reference that `record_round` takes.

        As long as the watch runs, neither an unpaid invoice nor a required update keeps anybody from it: otherwise a
        round could be recorded then, and what was seen could not be shown. A picture that no round refers to is swept
        away later, as any other document.

        Args:
            actor: who looked.
            permit: where.
            stream: its bytes.
            name: the file name that the telephone gave it.

        Raises:
            Forbidden: without ``watch.record``.
            NotFound: ``permit-not-found``.
            InvalidInput: ``empty-file``, ``document-too-large``, ``blank-text``.
            RuleViolation: ``photo-not-image``.
        """
        workspace, now = workspace_of(actor), self.ports.clock.now()
        with self.ports.storage.read(workspace) as tx:
            found = tx.permits.get(permit)
            self.door.authorise(tx, actor, "permits.store_photo", target_of(found, now))
        if problem := not_blank("name", name):  # before anything is stored
            raise InvalidInput.of([problem])
        stored = keep(self.ports, workspace, stream, cap=self.ports.document_cap)
        photo = DocumentRef(stored.digest, stored.size, name, media_type(stored.head), Originality.ORIGINAL)
        permits.may_be_photo(photo).require(RuleViolation)
        return photo

    def rounds(self, actor: Actor, permit: PermitId) -> tuple[Round, ...]:
        """Tell of each round where it stands now, in the order of the plan; none where the check is not enabled.

        Raises:
            Forbidden: without ``watch.consult``.
            NotFound: ``permit-not-found``.
        """
        now = self.ports.clock.now()
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = tx.permits.get(permit)
            self.door.authorise(tx, actor, "permits.rounds", target_of(found, now))
            return permits.watch_rounds(found, now)

    @contextmanager
    def open_photo(self, actor: Actor, permit: PermitId, photo: Digest) -> Iterator[BinaryIO]:
        """Open the bytes of a picture that was taken on a round.

        Raises:
            Forbidden: without ``documents.consult``.
            NotFound: ``permit-not-found``, ``photo-not-found``.
            IntegrityBreach: ``document-altered``.
        """
        workspace, now = workspace_of(actor), self.ports.clock.now()
        with self.ports.storage.read(workspace) as tx:
            found = tx.permits.get(permit)
            self.door.authorise(tx, actor, "permits.open_photo", target_of(found, now))
        if photo not in {one.photo.digest for one in found.rounds if one.photo}:
            raise NotFound.of("photo", photo)
        with self.ports.documents.open(workspace, photo) as stream:
            yield stream

    def _as_stored(self, workspace: WorkspaceId, photo: DocumentRef | None) -> DocumentRef | None:
        if photo is None:
            return None
        with self.ports.documents.open(workspace, photo.digest) as stream:
            return as_stored(photo, stream)


def is_known(permit: HotWorkPermit, made: RoundRecord) -> bool:
    """Whether this very record arrived before.

    Raises:
        Conflict: ``record-id-taken``.
    """
    kept = next((one for one in permit.rounds if one.id == made.id), None)
    if kept is None:
        return False
    if evolve(made, made_at=kept.made_at, recorded_at=kept.recorded_at) == kept:
        return True
    said = f"another round was recorded under the identifier {made.id}"
    raise Conflict("record-id-taken", said, {"id": str(made.id)})


def _record(bearer: Bearer, stamp: Stamp, looked: Looked) -> RoundRecord:
    """Put down what was handed over; a telephone whose clock is a little ahead made it now."""
    offline = bearer.actor.offline
    return RoundRecord(
        id=offline.id if offline else EntryId(stamp.entry),
        round=looked.minutes,
        made_at=min(offline.at, stamp.at) if offline else stamp.at,
        recorded_at=stamp.at,
        made_by=who(bearer),
        is_clear=looked.is_clear,
        comment=looked.comment,
        photo=looked.photo,
        position=looked.position,
        drawing_digest=looked.drawing.shape_digest if looked.drawing else None,
    )


def _may_be_drawn(tx: Snapshot, permit: HotWorkPermit, drawing: Drawing | None) -> Verdict:
    """Whether a drawing can be a signature that nobody drew before: under anything, or for a round of this permit."""
    if drawing is None:
        return YES
    before = next((one.id for one in permit.rounds if one.drawing_digest == drawing.shape_digest), None)
    return may_be_signature(drawing) & may_be_new(before or tx.signatures.drawn_alike(drawing.shape_digest))


def _signature(made: RoundRecord, drawing: Drawing | None) -> RoundSignature | None:
    if drawing is None:
        return None
    return RoundSignature(made.made_by, canonical_bytes(to_builtins(drawing)).decode())
