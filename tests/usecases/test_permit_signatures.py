"""Signatures open a permit and close it; without one of them nobody works, and nothing is closed (S8)."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free
from tests.usecases.hot_work import CONTRACTOR, HOUR, NOW, OPERATOR, ZONE, terms_of, who_signs
from tests.usecases.signing import drawn, kinds_since, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core import Actor, Conflict, RuleViolation, verify_signature
from registre_core.kernel.identifiers import PermitId, SignatureId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.permits import PermitStages
from registre_core.services.permits import PermitToSign
from registre_core.services.signatures import ProofFinding, Signatory
from registre_core.signatures import SignatureState, Stage, SubjectKind
from registre_core.testing.memory import PlainAttestor

ZOE = "Zoé Agente"
"""Signs for the operator, on her own account."""


class Chantier:
    """One permit of the town, and the people around it."""

    def __init__(self, town: Town) -> None:
        self.town = debt_free(town)
        self.permits = town.registre.permits
        self.zoe = town.holder("permits.edit", "permits.close", "permits.sign", "watch.record", name=ZOE)
        self.signatories = (of_user(self.zoe, OPERATOR), of_contact(town, CONTRACTOR))
        self.strokes = 0

    def drawn_up(self, **given: object) -> PermitId:
        terms = terms_of(self.town.firm, self.town.contact, **{"valid_until": NOW + 8 * HOUR, **given})
        return self.permits.draft(self.town.mayor, site=self.town.school.id, terms=terms).id

    def submitted(self, permit: PermitId) -> PermitToSign:
        return self.permits.submit(self.zoe, permit, signatories=self.signatories)

    def sign(self, signature: SignatureId) -> None:
        self.strokes += 1
        sign(self.town, self.zoe, signature, drawing=drawn(self.strokes))

    def signed(self, asked: PermitToSign) -> None:
        for one in asked.requests:
            self.sign(one.id)

    def opened(self, **given: object) -> PermitId:
        asked = self.submitted(self.drawn_up(**given))
        self.signed(asked)
        return asked.permit.id

    def looked_after(self) -> PermitId:
        """Open a permit, end the work, and make every round."""
        permit = self.opened()
        self.permits.end_work(self.zoe, permit)
        for minutes in (30, 30, 60):
            self.town.clock.advance(HOUR * minutes / 60)
            self.permits.record_round(self.zoe, permit, {1: 30, 2: 60, 4: 120}[self.half_hours()])
        return permit

    def half_hours(self) -> int:
        return (self.town.clock.now() - NOW) // (HOUR / 2)

    def state(self, permit: PermitId) -> str:
        return self.permits.show(self.town.mayor, permit).french_state


@pytest.fixture
def chantier(town: Town) -> Chantier:
    return Chantier(town)


def reasons(refusal: pytest.ExceptionInfo[RuleViolation]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_the_state_says_whose_signature_is_missing_and_the_last_one_lets_work_begin(chantier: Chantier) -> None:
    asked = chantier.submitted(chantier.drawn_up())
    seen = [chantier.state(asked.permit.id)]
    for one in asked.requests:
        chantier.sign(one.id)
        seen.append(chantier.state(asked.permit.id))

    expected = ["en attente de signature exploitant et prestataire", "en attente de signature prestataire", "en cours"]
    assert expected == seen


def test_the_contractor_may_sign_first(chantier: Chantier) -> None:
    asked = chantier.submitted(chantier.drawn_up())
    chantier.sign(asked.requests[1].id)

    assert "en attente de signature exploitant" == chantier.state(asked.permit.id)


def test_the_register_tells_when_work_was_allowed(chantier: Chantier) -> None:
    asked, before = chantier.submitted(chantier.drawn_up()), chantier.town.entries()
    chantier.signed(asked)

    assert ["permit-opened"] == [kind for kind in kinds_since(chantier.town, before) if "permit" in kind]


def test_both_sides_sign_and_nobody_on_both(chantier: Chantier) -> None:
    permit, zoe = chantier.drawn_up(), chantier.zoe.id
    assert zoe is not None
    told = []
    for signatories in (
        [of_user(chantier.zoe, OPERATOR)],
        [of_user(chantier.zoe, OPERATOR), of_user(chantier.zoe, CONTRACTOR)],
        [of_user(chantier.zoe, OPERATOR), Signatory(CONTRACTOR, "Agente Zoé")],
    ):
        with pytest.raises(RuleViolation) as refusal:
            chantier.permits.submit(chantier.zoe, permit, signatories=signatories)
        told.append(reasons(refusal))

    assert [["role-without-signer"], ["signs-in-two-roles"], ["signs-in-two-roles"]] == told
    assert "brouillon" == chantier.state(permit)


def test_a_refusal_to_open_ends_the_permit_and_asks_nobody_any_more(chantier: Chantier) -> None:
    asked = chantier.submitted(chantier.drawn_up())
    chantier.town.registre.signatures.refuse(chantier.zoe, asked.requests[0].id, reason="pas d'extincteur")

    shown = chantier.permits.show(chantier.town.mayor, asked.permit.id)
    assert ("refusé", "pas d'extincteur") == (shown.french_state, shown.permit.ending and shown.permit.ending.reason)
    assert [SignatureState.REFUSED, SignatureState.REVOKED] == [
        one.state for one in chantier.town.registre.signatures.of(chantier.zoe, SubjectKind.PERMIT, asked.permit.id)
    ]


def test_a_signature_that_comes_when_the_permit_has_expired_opens_nothing(chantier: Chantier) -> None:
    asked = chantier.submitted(chantier.drawn_up())
    chantier.town.clock.advance(9 * HOUR)

    with pytest.raises(RuleViolation) as refusal:
        chantier.sign(asked.requests[0].id)

    assert (["permit-over"], "expiré") == (reasons(refusal), chantier.state(asked.permit.id))


def test_an_extension_is_signed_again_and_meanwhile_nobody_works(chantier: Chantier) -> None:
    permit = chantier.opened()
    chantier.town.clock.advance(2 * HOUR)
    asked = chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    seen = [chantier.state(permit)]
    chantier.sign(asked.requests[0].id)
    seen.append(chantier.state(permit))
    chantier.sign(asked.requests[1].id)

    assert ["en attente de signature exploitant et prestataire", "en attente de signature prestataire", "en cours"] == [
        *seen,
        chantier.state(permit),
    ]


def test_signatures_of_an_earlier_edition_stay_and_are_shown_as_not_covering(chantier: Chantier) -> None:
    permit = chantier.opened()
    chantier.permits.add_contractor(chantier.zoe, permit, signatories=chantier.signatories)

    listed = chantier.town.registre.signatures.of(chantier.zoe, SubjectKind.PERMIT, permit)
    assert [(1, False), (1, False)] == [
        (one.request.subject.edition, one.coverage.covers) for one in listed if one.coverage is not None
    ]
    assert {"content.edition"} == {name for one in listed if one.coverage for name in one.coverage.differences}


def test_an_extension_that_is_refused_leaves_the_work_stopped_and_the_place_watched(chantier: Chantier) -> None:
    permit = chantier.opened()
    asked = chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    chantier.town.registre.signatures.refuse(chantier.zoe, asked.requests[0].id, reason="trop tard")

    assert "suspendu" == chantier.state(permit)
    assert NOW + 8 * HOUR == chantier.permits.show(chantier.town.mayor, permit).permit.watched_from
    chantier.permits.end_work(chantier.zoe, permit)
    assert "travaux terminés" == chantier.state(permit)


def test_the_end_of_work_asks_for_no_signature_under_an_extension_any_more(chantier: Chantier) -> None:
    permit = chantier.opened()
    asked = chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    chantier.permits.end_work(chantier.zoe, permit)

    listed = chantier.town.registre.signatures.of(chantier.zoe, SubjectKind.PERMIT, permit)
    assert {SignatureState.REVOKED} == {
        one.state for one in listed if one.request.id in {request.id for request in asked.requests}
    }


def test_the_last_closing_signature_closes_it(chantier: Chantier) -> None:
    permit = chantier.looked_after()
    asked = chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories)
    before = chantier.town.entries()
    chantier.sign(asked.requests[0].id)
    assert "en attente de signature prestataire" == chantier.state(permit)

    chantier.sign(asked.requests[1].id)

    shown = chantier.permits.show(chantier.town.mayor, permit)
    assert ("clôturé", "vert") == (shown.french_state, shown.colour)
    assert "permit-closed" == kinds_since(chantier.town, before)[-1]
    assert all(
        one.coverage is not None and one.coverage.covers
        for one in chantier.town.registre.signatures.of(chantier.zoe, SubjectKind.PERMIT, permit)
    )


def test_what_is_missing_keeps_it_from_being_closed_unless_somebody_says_why_in_his_name(chantier: Chantier) -> None:
    permit = chantier.opened()
    chantier.permits.isolate(chantier.zoe, permit, [ZONE])
    chantier.permits.end_work(chantier.zoe, permit)
    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories)

    asked = chantier.permits.ask_closing(
        chantier.zoe, permit, signatories=chantier.signatories, exemption="site évacué par arrêté"
    )

    assert ["detectors-not-restored", "watch-not-done"] == reasons(refusal)
    exemption = asked.permit.exemption
    assert exemption is not None
    assert ("site évacué par arrêté", chantier.zoe.id, NOW) == (exemption.reason, exemption.by, exemption.at)


def test_a_round_that_arrives_while_it_is_being_closed_asks_for_every_closing_signature_again(
    chantier: Chantier,
) -> None:
    permit = chantier.opened()
    chantier.permits.end_work(chantier.zoe, permit)
    chantier.town.clock.advance(HOUR)
    asked = chantier.permits.ask_closing(
        chantier.zoe, permit, signatories=chantier.signatories, exemption="site évacué"
    )
    chantier.sign(asked.requests[0].id)
    chantier.permits.record_round(chantier.zoe, permit, 60)

    assert "travaux terminés" == chantier.state(permit)
    with pytest.raises(Exception, match="signature-settled"):
        chantier.sign(asked.requests[1].id)
    again = chantier.permits.ask_closing(
        chantier.zoe, permit, signatories=chantier.signatories, exemption="site évacué"
    )
    chantier.signed(again)
    assert "clôturé" == chantier.state(permit)


def test_a_refusal_to_close_leaves_it_to_be_closed_and_all_sign_when_it_is_asked_for_again(
    chantier: Chantier,
) -> None:
    permit = chantier.looked_after()
    asked = chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories)
    chantier.sign(asked.requests[1].id)
    chantier.town.registre.signatures.refuse(chantier.zoe, asked.requests[0].id, reason="gravats non évacués")
    assert "en attente de signature exploitant" == chantier.state(permit)

    again = chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories)
    chantier.sign(again.requests[0].id)
    assert "en attente de signature prestataire" == chantier.state(permit)
    chantier.sign(again.requests[1].id)

    assert "clôturé" == chantier.state(permit)


def test_what_comes_after_the_closing_is_kept_and_its_signatures_no_longer_cover_it(chantier: Chantier) -> None:
    permit = chantier.opened()
    chantier.permits.isolate(chantier.zoe, permit, [ZONE])
    chantier.permits.end_work(chantier.zoe, permit)
    chantier.signed(
        chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories, exemption="évacuation")
    )

    chantier.permits.restore(chantier.zoe, permit, [ZONE])

    assert "clôturé" == chantier.state(permit)
    listed = chantier.town.registre.signatures.of(chantier.zoe, SubjectKind.PERMIT, permit)
    assert [True, True, False, False] == [one.coverage.covers for one in listed if one.coverage]


def test_the_source_s_own_flow_is_signed_at_its_end_only_and_signing_closes_it(chantier: Chantier) -> None:
    permit = chantier.drawn_up(stages=PermitStages.CLOSING, watch=None)
    handed_in = chantier.permits.submit(chantier.zoe, permit)
    assert ((), "en cours") == (handed_in.requests, chantier.state(permit))

    chantier.permits.end_work(chantier.zoe, permit)
    asked = chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories)
    seen = [chantier.state(permit)]
    chantier.sign(asked.requests[1].id)
    seen.append(chantier.state(permit))
    chantier.sign(asked.requests[0].id)

    assert [
        "en attente de signature exploitant et prestataire",
        "en attente de signature exploitant",
        "clôturé",
    ] == [*seen, chantier.state(permit)]


def test_what_was_signed_to_open_and_to_close_it_is_proven_without_the_register(chantier: Chantier) -> None:
    key = PlainAttestor("of the town")
    permit, signing = chantier.looked_after(), chantier.town.with_ports(attestor=key).registre.signatures
    chantier.signed(chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories))

    proofs = [
        verify_signature(signing.bundle(chantier.zoe, one.request.id), key)
        for one in signing.of(chantier.zoe, SubjectKind.PERMIT, permit)
    ]
    assert {ProofFinding.ATTESTED} == {proof.finding for proof in proofs}
    assert [Stage.OPENING, Stage.OPENING, Stage.CLOSING, Stage.CLOSING] == [
        proof.statement.subject.stage for proof in proofs if proof.statement
    ]


def test_a_permit_is_signed_on_a_telephone_with_a_ticket(chantier: Chantier) -> None:
    """Opening the permit shows a QR code; the telephone that it leads to signs (S8)."""
    asked, signing = chantier.submitted(chantier.drawn_up()), chantier.town.registre.signatures
    for number, one in enumerate(asked.requests):
        invited = signing.invite(chantier.zoe, one.id)
        telephone = Actor.operator()
        shown = signing.open_ticket(telephone, invited.secret)
        signing.sign_with_ticket(
            telephone, invited.secret, digest=shown.digest, drawing=drawn(number), consent=shown.consent.version
        )

    assert "en cours" == chantier.state(asked.permit.id)


def test_somebody_without_account_or_contact_signs_by_the_name_that_was_written_down(chantier: Chantier) -> None:
    permit = chantier.drawn_up()
    asked = chantier.permits.submit(chantier.zoe, permit, signatories=who_signs(chantier.town.contact))
    chantier.signed(asked)

    assert [PersonKind.NAMED, PersonKind.CONTACT] == [one.signer.kind for one in asked.requests]
    assert "en cours" == chantier.state(permit)


def test_an_erased_signer_leaves_the_permit_waiting_for_somebody_else(chantier: Chantier) -> None:
    asked = chantier.submitted(chantier.drawn_up(watcher=PersonKey(PersonKind.USER, chantier.town.clerk.id)))
    chantier.town.registre.workspace.erase_contact(chantier.town.mayor, chantier.town.contact.id)
    chantier.sign(asked.requests[0].id)

    assert "en attente de signature prestataire" == chantier.state(asked.permit.id)


SIDES_CHANGED = (
    [Signatory(OPERATOR, "Odile Exploitante"), Signatory(CONTRACTOR, "AGENTE Zoé")],
    [Signatory(OPERATOR, "Odile Exploitante"), None],
)
"""Zoé signed for the operator: now she would sign for the contractor, by name and on her account."""


@pytest.mark.parametrize("signatories", SIDES_CHANGED, ids=["by name", "by identity"])
def test_whoever_opened_it_on_one_side_is_not_asked_to_close_it_on_the_other(
    chantier: Chantier, signatories: list[Signatory | None]
) -> None:
    permit = chantier.looked_after()

    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.ask_closing(
            chantier.zoe, permit, signatories=[one or of_user(chantier.zoe, CONTRACTOR) for one in signatories]
        )
    assert ["signs-in-two-roles"] == reasons(refusal)


def test_nobody_changes_sides_from_one_edition_to_the_next(chantier: Chantier) -> None:
    permit = chantier.opened()

    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.extend(
            chantier.zoe,
            permit,
            until=NOW + 20 * HOUR,
            signatories=(of_contact(chantier.town, OPERATOR), of_user(chantier.zoe, CONTRACTOR)),
        )
    assert ["signs-in-two-roles", "signs-in-two-roles"] == reasons(refusal)


def test_the_same_people_sign_every_stage_and_edition_on_their_own_side(chantier: Chantier) -> None:
    permit = chantier.opened()
    chantier.signed(
        chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    )
    chantier.permits.end_work(chantier.zoe, permit)
    chantier.signed(
        chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories, exemption="évacuation")
    )

    assert "clôturé" == chantier.state(permit)


def test_a_closing_signature_is_handed_to_nobody_who_opened_it_on_the_other_side(chantier: Chantier) -> None:
    asked = chantier.permits.ask_closing(
        chantier.zoe,
        chantier.looked_after(),
        signatories=(Signatory(OPERATOR, "Odile Exploitante"), Signatory(CONTRACTOR, "Marc Soudeur")),
    )
    signing, theirs, zoe = chantier.town.registre.signatures, asked.requests[1].id, of_user(chantier.zoe).person

    with pytest.raises(RuleViolation) as delegating:
        signing.delegate(chantier.zoe, theirs, to=zoe)
    with pytest.raises(RuleViolation) as replacing:
        signing.replace(chantier.town.mayor, theirs, by="Agente Zoe", reason="absent")
    assert [["signs-in-two-roles"]] * 2 == [reasons(delegating), reasons(replacing)]


def test_who_took_the_name_of_somebody_who_opened_it_on_the_other_side_does_not_close_it(chantier: Chantier) -> None:
    """What was asked may have been right when it was asked: it is judged again when it is signed."""
    asked = chantier.permits.ask_closing(
        chantier.zoe,
        chantier.looked_after(),
        signatories=(Signatory(OPERATOR, "Odile Exploitante"), of_user(chantier.town.mayor, CONTRACTOR)),
    )
    with chantier.town.storage.inner.begin(chantier.town.workspace) as tx:
        tx.users.save(evolve(tx.users.get(chantier.town.mayor.id), name=ZOE))  # type: ignore[arg-type]
        tx.commit()

    with pytest.raises(RuleViolation) as refusal:
        sign(chantier.town, chantier.town.mayor, asked.requests[1].id, drawing=drawn(9))
    assert ["signs-in-two-roles"] == reasons(refusal)


def test_an_extension_signed_after_the_work_had_to_stop_opens_nothing_and_forgets_no_round(chantier: Chantier) -> None:
    """From then on the place is watched: what was missed would be ahead again, and the colour grey."""
    permit = chantier.opened()
    asked = chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    chantier.sign(asked.requests[0].id)
    chantier.town.clock.advance(12 * HOUR)

    for late in (
        lambda: chantier.sign(asked.requests[1].id),
        lambda: chantier.permits.extend(chantier.zoe, permit, until=NOW + 30 * HOUR, signatories=chantier.signatories),
    ):
        with pytest.raises(RuleViolation) as refusal:
            late()
        assert ["permit-over"] == reasons(refusal)
    shown = chantier.permits.show(chantier.town.mayor, permit)
    assert ("expiré", "rouge") == (shown.french_state, shown.colour)


def test_a_refused_extension_prolongs_nothing(chantier: Chantier) -> None:
    permit = chantier.opened()
    asked = chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    chantier.town.registre.signatures.refuse(chantier.zoe, asked.requests[0].id, reason="trop tard")
    chantier.town.clock.advance(12 * HOUR)

    assert "expiré" == chantier.state(permit)
    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.extend(chantier.zoe, permit, until=NOW + 30 * HOUR, signatories=chantier.signatories)
    assert ["permit-over"] == reasons(refusal)


def test_who_closes_it_asks_nobody_any_more_for_an_extension_of_the_work(chantier: Chantier) -> None:
    """Otherwise somebody could still refuse one, which would stop the work of a permit that is being closed."""
    permit = chantier.opened()
    extension = chantier.permits.extend(chantier.zoe, permit, until=NOW + 20 * HOUR, signatories=chantier.signatories)
    chantier.town.clock.advance(12 * HOUR)
    asked = chantier.permits.ask_closing(chantier.zoe, permit, signatories=chantier.signatories, exemption="évacué")

    with pytest.raises(Conflict) as refusal:
        chantier.town.registre.signatures.refuse(chantier.zoe, extension.requests[0].id, reason="trop tard")
    assert "signature-settled" == refusal.value.code
    chantier.signed(asked)
    assert "clôturé" == chantier.state(permit)


def test_the_end_of_work_is_kept_in_utc_so_that_its_rounds_are_due_when_their_minutes_have_passed(
    chantier: Chantier,
) -> None:
    """In the night of October, an hour after half past two by the clock of the wall two hours have passed."""
    permit, paris = chantier.opened(), ZoneInfo("Europe/Paris")
    chantier.town.clock.advance(2 * HOUR)

    kept = chantier.permits.end_work(chantier.zoe, permit, ended_at=(NOW + HOUR).astimezone(paris))

    assert kept.work_ended_at is not None
    assert (NOW + HOUR, UTC) == (kept.work_ended_at, kept.work_ended_at.tzinfo)


def test_who_is_at_work_signs_for_nobody_but_his_firm(chantier: Chantier) -> None:
    """Not when he is asked, and not when it is handed to him afterwards."""
    permit, theirs = chantier.drawn_up(), of_contact(chantier.town, OPERATOR)
    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.submit(chantier.zoe, permit, signatories=[theirs, Signatory(CONTRACTOR, "Marc Soudeur")])
    told = [reasons(refusal)]
    asked = chantier.permits.submit(
        chantier.zoe, permit, signatories=[of_user(chantier.zoe, OPERATOR), Signatory(CONTRACTOR, "Marc Soudeur")]
    )
    handed = chantier.town.registre.signatures.delegate(chantier.zoe, asked.requests[0].id, to=theirs.person)
    with pytest.raises(RuleViolation) as refusal:
        chantier.sign(handed.request.id)

    assert [["person-on-wrong-side"]] * 2 == [*told, reasons(refusal)]


def test_who_answers_for_the_site_does_not_sign_for_the_firm(chantier: Chantier) -> None:
    mayor = of_user(chantier.town.mayor, CONTRACTOR)
    permit = chantier.drawn_up(operator_people=(mayor.person,))

    with pytest.raises(RuleViolation) as refusal:
        chantier.permits.submit(chantier.zoe, permit, signatories=[of_user(chantier.zoe, OPERATOR), mayor])
    assert ["person-on-wrong-side"] == reasons(refusal)
