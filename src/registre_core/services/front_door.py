"""The third beat of every use case: who asks, and whether he may."""

from __future__ import annotations

from attrs import frozen

from registre_core.access import ACTIONS, decide, may_operate
from registre_core.findings import CreatedBy
from registre_core.kernel.actors import Actor, PersonRef
from registre_core.kernel.errors import Forbidden, InvalidInput, NotFound
from registre_core.kernel.identifiers import SiteId, UserId, WorkspaceId
from registre_core.kernel.verdicts import Verdict
from registre_core.ports.storage import Snapshot
from registre_core.rights import Catalogue, Profile, User, effective_rights


@frozen
class Target:
    """What an action is about, so that who may not see it is told what everybody is told: that it is not there."""

    site: SiteId
    """Where it stands."""
    kind: str
    """What it is called in a `NotFound`."""
    id: object
    """Its identifier."""


@frozen
class Bearer:
    """Somebody the front door let in."""

    actor: Actor
    """As he came."""
    user: User | None = None
    """His account as storage knows it; the operator has none."""
    profile: Profile | None = None
    """The profile he shares."""
    rights: frozenset[str] = frozenset()
    """What he holds."""

    @property
    def name(self) -> str | None:
        """His name, read from storage; the operator has none."""
        return self.user.name if self.user else None

    @property
    def sites(self) -> frozenset[SiteId] | None:
        """The sites he sees; ``None`` means all."""
        return self.user.sites if self.user else None

    def creator(self) -> CreatedBy:
        """Take the snapshot behind «créée par»."""
        if self.user is None:
            raise Forbidden("operator-creates-nothing", "only an account of the workspace can be a creator")
        person = PersonRef(self.user.id, self.user.name)
        return CreatedBy(person, self.actor.client.kind, self.actor.on_behalf_of)


def workspace_of(actor: Actor) -> WorkspaceId:
    """Tell in which workspace an actor acts.

    Raises:
        InvalidInput: ``workspace-missing``, for an operator who did not say.
    """
    if actor.workspace is None:
        raise InvalidInput.at("actor", "workspace-missing", "an operator must say which workspace this is about")
    return actor.workspace


def authorise(tx: Snapshot, actor: Actor, action: str, catalogue: Catalogue, on: Target | None = None) -> Bearer:
    """Let an actor pass, or say why not.

    Args:
        tx: the transaction of the use case: rights count as they stand in it.
        actor: who asks.
        action: a row of the action table.
        catalogue: every right there is.
        on: what it is about; lists and things without a site pass nothing.

    Raises:
        Forbidden: with the reasons.
        NotFound: the thing is on a site that is not his.
    """
    row = ACTIONS[action]
    if actor.is_operator:
        may_operate(row).require(Forbidden)
        return Bearer(actor)
    user, profile = account(tx, actor)
    verdict = decide(row, actor, catalogue=catalogue, user=user, profile=profile, site=on.site if on else None)
    if on and _is_out_of_sight(verdict):
        raise NotFound.of(on.kind, on.id)
    verdict.require(Forbidden)
    return Bearer(actor, user, profile, effective_rights(catalogue, user, profile))


def account(tx: Snapshot, actor: Actor) -> tuple[User, Profile | None]:
    """Read an actor's account with its profile.

    Raises:
        Forbidden: ``account-unknown``: the host vouches for somebody who has no account here.
    """
    try:
        user = tx.users.get(UserId(actor.id))  # type: ignore[arg-type]  # only the operator has none
    except NotFound as error:
        said = "there is no such account in this workspace"
        raise Forbidden("account-unknown", said, {"user": str(actor.id)}) from error
    return user, tx.profiles.get(user.profile_id) if user.profile_id else None


def _is_out_of_sight(verdict: Verdict) -> bool:
    return any(reason.code == "site-not-assigned" for reason in verdict.reasons)


def admit_operator(actor: Actor, action: str) -> Bearer:
    """Let the host itself pass where there is no workspace yet to read rights from.

    Raises:
        Forbidden: ``operator-only``.
    """
    if not actor.is_operator:
        said = f"{action} is for the operator alone"
        raise Forbidden("operator-only", said, {"action": action})
    may_operate(ACTIONS[action]).require(Forbidden)
    return Bearer(actor)
