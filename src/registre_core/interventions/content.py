"""What is signed of an intervention: what was done, where, by whom, and with which documents.

Left out is what signing itself moves, and every name of a person: who is meant is said by identifier, so that bytes
which are kept for ever forget nobody too late. Its fields are pinned: another one is another version of what is signed.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from registre_core.interventions.entities import Intervention
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.identifiers import ContactId, ContractorId, InterventionId, SiteId


@frozen
class SignedDocument:
    """A document as it was when somebody signed: enough to prove that it is still the same."""

    digest: Digest
    """SHA-256 of its bytes."""
    name: str
    """The file name people gave it."""
    size: int
    """Bytes."""

    @classmethod
    def of(cls, document: DocumentRef) -> SignedDocument:
        """Take what is signed of a document: not what somebody calls original, which bytes do not say."""
        return cls(document.digest, document.name, document.size)


@frozen
class InterventionContent:
    """An intervention as its signatories see it."""

    id: InterventionId
    """Which one."""
    site: SiteId
    """Where."""
    type: str
    """A key of `TYPES`."""
    planned_on: date
    """The day it was due."""
    done_on: date | None
    """The day it was done."""
    contractors: tuple[ContractorId, ...]
    """Who took part."""
    contacts: tuple[ContactId, ...]
    """Who was to be reached."""
    reports: tuple[SignedDocument, ...]
    """What was handed over."""
    photos: tuple[SignedDocument, ...]
    """Pictures."""


def content_of(intervention: Intervention) -> InterventionContent:
    """Give what is signed of it, as it stands now."""
    return InterventionContent(
        intervention.id,
        intervention.site_id,
        intervention.type_code,
        intervention.planned_on,
        intervention.done_on,
        intervention.contractors,
        intervention.contacts,
        tuple(map(SignedDocument.of, intervention.reports)),
        tuple(map(SignedDocument.of, intervention.photos)),
    )
