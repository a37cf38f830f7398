"""The commands that make profiles: from nothing, and from a user."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.options import Address, Json
from registre_cli.profiles.listing import described
from registre_cli.profiles.options import NOBODY_SAID, Chair, Description, KeepDifference, UserName, Users
from registre_cli.profiles.seat import Seat, seated
from registre_cli.profiles.words import rights
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core.rights import ListedProfile
from registre_core.services.rights import ProfileCreation

NewName = Annotated[str, Parameter(name="NOM", help="Le nom du profil, unique dans l’environnement.")]
Rights = Annotated[
    list[str],
    Parameter(
        name="--right",
        metavar="DROIT",
        negative=(),
        help="Un droit qu’il donne, par son code ou son libellé ; ceux qu’il suppose s’ajoutent. Peut être répété.",
    ),
]
NewNamed = Annotated[
    str, Parameter(name="--name", metavar="NOM", help="Le nom du profil, unique dans l’environnement.")
]
PluginRights = Annotated[
    list[str],
    Parameter(
        name="--plugin-right",
        metavar="DROIT",
        negative=(),
        help="Un droit d’un module ajouté qui va au profil ; les autres restent au modèle. Peut être répété.",
    ),
]
NoPluginRights = Annotated[
    bool,
    Parameter(
        name="--no-plugin-rights",
        negative=(),
        show_default=False,
        help="N’y mettre aucun droit d’un module ajouté.",
    ),
]
AttachModel = Annotated[
    bool,
    Parameter(
        name="--attach",
        negative=(),
        show_default=False,
        help="Y rattacher aussi l’utilisateur, pour qui rien ne change.",
    ),
]


def create(
    address: Address,
    name: NewName,
    /,
    *,
    right: Rights,
    description: Description = "",
    user: Users = [],  # noqa: B006  # cyclopts' way
    keep_difference: KeepDifference = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Create a profile from nothing, users included."""
    with seated(address, chair) as seat:
        created = seat.registre.rights.create_profile(
            seat.actor,
            name=name,
            rights=seat.rights(right, "--right"),
            description=description,
            users=[seat.user(one, "--user").id for one in user],
            keep_difference=keep_difference,
        )
    _answer(seat, created, as_json=as_json)


def from_user(
    address: Address,
    user: UserName,
    /,
    *,
    name: NewNamed,
    description: Description = "",
    plugin_right: PluginRights = [],  # noqa: B006  # cyclopts' way
    no_plugin_rights: NoPluginRights = False,
    attach: AttachModel = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Create a profile with what a user holds."""
    with seated(address, chair) as seat:
        chosen = (
            [seat.right(one, "--plugin-right") for one in plugin_right] if plugin_right or no_plugin_rights else None
        )
        created = seat.registre.rights.create_profile_from_user(
            seat.actor,
            seat.user(user, "UTILISATEUR").id,
            name=name,
            description=description,
            plugin_rights=chosen,
            attach=attach,
        )
    _answer(seat, created, as_json=as_json)


def _answer(seat: Seat, created: ProfileCreation, *, as_json: bool) -> None:
    profile, people = created.profile, len(created.users)
    if as_json:
        told = {"profile": described(ListedProfile(profile, people)), "added": sorted(created.added)}
        write_json({**seat.as_json(), **told})
        return
    say(seat.as_line())
    counts = f"{plural(len(profile.rights), 'droit')}, {plural(people, 'utilisateur')}"
    say(Words(f"Le profil {quoted(profile.name)} {typeset('est créé :')} {counts}."))
    say(Words(rights(seat.catalogue, profile.rights)))
    if created.added:
        added = rights(seat.catalogue, created.added)
        say(Words(f"{typeset('Ajouté, car supposé par le reste :')} {added}"))
