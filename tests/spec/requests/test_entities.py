"""A request that exists is one that somebody can answer."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.spec.requests.world import NOW, QUOTE, THE_JOB, a_line, a_quote, a_request, an_answer, problems

from registre_core import InvalidInput, NotFound
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import ContactId, ContractorId, LineId, LinkId, WorkRequestId
from registre_core.requests import Link, Recipient

FIRM, OTHER_FIRM = ContractorId(UUID(int=101)), ContractorId(UUID(int=102))
ZOE, LEA = ContactId(UUID(int=201)), ContactId(UUID(int=202))


@pytest.mark.parametrize(
    "recipient",
    [Recipient(FIRM), Recipient(FIRM, (ZOE,)), Recipient(FIRM, (ZOE, LEA)), Recipient(None, (ZOE,))],
    ids=["a firm", "a firm with a contact", "a firm with several", "a contact alone"],
)
def test_a_request_goes_to_a_firm_to_its_people_or_to_one_person(recipient: Recipient) -> None:
    assert recipient == a_request(a_line(recipient=recipient)).lines[0].recipient


@pytest.mark.parametrize("contacts", [(), (ZOE, LEA)], ids=["nobody", "two who are no firm"])
def test_without_a_firm_a_recipient_is_one_person(contacts: tuple[ContactId, ...]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Recipient(None, contacts)

    assert [("contacts", "recipient-unclear")] == problems(refusal.value)


@pytest.mark.parametrize(
    "second",
    [Recipient(FIRM), Recipient(FIRM, (LEA,)), Recipient(None, (ZOE,)), Recipient(OTHER_FIRM, (ZOE,))],
    ids=["the firm", "the firm through another", "its contact alone", "its contact through another firm"],
)
def test_nobody_is_asked_twice_in_one_request(second: Recipient) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_request(a_line(1, recipient=Recipient(FIRM, (ZOE,))), a_line(2, recipient=second))

    assert [("lines", "recipient-twice")] == problems(refusal.value)


IMPOSSIBLE = [
    # what a line says, what is wrong with that
    ({"opened_at": NOW}, ("sent_at", "line-never-sent")),
    ({"answer": an_answer()}, ("sent_at", "line-never-sent")),
    ({"declined_at": NOW}, ("sent_at", "line-never-sent")),
    ({"told_at": NOW}, ("sent_at", "line-never-sent")),
    ({"awarded_at": NOW, "intervention_id": THE_JOB}, ("sent_at", "line-never-sent")),
    ({"sent_at": NOW, "awarded_at": NOW}, ("intervention_id", "award-unclear")),
    ({"sent_at": NOW, "intervention_id": THE_JOB}, ("intervention_id", "award-unclear")),
    (
        {"sent_at": NOW, "awarded_at": NOW, "intervention_id": THE_JOB, "withdrawn_at": NOW},
        ("withdrawn_at", "awarded-and-withdrawn"),
    ),
    ({"sent_at": datetime(2026, 3, 2)}, ("sent_at", "naive-instant")),  # noqa: DTZ001  # that is what is refused
    ({"reason": "x" * 10_001}, ("reason", "text-too-long")),
]


@pytest.mark.parametrize("fields, expected", IMPOSSIBLE)
def test_a_line_that_contradicts_itself_cannot_be(fields: dict[str, Any], expected: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_line(**fields)

    assert [expected] == problems(refusal.value)


def test_a_draft_that_was_struck_out_of_what_others_have_was_never_sent() -> None:
    assert a_line(withdrawn_at=NOW, reason="doublon").sent_at is None


def test_a_quote_is_answered_with_a_price_and_an_intervention_without() -> None:
    for fields, line in (
        ({"kind": QUOTE}, a_line(sent_at=NOW, answer=an_answer())),
        ({}, a_line(sent_at=NOW, answer=an_answer(quote=a_quote()))),
    ):
        with pytest.raises(InvalidInput) as refusal:
            a_request(line, **fields)
        assert [("lines[0].answer", "answer-of-another-kind")] == problems(refusal.value)


@pytest.mark.parametrize(
    "fields, expected",
    [
        ({"findings": ()}, ("findings", "empty-collection")),
        ({"message": "\n"}, ("message", "blank-text")),
        ({"message": "x" * 10_001}, ("message", "text-too-long")),
        ({"lines": ()}, ("lines", "empty-collection")),
    ],
)
def test_a_request_says_what_is_wrong_what_is_asked_and_of_whom(
    fields: dict[str, Any], expected: tuple[str, str]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_request(**fields)

    assert [expected] == problems(refusal.value)


def test_a_line_is_found_by_its_identifier_and_changed_in_its_place() -> None:
    first, second = a_line(1), a_line(2)
    request = a_request(first, second)
    out = a_line(1, sent_at=NOW)

    assert second == request.line(second.id)
    assert (out, second) == request.having(out).lines
    with pytest.raises(NotFound) as refusal:
        request.line(LineId(UUID(int=404)))
    assert "line-not-found" == refusal.value.code


def test_a_request_is_a_draft_until_somebody_was_sent_it() -> None:
    assert not a_request(a_line(1), a_line(2)).was_sent
    assert a_request(a_line(1), a_line(2, sent_at=NOW)).was_sent


def test_a_link_opens_something_for_some_time() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Link(
            LinkId(UUID(int=1)),
            Digest("0" * 64),
            WorkRequestId(UUID(int=1)),
            LineId(UUID(int=1)),
            issued_at=NOW,
            expires_at=NOW - timedelta(0),
        )

    assert [("expires_at", "link-expires-at-once")] == problems(refusal.value)
