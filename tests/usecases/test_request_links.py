"""A link lets one recipient see and answer his own line, from anywhere, without an account."""

from datetime import timedelta
from io import BytesIO

import pytest
from attrs import asdict, evolve
from tests.usecases.asking import COMES, IN_TEN_DAYS, INTERVENTION, QUOTE, alone, drafted, quoted, sent
from tests.usecases.calling import do_nothing_with
from tests.usecases.debts import suspend
from tests.usecases.signing import kinds_since
from tests.usecases.town import REPORT_BYTES, Town

from registre_core import Actor, Conflict, Forbidden, InvalidInput, NotFound, RuleViolation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.requests import Deadline, LineState, RequestKind, RequestPolicy, WorkRequest
from registre_core.services.requests import Asked, IssuedLink, Reply

OUTSIDE = Actor.operator()
"""The host, which forwards what a recipient does; in which workspace, the link says."""


def linked(town: Town, kind: RequestKind = INTERVENTION, line: int = 0) -> tuple[WorkRequest, IssuedLink]:
    """Let somebody be sent a request, with a link to his line."""
    request = sent(town, kind=kind, documents=[town.report])
    return request, town.registre.requests.issue_link(town.operator, request.id, request.lines[line].id)


def seen(town: Town, secret: str) -> Asked:
    return town.registre.requests.open_with_link(OUTSIDE, secret)


def answer(town: Town, secret: str, reply: Reply = COMES) -> Asked:
    return town.registre.requests.answer_with_link(OUTSIDE, secret, reply)


def refusal_of(town: Town, secret: str, actor: Actor = OUTSIDE) -> str:
    """Try everything that a link is for, see that nothing changed, and give the one thing that is told."""
    before, requests, told = town.kept(), town.registre.requests, set()
    for use in (
        lambda: requests.open_with_link(actor, secret),
        lambda: requests.answer_with_link(actor, secret, COMES),
        lambda: requests.decline_with_link(actor, secret),
        lambda: do_nothing_with(requests.open_document_with_link(actor, secret, town.report.digest)),
        lambda: requests.store_document_with_link(actor, secret, BytesIO(b"x"), name="devis.pdf"),
    ):
        with pytest.raises((RuleViolation, NotFound)) as refusal:
            use()
        told.add(refusal.value.code)
    assert before == town.kept(), "what is refused changes and records nothing"
    (code,) = told
    return code


def test_a_link_shows_what_is_asked_and_nothing_of_anybody_else(town: Town) -> None:
    request, link = linked(town, QUOTE)
    town.registre.requests.record_answer(town.mayor, request.id, request.lines[1].id, quoted("4321"))

    found = seen(town, link.secret)

    assert ("Ville de Nantes", "École Jules-Ferry", request.message, QUOTE) == (
        found.asker,
        found.site,
        found.message,
        found.kind,
    )
    (defect,) = found.defects
    assert ("1. Bloc de secours hors service",) * 2 == (defect.text, defect.quote)
    assert (Deadline(IN_TEN_DAYS).instant, LineState.OPENED, None) == (found.deadline, found.state, found.answer)
    assert found.may_answer
    told = repr(asdict(found))
    others = [
        "Luc Plombier",
        "luc@exemple.fr",
        "Hélène",
        "Jeanne Maire",
        "4321",
        *(str(line.id) for line in request.lines),
        str(town.mayor.id),
        str(request.id),
    ]
    assert [] == [one for one in others if one in told]


def test_who_wrote_his_answer_down_is_not_told_to_a_recipient(town: Town) -> None:
    request, link = linked(town)
    town.registre.requests.record_answer(town.mayor, request.id, request.lines[0].id, COMES)

    found = seen(town, link.secret).answer

    assert found is not None
    assert (COMES.message, None) == (found.message, found.written_by)


def test_the_first_look_is_recorded_and_no_other(town: Town) -> None:
    request, link = linked(town)
    before = town.entries()
    seen(town, link.secret)
    assert ["request-opened"] == kinds_since(town, before)

    town.clock.advance(timedelta(hours=1))
    kept = town.kept()
    town.log.clear()
    seen(town, link.secret)

    assert kept == town.kept()
    assert "begin" not in town.log, "whoever looks again holds nobody up"
    line = town.registre.requests.show(town.mayor, request.id).request.lines[0]
    assert town.clock.now() - timedelta(hours=1) == line.opened_at


def test_a_link_is_256_random_bits_of_which_only_the_digest_is_kept(town: Town) -> None:
    _, link = linked(town)

    assert 43 == len(link.secret)
    assert link.secret not in repr(town.kept())
    assert link.secret not in repr(link)
    assert link.link.secret_digest in repr(town.kept())


def test_several_links_of_a_line_live_and_a_new_one_kills_none(town: Town) -> None:
    request, first = linked(town)
    second = town.registre.requests.issue_link(town.mayor, request.id, request.lines[0].id)

    assert LineState.OPENED is seen(town, first.secret).state
    assert LineState.OPENED is seen(town, second.secret).state


def test_an_answer_through_a_link_is_kept_as_any_other_and_nobody_wrote_it_down(town: Town) -> None:
    request, link = linked(town, QUOTE)
    before = town.entries()

    found = answer(town, link.secret, quoted("1000"))

    assert LineState.ANSWERED is found.state
    assert ["request-answered"] == kinds_since(town, before)
    kept = town.registre.requests.show(town.mayor, request.id).request.lines[0].answer
    assert kept is not None
    assert kept.quote is not None
    assert (None, "1200.00") == (kept.written_by, str(kept.quote.total.amount))


def test_a_late_answer_is_taken_as_long_as_the_link_lives(town: Town) -> None:
    _, link = linked(town)
    town.clock.advance(timedelta(days=40))

    found = answer(town, link.secret).answer

    assert found is not None
    assert found.is_late
    town.clock.advance(timedelta(days=1))
    assert "link-expired" == refusal_of(town, link.secret)


def test_the_host_says_for_how_long_links_live(town: Town) -> None:
    _, link = linked(town.with_ports(requests=RequestPolicy(link_life=timedelta(days=1))))

    assert Deadline(IN_TEN_DAYS).instant + timedelta(days=1) == link.link.expires_at


def test_answering_twice_the_same_is_taken_once_and_another_answer_names_the_one_it_replaces(town: Town) -> None:
    _, link = linked(town)
    first = answer(town, link.secret).answer
    assert first is not None
    kept = town.kept()
    assert first == answer(town, link.secret).answer
    assert kept == town.kept()

    on_the_telephone = evolve(COMES, message="Mardi.", replaces=first.at)
    town.clock.advance(timedelta(minutes=5))
    assert answer(town, link.secret, on_the_telephone).state is LineState.ANSWERED
    on_the_computer = evolve(COMES, message="Jeudi.", replaces=first.at)
    with pytest.raises(Conflict) as refusal:
        answer(town, link.secret, on_the_computer)
    assert "answered-meanwhile" == refusal.value.code


def test_a_recipient_declines_and_thinks_better_of_it(town: Town) -> None:
    _, link = linked(town)

    assert LineState.DECLINED is town.registre.requests.decline_with_link(OUTSIDE, link.secret, reason="complet").state
    with pytest.raises(RuleViolation) as refusal:
        town.registre.requests.decline_with_link(OUTSIDE, link.secret)
    assert "line-declined" == refusal.value.code
    assert LineState.ANSWERED is answer(town, link.secret).state


def test_what_was_withdrawn_while_he_was_writing_is_not_answered(town: Town) -> None:
    request, link = linked(town)
    seen(town, link.secret)
    town.registre.requests.withdraw(town.mayor, request.id, reason="travaux reportés")

    assert "link-revoked" == refusal_of(town, link.secret)


def test_who_was_not_chosen_sees_so_and_answers_no_more(town: Town) -> None:
    request, link = linked(town)
    second = request.lines[1].id
    town.registre.requests.record_answer(town.mayor, request.id, second, COMES)
    town.registre.requests.award(town.mayor, request.id, [second])

    found = seen(town, link.secret)

    assert (LineState.NOT_AWARDED, ["line-not-awarded"]) == (
        found.state,
        [reason.code for reason in found.may_answer.reasons],
    )
    with pytest.raises(RuleViolation):
        answer(town, link.secret)
    with pytest.raises(RuleViolation):
        town.registre.requests.store_document_with_link(OUTSIDE, link.secret, BytesIO(b"x"), name="devis.pdf")


def test_a_file_of_somebody_without_an_account_has_a_name_of_bearable_length(town: Town) -> None:
    request, link = linked(town)
    store, name = town.registre.requests.store_document_with_link, "x" * 256

    with pytest.raises(InvalidInput, match="text-too-long"):
        store(OUTSIDE, link.secret, BytesIO(REPORT_BYTES), name=name)
    stored = evolve(store(OUTSIDE, link.secret, BytesIO(REPORT_BYTES), name=name[1:]), name=name)
    with pytest.raises(InvalidInput, match="text-too-long"):
        answer(town, link.secret, evolve(COMES, documents=(stored,)))
    assert request == town.registre.requests.show(town.mayor, request.id).request


def test_links_that_went_astray_are_taken_back_and_others_issued(town: Town) -> None:
    request, link = linked(town)
    line = request.lines[0].id

    assert 1 == town.registre.requests.revoke_links(town.mayor, request.id, line)
    assert "link-revoked" == refusal_of(town, link.secret)
    kept = town.kept()
    assert 0 == town.registre.requests.revoke_links(town.mayor, request.id, line)
    assert kept == town.kept()
    other = town.registre.requests.issue_link(town.mayor, request.id, line)
    assert LineState.OPENED is seen(town, other.secret).state


def test_the_link_of_somebody_who_was_erased_opens_nothing_and_a_firm_s_goes_on(town: Town) -> None:
    request, of_firm = linked(town)
    his = town.registre.requests.issue_link(town.operator, request.id, request.lines[1].id)

    town.registre.workspace.erase_contact(town.mayor, alone(town).id)
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)

    assert "link-revoked" == refusal_of(town, his.secret)
    assert seen(town, of_firm.secret).may_answer


def test_taking_the_links_of_one_line_back_leaves_those_of_the_others(town: Town) -> None:
    request, link = linked(town)
    other = town.registre.requests.issue_link(town.mayor, request.id, request.lines[1].id)
    town.registre.requests.revoke_links(town.mayor, request.id, request.lines[0].id)

    assert "link-revoked" == refusal_of(town, link.secret)
    assert LineState.OPENED is seen(town, other.secret).state


def test_a_link_is_issued_for_what_was_sent_and_not_taken_back(town: Town) -> None:
    request = drafted(town)

    with pytest.raises(RuleViolation) as refusal:
        town.registre.requests.issue_link(town.operator, request.id, request.lines[0].id)

    assert "line-draft" == refusal.value.code


def test_a_thousand_guesses_are_answered_alike_and_the_good_link_still_works(town: Town) -> None:
    _, link = linked(town)
    good = link.secret
    founding = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
    elsewhere = Actor.operator(WorkspaceId(founding.workspace.id))
    tries = [good[:-1], good + "A", good.swapcase(), "", "\0", "\ud800", "A" * 10_000]
    tries += [f"{n:043d}" for n in range(1000)]
    before, answers = town.kept(), set()
    town.log.clear()

    for actor, secret in [*((OUTSIDE, secret) for secret in tries), (elsewhere, good)]:
        with pytest.raises(NotFound) as refusal:
            town.registre.requests.open_with_link(actor, secret)
        answers.add((refusal.value.code, str(refusal.value), refusal.value.__cause__))

    assert {("link-not-found", "no link has this secret [link-not-found]", None)} == answers
    assert before == town.kept()
    assert "begin" not in town.log, "trying costs nobody a turn"
    assert LineState.OPENED is seen(town, good).state


def test_every_use_of_a_link_that_nobody_issued_is_answered_alike(town: Town) -> None:
    linked(town)

    assert {"link-not-found"} == {refusal_of(town, "B" * 43), refusal_of(town, "B" * 43, town.mayor)}


def test_somebody_logged_in_needs_the_right_and_sees_no_site_that_is_not_his(town: Town) -> None:
    _, link = linked(town)

    assert LineState.OPENED is town.registre.requests.open_with_link(town.holder("requests.consult"), link.secret).state
    with pytest.raises(Forbidden):
        town.registre.requests.open_with_link(town.holder("quotes.consult"), link.secret)
    blind = town.holder("requests.edit", sites=[town.pool.id])
    assert "link-not-found" == refusal_of(town, link.secret, blind)


def test_links_of_recipients_go_on_while_access_is_cut_and_the_workspace_s_own_people_see_nothing(town: Town) -> None:
    """Decision 38: a recipient owes nothing, and what he answers is kept until somebody may read it again."""
    request, link = linked(town)
    suspend(town)

    assert LineState.ANSWERED is answer(town, link.secret).state
    with pytest.raises(Forbidden) as refusal:
        town.registre.requests.show(town.mayor, request.id)
    assert "access-suspended" == refusal.value.code
    with pytest.raises(Forbidden):
        town.registre.requests.open_with_link(town.mayor, link.secret)


def test_a_recipient_opens_what_came_along_and_no_other_document_there_is(town: Town) -> None:
    _, link = linked(town)
    requests = town.registre.requests

    opened = requests.open_document_with_link(OUTSIDE, link.secret, town.report.digest)
    assert REPORT_BYTES == do_nothing_with(opened)
    with pytest.raises(NotFound) as refusal:
        do_nothing_with(requests.open_document_with_link(OUTSIDE, link.secret, town.photo.digest))
    assert "document-not-found" == refusal.value.code


def test_what_a_recipient_sends_along_is_kept_with_his_answer(town: Town) -> None:
    request, link = linked(town)
    file = town.registre.requests.store_document_with_link(
        OUTSIDE, link.secret, BytesIO(b"%PDF-1.7 devis"), name="devis.pdf"
    )

    answer(town, link.secret, evolve(COMES, documents=(file,)))

    kept = town.registre.requests.show(town.mayor, request.id).request.lines[0].answer
    assert kept is not None
    assert [("devis.pdf", True)] == [(one.name, one.is_pdf) for one in kept.documents]
    opened = town.registre.requests.open_document(town.holder("requests.consult"), request.id, file.digest)
    assert b"%PDF-1.7 devis" == do_nothing_with(opened)
    with pytest.raises(NotFound):
        do_nothing_with(town.registre.requests.open_document(town.mayor, request.id, town.photo.digest))


def test_through_a_link_comes_no_more_than_the_host_allows_and_nothing_without_a_name(town: Town) -> None:
    strict = town.with_ports(requests=RequestPolicy(document_cap=10))
    _, link = linked(strict)
    store = strict.registre.requests.store_document_with_link

    for content, name, code in ((b"x" * 11, "devis.pdf", "document-too-large"), (b"x", " ", "blank-text")):
        with pytest.raises(InvalidInput) as refusal:
            store(OUTSIDE, link.secret, BytesIO(content), name=name)
        assert code == refusal.value.code
