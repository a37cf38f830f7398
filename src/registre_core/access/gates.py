"""What stands before somebody's rights: the version of his client, and the standing of his workspace's account.

Both are the same for thousands of requests, so they are compiled into one value. An open gate costs a request one look
at an attribute.
"""

from __future__ import annotations

from typing import Self

from attrs import field, frozen

from registre_core.access.survival import Column, survival, survives_an_update
from registre_core.billing import CLEAR, Banner, BillingPolicy, Standing, Survives
from registre_core.billing.tables import SUSPENDED_TEXT, UNPAID
from registre_core.clients import LONGEST_VERSION, ClientPolicy, ClientState, ClientVerdict, judge
from registre_core.clients.tables import MOBILE_VERSION, WEB_VERSION
from registre_core.kernel.actors import Client, ClientKind
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import Verdict

MOST_VERSIONS = 20
"""Of one kind of client, under one standing. More than people have; beyond it begins anew, since texts come from
outside."""

MOST_TOLD = 1_000
"""Refusals that an open gate remembers; beyond it begins anew."""


@frozen
class Answer(Verdict):
    """A verdict with what people are shown beside it, whether it is yes or no."""

    banner: Banner | None = None
    """On top of every page; its button is for those who may see invoices."""
    advice: str | None = None
    """What to do about the client, such as «actualisez la page»: advised while it may enter, and required if not."""


def _update(client: ClientVerdict, column: Column) -> Reason | None:
    if client.may_enter:
        return None
    source = MOBILE_VERSION if column is Column.MOBILE else WEB_VERSION
    facts = {"declared": client.declared, "minimum": client.minimum, "action": client.action}
    if client.state is ClientState.UNKNOWN:
        said = f"the client declares no version that can be read; it must be at least {client.minimum}"
        return Reason("client-version-unknown", said, source, facts)
    said = f"the client is of version {client.declared}, and must be at least {client.minimum}"
    return Reason("client-too-old", said, source, facts)


def _suspension(standing: Standing) -> Reason | None:
    if not standing.is_suspended:
        return None
    since = standing.cut_off_on.isoformat() if standing.cut_off_on else None
    facts = {"cut_off_on": since, "text": SUSPENDED_TEXT}
    return Reason("access-suspended", f"access is cut since {since}, for an unpaid invoice", UNPAID, facts)


@frozen
class Gate:
    """What one client finds before his rights, as long as one standing lasts. Build one with `of`."""

    client: ClientVerdict
    """Whether it is recent enough."""
    standing: Standing
    """Where the account stands."""
    column: Column
    """Which column of the table of survival counts."""
    preset: Survives
    """Which of its readings."""
    update: Reason | None = field(init=False, repr=False)
    """What speaks against this client."""
    suspension: Reason | None = field(init=False, repr=False)
    """What speaks against this account."""
    passed: Answer = field(init=False, repr=False)
    """The answer to whoever passes: made once."""
    is_open: bool = field(init=False)
    """Whether rights alone decide: all that is looked at while it is."""

    answers: dict[int, tuple[Verdict, Answer]] = field(factory=dict, init=False, repr=False, eq=False)
    """While it is open: what was answered to a verdict on somebody's rights, by the identity of the verdict."""

    @update.default
    def _of_the_client(self) -> Reason | None:
        return _update(self.client, self.column)

    @suspension.default
    def _of_the_account(self) -> Reason | None:
        return _suspension(self.standing)

    @passed.default
    def _of_whoever_passes(self) -> Answer:
        return Answer((), self.standing.banner, self.client.action)

    @is_open.default
    def _without_a_question(self) -> bool:
        return self.update is None and self.suspension is None

    @classmethod
    def of(cls, client: Client, clients: ClientPolicy, standing: Standing, preset: Survives) -> Self:
        """Build the gate of a client."""
        return cls(judge(client, clients), standing, Column.of(client.kind), preset)

    def against(self, right: str, *, running: bool) -> tuple[Reason, ...]:
        """Tell what it holds against a right, the update first: with it one would be told the rest."""
        found = []
        if self.update and not survives_an_update(right).lets(running=running):
            found.append(self.update)
        if self.suspension and not survival(right, self.preset, self.column).lets(running=running):
            found.append(self.suspension)
        return tuple(found)

    def refusing(self, reasons: tuple[Reason, ...]) -> Answer:
        """Say no, beside what people are shown."""
        return Answer(reasons, self.passed.banner, self.passed.advice)

    def tell(self, verdict: Verdict, *, with_banner: bool) -> Answer:
        """Answer through an open gate to the verdict on somebody's rights, and know it the next time.

        Accounts keep their verdicts, and a page asks for each of its buttons each time it is drawn.
        """
        answer = self.refusing(verdict.reasons) if with_banner else Answer(verdict.reasons)
        if len(self.answers) >= MOST_TOLD:
            self.answers.clear()
        self.answers[id(verdict)] = verdict, answer  # kept with it, its identity stays its own
        return answer


OPEN = Gate(ClientVerdict(ClientState.OK), CLEAR, Column.WEB, Survives.SAFETY)
"""Nothing to say, to nobody."""


@frozen
class Gates:
    """The gates of one standing: each client that came by finds its own."""

    clients: ClientPolicy
    """Which versions are let in."""
    preset: Survives
    """What survives."""
    standing: Standing
    """Where the account stands."""
    _known: dict[ClientKind, dict[str | None, Gate]] = field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def under(cls, standing: Standing, clients: ClientPolicy, billing: BillingPolicy) -> Self:
        """Build those of a standing under the policies of a host."""
        return cls(clients, billing.survives, standing)

    def of(self, client: Client) -> Gate:
        """Give the gate of a client; one that came by finds it without anything being made."""
        known = self._known.get(client.kind)
        gate = known.get(client.version) if known else None
        return gate or self._built(client)

    def _built(self, client: Client) -> Gate:
        gate = Gate.of(client, self.clients, self.standing, self.preset)
        if client.version is None or len(client.version) <= LONGEST_VERSION:
            known = self._known.setdefault(client.kind, {})
            if len(known) >= MOST_VERSIONS:
                known.clear()
            known[client.version] = gate
        return gate
