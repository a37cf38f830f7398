# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they tell of rights, and of everybody at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.errors import RegistreError
from registre_core.rights import Situation

# ---- the version -----------------------------------------------------------------------------------------------------


class StaysAtItsVersion(Saboteur):
    """Counts no change of rights."""

    breaks = "STO-31"

    def spoil(self, tx: Any) -> None:
        instead(tx.users, "version", lambda honest: honest() and 1)


class CountsUsersOnly(Saboteur):
    """Takes profiles for something that changes nobody's rights."""

    breaks = "STO-31"

    def spoil_transaction(self, tx: Any) -> None:
        for question in ("add", "save", "remove"):

            def change(honest: Callable[[Any], Any], profile: Any) -> Any:
                rows, desk = rows_of(tx), tx.users._desk
                before = rows.rights_version, desk.has_changed_rights
                try:
                    return honest(profile)
                finally:
                    rows.rights_version, desk.has_changed_rights = before

            instead(tx.profiles, question, change)


class TellsAVersionThatMayNotCome(Saboteur):
    """Tells who has changed rights the version that his commit would make."""

    breaks = "STO-31"

    def spoil(self, tx: Any) -> None:
        instead(tx.users, "version", lambda _: rows_of(tx).rights_version)


class CountsEveryChange(Saboteur):
    """Has another version after whatever was changed."""

    breaks = "STO-31"

    def spoil_transaction(self, tx: Any) -> None:
        def commit(honest: Callable[[], None]) -> None:
            rows_of(tx).rights_version += 1
            honest()

        instead(tx, "commit", commit)


class CountsByUsers(Saboteur):
    """Takes the number of users for a version: it was there before."""

    breaks = "STO-31"

    def spoil(self, tx: Any) -> None:
        instead(tx.users, "version", lambda honest: honest() and len(rows_of(tx).users))


# ---- situations ------------------------------------------------------------------------------------------------------


class CountsWhoWasThere(Saboteur):
    """Counts users when they are added, and never again."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        def situations(honest: Callable[..., Any], profile: Any = None) -> Any:
            unchanged = (user for user in rows_of(tx).users.values() if user.version == 1)
            told = Counter(Situation.of(user) for user in unchanged if profile in (None, user.profile_id))
            return {**dict(honest(profile)), **told}.items()

        instead(tx.users, "situations", situations)


class TakesLockedForFree(Saboteur):
    """Has one situation for who is locked and who is not."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        def situations(honest: Callable[..., Any], profile: Any = None) -> Any:
            told: Counter[Situation] = Counter()
            for situation, people in honest(profile):
                told[evolve(situation, locked=False)] += people
            return told.items()

        instead(tx.users, "situations", situations)


class GivesASituationAUser(Saboteur):
    """Gives the situation of each user, as often as there are users in it."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        def situations(honest: Callable[..., Any], profile: Any = None) -> Any:
            return [(situation, 1) for situation, people in honest(profile) for _ in range(people)]

        instead(tx.users, "situations", situations)


class CountsTheActive(Saboteur):
    """Leaves those out who share a profile and cannot act."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        def numbers(_: object, profiles: Iterable[Any]) -> Any:
            users = rows_of(tx).users.values()
            return {one: sum(user.active and user.profile_id == one for user in users) for one in profiles}

        instead(tx.users, "numbers", numbers)


class NumbersNoEmptyProfile(Saboteur):
    """Tells nothing of a profile that nobody shares."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        def numbers(honest: Callable[..., Any], profiles: Iterable[Any]) -> Any:
            return {profile: people for profile, people in honest(profiles).items() if people}

        instead(tx.users, "numbers", numbers)


class GivesEverybodyAsWritten(Saboteur):
    """Gives everybody in the order they were written."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        def everybody(_: object) -> Any:
            return iter([(user.id, Situation.of(user)) for user in rows_of(tx).users.values()])

        instead(tx.users, "everybody", everybody)


class GivesEachAValueOfHisOwn(Saboteur):
    """Makes a situation for each user."""

    breaks = "STO-32"

    def spoil(self, tx: Any) -> None:
        instead(tx.users, "everybody", lambda honest: ((user, evolve(one)) for user, one in honest()))


class ListsWhoSharesTheProfile(Saboteur):
    """Lists those whose profile is that of a situation."""

    breaks = "STO-33"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, among: Any = None, **asked: Any) -> Any:
            if among is None:
                return honest(**asked)
            wanted = {situation.profile_id for situation in among}
            users = rows_of(tx).users.values()
            return honest(among=[Situation.of(user) for user in users if user.profile_id in wanted], **asked)

        instead(tx.users, "page", page)


class ListsAFewSituations(Saboteur):
    """Looks at the first situations it is given."""

    breaks = "STO-33"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, among: Any = None, **asked: Any) -> Any:
            return honest(among=among and list(among)[:32], **asked)

        instead(tx.users, "page", page)


class TakesNoSituationForAny(Saboteur):
    """Lists everybody when no situation is given."""

    breaks = "STO-33"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, among: Any = None, **asked: Any) -> Any:
            return honest(among=among or None, **asked)

        instead(tx.users, "page", page)


class ForgetsTheNameAmongSituations(Saboteur):
    """Lists everybody in some situations, whatever their names."""

    breaks = "STO-33"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *, among: Any = None, named: Any = None, **asked: Any) -> Any:
            return honest(among=among, named=named if among is None else None, **asked)

        instead(tx.users, "page", page)


# ---- several ---------------------------------------------------------------------------------------------------------


class PassesOverWhoIsMissing(Saboteur):
    """Gives those who are there."""

    breaks = "STO-34"

    def spoil(self, tx: Any) -> None:
        def several(honest: Callable[..., Any], users: Iterable[Any]) -> Any:
            return honest([user for user in users if user in rows_of(tx).users])

        instead(tx.users, "several", several)


class NamesTheFirstAskedFor(Saboteur):
    """Names who is missing by where he was asked for."""

    breaks = "STO-34"

    def spoil(self, tx: Any) -> None:
        def several(honest: Callable[..., Any], users: Iterable[Any]) -> Any:
            for user in users:
                tx.users.get(user)
            return honest(users)

        instead(tx.users, "several", several)


class GivesInTheOrderAskedFor(Saboteur):
    """Gives users in the order in which they are asked for, and as often."""

    breaks = "STO-34"

    def spoil(self, tx: Any) -> None:
        def several(honest: Callable[..., Any], users: Iterable[Any]) -> Any:
            found = {user.id: user for user in honest(users)}
            return [found[user] for user in users]

        instead(tx.users, "several", several)


class FindsAddressesToTheLetter(Saboteur):
    """Compares addresses with their case."""

    breaks = "STO-34"

    def spoil(self, tx: Any) -> None:
        def addresses(_: object, among: Iterable[str]) -> Any:
            return frozenset(among) & {user.email for user in rows_of(tx).users.values()}

        instead(tx.users, "addresses", addresses)


class FoldsLatinLettersOnly(Saboteur):
    """Puts into lower case what SQLite can."""

    breaks = "STO-34"

    def spoil(self, tx: Any) -> None:
        def lower(text: str) -> str:
            return "".join(sign.lower() if sign.isascii() else sign for sign in text)

        def addresses(_: object, among: Iterable[str]) -> Any:
            known = {lower(user.email) for user in rows_of(tx).users.values() if user.email}
            return frozenset(map(lower, among)) & known

        instead(tx.users, "addresses", addresses)


class KeepsThoseBefore(Saboteur):
    """Keeps those before the one that is refused."""

    breaks = "STO-35"

    def spoil_transaction(self, tx: Any) -> None:
        instead(tx.users, "add_all", lambda _, users: [tx.users.add(user) for user in users] and None)
        instead(tx.users, "save_all", lambda _, users: [tx.users.save(user) for user in users])


class KeepsThoseThatPass(Saboteur):
    """Leaves out whom it would have to refuse."""

    breaks = "STO-35"

    def spoil_transaction(self, tx: Any) -> None:
        def add_all(_: object, users: Iterable[Any]) -> None:
            for user in users:
                with suppress(RegistreError):
                    tx.users.add(user)

        instead(tx.users, "add_all", add_all)


class KeepsTheLastOfTwo(Saboteur):
    """Takes whoever is given twice once."""

    breaks = "STO-35"

    def spoil_transaction(self, tx: Any) -> None:
        for question in ("add_all", "save_all"):

            def change(honest: Callable[..., Any], users: Iterable[Any]) -> Any:
                return honest(list({user.id: user for user in users}.values()))

            instead(tx.users, question, change)


class SavesByIdentifier(Saboteur):
    """Gives those saved in another order than they came in."""

    breaks = "STO-35"

    def spoil_transaction(self, tx: Any) -> None:
        def save_all(honest: Callable[..., Any], users: Iterable[Any]) -> Any:
            return sorted(honest(users), key=lambda user: user.id)

        instead(tx.users, "save_all", save_all)
