"""The third beat of every use case: who asks, and whether he may."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from registre_core.access import ACTIONS, OPEN, Gate, decide, may_operate
from registre_core.findings import CreatedBy
from registre_core.kernel.actors import Actor, PersonRef
from registre_core.kernel.errors import Forbidden, InvalidInput, NotFound
from registre_core.kernel.identifiers import SiteId, UserId, WorkspaceId
from registre_core.kernel.verdicts import Verdict
from registre_core.ports import Ports
from registre_core.ports.storage import Snapshot
from registre_core.rights import AccountRights, User
from registre_core.services.standings import Standings

MOST_WORKSPACES = 1_000
"""Of so many the accounts are kept; then it begins anew, which costs each of their users two short questions."""
MOST_ACCOUNTS = 10_000
"""Of one workspace, likewise."""


@frozen
class Target:
    """What an action is about, so that who may not see it is told what everybody is told: that it is not there."""

    site: SiteId
    """Where it stands."""
    kind: str
    """What it is called in a `NotFound`."""
    id: object
    """Its identifier."""
    running: bool = False
    """Whether it is a safety record that is running: a round of the fire watch, a signature already asked for. Neither
    an unpaid invoice nor a required update keeps whoever may from finishing one."""


@frozen
class Bearer:
    """Somebody the front door let in."""

    actor: Actor
    """As he came."""
    account: AccountRights | None = None
    """His account as storage knows it, with what he holds; the operator has none."""
    gate: Gate = OPEN
    """What stands before his rights; nothing before the operator, ever."""

    @property
    def user(self) -> User | None:
        """His account; the operator has none."""
        return self.account.user if self.account else None

    def holds(self, right: str) -> bool:
        """Whether he holds this right; the operator holds none."""
        return self.account is not None and self.account.allows(right)

    @property
    def name(self) -> str | None:
        """His name, read from storage; the operator has none."""
        return self.user.name if self.user else None

    @property
    def account_id(self) -> UserId | None:
        """Which account it is; the operator has none."""
        return self.user.id if self.user else None

    @property
    def sites(self) -> frozenset[SiteId] | None:
        """The sites he sees; ``None`` means all."""
        return self.user.sites if self.user else None

    def grantor(self) -> AccountRights:
        """Give the account that gives and takes rights: the operator never does."""
        if self.account is None:
            raise Forbidden("operator-grants-nothing", "only an account of the workspace can grant rights")
        return self.account

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


class FrontDoor:
    """Lets actors pass, or says why not. There is one for a register; all its services ask it.

    What an account holds is compiled once and kept while the version of the workspace's rights is the same, and where
    the workspace's own account stands while that of its ledger is: each use case reads both with one row in its own
    transaction, so what another process takes away, or is paid, counts at the next use case.

    Args:
        ports: whose catalogue, policies and legal day count.
    """

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.standings = Standings(ports)
        self._known: dict[WorkspaceId, _Known] = {}

    def authorise(
        self, tx: Snapshot, actor: Actor, action: str, on: Target | None = None, *, kind: str | None = None
    ) -> Bearer:
        """Let an actor pass, or say why not.

        Args:
            tx: the transaction of the use case: rights and ledger count as they stand in it.
            actor: who asks.
            action: a row of the action table.
            on: what it is about; lists and things without a site pass nothing.
            kind: of what a list is, where there is one for each kind of thing, each with its own right; of one thing,
                where its right depends on more than what it is called: a prescription is a finding.

        Raises:
            Forbidden: with the reasons: ``client-too-old``, ``client-version-unknown``, ``access-suspended``, and those
                of his rights.
            NotFound: the thing is on a site that is not his.
            InvalidInput: ``claimed-in-the-future``.
        """
        row = ACTIONS[action].about(kind or (on.kind if on else ""))
        if actor.is_operator:
            may_operate(row).require(Forbidden)
            return Bearer(actor)
        account = self.account(tx, actor)
        gate = self.standings.gate(tx, workspace_of(actor), actor, row)
        site, running = (on.site, on.running) if on else (None, False)
        answer = decide(row, actor, account, site, gate=gate, running=running)
        if not answer:
            if on and _is_out_of_sight(answer):
                raise NotFound.of(on.kind, on.id)
            answer.require(Forbidden)
        return Bearer(actor, account, gate)

    def account(self, tx: Snapshot, actor: Actor) -> AccountRights:
        """Give an actor's account with what it holds today.

        Raises:
            Forbidden: ``account-unknown``: the host vouches for somebody who has no account here.
        """
        version, today = tx.users.version(), self.ports.clock.today()
        known = self._known.get(workspace_of(actor))
        if known is None or known.version != version or known.on != today:
            known = _Known(version, today)
            if version is not None:  # otherwise what is read may be rolled back
                self._keep(workspace_of(actor), known)
        account = known.accounts.get(actor.id)
        if account is None:
            account = self._read(tx, actor, today)
            known.keep(account)
        return account

    def _keep(self, workspace: WorkspaceId, known: _Known) -> None:
        """Two threads may both read what neither finds: the last one is kept, and both are right."""
        if len(self._known) >= MOST_WORKSPACES:
            self._known.clear()
        self._known[workspace] = known

    def _read(self, tx: Snapshot, actor: Actor, today: date) -> AccountRights:
        try:
            user = tx.users.get(UserId(actor.id))  # type: ignore[arg-type]  # only the operator has none
        except NotFound as error:
            said = "there is no such account in this workspace"
            raise Forbidden("account-unknown", said, {"user": str(actor.id)}) from error
        profile = tx.profiles.get(user.profile_id) if user.profile_id else None
        return AccountRights.of(self.ports.catalogue, user, profile, today)


@frozen
class _Known:
    """The accounts of one workspace that came by since its rights last changed."""

    version: int | None
    on: date
    accounts: dict[UserId | None, AccountRights] = field(factory=dict)

    def keep(self, account: AccountRights) -> None:
        if len(self.accounts) >= MOST_ACCOUNTS:
            self.accounts.clear()
        self.accounts[account.user.id] = account


def _is_out_of_sight(verdict: Verdict) -> bool:
    return any(reason.code == "site-not-assigned" for reason in verdict.reasons)
