"""Which signatures there are under a thing, what each of them still covers, and which wait for somebody."""

from datetime import timedelta

import pytest
from tests.usecases.debts import debt_free
from tests.usecases.signing import SIGNS, asked, drawn, of_contact, of_user, sign
from tests.usecases.town import Town

from registre_core import Forbidden, IntegrityBreach, NotFound
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import SignatureId
from registre_core.services.signatures import ListedSignature
from registre_core.signatures import SignatureState, SubjectKind

INTERVENTION = SubjectKind.INTERVENTION


def listed(town: Town) -> tuple[ListedSignature, ...]:
    return town.registre.signatures.of(town.holder("interventions.consult"), INTERVENTION, town.open.id)


def test_every_signature_that_was_ever_asked_for_is_listed_with_what_became_of_it(town: Town) -> None:
    boss = town.holder(*SIGNS)
    first, second = asked(town, of_user(boss), of_contact(town))
    town.registre.signatures.delegate(boss, first.id, to="Luc Adjoint")
    sign(town, town.mayor, second.id)

    states = [one.state for one in listed(town)]

    assert [SignatureState.DELEGATED, SignatureState.SIGNED, SignatureState.REQUESTED] == states


def test_what_waits_too_long_reads_as_expired(town: Town) -> None:
    asked(town, of_contact(town))
    debt_free(town).clock.advance(timedelta(days=30))

    assert [SignatureState.EXPIRED] == [one.state for one in listed(town)]


def test_a_signature_covers_the_thing_as_long_as_nothing_changes(town: Town) -> None:
    (one,) = asked(town, of_contact(town))
    sign(town, town.mayor, one.id)

    (only,) = listed(town)

    assert only.coverage is not None
    assert (True, ()) == (only.coverage.covers, only.coverage.differences)


def test_a_later_report_is_not_covered_and_the_signature_says_so_without_being_undone(town: Town) -> None:
    (one,) = asked(town, of_contact(town))
    sign(town, town.mayor, one.id)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)

    (only,) = listed(town)

    assert only.coverage is not None
    assert (False, ("content.reports",)) == (only.coverage.covers, only.coverage.differences)
    assert SignatureState.SIGNED is only.state
    assert town.registre.interventions.show(town.mayor, town.open.id).is_closed


def test_what_was_signed_and_is_not_kept_as_it_was_is_a_case_for_a_human(town: Town) -> None:
    (one,) = asked(town, of_contact(town))
    saved = sign(town, town.mayor, one.id)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)
    town.kept()[town.workspace].signed_contents[saved.digest] = b"registre-signable/1\n{}"

    with pytest.raises(IntegrityBreach) as breach:
        listed(town)

    assert "signed-content-altered" == breach.value.code


def test_what_was_not_signed_covers_nothing(town: Town) -> None:
    asked(town, of_contact(town))

    assert [None] == [one.coverage for one in listed(town)]


def test_the_signatures_of_a_thing_on_a_foreign_site_are_not_there(town: Town) -> None:
    stranger = town.holder("interventions.consult", sites=[town.pool.id])

    with pytest.raises(NotFound):
        town.registre.signatures.of(stranger, INTERVENTION, town.open.id)


def test_somebody_finds_what_waits_for_him_page_by_page(town: Town) -> None:
    boss = town.holder(*SIGNS)
    mine, _ = asked(town, of_user(boss), of_contact(town))

    assert (mine,) == town.registre.signatures.page(boss, mine=True, waiting=True).items
    first = town.registre.signatures.page(boss, limit=1)
    second = town.registre.signatures.page(boss, limit=1, after=first.next)
    assert 2 == len({*first.items, *second.items})
    sign(town, boss, mine.id)
    assert () == town.registre.signatures.page(boss, mine=True, waiting=True).items


def test_signatures_under_permits_are_listed_for_whoever_may_see_permits(town: Town) -> None:
    asked(town, of_contact(town))
    actor = town.holder("permits.consult")

    listed = town.registre.signatures.page(actor, SubjectKind.PERMIT).items
    assert {SubjectKind.PERMIT} == {one.subject.kind for one in listed}
    with pytest.raises(Forbidden):
        town.registre.signatures.page(actor)


# ---- erasing ---------------------------------------------------------------------------------------------------------


def traces(town: Town, one: SignatureId) -> tuple[str, object, bool]:
    """Tell who is said to have signed, what is left of it, and whether his name stands anywhere."""
    with town.storage.inner.read(town.workspace) as tx:
        kept = tx.signatures.get(one)
        parts = b"".join(part.content for entry in tx.register.entries() for part in entry.personal)
    assert kept.evidence is not None
    return kept.signer.name, kept.evidence.trace.drawing, "Lefèvre".encode() in parts


def test_of_a_contact_who_is_erased_it_stays_that_he_signed_and_nothing_that_names_him(town: Town) -> None:
    (one,) = asked(town, of_contact(town))
    saved = sign(town, town.mayor, one.id)
    assert ("Hélène Lefèvre", drawn(), True) == traces(town, one.id)

    town.registre.workspace.erase_contact(town.mayor, town.contact.id)

    assert (ERASED_NAME, None, False) == traces(town, one.id)
    (only,) = listed(town)
    assert saved.evidence is not None
    assert only.request.evidence is not None
    assert saved.evidence.drawing_digest == only.request.evidence.drawing_digest
    assert only.coverage is not None
    assert only.coverage.covers
    assert town.registre.register.verify(town.operator).is_intact


def test_nobody_waits_for_the_signature_of_somebody_who_was_erased(town: Town) -> None:
    boss = town.holder(*SIGNS, name="Claire Directrice")
    one, _ = asked(town, of_user(boss), of_contact(town))
    ticket = town.registre.signatures.invite(town.mayor, one.id)
    kinds = len(town.entries())

    town.registre.rights.erase_user(town.mayor, boss.id)  # type: ignore[arg-type]

    (erased, other) = listed(town)
    assert (SignatureState.REVOKED, ERASED_NAME, "personne effacée") == (
        erased.state,
        erased.request.signer.name,
        erased.request.reason,
    )
    assert SignatureState.REQUESTED is other.state
    assert ["signature-revoked", "user-erased"] == [entry.heading.kind for entry in town.entries()[kinds:]]
    with town.storage.inner.read(town.workspace) as tx:
        assert tx.tickets.of_request(one.id)[0].revoked_at is not None
        parts = b"".join(part.content for entry in tx.register.entries() for part in entry.personal)
    assert b"Claire Directrice" not in parts
    assert ticket.ticket.revoked_at is None, "what was handed out is a value of its own"
    assert town.registre.register.verify(town.operator).is_intact


def test_of_whoever_lent_his_session_the_name_goes_and_the_signature_stays(town: Town) -> None:
    clerk = town.holder(*SIGNS, name="Paul Guichet")
    (one,) = asked(town, of_contact(town))
    sign(town, clerk, one.id)

    town.registre.rights.erase_user(town.mayor, clerk.id)  # type: ignore[arg-type]

    (only,) = listed(town)
    assert only.request.evidence is not None
    assert only.request.evidence.session is not None
    assert (ERASED_NAME, "Hélène Lefèvre", drawn()) == (
        only.request.evidence.session.name,
        only.request.signer.name,
        only.request.evidence.trace.drawing,
    )
