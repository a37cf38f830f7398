"""The commands that change what was allowed: longer, with others, or not for the time being."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.moments import moment_of
from registre_cli.options import Address, Json
from registre_cli.permits.naming import permit
from registre_cli.permits.options import Asked, Reason
from registre_cli.permits.showing import told
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.signers import OnTheSpot, Signers, signatories

Until = Annotated[str, Parameter(name="--until", metavar="MOMENT", help="Jusqu’à quand, comme « 31/12/2026 18:00 ».")]
Firms = Annotated[
    list[str],
    Parameter(
        name="--contractor", metavar="PRESTATAIRE", negative=(), help="Qui se joint au travail. Peut être répété."
    ),
]
People = Annotated[
    list[str],
    Parameter(
        name="--contact",
        metavar="PERSONNE",
        negative=(),
        help="Un interlocuteur de ces prestataires, ou d’une autre équipe. Peut être répété.",
    ),
]


def extend(
    address: Address,
    asked: Asked,
    /,
    *,
    until: Until,
    signer: Signers = [],  # noqa: B006  # cyclopts copies it
    on_the_spot: OnTheSpot = [],  # noqa: B006  # as above
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Ask that work may go on longer."""
    ends = moment_of(until, "--until")
    with seated(address, chair) as seat:
        found, people = permit(seat, asked).permit, signatories(seat, signer, on_the_spot)
        extending = seat.registre.permits.extend
        told(seat, extending(seat.actor, found.id, until=ends, signatories=people).permit, as_json=as_json)


def add_contractor(
    address: Address,
    asked: Asked,
    /,
    *,
    contractor: Firms = [],  # noqa: B006  # cyclopts copies it
    contact: People = [],  # noqa: B006  # as above
    signer: Signers = [],  # noqa: B006  # as above
    on_the_spot: OnTheSpot = [],  # noqa: B006  # as above
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Let others join the work."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        to_sign = seat.registre.permits.add_contractor(
            seat.actor,
            found.id,
            contractors=[signers.contractor(seat, one).id for one in contractor],
            people=[signers.contact(seat, one).id for one in contact],
            signatories=signatories(seat, signer, on_the_spot),
        )
        told(seat, to_sign.permit, as_json=as_json)


def suspend(
    address: Address, asked: Asked, /, *, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Stop the work for the time being."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.suspend(seat.actor, found.id, reason=reason), as_json=as_json)


def resume(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Let the work go on."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.resume(seat.actor, found.id), as_json=as_json)
