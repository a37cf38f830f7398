"""A permit that is extended is signed again; until it is, and when it is refused, nobody works (S8)."""

from __future__ import annotations

import pytest
from tests.usecases.chantier import Chantier, reasons
from tests.usecases.hot_work import HOUR, NOW

from registre_core import Conflict, RuleViolation
from registre_core.signatures import SignatureState, SubjectKind


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
