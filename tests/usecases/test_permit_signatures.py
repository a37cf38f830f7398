"""Signatures open a permit; without one of them nobody works (S8)."""

from __future__ import annotations

import pytest
from tests.usecases.chantier import Chantier, reasons
from tests.usecases.hot_work import HOUR, who_signs
from tests.usecases.signing import drawn, kinds_since

from registre_core import Actor, RuleViolation
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.signatures import SignatureState, SubjectKind


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
