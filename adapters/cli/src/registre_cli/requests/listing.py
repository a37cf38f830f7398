"""The commands that list requests: those for interventions, and those for quotes."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from registre_cli import labels, signers
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.requests.words import summarised, until
from registre_cli.saying import plural, say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.kernel.pages import Page
from registre_core.requests import RequestKind
from registre_core.requests.tables import REQUEST_STATES
from registre_core.services.requests import ListedRequest

Firm = Annotated[
    str | None, Parameter(name="--contractor", metavar="PRESTATAIRE", help="Seulement celles adressées à celui-ci.")
]


def interventions(
    address: Address,
    /,
    *,
    site: SiteName = None,
    contractor: Firm = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List requests for interventions, the latest first."""
    with seated(address, chair) as seat:
        _list(seat, RequestKind.INTERVENTION, site, contractor, after, limit, as_json=as_json)


def quotes(
    address: Address,
    /,
    *,
    site: SiteName = None,
    contractor: Firm = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List requests for quotes, the latest first."""
    with seated(address, chair) as seat:
        _list(seat, RequestKind.QUOTE, site, contractor, after, limit, as_json=as_json)


def _list(
    seat: Seat,
    kind: RequestKind,
    site: str | None,
    contractor: str | None,
    after: str | None,
    limit: int,
    *,
    as_json: bool,
) -> None:
    page = seat.registre.requests.page(
        seat.actor,
        kind=kind,
        site=seat.site(site).id if site else None,
        contractor=signers.contractor(seat, contractor).id if contractor else None,
        after=after,
        limit=limit,
        counted=True,
    )
    if as_json:
        write_json({**seat.as_json(), "requests": [*map(summarised, page.items)], "next": page.next})
    else:
        _tell(seat, page)


def _tell(seat: Seat, page: Page[ListedRequest]) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words("Aucune demande."))
        return
    table = headed("Demande", "État", "Réponse avant le")
    for one in page.items:
        add(table, _cell(one), REQUEST_STATES[one.state], until(one.request))
    say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} demandes."))
    tell_next(page.next)


def _cell(one: ListedRequest) -> Text:
    """Say what is asked, of how many, and how a command names it."""
    first = one.request.message.splitlines()[0]
    asked = plural(len(one.request.lines), "destinataire")
    return Words("\n").join([Words(first), Words(asked), Words(str(one.request.id), style="dim")])
