"""What recipients said by mail and telephone is written down, kept, and marked when it came late."""

from datetime import timedelta

import pytest
from attrs import evolve
from tests.usecases.asking import COMES, IN_TEN_DAYS, QUOTE, answered, drafted, quoted, sent
from tests.usecases.signing import kinds_since
from tests.usecases.town import TODAY, Town

from registre_core import Conflict, Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.kernel.documents import Digest
from registre_core.requests import LineState, RequestState, WorkRequest
from registre_core.services.requests import Reply


def states(town: Town, request: WorkRequest) -> list[LineState]:
    return [line.state for line in town.registre.requests.show(town.mayor, request.id).lines]


def record(town: Town, request: WorkRequest, reply: Reply = COMES, line: int = 0) -> WorkRequest:
    return town.registre.requests.record_answer(town.mayor, request.id, request.lines[line].id, reply)


def test_an_answer_is_kept_with_when_it_came_and_who_wrote_it_down(town: Town) -> None:
    request = record(town, sent(town), evolve(COMES, documents=(town.report,)))
    answer = request.lines[0].answer

    assert answer is not None
    assert (town.clock.now(), town.mayor.id, IN_TEN_DAYS, False) == (
        answer.at,
        answer.written_by,
        answer.proposed_on,
        answer.is_late,
    )
    assert [town.report.digest] == [one.digest for one in answer.documents]
    assert [LineState.ANSWERED, LineState.SENT] == states(town, request)


def test_a_late_answer_is_kept_and_marked(town: Town) -> None:
    request = sent(town)
    town.clock.advance(timedelta(days=11))
    assert [LineState.LATE, LineState.LATE] == states(town, request)
    assert RequestState.UNANSWERED is town.registre.requests.show(town.mayor, request.id).state

    answer = record(town, request).lines[0].answer

    assert answer is not None
    assert answer.is_late
    assert [LineState.ANSWERED, LineState.LATE] == states(town, request)


def test_a_letter_that_came_in_time_and_is_written_down_later_is_not_late(town: Town) -> None:
    request = sent(town)
    town.clock.advance(timedelta(days=11))
    record_answer, line = town.registre.requests.record_answer, request.lines[0].id
    slip = record_answer(town.mayor, request.id, line, COMES).lines[0].answer
    assert slip is not None
    assert slip.is_late

    again = evolve(COMES, replaces=slip.at)
    answer = record_answer(town.mayor, request.id, line, again, in_time=True).lines[0].answer

    assert answer is not None
    assert (False, town.mayor.id) == (answer.is_late, answer.written_by), "who says so is known"


def test_what_is_said_twice_to_the_letter_is_taken_once(town: Town) -> None:
    request = record(town, sent(town))
    before = town.kept()

    assert request == record(town, request)
    assert before == town.kept()


def test_nobody_writes_over_an_answer_that_he_has_not_seen(town: Town) -> None:
    request = record(town, sent(town))
    answer = request.lines[0].answer
    assert answer is not None
    another = evolve(COMES, message="Plutôt mardi.")

    with pytest.raises(Conflict) as refusal:
        record(town, request, another)
    assert ("answered-meanwhile", answer.at.isoformat()) == (
        refusal.value.code,
        refusal.value.facts["answered_at"],
    )
    kept = record(town, request, evolve(another, replaces=answer.at)).lines[0].answer
    assert kept is not None
    assert "Plutôt mardi." == kept.message


def test_an_answer_that_replaces_one_that_never_was_is_a_mistake(town: Town) -> None:
    with pytest.raises(Conflict):
        record(town, sent(town), evolve(COMES, replaces=town.clock.now()))


def test_the_register_keeps_every_answer_and_nothing_of_the_other_lines(town: Town) -> None:
    request, before = sent(town), town.entries()
    first = record(town, request, evolve(COMES, message="Lundi."))
    answer = first.lines[0].answer
    record(town, first, evolve(COMES, message="Mardi.", replaces=answer.at if answer else None))

    assert ["request-answered"] * 2 == kinds_since(town, before)
    bodies = [entry.body for entry in town.entries()[len(before) :]]
    assert [[True, False], [False, True]] == [[said in body for said in (b"Lundi.", b"Mardi.")] for body in bodies]
    assert not any(str(request.lines[1].id).encode() in body for body in bodies)


def test_what_somebody_would_charge_is_not_shown_to_a_commission(town: Town) -> None:
    before = town.entries()
    answered(town, kind=QUOTE)

    new = {entry.heading.kind: entry.heading.section.value for entry in town.entries()[len(before) :]}
    assert {"administration"} == {section for kind, section in new.items() if kind.startswith("request-")}


def test_who_declined_may_come_after_all(town: Town) -> None:
    request = sent(town)
    line = request.lines[0].id
    declined = town.registre.requests.record_decline(town.mayor, request.id, line, reason="complet")
    assert ("complet", [LineState.DECLINED, LineState.SENT]) == (declined.lines[0].reason, states(town, request))

    record(town, request)

    assert [LineState.ANSWERED, LineState.SENT] == states(town, request)


def test_who_declined_after_he_answered_answers_the_same_again_and_comes(town: Town) -> None:
    request = record(town, sent(town))
    answer = request.lines[0].answer
    assert answer is not None
    town.registre.requests.record_decline(town.mayor, request.id, request.lines[0].id)

    record(town, request, evolve(COMES, replaces=answer.at))

    assert [LineState.ANSWERED, LineState.SENT] == states(town, request)


def test_nobody_answers_what_he_was_not_sent(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        record(town, drafted(town))

    assert "line-draft" == refusal.value.code


def test_all_that_is_wrong_with_an_answer_is_told_at_once(town: Town) -> None:
    request = sent(town, kind=QUOTE)
    town.registre.requests.withdraw(town.mayor, request.id, reason="doublon")

    with pytest.raises(RuleViolation) as refusal:
        record(town, request)

    assert ["line-withdrawn", "quote-missing"] == [reason.code for reason in refusal.value.reasons]


def test_a_document_that_was_never_stored_is_not_there(town: Town) -> None:
    unknown = evolve(town.report, digest=Digest("0" * 64))

    with pytest.raises(NotFound) as refusal:
        record(town, sent(town), evolve(COMES, documents=(unknown,)))

    assert "document-not-found" == refusal.value.code


def test_nobody_opens_by_an_answer_what_he_may_not_open(town: Town) -> None:
    clerk, request = town.holder("requests.edit"), sent(town)

    with pytest.raises(Forbidden):
        town.registre.requests.record_answer(
            clerk, request.id, request.lines[0].id, evolve(COMES, documents=(town.report,))
        )


def test_an_answer_brings_no_more_documents_than_the_host_allows(town: Town) -> None:
    most = town.registre.ports.requests.most_documents

    with pytest.raises(InvalidInput) as refusal:
        record(town, sent(town), evolve(COMES, documents=(town.report,) * (most + 1)))

    assert "too-many-documents" == refusal.value.code


def test_quotes_are_compared_with_names_and_tax_and_what_expired_marked(town: Town) -> None:
    request = sent(town, kind=QUOTE)
    record(town, request, quoted("1000", "20", until=TODAY))
    record(town, request, quoted("1100", "5.5"), line=1)

    def compared() -> list[tuple[str, str, bool, bool]]:
        found = town.registre.requests.compare(town.mayor, request.id)
        (table,) = found.comparison.tables
        return [
            (
                found.names[one.line.recipient.contractor_id or one.line.recipient.contacts[0]],
                str(one.total.amount),
                one.is_cheapest,
                one.is_expired,
            )
            for one in table.offers
        ]

    assert [("Luc Plombier", "1160.50", True, False), ("Contrôle & Cie", "1200.00", False, False)] == compared()
    town.clock.advance(timedelta(days=1))
    assert [False, True] == [expired for *_, expired in compared()]


def test_an_intervention_has_no_quotes_to_compare(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        town.registre.requests.compare(town.mayor, sent(town).id)

    assert "quotes-not-asked" == refusal.value.code
