"""Use case: what proves one signature, years later and without the database."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from attrs import frozen

from registre_core.codec import AttestedBundle, Bundle, bundle_statement, bundled, read_anchor, write_bundle
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import IntegrityBreach, InvalidInput, RuleViolation
from registre_core.kernel.identifiers import SignatureId, WorkspaceId
from registre_core.kernel.reasons import Reason
from registre_core.ports.storage import RegisterReader, Snapshot
from registre_core.register import Entry, Head, genesis
from registre_core.services.anchors import chosen
from registre_core.services.front_door import workspace_of
from registre_core.services.signatures.coverage import what_was_signed
from registre_core.services.signatures.desk import Desk
from registre_core.services.signatures.signatories import SIGNING
from registre_core.signatures import SignatureRequest


@frozen
class Bundling(Desk):
    """Puts together what proves a signature."""

    def bundle(self, actor: Actor, signature: SignatureId, *, anchor: bytes | None = None) -> bytes:
        """Give what proves a signature: the bytes that were signed, the entry that tells of it, and a key's word.

        Its path leads from that entry to where the register ends now; with an anchor, to where that one says it ended,
        so that whoever trusts the anchor need not trust the key.

        Args:
            actor: who asks.
            signature: which one.
            anchor: the file of an anchor that is younger than the signature, as `register.anchor` wrote it. Its own
                signature is checked by whoever checks the proof.

        Returns:
            The file, to be checked by `registre_core.verify_signature`.

        Raises:
            Forbidden: without ``interventions.consult``, or ``permits.consult``.
            NotFound: ``signature-not-found``.
            RuleViolation: ``signature-not-given``.
            InvalidInput: ``not-an-anchor``, ``anchor-of-others``, ``anchor-too-old``.
            ConfigurationError: ``no-attestor``, ``private-key-needed``.
            IntegrityBreach: ``signature-without-entry``, ``signed-content-altered``; ``anchor-disagrees``, when the
                register is another one than the anchor attests.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            case, _ = self._admitted(tx, actor, "signatures.bundle", signature, self.ports.clock.now())
            proof = proof_of(tx, case.request, workspace, anchor)
        word = chosen(self.ports.attestor).attest(bundle_statement(proof))
        return write_bundle(AttestedBundle(proof, word))


def proof_of(tx: Snapshot, request: SignatureRequest, workspace: WorkspaceId, anchor: bytes | None = None) -> Bundle:
    """Put together what proves a signature that was given, before a key attests it.

    Raises:
        RuleViolation, InvalidInput, IntegrityBreach: as `Bundling.bundle`.
    """
    entry = _entry_of(tx.register, request)
    content = what_was_signed(tx, request.digest)
    until = tx.register.head() if anchor is None else _attested_head(anchor, workspace, entry)
    path, last = [], entry
    for later in _behind(tx.register, entry, until):
        path.append(sha256(later.content).digest())
        last = later
    if Head(last.heading.number, last.link) != until:
        said = "the register is another one than this anchor attests: verify it against the anchor"
        raise IntegrityBreach("anchor-disagrees", said, {"number": until.number})
    return bundled(content, entry, _link_before(tx.register, entry, workspace), tuple(path), until, anchor)


def _entry_of(register: RegisterReader, request: SignatureRequest) -> Entry:
    """Give the entry that tells of a signature: its evidence names it."""
    evidence = request.evidence
    if evidence is None:
        said = "nobody has given this signature: there is nothing to prove"
        reason = Reason("signature-not-given", said, SIGNING, {"state": request.state.value})
        raise RuleViolation.because([reason])
    entry = register.find(evidence.entry) if evidence.entry else None
    if entry is None:
        said = "no entry of the register tells of this signature: verify the register"
        raise IntegrityBreach("signature-without-entry", said, {"signature": str(request.id)})
    return entry


def _attested_head(anchor: bytes, workspace: WorkspaceId, entry: Entry) -> Head:
    head = read_anchor(anchor).anchor.heads.get(workspace)
    if head is None:
        said = "this anchor knows nothing of this workspace"
        raise InvalidInput.at("anchor", "anchor-of-others", said, workspace=str(workspace))
    if head.number < entry.heading.number:
        said = "this anchor is older than the signature: take a younger one"
        raise InvalidInput.at("anchor", "anchor-too-old", said, number=entry.heading.number, anchored=head.number)
    return head


def _behind(register: RegisterReader, entry: Entry, until: Head) -> Iterator[Entry]:
    number = entry.heading.number
    return register.entries(after=number, limit=until.number - number) if until.number > number else iter(())


def _link_before(register: RegisterReader, entry: Entry, workspace: WorkspaceId) -> bytes:
    number = entry.heading.number
    if number == 1:
        return genesis(workspace).link
    return next(register.entries(after=number - 2, limit=1)).link
