"""Who acts, and where: a person of a workspace, whose rights count as they do anywhere.

Who has the database could write it as he likes; but what these commands do, somebody does who answers for it, and the
register names him. Only names are looked up without asking for his rights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from attrs import field, frozen
from rich.text import Text

from registre_cli.names import SUGGESTED, listed, the_one
from registre_cli.opening import COMMAND_LINE, NO_POST, NO_PRESS, PostChoice, PressChoice, opened
from registre_cli.profiles.names import right_code, right_codes
from registre_cli.profiles.options import Chair
from registre_cli.terminal import Words
from registre_cli.typography import quoted
from registre_cli.workspaces import workspace_named
from registre_core import Actor, InvalidInput, Registre
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.ports.storage import NamedOrder, Snapshot
from registre_core.rights import AccountKind, Catalogue, Profile, User, is_lasting_administrator
from registre_core.workspace import Site, Workspace

ENOUGH = 50
"""Names that are read to find one: whole names stand before those that only begin so."""


@frozen
class Seat:
    """A register, a workspace of it, and the person who acts there."""

    registre: Registre
    workspace: Workspace
    person: User

    @property
    def actor(self) -> Actor:
        """He, at this terminal."""
        acting = Actor.user if self.person.kind is AccountKind.PERSON else Actor.service
        return acting(self.person.id, self.workspace.id, client=COMMAND_LINE)

    @property
    def catalogue(self) -> Catalogue:
        """Every right there is."""
        return self.registre.ports.catalogue

    def as_json(self) -> dict[str, Any]:
        """Say to programs who acts, and where."""
        return {
            "workspace": str(self.workspace.id),
            "acting": {"id": str(self.person.id), "name": self.person.name},
        }

    def as_line(self) -> Text:
        """Say it to people."""
        return Words(f"{self.person.name} agit dans {quoted(self.workspace.name)}.", style="dim")

    def user(self, asked: str, option: str) -> User:
        """Give the user whom somebody named."""
        with self.reading() as tx:
            return _user(tx, asked, option)

    def profile(self, asked: str, option: str = "PROFIL") -> Profile:
        """Give the profile that somebody named."""
        with self.reading() as tx:
            return the_one(
                "profile",
                asked,
                option,
                lambda identifier: tx.profiles.get(ProfileId(identifier)),
                lambda name: tx.profiles.page(named=name, order=NamedOrder.NAME, limit=ENOUGH).items,
            )

    def site(self, asked: str, option: str = "--site") -> Site:
        """Give the site that somebody named."""
        with self.reading() as tx:
            return the_one(
                "site",
                asked,
                option,
                lambda identifier: tx.sites.get(SiteId(identifier)),
                lambda name: tx.sites.page(named=name, order=NamedOrder.NAME, limit=ENOUGH).items,
            )

    def rights(self, asked: Iterable[str], option: str) -> frozenset[str]:
        """Give the codes of the rights that somebody named."""
        return right_codes(self.catalogue, asked, option)

    def right(self, asked: str, option: str) -> str:
        """Give the code of one right, which may sleep."""
        return right_code(self.catalogue, asked, option)

    def directory(self, sites: Iterable[SiteId] = ()) -> Directory:
        """Give the names of profiles, and of these sites."""
        with self.reading() as tx:
            named = {site: tx.sites.get(site).name for site in set(sites)}
            profiles = {profile: one.name for profile, one in tx.profiles.every().items()}
            return Directory(self.catalogue, profiles, named)

    def reading(self) -> AbstractContextManager[Snapshot]:
        """Look names up."""
        return self.registre.ports.storage.read(self.workspace.id)


@frozen
class Directory:
    """What things are called that are known by their identifiers."""

    catalogue: Catalogue
    profiles: Mapping[ProfileId, str] = field(factory=dict)
    sites: Mapping[SiteId, str] = field(factory=dict)


@contextmanager
def seated(
    address: str,
    chair: Chair,
    documents: str | None = None,
    *,
    attestor: str | None = None,
    press: PressChoice = NO_PRESS,
    post: PostChoice = NO_POST,
) -> Iterator[Seat]:
    """Open the register at an address, for the person who is to act there; with whatever else is named.

    Raises:
        InvalidInput: ``workspace-undecided``, ``actor-undecided``, ``unknown-name``, ``ambiguous-name``.
        NotFound: ``workspace-not-found``, ``user-not-found``.
    """
    with opened(address, documents=documents, attestor=attestor, press=press, post=post) as registre:
        workspace = workspace_named(registre, chair.workspace)
        with registre.ports.storage.read(workspace.id) as tx:
            person = (
                _user(tx, chair.who, "--as") if chair.who is not None else _administrator(tx, registre.ports.catalogue)
            )
        yield Seat(registre, workspace, person)


def _user(tx: Snapshot, asked: str, option: str) -> User:
    return the_one(
        "user",
        asked,
        option,
        lambda identifier: tx.users.get(UserId(identifier)),
        lambda name: tx.users.page(named=name, order=NamedOrder.NAME, limit=ENOUGH).items,
    )


def _administrator(tx: Snapshot, catalogue: Catalogue) -> User:
    """Give the only one who administers all users for good: whoever else acts is to be named."""
    profiles = tx.profiles.every()
    lasting = [
        situation
        for situation, _ in tx.users.situations()
        if is_lasting_administrator(
            catalogue, situation, profiles[situation.profile_id] if situation.profile_id else None
        )
    ]
    some = tx.users.page(among=lasting, order=NamedOrder.NAME, limit=SUGGESTED).items if lasting else ()
    if len(some) == 1:
        return some[0]
    said = "several people administer this workspace: say who acts" if some else "nobody administers it: say who acts"
    raise InvalidInput.at("--as", "actor-undecided", said, candidates=listed(some) or None)
