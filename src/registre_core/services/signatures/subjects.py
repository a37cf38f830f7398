"""What can be signed: each kind of thing says itself what of it is signed, by whom, and what a signature does to it.

Signing knows neither interventions nor permits. Whoever makes another thing signable implements `Signable` beside its
own use cases, and `app` puts it into the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from attrs import frozen

from registre_core.codec import signable_bytes, signable_digest
from registre_core.kernel.documents import Digest
from registre_core.kernel.facts import Fact
from registre_core.kernel.signatories import SignatoryRule
from registre_core.kernel.verdicts import Verdict
from registre_core.ports import Printable, Sheet
from registre_core.ports.storage import Snapshot, Transaction
from registre_core.services.front_door import Target
from registre_core.services.journal import Stamp
from registre_core.signatures import SignatureRequest, Stage, Subject, SubjectKind

Thing = TypeVar("Thing")
"""An intervention, a permit."""


class Signable(Protocol[Thing]):
    """One kind of thing that is signed. It keeps nothing between calls."""

    @property
    def kind(self) -> SubjectKind:
        """Which kind."""
        ...

    def load(self, tx: Snapshot, subject: UUID) -> Thing:
        """Give the thing.

        Raises:
            NotFound: with the code of its kind.
        """
        ...

    def target(self, thing: Thing, *, running: bool) -> Target:
        """Tell what the front door must know of it.

        Args:
            thing: which one.
            running: whether a signature that was asked for is being given: then neither an unpaid invoice nor a
                required update is in the way.
        """
        ...

    def subject(self, thing: Thing, stage: Stage) -> Subject:
        """Name what is signed at a stage now: of a permit, its present edition."""
        ...

    def content(self, thing: Thing, stage: Stage) -> object:
        """Give what is signed at a stage, as an attrs value.

        It names persons by identifier only, and holds nothing that signing itself moves, so that a signature still
        covers what it closed.
        """
        ...

    def as_signed(self, thing: Thing, stage: Stage, signed: Mapping[str, Any]) -> Thing:
        """Give it without what was added since it was signed: what comes to a thing that is over changes nothing else.

        Args:
            thing: as it is now.
            stage: for what it was signed.
            signed: what was signed, as `content` gave it and as it is written.
        """
        ...

    def rule(self, thing: Thing, stage: Stage) -> SignatoryRule:
        """Tell who must sign.

        Raises:
            RuleViolation: nobody was chosen yet.
        """
        ...

    def may_be_signed(self, thing: Thing, stage: Stage, now: datetime) -> Verdict:
        """Whether it waits for signatures at a stage, so that somebody can be asked for one in another's place."""
        ...

    def printable(self, tx: Snapshot, thing: Thing, sheet: Sheet) -> Printable:
        """Give what is printed of it: the sheet with the names of everybody on it, and with what is its own.

        Raises:
            NotFound: somebody it names is not there.
        """
        ...

    def settled(
        self, tx: Transaction, thing: Thing, stage: Stage, requests: Sequence[SignatureRequest], stamp: Stamp
    ) -> tuple[Fact, ...]:
        """Do what becomes of the thing after a signature or a refusal was saved, and give the facts to record.

        It is called within the same transaction, also while others are still missing.

        Args:
            tx: the transaction.
            thing: as it was loaded in it.
            stage: what was signed, or refused.
            requests: every request of the present subject, in the state that was saved.
            stamp: when, and where identifiers come from.
        """
        ...


@frozen
class Signed:
    """What is signed of a thing: bytes, and their name."""

    digest: Digest
    """SHA-256 of the bytes."""
    content: bytes
    """In canonical form: see `codec.signables`."""


def to_sign(signable: Signable[Thing], thing: Thing, stage: Stage) -> Signed:
    """Write what would be signed of a thing as it stands now."""
    content = signable_bytes(signable.kind, stage, signable.content(thing, stage))
    return Signed(signable_digest(content), content)


Signables = Mapping[SubjectKind, Signable[Any]]
"""By kind."""
