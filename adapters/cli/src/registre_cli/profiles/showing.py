"""The command that shows one profile: its modules, its rights, its users."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.listing import described
from registre_cli.profiles.options import NOBODY_SAID, Chair, ProfileName
from registre_cli.profiles.seat import Directory, Seat, seated
from registre_cli.profiles.words import exceptions, halts, named_of, sites_of
from registre_cli.saying import plural, say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.rights import ListedProfile, ProfileSheet, Situation, User


def show(
    address: Address,
    profile: ProfileName,
    /,
    *,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Show one profile."""
    with seated(address, chair) as seat:
        shown = seat.profile(profile)
        sheet = seat.registre.rights.profile_sheet(seat.actor, shown.id, after=after, limit=limit)
        directory = seat.directory(site for user in sheet.users.items for site in named_of(user.sites or ()))
    if as_json:
        write_json({**seat.as_json(), "profile": _described(sheet), "next": sheet.users.next})
    else:
        _tell(seat, sheet, directory)


def _described(sheet: ProfileSheet) -> dict[str, Any]:
    return {
        **described(ListedProfile(sheet.profile, sheet.people)),
        "modules": [
            {"module": one.module.code, "label": one.module.french, "rights": [right.code for right in one.given]}
            for one in sheet.modules
        ],
        "sleeping": list(sheet.sleeping),
        "people": [_person(user) for user in sheet.users.items],
    }


def _person(user: User) -> dict[str, Any]:
    return {
        "id": str(user.id),
        "name": user.name,
        "grants": sorted(user.grants),
        "denials": sorted(user.denials),
        "sites": None if user.sites is None else sorted(map(str, user.sites)),
        "active": user.active,
        "locked": user.locked,
        "expires_on": user.expires_on and user.expires_on.isoformat(),
    }


def _tell(seat: Seat, sheet: ProfileSheet, directory: Directory) -> None:
    profile = sheet.profile
    say(seat.as_line())
    counts = f"{plural(len(profile.rights), 'droit')}, {plural(sheet.people, 'utilisateur')}"
    say(Words(f"{profile.name}{typeset(' : ')}{counts}", style="bold"))
    if profile.description:
        say(Words(profile.description))
    say(_modules(sheet))
    if sheet.people:
        say("")
        say(_users(sheet, directory))
    tell_next(sheet.users.next)


def _modules(sheet: ProfileSheet) -> Table:
    table = headed("Module", "Ses droits")
    for one in sheet.modules:
        if one.given:
            add(table, typeset(one.module.french), ", ".join(right.french.lower() for right in one.given))
    if without := [one.module.french for one in sheet.modules if not one.given]:
        add(table, "Rien dans", Words(typeset(", ".join(without)), style="dim"))
    if sheet.sleeping:
        add(table, typeset("En sommeil, leur module n'étant plus là"), ", ".join(sheet.sleeping))
    return table


def _users(sheet: ProfileSheet, directory: Directory) -> Table:
    table = headed("Utilisateur", "Ses sites", "Exceptions", "Compte")
    for user in sheet.users.items:
        situation = Situation.of(user)
        own = "\n".join(exceptions(situation, directory.catalogue)) or "–"
        add(table, user.name, sites_of(user.sites, directory), own, ", ".join(halts(situation)) or "actif")
    return table
