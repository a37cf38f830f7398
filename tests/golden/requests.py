"""A request with every field filled, for the entries of what can happen to one."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from decimal import Decimal

from tests.golden.town import ANNE, AT, CONTACT, CONTRACTOR, INTERVENTION, REPORT, SITE, numbered

from registre_core.kernel.documents import Digest
from registre_core.kernel.facts import Fact
from registre_core.kernel.identifiers import ContactId, FindingId, LineId, LinkId, WorkRequestId
from registre_core.kernel.money import Money
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.requests import (
    Answer,
    Line,
    LineOfRequest,
    Link,
    LinkIssued,
    LinksRevoked,
    Quote,
    Recipient,
    RequestAnswered,
    RequestAwarded,
    RequestDeclined,
    RequestDeleted,
    RequestDrafted,
    RequestEdited,
    RequestKind,
    RequestOpened,
    RequestSent,
    RequestWithdrawn,
    WorkRequest,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

QUOTE = Quote(Money(Decimal("1200.50"), "EUR"), Decimal("5.50"), date(2026, 5, 31))
ANSWER = Answer(
    (AT + 11 * DAY).astimezone(timezone(HOUR)),
    True,  # noqa: FBT003  # the fields in their order
    "Nous passons «lundi»\nà 8 h",
    date(2026, 4, 6),
    QUOTE,
    (REPORT,),
    ANNE.id,
)
CHOSEN = Line(
    LineId(numbered(81)),
    Recipient(CONTRACTOR.id, (CONTACT.id, ContactId(numbered(82)))),
    sent_at=AT,
    opened_at=AT + HOUR,
    answer=ANSWER,
    awarded_at=AT + 12 * DAY,
    told_at=AT + 11 * DAY,
    intervention_id=INTERVENTION.id,
)
SENT_AWAY = Line(
    LineId(numbered(83)),
    Recipient(None, (ContactId(numbered(84)),)),
    sent_at=AT,
    declined_at=AT + DAY,
    withdrawn_at=AT + 2 * DAY,
    reason="Trop loin, «désolé»",
)
PASSAGE = Passage(
    document=REPORT.digest,
    quote="Le bloc de secours nº 3 est hors service",
    prefix="1. ",
    suffix=" (MS 51)",
    start=3,
    end=43,
    source=TextSource.OCR,
    engine="tesseract 5.5",
    parts=(PassagePart(2, "ii", 595.28, 841.89, 90, (Quad.around(70.5, 100.25, 300.0, 112.75),)),),
    confidence=87.5,
    may_be_copied=False,
)
REQUEST = WorkRequest(
    id=WorkRequestId(numbered(80)),
    kind=RequestKind.QUOTE,
    site_id=SITE.id,
    findings=(FindingId(numbered(8)), FindingId(numbered(9))),
    message="Remplacer les blocs «de secours»\ndu premier étage",
    lines=(CHOSEN, SENT_AWAY),
    created_by=ANNE.id,
    created_at=AT - DAY,
    deadline=AT + 10 * DAY,
    zone="Indian/Reunion",
    type_code="maintenance",
    documents=(REPORT,),
    passages=(PASSAGE,),
    is_split=True,
    intervention_id=INTERVENTION.id,
    version=7,
)
LINK = Link(
    LinkId(numbered(85)),
    Digest("a5" * 32),
    REQUEST.id,
    CHOSEN.id,
    issued_at=AT,
    expires_at=AT + 40 * DAY,
    opened_at=AT + HOUR,
    revoked_at=AT + 2 * HOUR,
    version=3,
)

REQUEST_FACTS: tuple[Fact, ...] = (
    RequestDrafted(REQUEST),
    RequestEdited(REQUEST),
    RequestDeleted(REQUEST),
    RequestSent(REQUEST),
    RequestWithdrawn(REQUEST),
    RequestAwarded(REQUEST),
    RequestOpened(LineOfRequest.of(REQUEST, CHOSEN)),
    RequestAnswered(LineOfRequest.of(REQUEST, CHOSEN)),
    RequestDeclined(LineOfRequest.of(REQUEST, SENT_AWAY)),
    LinkIssued(LineOfRequest.of(REQUEST, CHOSEN), LINK),
    LinksRevoked(LineOfRequest.of(REQUEST, CHOSEN)),
)
"""What can happen to it."""
