"""What a change is asked to be, on a command line, and the pair of use cases that plans it and carries it out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, TypeAlias

from attrs import field, frozen
from cyclopts import Parameter

from registre_cli.profiles.options import KeepDifference
from registre_cli.profiles.seat import Seat
from registre_core import InvalidInput
from registre_core.kernel.identifiers import UserId
from registre_core.rights import Plan, Profile

KINDS = ("--add/--remove", "--attach", "--detach", "--homogenise", "--delete")
"""What can be planned, as it is asked for."""


@Parameter(name="*")
@frozen
class Wish:
    """What is to change, as it was asked for: one kind of change."""

    add: Annotated[
        list[str],
        Parameter(
            name="--add", metavar="DROIT", negative=(), help="Un droit que le profil donne en plus. Peut être répété."
        ),
    ] = field(factory=list)
    remove: Annotated[
        list[str],
        Parameter(
            name="--remove",
            metavar="DROIT",
            negative=(),
            help="Un droit que le profil ne donne plus. Peut être répété.",
        ),
    ] = field(factory=list)
    attach: Annotated[
        list[str],
        Parameter(
            name="--attach", metavar="UTILISATEUR", negative=(), help="Un utilisateur à rattacher. Peut être répété."
        ),
    ] = field(factory=list)
    keep_difference: KeepDifference = False
    detach: Annotated[
        list[str],
        Parameter(
            name="--detach", metavar="UTILISATEUR", negative=(), help="Un utilisateur à détacher. Peut être répété."
        ),
    ] = field(factory=list)
    drop_rights: Annotated[
        bool,
        Parameter(
            name="--drop-rights",
            negative=(),
            show_default=False,
            help="À qui est détaché, ne laisser que ses droits propres ; par défaut, il garde ce qu’il pouvait.",
        ),
    ] = False
    homogenise: Annotated[
        bool,
        Parameter(
            name="--homogenise",
            negative=(),
            show_default=False,
            help="Faire tomber les exceptions de tous les utilisateurs du profil.",
        ),
    ] = False
    delete: Annotated[
        bool, Parameter(name="--delete", negative=(), show_default=False, help="Supprimer le profil.")
    ] = False
    successor: Annotated[
        str | None,
        Parameter(
            name="--successor", metavar="PROFIL", help="Le profil qui reprend les utilisateurs de celui supprimé."
        ),
    ] = None

    def kinds(self) -> list[str]:
        """Name the kinds of change that were asked for."""
        asked = (self.add or self.remove, self.attach, self.detach, self.homogenise, self.delete)
        return [kind for kind, wanted in zip(KINDS, asked, strict=True) if wanted]

    def require_that_it_fits(self) -> None:
        """Refuse what would be left unheard: an option of another change than the one that was asked for.

        Raises:
            InvalidInput: ``option-of-another-change``.
        """
        for option, given, change, wanted in (
            ("--keep-difference", self.keep_difference, "--attach", self.attach),
            ("--drop-rights", self.drop_rights, "--detach", self.detach),
            ("--successor", self.successor is not None, "--delete", self.delete),
        ):
            if given and not wanted:
                said = f"{option} goes with {change} only"
                raise InvalidInput.at(option, "option-of-another-change", said, option=option, change=change)


NOTHING_ASKED = Wish()
"""What the command is refused for."""

Planning: TypeAlias = Callable[..., Plan]
"""Takes where the page of names begins, and its length."""
Committing: TypeAlias = Callable[[Plan], object]
"""Carries it out."""


def asked_of(seat: Seat, profile: Profile, wish: Wish) -> tuple[Planning, Committing]:
    """Give what plans the change that was asked for, and what carries it out.

    Raises:
        InvalidInput: ``one-change``, ``option-of-another-change``, ``unknown-right``, ``repeated-member``,
            ``unknown-name``, ``ambiguous-name``, ``not-of-this-profile``.
    """
    wish.require_that_it_fits()
    room, actor = seat.registre.rights, seat.actor
    match wish.kinds():
        case ["--add/--remove"]:
            rights = _edited(seat, profile, wish)
            return partial(room.plan_edit, actor, profile.id, rights=rights), partial(room.commit_edit, actor)
        case ["--attach"]:
            people = _users(seat, wish.attach, "--attach")
            keeps = wish.keep_difference
            planning = partial(room.plan_attach, actor, people, profile.id, keep_difference=keeps)
            return planning, partial(room.commit_attach, actor)
        case ["--detach"]:
            people = _users(seat, wish.detach, "--detach", profile)
            planning = partial(room.plan_detach, actor, people, keep_rights=not wish.drop_rights)
            return planning, partial(room.commit_detach, actor)
        case ["--homogenise"]:
            return partial(room.plan_homogenise, actor, profile.id), partial(room.commit_homogenise, actor)
        case ["--delete"]:
            heir = seat.profile(wish.successor, "--successor").id if wish.successor is not None else None
            planning = partial(room.plan_delete, actor, profile.id, successor=heir)
            return planning, partial(room.commit_delete, actor)
    said = f"a plan is of one kind of change: {', '.join(KINDS)}"
    raise InvalidInput.at("CHANGEMENT", "one-change", said, asked=" ".join(wish.kinds()) or None)


def _edited(seat: Seat, profile: Profile, wish: Wish) -> frozenset[str]:
    """Give all that the profile is to give."""
    added, removed = seat.rights(wish.add, "--add"), seat.rights(wish.remove, "--remove")
    if both := sorted(added & removed):
        said = f"a right comes or goes, not both: {', '.join(both)}"
        raise InvalidInput.at("--remove", "repeated-member", said)
    return (profile.rights | added) - removed


def _users(seat: Seat, asked: list[str], option: str, shared: Profile | None = None) -> list[UserId]:
    """Give the users who were named; of a profile that they are to leave, only those who share it."""
    people = [seat.user(one, option) for one in asked]
    if shared and (strange := [one.name for one in people if one.profile_id != shared.id]):
        said = f"{', '.join(strange)}: not of the profile {shared.name!r}"
        raise InvalidInput.at(option, "not-of-this-profile", said, name=shared.name, people=", ".join(strange))
    return [one.id for one in people]
