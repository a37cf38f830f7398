"""What may be done with a request, and what becomes of it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.spec.signatures.world import (
    ALI,
    BOTH,
    CHANGED,
    CONTENT,
    CONTRACTOR,
    LATE,
    LEA,
    NOW,
    OPERATOR,
    ZOE,
    an_id,
    asked,
    codes,
    days,
    declined,
    erased,
    given,
    presented,
    somebody,
    taken_back,
)

from registre_core.kernel.identifiers import UserId
from registre_core.kernel.signatories import PersonKind, SignatoryRule, Signer
from registre_core.kernel.verdicts import Verdict
from registre_core.signatures import Offer, SignatureRequest, SignatureState, SigningPolicy
from registre_core.signatures.policy import (
    delegated,
    may_delegate,
    may_refuse,
    may_replace,
    may_revoke,
    may_show,
    may_sign,
    may_take,
    may_use_session,
    refused,
    replaced,
    revoked,
    shown,
    signed,
)
from registre_core.testing.signing import an_evidence

POLICY = SigningPolicy()
ONE = SignatoryRule((OPERATOR,))
THERE = somebody(50, "Rémi Nau", PersonKind.NAMED)
HANDED, TO_LEA = delegated(asked(), LEA, new=an_id(60), at=NOW)

Act = Callable[[SignatureRequest], Verdict]

ACTS: dict[str, Act] = {
    "show": lambda one: may_show(one, NOW),
    "sign": lambda one: may_sign(one, ONE, [one], NOW),
    "refuse": lambda one: may_refuse(one, "Travaux non terminés", NOW),
    "delegate": lambda one: may_delegate(one, ALI, [one], NOW),
    "replace": lambda one: may_replace(one, ALI, [one], NOW),
    "revoke": lambda one: may_revoke(one, "Erreur de saisie"),
}
EVERYTHING = set(ACTS)

WHEN = [
    # state, what may still be done
    (asked(), EVERYTHING),
    (presented(), EVERYTHING),
    (given(), set()),
    (declined(), {"replace"}),
    (taken_back(), set()),
    (HANDED, set()),
]


@pytest.mark.parametrize("request_, possible", WHEN, ids=lambda one: getattr(one, "state", ""))
def test_what_is_settled_stays_so_and_says_since_when(request_: SignatureRequest, possible: set[str]) -> None:
    verdicts = {name: act(request_) for name, act in ACTS.items()}

    assert possible == {name for name, verdict in verdicts.items() if verdict}
    for name in EVERYTHING - possible:
        [reason] = verdicts[name].reasons
        assert "signature-settled" == reason.code
        assert request_.settled_at is not None
        assert {"became": request_.state, "settled_at": request_.settled_at.isoformat()} == reason.facts


def test_in_time_is_before_the_moment_it_expires() -> None:
    request = asked()
    last = request.expires_at - days(1e-9)

    assert may_show(request, last)
    assert may_sign(request, ONE, [request], last)


def test_an_expired_request_can_only_be_taken_back_or_replaced() -> None:
    request = asked()

    assert ["signature-expired"] == codes(may_show(request, LATE))
    assert ["signature-expired"] == codes(may_sign(request, ONE, [request], LATE))
    assert ["signature-expired"] == codes(may_refuse(request, "Non", LATE))
    assert ["signature-expired"] == codes(may_delegate(request, LEA, [request], LATE))
    assert may_revoke(request, "Trop tard")
    assert may_replace(request, LEA, [request], LATE)
    assert may_replace(request, ZOE, [request], LATE)


# ---- signing ---------------------------------------------------------------------------------------------------------


def test_nobody_signs_out_of_turn() -> None:
    in_order = SignatoryRule((CONTRACTOR, OPERATOR), in_order=True)
    first, second = asked(CONTRACTOR, LEA), asked()

    assert may_sign(first, in_order, [first, second], NOW)
    assert ["not-your-turn"] == codes(may_sign(second, in_order, [first, second], NOW))
    assert may_refuse(second, "Rien à signer", NOW)


def test_an_outdated_signature_before_him_is_not_his_turn_yet() -> None:
    in_order = SignatoryRule((CONTRACTOR, OPERATOR), in_order=True)
    requests = [given(CONTRACTOR, LEA), second := asked()]

    assert may_sign(second, in_order, requests, NOW, covering=CONTENT)
    assert ["not-your-turn"] == codes(may_sign(second, in_order, requests, NOW, covering=CHANGED))


@pytest.mark.parametrize(
    "other, told",
    [
        (given(CONTRACTOR, ZOE), ["signs-in-two-roles"]),
        (given(CONTRACTOR, somebody(9, "MAHÉ Zoé")), ["signs-in-two-roles"]),
        (given(OPERATOR, somebody(9, "Zoé Mahé")), ["signs-twice"]),
        (given(CONTRACTOR, LEA), []),
        (asked(CONTRACTOR, ZOE), []),
        (declined(CONTRACTOR, ZOE), []),
    ],
)
def test_nobody_signs_who_has_signed_already_whoever_he_was_when_he_was_asked(
    other: SignatureRequest, told: list[str]
) -> None:
    request = asked()

    assert told == codes(may_sign(request, BOTH, [request, other], NOW))


def an_offer(**fields: Any) -> Offer:  # noqa: ANN401
    return Offer(**{"digest": CONTENT, "current": CONTENT, "consent": "1", "session": UserId(ZOE.id), **fields})


OFFERS: list[tuple[SignatureRequest, Offer, list[str]]] = [
    (presented(), an_offer(), []),
    (asked(), an_offer(), ["digest-not-shown"]),
    (presented(), an_offer(digest=CHANGED), ["digest-not-shown"]),
    (presented(), an_offer(current=CHANGED), ["content-changed"]),
    (presented(), an_offer(digest=CHANGED, current=CHANGED), ["digest-not-shown", "content-changed"]),
    (presented(), an_offer(consent="0"), ["consent-outdated"]),
    (presented(), an_offer(session=UserId(LEA.id)), ["session-of-another"]),
    (presented(), an_offer(session=None), ["session-of-another"]),
    (presented(), an_offer(session=UserId(LEA.id), by_ticket=True), []),
    (presented(CONTRACTOR, THERE), an_offer(session=UserId(LEA.id)), []),
    (presented(CONTRACTOR, THERE), an_offer(session=UserId(LEA.id), of_machine=True), ["session-of-a-machine"]),
    (presented(CONTRACTOR, THERE), an_offer(session=UserId(LEA.id), of_machine=True, by_ticket=True), []),
]


@pytest.mark.parametrize("request_, offer, told", OFFERS)
def test_what_is_signed_is_what_was_shown_to_the_signer_and_is_still_so(
    request_: SignatureRequest, offer: Offer, told: list[str]
) -> None:
    assert told == codes(may_take(offer, request_, POLICY))


def test_what_changed_is_shown_again_and_then_signed_as_it_is_now() -> None:
    again = shown(presented(), CHANGED, NOW)

    assert may_take(an_offer(digest=CHANGED, current=CHANGED), again, POLICY)
    assert ["digest-not-shown", "content-changed"] == codes(may_take(an_offer(), again, POLICY))


SESSIONS = [
    # who signs, on whose session, by ticket?, may he?
    (PersonKind.USER, 1, False, True),
    (PersonKind.USER, 2, False, False),
    (PersonKind.USER, 2, True, True),
    (PersonKind.CONTACT, 2, False, True),
    (PersonKind.NAMED, 2, False, True),
]


@pytest.mark.parametrize("kind, session, by_ticket, expected", SESSIONS)
def test_who_has_an_account_signs_on_his_own_session_or_by_ticket_and_who_has_none_on_anybody_s(
    kind: PersonKind, session: int, *, by_ticket: bool, expected: bool
) -> None:
    signer = Signer(kind, UUID(int=1), "Rémi Nau")

    assert expected == bool(may_use_session(signer, UserId(UUID(int=session)), by_ticket=by_ticket))


# ---- refusing and taking back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", " ", "\n\u00a0"])
def test_refusing_and_taking_back_say_why(reason: str) -> None:
    assert ["reason-missing"] == codes(may_refuse(asked(), reason, NOW))
    assert ["reason-missing"] == codes(may_revoke(asked(), reason))


# ---- delegating and replacing ----------------------------------------------------------------------------------------


def test_a_request_is_not_handed_back_to_whoever_it_came_from() -> None:
    _, to_ali = delegated(TO_LEA, ALI, new=an_id(61), at=NOW)
    chain = [HANDED, TO_LEA]

    assert ["delegation-in-a-circle"] == codes(may_delegate(asked(), ZOE, [], NOW))
    assert ["delegation-in-a-circle"] == codes(may_delegate(TO_LEA, ZOE, chain, NOW))
    assert ["delegation-in-a-circle"] == codes(may_delegate(TO_LEA, somebody(9, "MAHÉ Zoé"), chain, NOW))
    assert may_delegate(TO_LEA, ALI, chain, NOW)
    assert ["delegation-in-a-circle"] == codes(
        may_delegate(to_ali, ZOE, [HANDED, evolve(TO_LEA, state=SignatureState.DELEGATED, settled_at=NOW), to_ali], NOW)
    )


def test_whoever_refused_can_be_handed_what_another_was_asked_in_his_place() -> None:
    no = declined()
    _, instead = replaced(no, LEA, new=an_id(62), at=NOW, policy=POLICY)

    assert may_delegate(instead, ZOE, [no, instead], NOW)


@pytest.mark.parametrize(
    "others, told",
    [
        ([asked(CONTRACTOR, LEA)], ["signs-in-two-roles"]),
        ([given(CONTRACTOR, LEA)], ["signs-in-two-roles"]),
        ([asked(OPERATOR, LEA)], ["signs-twice"]),
        ([declined(CONTRACTOR, LEA)], []),
        ([taken_back(CONTRACTOR, LEA)], []),
        ([asked(CONTRACTOR, ALI)], []),
    ],
)
def test_nobody_is_handed_or_given_what_would_let_him_sign_twice(
    others: Sequence[SignatureRequest], told: list[str]
) -> None:
    request = asked()

    assert told == codes(may_delegate(request, LEA, [request, *others], NOW))
    assert told == codes(may_replace(request, LEA, [request, *others], NOW))


def test_in_the_place_of_somebody_erased_another_is_asked() -> None:
    gone = erased(CONTRACTOR)

    assert may_replace(gone, LEA, [gone], NOW)
    assert ["signature-settled"] == codes(may_revoke(gone, "Plus personne"))
    assert gone == replaced(gone, LEA, new=an_id(67), at=NOW, policy=POLICY)[0]


def test_a_place_is_given_to_another_once() -> None:
    no = declined()
    _, instead = replaced(no, LEA, new=an_id(63), at=NOW, policy=POLICY)

    assert ["signature-replaced"] == codes(may_replace(no, ALI, [no, instead], NOW))
    assert may_replace(instead, ALI, [no, instead], NOW)


def test_the_same_person_is_asked_again_only_when_his_answer_was_none_or_is_outdated() -> None:
    open_, no, signature = asked(), declined(), given()

    assert ["signs-twice"] == codes(may_replace(open_, ZOE, [open_], NOW))
    assert may_replace(no, ZOE, [no], NOW)
    assert ["signature-settled"] == codes(may_replace(signature, ZOE, [signature], NOW, current=CONTENT))
    assert may_replace(signature, ZOE, [signature], NOW, current=CHANGED)


# ---- what becomes of it ----------------------------------------------------------------------------------------------


def test_showing_binds_to_what_was_shown_and_when() -> None:
    one = shown(asked(), CHANGED, NOW)

    assert (SignatureState.SHOWN, CHANGED, NOW) == (one.state, one.digest, one.shown_at)


def test_signing_keeps_evidence_and_reservations_and_is_settled_when_it_was_signed() -> None:
    request = presented()
    evidence = an_evidence(request)
    one = signed(request, evidence, " Sous réserve du nettoyage \n")

    assert (SignatureState.SIGNED, evidence, evidence.signed_at) == (one.state, one.evidence, one.settled_at)
    assert "Sous réserve du nettoyage" == one.reservations


@pytest.mark.parametrize(
    "act, state", [(refused, SignatureState.REFUSED), (revoked, SignatureState.REVOKED)], ids=["refused", "revoked"]
)
def test_refusing_and_taking_back_keep_why_and_when(
    act: Callable[..., SignatureRequest], state: SignatureState
) -> None:
    one = act(presented(), "Travaux non terminés", NOW)

    assert (state, "Travaux non terminés", NOW, None) == (one.state, one.reason, one.settled_at, one.evidence)


def test_handing_on_leaves_the_trace_of_the_first_signer_and_prolongs_nothing() -> None:
    request = presented()
    former, new = delegated(request, LEA, new=an_id(64), at=NOW)

    assert (SignatureState.DELEGATED, NOW, ZOE) == (former.state, former.settled_at, former.signer)
    assert (request.id, LEA, OPERATOR, SignatureState.REQUESTED) == (new.replaces, new.signer, new.role, new.state)
    assert (request.expires_at, request.digest, request.subject) == (new.expires_at, new.digest, new.subject)
    assert new.shown_at is None


def test_replacing_takes_an_open_request_back_and_gives_the_new_signer_all_the_time_there_is() -> None:
    request = presented()
    former, new = replaced(request, LEA, new=an_id(65), at=NOW, policy=POLICY, current=CHANGED, reason="En congés")

    assert (SignatureState.REVOKED, "En congés") == (former.state, former.reason)
    assert (request.id, LEA, CHANGED, NOW + POLICY.patience) == (new.replaces, new.signer, new.digest, new.expires_at)


def test_replacing_leaves_a_refusal_what_it_is() -> None:
    no = declined()

    assert no == replaced(no, LEA, new=an_id(66), at=NOW, policy=POLICY)[0]
