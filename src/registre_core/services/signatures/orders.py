"""What is to be sealed, as one snapshot tells it: the thing, who signed it, and what proves that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import field, frozen

from registre_core.codec import Bundle, read_signable
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import RuleViolation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.ports import Printable, Sheet
from registre_core.ports.storage import Snapshot
from registre_core.services.journal import Stamp
from registre_core.services.signatures.asking import of_subject
from registre_core.services.signatures.bundles import proof_of
from registre_core.services.signatures.coverage import what_was_signed
from registre_core.services.signatures.signatories import SIGNING
from registre_core.services.signatures.subjects import Signable, to_sign
from registre_core.signatures import Evidence, Seal, SignatureRequest, SignatureState, Spot, Stage, Subject

BOXED = frozenset({SignatureState.REQUESTED, SignatureState.SHOWN, SignatureState.SIGNED})
"""Those that have a box on the document; what became of the others is told in words."""


@frozen
class Given:
    """A signature that was given, with its proof."""

    request: SignatureRequest
    """The signature."""
    evidence: Evidence
    """How it was given."""
    proof: Bundle
    """What proves it, before a key attests it."""


@frozen
class Order:
    """A document to be sealed."""

    printable: Printable
    """What is printed, unless it was sealed before."""
    seal: Seal | None
    """The seal that is there, if any."""
    given: tuple[Given, ...]
    """The signatures that belong on it, in the order they were given."""
    chain: Mapping[UUID, UUID] = field(factory=dict)
    """In whose place somebody signs, by identifier of the requests."""

    @property
    def subject(self) -> Subject:
        """What was signed."""
        return self.given[0].request.subject

    def seat(self, request: SignatureRequest, spots: Mapping[UUID, Spot]) -> UUID:
        """Tell whose box a signature goes into: its own, or that of the first one in whose place it was asked for."""
        place: UUID | None = request.id
        while place is not None and place not in spots:
            place = self.chain.get(place)
        return request.id if place is None else place


def order_of(tx: Snapshot, workspace: WorkspaceId, signable: Signable[Any], subject: Subject, stamp: Stamp) -> Order:
    """Read what is to be sealed.

    Raises:
        RuleViolation: ``nothing-to-seal``, ``signed-content-changed``.
        IntegrityBreach: ``signature-without-entry``, ``signed-content-altered``.
    """
    requests = of_subject(tx, subject)
    seal = next(iter(tx.seals.of_subjects([subject])), None)
    signed = [one for one in requests if one.state is SignatureState.SIGNED]
    thing = _as_signed(tx, signable, subject, signed)
    digest = _digest(tx, seal) or to_sign(signable, thing, subject.stage).digest
    fitting = sorted((one for one in signed if one.digest == digest), key=lambda one: (one.settled_at, one.id))
    _may_be_sealed(signed, fitting).require(RuleViolation)
    given = tuple(Given(one, one.evidence, proof_of(tx, one, workspace)) for one in fitting if one.evidence)
    sheet = _sheet(tx, requests, digest, subject, stamp)
    chain: dict[UUID, UUID] = {one.id: one.replaces for one in requests if one.replaces}
    return Order(signable.printable(tx, thing, sheet), seal, given, chain)


def _as_signed(tx: Snapshot, signable: Signable[Any], subject: Subject, signed: list[SignatureRequest]) -> Any:  # noqa: ANN401
    """Give the thing as whoever signed last saw it: a report that came afterwards is not on the paper he signed."""
    thing = signable.load(tx, subject.id)
    if not signed:
        return thing
    last = max(signed, key=lambda one: (one.settled_at, one.id))
    seen = read_signable(what_was_signed(tx, last.digest))
    return signable.as_signed(thing, subject.stage, seen["content"])


def _digest(tx: Snapshot, seal: Seal | None) -> Digest | None:
    """Tell what the document that was sealed shows, by what its first signer signed."""
    return tx.signatures.get(seal.signatures[0]).digest if seal and seal.document else None


def _may_be_sealed(signed: list[SignatureRequest], fitting: list[SignatureRequest]) -> Verdict:
    if not signed:
        return Verdict.no(Reason("nothing-to-seal", "nobody has signed this: there is nothing to seal", SIGNING))
    if fitting:
        return YES
    said = "it is no longer what was signed: a document printed now would show something else"
    return Verdict.no(Reason("signed-content-changed", said, SIGNING))


def _sheet(
    tx: Snapshot, requests: tuple[SignatureRequest, ...], digest: Digest, subject: Subject, stamp: Stamp
) -> Sheet:
    boxed = tuple(one for one in requests if one.state in BOXED)
    others = tuple(one for one in requests if one.state not in BOXED)
    return Sheet(
        site=tx.sites.get(requests[0].site_id),
        workspace=tx.workspace.get().name,
        names={},
        signatures=boxed,
        digest=digest,
        printed_at=stamp.at,
        printed_on=stamp.today,
        earlier=(*_before(tx, subject), *others),
    )


def _before(tx: Snapshot, subject: Subject) -> tuple[SignatureRequest, ...]:
    """Give what was signed to open what is closed now; at every other stage nothing was signed before."""
    if subject.stage is not Stage.CLOSING:
        return ()
    every = tx.signatures.of_subject(subject.kind.value, subject.id)
    opening = [one for one in every if one.subject.stage is Stage.OPENING and one.state is SignatureState.SIGNED]
    latest = max((one.subject.edition for one in opening), default=0)
    return tuple(one for one in opening if one.subject.edition == latest)
