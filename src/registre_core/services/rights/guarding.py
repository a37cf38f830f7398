"""The fourth beat of whatever changes rights: what it does to whom, and whether that may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from registre_core.kernel.errors import Forbidden, RuleViolation
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.ports.storage import Snapshot
from registre_core.rights import (
    Catalogue,
    Consequence,
    Move,
    Profiles,
    Reach,
    administrators,
    consequences,
    keeps_an_administrator,
    may_carry_out,
    may_change_himself,
    may_grant,
)
from registre_core.services.front_door import Bearer


@frozen
class Outcome:
    """What a change of rights does, and what speaks against it."""

    groups: tuple[Consequence, ...]
    """Who gains and loses what, one for each kind of situation."""
    forbidden: Verdict
    """Whether he who makes it may."""
    lasting: Verdict
    """Whether an administrator is left."""

    @property
    def verdict(self) -> Verdict:
        """Everything that speaks against it."""
        return self.forbidden & self.lasting

    def require(self) -> None:
        """Refuse what may not be.

        Raises:
            Forbidden: ``grant-beyond-own``, ``grant-beyond-own-sites``, ``loss-beyond-own-sites``,
                ``own-rights-upward``: all at once.
            RuleViolation: ``last-administrator``.
        """
        self.forbidden.require(Forbidden)
        self.lasting.require(RuleViolation)


def outcome(
    tx: Snapshot,
    catalogue: Catalogue,
    on: date,
    bearer: Bearer,
    moves: Sequence[Move],
    profiles: tuple[Profiles, Profiles],
    *,
    own: Move | None = None,
    new_rights: frozenset[str] = frozenset(),
) -> Outcome:
    """Work out what a change does before anything is saved.

    Args:
        tx: its transaction.
        catalogue: every right there is.
        on: the legal day.
        bearer: who makes it.
        moves: who goes from where to where.
        profiles: those it is about, as they are and as they will be.
        own: what he who makes it does himself, if it is about him.
        new_rights: what a profile is to give that it did not give before, whether or not anybody shares it.
    """
    before, after = profiles
    groups = consequences(catalogue, on, moves, before, after)
    forbidden = _may_make(bearer, groups, new_rights)
    if own is not None:
        forbidden &= may_change_himself(consequences(catalogue, on, [own], before, after)[0])
    return Outcome(groups, forbidden, _leaves_one(tx, catalogue, groups))


def _may_make(bearer: Bearer, groups: Iterable[Consequence], new_rights: frozenset[str]) -> Verdict:
    granting = bearer.grantor().granting
    return may_grant(granting, new_rights, NOWHERE) & may_carry_out(granting, groups)


NOWHERE = Reach(frozenset())
"""A profile by itself reaches no site."""


def _leaves_one(tx: Snapshot, catalogue: Catalogue, groups: Iterable[Consequence]) -> Verdict:
    """Count everybody only when an administrator goes, which is rare."""
    if not any(group.ends_administrators for group in groups):
        return YES
    there_were = administrators(catalogue, tx.users.situations(), tx.profiles.every())
    return keeps_an_administrator(there_were, groups)
