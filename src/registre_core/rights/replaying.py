"""Profiles and users as they were: what the register told of them, one thing after the other.

Each entry carries the new state of what changed, so nothing is computed here but who comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.rights.entities import Profile
from registre_core.rights.facts import ProfileCreated, ProfileDeleted, ProfileEdited, UserErased
from registre_core.rights.policy import Profiles
from registre_core.rights.situations import Situation


@frozen
class NamedSituation:
    """A user by name, and where he stands: as much as a day that is past still tells.

    `User` cannot say it: of somebody who was erased since, nobody knows a name any more, and yet he could do something.
    """

    id: UserId
    """Who."""
    name: str
    """What he was called; `ERASED_NAME` once he was erased, whenever that was."""
    situation: Situation
    """Where he stood."""


Told: TypeAlias = ProfileCreated | ProfileEdited | ProfileDeleted | NamedSituation | UserErased
"""What one entry tells: of a user where he stands from then on, whatever made him stand there."""


@frozen
class Past:
    """Who there was and what he shared, at some moment."""

    profiles: Profiles
    """As they were, under the names they had."""
    users: Mapping[UserId, NamedSituation]
    """Everybody but those who were erased by then: they hold nothing."""

    def situations(self) -> Iterable[tuple[Situation, int]]:
        """Give every situation that users were in, with how many."""
        return Counter(user.situation for user in self.users.values()).items()


def replayed(told: Iterable[Told]) -> Past:
    """Put together where profiles and users stood once all this had been told, in its order."""
    profiles: dict[ProfileId, Profile] = {}
    users: dict[UserId, NamedSituation] = {}
    for one in told:
        match one:
            case ProfileCreated(profile) | ProfileEdited(profile):
                profiles[profile.id] = profile
            case ProfileDeleted(profile):
                profiles.pop(profile.id, None)
            case NamedSituation(identifier):
                users[identifier] = one
            case UserErased(erasure):  # pragma: no branch  # nothing else is told
                users.pop(UserId(erasure.id), None)
    return Past(profiles, users)
