"""The night's work: who has something late is reminded, in one reminder, and of no thing too often."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.usecases.doubles import WatchedStorage
from tests.usecases.town import TODAY, Town

from registre_core import Actor, Forbidden, IntegrityBreach
from registre_core.ports.storage import Notice
from registre_core.services.nightly import Night

TOMORROW = TODAY + timedelta(days=1)
JOB = Actor.operator()


def plan(town: Town, planned_on: date) -> str:
    """Plan an intervention that the contact takes part in, and give what the key of its reminder begins with."""
    planned = town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="maintenance", planned_on=planned_on, contacts=[town.contact.id]
    )
    return f"intervention-overdue/{planned.id}"


def heads(town: Town) -> list[Notice]:
    return [notice for notice in town.notices() if notice.kind == "reminder"]


def parts(town: Town) -> list[Notice]:
    return [notice for notice in town.notices() if notice.kind == "intervention-overdue"]


def on_the_night_of(town: Town, day: date) -> Night:
    town.clock.set(datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC))
    return town.registre.nightly.run(JOB)


def test_nobody_is_told_on_the_day_itself(town: Town) -> None:
    plan(town, TODAY)

    assert Night(TODAY, 0, 0) == on_the_night_of(town, TODAY)
    assert [] == [*heads(town), *parts(town)]


def test_the_contacts_of_what_is_overdue_are_told_the_next_day(town: Town) -> None:
    key = plan(town, TODAY)

    assert Night(TOMORROW, 1, 1) == on_the_night_of(town, TOMORROW)
    [reminder], [part] = heads(town), parts(town)
    told = f"{key}/{TOMORROW}/{town.contact.id}"
    assert (f"reminder/{told}", told) == (reminder.key, part.key)
    assert {("helene@exemple.fr", None), ("helene@exemple.fr", reminder.id)} == {
        (one.recipient, one.rides) for one in (reminder, part)
    }
    assert {"count": 1, "on": "2026-03-03"} == reminder.facts
    assert {"planned_on": "2026-03-02", "type": "maintenance"} == part.facts


def test_the_same_night_again_tells_nobody_and_writes_nothing(town: Town) -> None:
    plan(town, TODAY)
    on_the_night_of(town, TOMORROW)
    before = town.kept()
    town.log.clear()

    assert Night(TOMORROW, 1, 0) == on_the_night_of(town, TOMORROW)
    assert before == town.kept()
    assert "commit" not in town.log


def test_any_number_of_missed_nights_is_caught_up(town: Town) -> None:
    keys = [plan(town, TODAY + timedelta(days=days)) for days in (0, 10, 39, 40)]

    on_the_night_of(town, TODAY + timedelta(days=40))

    assert keys[:3] == [part.key.rsplit("/", 2)[0] for part in parts(town)]
    [reminder] = heads(town)
    assert 3 == reminder.facts["count"]


def test_what_was_closed_in_time_is_no_longer_told_of(town: Town) -> None:
    plan(town, TODAY)
    for intervention in town.registre.interventions.page(town.mayor).items:
        if not intervention.is_closed:
            town.registre.interventions.close(town.mayor, intervention.id)

    assert Night(TOMORROW, 0, 0) == on_the_night_of(town, TOMORROW)


def test_more_than_one_page_of_overdue_interventions_is_told_of(town: Town) -> None:
    for _ in range(201):
        plan(town, TODAY)

    assert 1 == on_the_night_of(town, TOMORROW).notices
    assert 201 == len(parts(town))


def test_what_fails_in_one_workspace_does_not_hold_up_the_others(town: Town) -> None:
    plan(town, TODAY)
    broken = IntegrityBreach("storage-damaged", "a page of the file is damaged")

    class Damaged(WatchedStorage):
        def read(self, workspace):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # as its base
            if workspace == other.workspace.id:
                raise broken
            return super().read(workspace)

    other = town.registre.workspace.found(JOB, name="Rezé", administrator="Léa Maire")
    head_of_other = Actor.user(other.administrator.id, other.workspace.id, client=town.mayor.client)
    site = town.registre.workspace.add_site(
        head_of_other, name="Mairie", erp_type=town.school.erp_type, category=town.school.category
    )
    town.registre.interventions.plan(head_of_other, site=site.id, type_code="works", planned_on=TODAY)

    night = on_the_night_of(town.on(Damaged(town.storage.inner, [])), TOMORROW)

    assert (1, 1) == (night.workspaces, night.notices)
    assert [(other.workspace.id, broken)] == [(one.workspace, one.error) for one in night.troubles]


def test_it_is_the_operator_s_work(town: Town) -> None:
    with pytest.raises(Forbidden) as refused:
        town.registre.nightly.run(town.mayor)

    assert "operator-only" == refused.value.code
