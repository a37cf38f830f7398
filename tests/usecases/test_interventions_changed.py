"""Interventions are edited, postponed and cancelled while they are open; whoever is to come is told."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free
from tests.usecases.doubles import FailingStorage
from tests.usecases.town import CLOSED_ON, TODAY, Town

from registre_core import Actor, AdapterFailure, InvalidInput, NotFound, RuleViolation
from registre_core.interventions import Intervention, Period, Postponement, Recurrence, Status
from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.ports.storage import InterventionOrder
from registre_core.services.interventions import KEPT
from registre_core.signatures import SigningPolicy
from registre_core.testing.memory import MemoryStorage

YEARLY = Recurrence(1, Period.YEAR)
CONTACT = SignatoryRule((SignatoryRole.CONTACT,))
BOTH_SIDES = SignatoryRule((SignatoryRole.OPERATOR, SignatoryRole.CONTRACTOR))
IN_A_WEEK = TODAY + timedelta(days=7)


def recurring(town: Town, planned_on: date = TODAY) -> Intervention:
    """Plan a check that comes every year, and that the contact signs."""
    return town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="maintenance",
        planned_on=planned_on,
        contractors=[town.firm.id],
        contacts=[town.contact.id],
        recurrence=YEARLY,
        rule=CONTACT,
    )


def told(town: Town) -> list[tuple[str, str]]:
    """Tell what was queued, and about which day."""
    return [(notice.kind, str(notice.facts["planned_on"])) for notice in town.notices() if "type" in notice.facts]


def latest_kinds(town: Town, count: int) -> list[str]:
    return [entry.heading.kind for entry in town.entries()[-count:]]


def refusal(town: Town, *args: object, use_case: str, **more: object) -> list[str]:
    """Try it, see that nothing changed, and give the reasons."""
    before = town.kept()
    with pytest.raises(RuleViolation) as refused:
        getattr(town.registre.interventions, use_case)(town.mayor, *args, **more)
    assert before == town.kept()
    return [reason.code for reason in refused.value.reasons]


def test_it_is_planned_to_come_again_and_to_be_signed(town: Town) -> None:
    planned = recurring(town)

    assert (YEARLY, CONTACT, None) == (planned.recurrence, planned.rule, planned.follows)
    assert planned == town.registre.interventions.show(town.mayor, planned.id)


@pytest.mark.parametrize("contradictory, expected", [(False, ["signatories-not-allowed"]), (True, None)])
def test_both_sides_sign_together_only_where_the_host_says_so(
    town: Town, expected: list[str] | None, *, contradictory: bool
) -> None:
    here = town.with_ports(signing=SigningPolicy(contradictory=contradictory))
    asked = {"site": town.school.id, "type_code": "maintenance", "planned_on": TODAY, "rule": BOTH_SIDES}

    if expected is None:
        assert here.registre.interventions.edit(town.mayor, town.open.id, rule=BOTH_SIDES).rule == BOTH_SIDES
    else:
        assert expected == refusal(here, use_case="plan", **asked)
        assert expected == refusal(here, town.open.id, use_case="edit", rule=BOTH_SIDES)


def test_what_is_not_named_stays_as_it_is(town: Town) -> None:
    planned = recurring(town)
    edited = town.registre.interventions.edit(town.mayor, planned.id)

    assert evolve(planned, version=2) == edited
    again = town.registre.interventions.edit(town.mayor, planned.id, recurrence=KEPT, rule=KEPT)
    assert evolve(edited, version=3) == again


def test_who_takes_part_is_changed_each_once_and_who_is_new_is_told(town: Town) -> None:
    planned = recurring(town)
    keeper = town.registre.workspace.add_contact(town.mayor, name="Gardien", email="gardien@exemple.fr")
    edited = town.registre.interventions.edit(
        town.mayor, planned.id, contractors=[], contacts=[keeper.id, town.contact.id, keeper.id]
    )

    assert ((), (keeper.id, town.contact.id)) == (edited.contractors, edited.contacts)
    assert ["helene@exemple.fr", "gardien@exemple.fr"] == [notice.recipient for notice in town.notices()]
    assert "intervention-edited" == town.entries()[-1].heading.kind


def test_it_no_longer_recurs_and_nobody_in_particular_signs_it(town: Town) -> None:
    planned = recurring(town)
    edited = town.registre.interventions.edit(town.mayor, planned.id, recurrence=None, rule=None)

    assert (None, None) == (edited.recurrence, edited.rule)
    closed = town.registre.interventions.close(town.mayor, planned.id)
    assert (None, False) == (closed.followed_by, closed.ends_series)


@pytest.mark.parametrize("missing", ["contractor", "contact"])
def test_whoever_takes_part_now_must_be_there(town: Town, missing: str) -> None:
    stranger, before = town.clerk.id, town.kept()

    with pytest.raises(NotFound) as refused:
        town.registre.interventions.edit(
            town.mayor,
            town.open.id,
            contractors=[ContractorId(stranger)] if missing == "contractor" else None,
            contacts=[ContactId(stranger)] if missing == "contact" else None,
        )

    assert (f"{missing}-not-found", before) == (refused.value.code, town.kept())


def test_it_is_postponed_with_the_trace_of_the_day_that_was_given_up_and_its_contacts_are_told(town: Town) -> None:
    planned = recurring(town)
    later = town.registre.interventions.postpone(town.mayor, planned.id, to=IN_A_WEEK, reason="crue")

    assert (IN_A_WEEK, (Postponement(TODAY, "crue"),)) == (later.planned_on, later.postponements)
    assert [("intervention-planned", "2026-03-02"), ("intervention-postponed", "2026-03-09")] == told(town)
    assert ["intervention-postponed"] == latest_kinds(town, 1)


def test_each_time_it_is_postponed_its_contacts_are_told_also_of_a_day_they_were_told_of_before(town: Town) -> None:
    planned, postpone = recurring(town), town.registre.interventions.postpone
    for day in (IN_A_WEEK, TODAY, IN_A_WEEK):
        postpone(town.mayor, planned.id, to=day, reason="crue")

    days = [day for kind, day in told(town) if kind == "intervention-postponed"]
    assert ["2026-03-09", "2026-03-02", "2026-03-09"] == days


def test_what_is_postponed_is_overdue_from_its_new_day_on_and_reminded_of_anew(town: Town) -> None:
    debt_free(town)
    planned = recurring(town)
    town.clock.advance(timedelta(days=1))
    town.registre.nightly.run(Actor.operator())
    town.registre.interventions.postpone(town.mayor, planned.id, to=IN_A_WEEK, reason="crue")
    overdue = town.registre.interventions.page(town.mayor, status=Status.OVERDUE, contractor=town.firm.id)
    assert () == overdue.items

    town.clock.advance(timedelta(days=7))
    town.registre.nightly.run(Actor.operator())

    reminded = [day for kind, day in told(town) if kind == "intervention-overdue"]
    assert ["2026-03-02", "2026-03-09"] == reminded


@pytest.mark.parametrize(
    "to, expected", [(TODAY, ["same-day"]), (TODAY + timedelta(days=30), ["site-closed"])], ids=["same", "closed"]
)
def test_it_is_postponed_to_another_day_on_which_the_site_is_open(town: Town, to: date, expected: list[str]) -> None:
    town.registre.workspace.close_site(town.mayor, town.school.id, on=TODAY + timedelta(days=20))

    assert expected == refusal(town, town.open.id, use_case="postpone", to=to, reason="crue")


def test_a_cancelled_one_of_a_series_is_followed_by_the_next_counted_from_its_own_day(town: Town) -> None:
    planned = recurring(town, TODAY + timedelta(days=5))
    cancelled = town.registre.interventions.cancel(town.mayor, planned.id, reason="contrat résilié")
    assert cancelled.followed_by is not None
    coming = town.registre.interventions.show(town.mayor, cancelled.followed_by)

    assert (town.clock.now(), "contrat résilié") == (cancelled.cancelled_at, cancelled.cancellation)
    assert (date(2027, 3, 7), planned.id, YEARLY, CONTACT) == (
        coming.planned_on,
        coming.follows,
        coming.recurrence,
        coming.rule,
    )
    assert ["intervention-cancelled", "intervention-planned"] == latest_kinds(town, 2)
    expected = {
        ("intervention-planned", "2026-03-07"),
        ("intervention-planned", "2027-03-07"),
        ("intervention-cancelled", "2026-03-07"),
    }
    assert expected == set(told(town))


def test_a_series_ends_when_somebody_says_so(town: Town) -> None:
    planned = recurring(town)
    cancelled = town.registre.interventions.cancel(town.mayor, planned.id, reason="site vendu", series=True)

    assert cancelled.ends_series
    assert ["intervention-cancelled"] == latest_kinds(town, 1)


def test_what_was_cancelled_is_neither_overdue_nor_reminded_of(town: Town) -> None:
    debt_free(town)
    planned = recurring(town)
    town.registre.interventions.cancel(town.mayor, planned.id, reason="site vendu", series=True)
    town.registre.interventions.cancel(town.mayor, town.open.id, reason="site vendu")
    town.clock.advance(timedelta(days=9))

    town.registre.nightly.run(Actor.operator())
    assert "intervention-overdue" not in {notice.kind for notice in town.notices()}
    assert [planned.id] == [
        one.id
        for one in town.registre.interventions.page(town.mayor, status=Status.CANCELLED, contractor=town.firm.id).items
    ]


@pytest.mark.parametrize("use_case", ["postpone", "cancel"])
def test_nothing_is_given_up_without_a_reason(town: Town, use_case: str) -> None:
    more, before = {"to": IN_A_WEEK} if use_case == "postpone" else {}, town.kept()

    with pytest.raises(InvalidInput) as refused:
        getattr(town.registre.interventions, use_case)(town.mayor, town.open.id, reason=" ", **more)

    assert ("blank-text", before) == (refused.value.code, town.kept())


CHANGES: dict[str, dict[str, object]] = {
    "edit": {"contacts": []},
    "postpone": {"to": IN_A_WEEK, "reason": "crue"},
    "cancel": {"reason": "crue"},
    "close": {},
}


@pytest.mark.parametrize("use_case", CHANGES)
@pytest.mark.parametrize("how", ["closed", "cancelled"])
def test_what_is_over_takes_no_change(town: Town, use_case: str, how: str) -> None:
    if how == "cancelled":
        town.registre.interventions.cancel(town.mayor, town.open.id, reason="contrat résilié")
    else:
        town.registre.interventions.close(town.mayor, town.open.id)

    assert [f"intervention-{how}"] == refusal(town, town.open.id, use_case=use_case, **CHANGES[use_case])


@pytest.mark.parametrize("use_case", CHANGES)
@pytest.mark.parametrize("failing", ["register", "outbox", "commit"])
def test_a_change_its_notices_and_the_next_one_are_kept_together_or_not_at_all(
    town: Town, use_case: str, failing: str
) -> None:
    planned = recurring(town)
    town.registre.interventions.edit(town.mayor, planned.id, rule=None)
    keeper = town.registre.workspace.add_contact(town.mayor, name="Gardien", email="gardien@exemple.fr")
    crippled, before = town.on(FailingStorage(MemoryStorage(town.medium), failing)), town.kept()
    more = {**CHANGES[use_case], **({"contacts": [keeper.id]} if use_case == "edit" else {})}

    with pytest.raises(AdapterFailure):
        getattr(crippled.registre.interventions, use_case)(town.mayor, planned.id, **more)

    assert before == town.kept()


def test_what_recurs_is_planned_again_when_it_is_closed_counted_from_the_day_it_was_done(town: Town) -> None:
    planned = recurring(town, TODAY - timedelta(days=20))
    town.registre.interventions.edit(town.mayor, planned.id, rule=None)
    closed = town.registre.interventions.close(town.mayor, planned.id, done_on=date(2026, 2, 28))
    assert closed.followed_by is not None
    coming = town.registre.interventions.show(town.mayor, closed.followed_by)
    expected = Intervention(
        coming.id,
        town.school.id,
        "maintenance",
        date(2027, 2, 28),
        (town.firm.id,),
        (town.contact.id,),
        recurrence=YEARLY,
        follows=planned.id,
    )

    assert expected == coming
    assert ["intervention-closed", "intervention-planned"] == latest_kinds(town, 2)
    assert ("intervention-planned", "2027-02-28") == told(town)[-1]


def test_none_is_planned_for_a_day_on_which_the_site_is_closed_and_the_one_that_is_over_says_so(town: Town) -> None:
    planned = recurring(town)
    town.registre.interventions.edit(town.mayor, planned.id, rule=None)
    town.registre.workspace.close_site(town.mayor, town.school.id, on=date(2027, 3, 2))
    closed = town.registre.interventions.close(town.mayor, planned.id)

    assert (YEARLY, None, True) == (closed.recurrence, closed.followed_by, closed.ends_series)
    assert ["intervention-closed"] == latest_kinds(town, 1)


def test_who_was_erased_stays_in_what_he_took_part_in_and_is_not_called_to_what_is_to_come(town: Town) -> None:
    planned = recurring(town)
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)
    over = town.registre.interventions.cancel(town.mayor, planned.id, reason="crue")
    assert over.followed_by is not None

    assert (town.contact.id,) == over.contacts
    assert () == town.registre.interventions.show(town.mayor, over.followed_by).contacts


def test_the_last_one_before_the_site_closes_is_still_planned(town: Town) -> None:
    planned = recurring(town)
    town.registre.interventions.edit(town.mayor, planned.id, rule=None)
    town.registre.workspace.close_site(town.mayor, town.school.id, on=date(2027, 3, 3))

    assert town.registre.interventions.close(town.mayor, planned.id).followed_by is not None


def test_a_list_begins_with_what_is_overdue_longest_and_ends_with_what_is_over(town: Town) -> None:
    town.clock.advance(timedelta(days=2))
    older = recurring(town, CLOSED_ON)
    coming = recurring(town, IN_A_WEEK)
    listed = [one.id for one in town.registre.interventions.page(town.mayor).items]

    assert [older.id, town.open.id, coming.id] == listed[:3]
    assert {town.at_school.id, town.at_pool.id} == set(listed[3:])
    assert {order.value for order in InterventionOrder} >= {"urgent", "latest"}


@pytest.mark.parametrize(
    "asked, expected",
    [
        ({}, {"older", "coming", "open", "at_school", "at_pool"}),
        ({"site": "pool"}, {"at_pool"}),
        ({"site": "school", "contractor": "firm"}, {"older", "coming", "at_school"}),
        ({"from_day": TODAY}, {"coming", "open", "at_school", "at_pool"}),
        ({"until_day": TODAY}, {"older", "open", "at_school", "at_pool"}),
        ({"from_day": TODAY, "until_day": TODAY, "contractor": "firm"}, {"at_school", "at_pool"}),
        ({"status": Status.OVERDUE, "type_code": "maintenance"}, {"older"}),
        ({"from_day": IN_A_WEEK, "until_day": TODAY}, set()),
    ],
    ids=lambda value: str(sorted(value)) if isinstance(value, set) else str(value),
)
def test_a_list_is_narrowed_down_and_counted(town: Town, asked: dict[str, object], expected: set[str]) -> None:
    there = {
        "older": recurring(town, CLOSED_ON).id,
        "coming": recurring(town, IN_A_WEEK).id,
        **{name: getattr(town, name).id for name in ("open", "at_school", "at_pool")},
    }
    where = {
        key: getattr(town, str(value)).id if key in {"site", "contractor"} else value for key, value in asked.items()
    }
    page = town.registre.interventions.page(town.mayor, counted=True, **where)  # type: ignore[arg-type]

    assert {there[name] for name in expected} == {one.id for one in page.items}
    assert page.total is not None
    assert len(expected) == page.total.number


def test_on_a_site_that_is_not_his_nobody_finds_any_as_on_one_that_is_nowhere(town: Town) -> None:
    here = town.holder("interventions.consult", sites=[town.school.id])

    assert () == town.registre.interventions.page(here, site=town.pool.id).items
    assert 2 == len(town.registre.interventions.page(here, site=town.school.id).items)
