"""Which documents the register refers to, and which a sweep takes away: never both of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.validation import Checked, aware, must


@frozen
class Removal(Checked):
    """A document that a sweep takes away, or took: a mark that keeps everybody from referring to it.

    Removals are told apart by their identifier: of one document there may be one after the other.
    """

    id: UUID
    """Which removal."""
    digest: Digest = field(metadata=must(SHA_256))
    """Of what."""
    begun_at: datetime = field(metadata=must(aware))
    """When it was marked."""
    done_at: datetime | None = None
    """When its bytes were gone, if they are; until then they may be there or not."""


class DocumentReferenceReader(Protocol):
    """What refers to documents in one workspace, and what is taken away from it."""

    def unreferenced(self, digests: Iterable[Digest]) -> tuple[Digest, ...]:
        """Give those of some documents that nothing refers to, in the order they were named."""
        ...

    def removal(self, digest: Digest) -> Removal | None:
        """Give the removal of a document, if it is being taken away or was."""
        ...

    def unfinished(self) -> tuple[Removal, ...]:
        """Give the removals that were begun and not finished, the longest first."""
        ...


class DocumentReferenceStore(DocumentReferenceReader, Protocol):
    """The same, to write. `register.append` refers by itself to whatever an entry names."""

    def refer(self, digests: Iterable[Digest]) -> None:
        """Keep that something refers to these documents, for ever.

        Raises:
            NotFound: ``document-not-found``, of one that is being taken away or was; then none is kept.
        """
        ...

    def begin_removals(self, digests: Iterable[Digest], *, by: Iterable[UUID], at: datetime) -> tuple[Removal, ...]:
        """Mark documents, each under an identifier of its own.

        Left out is what something refers to, and what another removal has in hand.
        """
        ...

    def finish_removal(self, removal: Removal, *, at: datetime) -> bool:
        """Keep that the bytes are gone; tell whether the removal still stood."""
        ...

    def withdraw_removal(self, removal: Removal) -> bool:
        """Take a mark away, since its bytes are there; tell whether it still stood, as it was given."""
        ...
