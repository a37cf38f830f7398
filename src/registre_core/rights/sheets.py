"""Profiles as people see them: in a list with their users counted, and one by one with modules and rights."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.pages import Page
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile, User
from registre_core.rights.tables import Module, Right


@frozen
class ListedProfile:
    """A profile in a list."""

    profile: Profile
    people: int
    """How many users share it, exactly."""


@frozen
class SheetModule:
    """A module, with what a profile gives of it."""

    module: Module
    given: tuple[Right, ...]
    """In the order people see them; empty when it gives nothing."""


@frozen
class ProfileSheet:
    """A profile with its modules, its rights and its users."""

    profile: Profile
    modules: tuple[SheetModule, ...]
    """Every module, in the order people see them."""
    sleeping: tuple[str, ...]
    """Codes that no module knows: they come back with their plug-in."""
    people: int
    """How many users share it, exactly."""
    users: Page[User]
    """The first of them, by name."""


def profile_sheet(catalogue: Catalogue, profile: Profile, people: int, users: Page[User]) -> ProfileSheet:
    """Lay out a profile."""
    modules = tuple(
        SheetModule(module, tuple(right for right in module.rights if right.code in profile.rights))
        for module in catalogue.modules
    )
    return ProfileSheet(profile, modules, tuple(sorted(profile.rights - catalogue.every)), people, users)


def chosen_from_plugins(catalogue: Catalogue, given: frozenset[str], chosen: Iterable[str] | None) -> frozenset[str]:
    """Give what a profile made from a user takes over of what is given to him.

    The core's rights go over as they are. Rights that plug-ins brought are chosen by name, those that sleep included:
    a plug-in that comes or goes later would give or take more than he who made the profile had seen.

    Args:
        catalogue: every right there is.
        given: what is given to the user.
        chosen: the rights of plug-ins that go over; ``None`` when nobody decided.

    Raises:
        InvalidInput: ``plugin-rights-undecided`` when there are any and nobody decided; ``right-not-the-model-s`` for
            each that is not among them.
    """
    of_plugins = given - catalogue.core
    if chosen is None and of_plugins:
        listed = ", ".join(sorted(of_plugins))
        said = f"say which of these rights of plug-ins go into the profile: {listed}"
        raise InvalidInput.at("plugin_rights", "plugin-rights-undecided", said, rights=listed)
    wanted = frozenset(chosen or ())
    if strange := sorted(wanted - of_plugins):
        said = "the model has no such right of a plug-in"
        raise InvalidInput.of(
            Problem("plugin_rights", "right-not-the-model-s", f"{said}: {right}", {"right": right}) for right in strange
        )
    return (given & catalogue.core) | wanted
