"""A signed thing becomes a sealed document: with every signature, with its time or not at all, never printed twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from tests.usecases.signing import CONTACT, SIGNS, asked, drawn, kinds_since, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core import ConfigurationError, Conflict, Forbidden, NotFound, RuleViolation, verify_signature
from registre_core.kernel.identifiers import SealId
from registre_core.ports import FoundSeal
from registre_core.services.signatures import ProofFinding
from registre_core.signatures import Seal, SealState, Stage, SubjectKind, TimeLevel
from registre_core.testing.builders import IDS
from registre_core.testing.contracts.paper import leaf, squeezed
from registre_core.testing.memory import PlainAttestor, PlainCapture, PlainRenderer, PlainSealer
from registre_core.testing.memory.sealer import failing_time
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_reading_pdf import PdfPageReader

KEY, SEALER = PlainAttestor("of the town"), PlainSealer("of the town")
INTERVENTION, COMPLETION = SubjectKind.INTERVENTION, Stage.COMPLETION


def pressing(town: Town, **ports: Any) -> Town:  # noqa: ANN401
    chosen = {"renderer": PlainRenderer(), "sealer": SEALER, "attestor": KEY, "capture": PlainCapture()}
    return town.with_ports(**{**chosen, **ports})


@pytest.fixture
def signed(town: Town) -> Town:
    """Let the director sign, and not yet the contact."""
    town = pressing(town)
    boss = town.holder(*SIGNS, name="Claire Directrice")
    first, _ = asked(town, of_user(boss, capacity="Directrice"), of_contact(town))
    sign(town, boss, first.id, reservations="Sous réserve")
    return town


def seal(town: Town) -> Seal:
    return town.registre.signatures.seal(town.mayor, INTERVENTION, town.open.id, COMPLETION)


def sign_the_other(town: Town) -> None:
    """Let the contact sign on the mayor's session."""
    waiting = town.registre.signatures.page(town.mayor, waiting=True).items
    (other,) = [one for one in waiting if one.role is CONTACT and one.subject.id == town.open.id]
    sign(town, town.mayor, other.id, drawing=drawn(1))


def content(town: Town, one: Seal) -> bytes:
    with town.registre.signatures.open_sealed(town.mayor, one.id) as stream:
        return stream.read()


def found(town: Town, one: Seal) -> tuple[FoundSeal, ...]:
    return SEALER.check(content(town, one))


def refused_for(reason: str, ask: Callable[[], object]) -> None:
    with pytest.raises(RuleViolation) as refusal:
        ask()
    assert reason == refusal.value.code


def test_a_sealed_document_bears_what_was_signed_and_by_whom(signed: Town) -> None:
    made = seal(signed)
    said = leaf(PdfPageReader(), content(signed, made)).text

    assert (SealState.SEALED, TimeLevel.LOCAL, signed.clock.now()) == (made.state, made.time_level, made.sealed_at)
    assert squeezed("Claire Directrice") in said
    assert squeezed(signed.contact.name) in said
    assert [True] == [one.is_intact and one.is_trusted for one in found(signed, made)]
    assert made.document is not None
    assert "Bon d’intervention — 02-03-2026.pdf" == made.document.name


def test_each_signature_brings_the_proof_of_itself(signed: Town) -> None:
    (only,) = found(signed, seal(signed))
    assert only.evidence is not None
    proof = verify_signature(only.evidence, KEY)

    assert ProofFinding.ATTESTED is proof.finding
    assert proof.statement is not None
    assert ("Claire Directrice", "Sous réserve") == (proof.statement.name, proof.statement.reservations)


def test_a_further_signature_is_added_to_the_same_document(signed: Town) -> None:
    first = seal(signed)
    before = content(signed, first)
    sign_the_other(signed)
    second = seal(signed)

    assert (first.id, first.version + 1) == (second.id, second.version)
    assert (*first.signatures, second.signatures[-1]) == second.signatures
    assert content(signed, second).startswith(before)
    assert [True, True] == [one.is_intact for one in found(signed, second)]


def test_a_later_report_keeps_nobody_from_being_added(signed: Town) -> None:
    """What was signed and sealed stays what it was; who signs the same afterwards belongs on the same document."""
    first = seal(signed)
    sign_the_other(signed)
    report = signed.registre.documents.store(signed.mayor, BytesIO(b"%PDF-1.7 annexe"), name="annexe.pdf")
    signed.registre.interventions.attach_report(signed.mayor, signed.open.id, report)

    assert 2 == len(seal(signed).signatures)
    assert first.document is not None


def test_sealing_again_without_a_further_signature_changes_nothing(signed: Town) -> None:
    first, before = seal(signed), signed.entries()

    assert first == seal(signed)
    assert [] == kinds_since(signed, before)


def test_the_register_tells_of_each_seal(signed: Town) -> None:
    before = signed.entries()
    seal(signed)

    assert ["document-sealed"] == kinds_since(signed, before)


def test_what_nobody_signed_is_not_sealed(town: Town) -> None:
    town = pressing(town)
    asked(town, of_contact(town))

    refused_for("nothing-to-seal", lambda: seal(town))


def test_a_report_that_came_after_closing_is_not_on_the_paper_that_was_signed(signed: Town) -> None:
    late = pressing(signed, sealer=PlainSealer("of the town", time=failing_time))
    sign_the_other(late)
    assert SealState.PENDING is seal(late).state
    report = late.registre.documents.store(late.mayor, BytesIO(b"%PDF-1.7 annexe"), name="annexe.pdf")
    late.registre.interventions.attach_report(late.mayor, late.open.id, report)

    town = pressing(late)
    (tried,) = town.registre.signatures.seal_pending(town.operator)
    printed = leaf(PdfPageReader(), content(town, tried.seal)).text
    assert (SealState.SEALED, 2) == (tried.seal.state, len(tried.seal.signatures))
    assert squeezed("annexe.pdf") not in printed
    assert report in town.registre.interventions.show(town.mayor, town.open.id).reports


def test_what_is_no_longer_what_was_signed_is_not_printed(signed: Town) -> None:
    report = signed.registre.documents.store(signed.mayor, BytesIO(b"%PDF-1.7 annexe"), name="annexe.pdf")
    signed.registre.interventions.attach_report(signed.mayor, signed.open.id, report)

    refused_for("signed-content-changed", lambda: seal(signed))


def test_a_time_server_that_fails_leaves_it_waiting_and_the_register_says_so(signed: Town) -> None:
    timeless, before = pressing(signed, sealer=PlainSealer("of the town", time=failing_time)), signed.entries()
    first, second = seal(timeless), seal(timeless)

    assert (SealState.PENDING, None, 1) == (first.state, first.document, first.attempts)
    assert (SealState.PENDING, None, 2) == (second.state, second.document, second.attempts)
    assert ["document-sealed", "document-sealed"] == kinds_since(signed, before)
    with pytest.raises(NotFound) as refusal:
        content(timeless, second)
    assert "document-not-found" == refusal.value.code


def test_what_was_sealed_before_the_time_server_failed_can_still_be_given_away(signed: Town) -> None:
    first = seal(signed)
    sign_the_other(signed)
    waiting = seal(pressing(signed, sealer=PlainSealer("of the town", time=failing_time)))

    assert (SealState.PENDING, first.document, 2) == (waiting.state, waiting.document, len(waiting.signatures))
    assert 1 == len(found(signed, waiting))


def timed() -> datetime:
    return A_MONDAY_MORNING + timedelta(hours=1)


def test_what_waits_is_sealed_when_the_time_server_answers_again(signed: Town) -> None:
    waiting = seal(pressing(signed, sealer=PlainSealer("of the town", time=failing_time)))
    again = pressing(signed, sealer=PlainSealer("of the town", time=timed))
    (tried,) = again.registre.signatures.seal_pending(signed.operator)

    assert (waiting.id, SealState.SEALED, TimeLevel.STAMPED, None) == (
        tried.seal.id,
        tried.seal.state,
        tried.seal.time_level,
        tried.error,
    )
    assert [timed()] == [one.stamped_at for one in found(signed, tried.seal)]
    assert () == again.registre.signatures.seal_pending(signed.operator)


def test_what_waits_and_cannot_be_sealed_any_more_says_why(signed: Town) -> None:
    waiting = seal(pressing(signed, sealer=PlainSealer("of the town", time=failing_time)))
    report = signed.registre.documents.store(signed.mayor, BytesIO(b"%PDF-1.7 annexe"), name="annexe.pdf")
    signed.registre.interventions.attach_report(signed.mayor, signed.open.id, report)
    (tried,) = pressing(signed, sealer=PlainSealer("of the town", time=timed)).registre.signatures.seal_pending(
        signed.operator
    )

    assert waiting == tried.seal
    assert tried.error is not None
    assert "signed-content-changed" == tried.error.code


@pytest.mark.parametrize(
    "lacking,code",
    [
        ("renderer", "no-renderer"),
        ("sealer", "no-sealer"),
        ("attestor", "no-attestor"),
        ("capture", "no-signature-capture"),
    ],
)
def test_a_host_that_chose_too_little_is_told_what_to_choose(signed: Town, lacking: str, code: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        seal(pressing(signed, **{lacking: None}))

    assert code == refusal.value.code


def test_who_may_not_sign_may_not_seal(signed: Town) -> None:
    for actor in (signed.somebody(), signed.holder("interventions.consult")):
        with pytest.raises(Forbidden):
            signed.registre.signatures.seal(actor, INTERVENTION, signed.open.id, COMPLETION)


def test_a_sealed_document_on_a_site_that_is_not_his_is_not_there(signed: Town) -> None:
    made = seal(signed)
    stranger = signed.holder("interventions.consult", sites=frozenset({signed.pool.id}))

    with pytest.raises(NotFound) as refusal, signed.registre.signatures.open_sealed(stranger, made.id):
        pass
    assert "seal-not-found" == refusal.value.code
    with pytest.raises(NotFound), signed.registre.signatures.open_sealed(signed.mayor, SealId(IDS.new())):
        pass


def test_every_seal_of_a_thing_is_told(signed: Town) -> None:
    made = seal(signed)

    assert (made,) == signed.registre.signatures.sealed(
        signed.holder("interventions.consult"), INTERVENTION, signed.open.id
    )


def test_who_signs_in_the_place_of_another_uses_his_box(signed: Town) -> None:
    first = seal(signed)
    (other,) = [
        one
        for one in signed.registre.signatures.page(signed.mayor, waiting=True).items
        if one.role is CONTACT and one.subject.id == signed.open.id
    ]
    handed = signed.registre.signatures.replace(signed.mayor, other.id, by="Luc Adjoint", reason="absent")
    sign(signed, signed.mayor, handed.request.id, drawing=drawn(1))
    second = seal(signed)

    assert [str(one.signature) for one in first.reserved] == [one.name for one in found(signed, second)]
    assert (first.signatures[0], handed.request.id) == second.signatures


def test_two_who_seal_at_once_make_one_document(signed: Town) -> None:
    class Slow(PlainRenderer):
        def render(self, printable: Any) -> Any:  # noqa: ANN401
            seal(signed)
            return super().render(printable)

    with pytest.raises(Conflict) as refusal:
        seal(pressing(signed, renderer=Slow()))
    assert "stale-version" == refusal.value.code
    assert 1 == len(signed.registre.signatures.sealed(signed.mayor, INTERVENTION, signed.open.id))
