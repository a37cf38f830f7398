"""Who is told that an account stands otherwise: everybody who can do something about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from registre_core.access.welcomes import SEES_INVOICES
from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.pages import Cursor
from registre_core.ports import Ports
from registre_core.ports.storage import NamedOrder, Notice, Snapshot, Transaction
from registre_core.rights import AccountKind, Catalogue, Question, User
from registre_core.services.billing.accounts import Account
from registre_core.services.journal import Stamp
from registre_core.services.paging import LARGEST_PAGE, cursor
from registre_core.services.rights.people import people_in


def tell_of_standing(tx: Transaction, account: Account, ports: Ports, stamp: Stamp) -> int:
    """Queue a notice of the present level to each person who may see invoices and has a mail address.

    The key names the standing by its first day and by what it came by: an account that is paid up, and not, and paid up
    again within one day is told of three times, and whatever is tried again once.
    """
    since, standing = (account.record.since if account.record else account.on), account.standing
    shown, cut = (day.isoformat() if day else None for day in (standing.shown_on, standing.cut_off_on))
    facts = {"level": standing.level.value, "since": since.isoformat(), "shown_on": shown, "cut_off_on": cut}
    notices = (
        Notice(
            id=NoticeId(ports.ids.new()),
            key=f"standing-changed/{account.workspace}/{standing.level}/{since}/{account.occasion}/{user.id}",
            kind="standing-changed",
            recipient=user.email,
            subject_kind="standing",
            subject_id=account.workspace,
            queued_at=stamp.at,
            facts=facts,
        )
        for user in _who_see_invoices(tx, ports.catalogue, stamp.today)
        if user.email is not None
    )
    return sum(map(tx.outbox.queue, notices))


def _who_see_invoices(tx: Snapshot, catalogue: Catalogue, today: date) -> Iterator[User]:
    """Give the persons who may today, whatever gives it to them; machines read no mail."""
    question = Question(catalogue, SEES_INVOICES, None, today)
    held = question.holding(tx.users.situations(), tx.profiles.every())
    after: Cursor | None = None
    while held:
        page = people_in(tx, held.keys(), order=NamedOrder.CREATED, after=after, limit=LARGEST_PAGE)
        yield from (user for user in page.items if user.kind is AccountKind.PERSON)
        if page.next is None:
            return
        after = cursor(page.next)
