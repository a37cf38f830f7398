"""The commands that draw a permit up, hand it in to be signed, and say that the work will not be done."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.moments import moment_of
from registre_cli.options import Address, Json
from registre_cli.permits.naming import permit
from registre_cli.permits.options import Asked, Firms, Means, Reason
from registre_cli.permits.showing import told
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of
from registre_cli.signers import OnTheSpot, Signers, signatories
from registre_core.permits import USUAL, PermitTerms

Where = Annotated[str, Parameter(name="--site", metavar="SITE", help="Le site, par son nom ou son identifiant.")]
Place = Annotated[str, Parameter(name="--place", metavar="LIEU", help="L’endroit exact : bâtiment, étage, local.")]
Work = Annotated[str, Parameter(name="--work", metavar="TRAVAIL", help="Ce qui y est fait.")]
Watcher = Annotated[
    str,
    Parameter(name="--watcher", metavar="PERSONNE", help="Qui revoit les lieux : un utilisateur ou un interlocuteur."),
]
From = Annotated[str, Parameter(name="--from", metavar="MOMENT", help="À partir de quand, comme « 31/12/2026 08:30 ».")]
Until = Annotated[
    str | None, Parameter(name="--until", metavar="MOMENT", help="Jusqu’à quand ; par défaut, un jour plus tard.")
]
Closes = Annotated[str | None, Parameter(name="--closes", metavar="MOMENT", help="Quand le site ferme ce jour-là.")]
Detectors = Annotated[
    list[str],
    Parameter(
        name="--detector", metavar="NOM", negative=(), help="Un détecteur à mettre hors service. Peut être répété."
    ),
]
Unwatched = Annotated[
    bool,
    Parameter(name="--no-watch", negative=(), show_default=False, help="La levée de doute n’est pas activée."),
]


def draft(
    address: Address,
    /,
    *,
    site: Where,
    place: Place,
    work: Work,
    means: Means,
    contractor: Firms,
    watcher: Watcher,
    since: From,
    until: Until = None,
    closes: Closes = None,
    detector: Detectors = [],  # noqa: B006  # cyclopts copies it
    no_watch: Unwatched = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Draw a permit up; nobody is asked to sign it yet."""
    begins, ends, shuts = all_of(
        partial(moment_of, since, "--from"),
        lambda: None if until is None else moment_of(until, "--until"),
        lambda: None if closes is None else moment_of(closes, "--closes"),
    )
    with seated(address, chair) as seat:
        terms = PermitTerms(
            place,
            work,
            tuple(means),
            tuple(signers.contractor(seat, one).id for one in contractor),
            signers.person(seat, watcher, "--watcher"),
            begins,
            ends,
            detectors=tuple(detector),
            site_closes_at=shuts,
            watch=None if no_watch else USUAL,
        )
        told(seat, seat.registre.permits.draft(seat.actor, site=seat.site(site).id, terms=terms), as_json=as_json)


def submit(
    address: Address,
    asked: Asked,
    /,
    *,
    signer: Signers = [],  # noqa: B006  # cyclopts copies it
    on_the_spot: OnTheSpot = [],  # noqa: B006  # as above
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Ask for the signatures that open a permit."""
    with seated(address, chair) as seat:
        found, people = permit(seat, asked).permit, signatories(seat, signer, on_the_spot)
        to_sign = seat.registre.permits.submit(seat.actor, found.id, signatories=people)
        told(seat, to_sign.permit, as_json=as_json)


def cancel(
    address: Address, asked: Asked, /, *, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that the work will not be done."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.cancel(seat.actor, found.id, reason=reason), as_json=as_json)
