"""One request goes to as many contractors and contacts as wanted, and each is told once (S5, S6)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.asking import IN_TEN_DAYS, INTERVENTION, QUOTE, alone, drafted, sent, to
from tests.usecases.signing import kinds_since
from tests.usecases.town import Town

from registre_core import Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.findings import State
from registre_core.kernel.identifiers import ContactId, ContractorId, FindingId, WorkRequestId
from registre_core.ports.storage import Notice
from registre_core.requests import Deadline, LineState, Recipient, RequestPolicy, RequestState, WorkRequest
from registre_core.testing.builders import a_contractor


def told(town: Town, kind: str = "request-sent") -> list[Notice]:
    return [notice for notice in town.notices() if notice.kind == kind]


def refusal_of(town: Town, **asked: Any) -> list[str]:  # noqa: ANN401  # whatever a request says
    alone(town)
    before = town.kept()
    with pytest.raises((RuleViolation, NotFound, InvalidInput)) as refusal:
        drafted(town, **asked)
    assert before == town.kept(), "what is refused changes nothing"
    error = refusal.value
    return [reason.code for reason in error.reasons] if isinstance(error, RuleViolation) else [error.code]


def firm_at(town: Town, email: str) -> ContractorId:
    """Give a firm without people, which has a mail address of its own."""
    with town.storage.inner.begin(town.workspace) as tx:
        firm = tx.contractors.add(a_contractor(email=email))
        tx.commit()
    return firm.id


def reach(town: Town, contact: ContactId, email: str) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        tx.contacts.save(evolve(tx.contacts.get(contact), email=email))
        tx.commit()


def test_a_request_takes_the_words_of_the_reports_along(town: Town) -> None:
    request = drafted(town, documents=[town.report])

    assert (town.finding.passage,) == request.passages
    assert (town.school.id, town.mayor.id, 2) == (request.site_id, request.created_by, len(request.lines))
    assert [town.report.digest] == [one.digest for one in request.documents]


def test_a_draft_tells_nobody(town: Town) -> None:
    request = drafted(town)

    assert [] == told(town)
    assert RequestState.DRAFT is town.registre.requests.show(town.mayor, request.id).state


@pytest.mark.parametrize("kind", [INTERVENTION, QUOTE])
def test_sending_tells_everybody_who_can_be_reached_and_says_until_when(town: Town, kind: Any) -> None:  # noqa: ANN401
    request = sent(town, kind=kind)

    assert {"helene@exemple.fr", "luc@exemple.fr"} == {notice.recipient for notice in told(town)}
    for notice, line in zip(told(town), request.lines, strict=True):
        assert ("request", request.id) == (notice.subject_kind, notice.subject_id)
        assert {
            "line": str(line.id),
            "kind": kind.value,
            "deadline": Deadline(IN_TEN_DAYS).instant.isoformat(),
        } == notice.facts


def test_a_notice_carries_no_secret_and_sending_issues_no_link(town: Town) -> None:
    request = sent(town)

    with town.storage.inner.read(town.workspace) as tx:
        assert () == tx.links.of_request(request.id)


def test_sending_again_tells_nobody_twice_and_records_nothing(town: Town) -> None:
    request = sent(town)
    before = town.kept()

    again = town.registre.requests.send(town.mayor, request.id)

    assert (request, 0, ()) == (again.request, again.notices, again.unreachable)
    assert before == town.kept()


def test_whoever_is_added_later_is_sent_it_and_the_others_are_not_sent_it_again(town: Town) -> None:
    request = drafted(town, recipients=to(town)[:1])
    town.registre.requests.send(town.mayor, request.id)
    town.registre.requests.edit(town.mayor, request.id, add=to(town)[1:])
    town.clock.advance(timedelta(hours=1))

    out = town.registre.requests.send(town.mayor, request.id)

    assert (1, 2) == (out.notices, len(told(town)))
    first, second = out.request.lines
    assert first.sent_at is not None
    assert second.sent_at == first.sent_at + timedelta(hours=1)


def test_only_those_who_are_named_are_sent_it(town: Town) -> None:
    request = drafted(town)
    out = town.registre.requests.send(town.mayor, request.id, lines=[request.lines[1].id])

    assert [LineState.DRAFT, LineState.SENT] == states(town, out.request)
    assert ["luc@exemple.fr"] == [notice.recipient for notice in told(town)]


def states(town: Town, request: WorkRequest) -> list[LineState]:
    return [line.state for line in town.registre.requests.show(town.mayor, request.id).lines]


def test_a_firm_without_contacts_is_reached_at_its_own_address(town: Town) -> None:
    sent(town, recipients=[Recipient(firm_at(town, "contact@feu.example.fr"))])

    assert ["contact@feu.example.fr"] == [notice.recipient for notice in told(town)]


def test_whoever_cannot_be_reached_is_named_and_reached_as_soon_as_he_has_an_address(town: Town) -> None:
    keeper = town.registre.workspace.add_contact(town.mayor, name="Gardien", phone="02").id
    request = drafted(town, recipients=[Recipient(None, (keeper,))])
    out = town.registre.requests.send(town.mayor, request.id)
    assert (0, out.request.lines) == (out.notices, out.unreachable)
    assert not town.registre.requests.show(town.mayor, request.id).lines[0].is_reachable

    reach(town, keeper, "gardien@exemple.fr")

    again = town.registre.requests.send(town.mayor, request.id)
    assert (1, ()) == (again.notices, again.unreachable)
    assert out.request.lines == again.request.lines


def test_contacts_come_before_the_firm_s_own_address(town: Town) -> None:
    firm = firm_at(town, "contact@feu.example.fr")
    people = [
        town.registre.workspace.add_contact(town.mayor, name=name, email=email, contractor=firm).id
        for name, email in (("Anne", "anne@feu.example.fr"), ("Bruno", None))
    ]
    out = town.registre.requests.send(town.mayor, drafted(town, recipients=[Recipient(firm, tuple(people))]).id)

    assert (["anne@feu.example.fr"], ()) == ([notice.recipient for notice in told(town)], out.unreachable)


def test_two_hundred_recipients_are_one_transaction_and_two_hundred_notices(town: Town) -> None:
    """One of the promises of S5 and S6, in so many words."""
    people = [
        town.registre.workspace.add_contact(town.mayor, name=f"Personne {n}", email=f"personne{n}@exemple.fr").id
        for n in range(200)
    ]
    request = drafted(town, recipients=[Recipient(None, (one,)) for one in people])
    before = town.entries()
    town.log.clear()

    out = town.registre.requests.send(town.mayor, request.id)

    assert ["request-sent"] == kinds_since(town, before)
    assert ["begin", "commit"] == [step for step in town.log if step in {"begin", "commit"}]
    with town.storage.inner.read(town.workspace) as tx:
        queued = [one for one in tx.outbox.pending(limit=1_000) if one.kind == "request-sent"]
    assert (200, 200, 200) == (out.notices, len(queued), len({one.recipient for one in queued}))


def test_the_host_says_how_many_one_request_goes_to(town: Town) -> None:
    strict = town.with_ports(requests=RequestPolicy(most_recipients=1))

    assert ["too-many-recipients"] == refusal_of(strict)


def test_a_request_names_what_is_there_in_sight_and_still_to_be_corrected(town: Town) -> None:
    nobody, firm = ContactId(UUID(int=404)), ContractorId(UUID(int=404))

    assert ["contractor-not-found"] == refusal_of(town, recipients=[Recipient(firm)])
    assert ["contact-not-found"] == refusal_of(town, recipients=[Recipient(None, (nobody,))])
    assert ["contact-of-another-firm"] == refusal_of(town, recipients=[Recipient(town.firm.id, (alone(town).id,))])
    assert ["empty-collection"] == refusal_of(town, recipients=[])
    assert ["recipient-twice"] == refusal_of(town, recipients=[*to(town), *to(town)])
    assert ["unknown-intervention-type"] == refusal_of(town, type_code="wedding")


def test_who_was_erased_is_asked_nothing(town: Town) -> None:
    luc = alone(town)
    town.registre.workspace.erase_contact(town.mayor, luc.id)

    assert ["person-erased"] == refusal_of(town, recipients=[Recipient(None, (luc.id,))])


def draft_about(town: Town, *findings: FindingId) -> None:
    town.registre.requests.draft(town.mayor, kind=INTERVENTION, findings=findings, message="Venez", recipients=to(town))


def test_one_request_is_about_one_site(town: Town) -> None:
    with pytest.raises(RuleViolation) as refusal:
        draft_about(town, town.finding.id, town.pool_finding.id)

    assert "finding-elsewhere" == refusal.value.code


def test_what_stands_on_a_site_out_of_sight_is_not_there(town: Town) -> None:
    here = town.holder("requests.create", sites=[town.school.id])

    with pytest.raises(NotFound) as refusal:
        town.registre.requests.draft(
            here,
            kind=INTERVENTION,
            findings=[town.finding.id, town.pool_finding.id],
            message="Venez",
            recipients=to(town),
        )

    assert ("finding-not-found", str(town.pool_finding.id)) == (refusal.value.code, refusal.value.facts["finding"])


def test_nobody_hands_on_a_document_that_he_may_not_open_himself(town: Town) -> None:
    """Otherwise he could read it through a link of his own."""
    writes = town.holder("requests.create", "requests.edit")
    asked: Any = {"kind": INTERVENTION, "findings": [town.finding.id], "message": "Venez", "recipients": to(town)}

    with pytest.raises(Forbidden) as refusal:
        town.registre.requests.draft(writes, documents=[town.report], **asked)
    assert "documents.consult" == refusal.value.reasons[0].facts["right"]
    request = town.registre.requests.draft(writes, **asked)
    with pytest.raises(Forbidden):
        town.registre.requests.edit(writes, request.id, documents=[town.report])


def test_what_is_settled_needs_nobody(town: Town) -> None:
    town.registre.findings.set_aside(town.mayor, town.finding.id, reason="local supprimé")

    with pytest.raises(RuleViolation) as refusal:
        draft_about(town, town.finding.id)

    assert ("finding-not-open", State.NOT_APPLICABLE) == (refusal.value.code, refusal.value.facts["state"])


def test_what_is_all_settled_by_now_is_sent_to_nobody(town: Town) -> None:
    draft = drafted(town)
    town.registre.findings.clear(town.mayor, town.finding.id, proofs=[town.photo])
    before = town.kept()

    with pytest.raises(RuleViolation, match="finding-not-open"):
        town.registre.requests.send(town.mayor, draft.id)
    assert before == town.kept()


def test_everything_of_a_draft_can_be_changed(town: Town) -> None:
    request = drafted(town)
    first, second = request.lines

    edited = town.registre.requests.edit(
        town.mayor,
        request.id,
        remove=[first.id],
        add=[Recipient(town.firm.id)],
        message="Autre chose",
        findings=[town.finding.id],
        deadline=None,
        documents=[town.report],
        type_code="maintenance",
        is_split=True,
    )

    assert ("Autre chose", None, "maintenance", True) == (
        edited.message,
        edited.deadline,
        edited.type_code,
        edited.is_split,
    )
    assert [second.recipient, Recipient(town.firm.id)] == [line.recipient for line in edited.lines]
    assert [town.report.digest] == [one.digest for one in edited.documents]


def test_what_is_not_named_stays_as_it_is(town: Town) -> None:
    request = drafted(town, documents=[town.report])

    assert evolve(request, message="Venez", version=2) == town.registre.requests.edit(
        town.mayor, request.id, message="Venez"
    )
    moved = town.registre.requests.edit(town.mayor, request.id, deadline=Deadline(IN_TEN_DAYS, zone="Indian/Reunion"))
    assert ("Indian/Reunion", "Venez") == (moved.zone, moved.message)


@pytest.mark.parametrize("change", [{"message": "Autre chose"}, {"deadline": None}, {"is_split": True}])
def test_what_was_sent_says_what_it_said(town: Town, change: Any) -> None:  # noqa: ANN401
    request = sent(town)
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.requests.edit(town.mayor, request.id, **change)

    assert ("request-was-sent", before) == (refusal.value.code, town.kept())


def test_a_draft_is_deleted_and_the_register_keeps_what_it_said(town: Town) -> None:
    request = drafted(town, "À oublier")
    town.registre.requests.delete_draft(town.mayor, request.id)

    assert "À oublier".encode() in town.entries()[-1].body
    with pytest.raises(NotFound):
        town.registre.requests.show(town.mayor, request.id)


def test_what_was_sent_is_withdrawn_and_not_deleted(town: Town) -> None:
    request = sent(town)
    with pytest.raises(RuleViolation) as refusal:
        town.registre.requests.delete_draft(town.mayor, request.id)
    assert "request-was-sent" == refusal.value.code

    town.registre.requests.withdraw(town.mayor, request.id, reason="travaux reportés")

    assert [LineState.WITHDRAWN] * 2 == states(town, request)
    assert {"helene@exemple.fr", "luc@exemple.fr"} == {one.recipient for one in told(town, "request-withdrawn")}


def test_whoever_never_had_it_is_not_told_that_it_was_withdrawn(town: Town) -> None:
    request = drafted(town)
    town.registre.requests.send(town.mayor, request.id, lines=[request.lines[0].id])
    town.registre.requests.withdraw(town.mayor, request.id, reason="travaux reportés")

    assert ["helene@exemple.fr"] == [one.recipient for one in told(town, "request-withdrawn")]


def test_withdrawing_says_why(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.requests.withdraw(town.mayor, sent(town).id, reason=" ")

    assert "blank-text" == refusal.value.code


def test_a_list_shows_the_kinds_that_whoever_asks_may_see(town: Town) -> None:
    come, cost = sent(town), sent(town, kind=QUOTE)
    both = town.holder("requests.consult", "quotes.consult")
    seen = {
        "requests.consult": {come.id},
        "quotes.consult": {cost.id},
    }

    for right, expected in seen.items():
        somebody = town.holder(right)
        assert expected == {one.request.id for one in town.registre.requests.page(somebody).items}
        listed = town.registre.requests.of_finding(somebody, town.finding.id)
        assert expected == {one.request.id for one in listed}
    assert {come.id, cost.id} == {one.request.id for one in town.registre.requests.page(both).items}
    only = town.registre.requests.page(both, kind=QUOTE, site=town.school.id, counted=True)
    assert [cost.id] == [one.request.id for one in only.items]
    assert only.total is not None
    assert 1 == only.total.number


def test_a_list_by_state_shows_those_that_stand_so_at_this_moment(town: Town) -> None:
    waiting, requests = sent(town), town.registre.requests
    drafted(town, "plus tard")

    def standing(state: RequestState) -> list[WorkRequestId]:
        return [one.request.id for one in requests.page(town.mayor, state=state).items]

    assert ([waiting.id], []) == (standing(RequestState.WAITING), standing(RequestState.UNANSWERED))
    town.clock.advance(timedelta(days=11))
    assert ([], [waiting.id]) == (standing(RequestState.WAITING), standing(RequestState.UNANSWERED))


def test_clearing_a_finding_proposes_to_withdraw_what_is_open_and_withdraws_nothing(town: Town) -> None:
    request = sent(town)

    cleared = town.registre.findings.clear(town.mayor, town.finding.id, proofs=[town.photo])

    assert [request.id] == [one.id for one in cleared.open_requests]
    assert [LineState.SENT] * 2 == states(town, request)
