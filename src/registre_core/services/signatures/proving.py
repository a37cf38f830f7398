"""Finding out, without a database, whether the proof of a signature holds, and what it proves."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256

from attrs import frozen

from registre_core.codec import (
    AttestedAnchor,
    Bundle,
    bundle_statement,
    read_anchor,
    read_bundle,
    read_heading,
    signable_digest,
    statement,
)
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Attestor
from registre_core.register import Entry, Head, misplaced_parts, next_link
from registre_core.services.signatures.statements import SignatureStatement, statement_of
from registre_core.signatures import SignatureGiven

_UNREADABLE = (IntegrityBreach, InvalidInput, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading an entry that somebody else wrote can end in."""


class ProofFinding(StrEnum):
    """What became clear of a proof."""

    ATTESTED = "attested"
    """It is what one of the keys that are trusted signed (*attestée*)."""
    ALTERED = "altered"
    """It is not what was signed, or does not agree with itself (*altérée*)."""
    FOREIGN_KEY = "foreign-key"
    """It agrees with itself, and none of the keys that are trusted signed it (*clé étrangère*)."""
    SELF_CONSISTENT = "self-consistent"
    """It agrees with itself; no key was given, so nothing proves where it comes from (*cohérente, sans preuve*)."""


class Flaw(StrEnum):
    """Why a proof is altered."""

    ATTESTATION = "attestation"
    """The key did not sign this."""
    ENTRY = "entry"
    """The entry is not one that tells of a signature."""
    LINK = "link"
    """The entry's link does not follow from its bytes."""
    PERSONAL = "personal"
    """What it says of persons is not what the entry commits to."""
    CONTENT = "content"
    """What is said to be signed is not what the entry says was signed."""
    DRAWING = "drawing"
    """The drawing is another one than the entry says."""
    PATH = "path"
    """The path does not lead from the entry to where it says."""
    ANCHOR = "anchor"
    """The anchor is none, attests another head, or was not signed by the key that it names."""


@frozen
class SignatureProof:
    """What a proof proves."""

    finding: ProofFinding
    """Whether it holds."""
    flaws: tuple[Flaw, ...]
    """Why not, when it was altered: nothing that it says is told then."""
    key: str
    """Who is said to have attested it: algorithm, colon, public half."""
    statement: SignatureStatement | None
    """What it says; ``None`` when it was altered."""
    anchor: AttestedAnchor | None = None
    """The anchor that its path leads to, if it brings one."""
    is_anchor_attested: bool = False
    """Whether that anchor is signed by one of the keys that are trusted."""

    @property
    def is_attested(self) -> bool:
        """Whether it proves what it says."""
        return self.finding is ProofFinding.ATTESTED


def verify_signature(content: bytes, *keys: Attestor) -> SignatureProof:
    """Check the proof of a signature, as `Registre.signatures.bundle` made it. Nothing is asked but the file itself.

    Args:
        content: the file.
        keys: those that are trusted; one of them must have signed it. Their public halves will do. Without any, it is
            only checked whether the proof agrees with itself, which whoever made it up would see to.

    Raises:
        InvalidInput: ``not-a-signature-bundle``.
    """
    read = read_bundle(content)
    signer, trusted = read.attestation.signer, {key.signer: key for key in keys}
    key = trusted.get(signer)
    if key and not key.verify(bundle_statement(read.bundle), read.attestation):
        return SignatureProof(ProofFinding.ALTERED, (Flaw.ATTESTATION,), signer, None)
    said, anchor = _statement(read.bundle), _anchor(read.bundle)
    voucher = trusted.get(anchor.attestation.signer) if anchor else None
    flaws = tuple(_flaws(read.bundle, said, anchor, voucher))
    if flaws:
        return SignatureProof(ProofFinding.ALTERED, flaws, signer, None)
    unproven = ProofFinding.FOREIGN_KEY if keys else ProofFinding.SELF_CONSISTENT
    return SignatureProof(
        ProofFinding.ATTESTED if key else unproven, (), signer, said, anchor, is_anchor_attested=voucher is not None
    )


def _statement(bundle: Bundle) -> SignatureStatement | None:
    """Read what a bundle says; nothing, of an entry that does not tell of a signature."""
    try:
        entry = Entry(read_heading(bundle.entry), bundle.entry, bundle.link, bundle.personal)
        said = statement_of(entry, bundle.content.encode())
    except _UNREADABLE:
        return None
    told = (entry.heading.kind, entry.heading.subject_id)
    return said if told == (SignatureGiven.KIND, said.signature) else None


def _anchor(bundle: Bundle) -> AttestedAnchor | None:
    try:
        return read_anchor(bundle.anchor.encode()) if bundle.anchor is not None else None
    except InvalidInput:
        return None


def _flaws(
    bundle: Bundle, said: SignatureStatement | None, anchor: AttestedAnchor | None, voucher: Attestor | None
) -> Iterator[Flaw]:
    """Hold everything in a bundle against everything else."""
    if next_link(bundle.previous, sha256(bundle.entry).digest()) != bundle.link:
        yield Flaw.LINK
    if any(misplaced_parts(0, bundle.entry, bundle.personal)):
        yield Flaw.PERSONAL
    if said is None:
        yield Flaw.ENTRY
        return
    if not _is_what_was_signed(bundle.content.encode(), said):
        yield Flaw.CONTENT
    if said.drawing and said.drawing.shape_digest != said.drawing_digest:
        yield Flaw.DRAWING
    if _end(bundle, said.number) != bundle.head:
        yield Flaw.PATH
    if bundle.anchor is not None and not _attests(anchor, said.workspace, bundle.head, voucher):
        yield Flaw.ANCHOR


def _is_what_was_signed(content: bytes, said: SignatureStatement) -> bool:
    match said.content:
        case {"content": {"id": identifier}, "kind": kind, "stage": stage}:
            subject = said.subject
            told = (identifier, kind, stage) == (str(subject.id), subject.kind.value, subject.stage.value)
            return told and signable_digest(content) == said.digest
    return False


def _end(bundle: Bundle, number: int) -> Head:
    """Walk the path, and tell where it ends."""
    link = bundle.link
    for digest in bundle.path:
        link = next_link(link, digest)
    return Head(number + len(bundle.path), link)


def _attests(anchor: AttestedAnchor | None, workspace: WorkspaceId, head: Head, voucher: Attestor | None) -> bool:
    """Whether an anchor names this head, and is what the key that it names signed, where that one is trusted."""
    if anchor is None or anchor.anchor.heads.get(workspace) != head:
        return False
    return voucher is None or voucher.verify(statement(anchor.anchor), anchor.attestation)
