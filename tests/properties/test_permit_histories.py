"""Whatever people do with permits and signatures: nobody works and nothing is closed without what that takes (S8, S9).

Beside the register lies a list, kept by hand, of who put his name under what; the register must never say more. What is
refused changes nothing, and each signature can be proven at the end, unless a byte of its proof was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.usecases.debts import TELEPHONE, debt_free
from tests.usecases.hot_work import NOW, ZONE, terms_of
from tests.usecases.signing import CONTRACTOR, OPERATOR, drawn, of_contact, of_user
from tests.usecases.town import Town, found_a_town, twin_of

from registre_core import Actor, InvalidInput, RegistreError, verify_signature
from registre_core.kernel.actors import Offline
from registre_core.kernel.identifiers import EntryId
from registre_core.permits import PermitStages, PermitState
from registre_core.services.permits import PermitLine
from registre_core.services.signatures import ProofFinding
from registre_core.signatures import SignatureRequest, SignatureState, Stage
from registre_core.signatures.tables import CONSENT
from registre_core.testing.memory import PlainAttestor

KEY = PlainAttestor("of the town")
RIGHTS = ("permits.edit", "permits.close", "permits.sign", "watch.record", "watch.consult", "interventions.sign")
PICKS = st.integers(0, 9)
MINUTES = st.integers(0, 120)
RARELY = st.sampled_from((False, False, False, True))
"""What ends a history is not tried at every turn."""


@cache
def the_town() -> Town:
    return debt_free(found_a_town())


class PermitHistories(RuleBasedStateMachine):
    """One permit of a town, and whoever signs it on a page or on a telephone."""

    @initialize(stages=st.sampled_from(PermitStages), hours=st.integers(2, 12), steps=st.integers(0, 9))
    def draw_up(self, stages: PermitStages, hours: int, steps: int) -> None:
        self.town = twin_of(the_town(), first_identifier=5_000).with_ports(attestor=KEY)
        self.permits, self.signing = self.town.registre.permits, self.town.registre.signatures
        self.zoe = self.town.holder(*RIGHTS, name="Zoé Agente")
        self.people = (of_user(self.zoe, OPERATOR), of_contact(self.town, CONTRACTOR))
        terms = terms_of(self.town.firm, self.town.contact, stages=stages, valid_until=NOW + timedelta(hours=hours))
        self.terms, self.strokes = terms, 0
        self.permit = self.permits.draft(self.town.mayor, site=self.town.school.id, terms=terms).id
        self.names: set[tuple[Stage, int, str]] = set()
        for _ in range(steps):
            self.go_on()

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Try it; what is refused changes nothing."""
        before = self.town.kept()
        try:
            deed()
        except RegistreError:
            assert before == self.town.kept()
            return False
        return True

    def line(self) -> PermitLine:
        return self.permits.show(self.town.mayor, self.permit)

    def open_requests(self) -> list[SignatureRequest]:
        with self.town.storage.inner.read(self.town.workspace) as tx:
            return [one for one in tx.signatures.of_subject("permit", self.permit) if one.is_open]

    # ---- as it usually goes ------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        match self.line().state:
            case PermitState.DRAFT:
                self.submit()
            case PermitState.WAITING | PermitState.CLOSING:
                self.sign(0, by_ticket=False)
            case PermitState.ACTIVE | PermitState.EXPIRED:
                self.time_passes(60)
                self.end_work(0)
            case PermitState.WORK_ENDED if self.line().permit.lacks_rounds:
                self.time_passes(30)
                for minutes in (30, 60, 120):
                    self.look(minutes, ago=0)
            case PermitState.WORK_ENDED:
                self.ask_closing("")

    # ---- what people try ---------------------------------------------------------------------------------------------

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.town.clock.advance(timedelta(minutes=minutes))

    @rule()
    def submit(self) -> None:
        self.attempt(lambda: self.permits.submit(self.zoe, self.permit, signatories=self.people))

    @rule(is_meant=RARELY)
    def edit(self, *, is_meant: bool) -> None:
        if is_meant:
            self.attempt(lambda: self.permits.edit(self.zoe, self.permit, self.terms))

    @rule(pick=PICKS, by_ticket=st.booleans())
    def sign(self, pick: int, *, by_ticket: bool) -> None:
        """Sign one of those that are asked for, and write down whose name stands under what."""
        waiting = self.open_requests()
        if not waiting:
            return
        one = waiting[pick % len(waiting)]
        self.strokes += 1
        deed = self._with_a_ticket if by_ticket else self._on_a_page
        if self.attempt(lambda: deed(one)):
            self.names.add((one.subject.stage, one.subject.edition, one.role))

    def _on_a_page(self, one: SignatureRequest) -> None:
        with self.town.storage.inner.read(self.town.workspace) as tx:
            shown = tx.signatures.get(one.id)
        if shown.state is not SignatureState.SHOWN:
            self.signing.show(self.zoe, one.id)
        self.signing.sign(self.zoe, one.id, digest=one.digest, drawing=drawn(self.strokes), consent=CONSENT.version)

    def _with_a_ticket(self, one: SignatureRequest) -> None:
        secret = self.signing.invite(self.zoe, one.id).secret
        shown = self.signing.open_ticket(Actor.operator(), secret)
        self.signing.sign_with_ticket(
            Actor.operator(), secret, digest=shown.digest, drawing=drawn(self.strokes), consent=CONSENT.version
        )

    @rule(pick=PICKS, is_meant=RARELY)
    def refuse(self, pick: int, *, is_meant: bool) -> None:
        waiting = self.open_requests()
        if waiting and is_meant:
            one = waiting[pick % len(waiting)]
            self.attempt(lambda: self.signing.refuse(self.zoe, one.id, reason="Non"))

    @rule(pick=PICKS, is_meant=RARELY)
    def take_back(self, pick: int, *, is_meant: bool) -> None:
        waiting = self.open_requests()
        if waiting and is_meant:
            one = waiting[pick % len(waiting)]
            self.attempt(lambda: self.signing.revoke(self.zoe, one.id, reason="Erreur"))

    @rule(minutes=MINUTES)
    def extend(self, minutes: int) -> None:
        until = self.line().permit.valid_until + timedelta(minutes=minutes)
        self.attempt(lambda: self.permits.extend(self.zoe, self.permit, until=until, signatories=self.people))

    @rule()
    def another_shift(self) -> None:
        self.attempt(lambda: self.permits.add_contractor(self.zoe, self.permit, signatories=self.people))

    @rule()
    def stop_or_go_on(self) -> None:
        if not self.attempt(lambda: self.permits.suspend(self.zoe, self.permit, reason="Vent fort")):
            self.attempt(lambda: self.permits.resume(self.zoe, self.permit))

    @rule(ago=MINUTES)
    def end_work(self, ago: int) -> None:
        ended = self.town.clock.now() - timedelta(minutes=ago)
        self.attempt(lambda: self.permits.end_work(self.zoe, self.permit, ended_at=ended))

    @rule()
    def isolate_or_restore(self) -> None:
        if not self.attempt(lambda: self.permits.restore(self.zoe, self.permit, [ZONE])):
            self.attempt(lambda: self.permits.isolate(self.zoe, self.permit, [ZONE]))

    @rule(minutes=st.sampled_from((30, 60, 120, 45)), ago=MINUTES)
    def look(self, minutes: int, ago: int) -> None:
        offline = Offline(EntryId(self.town.ids.new()), self.town.clock.now() - timedelta(minutes=ago))
        telephone = evolve(self.zoe, client=TELEPHONE, offline=offline)
        self.attempt(lambda: self.permits.record_round(telephone, self.permit, minutes))

    @rule(reason=st.sampled_from(("", "Site évacué")))
    def ask_closing(self, reason: str) -> None:
        self.attempt(lambda: self.permits.ask_closing(self.zoe, self.permit, signatories=self.people, exemption=reason))

    @rule(is_meant=RARELY)
    def cancel(self, *, is_meant: bool) -> None:
        if is_meant:
            self.attempt(lambda: self.permits.cancel(self.zoe, self.permit, reason="Reporté"))

    # ---- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def nobody_works_without_both_names_under_these_very_terms(self) -> None:
        permit = self.line().permit
        if permit.is_opened and permit.stages is PermitStages.BOTH:
            assert {(Stage.OPENING, permit.edition, role) for role in permit.rule.roles} <= self.names
        if self.line().state is PermitState.ACTIVE:
            assert permit.is_opened

    @invariant()
    def nothing_is_closed_without_both_names_and_what_it_takes(self) -> None:
        line = self.line()
        if line.state is not PermitState.CLOSED:
            return
        permit, now = line.permit, self.town.clock.now()
        assert {(Stage.CLOSING, permit.closings, role) for role in permit.rule.roles} <= self.names
        assert permit.allowed is not None
        assert permit.work_ended_at is not None or permit.allowed.ends_at < now
        assert permit.exemption is not None or not (permit.lacks_rounds or permit.isolated)

    @invariant()
    def a_place_where_work_may_have_begun_is_watched_until_its_rounds_are_made_or_somebody_answers_for_it(self) -> None:
        permit, now = self.line().permit, self.town.clock.now()
        if permit.allowed is not None and permit.allowed.ends_at < now and permit.lacks_rounds:
            is_answered_for = permit.ending is not None and permit.exemption is not None
            is_before_its_time = permit.ending is not None and permit.ending.at < permit.allowed.begins_at
            assert permit.is_watched(now) or permit.work_ended_at or is_answered_for or is_before_its_time

    @invariant()
    def whose_name_is_waited_for_is_said_and_nobody_else_s(self) -> None:
        line = self.line()
        is_waiting = line.french_state.startswith("en attente de signature")
        assert is_waiting is (line.state in {PermitState.WAITING, PermitState.CLOSING})
        assert not is_waiting or line.missing

    def teardown(self) -> None:
        """Each signature that was given is proven, and no proof of which a byte was changed is."""
        if not hasattr(self, "town"):
            return
        assert self.town.registre.register.verify(self.town.mayor).is_intact
        with self.town.storage.inner.read(self.town.workspace) as tx:
            every = tx.signatures.of_subject("permit", self.permit)
        for place, one in enumerate(one for one in every if one.state is SignatureState.SIGNED):
            proof = self.signing.bundle(self.zoe, one.id)
            assert ProofFinding.ATTESTED is verify_signature(proof, KEY).finding
            assert ProofFinding.ATTESTED is not self._found(proof, len(proof) * (place + 1) // 9)

    def _found(self, proof: bytes, place: int) -> ProofFinding | None:
        spoilt = proof[:place] + bytes([proof[place] ^ 1]) + proof[place + 1 :]
        try:
            return verify_signature(spoilt, KEY).finding
        except InvalidInput:
            return None


TestPermitHistories = PermitHistories.TestCase
TestPermitHistories.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    report_multiple_bugs=False,
)
