"""The command that changes a draft, and adds recipients to what was sent."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of
from registre_cli.requests.drafting import Alone, Firms, Until, Zone, deadline_of
from registre_cli.requests.naming import line, recipients, request
from registre_cli.requests.options import Asked
from registre_cli.requests.showing import told
from registre_core.kernel.zones import PARIS
from registre_core.services.requests import KEPT

Removed = Annotated[
    list[str],
    Parameter(
        name="--remove",
        metavar="DESTINATAIRE",
        negative=(),
        help="Un destinataire à rayer, prestataire ou interlocuteur. Répétable.",
    ),
]
Said = Annotated[str | None, Parameter(name="--message", metavar="TEXTE", help="Ce qui est demandé.")]


def edit(
    address: Address,
    asked: Asked,
    /,
    *,
    contractor: Firms = [],  # noqa: B006  # cyclopts copies it
    contact: Alone = [],  # noqa: B006  # as above
    remove: Removed = [],  # noqa: B006  # as above
    message: Said = None,
    deadline: Until = None,
    zone: Zone = PARIS,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Change a draft; of what was sent, only add recipients."""
    with seated(address, chair) as seat:
        found = request(seat, asked)
        until, people, *struck = all_of(
            lambda: KEPT if deadline is None else deadline_of(deadline, zone) if deadline else None,
            partial(recipients, seat, contractor, contact),
            *(partial(line, found, one, "--remove") for one in remove),
        )
        saved = seat.registre.requests.edit(
            seat.actor,
            found.request.id,
            add=people,
            remove=[one.id for one in struck],
            message=message,
            deadline=until,
        )
        told(seat, saved, as_json=as_json)
