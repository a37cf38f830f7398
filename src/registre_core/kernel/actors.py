"""Who acts, through what, and on whose behalf.

Authentication is the host's business: an `Actor` is trusted. Names are never taken from it; they are read from storage,
so that a register cannot be signed with a name that somebody typed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.facts import personal
from registre_core.kernel.identifiers import EntryId, UserId, WorkspaceId
from registre_core.kernel.validation import Checked, aware, must, not_blank


class ActorKind(StrEnum):
    """The three ways to stand before the front door."""

    USER = "user"
    """A person of the workspace."""
    SERVICE = "service"
    """A machine account, with rights like a user's."""
    OPERATOR = "operator"
    """The host itself: founds workspaces, keeps the ledger, runs nightly work. Never grantable, never suspended."""


class ClientKind(StrEnum):
    """Through what an actor reaches the register."""

    WEB = "web"
    """The pages."""
    MOBILE = "mobile"
    """The telephone's application."""
    API = "api"
    """Another program."""
    COMMAND_LINE = "command-line"
    """A terminal."""
    JOB = "job"
    """Work that nobody watches."""


@frozen
class Client:
    """The program in the actor's hand, with the version it declares."""

    kind: ClientKind
    """Which program."""
    version: str | None = None
    """Its version, as declared; programs and jobs need none."""

    @classmethod
    def web(cls, version: str) -> Self:
        """Name a browser that shows this version of the pages."""
        return cls(ClientKind.WEB, version)

    @classmethod
    def mobile(cls, version: str) -> Self:
        """Name a telephone with this version of the application."""
        return cls(ClientKind.MOBILE, version)


JOB = Client(ClientKind.JOB)
"""Work that nobody watches."""


@frozen
class PersonRef(Checked):
    """A person as the register names him: an identifier that stays, and a name that can be erased."""

    id: UserId
    """The account."""
    name: str = field(metadata={**must(not_blank), **personal()})
    """The name at that moment; renaming the account later changes nothing here."""


@frozen
class Offline(Checked):
    """What a telephone says of something that was recorded on it without network, and is only sent now."""

    id: EntryId
    """The telephone's own identifier. The register's entry bears it, so that what is sent twice is done once."""
    at: datetime = field(metadata=must(aware))
    """When, by the telephone's clock: a claim, which stands in the register beside the server's time."""


@frozen
class Actor(Checked):
    """Somebody or something that asks for a use case. Build one with `user`, `service` or `operator`."""

    kind: ActorKind
    """Person, machine or host."""
    client: Client
    """Through what."""
    workspace: WorkspaceId | None = None
    """The one workspace this actor acts in; only an operator who founds one has none yet."""
    id: UserId | None = None
    """The account; the operator has none."""
    on_behalf_of: str | None = None
    """For whom, when it is not for himself: «M. Petit, par téléphone»."""
    offline: Offline | None = None
    """Set when it was done before it was sent; ``None`` when it is done now."""

    def contradictions(self) -> list[Problem]:
        """An account acts in a workspace; the operator has no account."""
        if self.kind is ActorKind.OPERATOR:
            return [Problem("id", "operator-with-account", "an operator has no account")] if self.id else []
        return [
            Problem(name, "actor-incomplete", f"an actor of kind {self.kind} needs '{name}'", {"kind": self.kind})
            for name, value in (("workspace", self.workspace), ("id", self.id))
            if value is None
        ]

    @property
    def is_operator(self) -> bool:
        """Whether it is the host itself."""
        return self.kind is ActorKind.OPERATOR

    @classmethod
    def user(cls, user: UserId, workspace: WorkspaceId, *, client: Client, on_behalf_of: str | None = None) -> Self:
        """Name a person of the workspace."""
        return cls(ActorKind.USER, client, workspace, user, on_behalf_of)

    @classmethod
    def service(cls, user: UserId, workspace: WorkspaceId, *, client: Client | None = None) -> Self:
        """Name a machine account; it reaches the register through the API unless said otherwise."""
        return cls(ActorKind.SERVICE, client or Client(ClientKind.API), workspace, user)

    @classmethod
    def operator(cls, workspace: WorkspaceId | None = None, *, client: Client = JOB) -> Self:
        """Name the host itself."""
        return cls(ActorKind.OPERATOR, client, workspace)
