"""Whatever is done to an intervention, in whatever order: only those who sign it close it, as it is (S3)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.usecases.signing import CONTACT, CONTRACTOR, OPERATOR, drawn, intervention, of_contact, sign
from tests.usecases.town import TODAY, Town, a_report, found_a_town, twin_of

from registre_core import RegistreError
from registre_core.kernel.signatories import SignatoryRule
from registre_core.services.interventions.signing import SIGNABLE
from registre_core.services.signatures import Signatory
from registre_core.services.signatures.subjects import to_sign
from registre_core.signatures import SignatureRequest, SignatureState, Stage, SubjectKind

RULES = (
    None,
    SignatoryRule((CONTRACTOR,)),
    SignatoryRule((CONTRACTOR,), needed=1),
    SignatoryRule((CONTRACTOR, CONTACT), in_order=True),
    SignatoryRule((OPERATOR, CONTACT)),
)
PEOPLE = ("Marc Soudeur", "Luc Plombier", "SOUDEUR Marc")
Move = Callable[[Town, int], object]


def requests(town: Town) -> tuple[SignatureRequest, ...]:
    return tuple(one.request for one in town.registre.signatures.of(town.mayor, SubjectKind.INTERVENTION, town.open.id))


def some(town: Town, number: int) -> SignatureRequest:
    """Choose one, an open one if there is any."""
    every = requests(town)
    among = [one for one in every if one.is_open] if number % 3 else []
    return (among or every)[number % len(among or every)]


def ask(town: Town, number: int) -> None:
    rule = RULES[number % len(RULES)]
    roles = (CONTRACTOR,) if rule is None else rule.roles
    people = [
        of_contact(town) if role is CONTACT else Signatory(role, PEOPLE[(number + place) % 3])
        for role in roles
        for place in range(1 if role is CONTACT else 1 + number % 2)
    ]
    town.registre.interventions.ask_signatures(town.mayor, town.open.id, signatories=people, rule=rule)


def attach(town: Town, number: int) -> None:
    report = town.registre.documents.store(town.mayor, a_report(b"%%PDF-1.7 %d" % number), name="suite.pdf")
    town.registre.interventions.attach_report(town.mayor, town.open.id, report)


HANDS = count()
MOVES: tuple[Move, ...] = (
    ask,
    attach,
    lambda town, n: sign(town, town.mayor, some(town, n).id, drawing=drawn(next(HANDS) % 200)),
    lambda town, n: sign(town, town.mayor, some(town, n + 1).id, drawing=drawn(next(HANDS) % 200)),
    lambda town, n: town.registre.signatures.refuse(town.mayor, some(town, n).id, reason="non"),
    lambda town, n: town.registre.signatures.delegate(town.mayor, some(town, n).id, to=PEOPLE[n % 3]),
    lambda town, n: town.registre.signatures.replace(town.mayor, some(town, n).id, by=PEOPLE[n % 3], reason="absent"),
    lambda town, n: town.registre.signatures.revoke(town.mayor, some(town, n).id, reason="erreur"),
    lambda town, n: town.registre.interventions.edit(town.mayor, town.open.id, rule=RULES[n % len(RULES)]),
    lambda town, n: town.registre.interventions.postpone(
        town.mayor, town.open.id, to=TODAY + timedelta(days=n), reason="pluie"
    ),
    lambda town, n: town.registre.interventions.close(town.mayor, town.open.id, done_on=TODAY - timedelta(days=n % 2)),
)


@pytest.fixture(scope="module")
def founded() -> Town:
    return found_a_town()


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 11)), min_size=10, max_size=30))
def test_none_is_closed_but_by_those_who_sign_it_as_it_is(founded: Town, history: list[tuple[Move, int]]) -> None:
    town = twin_of(founded)
    for move, number in history:
        was_open, before = intervention(town).is_open, requests(town)
        with suppress(RegistreError, ZeroDivisionError):  # what is refused changes nothing; nobody was asked yet
            move(town, number)
        assert all(one in requests(town) for one in before if not one.is_open), "what became of one stays"
        require_waiting(town)
        if was_open and intervention(town).is_closed:
            require_signed(town)


def require_waiting(town: Town) -> None:
    """Nobody is asked to sign what was not done, or is over."""
    now = intervention(town)
    assert (now.is_open and now.asked_at is not None) or not any(one.is_open for one in requests(town))


def require_signed(town: Town) -> None:
    """In each role of its rule enough people signed what was closed, in the edition that was asked for last."""
    closed = intervention(town)
    covering = to_sign(SIGNABLE, closed, Stage.COMPLETION).digest
    for role in closed.rule.roles if closed.rule else ():
        given = {
            tuple(sorted(one.signer.name.lower().split()))
            for one in requests(town)
            if one.role is role and one.state is SignatureState.SIGNED and one.digest == covering
        }
        assert len(given) >= (closed.rule.needed or 1 if closed.rule else 0)
