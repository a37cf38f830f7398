"""Whatever is tried in whatever order, work never goes on and no permit is closed without what that takes (S8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from registre_core.kernel.identifiers import ContractorId, UserId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.kernel.verdicts import Verdict
from registre_core.permits import (
    BOTH_SIDES,
    Exemption,
    HotWorkPermit,
    Isolation,
    PermitPolicy,
    PermitStages,
    PermitState,
    PermitTerms,
    cancelled,
    closed,
    closing_asked,
    closing_withdrawn,
    edited,
    extended,
    isolated,
    joined,
    may_ask_closing,
    may_cancel,
    may_edit,
    may_end_work,
    may_extend,
    may_isolate,
    may_open,
    may_record_round,
    may_reopen,
    may_restore,
    may_resume,
    may_sign_closing,
    may_submit,
    may_suspend,
    opened,
    opening_refused,
    restored,
    resumed,
    state,
    submitted,
    suspended,
    with_round,
    work_ended,
)
from registre_core.testing.builders import IDS
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_permit, a_person_key, a_round

POLICY = PermitPolicy()
TERMS = PermitTerms("Toiture", "Étanchéité", ("other",), (ContractorId(IDS.new()),), a_person_key(), A_MONDAY_MORNING)
SOMEBODY = UserId(IDS.new())
ROLES = st.sampled_from(BOTH_SIDES.roles)
MINUTES = st.integers(1, 240)
RARELY = st.sampled_from((False, False, False, True))
"""What ends a history is not tried at every turn."""


class Transitions(RuleBasedStateMachine):
    """One permit, and a list of who signed what, kept beside it by hand."""

    @initialize(
        stages=st.sampled_from(PermitStages),
        is_watched=st.booleans(),
        hours=st.integers(1, 12),
        steps=st.integers(0, 9),
    )
    def draw_up(self, stages: PermitStages, hours: int, steps: int, *, is_watched: bool) -> None:
        self.now = A_MONDAY_MORNING - timedelta(hours=1)
        self.permit = a_permit(
            stages=stages,
            valid_until=A_MONDAY_MORNING + timedelta(hours=hours),
            detectors=(Isolation("Zone 12"),),
            **({} if is_watched else {"watch": None}),
        )
        self.opening: set[SignatoryRole] = set()
        self.closing: set[SignatoryRole] = set()
        self.go_on_as_usual(steps)

    def attempt(self, verdict: Verdict, becomes: Callable[[], HotWorkPermit]) -> bool:
        """Do it if the room says that it may be done; a permit that results always is a possible one."""
        if verdict:
            self.permit = becomes()
        return bool(verdict)

    # ---- as it usually goes, so that histories come far ------------------------------------------------------------

    @rule(steps=st.integers(1, 6))
    def go_on_as_usual(self, steps: int) -> None:
        for _ in range(steps):
            self._go_on()

    def _go_on(self) -> None:
        match state(self.permit, self.now):
            case PermitState.DRAFT:
                self.submit()
            case PermitState.WAITING:
                self.sign_opening(self.permit.missing_roles[0])
            case PermitState.CLOSING:
                self.sign_closing(self.permit.missing_roles[0])
            case PermitState.ACTIVE | PermitState.EXPIRED:
                self.time_passes(60)
                self.end_work(0)
            case PermitState.WORK_ENDED if self.permit.lacks_rounds:
                self.time_passes(30)
                for name in (30, 60, 120):
                    self.look_at_the_place(name)
            case PermitState.WORK_ENDED:
                self.ask_closing("")

    # ---- what people try -----------------------------------------------------------------------------------------

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def submit(self) -> None:
        self.attempt(may_submit(self.permit, self.now), lambda: submitted(self.permit, self.now))

    @rule()
    def edit(self) -> None:
        if self.attempt(may_edit(self.permit, self.now), lambda: edited(self.permit, TERMS, POLICY)):
            self.opening.clear()

    @rule(role=ROLES)
    def sign_opening(self, role: SignatoryRole) -> None:
        signed = {*self.opening, role}
        if self.attempt(may_open(self.permit, self.now), lambda: opened(self.permit, signed)):
            self.opening = signed

    @rule(role=ROLES)
    def sign_closing(self, role: SignatoryRole) -> None:
        signed = {*self.closing, role}
        if self.attempt(may_sign_closing(self.permit, self.now), lambda: closed(self.permit, signed, self.now)):
            self.closing = signed

    @rule(is_meant=RARELY)
    def refuse(self, *, is_meant: bool) -> None:
        if not is_meant:
            return
        if may_open(self.permit, self.now):
            self.permit = opening_refused(self.permit, "Non", self.now)
            self.opening.clear()
        elif may_sign_closing(self.permit, self.now):
            self.permit = closing_withdrawn(self.permit)
            self.closing.clear()

    @rule(minutes=MINUTES)
    def extend(self, minutes: int) -> None:
        until = self.permit.valid_until + timedelta(minutes=minutes)
        verdict = may_extend(self.permit, until, self.now, POLICY)
        if self.attempt(verdict, lambda: extended(self.permit, until, self.now)):
            self.opening.clear()

    @rule()
    def another_shift(self) -> None:
        others = [ContractorId(IDS.new())]
        if self.attempt(may_reopen(self.permit, self.now), lambda: joined(self.permit, others, (), self.now)):
            self.opening.clear()

    @rule()
    def suspend_or_resume(self) -> None:
        if not self.attempt(may_suspend(self.permit, self.now), lambda: suspended(self.permit, "Vent", self.now)):
            self.attempt(may_resume(self.permit, self.now), lambda: resumed(self.permit))

    @rule(minutes=st.integers(0, 120))
    def end_work(self, minutes: int) -> None:
        ended = self.now - timedelta(minutes=minutes)
        self.attempt(may_end_work(self.permit, ended, self.now), lambda: work_ended(self.permit, ended))

    @rule()
    def isolate_or_restore(self) -> None:
        if not self.attempt(
            may_restore(self.permit, ["Zone 12"], self.now),
            lambda: restored(self.permit, ["Zone 12"], SOMEBODY, self.now),
        ):
            self.attempt(
                may_isolate(self.permit, ["Zone 12"], self.now), lambda: isolated(self.permit, ["Zone 12"], self.now)
            )

    @rule(name=st.sampled_from((30, 60, 120, 45)))
    def look_at_the_place(self, name: int) -> None:
        record = a_round(name, made_at=self.now, recorded_at=self.now)
        self.attempt(may_record_round(self.permit, name, self.now), lambda: with_round(self.permit, record))

    @rule(reason=st.sampled_from(["", "Site évacué"]))
    def ask_closing(self, reason: str) -> None:
        why = Exemption(reason, SOMEBODY, self.now) if reason else None
        verdict = may_ask_closing(self.permit, self.now, reason)
        if self.attempt(verdict, lambda: closing_asked(self.permit, self.now, why)):
            self.closing.clear()

    @rule(is_meant=RARELY)
    def cancel(self, *, is_meant: bool) -> None:
        if is_meant:
            self.attempt(may_cancel(self.permit, self.now), lambda: cancelled(self.permit, "Reporté", self.now))

    # ---- what must hold ------------------------------------------------------------------------------------------

    @invariant()
    def nobody_works_without_every_opening_signature(self) -> None:
        if self.permit.stages is PermitStages.BOTH and self.permit.is_opened:
            assert set(BOTH_SIDES.roles) == self.opening
        if state(self.permit, self.now) is PermitState.ACTIVE:
            assert self.permit.is_opened
            assert self.now <= self.permit.valid_until

    @invariant()
    def nothing_is_closed_without_every_closing_signature_and_what_it_takes(self) -> None:
        if state(self.permit, self.now) is not PermitState.CLOSED:
            return
        assert set(BOTH_SIDES.roles) == self.closing
        assert self.permit.allowed is not None
        assert self.permit.work_ended_at is not None or self.permit.allowed.ends_at < self.now
        if self.permit.exemption is None:
            assert not self.permit.lacks_rounds

    @invariant()
    def work_that_may_have_begun_is_neither_cancelled_nor_refused(self) -> None:
        if state(self.permit, self.now) in {PermitState.CANCELLED, PermitState.REFUSED}:
            ending = self.permit.ending
            assert ending is not None
            assert self.permit.allowed is None or ending.at < self.permit.allowed.begins_at

    @invariant()
    def a_round_that_counts_was_made_after_the_end_of_work(self) -> None:
        begun = self.permit.watched_from
        if begun is not None and self.permit.watch is not None and not self.permit.lacks_rounds:
            assert all(
                any(one.round == name and one.made_at >= begun for one in self.permit.rounds)
                for name in self.permit.watch.rounds
            )


TestPermitTransitions = Transitions.TestCase
TestPermitTransitions.settings = settings(max_examples=40, stateful_step_count=40, report_multiple_bugs=False)
