"""S1 of the story, once more: a profile is edited, by somebody who sees first what that does."""

from __future__ import annotations

from registre_cli.demo.chapters import Cast, Edited
from registre_cli.demo.people import acting
from registre_cli.demo.refusals import refusal
from registre_cli.profiles.seat import Directory
from registre_core import Actor, Conflict, Registre
from registre_core.rights import Plan, Profile, User

NAME = "Gardien"
RIGHT = "findings.create"
"""What the caretaker lacked in the step before."""


def edit(registre: Registre, cast: Cast) -> Edited:
    """Give a profile one right more: look, be overtaken, look again, do it."""
    administrator, rights = acting(cast.administrator, cast.workspace.id), registre.rights
    made = rights.create_profile_from_user(administrator, cast.caretaker.id, name=NAME, attach=True)
    profile, wanted = made.profile, made.profile.rights | {RIGHT}
    spared, moving = _colleagues(registre, administrator, profile)
    shown = rights.plan_edit(administrator, profile.id, rights=wanted)
    moved = rights.set_sites(administrator, moving.id, [cast.library.id])
    outdated = _overtaken(registre, administrator, shown)
    committed = rights.plan_edit(administrator, profile.id, rights=wanted)
    rights.commit_edit(administrator, committed)
    last = refusal(lambda: rights.set_active(administrator, cast.administrator.id, active=False))
    names = Directory(registre.ports.catalogue, {profile.id: NAME}, {site.id: site.name for site in cast.sites})
    return Edited(profile, (cast.caretaker, spared, moved), RIGHT, shown, outdated, committed, last, names)


def _colleagues(registre: Registre, administrator: Actor, profile: Profile) -> tuple[User, User]:
    """Two more share the profile: one of them with an exception."""
    rights = registre.rights
    spared = rights.create_user(administrator, name="Solène Abgrall", profile=profile.id).user
    spared = rights.set_exceptions(administrator, spared.id, denials=[RIGHT]).user
    return spared, rights.create_user(administrator, name="Corentin Rolland", profile=profile.id).user


def _overtaken(registre: Registre, administrator: Actor, shown: Plan) -> Conflict:
    try:
        registre.rights.commit_edit(administrator, shown)
    except Conflict as error:
        return error
    raise AssertionError("the story goes on from a conflict that did not come")
