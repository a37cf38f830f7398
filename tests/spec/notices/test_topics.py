"""The table «who is told what»: what each row says, and what of it can be left out."""

from datetime import time

import pytest

from registre_core import InvalidInput
from registre_core.access import ACTIONS
from registre_core.kernel.reasons import Mark
from registre_core.notices import (
    REMINDED,
    SAFETY,
    TOPICS,
    Form,
    NoticeSettings,
    Promise,
    Topic,
    broken_promises,
    may_leave_out,
    unknown_topics,
)
from registre_core.notices.entities import LONGEST_SPAN

UNIQUE = "019ac0de-0000-7000-8000-000000000001"


def test_a_row_stands_under_its_own_kind() -> None:
    assert list(TOPICS) == [topic.kind for topic in TOPICS.values()]


def test_no_two_rows_read_alike() -> None:
    labels = [topic.label for topic in TOPICS.values()]

    assert sorted(set(labels)) == sorted(labels)


def test_whatever_is_queued_has_its_row() -> None:
    assert {kind for action in ACTIONS.values() for kind in action.queues} <= set(TOPICS)


def test_safety_is_a_round_of_the_watch_work_that_is_stopped_and_that_nobody_could_be_told_of_either() -> None:
    assert {"round-due", "round-missed", "permit-suspended", "notice-undeliverable"} == SAFETY


def test_what_concerns_safety_waits_for_no_night() -> None:
    assert SAFETY.isdisjoint(REMINDED)


def test_what_the_night_gathers_is_late_or_waited_for() -> None:
    assert ("intervention-overdue", "signature-reminder", "finding-overdue") == REMINDED


@pytest.mark.parametrize("topic", [TOPICS[kind] for kind in sorted(SAFETY)], ids=sorted(SAFETY))
def test_no_topic_of_safety_rests_on_what_nobody_verified(topic: Topic) -> None:
    assert topic.source.mark is not Mark.UNVERIFIED


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_no_topic_promises_the_name_or_the_address_of_a_person(topic: Topic) -> None:
    assert {"name", "email", "recipient", "person", "secret"}.isdisjoint(topic.facts)


@pytest.mark.parametrize(
    "form, right, wrong",
    [
        (Form.DATE, "2026-03-02", "02/03/2026"),
        (Form.INSTANT, "2026-03-02T09:15:00+00:00", "2026-03-02T09:15:00"),
        (Form.MINUTES, 30, "30"),
        (Form.CENTS, 12_50, 12.5),
        (Form.COUNT, 0, -1),
        (Form.COUNT, 1, True),
        (Form.CODE, "maintenance", "visite annuelle"),
        (Form.ID, UNIQUE, "17"),
        (Form.DIGEST, "a3" * 32, "a3"),
        (Form.TEXT, "Local « chaufferie »", "  "),
        (Form.TEXT, "oui", None),
    ],
)
def test_a_fact_is_written_in_one_form(form: Form, right: object, wrong: object) -> None:
    assert [True, False] == [form.is_met_by(value) for value in (right, wrong)]  # type: ignore[arg-type]  # on purpose


def test_nothing_is_said_only_where_that_was_promised() -> None:
    kept = [Promise(Form.DATE, may_lack=may).is_kept_by(None) for may in (True, False)]

    assert [True, False] == kept


def test_facts_that_lack_that_nobody_promised_or_that_read_otherwise_are_named() -> None:
    promised = {"a": Promise(Form.DATE), "b": Promise(Form.COUNT), "d": Promise(Form.TEXT)}

    assert ["a", "b", "c"] == list(broken_promises(promised, {"b": "one", "c": 1, "d": "here"}))


def test_all_kinds_that_are_unknown_are_named_at_once() -> None:
    found = list(unknown_topics("off", {"reminder", "weather", "football"}))

    assert [("off", "unknown-topic", {"kind": kind}) for kind in ("football", "weather")] == [
        (one.path, one.code, one.facts) for one in found
    ]


def test_all_kinds_of_safety_are_named_at_once_each_with_what_asks_for_it() -> None:
    verdict = may_leave_out({"round-due", "permit-suspended", "reminder"})

    assert [("safety-notice", "permit-suspended"), ("safety-notice", "round-due")] == [
        (reason.code, reason.facts["kind"]) for reason in verdict.reasons
    ]
    assert TOPICS["round-due"].source == verdict.reasons[1].source


def test_what_does_not_concern_safety_may_be_left_out() -> None:
    assert may_leave_out(set(TOPICS) - SAFETY)


@pytest.mark.parametrize(
    "settled, code",
    [
        ({"remind_again_after": 0}, "number-too-small"),
        ({"remind_again_after": LONGEST_SPAN + 1}, "number-too-large"),
        ({"quiet_from": time(22)}, "quiet-hours-half-set"),
        ({"quiet_until": time(7)}, "quiet-hours-half-set"),
        ({"reply_to": "mairie"}, "malformed-text"),
    ],
)
def test_what_cannot_be_settled_is_refused(settled: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        NoticeSettings(**settled)  # type: ignore[arg-type]  # on purpose

    assert [code] == [problem.code for problem in refusal.value.problems]
