"""Which signatures are waited for too long, and who is reminded of them: whose turn it is, and nobody before his."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from registre_core.kernel.signatories import SignatoryRule
from registre_core.ports.storage import SignatureFilter, Snapshot
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, Late
from registre_core.services.paging import LARGEST_PAGE, cursor
from registre_core.services.signatures.asking import of_subject
from registre_core.services.signatures.notices import said_of, signer_readers
from registre_core.services.signatures.subjects import Signable, Signables, to_sign
from registre_core.signatures import SignatureRequest, Subject
from registre_core.signatures.policy import can_be_signed, whose_turn

REMINDER = "signature-reminder"
"""The kind of its notices."""


def late_signatures(tx: Snapshot, signables: Signables, stamp: Stamp) -> Iterator[Late]:
    """Give the signatures that somebody could have given for as long as it takes until one is reminded again."""
    before = stamp.at - timedelta(days=tx.notice_settings.get().remind_again_after)
    for subject in dict.fromkeys(one.subject for one in _open(tx, stamp) if one.asked_at <= before):
        for one in _waited_for(tx, signables[subject.kind], subject, before, stamp):
            facts = {"asked_at": one.asked_at.isoformat(), "expires_at": one.expires_at.isoformat()}
            event = Event(REMINDER, f"{one.id}", subject.kind.value, subject.id, {**said_of(one), **facts})
            yield Late(event, tuple(signer_readers(tx, [one.signer], stamp.today)))


def _waited_for(
    tx: Snapshot, signable: Signable[Any], subject: Subject, before: datetime, stamp: Stamp
) -> Iterator[SignatureRequest]:
    """Give those of a thing, as it is to be signed now, whose turn has come by then."""
    thing, requests = signable.load(tx, subject.id), of_subject(tx, subject)
    is_present = signable.subject(thing, subject.stage) == subject
    if is_present and signable.may_be_signed(thing, subject.stage, stamp.at):
        rule, covering = signable.rule(thing, subject.stage), to_sign(signable, thing, subject.stage).digest
        for one in whose_turn(rule, requests, covering=covering):
            if can_be_signed(one, stamp.at) and _turn_since(one, rule, requests) <= before:
                yield one


def _turn_since(request: SignatureRequest, rule: SignatoryRule, requests: Iterable[SignatureRequest]) -> datetime:
    """Tell since when somebody could sign: since he was asked, or since the last of those before him did."""
    earlier = rule.roles[: rule.roles.index(request.role)] if rule.in_order else ()
    given = (one.settled_at for one in requests if one.role in earlier and one.settled_at is not None)
    return max((request.asked_at, *given))


def _open(tx: Snapshot, stamp: Stamp) -> Iterator[SignatureRequest]:
    where = SignatureFilter(open_at=stamp.at)
    page = tx.signatures.page(where, limit=LARGEST_PAGE)
    yield from page.items
    while page.next is not None:
        page = tx.signatures.page(where, after=cursor(page.next), limit=LARGEST_PAGE)
        yield from page.items
