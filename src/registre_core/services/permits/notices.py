"""Who is told of permits: of what waits to be signed those who answer for the site; of stopped work all who do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.permits import HotWorkPermit, Round, RoundState
from registre_core.ports.storage import Notice, Snapshot, Transaction
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, Reader, readers_of, tell
from registre_core.signatures import SignatureRequest, Stage

AWAITING, SUSPENDED = "permit-awaiting", "permit-suspended"
"""The kinds of notices: it waits for signatures; the work is stopped."""
ROUNDS = {RoundState.DUE: "round-due", RoundState.MISSED: "round-missed"}
"""What is told of a round that can be made, or that was not."""


def tell_awaiting(
    tx: Transaction, permit: HotWorkPermit, stage: Stage, requests: Iterable[SignatureRequest], stamp: Stamp
) -> tuple[Notice, ...]:
    """Tell those who answer for the site that a permit waits to be signed; whoever signs it is asked to anyway."""
    signers = {one.signer.id for one in requests}
    number = permit.closings if stage is Stage.CLOSING else permit.edition
    event = Event(
        AWAITING,
        f"{permit.id}/{stage}/{number}",
        "permit",
        permit.id,
        {
            "stage": stage.value,
            "valid_from": permit.valid_from.isoformat(),
            "valid_until": permit.valid_until.isoformat(),
        },
    )
    others = (one for one in permit.operator_people if one.id not in signers)
    return tell(tx, event, readers_of(tx, others, stamp.today), stamp)


def tell_suspension(tx: Transaction, permit: HotWorkPermit, stamp: Stamp) -> tuple[Notice, ...]:
    """Tell all who work under a permit, or answer for it, that the work is stopped; why stands in the register."""
    facts = {"suspended_at": stamp.at.isoformat(), "valid_until": permit.valid_until.isoformat()}
    event = Event(SUSPENDED, f"{permit.id}/{stamp.at.isoformat()}", "permit", permit.id, facts)
    workers = (PersonKey(PersonKind.CONTACT, one) for one in permit.contractor_people)
    everybody = (*permit.operator_people, *workers, permit.watcher)
    return tell(tx, event, readers_of(tx, everybody, stamp.today), stamp)


def round_events(permit: HotWorkPermit, rounds: Iterable[Round]) -> Iterator[Event]:
    """Give what is told of rounds that can be made, or that were missed."""
    for one in rounds:
        if (kind := ROUNDS.get(one.state)) is not None:
            yield Event(
                kind,
                f"{permit.id}/{permit.watched_from}/{one.minutes}",
                "permit",
                permit.id,
                {
                    "round": one.minutes,
                    "due_at": one.due_at.isoformat() if one.due_at else None,
                    "shuts_at": one.shuts_at.isoformat() if one.shuts_at else None,
                    "place": permit.place,
                },
            )


def watchers(tx: Snapshot, permit: HotWorkPermit, stamp: Stamp) -> tuple[Reader, ...]:
    """Give whoever looks at the place again, and those who answer for the site."""
    return tuple(readers_of(tx, (permit.watcher, *permit.operator_people), stamp.today))
