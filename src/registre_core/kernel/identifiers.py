"""Identifiers: UUIDs that a type checker keeps apart.

They are made by the `IdSource` port before a transaction begins (UUIDv7, so that the order of creation is the order of
identifiers), never inside a room: after a cut connection the caller can ask whether *this* change arrived.
"""

from typing import NewType
from uuid import UUID

WorkspaceId = NewType("WorkspaceId", UUID)
"""A workspace (environnement): one customer, one register, one tenant."""
SiteId = NewType("SiteId", UUID)
"""A site (établissement)."""
ContractorId = NewType("ContractorId", UUID)
"""A contractor (prestataire), inspection bodies included."""
ContactId = NewType("ContactId", UUID)
"""A contact (interlocuteur)."""
ProfileId = NewType("ProfileId", UUID)
"""A profile of rights."""
UserId = NewType("UserId", UUID)
"""A user account, of a person or of a machine."""
InterventionId = NewType("InterventionId", UUID)
"""An intervention."""
FindingId = NewType("FindingId", UUID)
"""A finding: observation, anomaly or prescription."""
InvoiceId = NewType("InvoiceId", UUID)
"""An invoice."""
EntryId = NewType("EntryId", UUID)
"""An entry of the register."""
NoticeId = NewType("NoticeId", UUID)
"""A notice waiting in the outbox."""
SignatureId = NewType("SignatureId", UUID)
"""A signature that was asked for, whatever became of it."""
TicketId = NewType("TicketId", UUID)
"""A ticket: what lets one signer sign one thing once, from a telephone."""
SealId = NewType("SealId", UUID)
"""A sealed document, or one that waits for its seal."""
PermitId = NewType("PermitId", UUID)
"""A hot-work permit (*permis de feu*)."""
FiledDocumentId = NewType("FiledDocumentId", UUID)
"""A document of building management, filed on a site."""
WorkRequestId = NewType("WorkRequestId", UUID)
"""A request for an intervention or for quotes, to all its recipients."""
LineId = NewType("LineId", UUID)
"""One recipient of a request, with what became of it."""
LinkId = NewType("LinkId", UUID)
"""A link: what lets one recipient see and answer his own line of one request."""
VisitId = NewType("VisitId", UUID)
"""A visit of a safety commission."""
OrderId = NewType("OrderId", UUID)
"""An administrative order (*arrêté*) of the mayor or the prefect."""
LogbookId = NewType("LogbookId", UUID)
"""Something written into the logbook: a drill, works, a member of the safety staff, instructions."""
SubscriptionId = NewType("SubscriptionId", UUID)
"""A subscription: a machine that is told by callbacks."""
