"""A change of rights worked out within a transaction: who moves from where to where, before anybody does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from attrs import evolve, frozen

from registre_core.kernel.erasure import may_change
from registre_core.kernel.errors import InvalidInput, RuleViolation
from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.pages import Cursor
from registre_core.kernel.verdicts import Verdict
from registre_core.ports.storage import Snapshot
from registre_core.rights import (
    Attachment,
    Catalogue,
    Change,
    Detachment,
    Homogenisation,
    Move,
    Profile,
    ProfileDeletion,
    ProfileEdit,
    Profiles,
    Situation,
    User,
    given_rights,
)
from registre_core.services.paging import LARGEST_PAGE, cursor
from registre_core.services.situations import people_in

Following = Callable[[Situation], Situation]
"""From where somebody stands to where he goes."""


@frozen
class Draft:
    """What a change does to profiles and users, as the transaction sees them."""

    change: Change
    """What is asked."""
    before: Profiles
    """The profiles it is about, as they are."""
    after: Profiles
    """As they will be."""
    follow: Following
    """Where those it is about go."""
    people: tuple[User, ...] | None = None
    """Those it is about, where they are named one by one."""
    profile: ProfileId | None = None
    """The profile whose users it is about, where it is about all of them."""
    new_rights: frozenset[str] = frozenset()
    """What a profile will give that it does not give now, whether or not anybody shares it."""
    added: frozenset[str] = frozenset()
    """Rights that come along since others need them."""

    def moves(self, tx: Snapshot) -> list[Move]:
        """Give who goes from where to where, once for each situation."""
        there = tx.users.situations(self.profile) if self.people is None else situations_of(self.people)
        return [Move(situation, self.follow(situation), people) for situation, people in there]

    def move_of(self, user: User | None) -> Move | None:
        """Give what one user does, if it is about him."""
        if user is None or not self._concerns(user):
            return None
        situation = Situation.of(user)
        return Move(situation, self.follow(situation))

    def moved(self, tx: Snapshot) -> list[User]:
        """Give everybody who goes elsewhere, as he will be."""
        people = self._everybody_who_moves(tx) if self.people is None else self.people
        return [self.follow(Situation.of(user)).given_to(user) for user in people]

    @property
    def deleted(self) -> ProfileId:
        """The profile that goes."""
        (gone,) = self.before.keys() - self.after.keys()
        return gone

    def _everybody_who_moves(self, tx: Snapshot) -> Iterator[User]:
        leaving = [move.before for move in self.moves(tx) if move.before is not None and move.before != move.after]
        after: Cursor | None = None
        while leaving:
            page = people_in(tx, leaving, profile=self.profile, after=after, limit=LARGEST_PAGE)
            yield from page.items
            if page.next is None:
                return
            after = cursor(page.next)

    def _concerns(self, user: User) -> bool:
        if self.people is None:
            return user.profile_id == self.profile
        return any(one.id == user.id for one in self.people)


def situations_of(people: Iterable[User]) -> Iterable[tuple[Situation, int]]:
    """Count these users by situation."""
    return Counter(map(Situation.of, people)).items()


def drafted(tx: Snapshot, catalogue: Catalogue, change: Change) -> Draft:
    """Work a change out.

    Raises:
        InvalidInput: ``unknown-right``.
        NotFound: a profile or a user it is about is not there.
        RuleViolation: ``person-erased``, ``profile-in-use``, ``own-successor``.
    """
    match change:
        case ProfileEdit():
            return _edit(tx, catalogue, change)
        case Attachment():
            return _attachment(tx, change)
        case Detachment():
            return _detachment(tx, change)
        case Homogenisation():
            return _homogenisation(tx, change)
        case ProfileDeletion():  # pragma: no branch  # there is no other
            return _deletion(tx, change)


def _edit(tx: Snapshot, catalogue: Catalogue, change: ProfileEdit) -> Draft:
    profile = tx.profiles.get(change.profile)
    rights, added = kept_with(catalogue, profile.rights, change.rights, "rights")
    edited = evolve(profile, rights=rights)
    return Draft(
        change,
        {profile.id: profile},
        {profile.id: edited},
        follow=_stays,
        profile=profile.id,
        new_rights=rights - profile.rights,
        added=added,
    )


def _attachment(tx: Snapshot, change: Attachment) -> Draft:
    return sharing(tx, tx.profiles.get(change.profile), change)


def sharing(tx: Snapshot, shared: Profile, change: Attachment) -> Draft:
    """Work out what sharing a profile does, also one that is new."""
    profiles = tx.profiles.every()

    def follow(situation: Situation) -> Situation:
        given = given_rights(situation, _of(situation, profiles)) if change.keeps_difference else None
        return situation.attached_to(shared, given)

    return Draft(change, profiles, {**profiles, shared.id: shared}, follow, _living(tx, change.users))


def _detachment(tx: Snapshot, change: Detachment) -> Draft:
    profiles = tx.profiles.every()

    def follow(situation: Situation) -> Situation:
        return situation.detached(given_rights(situation, _of(situation, profiles)) if change.keeps_rights else None)

    return Draft(change, profiles, profiles, follow, _living(tx, change.users))


def _homogenisation(tx: Snapshot, change: Homogenisation) -> Draft:
    profile = tx.profiles.get(change.profile)
    profiles = {profile.id: profile}
    return Draft(change, profiles, profiles, lambda situation: situation.attached_to(profile), profile=profile.id)


def _deletion(tx: Snapshot, change: ProfileDeletion) -> Draft:
    profile = tx.profiles.get(change.profile)
    if change.successor is None:
        _require_unshared(tx, profile)
        return Draft(change, {profile.id: profile}, {}, _stays, people=())
    successor = tx.profiles.get(change.successor)
    _require_another(profile, successor)
    before, after = {profile.id: profile, successor.id: successor}, {successor.id: successor}
    return Draft(change, before, after, lambda situation: situation.attached_to(successor), profile=profile.id)


def kept_with(
    catalogue: Catalogue, had: frozenset[str], wanted: Iterable[str], path: str, *, with_needs: bool = True
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the rights to save, and those among them that were not asked for.

    What others need is added. Rights that sleep, since their plug-in is gone, are kept whatever is asked for: whoever
    edits does not see them, and they come back with it.

    Args:
        catalogue: every right there is.
        had: what was there before.
        wanted: what is to be there.
        path: where it stood in the input.
        with_needs: whether what they need is added: not to denials.

    Raises:
        InvalidInput: ``unknown-right``, for each.
    """
    asked, asleep = frozenset(wanted), had - catalogue.every
    if problems := catalogue.unknown(asked - asleep, path):
        raise InvalidInput.of(problems)
    needed = catalogue.completed(asked) if with_needs else asked
    return needed | asleep, needed - asked


def _stays(situation: Situation) -> Situation:
    return situation


def _of(situation: Situation, profiles: Profiles) -> Profile | None:
    return profiles[situation.profile_id] if situation.profile_id else None


def _living(tx: Snapshot, users: Collection[UserId]) -> tuple[User, ...]:
    people = tuple(tx.users.several(users))
    Verdict(tuple(reason for user in people for reason in may_change(user).reasons)).require(RuleViolation)
    return people


def _require_unshared(tx: Snapshot, profile: Profile) -> None:
    if people := tx.users.numbers([profile.id])[profile.id]:
        said = f"{people} users share this profile: name another that takes them"
        raise RuleViolation("profile-in-use", said, {"name": profile.name, "people": people})


def _require_another(profile: Profile, successor: Profile) -> None:
    if profile.id == successor.id:
        raise RuleViolation("own-successor", "a profile that goes cannot take its own users: name another")
