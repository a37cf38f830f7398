"""A ticket lets one signer sign one thing once, soon, from a telephone on which nobody is logged in."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free, suspend
from tests.usecases.signing import SIGNS, asked, drawn, intervention, kinds_since, of_contact, of_user, request, sign
from tests.usecases.town import TODAY, Town

from registre_core import Actor, Client, Conflict, Forbidden, NotFound, RuleViolation
from registre_core.billing import BillingPolicy, Survives
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.kernel.reasons import Reason
from registre_core.rights import AccountKind
from registre_core.services.signatures import Invited
from registre_core.signatures import SignatureRequest, SignatureState
from registre_core.signatures.tables import CONSENT
from registre_core.testing.memory import PlainPrinter

TELEPHONE = Actor.operator(client=Client.mobile("1.9.1"))
"""The host, which forwards what comes from a telephone; in which workspace, the ticket says."""


def invited(town: Town, issuer: Actor | None = None) -> tuple[SignatureRequest, Invited]:
    """Let the contact of the town be asked to sign, with a ticket."""
    (one,) = asked(town, of_contact(town))
    return one, town.registre.signatures.invite(issuer or town.holder(*SIGNS, name="Paul Guichet"), one.id)


def sign_with(town: Town, secret: str, actor: Actor = TELEPHONE, **more: Any) -> SignatureRequest:  # noqa: ANN401
    seen = town.registre.signatures.open_ticket(actor, secret)
    given = {"digest": seen.digest, "drawing": drawn(), "consent": CONSENT.version, **more}
    return town.registre.signatures.sign_with_ticket(actor, secret, **given)


def refusal_of(town: Town, secret: str, actor: Actor = TELEPHONE) -> str:
    before = town.kept()
    with pytest.raises((RuleViolation, NotFound, Conflict, Forbidden)) as refusal:
        town.registre.signatures.open_ticket(actor, secret)
    assert before == town.kept(), "what is refused changes and records nothing"
    return refusal.value.code


def test_a_telephone_signs_with_a_ticket_on_the_session_of_whoever_issued_it(town: Town) -> None:
    one, ticket = invited(town)
    before = town.entries()

    saved = sign_with(town, ticket.secret)

    assert intervention(town).is_closed
    assert ["signature-shown", "signature-given", "intervention-closed"] == kinds_since(town, before)
    assert saved.evidence is not None
    assert saved.evidence.session is not None
    assert ("ticket", "Paul Guichet", one.signer.id) == (
        saved.evidence.channel,
        saved.evidence.session.name,
        saved.evidence.trace.id,
    )


def test_a_ticket_is_256_random_bits_of_which_only_the_digest_is_kept(town: Town) -> None:
    _, ticket = invited(town)

    assert 43 == len(ticket.secret)
    assert ticket.secret not in repr(town.kept())
    assert ticket.secret not in repr(ticket)
    assert ticket.ticket.secret_digest in repr(town.kept())
    assert timedelta(minutes=15) == ticket.ticket.expires_at - ticket.ticket.issued_at


def test_whoever_is_logged_in_tries_in_vain_without_costing_anybody_a_turn(town: Town) -> None:
    invited(town)
    town.log.clear()

    with pytest.raises(NotFound) as refusal:
        town.registre.signatures.open_ticket(town.mayor, "B" * 43)

    assert ("ticket-not-found", {"read", "end"}) == (refusal.value.code, set(town.log))


def test_a_ticket_comes_with_its_code_where_something_prints_it(town: Town) -> None:
    _, ticket = invited(town.with_ports(tickets=PlainPrinter()))

    assert ticket.invitation is not None
    assert ticket.secret in ticket.invitation.address
    assert ticket.secret not in repr(ticket)
    assert invited(town)[1].invitation is None


def test_opening_a_ticket_uses_nothing_up_and_signing_does(town: Town) -> None:
    _, ticket = invited(town)
    town.registre.signatures.open_ticket(TELEPHONE, ticket.secret)
    sign_with(town, ticket.secret)

    assert "ticket-used" == refusal_of(town, ticket.secret)


def test_a_ticket_signs_what_it_showed_and_not_what_was_shown_on_a_page(town: Town) -> None:
    one, ticket = invited(town)
    seen = town.registre.signatures.show(town.mayor, one.id)
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.sign_with_ticket(
            TELEPHONE, ticket.secret, digest=seen.digest, drawing=drawn(), consent=CONSENT.version
        )

    assert ("digest-not-shown", before) == (refusal.value.code, town.kept())


def test_a_ticket_ends_with_its_time(town: Town) -> None:
    _, ticket = invited(town)
    town.clock.advance(timedelta(minutes=15))

    assert "ticket-expired" == refusal_of(town, ticket.secret)


def test_a_new_ticket_kills_the_old_one(town: Town) -> None:
    one, old = invited(town)
    new = town.registre.signatures.invite(town.mayor, one.id)

    assert "ticket-revoked" == refusal_of(town, old.secret)
    assert SignatureState.SIGNED is sign_with(town, new.secret).state


def test_a_ticket_tried_a_thousand_times_answers_alike_and_the_good_one_still_works(town: Town) -> None:
    _, ticket = invited(town)
    good = ticket.secret
    elsewhere = Actor.operator(
        WorkspaceId(
            town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire").workspace.id
        )
    )
    tries = [
        good[:-1],
        good + "A",
        good.swapcase(),
        "",
        "\0",
        "\ud800",
        "A" * 10_000,
        *(f"{n:043d}" for n in range(1000)),
    ]
    before, answers = town.kept(), set()

    for actor, secret in [*((TELEPHONE, secret) for secret in tries), (elsewhere, good)]:
        with pytest.raises(NotFound) as refusal:
            town.registre.signatures.open_ticket(actor, secret)
        answers.add((refusal.value.code, refusal.value.message, tuple(refusal.value.facts)))

    assert {("ticket-not-found", "no ticket has this secret", ())} == answers
    assert before == town.kept()
    assert SignatureState.SIGNED is sign_with(town, good).state


def test_a_ticket_is_bound_to_what_was_to_be_signed(town: Town) -> None:
    _, ticket = invited(town)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)

    assert "content-changed" == refusal_of(town, ticket.secret)


def test_who_signed_on_the_page_meanwhile_is_told_to_the_telephone(town: Town) -> None:
    one, ticket = invited(town)
    sign(town, town.mayor, one.id)

    assert "signature-settled" == refusal_of(town, ticket.secret)


def test_whoever_issued_a_ticket_must_still_be_allowed_to_sign(town: Town) -> None:
    clerk = town.holder(*SIGNS)
    _, ticket = invited(town, clerk)
    town.registre.rights.set_active(town.mayor, clerk.id, active=False)  # type: ignore[arg-type]

    assert "account-inactive" == refusal_of(town, ticket.secret)


def test_whoever_is_logged_in_on_the_telephone_needs_the_right_himself(town: Town) -> None:
    _, ticket = invited(town)

    assert "right-not-held" == refusal_of(town, ticket.secret, town.holder("interventions.consult"))


def test_whoever_is_logged_in_on_the_telephone_lends_his_session(town: Town) -> None:
    _, ticket = invited(town)
    keeper = town.holder(*SIGNS, name="Rémi Gardien")

    evidence = sign_with(town, ticket.secret, keeper).evidence

    assert evidence is not None
    assert evidence.session is not None
    assert "Rémi Gardien" == evidence.session.name


def test_a_signer_with_an_account_signs_with_a_ticket_that_somebody_else_issued(town: Town) -> None:
    boss = town.holder(*SIGNS, name="Claire Directrice")
    (one,) = asked(town, of_user(boss))
    ticket = town.registre.signatures.invite(town.holder(*SIGNS, name="Paul Guichet"), one.id)

    evidence = sign_with(town, ticket.secret).evidence

    assert evidence is not None
    assert evidence.session is not None
    assert (boss.id, "Paul Guichet") == (evidence.trace.id, evidence.session.name)


def test_a_holder_refuses_with_a_ticket_which_uses_it_up(town: Town) -> None:
    one, ticket = invited(town)

    town.registre.signatures.refuse_with_ticket(TELEPHONE, ticket.secret, reason="je n'étais pas là")

    assert SignatureState.REFUSED is request(town, one.id).state
    assert "ticket-used" == refusal_of(town, ticket.secret)


@pytest.mark.parametrize("client", [Client.mobile("1.9.1"), Client.web("1.47")])
def test_what_was_asked_for_is_signed_while_access_is_cut(town: Town, client: Client) -> None:
    _, ticket = invited(town)
    suspend(town)
    _, ticket = again(town, ticket)

    assert SignatureState.SIGNED is sign_with(town, ticket.secret, Actor.operator(client=client)).state


def again(town: Town, ticket: Invited) -> tuple[SignatureRequest, Invited]:
    """Issue another ticket for the same request, days later."""
    one = request(town, ticket.ticket.request_id)
    return one, town.registre.signatures.invite(town.holder(*SIGNS, name="Luc Adjoint"), one.id)


def test_under_the_reading_of_the_source_nothing_is_signed_while_access_is_cut(town: Town) -> None:
    _, ticket = invited(town)
    strict = town.with_ports(billing=BillingPolicy(survives=Survives.SOURCE))
    suspend(strict)

    assert "access-suspended" == refusal_of(strict, ticket.secret)


def test_a_required_update_does_not_keep_anybody_from_finishing(town: Town) -> None:
    _, ticket = invited(town)

    assert SignatureState.SIGNED is sign_with(town, ticket.secret, Actor.operator(client=Client.mobile("1.0"))).state


def test_a_ticket_whose_request_is_over_is_no_running_record(town: Town) -> None:
    one, ticket = invited(town)
    debt_free(town)
    town.registre.signatures.revoke(town.mayor, one.id, reason="erreur")

    assert "client-too-old" == refusal_of(town, ticket.secret, Actor.operator(client=Client.mobile("1.0")))


def test_a_machine_issues_tickets_that_open_on_its_session(town: Town) -> None:
    every = town.registre.ports.catalogue.completed(SIGNS)
    kiosk = town.somebody(every, kind=AccountKind.MACHINE, name="Borne d'accueil")
    _, ticket = invited(town, kiosk)

    evidence = sign_with(town, ticket.secret).evidence

    assert evidence is not None
    assert evidence.session is not None
    assert "Borne d'accueil" == evidence.session.name


def test_who_is_logged_in_on_the_telephone_signs_for_nobody_else_who_has_an_account(town: Town) -> None:
    boss, clerk = town.holder(*SIGNS, name="Claire Directrice"), town.holder(*SIGNS, name="Paul Guichet")
    (one,) = asked(town, of_user(boss))
    ticket = town.registre.signatures.invite(clerk, one.id)

    assert "session-of-another" == refusal_of(town, ticket.secret, clerk)
    assert SignatureState.SIGNED is sign_with(town, ticket.secret, boss).state


def test_whose_account_is_locked_or_past_its_last_day_signs_nothing_by_ticket(town: Town) -> None:
    """Nobody is logged in on the telephone: no front door asks whether the signer may act."""
    boss = town.holder(*SIGNS, name="Claire Directrice")
    (one,) = asked(town, of_user(boss))
    ticket = town.registre.signatures.invite(town.mayor, one.id)
    for shut, why in SHUT:
        with town.storage.inner.begin(town.workspace) as tx:
            tx.users.save(evolve(tx.users.get(boss.id), **shut))  # type: ignore[arg-type]
            tx.commit()

        assert "signer-gone" == refusal_of(town, ticket.secret)
        with pytest.raises(RuleViolation) as refusal:
            town.registre.signatures.invite(town.mayor, one.id)
        assert why == refusal.value.reasons[0].facts["why"]


def test_a_ticket_opens_nothing_while_its_issuer_may_not_act(town: Town) -> None:
    clerk = town.holder(*SIGNS, name="Paul Guichet")
    _, ticket = invited(town, clerk)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(clerk.id), locked=True))  # type: ignore[arg-type]
        tx.commit()

    assert "account-locked" in [reason.code for reason in refusal_of_all(town, ticket.secret)]


def test_the_last_day_of_an_account_is_one_on_which_it_signs(town: Town) -> None:
    boss = town.holder(*SIGNS, name="Claire Directrice")
    (one,) = asked(town, of_user(boss))
    ticket = town.registre.signatures.invite(town.mayor, one.id)
    with town.storage.inner.begin(town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(boss.id), expires_on=TODAY))  # type: ignore[arg-type]
        tx.commit()

    assert SignatureState.SIGNED is sign_with(town, ticket.secret).state


SHUT: tuple[tuple[dict[str, Any], str], ...] = (
    ({"locked": True}, "account-locked"),
    ({"locked": False, "expires_on": TODAY - timedelta(days=1)}, "account-expired"),
    ({"active": False}, "account-inactive, account-expired"),
)


def refusal_of_all(town: Town, secret: str) -> tuple[Reason, ...]:
    with pytest.raises(Forbidden) as refusal:
        town.registre.signatures.open_ticket(TELEPHONE, secret)
    return refusal.value.reasons
