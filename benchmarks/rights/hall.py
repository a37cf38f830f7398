"""A city as our own storage keeps it, and its administrator: where P4 and P5 ask the real use cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from attrs import frozen

from benchmarks.rights.town import Town
from registre_core import Actor, Client, Ports, Registre, assemble
from registre_core.kernel.identifiers import ProfileId, UserId, WorkspaceId
from registre_core.ports.storage import Storage, Transaction
from registre_core.rights import CompiledRights, User
from registre_core.testing.builders import a_site, a_user, a_workspace
from registre_core.testing.memory import MemoryDocuments
from registre_reading_pdf.reader import PdfPageReader
from registre_storage_sqlalchemy import SqlStorage
from registre_system.clock import SystemClock
from registre_system.ids import Uuid7Source


@frozen
class Hall:
    """An open register with a city in it."""

    database: str
    """What tables call it."""
    city: Town
    registre: Registre
    workspace: WorkspaceId
    mayor: Actor
    """Administers everybody."""

    @property
    def storage(self) -> Storage:
        """Where all of it is kept."""
        return self.registre.ports.storage

    @property
    def profile(self) -> ProfileId:
        """The first profile: the one that is edited."""
        return next(iter(self.city.profiles))

    @property
    def edited(self) -> frozenset[str]:
        """What the first profile is to give: a right less, and another more; the next time the other way round."""
        return self.rights_of(self.profile) ^ self.swapped

    @property
    def swapped(self) -> frozenset[str]:
        """The first right, in order, that the profile gives and no other needs, and the first that it does not."""
        rights, catalogue = self.city.profiles[self.profile].rights, self.city.catalogue
        needed = frozenset[str]().union(*(right.needs for right in catalogue.rights.values()))
        new = min(code for code in catalogue.every - rights if catalogue.rights[code].needs <= rights)
        return frozenset({min(rights - needed), new})

    def compiled(self) -> CompiledRights:
        """Read everybody and compile what he holds, as all questions about everybody do."""
        with self.storage.read(self.workspace) as tx:
            profiles, people = tx.profiles.every(), tx.users.everybody()
            return CompiledRights.of(self.city.catalogue, self.registre.ports.clock.today(), profiles, people)

    def everybody(self) -> Mapping[UserId, frozenset[str]]:
        """Tell what each user of the city holds."""
        rights = self.compiled()
        return {user: rights.rights(user) for user in self.city.people}

    def rights_of(self, profile: ProfileId) -> frozenset[str]:
        """Read what a profile gives now."""
        with self.storage.read(self.workspace) as tx:
            return tx.profiles.get(profile).rights


@contextmanager
def opened(database: str, url: str, city: Town) -> Iterator[Hall]:
    """Found a workspace on a database, let the city settle in it, and open the register as a host does."""
    with SqlStorage.open(url) as storage:
        workspace, mayor = a_workspace(), a_user(name="Hélène Lefèvre", grants=city.catalogue.every)
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            _settle(tx, city, mayor)
            tx.commit()
        registre = assemble(
            Ports(
                storage=storage,
                documents=MemoryDocuments(),
                pages=PdfPageReader(),
                clock=SystemClock(),
                ids=Uuid7Source(),
                catalogue=city.catalogue,
            )
        )
        yield Hall(
            database, city, registre, workspace.id, Actor.user(mayor.id, workspace.id, client=Client.web("1.47"))
        )


def _settle(tx: Transaction, city: Town, mayor: User) -> None:
    for number, site in enumerate(city.sites):
        tx.sites.add(a_site(id=site, name=f"Groupe scolaire n° {number}"))
    for profile in city.profiles.values():
        tx.profiles.add(profile)
    tx.users.add(mayor)
    tx.users.add_all(_user(user, number, city) for number, user in enumerate(city.people))


def _user(user: UserId, number: int, city: Town) -> User:
    return city.people[user].given_to(User(user, f"Agent n° {number}"))
