"""Whoever is to look at the place again is told in time, and when he did not: once, and nobody else (S9)."""

from datetime import datetime
from typing import NoReturn

import pytest
from attrs import evolve
from tests.usecases.hot_work import HOUR, NOW
from tests.usecases.town import Town
from tests.usecases.watching import MINUTE, look, unwatched, watcher

from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.testing.builders import a_user


def told(town: Town) -> list[tuple[str, object, str]]:
    return [(one.kind, one.facts["round"], one.recipient) for one in town.notices() if one.subject_kind == "permit"]


def reminded(town: Town, at: datetime = NOW) -> int:
    town.clock.set(at)
    return town.registre.permits.remind(town.operator).notices


def alone(town: Town) -> Town:
    """Leave one watch that lacks rounds, with somebody who answers for the site."""
    chief = a_user(name="Chef Sécurité", email="chef@exemple.fr")
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.add(chief)
        closing = tx.permits.get(town.permits["closing"].id)
        tx.permits.save(evolve(closing, watch=None, rounds=()))
        found = tx.permits.get(unwatched(town).id)
        tx.permits.save(evolve(found, operator_people=(PersonKey(PersonKind.USER, chief.id),), work_ended_at=NOW))
        tx.commit()
    return town


BOTH = ("helene@exemple.fr", "chef@exemple.fr")


def test_the_watcher_and_those_who_answer_for_the_site_are_told_when_a_round_is_due_and_when_it_was_missed(
    town: Town,
) -> None:
    alone(town)

    assert [0, 2, 0, 0, 2, 2] == [reminded(town, NOW + one * MINUTE) for one in (24, 25, 30, 45, 46, 55)]
    assert [(kind, minutes, one) for kind, minutes in DUE_AND_MISSED for one in BOTH] == told(town)


DUE_AND_MISSED = (("round-due", 30), ("round-missed", 30), ("round-due", 60))


def test_a_minute_in_which_nothing_is_new_begins_no_change(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(town)
    assert 2 == reminded(town, NOW + 46 * MINUTE)
    monkeypatch.setattr(type(town.storage.inner), "begin", no_change)

    answer = town.registre.permits.remind(town.operator)

    assert (1, 0, ()) == (answer.workspaces, answer.notices, answer.troubles)


def no_change(*_: object) -> NoReturn:
    raise AssertionError


def test_whoever_was_not_reminded_for_hours_is_told_what_was_missed(town: Town) -> None:
    alone(town)

    assert (6, 0) == (reminded(town, NOW + 5 * HOUR), reminded(town, NOW + 6 * HOUR))
    assert {"round-missed"} == {kind for kind, _, _ in told(town)}


def test_a_round_that_was_made_is_not_told(town: Town) -> None:
    alone(town)
    town.clock.set(NOW + 25 * MINUTE)
    look(town, watcher(town), 30)

    assert 0 == reminded(town, NOW + 46 * MINUTE)


def test_an_end_of_work_that_is_declared_later_counts_anew(town: Town) -> None:
    alone(town)
    with town.storage.inner.begin(town.workspace) as tx:
        found = tx.permits.get(unwatched(town).id)
        tx.permits.save(evolve(found, work_ended_at=None, valid_until=NOW))
        tx.commit()
    first = reminded(town, NOW + 30 * MINUTE)
    town.registre.permits.end_work(town.mayor, unwatched(town).id, ended_at=NOW + 20 * MINUTE)

    assert (2, 0, 2) == (first, reminded(town, NOW + 30 * MINUTE), reminded(town, NOW + 45 * MINUTE))


def test_a_notice_says_which_round_where_and_until_when(town: Town) -> None:
    alone(town)
    reminded(town, NOW + 25 * MINUTE)

    (first, _) = (one for one in town.notices() if one.kind == "round-due")
    assert {
        "round": 30,
        "due_at": (NOW + 30 * MINUTE).isoformat(),
        "shuts_at": (NOW + 45 * MINUTE).isoformat(),
        "place": unwatched(town).place,
    } == first.facts


def test_nobody_is_told_at_an_address_that_is_gone(town: Town) -> None:
    alone(town)
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)

    assert (1, [("round-due", 30, "chef@exemple.fr")]) == (reminded(town, NOW + 25 * MINUTE), told(town))


def test_nobody_waits_for_rounds_of_a_permit_that_ended(town: Town) -> None:
    alone(town)
    answer = town.registre.permits.remind(town.operator)

    assert (1, 0, ()) == (answer.workspaces, answer.notices, answer.troubles)
    with town.storage.inner.begin(town.workspace) as tx:
        found = tx.permits.get(unwatched(town).id)
        tx.permits.save(evolve(found, watch=None))
        tx.commit()
    assert 0 == town.registre.permits.remind(town.operator).workspaces
