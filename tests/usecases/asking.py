"""Requests for interventions and quotes, as a town asks them."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from tests.usecases.town import TODAY, Town

from registre_core.findings import Finding
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import LinkId
from registre_core.kernel.money import Money
from registre_core.ports.storage import WorkRequestFilter
from registre_core.requests import Deadline, Line, Link, Quote, Recipient, RequestKind, WorkRequest
from registre_core.services.requests import Reply

INTERVENTION, QUOTE = RequestKind
IN_TEN_DAYS = TODAY + timedelta(days=10)
LINK_SECRET = "L" * 43
"""Of the link that is there beforehand."""
COMES = Reply("Nous passons ce jour-là.", proposed_on=IN_TEN_DAYS)


def quoted(amount: str = "1200", rate: str = "20", until: date | None = None, currency: str = "EUR") -> Reply:
    """Answer what it would cost."""
    quote = Quote(Money.of(amount, currency), rate, until)
    return Reply("Notre offre.", proposed_on=IN_TEN_DAYS, quote=quote)


def answer_to(request: WorkRequest, amount: str = "1200") -> Reply:
    """Answer what is asked."""
    return COMES if request.kind is INTERVENTION else quoted(amount)


def to(town: Town) -> list[Recipient]:
    """Ask the firm through its contact, and somebody who stands alone."""
    return [Recipient(town.firm.id, (town.contact.id,)), Recipient(None, (alone(town).id,))]


def alone(town: Town) -> Any:  # noqa: ANN401  # a contact
    """Give the contact who stands alone; make one, if there is none yet."""
    known = town.registre.workspace.contacts(town.mayor, named="Luc Plombier").items
    return (
        known[0]
        if known
        else town.registre.workspace.add_contact(town.mayor, name="Luc Plombier", email="luc@exemple.fr")
    )


def drafted(
    town: Town,
    message: str = "Remplacer le bloc de secours",
    kind: RequestKind = INTERVENTION,
    finding: Finding | None = None,
    **more: Any,  # noqa: ANN401  # whatever a request says besides
) -> WorkRequest:
    """Draw a request up, to the firm and to somebody who stands alone."""
    given = {"deadline": Deadline(IN_TEN_DAYS), **({} if "recipients" in more else {"recipients": to(town)}), **more}
    about = [(finding or town.finding).id]
    return town.registre.requests.draft(town.mayor, kind=kind, findings=about, message=message, **given)


def sent(town: Town, *args: Any, **more: Any) -> WorkRequest:  # noqa: ANN401  # as `drafted`
    """Draw a request up, and send it."""
    return town.registre.requests.send(town.mayor, drafted(town, *args, **more).id).request


def answered(town: Town, *args: Any, **more: Any) -> WorkRequest:  # noqa: ANN401  # as `drafted`
    """Let everybody who was sent it answer, the last one cheapest."""
    found = sent(town, *args, **more)
    for place, line in enumerate(found.lines):
        reply = answer_to(found, str(1200 - 100 * place))
        found = town.registre.requests.record_answer(town.mayor, found.id, line.id, reply)
    return found


def with_requests(town: Town) -> Town:
    """Let there be requests at the school, one at each step and of each kind, and one at the pool."""
    for kind in RequestKind:
        drafted(town, f"{kind}: brouillon", kind)
        sent(town, f"{kind}: envoyée", kind, documents=[town.report])
        answered(town, f"{kind}: répondue", kind)
    sent(town, "à la piscine", finding=town.pool_finding)
    linked = asked(town, "intervention: envoyée")
    keep_link(town, linked, linked.lines[0], LINK_SECRET)
    return town


def asked(town: Town, message: str) -> WorkRequest:
    """Find a request by what it says."""
    with town.storage.inner.read(town.workspace) as tx:
        every = tx.requests.page(WorkRequestFilter(), limit=100).items
        (found,) = (one for one in every if one.message == message)
        return found


def keep_link(town: Town, request: WorkRequest, line: Line, secret: str) -> None:
    """Put a link into storage, and nothing into the register."""
    now = town.clock.now()
    link = Link(
        LinkId(town.ids.new()),
        digest_of(secret),
        request.id,
        line.id,
        issued_at=now,
        expires_at=now + timedelta(days=40),
    )
    with town.storage.inner.begin(town.workspace) as tx:
        tx.links.add(link)
        tx.commit()


def digest_of(secret: str) -> Digest:
    return Digest(sha256(secret.encode()).hexdigest())
