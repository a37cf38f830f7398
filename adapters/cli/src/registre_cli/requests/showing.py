"""The command that shows one request with all its recipients."""

from __future__ import annotations

from rich.table import Table

from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.requests.naming import request
from registre_cli.requests.options import Asked
from registre_cli.requests.words import described, recipient, said, state, until
from registre_cli.saying import plural, say, warn
from registre_cli.tables import add, grid, headed
from registre_cli.terminal import Words, write_json
from registre_core.requests import Line, WorkRequest
from registre_core.requests.tables import KINDS, REQUEST_STATES
from registre_core.services.requests import ShownRequest


def show(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show one request."""
    with seated(address, chair) as seat:
        tell(seat, request(seat, asked), as_json=as_json)


def told(seat: Seat, saved: WorkRequest, *, as_json: bool) -> None:
    """Show a request that was just changed."""
    tell(seat, seat.registre.requests.show(seat.actor, saved.id), as_json=as_json)


def tell(seat: Seat, found: ShownRequest, *, as_json: bool) -> None:
    """Show one request with its recipients."""
    if as_json:
        write_json({**seat.as_json(), "request": described(found)})
        return
    say(seat.as_line())
    say(Words(found.request.message, style="bold"))
    say(_lines(seat, found))
    table = headed("Destinataire", "État", "Réponse")
    for one in found.lines:
        add(table, recipient(found, one), state(one), said(one))
    say(table)


def warn_unreachable(lines: tuple[Line, ...]) -> None:
    """Say that somebody is to be told some other way."""
    if lines:
        warn(f"{plural(len(lines), 'destinataire')} sans adresse de courriel : transmettez autrement la demande")


def _lines(seat: Seat, found: ShownRequest) -> Table:
    one, table = found.request, grid()
    with seat.reading() as tx:
        site = tx.sites.get(one.site_id).name
    add(table, "Demande", KINDS[one.kind])
    add(table, "État", REQUEST_STATES[found.state])
    add(table, "Site", site)
    if one.deadline:
        add(table, "Réponse avant le", until(one))
    for document in one.documents:
        add(table, "Document joint", document.name)
    if one.intervention_id:
        add(table, "Intervention", str(one.intervention_id))
    add(table, "Identifiant", str(one.id))
    return table
