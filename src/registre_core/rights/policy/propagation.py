"""What a change of rights does to whom: gains and losses, computed once for all whose situation is the same.

A profile that a hundred thousand share is compared as often as there are different situations among them, not as often
as there are users.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from registre_core.kernel.identifiers import ProfileId, SiteId
from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import Profile
from registre_core.rights.policy.holding import ADMINISTER, awake, given_rights, may_act
from registre_core.rights.situations import NOTHING, Situation

Profiles = Mapping[ProfileId, Profile]
"""The profiles of a workspace, or those that a change is about."""


@frozen
class Reach:
    """Where rights come or go. Without any site it is what needs none: lists, profiles, accounts."""

    sites: frozenset[SiteId] | None = None
    """These sites; ``None`` means all, those to come included."""
    but: frozenset[SiteId] = frozenset()
    """Of all sites, not these."""

    @classmethod
    def left(cls, wide: frozenset[SiteId] | None, narrow: frozenset[SiteId] | None) -> Reach | None:
        """Compute what one set of sites has beyond another; ``None`` when it has nothing."""
        if narrow is None or (wide is not None and wide <= narrow):
            return None
        return cls(None, narrow) if wide is None else cls(wide - narrow)

    def lies_within(self, sites: frozenset[SiteId] | None) -> bool:
        """Whether all of it is on these sites; ``None`` means all."""
        return sites is None or (self.sites is not None and self.sites <= sites)


@frozen
class Shift:
    """Rights that come, or go, on the same sites."""

    rights: frozenset[str]
    """Codes."""
    reach: Reach
    """Where."""


@frozen
class Difference:
    """What somebody gains and loses."""

    gains: tuple[Shift, ...] = ()
    """At most two: new rights, and new sites for those he keeps."""
    losses: tuple[Shift, ...] = ()
    """Likewise."""

    def __bool__(self) -> bool:
        return bool(self.gains or self.losses)


@frozen
class Move:
    """So many users who go from one situation into another."""

    before: Situation | None
    """``None`` of accounts that are new."""
    after: Situation
    """The same one, when it is their profile that changes."""
    people: int = 1
    """How many."""


@frozen
class Consequence:
    """What a change does to users of one situation."""

    move: Move
    """Who, from where to where."""
    effective: Difference
    """What they can do from now on, or no longer, on that day."""
    given: Difference
    """What is given and taken, even to accounts that may not act now and of rights that sleep: both may wake up.

    An account that may act again, or longer than before, is given all that it has; one that may act no more, or not as
    long, loses all that it had: what happens to an account's last day counts on the day it is done.
    """
    ends_administrators: bool
    """Whether each of them was an administrator for good and is none any more."""
    makes_administrators: bool
    """The other way round."""

    @property
    def gains(self) -> tuple[Shift, ...]:
        """All that is gained, asleep or awake."""
        return self.given.gains if self.given is self.effective else self.effective.gains + self.given.gains

    @property
    def losses(self) -> tuple[Shift, ...]:
        """All that is lost, asleep or awake."""
        return self.given.losses if self.given is self.effective else self.effective.losses + self.given.losses


def consequences(
    catalogue: Catalogue, on: date, moves: Iterable[Move], before: Profiles, after: Profiles
) -> tuple[Consequence, ...]:
    """Compute what these moves do, while profiles go from one state into another."""
    earlier, later = _Judged(catalogue, before), _Judged(catalogue, after)
    return tuple(_consequence(on, move, earlier.of(move.before), later.of(move.after)) for move in moves)


def is_lasting_administrator(catalogue: Catalogue, account: Situation, profile: Profile | None) -> bool:
    """Whether an account administers the users of all sites, today and without an end in sight."""
    return _lasts(account) and ADMINISTER in awake(catalogue, given_rights(account, profile))


def administrators(catalogue: Catalogue, people: Iterable[tuple[Situation, int]], profiles: Profiles) -> int:
    """Count those who administer the users of all sites for good."""
    return sum(
        count
        for situation, count in people
        if is_lasting_administrator(catalogue, situation, _profile(situation, profiles))
    )


def _lasts(account: Situation) -> bool:
    return account.sites is None and account.active and not account.locked and account.expires_on is None


@frozen
class _Rights:
    """What profile and exceptions come to, whoever and wherever one is."""

    given: frozenset[str] = NOTHING
    awake: frozenset[str] = NOTHING


class _Judged:
    """Works out once what is given and what of it is awake, for all who share profile and exceptions."""

    def __init__(self, catalogue: Catalogue, profiles: Profiles) -> None:
        self._catalogue, self._profiles = catalogue, profiles
        self._known: dict[tuple[ProfileId | None, frozenset[str], frozenset[str]], _Rights] = {}

    def of(self, account: Situation | None) -> _Rights:
        if account is None:
            return _NONE
        key = account.profile_id, account.grants, account.denials
        if (rights := self._known.get(key)) is None:
            given = given_rights(account, _profile(account, self._profiles))
            rights = self._known[key] = _Rights(given, awake(self._catalogue, given))
        return rights


_NONE = _Rights()


def _consequence(on: date, move: Move, had: _Rights, has: _Rights) -> Consequence:
    could = had.awake if move.before and may_act(move.before, on) else NOTHING
    can = has.awake if may_act(move.after, on) else NOTHING
    had_sites = move.before.sites if move.before else frozenset[SiteId]()
    earlier, later = _last_day(move.before, on), _last_day(move.after, on)
    ruled = move.before is not None and _lasts(move.before) and ADMINISTER in had.awake
    rules = _lasts(move.after) and ADMINISTER in has.awake
    effective = _difference(could, had_sites, can, move.after.sites)
    if earlier == later and could == had.given and can == has.given:  # of nearly everybody: nothing sleeps
        given = effective
    else:
        opens, closes = later > earlier, later < earlier
        given = _difference(had.given, had_sites, has.given, move.after.sites, opens=opens, closes=closes)
    return Consequence(
        move,
        effective,
        given,
        ends_administrators=ruled and not rules,
        makes_administrators=rules and not ruled,
    )


def _last_day(account: Situation | None, on: date) -> date:
    """Give the last day on which an account may act, as things stand; the first of all days if it may not now."""
    if account is None or not may_act(account, on):
        return date.min
    return account.expires_on or date.max


def _difference(
    had: frozenset[str],
    had_sites: frozenset[SiteId] | None,
    has: frozenset[str],
    sites: frozenset[SiteId] | None,
    *,
    opens: bool = False,
    closes: bool = False,
) -> Difference:
    """Compare what there was with what there is; what opens gains all there is, what closes loses all there was."""
    return Difference(
        tuple(_shifts(NOTHING if opens else had, had_sites, has, sites)),
        tuple(_shifts(NOTHING if closes else has, sites, had, had_sites)),
    )


def _shifts(
    less: frozenset[str], narrow: frozenset[SiteId] | None, more: frozenset[str], wide: frozenset[SiteId] | None
) -> Iterator[Shift]:
    """Give what the second has beyond the first: other rights on its sites, and the common ones on other sites."""
    if new := more - less:
        yield Shift(new, Reach(wide))
    if (reach := Reach.left(wide, narrow)) and (kept := more & less):
        yield Shift(kept, reach)


def _profile(situation: Situation | None, profiles: Profiles) -> Profile | None:
    return profiles[situation.profile_id] if situation and situation.profile_id else None
