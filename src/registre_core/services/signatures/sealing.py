"""Use cases: a signed thing as a sealed document (PAdES), and those that wait for their time.

A seal reads, calls out, and then persists: printing, stamping and the time server stand between two transactions, and
what moved meanwhile makes the second one a `Conflict`. What was sealed is never printed again: each further signature
is an increment on the document that is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.documents import PDF, DocumentRef, Originality
from registre_core.kernel.errors import AdapterFailure, Conflict, NotFound, RegistreError
from registre_core.kernel.identifiers import SealId, WorkspaceId
from registre_core.ports.storage import Transaction
from registre_core.services.documents import keep
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.signatures.asking import of_subject
from registre_core.services.signatures.desk import Desk
from registre_core.services.signatures.notices import tell_sealed
from registre_core.services.signatures.orders import Given, Order, order_of
from registre_core.services.signatures.pressing import Press, Pressed, press_of
from registre_core.signatures import DocumentSealed, Seal, SealState, Stage, SubjectKind

NO_TIME = "time-server-failed"
"""The one failure that leaves a seal waiting: it is tried again, and never made under the local clock instead."""

MOST_PENDING = 50
"""So many are tried again in one run of a workspace; the others wait for the next one."""


TITLES = {SubjectKind.INTERVENTION: "Bon d’intervention", SubjectKind.PERMIT: "Permis de feu"}
"""What its file is called."""


@frozen
class RetriedSeal:
    """A seal that waited for its time, and was tried again."""

    seal: Seal
    """As it stands now."""
    error: RegistreError | None = None
    """What is in the way of it, other than the time server."""


@frozen
class Sealing(Desk):
    """Makes sealed documents of what was signed."""

    def seal(self, actor: Actor, kind: SubjectKind, thing: UUID, stage: Stage) -> Seal:
        """Seal what was signed: the document with every signature given so far, and later ones added to the same.

        Sealed again without a further signature, the same seal is given, and nothing is changed. A time server that
        fails leaves it `PENDING`, which is recorded; `seal_pending` tries again.

        Args:
            actor: who asks.
            kind: an intervention or a permit.
            thing: which one.
            stage: what was signed: of a permit its opening or its closing.

        Raises:
            Forbidden: without ``interventions.sign``, or ``permits.sign``.
            NotFound: ``intervention-not-found``, ``permit-not-found``.
            RuleViolation: ``nothing-to-seal``; ``signed-content-changed``, when nobody signed what it is by now.
            Conflict: ``stale-version``: somebody sealed it meanwhile.
            ConfigurationError: ``no-renderer``, ``no-sealer``, ``no-attestor``, ``no-signature-capture``,
                ``private-key-needed``, ``seal-expired``.
            AdapterFailure: ``rendering-failed``.
        """
        workspace, stamp, signable = workspace_of(actor), Stamp.of(self.ports), self.signables[kind]
        with self.ports.storage.read(workspace) as tx:
            found = signable.load(tx, thing)
            target = signable.target(found, running=False)
            self.door.authorise(tx, actor, "signatures.seal", target)
            order = order_of(tx, workspace, signable, signable.subject(found, stage), stamp)
        changed = self._changed(workspace, order, stamp)
        if changed is order.seal:
            return changed
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "signatures.seal", target)
            saved = _kept(tx, order, changed)
            record(tx, workspace, bearer, stamp, DocumentSealed(saved))
            tell_sealed(tx, saved, of_subject(tx, saved.subject), stamp)
            tx.commit()
        return saved

    def seal_pending(self, actor: Actor) -> tuple[RetriedSeal, ...]:
        """Try again what waits for its time in a workspace, the longest first.

        One that cannot be sealed does not hold up the others.

        Args:
            actor: the operator, in a workspace; nobody else may.

        Returns:
            Each as it stands now, with what is in the way of it, if anything is.

        Raises:
            Forbidden: ``operator-only``.
            Conflict: ``stale-version``: somebody sealed one of them meanwhile.
            ConfigurationError: ``no-renderer``, ``no-sealer``, ``no-attestor``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "signatures.seal_pending")
            waiting = tx.seals.pending(limit=MOST_PENDING)
        press_of(self.ports)
        tried = [self._tried(workspace, seal, stamp) for seal in waiting]
        changed = [one for one in tried if one.error is None]
        if not changed:
            return tuple(tried)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "signatures.seal_pending")
            saved = {one.seal.id: tx.seals.save(one.seal) for one in changed}
            record(tx, workspace, bearer, stamp, *map(DocumentSealed, saved.values()))
            for one in saved.values():
                tell_sealed(tx, one, of_subject(tx, one.subject), stamp)
            tx.commit()
        return tuple(evolve(one, seal=saved.get(one.seal.id, one.seal)) for one in tried)

    def sealed(self, actor: Actor, kind: SubjectKind, thing: UUID) -> tuple[Seal, ...]:
        """Give every seal of a thing, by identifier: of all stages and editions.

        Raises:
            Forbidden: without ``interventions.consult``, or ``permits.consult``.
            NotFound: ``intervention-not-found``, ``permit-not-found``.
        """
        signable = self.signables[kind]
        with self.ports.storage.read(workspace_of(actor)) as tx:
            found = signable.load(tx, thing)
            self.door.authorise(tx, actor, "signatures.sealed", signable.target(found, running=False))
            subjects = {one.subject for one in tx.signatures.of_subject(kind.value, thing)}
            return tx.seals.of_subjects(subjects)

    @contextmanager
    def open_sealed(self, actor: Actor, seal: SealId) -> Iterator[BinaryIO]:
        """Open the bytes of a sealed document.

        Raises:
            Forbidden: without ``interventions.consult``, or ``permits.consult``.
            NotFound: ``seal-not-found``, also when its thing is on a site that is not his, and ``document-not-found``
                while nothing was sealed yet.
            IntegrityBreach: ``document-altered``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            found = tx.seals.get(seal)
            signable = self.signables[found.subject.kind]
            target = signable.target(signable.load(tx, found.subject.id), running=False)
            self.door.authorise(tx, actor, "signatures.open_sealed", evolve(target, kind="seal", id=seal))
        if found.document is None:
            raise NotFound("document-not-found", "nothing was sealed yet: the seal waits for its time")
        with self.ports.documents.open(workspace, found.document.digest) as stream:
            yield stream

    def _tried(self, workspace: WorkspaceId, seal: Seal, stamp: Stamp) -> RetriedSeal:
        """Try one again, and give it as it is to be kept."""
        try:
            with self.ports.storage.read(workspace) as tx:
                order = order_of(tx, workspace, self.signables[seal.subject.kind], seal.subject, stamp)
            return RetriedSeal(self._changed(workspace, order, stamp))
        except RegistreError as error:
            return RetriedSeal(seal, error)

    def _document(self, workspace: WorkspaceId, seal: Seal | None) -> bytes | None:
        """Give what was sealed so far."""
        if seal is None or seal.document is None:
            return None
        with self.ports.documents.open(workspace, seal.document.digest) as stream:
            return stream.read()

    def _changed(self, workspace: WorkspaceId, order: Order, stamp: Stamp) -> Seal:
        """Give the seal as it is to be kept: with its document, or waiting for its time; or as it is, when all is done.

        Raises:
            ConfigurationError, AdapterFailure: as for `seal`.
        """
        press, before = press_of(self.ports), self._document(workspace, order.seal)
        left = press.left(order, before)
        if order.seal and not left:
            return order.seal
        seal = _with(order.seal or self._asked(order, stamp), left)
        made = _made(press, order, before, left)
        if made is None:
            again = order.seal is not None and order.seal.state is SealState.PENDING
            return evolve(seal, state=SealState.PENDING, attempts=seal.attempts + 1 if again else 1)
        return self._sealed(workspace, seal, made, stamp)

    def _sealed(self, workspace: WorkspaceId, seal: Seal, made: Pressed, stamp: Stamp) -> Seal:
        stored = keep(self.ports, workspace, BytesIO(made.content), cap=self.ports.document_cap)
        title = f"{TITLES[seal.subject.kind]} — {stamp.today:%d-%m-%Y}.pdf"
        return evolve(
            seal,
            state=SealState.SEALED,
            document=DocumentRef(stored.digest, stored.size, title, PDF, Originality.ORIGINAL),
            time_level=made.time_level,
            sealed_at=stamp.at,
            attempts=1,
            reserved=made.reserved,
        )

    def _asked(self, order: Order, stamp: Stamp) -> Seal:
        """Begin a seal, which nobody has tried yet."""
        first = order.given[0].request
        identifier = SealId(self.ports.ids.new())
        return Seal(identifier, order.subject, first.site_id, (first.id,), stamp.at, SealState.PENDING)


def _with(seal: Seal, left: tuple[Given, ...]) -> Seal:
    """Add signatures to a seal, behind those it has."""
    every = dict.fromkeys((*seal.signatures, *(one.request.id for one in left)))
    return evolve(seal, signatures=tuple(every))


def _made(press: Press, order: Order, before: bytes | None, left: tuple[Given, ...]) -> Pressed | None:
    """Print and seal; ``None`` when the time server failed."""
    try:
        return press.pressed(order, before, left)
    except AdapterFailure as failure:
        if failure.code == NO_TIME:
            return None
        raise


def _kept(tx: Transaction, order: Order, changed: Seal) -> Seal:
    """Keep a seal.

    Raises:
        Conflict: ``stale-version``: somebody sealed it meanwhile.
    """
    if order.seal is not None:
        return tx.seals.save(changed)
    if tx.seals.of_subjects([order.subject]):
        raise Conflict("stale-version", "somebody sealed this meanwhile: read again", {"kind": "seal"})
    return tx.seals.add(changed)
