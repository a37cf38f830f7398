"""What is told of signatures, requests and invoices, as long as it is true."""

from datetime import date, timedelta

import pytest
from tests.usecases.asking import QUOTE, answered, sent
from tests.usecases.briefing import briefed, is_moot, letter_of, made, told
from tests.usecases.debts import debt_free, owe, pay
from tests.usecases.signing import asked, of_contact, of_user, sign
from tests.usecases.telling import reachable, subscribed
from tests.usecases.town import Town

from registre_core.billing.tables import OVERDUE_TEXT
from registre_core.kernel.reasons import FactValue
from registre_core.notices import Letter
from registre_core.ports.storage import Notice
from registre_core.signatures import SignatureRequest, Stage


@pytest.fixture
def town(town: Town) -> Town:
    """Let a machine be told of everything, so that nothing goes untold for want of an address."""
    subscribed(town)
    return town


def test_somebody_is_asked_to_sign_until_he_has_or_cannot_any_more(town: Town) -> None:
    [request] = asked(town, of_user(town.mayor))
    notice = told(town, "signature-requested")
    letter = letter_of(town, "signature-requested")
    assert (town.school.name, town.open.type.french) == (letter.site, letter.subject)
    assert town.open.planned_on.isoformat() == letter.facts["planned_on"]
    assert is_moot(town, notice, at=request.expires_at)

    sign(town, town.mayor, request.id)
    assert is_moot(town, notice)


def test_a_signature_is_told_as_what_it_became(town: Town) -> None:
    first, second = asked(town, of_user(town.mayor), of_contact(town))
    sign(town, town.mayor, first.id)
    given = told(town, "signature-given")
    assert briefed(town, given) is not None

    as_refused = made(town, "signature-refused", given.subject_kind, given.subject_id, **given.facts)
    assert is_moot(town, as_refused)
    of_the_other = {**given.facts, "signature": str(second.id)}
    assert is_moot(town, made(town, "signature-given", given.subject_kind, given.subject_id, **of_the_other))


def test_signatures_of_a_permit_are_told_with_its_place_and_its_time(town: Town) -> None:
    permit = town.permits["waiting"]
    [request] = [one for one in requests_of(town) if one.subject.id == permit.id][:1]
    facts: dict[str, FactValue] = {"signature": str(request.id), "kind": "permit", "stage": "opening"}
    notice = made(
        town,
        "signature-requested",
        "permit",
        permit.id,
        **facts,
        role=request.role.value,
        expires_at=request.expires_at.isoformat(),
    )
    letter = briefed(town, notice)
    assert letter is not None
    assert permit.place == letter.subject
    valid = letter.facts["valid_from"], letter.facts["valid_until"]
    assert (permit.valid_from.isoformat(), permit.valid_until.isoformat()) == valid


def requests_of(town: Town) -> tuple[SignatureRequest, ...]:
    with town.storage.inner.read(town.workspace) as tx:
        return tx.signatures.page(limit=200).items


def awaiting(town: Town, name: str, stage: Stage) -> Notice:
    permit = town.permits[name]
    valid = {"valid_from": permit.valid_from.isoformat(), "valid_until": permit.valid_until.isoformat()}
    return made(town, "permit-awaiting", "permit", permit.id, stage=stage.value, **valid)


def test_a_permit_waits_for_signatures_at_its_stage_and_no_longer_than_it_is_valid(town: Town) -> None:
    assert briefed(town, awaiting(town, "waiting", Stage.OPENING)) is not None
    assert briefed(town, awaiting(town, "closing", Stage.CLOSING)) is not None

    assert is_moot(town, awaiting(town, "waiting", Stage.CLOSING))
    assert is_moot(town, awaiting(town, "active", Stage.OPENING))
    assert is_moot(town, awaiting(town, "waiting", Stage.OPENING), at=town.permits["waiting"].valid_until)


def test_somebody_is_asked_with_the_words_of_whoever_asks(town: Town) -> None:
    request = sent(town, "Remplacer\nle bloc", QUOTE)
    letter = letter_of(town, "request-sent")

    assert ("Remplacer\nle bloc", request.id, 1) == (letter.subject, letter.subject_id, letter.facts["findings"])
    assert (request.type_code, town.school.address or None) == (letter.facts["type"], letter.facts["address"])


def test_whoever_has_answered_is_asked_no_more(town: Town) -> None:
    answered(town)

    assert is_moot(town, told(town, "request-sent"))


def test_an_answer_is_told_with_its_firm_and_its_price(town: Town) -> None:
    reachable(town, town.mayor, "maire@exemple.fr")
    answered(town, kind=QUOTE)
    every = [briefed(town, one) for one in town.notices() if one.kind == "request-answered"]

    said = {(one.facts["firm"], one.facts["total"]) for one in every if isinstance(one, Letter)}
    assert {(town.firm.name, 144_000), (None, 132_000)} == said  # who stands alone is a person, and stays unnamed


def test_what_was_taken_back_is_told_as_such_alone(town: Town) -> None:
    request = sent(town)
    town.registre.requests.withdraw(town.mayor, request.id, reason="Reporté")

    assert is_moot(town, told(town, "request-sent"))
    assert "Reporté" == letter_of(town, "request-withdrawn").facts["reason"]


def test_who_was_chosen_and_who_was_not_are_told_so(town: Town) -> None:
    request = answered(town)
    town.registre.requests.award(town.mayor, request.id, [request.lines[0].id])

    awarded, rest = told(town, "request-awarded"), told(town, "request-not-awarded")
    assert (request.message, request.message) == tuple(letter_of(town, one.kind).subject for one in (awarded, rest))
    swapped = {**rest.facts, "line": awarded.facts["line"]}
    assert is_moot(town, made(town, "request-not-awarded", "request", request.id, **swapped))


def test_who_was_chosen_hears_of_the_day_as_it_is_now_and_of_none_that_was_cancelled(town: Town) -> None:
    request = answered(town)
    chosen = town.registre.requests.award(town.mayor, request.id, [request.lines[0].id]).interventions[0]
    later, interventions = chosen.planned_on + timedelta(days=9), town.registre.interventions
    interventions.postpone(town.mayor, chosen.id, to=later, reason="Bureau de vote")
    assert later.isoformat() == letter_of(town, "request-awarded").facts["planned_on"]

    interventions.cancel(town.mayor, chosen.id, reason="Local désaffecté")
    assert is_moot(town, told(town, "request-awarded"))


def standing_changed(town: Town) -> Notice:
    """Tell how the account stands now."""
    with town.storage.inner.read(town.workspace) as tx:
        record = tx.standing.get()
    assert record is not None
    shown, cut = (f"{day}" if day else None for day in (record.standing.shown_on, record.standing.cut_off_on))
    facts = {"level": record.standing.level.value, "since": f"{record.since}", "shown_on": shown, "cut_off_on": cut}
    return made(town, "standing-changed", "standing", town.workspace, **facts)


def test_an_account_is_told_with_the_banner_to_the_letter_while_it_stands_so(town: Town) -> None:
    invoice = owe(debt_free(town), due=-5)
    late = standing_changed(town)
    letter = briefed(town, late)

    assert letter is not None
    cut = date.fromisoformat(str(letter.facts["cut_off_on"]))
    assert OVERDUE_TEXT.format(day=f"{cut:%d/%m/%Y}") == letter.facts["banner"]
    assert letter.site is None

    pay(town, invoice)
    assert is_moot(town, late)
    settled = briefed(town, standing_changed(town))
    assert settled is not None
    assert settled.facts["banner"] is None


def test_an_anchor_that_failed_is_told_whatever_came_after_it(town: Town) -> None:
    notice = made(town, "anchor-failed", "register", town.workspace, failure="attestor-unavailable", on="2026-03-16")

    assert briefed(town, notice) is not None
