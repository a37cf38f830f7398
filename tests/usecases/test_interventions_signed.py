"""Signing an intervention closes it (S3): who signs is chosen, and who is missing is named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.usecases.debts import debt_free, noon, recorded_offline
from tests.usecases.doubles import FailingStorage
from tests.usecases.signing import (
    CONTACT,
    CONTRACTOR,
    OPERATOR,
    SIGNS,
    drawn,
    kinds_since,
    of_contact,
    of_user,
    sign,
)
from tests.usecases.town import TODAY, Town

from registre_core import Actor, AdapterFailure, Conflict, InvalidInput, RuleViolation
from registre_core.interventions import Intervention, Period, Recurrence, Status
from registre_core.kernel.signatories import SignatoryRule
from registre_core.services.interventions import ToSign
from registre_core.services.signatures import Signatory
from registre_core.signatures import SignatureState, SigningPolicy, SubjectKind
from registre_core.testing.memory import MemoryStorage

YEARLY = Recurrence(1, Period.YEAR)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
BOTH = SignatoryRule((OPERATOR, CONTACT))


def recurring(town: Town, rule: SignatoryRule | None = None) -> Intervention:
    return town.registre.interventions.plan(
        town.mayor,
        site=town.school.id,
        type_code="maintenance",
        planned_on=YESTERDAY,
        contractors=[town.firm.id],
        contacts=[town.contact.id],
        recurrence=YEARLY,
        rule=rule,
    )


def ask(town: Town, at: Intervention, *people: Signatory, **more: object) -> ToSign:
    return town.registre.interventions.ask_signatures(town.mayor, at.id, signatories=people, **more)  # type: ignore[arg-type]


def now(town: Town, at: Intervention) -> Intervention:
    return town.registre.interventions.show(town.mayor, at.id)


def reasons_of(refused: pytest.ExceptionInfo[RuleViolation]) -> list[tuple[str, object, object]]:
    return [(one.code, one.facts.get("roles"), one.facts.get("names")) for one in refused.value.reasons]


def a_boss(town: Town, name: str = "Claire Directrice") -> Actor:
    return town.holder(*SIGNS, "interventions.close", name=name)


def test_asking_says_when_it_was_done_and_who_signs_and_leaves_it_open(town: Town) -> None:
    boss, before = a_boss(town), town.entries()
    asked = ask(town, town.open, of_user(boss), of_contact(town), done_on=TODAY)

    assert (TODAY, town.clock.now(), BOTH, 1) == (
        asked.intervention.done_on,
        asked.intervention.asked_at,
        asked.intervention.rule,
        asked.intervention.edition,
    )
    assert [OPERATOR, CONTACT] == [one.role for one in asked.requests]
    assert asked.intervention == now(town, town.open)
    assert ["signatures-asked", "signature-requested", "signature-requested"] == kinds_since(town, before)
    assert {"signature-requested"} == {notice.kind for notice in town.notices()}


def test_the_day_it_was_done_is_not_the_day_it_is_signed_and_the_next_one_counts_from_the_first(town: Town) -> None:
    debt_free(town)
    boss, planned = a_boss(town), recurring(town)
    (request,) = ask(town, planned, of_user(boss), done_on=date(2026, 2, 28)).requests
    town.clock.set(datetime(2026, 3, 20, 9, tzinfo=UTC))
    sign(town, boss, request.id)
    closed = now(town, planned)
    assert closed.followed_by is not None
    coming = town.registre.interventions.show(town.mayor, closed.followed_by)

    assert (date(2026, 2, 28), datetime(2026, 3, 20, 9, tzinfo=UTC)) == (closed.done_on, closed.closed_at)
    assert (date(2027, 2, 28), planned.id) == (coming.planned_on, coming.follows)


def test_an_overdue_one_is_signed_and_closed_too(town: Town) -> None:
    """S3: overdue ones included."""
    debt_free(town)
    boss = a_boss(town)
    town.clock.advance(timedelta(days=40))
    (request,) = ask(town, town.open, of_user(boss), done_on=TODAY).requests
    sign(town, boss, request.id)

    assert now(town, town.open).is_closed


def test_what_recurs_hands_on_who_signs(town: Town) -> None:
    boss, planned = a_boss(town), recurring(town)
    ordered = SignatoryRule((OPERATOR, CONTACT), 1, in_order=True)
    first, second = ask(town, planned, of_user(boss), of_contact(town), rule=ordered).requests
    sign(town, boss, first.id)
    before = town.entries()
    sign(town, town.mayor, second.id, drawing=drawn(1))
    closed = now(town, planned)
    assert closed.followed_by is not None
    coming = town.registre.interventions.show(town.mayor, closed.followed_by)

    assert (ordered, None, 0) == (coming.rule, coming.asked_at, coming.edition)
    assert ["signature-shown", "signature-given", "intervention-closed", "intervention-planned"] == (
        kinds_since(town, before)
    )
    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.close(town.mayor, coming.id)
    assert [("signatures-missing", "operator, contact", None)] == reasons_of(refused)


def test_people_are_chosen_for_the_rule_it_has_unless_another_is_chosen_with_them(town: Town) -> None:
    boss, planned = a_boss(town), recurring(town, BOTH)
    before = town.kept()
    with pytest.raises(RuleViolation) as refused:
        ask(town, planned, of_user(boss))
    assert (["role-without-signer"], before) == ([one.code for one in refused.value.reasons], town.kept())

    asked = ask(town, planned, of_user(boss), rule=SignatoryRule((OPERATOR,)))

    assert SignatoryRule((OPERATOR,)) == asked.intervention.rule


def test_closing_without_those_who_were_asked_names_who_is_missing(town: Town) -> None:
    boss = a_boss(town)
    first, _ = ask(town, town.open, of_user(boss), of_contact(town)).requests
    sign(town, boss, first.id)
    before = town.kept()

    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.close(town.mayor, town.open.id)

    assert [("signatures-missing", "contact", "Hélène Lefèvre")] == reasons_of(refused)
    assert before == town.kept()


def test_a_refusal_leaves_it_open_and_closing_says_who_refused(town: Town) -> None:
    boss = a_boss(town)
    (request,) = ask(town, town.open, of_user(boss)).requests
    town.registre.signatures.refuse(boss, request.id, reason="travaux inachevés")

    assert now(town, town.open).is_open
    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.close(town.mayor, town.open.id)
    assert [
        ("signatures-missing", "operator", "Claire Directrice"),
        ("signature-refused", None, "Claire Directrice"),
    ] == reasons_of(refused)


@pytest.mark.parametrize("chosen", [False, True])
def test_where_the_host_says_so_none_is_closed_for_which_nobody_was_chosen(town: Town, *, chosen: bool) -> None:
    strict = town.with_ports(signing=SigningPolicy(closing_needs_signatures=True)).registre.interventions
    if chosen:
        strict.edit(town.mayor, town.open.id, rule=SignatoryRule((CONTACT,)))

    with pytest.raises(RuleViolation) as refused:
        strict.close(town.mayor, town.open.id)

    assert ["signatures-missing" if chosen else "signatories-not-chosen"] == [one.code for one in refused.value.reasons]


def test_whoever_signed_before_a_report_came_has_not_signed_what_it_is_now(town: Town) -> None:
    boss = a_boss(town)
    first, second = ask(town, town.open, of_user(boss), of_contact(town)).requests
    sign(town, boss, first.id)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)
    sign(town, town.mayor, second.id, drawing=drawn(1))

    assert now(town, town.open).is_open
    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.close(town.mayor, town.open.id)
    assert [("signatures-missing", "operator", "Claire Directrice")] == reasons_of(refused)


def test_what_joins_it_once_it_is_closed_does_not_open_it_again(town: Town) -> None:
    boss = a_boss(town)
    (request,) = ask(town, town.open, of_user(boss)).requests
    sign(town, boss, request.id)
    town.registre.interventions.attach_report(town.mayor, town.open.id, town.report)
    town.registre.interventions.attach_photo(town.mayor, town.open.id, town.photo)
    (listed,) = town.registre.signatures.of(town.mayor, SubjectKind.INTERVENTION, town.open.id)

    assert now(town, town.open).is_closed
    assert listed.coverage is not None
    assert not listed.coverage.covers
    assert ["photos", "reports"] == [path.rpartition(".")[2] for path in listed.coverage.differences]


def test_what_was_changed_and_changed_back_is_closed_as_done_on_the_day_that_was_signed(town: Town) -> None:
    boss, other = a_boss(town), a_boss(town, "Karim Adjoint")
    first, second = ask(town, town.open, of_user(boss), of_user(other), done_on=YESTERDAY).requests
    sign(town, boss, first.id)
    town.registre.interventions.edit(town.mayor, town.open.id, contractors=[town.firm.id])
    town.registre.signatures.revoke(town.mayor, second.id, reason="absent")
    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.close(town.mayor, town.open.id)
    assert [("signatures-missing", "operator", "Claire Directrice")] == reasons_of(refused)

    town.registre.interventions.edit(town.mayor, town.open.id, contractors=[])

    assert YESTERDAY == town.registre.interventions.close(town.mayor, town.open.id, done_on=TODAY).done_on


def test_asked_anew_nobody_is_waited_for_any_more_who_was_before(town: Town) -> None:
    boss, other = a_boss(town), a_boss(town, "Karim Adjoint")
    first, second = ask(town, town.open, of_user(boss), of_contact(town)).requests
    sign(town, boss, first.id)
    before = town.entries()
    asked = ask(town, town.open, of_user(other), done_on=YESTERDAY, rule=SignatoryRule((OPERATOR,)))

    assert ["signatures-asked", "signature-revoked", "signature-requested"] == kinds_since(town, before)
    assert (2, YESTERDAY) == (asked.intervention.edition, asked.intervention.done_on)
    assert [2] == [one.subject.edition for one in asked.requests]
    with pytest.raises(Conflict):
        sign(town, town.mayor, second.id, drawing=drawn(1))
    sign(town, other, asked.requests[0].id, drawing=drawn(2))
    assert now(town, town.open).is_closed


@pytest.mark.parametrize("use_case", ["postpone", "cancel"])
def test_what_is_not_done_after_all_is_signed_by_nobody(town: Town, use_case: str) -> None:
    boss = a_boss(town)
    (request,) = ask(town, town.open, of_user(boss)).requests
    before = town.entries()
    more = {"to": TOMORROW} if use_case == "postpone" else {}
    getattr(town.registre.interventions, use_case)(town.mayor, town.open.id, reason="crue", **more)

    done = "intervention-postponed" if use_case == "postpone" else "intervention-cancelled"
    assert [done, "signature-revoked"] == kinds_since(town, before)
    with town.storage.inner.read(town.workspace) as tx:
        assert SignatureState.REVOKED is tx.signatures.get(request.id).state
    with pytest.raises(Conflict):
        sign(town, boss, request.id)


def test_what_was_postponed_after_it_was_signed_is_signed_anew(town: Town) -> None:
    boss = a_boss(town)
    first, _ = ask(town, town.open, of_user(boss), of_contact(town)).requests
    sign(town, boss, first.id)
    town.registre.interventions.postpone(town.mayor, town.open.id, to=TOMORROW, reason="crue")

    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.close(town.mayor, town.open.id)

    assert ("signatures-missing", "operator, contact") == reasons_of(refused)[0][:2]


def test_who_signs_is_not_changed_once_somebody_was_asked(town: Town) -> None:
    ask(town, town.open, of_user(a_boss(town)))
    before = town.kept()

    with pytest.raises(RuleViolation) as refused:
        town.registre.interventions.edit(town.mayor, town.open.id, rule=None)

    assert ("signatures-asked", before) == (refused.value.code, town.kept())


@pytest.mark.parametrize(
    "roles, contradictory, expected",
    [
        ((OPERATOR,), False, None),
        ((CONTRACTOR,), False, None),
        ((CONTACT,), False, None),
        ((OPERATOR, CONTACT), False, None),
        ((CONTRACTOR, CONTACT), False, None),
        ((OPERATOR, CONTRACTOR), False, "signatories-not-allowed"),
        ((OPERATOR, CONTRACTOR), True, None),
    ],
    ids=str,
)
def test_the_operator_or_the_contractor_and_or_the_contact_sign(
    town: Town, roles: tuple[object, ...], expected: str | None, *, contradictory: bool
) -> None:
    """S3; a contradictory signature is an option, and off unless the host says otherwise."""
    here = town.with_ports(signing=SigningPolicy(contradictory=contradictory))
    people = [Signatory(role, f"Signataire {role}") for role in roles]  # type: ignore[arg-type]
    before = town.kept()

    if expected is None:
        assert len(roles) == len(ask(here, town.open, *people).requests)
    else:
        with pytest.raises(RuleViolation) as refused:
            ask(here, town.open, *people)
        assert (expected, before) == (refused.value.code, town.kept())


@pytest.mark.parametrize(
    "done_on, over, expected",
    [
        (TOMORROW, False, "done-in-the-future"),
        (TODAY, True, "intervention-closed"),
    ],
)
def test_only_what_was_done_and_is_open_is_signed(town: Town, done_on: date, expected: str, *, over: bool) -> None:
    before, at = town.kept(), town.at_school if over else town.open

    with pytest.raises(RuleViolation) as refused:
        ask(town, at, of_contact(town), done_on=done_on)

    assert (expected, before) == (refused.value.code, town.kept())


def test_somebody_signs(town: Town) -> None:
    before = town.kept()

    with pytest.raises(InvalidInput) as refused:
        ask(town, town.open)

    assert ("empty-collection", before) == (refused.value.code, town.kept())


def test_what_waits_for_signatures_is_to_be_signed_not_overdue_and_nobody_is_reminded_to_come(town: Town) -> None:
    debt_free(town)
    planned = recurring(town)
    ask(town, planned, of_contact(town), done_on=TODAY)
    town.registre.interventions.close(town.mayor, town.open.id)
    town.clock.advance(timedelta(days=3))

    assert 0 == town.registre.nightly.run(Actor.operator()).workspaces
    page = town.registre.interventions.page
    assert [planned.id] == [one.id for one in page(town.mayor, status=Status.TO_SIGN).items]
    assert () == page(town.mayor, status=Status.OVERDUE).items
    assert planned.id == page(town.mayor).items[0].id


@pytest.mark.parametrize("failing", ["register", "outbox", "commit"])
def test_the_last_signature_the_closing_and_the_next_one_are_kept_together_or_not_at_all(
    town: Town, failing: str
) -> None:
    boss, planned = a_boss(town), recurring(town)
    (request,) = ask(town, planned, of_user(boss)).requests
    seen = town.registre.signatures.show(boss, request.id)
    crippled, before = town.on(FailingStorage(MemoryStorage(town.medium), failing)), town.kept()

    with pytest.raises(AdapterFailure):
        crippled.registre.signatures.sign(
            boss, request.id, digest=seen.digest, drawing=drawn(), consent=seen.consent.version
        )

    assert before == town.kept()


def test_closing_is_still_sent_late_from_a_telephone(town: Town) -> None:
    debt_free(town)
    late = recorded_offline(town, town.holder("interventions.close"), noon(-1))
    planned = recurring(town)
    sent = town.registre.access.send(late, "interventions.close", {"intervention": str(planned.id)})
    closed = now(town, planned)

    assert "admitted" == sent.state.value
    assert (YESTERDAY, False) == (closed.done_on, closed.ends_series)
