"""The commands that ask backwards: who may do something, and who may what on one sheet."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli.labels import day
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.names import right_label
from registre_cli.profiles.options import NOBODY_SAID, Chair, RightName, SiteName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.progress import waiting
from registre_cli.saying import plural, say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core.kernel.written import day_of
from registre_core.rights import Holder, WhoCan
from registre_core.workspace import Site

On = Annotated[
    str | None,
    Parameter(
        name="--on",
        metavar="JOUR",
        help="Quel jour, JJ/MM/AAAA ou AAAA-MM-JJ ; par défaut, aujourd’hui. D’un jour passé, le registre le dit.",
    ),
]


def who_can(
    address: Address,
    right: RightName,
    /,
    *,
    site: SiteName = None,
    on: On = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Tell who may do this, here, on any day, and through what."""
    asked = day_of(on, "--on") if on is not None else None
    with seated(address, chair) as seat:
        place = seat.site(site) if site is not None else None
        (code,) = seat.rights([right], "DROIT")
        with waiting("La réponse se cherche"):
            answer = seat.registre.rights.who_can(
                seat.actor, code, site=place.id if place else None, on=asked, after=after, limit=limit
            )
    if as_json:
        write_json({**seat.as_json(), **_described(answer)})
    else:
        _tell(seat, place, answer, is_dated=asked is not None)


def _described(answer: WhoCan) -> dict[str, Any]:
    return {
        "right": answer.right,
        "site": answer.site and str(answer.site),
        "on": answer.on.isoformat(),
        "users": answer.people,
        "people": [
            {
                "id": str(one.user),
                "name": one.name,
                "through": [{"layer": said.layer.value, "name": said.name} for said in one.through],
            }
            for one in answer.users.items
        ],
        "next": answer.users.next,
    }


def _tell(seat: Seat, place: Site | None, answer: WhoCan, *, is_dated: bool) -> None:
    say(seat.as_line())
    asked = quoted(right_label(seat.catalogue, answer.right))
    where = f" sur {quoted(place.name)}" if place else ""
    when = _when(answer.on, is_dated=is_dated)
    say(Words(f"{plural(answer.people, 'utilisateur')} : {asked}{where}{when}.", style="bold"))
    if answer.users.items:
        table = headed("Utilisateur", "Par quoi")
        for one in answer.users.items:
            add(table, one.name, _through(one))
        say(table)
    tell_next(answer.users.next)


def _when(on: date, *, is_dated: bool) -> str:
    return f", le {day(on)}" if is_dated else typeset(", aujourd'hui")


def _through(holder: Holder) -> str:
    """Say what gives the right: the profile by its name, a grant of one's own."""
    said = [f"le profil {quoted(one.name)}" if one.name else _OWN for one in holder.through]
    return " et ".join(said)


_OWN = "un droit propre"
"""What a layer without a name gives: see `Layer.GRANT`."""
