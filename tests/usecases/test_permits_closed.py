"""A permit is closed by the signatures of those who see that nothing is missing, or say why it may (S8, S9)."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from tests.usecases.chantier import Chantier, reasons
from tests.usecases.hot_work import HOUR, NOW, ZONE
from tests.usecases.signing import kinds_since

from registre_core import RuleViolation, verify_signature
from registre_core.permits import PermitStages
from registre_core.services.signatures import ProofFinding
from registre_core.signatures import Stage, SubjectKind
from registre_core.testing.memory import PlainAttestor


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


def test_the_end_of_work_is_kept_in_utc_so_that_its_rounds_are_due_when_their_minutes_have_passed(
    chantier: Chantier,
) -> None:
    """In the night of October, an hour after half past two by the clock of the wall two hours have passed."""
    permit, paris = chantier.opened(), ZoneInfo("Europe/Paris")
    chantier.town.clock.advance(2 * HOUR)

    kept = chantier.permits.end_work(chantier.zoe, permit, ended_at=(NOW + HOUR).astimezone(paris))

    assert kept.work_ended_at is not None
    assert (NOW + HOUR, UTC) == (kept.work_ended_at, kept.work_ended_at.tzinfo)
