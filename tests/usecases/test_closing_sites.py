"""Who closes a site sends nobody there any more; its register stays, and so does what everybody may."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.usecases.debts import debt_free
from tests.usecases.scenarios import AT_NIGHT, SCENARIOS, once_for_all_signers, recorded, somebody_who_may
from tests.usecases.town import CLOSED_ON, TODAY, Town, twin_of

from registre_core import NotFound, RuleViolation
from registre_core.access import ACTIONS
from registre_core.interventions import Intervention
from registre_core.kernel.facts import Section
from registre_core.kernel.identifiers import SiteId
from registre_core.workspace import Site

ENDED_BY_CLOSING = {"interventions.plan", "interventions.postpone", "requests.award", "workspace.close_site"}
RECURRING = {"interventions.cancel", "interventions.close"}
"""What plans the next one behind one that recurs: not for a day on which the site is closed."""


@pytest.fixture
def town(signed: Town) -> Town:
    return twin_of(signed, first_identifier=2_000)


def close(town: Town, *, on: date | None = None) -> Site:
    return town.registre.workspace.close_site(town.mayor, town.school.id, on=on)


def plan(town: Town, day: date, site: SiteId | None = None) -> Intervention:
    return town.registre.interventions.plan(town.mayor, site=site or town.school.id, type_code="works", planned_on=day)


def kinds_of_all(town: Town) -> Counter[str]:
    """Count the entries of all workspaces by their kind."""
    return Counter(entry.heading.kind for workspace in town.kept() for entry in town.entries(workspace))


def codes(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_a_site_is_closed_today_unless_said_otherwise(town: Town) -> None:
    shut = close(town)

    assert (TODAY, town.school.version + 1) == (shut.closed_on, shut.version)
    assert shut == town.registre.workspace.site(town.mayor, town.school.id)


def test_today_is_the_legal_day_in_france(town: Town) -> None:
    town.clock.set(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))

    assert date(2026, 3, 3) == close(town).closed_on


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_site_may_have_closed_before_or_be_about_to_close(town: Town, days: int) -> None:
    assert TODAY + timedelta(days) == close(town, on=TODAY + timedelta(days)).closed_on


def test_the_register_tells_from_which_day_a_site_was_closed_and_that_it_opened_again(town: Town) -> None:
    """A commission must see it: CCH R. 143-38 asks for its visit after more than ten months."""
    close(town, on=CLOSED_ON)
    town.registre.workspace.reopen_site(town.mayor, town.school.id)
    *_, shut, opened = town.registre.register.entries(town.mayor, section=Section.SAFETY, limit=200).items

    assert [("site-closed", "2026-02-01"), ("site-reopened", None)] == [
        (line.heading.kind, line.account.fact["site"]["closed_on"]) for line in (shut, opened)
    ]
    assert {(town.school.id, town.school.id)} == {
        (line.heading.subject_id, line.heading.site_id) for line in (shut, opened)
    }


def test_a_closed_site_opens_again_and_takes_interventions_as_before(town: Town) -> None:
    opened = town.registre.workspace.reopen_site(town.mayor, town.theatre.id)

    assert (None, town.theatre.version + 1) == (opened.closed_on, opened.version)
    assert TODAY == plan(town, TODAY, town.theatre.id).planned_on


def test_a_closing_that_was_announced_is_called_off(town: Town) -> None:
    close(town, on=TODAY + timedelta(days=30))

    assert None is town.registre.workspace.reopen_site(town.mayor, town.school.id).closed_on


def test_a_closed_site_is_not_closed_again_and_an_open_one_not_opened(town: Town) -> None:
    book, before = town.registre.workspace, town.kept()

    with pytest.raises(RuleViolation) as twice:
        book.close_site(town.mayor, town.theatre.id, on=TODAY)
    with pytest.raises(RuleViolation) as opened:
        book.reopen_site(town.mayor, town.school.id)

    assert [["site-closed"], ["site-open"]] == [codes(twice), codes(opened)]
    assert before == town.kept()


def test_nobody_is_sent_to_a_site_from_the_day_it_closes_on(town: Town) -> None:
    close(town, on=TODAY)
    before = town.kept()

    for day in (TODAY, TODAY + timedelta(days=400)):
        with pytest.raises(RuleViolation) as refusal:
            plan(town, day)
        assert ["site-closed"] == codes(refusal)
        assert {"closed_on": TODAY.isoformat()} == refusal.value.reasons[0].facts
    assert before == town.kept()


def test_what_comes_before_the_closing_is_planned_before_and_behind_it(town: Town) -> None:
    debt_free(town)
    close(town, on=TODAY + timedelta(days=30))
    before = TODAY + timedelta(days=29)
    assert before == plan(town, before).planned_on

    town.clock.set(datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert before == plan(town, before).planned_on


def test_who_does_not_work_on_a_closed_site_is_not_told_that_it_is_closed(town: Town) -> None:
    actor = town.holder("interventions.create", sites=[town.school.id])

    with pytest.raises(NotFound):
        town.registre.interventions.plan(actor, site=town.theatre.id, type_code="works", planned_on=TODAY)


@pytest.mark.parametrize("name", sorted(set(SCENARIOS) - ENDED_BY_CLOSING - {AT_NIGHT}))
def test_everything_else_goes_on_at_a_closed_site(town: Town, name: str) -> None:
    for site in (town.school, town.pool):
        town.registre.workspace.close_site(town.mayor, site.id, on=CLOSED_ON)

    actor = somebody_who_may(town, ACTIONS[name])
    before = kinds_of_all(town)

    SCENARIOS[name].do(town, actor)

    not_planned = Counter(["intervention-planned"] if name in RECURRING else [])
    told = once_for_all_signers((kinds_of_all(town) - before).elements())
    assert Counter(recorded(ACTIONS[name])) - not_planned == Counter(told)


@pytest.mark.parametrize("name", sorted(ENDED_BY_CLOSING))
def test_what_ends_with_the_closing_is_refused_for_that_and_nothing_else(town: Town, name: str) -> None:
    close(town)

    with pytest.raises(RuleViolation) as refusal:
        SCENARIOS[name].do(town, somebody_who_may(town, ACTIONS[name]))

    assert ["site-closed"] == codes(refusal)


def test_closing_and_opening_again_change_nobody_s_rights(town: Town) -> None:
    catalogue, check = town.registre.ports.catalogue, town.registre.rights.check
    caretaker = town.user(town.holder("sites.edit", "findings.create", sites=[town.school.id]).id)
    people = [caretaker, town.user(town.mayor.id), town.clerk]

    def all_that_they_may() -> list[object]:
        sites = (town.school.id, town.pool.id, town.theatre.id)
        told = [
            check(town.mayor, user.id, right, site=site)
            for user in people
            for right in sorted(catalogue.every)
            for site in sites
        ]
        return [*told, [town.user(user.id) for user in people], town.registre.rights.profiles(town.mayor)]

    before = all_that_they_may()
    close(town)
    assert before == all_that_they_may()
    town.registre.workspace.reopen_site(town.mayor, town.school.id)
    assert before == all_that_they_may()
