"""What a link opens, and for how long."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.spec.requests.world import (
    DEADLINE,
    NOW,
    TOO_LATE,
    a_request,
    codes,
    in_state,
    moment_of,
    problems,
    without_deadline,
)

from registre_core import InvalidInput
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import LineId, LinkId, WorkRequestId
from registre_core.requests import THE_SOURCES_REQUESTS, LineState, Link, RequestPolicy
from registre_core.requests.policy import links

LIFE = timedelta(days=30)
LINK = Link(
    LinkId(UUID(int=1)),
    Digest("0" * 64),
    WorkRequestId(UUID(int=1)),
    LineId(UUID(int=1)),
    issued_at=NOW,
    expires_at=DEADLINE + LIFE,
)
REVOKED = links.revoked(LINK, NOW)

FATES = [
    # the link, when it is opened, what its holder is told
    (LINK, NOW, []),
    (LINK, TOO_LATE, []),
    (LINK, LINK.expires_at - timedelta(microseconds=1), []),
    (LINK, LINK.expires_at, ["link-expired"]),
    (REVOKED, NOW, ["link-revoked"]),
    (REVOKED, LINK.expires_at, ["link-revoked"]),
]


@pytest.mark.parametrize("link, moment, told", FATES)
def test_the_holder_of_a_link_is_told_the_one_thing_that_became_of_it(
    link: Link, moment: datetime, told: list[str]
) -> None:
    assert told == codes(links.may_open(link, moment))


def test_opening_a_link_uses_nothing_up_and_keeps_the_first_time() -> None:
    once = links.opened(LINK, NOW)

    assert once == links.opened(once, TOO_LATE)
    assert links.may_open(once, TOO_LATE)


def test_a_link_that_was_taken_back_stays_so() -> None:
    assert REVOKED == links.revoked(REVOKED, TOO_LATE)


@pytest.mark.parametrize("state", LineState)
def test_a_link_is_issued_to_whoever_was_sent_it_and_has_it_still(state: LineState) -> None:
    line = in_state(state)
    told = [f"line-{state}"] if state in {LineState.DRAFT, LineState.WITHDRAWN} else []

    assert told == codes(links.may_issue(a_request(line), line, moment_of(state)))


@pytest.mark.parametrize(
    "deadline, now, ends",
    [
        (DEADLINE, NOW, DEADLINE + LIFE),
        (DEADLINE, TOO_LATE, TOO_LATE + LIFE),
        (None, NOW, NOW + LIFE),
    ],
    ids=["before the deadline", "behind it", "without one"],
)
def test_a_link_lives_beyond_the_deadline_since_late_answers_are_kept(
    deadline: datetime | None, now: datetime, ends: datetime
) -> None:
    request = a_request() if deadline else without_deadline(a_request())

    assert ends == links.end_of_life(request, now, THE_SOURCES_REQUESTS.link_life)


@pytest.mark.parametrize("life", [timedelta(0), timedelta(hours=23), timedelta(days=367), timedelta.max])
def test_a_host_lets_links_live_from_a_day_to_a_year(life: timedelta) -> None:
    with pytest.raises(InvalidInput) as refusal:
        RequestPolicy(link_life=life)

    assert [("link_life", "span-out-of-range")] == problems(refusal.value)


def test_a_host_says_all_that_is_wrong_with_his_terms_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        RequestPolicy(most_recipients=0, most_documents=-1, document_cap=0)

    assert ["most_recipients", "most_documents", "document_cap"] == [path for path, _ in problems(refusal.value)]


def test_the_defaults_are_those_of_the_house() -> None:
    policy = RequestPolicy()

    assert (LIFE, 1_000, 20, 50 * 2**20) == (
        policy.link_life,
        policy.most_recipients,
        policy.most_documents,
        policy.document_cap,
    )
