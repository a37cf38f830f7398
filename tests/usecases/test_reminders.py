"""One reminder rather than three: who is reminded of what is late, how often, and who is when nobody is named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free
from tests.usecases.signing import CONTACT, CONTRACTOR, asked, of_contact, of_user, sign
from tests.usecases.telling import HELENE, MACHINE, muted, reachable, settled, subscribed, told
from tests.usecases.town import TODAY, Town

from registre_core import Actor
from registre_core.findings import Finding
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRule
from registre_core.notices import REMINDED, TOPICS, broken_promises
from registre_core.ports.storage import Notice
from registre_core.testing.building import a_visit
from registre_core.testing.correcting import a_prescription, an_anomaly

YESTERDAY = TODAY - timedelta(days=1)
CHIEF = "chef@exemple.fr"


@pytest.fixture
def town(town: Town) -> Town:
    """Leave nothing late in the town but what a test lets be late."""
    debt_free(town)
    with town.storage.inner.begin(town.workspace) as tx:
        for one in tx.interventions.page(limit=200).items:
            if one.is_open:
                tx.interventions.save(evolve(one, planned_on=TODAY + timedelta(days=300)))
        tx.commit()
    return town


def night(town: Town, days: int = 0) -> int:
    """Let the night's work be done so many days after today, and tell how many notices are new."""
    on = TODAY + timedelta(days=days)
    town.clock.set(datetime(on.year, on.month, on.day, 1, 30, tzinfo=UTC))
    return town.registre.nightly.run(Actor.operator()).notices


def late_visit(town: Town, *, is_met: bool = True, planned_on: date = YESTERDAY) -> None:
    contacts = [town.contact.id] if is_met else []
    town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="maintenance", planned_on=planned_on, contacts=contacts
    )


def late_finding(town: Town, responsible: PersonKey | None = None, *, due_on: date = YESTERDAY) -> Finding:
    with town.storage.inner.begin(town.workspace) as tx:
        found = an_anomaly(
            town.school, created_by=town.finding.created_by, due_on=due_on, responsible=responsible, text="Porte calée"
        )
        tx.findings.add(found)
        tx.commit()
    return found


def the_contact(town: Town) -> PersonKey:
    return PersonKey(PersonKind.CONTACT, town.contact.id)


def chief_who_may(town: Town, *rights: str) -> PersonKey:
    return reachable(town, town.holder(*rights, name="Chef Sécurité"), CHIEF)


def reminders(town: Town) -> list[tuple[str, list[str]]]:
    """Tell who got a reminder, and of what kinds of things."""
    every = town.notices()
    return [
        (head.recipient, [one.kind for one in every if one.rides == head.id])
        for head in every
        if head.kind == "reminder"
    ]


def parts(town: Town) -> list[Notice]:
    return [one for one in town.notices() if one.kind in REMINDED]


def test_three_late_things_of_one_person_are_one_reminder(town: Town) -> None:
    late_visit(town)
    late_visit(town)
    late_finding(town, the_contact(town))

    assert 1 == night(town)
    assert [(HELENE, ["intervention-overdue", "intervention-overdue", "finding-overdue"])] == reminders(town)


def test_whatever_a_reminder_gathers_says_what_was_promised(town: Town) -> None:
    asked(town, of_contact(town))
    late_visit(town)
    late_finding(town, the_contact(town))
    night(town, 8)

    assert set(REMINDED) == {one.kind for one in parts(town)}
    every = [*parts(town), *told(town, "reminder")]
    assert [] == [(one.kind, name) for one in every for name in broken_promises(TOPICS[one.kind].facts, one.facts)]


def test_each_is_reminded_of_his_own(town: Town) -> None:
    late_visit(town)
    late_finding(town, chief_who_may(town))

    assert 2 == night(town)
    assert [(HELENE, ["intervention-overdue"]), (CHIEF, ["finding-overdue"])] == reminders(town)


def test_of_one_thing_nobody_is_reminded_again_before_the_span_has_passed(town: Town) -> None:
    late_visit(town)

    assert [1, 0, 0, 1, 0] == [night(town, days) for days in (0, 1, 6, 7, 13)]


def test_what_became_late_since_is_told_at_once_and_what_was_told_is_not_repeated(town: Town) -> None:
    late_visit(town)
    late_visit(town, planned_on=TODAY + timedelta(days=1))
    night(town)
    night(town, 2)

    assert [(HELENE, ["intervention-overdue"]), (HELENE, ["intervention-overdue"])] == reminders(town)
    assert 2 == len({one.subject_id for one in parts(town)})


def test_what_became_late_behind_the_nights_work_is_another_reminder_of_the_same_day(town: Town) -> None:
    late_visit(town)
    night(town)
    late_finding(town, the_contact(town))

    assert 1 == night(town)
    assert [(HELENE, ["intervention-overdue"]), (HELENE, ["finding-overdue"])] == reminders(town)


def test_nights_that_were_missed_are_caught_up_by_one(town: Town) -> None:
    late_visit(town)
    night(town)

    assert [1, 0, 1] == [night(town, days) for days in (20, 26, 27)]


@pytest.mark.parametrize("again, expected", [(1, [1, 1]), (3, [0, 1]), (30, [0, 0])])
def test_the_span_is_what_the_workspace_has_settled_by_then(town: Town, again: int, expected: list[int]) -> None:
    late_visit(town)
    night(town)
    settled(town, again=again)

    assert expected == [night(town, days) for days in (1, 3)]


def test_what_is_muted_or_off_is_left_out_of_the_reminder_and_the_rest_is_told(town: Town) -> None:
    late_visit(town)
    late_finding(town, the_contact(town))
    muted(town, "intervention-overdue")
    night(town)
    settled(town, ["finding-overdue"])
    muted(town)
    night(town, 8)

    assert [(HELENE, ["finding-overdue"]), (HELENE, ["intervention-overdue"])] == reminders(town)


@pytest.mark.parametrize("way", ["off", "muted"])
def test_who_wants_no_reminders_gets_none_and_a_machine_is_told_of_each_thing(town: Town, way: str) -> None:
    late_visit(town)
    late_visit(town)
    subscribed(town, "intervention-overdue")
    if way == "off":
        settled(town, ["reminder"])
    else:
        muted(town, "reminder")

    assert [2, 0, 2] == [night(town, days) for days in (0, 6, 7)]
    assert {(MACHINE, None)} == {(one.recipient, one.rides) for one in parts(town)}


def test_two_persons_at_one_address_are_reminded_once(town: Town) -> None:
    other = town.registre.workspace.add_contact(town.mayor, name="Adjointe", email=HELENE)
    town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="maintenance",
        planned_on=YESTERDAY,
        contacts=[town.contact.id, other.id],
    )

    assert [1, 0] == [night(town), night(town, 1)]
    assert [(HELENE, ["intervention-overdue"])] == reminders(town)


def test_where_no_contact_can_be_reached_whoever_may_close_it_is_reminded(town: Town) -> None:
    chief_who_may(town, "interventions.close")
    late_visit(town, is_met=False)
    night(town)

    assert [(CHIEF, ["intervention-overdue"])] == reminders(town)


@pytest.mark.parametrize("responsible", ["nobody", "somebody without an address", "an account that left"])
def test_where_nobody_who_answers_for_it_can_be_reached_whoever_may_clear_it_is_reminded(
    town: Town, responsible: str
) -> None:
    chief_who_may(town, "findings.clear")
    person = None if responsible == "nobody" else reachable(town, town.somebody(active=responsible[0] == "s"), None)
    late_finding(town, person)
    night(town)

    assert [(CHIEF, ["finding-overdue"])] == reminders(town)


def test_a_prescription_is_cleared_by_other_people(town: Town) -> None:
    chief_who_may(town, "findings.clear")
    with town.storage.inner.begin(town.workspace) as tx:
        visit = tx.visits.add(a_visit(town.school))
        tx.findings.add(a_prescription(visit, created_by=town.finding.created_by, passage=None, due_on=YESTERDAY))
        tx.commit()

    assert 0 == night(town)
    chief_who_may(town, "prescriptions.clear")
    assert 1 == night(town, 1)


def test_a_finding_is_in_time_on_its_last_day_and_never_late_once_it_is_settled(town: Town) -> None:
    late_finding(town, the_contact(town), due_on=TODAY)

    assert [0, 1] == [night(town), night(town, 1)]


def test_whoever_was_asked_to_sign_is_reminded_once_the_span_has_passed_since(town: Town) -> None:
    asked(town, of_contact(town))

    assert [0, 1, 0] == [night(town, days) for days in (6, 8, 9)]
    assert [(HELENE, ["signature-reminder"])] == reminders(town)


def test_nobody_is_reminded_of_a_signature_before_it_is_his_turn(town: Town) -> None:
    (first, _) = asked(
        town,
        of_user(town.mayor, CONTRACTOR),
        of_contact(town),
        rule=SignatoryRule((CONTRACTOR, CONTACT), in_order=True),
    )
    assert 0 == night(town, 8)
    sign(town, town.mayor, first.id)

    assert [0, 1] == [night(town, days) for days in (14, 16)]


def test_who_has_signed_is_reminded_no_more(town: Town) -> None:
    first, _ = asked(town, of_contact(town), of_user(town.mayor))
    sign(town, town.mayor, first.id)

    assert 0 == night(town, 8)


def test_nobody_is_reminded_of_what_he_can_no_longer_sign(town: Town) -> None:
    asked(town, of_contact(town))

    assert 0 == night(town, 40)


def test_who_answers_for_a_finding_and_works_on_its_site_no_more_is_told_nothing_of_it(town: Town) -> None:
    """Others are, who may correct it: what is late is somebody's."""
    former = reachable(town, town.holder("findings.clear", name="Ancien chef", sites=()), HELENE)
    chief_who_may(town, "findings.clear")
    late_finding(town, former)
    night(town)

    assert [(CHIEF, ["finding-overdue"])] == reminders(town)
