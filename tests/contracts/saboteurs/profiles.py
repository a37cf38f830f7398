# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they do with profiles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.errors import Conflict, NotFound


class RemovesWhatIsShared(Saboteur):
    """Drops a profile whoever shares it."""

    breaks = "STO-36"

    def spoil_transaction(self, tx: Any) -> None:
        def remove(honest: Callable[..., None], profile: Any) -> None:
            try:
                honest(profile)
            except Conflict as error:
                if error.code != "profile-in-use":
                    raise
                rows_of(tx).profiles.pop(profile.id)

        instead(tx.profiles, "remove", remove)


class GivesWhatWasRemoved(Saboteur):
    """Still gives a profile that was removed, among all."""

    breaks = "STO-36"

    def spoil_transaction(self, tx: Any) -> None:
        removed = {}

        def remove(honest: Callable[..., None], profile: Any) -> None:
            honest(profile)
            removed[profile.id] = profile

        instead(tx.profiles, "remove", remove)
        instead(tx.profiles, "every", lambda honest: {**honest(), **removed})


class RemovesWhateverVersion(Saboteur):
    """Drops a profile that somebody changed meanwhile."""

    breaks = "STO-36"

    def spoil_transaction(self, tx: Any) -> None:
        def remove(honest: Callable[..., None], profile: Any) -> None:
            honest(tx.profiles.get(profile.id))

        instead(tx.profiles, "remove", remove)


class RemovesNobody(Saboteur):
    """Says nothing of a profile that is not there."""

    breaks = "STO-36"

    def spoil_transaction(self, tx: Any) -> None:
        def remove(honest: Callable[..., None], profile: Any) -> None:
            with suppress(NotFound):
                honest(profile)

        instead(tx.profiles, "remove", remove)


class GivesAPageOfProfiles(Saboteur):
    """Takes the first page for all profiles."""

    breaks = "STO-36"

    def spoil(self, tx: Any) -> None:
        instead(tx.profiles, "every", lambda _: {profile.id: profile for profile in tx.profiles.page().items})
