"""What goes out tells of things as they stand then: nothing of what is over, and names as they are."""

from datetime import timedelta
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.briefing import briefed, is_moot, letter_of, made, told
from tests.usecases.hot_work import NOW
from tests.usecases.telling import subscribed
from tests.usecases.test_watch_reminders import alone, reminded
from tests.usecases.town import TODAY, Town
from tests.usecases.watching import MINUTE, look, unwatched, watcher

from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import NoticeId
from registre_core.ports.storage import Fate, Notice
from registre_core.services.deliveries.briefing import brief

LATER = TODAY + timedelta(days=9)


@pytest.fixture
def town(town: Town) -> Town:
    """Let a machine be told of everything, so that nothing goes untold for want of an address."""
    subscribed(town)
    return town


def plan(town: Town) -> Intervention:
    return town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="maintenance",
        planned_on=TODAY,
        contractors=[town.firm.id],
        contacts=[town.contact.id],
    )


def test_a_planned_intervention_is_told_with_its_place_and_its_firms(town: Town) -> None:
    one = plan(town)
    letter = letter_of(town, "intervention-planned")

    assert (town.school.name, "Maintenance", one.id) == (letter.site, letter.subject, letter.subject_id)
    assert town.firm.name == letter.facts["contractors"]
    assert (town.school.address or None) == letter.facts["address"]


def test_a_name_is_the_one_it_has_when_the_mail_goes_out(town: Town) -> None:
    plan(town)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.sites.save(evolve(tx.sites.get(town.school.id), name="École Simone-Veil"))
        tx.commit()

    assert "École Simone-Veil" == letter_of(town, "intervention-planned").site


def test_a_day_that_was_given_up_is_told_by_the_notice_of_the_new_one_alone(town: Town) -> None:
    one = plan(town)
    planned = told(town, "intervention-planned")
    town.registre.interventions.postpone(town.mayor, one.id, to=LATER, reason="Bureau de vote")

    assert is_moot(town, planned)
    facts = letter_of(town, "intervention-postponed").facts
    assert (f"{TODAY}", f"{LATER}", "Bureau de vote") == (facts["before_on"], facts["planned_on"], facts["reason"])


def test_what_was_cancelled_is_told_as_such_alone(town: Town) -> None:
    one = plan(town)
    town.registre.interventions.postpone(town.mayor, one.id, to=LATER, reason="Bureau de vote")
    town.registre.interventions.cancel(town.mayor, one.id, reason="Local désaffecté")

    assert is_moot(town, told(town, "intervention-postponed"))
    assert "Local désaffecté" == letter_of(town, "intervention-cancelled").facts["reason"]


def overdue(town: Town, one: Intervention) -> Notice:
    facts = {"planned_on": one.planned_on.isoformat(), "type": one.type_code}
    return made(town, "intervention-overdue", "intervention", one.id, **facts)


def test_nobody_is_reminded_of_what_was_done_or_put_off_since(town: Town) -> None:
    one = plan(town)
    late, done = overdue(town, one), overdue(town, town.at_school)
    assert briefed(town, late) is not None
    assert is_moot(town, done)

    town.registre.interventions.postpone(town.mayor, one.id, to=LATER, reason="Bureau de vote")
    assert is_moot(town, late)


def test_a_reminder_gathers_what_is_left_and_none_goes_out_for_nothing(town: Town) -> None:
    left, done = overdue(town, plan(town)), overdue(town, town.at_school)
    head = made(town, "reminder", "recipient", town.contact.id, count=2, on=TODAY.isoformat())

    letter = briefed(town, head, left, done)
    assert letter is not None
    assert (1, [left.subject_id]) == (letter.facts["count"], [part.subject_id for part in letter.parts])
    assert briefed(town, head, done) is None


def test_what_is_gone_for_good_is_told_to_nobody(town: Town) -> None:
    gone = made(
        town, "intervention-planned", "intervention", UUID(int=5), planned_on=TODAY.isoformat(), type="maintenance"
    )

    assert is_moot(town, gone)


def test_a_round_is_told_until_it_is_made_also_when_its_time_has_passed(town: Town) -> None:
    alone(town)
    reminded(town, NOW + 46 * MINUTE)
    missed = told(town, "round-missed")
    assert briefed(town, missed) is not None
    assert unwatched(town).place == letter_of(town, "round-missed").subject

    look(town, watcher(town), 30)
    assert is_moot(town, missed)


def test_a_round_that_is_told_of_behind_its_window_is_not_told_as_one_that_is_still_in_time(town: Town) -> None:
    alone(town)
    reminded(town, NOW + 25 * MINUTE)
    due, shuts = told(town, "round-due"), NOW + 45 * MINUTE

    in_time, too_late = briefed(town, due, at=shuts), briefed(town, due, at=shuts + MINUTE)
    assert in_time is not None
    assert too_late is not None
    assert (None, shuts.isoformat()) == (in_time.facts["missed_since"], too_late.facts["missed_since"])


def test_a_round_of_an_end_of_work_that_counts_no_more_is_not_told(town: Town) -> None:
    alone(town)
    reminded(town, NOW + 25 * MINUTE)
    due = told(town, "round-due")
    with town.storage.inner.begin(town.workspace) as tx:
        tx.permits.save(evolve(tx.permits.get(unwatched(town).id), work_ended_at=NOW + 20 * MINUTE))
        tx.commit()

    assert is_moot(town, due)


def test_stopped_work_is_told_until_it_goes_on(town: Town) -> None:
    permit = town.permits["active"]
    town.registre.permits.suspend(town.mayor, permit.id, reason="Odeur de gaz")
    letter = letter_of(town, "permit-suspended")
    assert (permit.place, "Odeur de gaz") == (letter.subject, letter.facts["reason"])

    town.registre.permits.resume(town.mayor, permit.id)
    assert is_moot(town, told(town, "permit-suspended"))


def test_a_finding_is_told_as_late_until_it_is_settled_or_given_more_time(town: Town) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        late = tx.findings.save(evolve(tx.findings.get(town.finding.id), due_on=TODAY, place="Hall"))
        tx.commit()
    facts = {"due_on": TODAY.isoformat(), "kind": late.kind.value, "severity": late.severity.value}
    notice = made(town, "finding-overdue", "finding", late.id, **facts)
    letter = briefed(town, notice)
    assert letter is not None
    assert (late.text, "Hall") == (letter.subject, letter.facts["place"])

    with town.storage.inner.begin(town.workspace) as tx:
        tx.findings.save(evolve(late, due_on=LATER))
        tx.commit()
    assert is_moot(town, notice)


@pytest.mark.parametrize("fate", [Fate.DELIVERED, Fate.MOOT])
def test_what_did_not_arrive_is_told_with_its_address_until_it_has_or_is_over(town: Town, fate: Fate) -> None:
    plan(town)
    lost = told(town, "intervention-planned")
    notice = made(
        town, "notice-undeliverable", "notice", lost.id, notice=str(lost.id), kind=lost.kind, failure="delivery-refused"
    )
    letter = briefed(town, notice)
    assert letter is not None
    assert lost.recipient == letter.facts["recipient"]

    settle(town, lost, fate)
    assert is_moot(town, notice)


def settle(town: Town, lost: Notice, fate: Fate) -> None:
    now = town.clock.now()
    with town.storage.inner.operate() as door:
        for claim in door.claim(by=UUID(int=9), at=now, lease=timedelta(minutes=5), limit=200):
            if lost.id in {NoticeId(one.id) for one in claim.notices}:
                for one in claim.notices:
                    door.settle(claim, one, fate, at=now)
                    if one.id == lost.id:
                        return


def test_a_topic_of_somebody_else_goes_out_as_it_was_queued(town: Town) -> None:
    with town.storage.inner.read(town.workspace) as tx:
        letter = brief(tx, made(town, "weather-changed", "site", town.school.id, wind=9), at=town.clock.now())
    assert letter is not None
    assert (None, {"wind": 9}) == (letter.site, dict(letter.facts))
