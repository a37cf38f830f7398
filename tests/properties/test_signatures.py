"""Whatever is signed, refused, handed on, replaced or left too long: complete is what a table of chairs says.

A small world is tried whole, every history up to three acts; larger ones at random.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count, product
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.naive_signatures import PATIENCE, Act, Chair, Table

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKind, SignatoryRole, SignatoryRule, Signer
from registre_core.kernel.verdicts import YES
from registre_core.signatures import SignatureRequest, SigningPolicy
from registre_core.signatures.policy import (
    delegated,
    is_same_person,
    may_be_met,
    may_delegate,
    may_refuse,
    may_replace,
    may_revoke,
    may_sign,
    missing,
    refused,
    replaced,
    revoked,
    seats,
    signed,
)
from registre_core.signatures.requests import SignatureState
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_signature_request, an_evidence

OPERATOR, CONTRACTOR, CONTACT = SignatoryRole
PEOPLE = [Signer(PersonKind.USER, UUID(int=n + 1), f"Personne {letter}") for n, letter in enumerate("ABCDE")]
IDS = [person.id for person in PEOPLE]
ACTS = ("sign", "refuse", "revoke", "delegate", "replace", "erase")
CHOOSING = {"delegate", "replace"}
QUORUMS = (None, 1, 2)
POLICY = SigningPolicy(patience=timedelta(days=PATIENCE))
EVIDENCE = an_evidence()
RULE = SignatoryRule((OPERATOR, CONTRACTOR))
ORDERED = evolve(RULE, in_order=True)
Seating = Sequence[tuple[SignatoryRole, int]]


class Register:
    """The requests, as the use cases would move them."""

    def __init__(self, rule: SignatoryRule, seating: Seating) -> None:
        self.rule, self.day, self.ids = rule, 0, count(1)
        self.requests: dict[SignatureId, SignatureRequest] = {}
        self.at_chair: list[SignatureId] = []
        for role, person in seating:
            request = a_signature_request(
                id=self.new_id(), role=role, signer=PEOPLE[person], expires_at=A_MONDAY_MORNING + POLICY.patience
            )
            self.requests[request.id] = request
            self.at_chair.append(request.id)

    def copy(self) -> Register:
        other = Register(self.rule, ())
        other.day, other.requests, other.at_chair = self.day, dict(self.requests), list(self.at_chair)
        other.ids = count(len(self.requests) + 1)
        return other

    def new_id(self) -> SignatureId:
        return SignatureId(UUID(int=next(self.ids)))

    @property
    def now(self) -> datetime:
        return A_MONDAY_MORNING + timedelta(days=self.day)

    def allows(self, act: Act) -> bool:
        name, chair, person = act
        request, other = self.requests[self.at_chair[chair]], PEOPLE[person]
        every, now = self.requests.values(), self.now
        verdicts = {
            "sign": lambda: may_sign(request, self.rule, every, now),
            "refuse": lambda: may_refuse(request, "Non", now),
            "revoke": lambda: may_revoke(request, "Erreur"),
            "erase": lambda: YES,
            "delegate": lambda: may_delegate(request, other, every, now),
            "replace": lambda: may_replace(request, other, every, now),
        }
        return bool(verdicts[name]())

    def do(self, act: Act) -> None:
        name, chair, person = act
        if name == "erase":
            self.erase(PEOPLE[person].id)
            return
        request, now = self.requests[self.at_chair[chair]], self.now
        new: tuple[SignatureRequest, ...]
        match name:
            case "sign":
                evidence = evolve(EVIDENCE, trace=evolve(EVIDENCE.trace, id=request.signer.id))
                new = (signed(request, evidence),)
            case "refuse":
                new = (refused(request, "Non", now),)
            case "revoke":
                new = (revoked(request, "Erreur", now),)
            case "delegate":
                new = delegated(request, PEOPLE[person], new=self.new_id(), at=now)
            case _:
                new = replaced(request, PEOPLE[person], new=self.new_id(), at=now, policy=POLICY)
        self.requests |= {one.id: one for one in new}
        self.at_chair[chair] = new[-1].id

    def erase(self, person: UUID) -> None:
        """Take back what waits for him, and then his name from everything, as erasing does."""
        for key, one in self.requests.items():
            if one.signer.id == person:
                left = revoked(one, "personne effacée", self.now) if one.is_open else one
                self.requests[key] = evolve(left, signer=evolve(left.signer, name=ERASED_NAME))


def both(rule: SignatoryRule, seating: Seating) -> tuple[Register, Table]:
    return Register(rule, seating), Table(rule, [Chair(role, person, PATIENCE) for role, person in seating])


def agree(register: Register, table: Table) -> None:
    """Hold what the policies say against what one sees at the table."""
    requests = register.requests.values()
    for needed in QUORUMS:
        rule = evolve(register.rule, needed=needed)
        lacking = {one.role: one.count for one in missing(rule, requests)}
        assert {role: table.lacks(role, needed) for role in rule.roles if table.lacks(role, needed)} == lacking
        assert table.is_complete(needed) == (not lacking)
        assert table.is_within_reach(needed) == bool(may_be_met(rule, requests, register.now))
    assert_each_counts_once(requests)
    assert sorted(table.signers()) == sorted(
        IDS.index(one.signer.id) for one in seats(requests) if one.state is SignatureState.SIGNED
    )


def assert_each_counts_once(requests: Iterable[SignatureRequest]) -> None:
    counted = [one.signer for one in requests if one.state is SignatureState.SIGNED]
    assert not [1 for place, one in enumerate(counted) for other in counted[:place] if is_same_person(one, other)]


def tried(register: Register, table: Table, act: Act) -> bool:
    """Try it on both; they agree whether it may be done."""
    may = table.allows(act)
    assert may == register.allows(act), act
    if may:
        register.do(act)
        table.do(act)
    return may


# ---- a small world, whole --------------------------------------------------------------------------------------------


def every_act(chairs: int, people: int) -> Iterator[Act]:
    for name, chair in product(ACTS, range(chairs)):
        if name != "erase":
            yield from ((name, chair, person) for person in (range(people) if name in CHOOSING else (0,)))
    yield "erase", 0, 0


def explored(register: Register, table: Table, depth: int) -> int:
    """Try every act, and behind each that may be done every other; count the worlds that were met."""
    met = 1
    agree(register, table)
    for act in every_act(len(table.chairs), 3) if depth else ():
        further, beside = register.copy(), table.copy()
        if tried(further, beside, act):
            met += explored(further, beside, depth - 1)
    if depth and not register.day:
        later, then = register.copy(), table.copy()
        later.day = then.day = PATIENCE
        met += explored(later, then, depth - 1)
    return met


@pytest.mark.parametrize(
    "rule, seating",
    [
        (RULE, ((OPERATOR, 0), (CONTRACTOR, 1))),
        (ORDERED, ((OPERATOR, 0), (CONTRACTOR, 1))),
        (RULE, ((OPERATOR, 0),)),
    ],
    ids=["both sides", "in order", "one side was never asked"],
)
def test_every_history_of_three_acts_comes_to_what_a_table_of_chairs_says(
    rule: SignatoryRule, seating: Seating
) -> None:
    assert explored(*both(rule, seating), 3) > 50


# ---- larger worlds, at random ----------------------------------------------------------------------------------------

SEATINGS = st.permutations(range(len(PEOPLE))).flatmap(
    lambda people: st.lists(st.sampled_from(SignatoryRole), min_size=1, max_size=3).map(
        lambda roles: tuple(zip(roles, people, strict=False))
    )
)
RULES = st.builds(
    SignatoryRule,
    st.permutations(list(SignatoryRole)).flatmap(lambda roles: st.integers(1, 3).map(lambda most: tuple(roles[:most]))),
    st.sampled_from(QUORUMS),
    st.booleans(),
)
HISTORIES = st.lists(
    st.tuples(st.sampled_from([*ACTS, "sign", "wait"]), st.integers(0, 2), st.integers(0, len(PEOPLE) - 1)), max_size=12
)


@settings(max_examples=60)
@given(RULES, SEATINGS, HISTORIES)
def test_any_history_comes_to_what_a_table_of_chairs_says(
    rule: SignatoryRule, seating: Seating, history: Sequence[Act]
) -> None:
    seating = [(role, person) for role, person in seating if role in rule.roles]
    register, table = both(rule, seating)
    for name, place, person in history if seating else ():
        if name == "wait":
            register.day = table.day = table.day + 1
        else:
            tried(register, table, (name, place % len(seating), person))
        agree(register, table)
