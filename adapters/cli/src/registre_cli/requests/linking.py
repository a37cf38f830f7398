"""The command that issues a link with which a recipient answers, or takes links back."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli import labels
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.requests.naming import line, request
from registre_cli.requests.options import Asked
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.services.requests import IssuedLink

To = Annotated[str, Parameter(name="--to", metavar="DESTINATAIRE", help="À qui : un prestataire ou un interlocuteur.")]
Revoke = Annotated[
    bool,
    Parameter(name="--revoke", negative=(), show_default=False, help="Révoquer tous ses liens, sans en établir."),
]


def link(
    address: Address,
    asked: Asked,
    /,
    *,
    to: To,
    revoke: Revoke = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Issue a link, or take all of a recipient's back."""
    with seated(address, chair) as seat:
        found = request(seat, asked)
        one = line(found, to, "--to")
        if revoke:
            _tell_ended(
                seat, seat.registre.requests.revoke_links(seat.actor, found.request.id, one.id), as_json=as_json
            )
        else:
            _tell(seat, seat.registre.requests.issue_link(seat.actor, found.request.id, one.id), as_json=as_json)


def _tell(seat: Seat, issued: IssuedLink, *, as_json: bool) -> None:
    until = issued.link.expires_at
    if as_json:
        described = {"line": str(issued.link.line_id), "secret": issued.secret, "expires_at": until.isoformat()}
        write_json({**seat.as_json(), "link": described})
        return
    say(seat.as_line())
    say(Words(f"{typeset('Secret du lien :')} {issued.secret}"), soft_wrap=True)
    say(Words(f"Valable jusqu’au {labels.instant(until)}. Rien ne le redonnera : qui l’a répond à sa place."))


def _tell_ended(seat: Seat, ended: int, *, as_json: bool) -> None:
    if as_json:
        write_json({**seat.as_json(), "revoked": ended})
        return
    say(seat.as_line())
    say(Words(f"{plural(ended, 'lien révoqué', 'liens révoqués')}."))
