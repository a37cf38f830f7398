"""Whatever people do with a request: each is told each thing once, nobody chosen is sent away, all come together.

Beside the register lies a list, kept by hand, of what became of each recipient; the register must say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.usecases.debts import debt_free
from tests.usecases.town import TODAY, Town, found_a_town, twin_of

from registre_core import Actor, RegistreError
from registre_core.kernel.identifiers import LineId
from registre_core.requests import Deadline, LineState, Recipient, RequestKind
from registre_core.services.requests import Reply

PEOPLE = 3
WHO = st.sets(st.integers(0, PEOPLE - 1), min_size=1)
ONE = st.integers(0, PEOPLE - 1)
DRAFT, SENT, ANSWERED, DECLINED, WITHDRAWN, AWARDED, PASSED_OVER = range(7)
"""What became of somebody, in the hand-kept list."""
SHOWN = {
    DRAFT: {LineState.DRAFT},
    SENT: {LineState.SENT, LineState.OPENED, LineState.LATE},
    ANSWERED: {LineState.ANSWERED},
    DECLINED: {LineState.DECLINED},
    WITHDRAWN: {LineState.WITHDRAWN},
    AWARDED: {LineState.AWARDED},
    PASSED_OVER: {LineState.NOT_AWARDED},
}
REPLY = Reply("Je viens.", proposed_on=TODAY + timedelta(days=20))


@cache
def the_town() -> Town:
    """Let three people stand alone there, who can be written to."""
    town = debt_free(found_a_town())
    for number in range(PEOPLE):
        town.registre.workspace.add_contact(town.mayor, name=f"Artisan {number}", email=f"artisan{number}@exemple.fr")
    return town


class RequestHistories(RuleBasedStateMachine):
    """One request of a town, to three people."""

    @initialize(steps=st.integers(0, 1 + PEOPLE))
    def draw_up(self, steps: int) -> None:
        """Draw it up, and let some of it happen: sent to all, then answered by one after the other."""
        self.town = twin_of(the_town(), first_identifier=5_000)
        self.requests, mayor = self.town.registre.requests, self.town.mayor
        people = self.town.registre.workspace.contacts(mayor, named="Artisan").items
        request = self.requests.draft(
            mayor,
            kind=RequestKind.INTERVENTION,
            findings=[self.town.finding.id],
            message="Venez",
            recipients=[Recipient(None, (one.id,)) for one in people],
            deadline=Deadline(TODAY + timedelta(days=3)),
        )
        self.request, self.ids = request.id, [line.id for line in request.lines]
        self.became, self.has_answered = [DRAFT] * PEOPLE, [False] * PEOPLE
        self.secrets: dict[int, str] = {}
        self.told: set[tuple[str, int]] = set()
        if steps:
            self.send(set(range(PEOPLE)))
        for one in range(steps - 1):
            self.answer(one)

    def become(self, fate: int, who: Iterable[int], notice: str | None = None) -> None:
        """Write down what became of them, and what they are told."""
        for one in who:
            self.became[one] = fate
            if notice:
                self.told.add((notice, one))

    def attempt(self, allowed: bool, deed: Callable[[], object]) -> bool:  # noqa: FBT001  # what the list says
        """Try it: it goes exactly when the list says so, and what is refused changes nothing."""
        before = self.town.kept()
        try:
            deed()
        except RegistreError:
            assert before == self.town.kept()
            assert not allowed
            return False
        assert allowed
        return True

    def lines(self, who: Iterable[int]) -> list[LineId]:
        return [self.ids[one] for one in sorted(who)]

    def all_are(self, who: Iterable[int], *fates: int) -> bool:
        return all(self.became[one] in fates for one in who)

    @property
    def is_late(self) -> bool:
        return self.town.clock.today() > TODAY + timedelta(days=3)

    @property
    def is_gone(self) -> bool:
        return self.all_are(range(PEOPLE), WITHDRAWN)

    @rule(who=WHO)
    def send(self, who: set[int]) -> None:
        in_time = not (self.is_late and any(self.became[one] == DRAFT for one in who))
        allowed = self.all_are(who, DRAFT, SENT, ANSWERED) and in_time and not self.is_gone
        if self.attempt(allowed, lambda: self.requests.send(self.town.mayor, self.request, lines=self.lines(who))):
            self.become(SENT, [one for one in who if self.became[one] == DRAFT], "request-sent")

    @rule(one=ONE)
    def answer(self, one: int) -> None:
        """By telephone; who answers anew names what he said, and whoever was passed over is passed over still."""
        known = self.requests.show(self.town.mayor, self.request).request.lines[one].answer
        reply = Reply(f"Le {self.town.clock.now()}", REPLY.proposed_on, replaces=known.at if known else None)
        allowed = self.became[one] in {SENT, ANSWERED, DECLINED, PASSED_OVER}
        if self.attempt(
            allowed, lambda: self.requests.record_answer(self.town.mayor, self.request, self.ids[one], reply)
        ):
            self.has_answered[one] = True
            self.became[one] = PASSED_OVER if self.became[one] == PASSED_OVER else ANSWERED

    @rule(one=ONE)
    def look_with_a_link(self, one: int) -> None:
        """One that was issued before opens as long as its line was not taken back."""
        if one not in self.secrets and self.became[one] not in {DRAFT, WITHDRAWN}:
            operator = Actor.operator(self.town.workspace)
            self.secrets[one] = self.requests.issue_link(operator, self.request, self.ids[one]).secret
        if one in self.secrets:
            allowed = self.became[one] != WITHDRAWN
            self.attempt(allowed, lambda: self.requests.open_with_link(Actor.operator(), self.secrets[one]))

    @rule(one=ONE)
    def decline(self, one: int) -> None:
        allowed = self.became[one] in {SENT, ANSWERED}
        if self.attempt(allowed, lambda: self.requests.record_decline(self.town.mayor, self.request, self.ids[one])):
            self.became[one] = DECLINED

    @rule(who=WHO)
    def withdraw(self, who: set[int]) -> None:
        was_sent = not self.all_are(range(PEOPLE), DRAFT) and self.ever_sent()
        allowed = was_sent and self.all_are(who, DRAFT, SENT, ANSWERED)
        if self.attempt(
            allowed,
            lambda: self.requests.withdraw(self.town.mayor, self.request, lines=self.lines(who), reason="doublon"),
        ):
            self.become(WITHDRAWN, [one for one in who if self.became[one] == DRAFT])
            self.become(WITHDRAWN, [one for one in who if self.became[one] != WITHDRAWN], "request-withdrawn")

    def ever_sent(self) -> bool:
        return self.requests.show(self.town.mayor, self.request).request.was_sent

    @rule(who=WHO, tells=st.booleans())
    def award(self, who: set[int], tells: bool) -> None:  # noqa: FBT001  # drawn
        allowed = self.all_are(who, ANSWERED, PASSED_OVER) and all(self.has_answered[one] for one in who)
        deed = self.requests.award
        if self.attempt(
            allowed,
            lambda: deed(self.town.mayor, self.request, self.lines(who), planned_on=REPLY.proposed_on, tell_rest=tells),
        ):
            self.become(AWARDED, who, "request-awarded")
            rest = [one for one in range(PEOPLE) if tells and self.became[one] in {SENT, ANSWERED}]
            self.become(PASSED_OVER, rest, "request-not-awarded")

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        self.town.clock.advance(timedelta(hours=hours))

    @invariant()
    def everybody_stands_where_the_list_says(self) -> None:
        shown = self.requests.show(self.town.mayor, self.request)
        for one, fate in zip(shown.lines, self.became, strict=True):
            assert one.state in SHOWN[fate]
            assert (one.state is LineState.LATE) is (fate == SENT and self.is_late)

    @invariant()
    def those_chosen_share_one_intervention(self) -> None:
        request = self.requests.show(self.town.mayor, self.request).request
        assert {line.intervention_id for line in request.lines} - {None} == {request.intervention_id} - {None}

    @invariant()
    def each_is_told_what_concerns_him_once_and_nothing_else(self) -> None:
        with self.town.storage.inner.read(self.town.workspace) as tx:
            told = [(one.kind, one.recipient) for one in tx.outbox.pending(limit=500) if one.subject_kind == "request"]
        assert sorted(told) == sorted((kind, f"artisan{one}@exemple.fr") for kind, one in self.told)

    def teardown(self) -> None:
        if hasattr(self, "town"):
            assert self.town.registre.register.verify(self.town.mayor).is_intact


TestRequestHistories = RequestHistories.TestCase
TestRequestHistories.settings = settings(max_examples=25, stateful_step_count=20)
