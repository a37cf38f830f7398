"""Those chosen come for one and the same intervention (S5, S6); the rest is told once."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.asking import COMES, IN_TEN_DAYS, QUOTE, answered, quoted, sent
from tests.usecases.signing import kinds_since
from tests.usecases.town import TODAY, Town

from registre_core import InvalidInput, NotFound, RuleViolation
from registre_core.findings import Move, State
from registre_core.kernel.identifiers import LineId
from registre_core.requests import LineState, WorkRequest
from registre_core.services.requests import Awarded


def award(town: Town, request: WorkRequest, *lines: int, **more: object) -> Awarded:
    chosen = [request.lines[line].id for line in lines]
    return town.registre.requests.award(town.mayor, request.id, chosen, **more)  # type: ignore[arg-type]


def told(town: Town, kind: str) -> list[str]:
    return [notice.recipient for notice in town.notices() if notice.kind == kind]


def states(town: Town, request: WorkRequest) -> list[LineState]:
    return [line.state for line in town.registre.requests.show(town.mayor, request.id).lines]


def test_those_chosen_share_one_and_the_same_intervention(town: Town) -> None:
    request, before = answered(town), town.entries()

    done = award(town, request, 0, 1)

    (shared,) = done.interventions
    assert ({town.firm.id}, 2, IN_TEN_DAYS, "after-sales") == (
        set(shared.contractors),
        len(shared.contacts),
        shared.planned_on,
        shared.type_code,
    )
    assert {shared.id} == {line.intervention_id for line in done.request.lines} | {done.request.intervention_id}
    assert ["request-awarded", "intervention-planned", "finding-planned"] == kinds_since(town, before)
    assert (["helene@exemple.fr", "luc@exemple.fr"], []) == (
        told(town, "request-awarded"),
        told(town, "request-not-awarded"),
    )


def test_what_the_request_is_about_is_planned_for_the_intervention(town: Town) -> None:
    (shared,) = award(town, answered(town), 0).interventions
    found = town.registre.findings.show(town.mayor, town.finding.id)

    step = found.steps[-1]
    assert (State.PLANNED, Move.PLANNED, shared.id, IN_TEN_DAYS, town.mayor.id) == (
        found.state,
        step.move,
        step.intervention_id,
        step.due_on,
        step.by,
    )


def test_what_was_cleared_meanwhile_is_left_alone(town: Town) -> None:
    request = answered(town)
    town.registre.findings.clear(town.mayor, town.finding.id, proofs=[town.photo])
    before = town.entries()

    award(town, request, 0)

    assert ["request-awarded", "intervention-planned"] == kinds_since(town, before)


def test_whoever_is_chosen_later_joins_the_others(town: Town) -> None:
    request = answered(town)
    (first,) = award(town, request, 0, tell_rest=False).interventions
    before = town.entries()

    (both,) = award(town, request, 1).interventions

    assert first.id == both.id
    assert (1, 2) == (len(first.contacts), len(both.contacts))
    assert ["request-awarded", "intervention-edited"] == kinds_since(town, before)


def test_whoever_is_chosen_once_that_is_over_comes_for_another(town: Town) -> None:
    request = answered(town)
    (first,) = award(town, request, 0, tell_rest=False).interventions
    town.registre.interventions.cancel(town.mayor, first.id, reason="faillite")

    done = award(town, request, 1)

    assert first.id != done.interventions[0].id == done.request.intervention_id
    assert [first.id, done.interventions[0].id] == [line.intervention_id for line in done.request.lines]


def test_whoever_joins_comes_on_the_day_of_the_others(town: Town) -> None:
    request = answered(town)
    award(town, request, 0, tell_rest=False)

    with pytest.raises(RuleViolation) as refusal:
        award(town, request, 1, planned_on=TODAY)

    assert "planned-already" == refusal.value.code
    assert award(town, request, 1, planned_on=IN_TEN_DAYS).interventions


def test_splitting_is_the_option(town: Town) -> None:
    done = award(town, answered(town), 0, 1, split=True)

    first, second = done.interventions
    assert first.id != second.id
    assert [first.id, second.id] == [line.intervention_id for line in done.request.lines]
    assert ((town.firm.id,), ()) == (first.contractors, second.contractors)
    assert done.request.intervention_id is None


def test_a_request_may_say_beforehand_that_it_is_split(town: Town) -> None:
    request = answered(town, is_split=True)

    assert 2 == len(award(town, request, 0, 1).interventions)


def test_what_is_split_may_be_on_two_days(town: Town) -> None:
    request = sent(town)
    for place, line in enumerate(request.lines):
        reply = evolve(COMES, proposed_on=TODAY + timedelta(days=place))
        town.registre.requests.record_answer(town.mayor, request.id, line.id, reply)

    with pytest.raises(InvalidInput) as refusal:
        award(town, request, 0, 1)
    assert "planned-day-missing" == refusal.value.code
    done = award(town, request, 0, 1, split=True)
    assert [TODAY, TODAY + timedelta(days=1)] == [one.planned_on for one in done.interventions]


def test_the_rest_is_told_once_and_never_anybody_who_was_chosen(town: Town) -> None:
    request = answered(town)
    award(town, request, 0)

    assert (["helene@exemple.fr"], ["luc@exemple.fr"]) == (
        told(town, "request-awarded"),
        told(town, "request-not-awarded"),
    )
    assert [LineState.AWARDED, LineState.NOT_AWARDED] == states(town, request)

    award(town, request, 1)

    assert ["luc@exemple.fr"] == told(town, "request-not-awarded"), "neither again, nor who was confirmed"
    assert [LineState.AWARDED, LineState.AWARDED] == states(town, request)


def test_the_rest_can_be_told_later(town: Town) -> None:
    request = answered(town)
    award(town, request, 0, tell_rest=False)

    assert ([], [LineState.AWARDED, LineState.ANSWERED]) == (
        told(town, "request-not-awarded"),
        states(town, request),
    )


def test_who_declined_is_not_told_that_others_were_chosen(town: Town) -> None:
    request = answered(town)
    town.registre.requests.record_decline(town.mayor, request.id, request.lines[1].id)

    award(town, request, 0)

    assert [] == told(town, "request-not-awarded")
    assert [LineState.AWARDED, LineState.DECLINED] == states(town, request)


def test_whoever_cannot_be_told_is_named(town: Town) -> None:
    request = answered(town)
    town.registre.workspace.erase_contact(town.mayor, request.lines[1].recipient.contacts[0])

    assert (request.lines[1].id,) == tuple(line.id for line in award(town, request, 0).unreachable)


def test_a_quote_that_expired_is_renewed_before_it_is_chosen(town: Town) -> None:
    request = sent(town, kind=QUOTE)
    line = request.lines[0].id
    first = town.registre.requests.record_answer(town.mayor, request.id, line, quoted(until=TODAY))
    town.clock.advance(timedelta(days=1))
    with pytest.raises(RuleViolation) as refusal:
        award(town, request, 0)
    assert "quote-expired" == refusal.value.code

    answer = first.lines[0].answer
    renewed = evolve(quoted(until=IN_TEN_DAYS), replaces=answer.at if answer else None)
    town.registre.requests.record_answer(town.mayor, request.id, line, renewed)

    award(town, request, 0)
    assert LineState.AWARDED is states(town, request)[0]


def test_whoever_was_passed_over_renews_his_answer_when_the_one_who_was_chosen_falls_through(town: Town) -> None:
    request = sent(town, kind=QUOTE)
    first, second = request.lines
    record = partial(town.registre.requests.record_answer, town.mayor, request.id)
    record(first.id, quoted())
    passed_over = award(town, request, 0).request.lines[1]
    assert (None, LineState.NOT_AWARDED) == (passed_over.answer, states(town, request)[1])

    record(second.id, quoted("900"))

    assert LineState.NOT_AWARDED is states(town, request)[1], "nobody has chosen him yet"
    award(town, request, 1)
    assert [LineState.AWARDED] * 2 == states(town, request)


def test_choosing_a_quote_asks_for_its_own_right(town: Town) -> None:
    request = answered(town, kind=QUOTE)
    chooses = town.holder("quotes.award")

    done = town.registre.requests.award(chooses, request.id, [request.lines[1].id])

    assert [LineState.NOT_AWARDED, LineState.AWARDED] == states(town, done.request)


def test_nobody_is_chosen_who_is_not_there_or_nobody_at_all(town: Town) -> None:
    request = answered(town)
    before = town.kept()

    with pytest.raises(NotFound) as missing:
        town.registre.requests.award(town.mayor, request.id, [LineId(UUID(int=404))])
    with pytest.raises(InvalidInput) as nobody:
        award(town, request)

    assert ("line-not-found", "empty-collection", before) == (missing.value.code, nobody.value.code, town.kept())


def test_nobody_comes_to_a_site_that_is_closed_by_then(town: Town) -> None:
    request = answered(town)
    town.registre.workspace.close_site(town.mayor, town.school.id, on=TODAY)

    with pytest.raises(RuleViolation) as refusal:
        award(town, request, 0)

    assert "site-closed" == refusal.value.code
