"""What waits for no signatures gets none: neither in another's place, nor under anything but what is closed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve
from tests.usecases.signing import asked, drawn, intervention, of_contact, sign
from tests.usecases.town import TODAY, Town, a_report

from registre_core import RuleViolation
from registre_core.kernel.documents import Originality
from registre_core.kernel.identifiers import SignatureId
from registre_core.permits import opening_refused
from registre_core.signatures import SignatureState, Stage, Subject, SubjectKind
from registre_core.testing.signing import a_signature_request

NEXT_MONTH = TODAY + timedelta(days=30)


def postponed(town: Town, signature: SignatureId) -> None:
    town.registre.signatures.refuse(town.mayor, signature, reason="rien n’est fait")
    town.registre.interventions.postpone(town.mayor, town.open.id, to=NEXT_MONTH, reason="pièce manquante")


def cancelled(town: Town, signature: SignatureId) -> None:
    town.registre.signatures.refuse(town.mayor, signature, reason="rien n’est fait")
    town.registre.interventions.cancel(town.mayor, town.open.id, reason="appareil déposé")


def closed_with_a_later_report(town: Town, signature: SignatureId) -> None:
    sign(town, town.mayor, signature)
    report = town.registre.documents.store(
        town.mayor, a_report(b"%PDF-1.7 plus tard"), name="suite.pdf", originality=Originality.COPY
    )
    town.registre.interventions.attach_report(town.mayor, town.open.id, report)


@pytest.mark.parametrize(
    "become, code",
    [
        (postponed, "signatures-not-asked"),
        (cancelled, "intervention-cancelled"),
        (closed_with_a_later_report, "intervention-closed"),
    ],
)
def test_nobody_is_asked_in_anothers_place_under_what_waits_for_no_signatures(
    town: Town, become: Callable[[Town, SignatureId], None], code: str
) -> None:
    """Whoever signed so would sign that something was done before it was, and it could be closed on his word."""
    (one,) = asked(town, of_contact(town))
    become(town, one.id)
    before = town.kept()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.replace(town.mayor, one.id, by="Luc Autre", reason="absent")

    assert (code, before) == (refusal.value.code, town.kept())


def test_nobody_is_asked_in_anothers_place_under_a_permit_that_was_refused(town: Town) -> None:
    permit = opening_refused(town.permits["waiting"], "trop de vent", town.clock.now())
    subject = Subject(SubjectKind.PERMIT, permit.id, Stage.OPENING, permit.edition)
    request = a_signature_request(permit, subject=subject)
    no = evolve(request, state=SignatureState.REFUSED, settled_at=town.clock.now(), reason="non")
    with town.storage.inner.begin(town.workspace) as tx:
        tx.permits.save(permit)
        tx.signatures.add(no)
        tx.commit()

    with pytest.raises(RuleViolation) as refusal:
        town.registre.signatures.replace(town.mayor, no.id, by="Luc Autre", reason="absent")

    assert "wrong-permit-state" == refusal.value.code


def test_what_is_closed_is_what_was_signed_the_day_it_was_done_included(town: Town) -> None:
    """Signatures under a day that was not told yet are none under the day that whoever closes it tells."""
    (one,) = asked(town, of_contact(town))
    with town.storage.inner.begin(town.workspace) as tx:  # as earlier versions may have left it
        tx.interventions.save(evolve(intervention(town), done_on=None, asked_at=None))
        tx.commit()
    sign(town, town.mayor, one.id, drawing=drawn(3))

    with pytest.raises(RuleViolation) as refusal:
        town.registre.interventions.close(town.mayor, town.open.id, done_on=TODAY)

    assert "signatures-missing" == refusal.value.code
