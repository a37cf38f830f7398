"""Who is told that an account stands otherwise: everybody who can do something about it."""

from __future__ import annotations

from registre_core.access.welcomes import SEES_INVOICES
from registre_core.ports import Ports
from registre_core.ports.storage import Notice, Transaction
from registre_core.services.billing.accounts import Account
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, tell, those_who_may


def tell_of_standing(tx: Transaction, account: Account, ports: Ports, stamp: Stamp) -> tuple[Notice, ...]:
    """Queue a notice of the present level to each person who may see invoices and has a mail address.

    The key names the standing by its first day and by what it came by: an account that is paid up, and not, and paid up
    again within one day is told of three times, and whatever is tried again once.
    """
    since, standing = (account.record.since if account.record else account.on), account.standing
    shown, cut = (day.isoformat() if day else None for day in (standing.shown_on, standing.cut_off_on))
    event = Event(
        "standing-changed",
        f"{account.workspace}/{standing.level}/{since}/{account.occasion}",
        "standing",
        account.workspace,
        {"level": standing.level.value, "since": since.isoformat(), "shown_on": shown, "cut_off_on": cut},
    )
    return tell(tx, event, those_who_may(tx, ports.catalogue, SEES_INVOICES, None, stamp.today), stamp)
