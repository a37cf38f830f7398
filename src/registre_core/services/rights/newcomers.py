"""Use cases: many accounts are created at once, all with one profile, from a list or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.kernel.validation import not_empty
from registre_core.ports.storage import Snapshot
from registre_core.rights import (
    MOST_AT_ONCE,
    Crowd,
    Move,
    NewUser,
    Profile,
    SiteNames,
    User,
    UserCreated,
    UserTable,
)
from registre_core.services.front_door import Bearer, workspace_of
from registre_core.services.incoming import content_of
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import every
from registre_core.services.progress import Progress, Steps, nobody
from registre_core.services.rights.desk import Desk
from registre_core.services.rights.drafts import situations_of


@frozen
class Import:
    """What became of a file."""

    users: tuple[User, ...]
    """Who was created, in the order of its lines."""
    encoding: str
    """How its bytes were read: ``utf-8``, ``utf-16`` or ``windows-1252``."""
    separator: str
    """What stood between its cells."""


@frozen
class Newcomers(Desk):
    """Creates many accounts in one act: all of them, or none if anything is wrong with one."""

    def create_users(
        self, actor: Actor, profile: ProfileId, people: Iterable[NewUser], *, progress: Progress = nobody
    ) -> tuple[User, ...]:
        """Create an account for each of these people, with this profile and no exceptions.

        Args:
            actor: who creates them.
            profile: what all of them share.
            people: who, up to 10,000.
            progress: is told how many are written, of how many.

        Returns:
            The accounts, in the order of `people`.

        Raises:
            Forbidden: without ``users.create``, or for rights and sites that the actor may not grant.
            InvalidInput: ``empty-collection``, ``too-many-users``; ``repeated-person``, ``repeated-address``,
                ``address-taken``: all problems at once.
            NotFound: ``profile-not-found``, ``site-not-found``.
        """
        workspace, stamp = workspace_of(actor), Stamp.of(self.ports)
        wanted = tuple(islice(people, MOST_AT_ONCE + 1))
        accounts = self._identifiers(len(wanted))
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.create_users")
            _require_some(wanted)
            _require_strangers(tx, wanted)
            created = _accounts(accounts, wanted, tx.profiles.get(profile))
            self._require(tx, bearer, _arrivals(created))
            tx.users.add_all(created)
            record(tx, workspace, bearer, stamp, *map(UserCreated, created), tell=Steps(progress, len(created)).reached)
            tx.commit()
        return created

    def import_users(
        self,
        actor: Actor,
        profile: ProfileId,
        source: BinaryIO,
        *,
        sites: Iterable[SiteId] | None,
        progress: Progress = nobody,
    ) -> Import:
        """Create an account for each line of a CSV file, with this profile and no exceptions.

        The first line names the columns, in any order, accents and case aside: ``nom``; ``courriel``; ``sites``, by
        their names with ``|`` between them; ``expiration``, as 31/12/2026 or 2026-12-31. It may be what a French
        spreadsheet writes or what a program does: the answer says how it was read.

        Args:
            actor: who creates them.
            profile: what all of them share.
            source: the bytes of the file, up to 16 MiB and 10,000 lines.
            sites: the sites of those whose line names none; ``None`` means all, those to come included. It has no
                default: a file without a column of sites would open them all, and nobody had said so.
            progress: is told how many lines are read and then written, of twice as many as there are.

        Raises:
            Forbidden: without ``users.create``, or for rights and sites that the actor may not grant.
            InvalidInput: ``document-too-large``, ``not-text``, ``empty-file``, ``only-a-header``, ``too-many-lines``,
                ``unknown-column``, ``repeated-column``, ``column-missing``; or every problem of every line, its path
                such as ``line 14.email``.
            NotFound: ``profile-not-found``, ``site-not-found``.
        """
        workspace, unsaid = workspace_of(actor), None if sites is None else frozenset(sites)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "rights.import_users")
        listed = UserTable.read(content_of(source))
        stamp, accounts = Stamp.of(self.ports), self._identifiers(listed.count)
        steps = Steps(progress, 2 * listed.count)
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "rights.import_users")
            shared = tx.profiles.get(profile)
            places = SiteNames.of(_sites_of(tx, bearer) if listed.names_sites else (), unsaid=unsaid)
            people = listed.people(places, Crowd(tx.users.addresses(listed.addresses)), steps.reached)
            created = _accounts(accounts, people, shared)
            self._require(tx, bearer, _arrivals(created))
            tx.users.add_all(created)
            record(tx, workspace, bearer, stamp, *map(UserCreated, created), tell=steps.behind(listed.count))
            tx.commit()
        return Import(created, listed.table.encoding, listed.table.separator)

    def _identifiers(self, count: int) -> tuple[UserId, ...]:
        return tuple(UserId(self.ports.ids.new()) for _ in range(count))


def _require_some(people: Sequence[NewUser]) -> None:
    if problem := not_empty("people", tuple(people)):
        raise InvalidInput.of([problem])
    if len(people) > MOST_AT_ONCE:
        said = f"at most {MOST_AT_ONCE} accounts are created at once: divide the list"
        raise InvalidInput.at("people", "too-many-users", said, most=MOST_AT_ONCE)


def _require_strangers(tx: Snapshot, people: Sequence[NewUser]) -> None:
    crowd = Crowd(tx.users.addresses(frozenset(person.email for person in people if person.email)))
    found = [
        evolve(problem, path=f"people[{place}].{problem.path}")
        for place, person in enumerate(people)
        for problem in crowd.joined_by(person.name, person.email, f"people[{place}]")
    ]
    if found:
        raise InvalidInput.of(found)


def _sites_of(tx: Snapshot, bearer: Bearer) -> Iterator[tuple[str, SiteId]]:
    """Give the names of the sites that he sees: another's cannot be named, as if it were not there."""
    return ((site.name, site.id) for site in every(partial(tx.sites.page, among=bearer.sites)))


def _accounts(identifiers: Iterable[UserId], people: Iterable[NewUser], profile: Profile) -> tuple[User, ...]:
    return tuple(
        User(account, person.name, person.email, profile.id, sites=person.sites, expires_on=person.expires_on)
        for account, person in zip(identifiers, people, strict=True)
    )


def _arrivals(users: Iterable[User]) -> list[Move]:
    """Give who comes into which situation, once for each."""
    return [Move(None, situation, people) for situation, people in situations_of(users)]
