"""The command that lists profiles."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli import labels
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import number, typeset
from registre_core.kernel.pages import Page
from registre_core.rights import ListedProfile

Named = Annotated[
    str | None,
    Parameter(
        name="--named", metavar="DÉBUT", help="Seulement ceux dont le nom commence ainsi, sans égard aux accents."
    ),
]


def listed(
    address: Address,
    /,
    *,
    named: Named = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """List profiles, each with the number of its users."""
    with seated(address, chair) as seat:
        page = seat.registre.rights.profiles(seat.actor, named=named, after=after, limit=limit, counted=True)
    if as_json:
        write_json({**seat.as_json(), "profiles": [*map(described, page.items)], "next": page.next})
    else:
        _tell(seat, page)


def described(listed: ListedProfile) -> dict[str, Any]:
    """Give a profile as plain values."""
    profile = listed.profile
    return {
        "id": str(profile.id),
        "name": profile.name,
        "description": profile.description,
        "rights": sorted(profile.rights),
        "users": listed.people,
    }


def _tell(seat: Seat, page: Page[ListedProfile]) -> None:
    say(seat.as_line())
    if not page.items:
        say(Words(typeset("Aucun profil : registre profiles create en crée un.")))
        return
    table = headed("Profil", "À quoi il sert", "Droits", "Utilisateurs")
    for column in table.columns[2:]:
        column.justify = "right"
    for one in page.items:
        profile = one.profile
        add(table, profile.name, profile.description or "–", str(len(profile.rights)), number(one.people))
    say(table)
    if page.next and page.total:
        say(Words(f"{labels.total(page.total)} profils."))
    tell_next(page.next)
