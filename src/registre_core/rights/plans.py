"""A change of rights before it is made: what is asked, who gains and loses what, and a digest to hold it to."""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from registre_core.kernel.identifiers import ProfileId, UserId
from registre_core.kernel.pages import Page
from registre_core.kernel.validation import Checked, must, not_empty
from registre_core.kernel.verdicts import Verdict
from registre_core.rights.policy import Consequence
from registre_core.rights.situations import Situation


@frozen
class ProfileEdit:
    """A profile gets other rights; all its users follow."""

    profile: ProfileId
    """Which."""
    rights: frozenset[str]
    """All that it will give, prerequisites included."""


@frozen
class Attachment(Checked):
    """Users come to share a profile."""

    profile: ProfileId
    """Which."""
    users: frozenset[UserId] = field(metadata=must(not_empty))
    """Who."""
    keeps_difference: bool = False
    """Whether what they could do so far stays, as exceptions. Otherwise exceptions are dropped."""


@frozen
class Detachment(Checked):
    """Users share no profile any more."""

    users: frozenset[UserId] = field(metadata=must(not_empty))
    """Who."""
    keeps_rights: bool = True
    """Whether what they could do so far stays, as own grants. Otherwise only their own grants do."""


@frozen
class Homogenisation:
    """All users of a profile lose their exceptions."""

    profile: ProfileId
    """Which."""


@frozen
class ProfileDeletion:
    """A profile goes, and another takes its users."""

    profile: ProfileId
    """Which goes."""
    successor: ProfileId | None = None
    """Who takes them; without one there must be none."""


Change: TypeAlias = ProfileEdit | Attachment | Detachment | Homogenisation | ProfileDeletion
"""Whatever can be planned before it is done."""


@frozen
class Affected:
    """Somebody who gains or loses something."""

    user: UserId
    """Who."""
    name: str
    """His name as storage knows it."""
    situation: Situation
    """Where he stands before the change."""


@frozen
class Plan:
    """What a change would do, as things stand. Committing it fails if anything moved since."""

    change: Change
    """What is asked."""
    added: frozenset[str]
    """Rights that were not asked for and come along, since others need them."""
    groups: tuple[Consequence, ...]
    """Who gains and loses what on which sites, one for each kind of situation, the largest first; of those for whom
    nothing changes, none."""
    unchanged: int
    """For how many users it changes nothing that they can do."""
    people: Page[Affected]
    """The first of those who gain or lose something, by name; read on with its `next`."""
    verdict: Verdict
    """Whether he who asked may do it: if not, everything that speaks against."""
    version: int
    """The version of the workspace's rights that it holds for."""
    digest: str
    """SHA-256, in hexadecimal, of all that this follows from: the change, the workspace, the version of its rights, the
    rights there are, and the day. As long as it is the same, what is committed is what was shown."""

    @property
    def affected(self) -> int:
        """How many users gain or lose something."""
        return sum(group.move.people for group in self.groups)

    @property
    def gaining(self) -> int:
        """How many gain something that they can use at once."""
        return sum(group.move.people for group in self.groups if group.effective.gains)

    @property
    def losing(self) -> int:
        """How many lose something that they can use now."""
        return sum(group.move.people for group in self.groups if group.effective.losses)
