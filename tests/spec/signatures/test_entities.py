"""What is kept of a signature says nothing that was not done, and contradicts itself nowhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.spec.signatures.world import CHANGED, LEA, NOW, asked, at, given, presented, problems

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.signatures import Level, Reserved, Seal, SealState, SignatureState, Spot, TimeLevel, Trace
from registre_core.signatures.evidence import REACHED
from registre_core.signatures.requests import LONGEST_TEXT
from registre_core.testing.builders import a_document
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_digest, a_drawing, a_seal, a_ticket, an_evidence

SPOT = Spot(1, (40.0, 600.0, 240.0, 680.0))


def told(build: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as caught:
        build()
    return problems(caught.value)


# ---- evidence --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", [*REACHED, "whatever-an-adapter-calls-it"])
def test_no_drawing_is_ever_an_advanced_signature_by_whatever_channel_it_came(channel: str) -> None:
    assert Level.SIMPLE is an_evidence(channel=channel).level
    assert [("level", "level-above-evidence")] == told(lambda: an_evidence(channel=channel, level=Level.ADVANCED))


def test_a_time_is_stamped_only_by_a_stamp() -> None:
    stamped = an_evidence(time_level=TimeLevel.STAMPED, stamp=a_digest(b"a token of RFC 3161"))

    assert TimeLevel.STAMPED is stamped.time_level
    assert [("time_level", "level-above-evidence")] == told(lambda: evolve(stamped, stamp=None))


def test_nobody_signs_before_he_was_shown_what_he_signs() -> None:
    evidence = an_evidence()

    assert evidence.shown_at == evolve(evidence, signed_at=evidence.shown_at).signed_at
    assert [("signed_at", "signed-before-shown")] == told(
        lambda: evolve(evidence, signed_at=evidence.shown_at - timedelta(microseconds=1))
    )


def test_the_digest_of_a_drawing_is_that_of_its_shape() -> None:
    assert [("drawing_digest", "drawing-digest-differs")] == told(lambda: an_evidence(drawing_digest=a_digest(b"x")))
    assert [("drawing_digest", "drawing-digest-differs")] == told(lambda: an_evidence(drawing_digest=None))


def test_the_digest_of_a_drawing_stays_when_the_drawing_is_erased() -> None:
    evidence = an_evidence()

    assert a_drawing().shape_digest == evolve(evidence, trace=Trace(evidence.trace.id)).drawing_digest


def test_everything_that_is_wrong_with_evidence_is_told_at_once() -> None:
    before = A_MONDAY_MORNING - timedelta(days=1)

    assert ["level", "time_level", "signed_at"] == [
        path
        for path, _ in told(
            lambda: an_evidence(level=Level.ADVANCED, time_level=TimeLevel.STAMPED, signed_at=before),
        )
    ]


# ---- a request -------------------------------------------------------------------------------------------------------

CONTRADICTIONS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"state": SignatureState.EXPIRED, "settled_at": NOW}, [("state", "expiry-is-derived")]),
    ({"state": SignatureState.SIGNED, "settled_at": NOW}, [("evidence", "signed-without-evidence")]),
    ({"state": SignatureState.REFUSED, "settled_at": NOW}, [("reason", "reason-missing")]),
    ({"state": SignatureState.REFUSED, "settled_at": NOW, "reason": " \n"}, [("reason", "reason-missing")]),
    ({"state": SignatureState.REVOKED}, [("settled_at", "settled-without-moment")]),
    ({"state": SignatureState.DELEGATED}, [("settled_at", "settled-without-moment")]),
    ({"settled_at": NOW}, [("settled_at", "settled-without-moment")]),
    ({"state": SignatureState.SHOWN}, [("shown_at", "shown-without-moment")]),
    ({"reservations": "Sous réserve du PV"}, [("reservations", "reservations-unsigned")]),
    ({"evidence": an_evidence()}, [("evidence", "signed-without-evidence"), ("evidence", "evidence-of-another")]),
    ({"reason": "x" * (LONGEST_TEXT + 1)}, [("reason", "text-too-long")]),
    ({"expires_at": A_MONDAY_MORNING}, [("expires_at", "expires-before-asked")]),
]


@pytest.mark.parametrize("fields, expected", CONTRADICTIONS)
def test_a_request_that_contradicts_itself_cannot_be(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert expected == told(lambda: asked(**fields))


def test_evidence_of_something_else_or_somebody_else_signs_nothing() -> None:
    request = given()

    assert [("evidence", "evidence-of-another")] == told(lambda: evolve(request, digest=CHANGED))
    assert [("evidence", "evidence-of-another")] == told(lambda: evolve(request, signer=LEA))


def test_a_signature_stays_one_when_its_signer_is_forgotten() -> None:
    request = given()
    assert request.evidence is not None

    forgotten = evolve(
        request,
        signer=evolve(request.signer, name=ERASED_NAME),
        evidence=evolve(request.evidence, trace=Trace(request.signer.id)),
    )

    assert SignatureState.SIGNED is forgotten.state


@pytest.mark.parametrize("build, is_open", [(asked, True), (presented, True), (given, False)])
def test_a_request_is_open_until_something_became_of_it(build: Callable[[], Any], *, is_open: bool) -> None:
    assert is_open == build().is_open


# ---- tickets and seals -----------------------------------------------------------------------------------------------


def test_a_ticket_opens_something_for_some_time_and_comes_to_one_end() -> None:
    ticket = a_ticket()

    assert [("expires_at", "ticket-expires-at-once")] == told(lambda: evolve(ticket, expires_at=ticket.issued_at))
    assert [("revoked_at", "ticket-ended-twice")] == told(lambda: evolve(ticket, used_at=at(0.1), revoked_at=at(0.2)))


SEALS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"document": None}, [("state", "sealed-without-document"), ("sealed_at", "document-without-seal")]),
    ({"sealed_at": None}, [("state", "sealed-without-document"), ("sealed_at", "document-without-seal")]),
    ({"state": SealState.PENDING, "document": a_document()}, [("sealed_at", "document-without-seal")]),
    ({"state": SealState.PENDING, "time_level": TimeLevel.STAMPED}, [("time_level", "stamped-without-seal")]),
    ({"reserved": (Reserved(SignatureId(UUID(int=1)), SPOT),) * 2}, [("reserved", "repeated-spot")]),
]


@pytest.mark.parametrize("fields, expected", SEALS)
def test_a_seal_that_contradicts_itself_cannot_be(fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert expected == told(lambda: a_seal(**fields))


def test_a_further_increment_may_wait_while_the_document_sealed_before_can_be_given_away() -> None:
    waiting: Seal = evolve(a_seal(), state=SealState.PENDING, attempts=2)

    assert waiting.document is not None


def test_a_document_keeps_the_spot_of_a_signature_that_comes_later() -> None:
    later, unknown = (SignatureId(UUID(int=number)) for number in (7, 8))
    seal = a_seal(reserved=(Reserved(later, SPOT),))

    assert SPOT == seal.spot_of(later)
    assert seal.spot_of(unknown) is None


BOXES = [(), (0, 0, 9), (9, 0, 9, 5), (0, 5, 9, 5), (-1, 0, 9, 5), (0, 0, float("inf"), 5), (0, float("nan"), 9, 5)]


@pytest.mark.parametrize("box", BOXES)
def test_a_spot_has_an_inside(box: tuple[float, ...]) -> None:
    assert [("box", "spot-without-inside")] == told(lambda: Spot(1, box))
    assert [("page", "number-too-small")] == told(lambda: Spot(0, SPOT.box))


# ---- rules and persons -----------------------------------------------------------------------------------------------


def test_a_rule_names_each_role_once_and_needs_somebody() -> None:
    operator = SignatoryRole.OPERATOR

    assert [("roles", "empty-collection")] == told(lambda: SignatoryRule(()))
    assert [("roles", "repeated-member"), ("needed", "number-too-small")] == told(
        lambda: SignatoryRule((operator, operator), needed=0)
    )


def test_nobody_is_found_again_by_a_name_alone() -> None:
    assert [("kind", "person-without-identifier")] == told(lambda: PersonKey(PersonKind.NAMED, UUID(int=1)))
