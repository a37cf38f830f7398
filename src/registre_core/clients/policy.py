"""Whether a client is recent enough, and what whoever holds it should do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

from registre_core.clients.tables import REQUIREMENTS, UPDATES, Requirement
from registre_core.clients.versions import LONGEST_VERSION, Version
from registre_core.kernel.actors import Client, ClientKind
from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked


def _beside_the_defaults(given: Mapping[ClientKind, Requirement]) -> Mapping[ClientKind, Requirement]:
    return {**REQUIREMENTS, **given}


@frozen
class ClientPolicy(Checked):
    """Which versions the host lets in: the source's, unless it asks for others.

    Example:
        >>> later = ClientPolicy({ClientKind.MOBILE: Requirement("1.9.1", recommended="1.10")})
        >>> judge(Client.mobile("1.9.3"), later).action
        "mettez à jour l'application"
    """

    requirements: Mapping[ClientKind, Requirement] = field(factory=dict, converter=_beside_the_defaults)
    """By kind of client. Who leaves one out keeps what the source asks for: no minimum is lifted by forgetting it."""

    def contradictions(self) -> Iterator[Problem]:
        """Machines have no version to ask for, and each requirement makes sense by itself."""
        for kind, requirement in self.requirements.items():
            path = f"requirements[{kind}]"
            if kind not in UPDATES:
                said = f"a client of kind {kind} declares no version: none can be required"
                yield Problem(path, "client-without-version", said, {"client": str(kind)})
            yield from requirement.problems(path)


THE_SOURCES_VERSIONS = ClientPolicy()
"""Web 1.47, application 1.9.1."""


class ClientState(StrEnum):
    """Whether a client is recent enough."""

    OK = "ok"
    """Recent enough, or a machine's, which needs no version."""
    ADVISED = "advised"
    """It passes, and whoever holds it is advised to update (*mise à jour conseillée*)."""
    REQUIRED = "required"
    """Below the minimum (*mise à jour requise*)."""
    UNKNOWN = "unknown"
    """No version is declared, or none that can be read: it counts as too old, and the update brings one that can."""


@frozen
class ClientVerdict:
    """What is answered about a client; the front door, or whoever draws a page, does what follows from it."""

    state: ClientState
    """Recent enough or not."""
    action: str | None = None
    """What people are asked to do, such as «actualisez la page»; none when all is well."""
    declared: str | None = None
    """The version as declared, safe to show and to log: cut behind `LONGEST_VERSION` characters, and � for what cannot
    be printed. Machines are not asked."""
    minimum: str | None = None
    """The oldest that may be used; machines have none."""
    recommended: str | None = None
    """The one that is advised, if any."""

    @property
    def may_enter(self) -> bool:
        """Whether it is let in; what is advised never keeps anybody out."""
        return self.state in {ClientState.OK, ClientState.ADVISED}


_MACHINE = ClientVerdict(ClientState.OK)


def judge(client: Client, policy: ClientPolicy) -> ClientVerdict:
    """Tell whether a client is recent enough; no version whatever raises an error.

    It is asked on each request, so a version is judged once against a requirement and the answer kept. What is kept is
    bounded in number and in size, whatever clients send.
    """
    requirement = policy.requirements.get(client.kind)
    if requirement is None:
        return _MACHINE
    declared = client.version
    if declared is not None and len(declared) > LONGEST_VERSION:
        declared = declared[: LONGEST_VERSION + 1]  # still too long to be one
    return _judged(client.kind, declared, requirement)


@lru_cache(maxsize=1_024)
def _judged(kind: ClientKind, declared: str | None, requirement: Requirement) -> ClientVerdict:
    state = _state(declared, requirement)
    action = None if state is ClientState.OK else UPDATES[kind]
    shown = None if declared is None else _printable(declared[:LONGEST_VERSION])
    return ClientVerdict(state, action, shown, requirement.minimum, requirement.recommended)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text.strip())


def _state(declared: str | None, requirement: Requirement) -> ClientState:
    version = None if declared is None else Version.parse(declared)
    if version is None:
        return ClientState.UNKNOWN
    if _is_below(version, requirement.minimum):
        return ClientState.REQUIRED
    return ClientState.ADVISED if _is_below(version, requirement.recommended) else ClientState.OK


def _is_below(version: Version, text: str | None) -> bool:
    asked = None if text is None else Version.parse(text)
    return asked is not None and version < asked
