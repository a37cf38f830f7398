"""Until work may begin: terms that can be changed, and given up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from tests.spec.permits.world import (
    ACTIVE,
    BOTH,
    CLOSED,
    CLOSING,
    DRAFT,
    END,
    ENDED,
    HALF,
    MOMENT,
    SOMEBODY,
    SOURCES_OWN,
    START,
    WAITING,
    codes,
    minutes,
)

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.kernel.verdicts import Verdict
from registre_core.permits import (
    CHECKLIST,
    HotWorkPermit,
    Isolation,
    PermitPolicy,
    PermitStages,
    PermitState,
    PermitTerms,
    cancelled,
    drawn_up,
    edited,
    extended,
    may_cancel,
    may_delete,
    may_edit,
    may_name,
    may_open,
    may_stand,
    may_submit,
    opened,
    opening_refused,
    phase,
    submitted,
)
from registre_core.testing.builders import IDS
from registre_core.testing.signing import a_permit

REFUSED = opening_refused(WAITING, "Non", START)
NO = ["wrong-permit-state"]
BEGUN = ["work-may-have-begun"]

GUARDS: list[tuple[Callable[[HotWorkPermit, datetime], Verdict], HotWorkPermit, datetime, list[str]]] = [
    (may_edit, DRAFT, START, []),
    (may_edit, HALF, START, []),
    (may_edit, HALF, END + MOMENT, []),
    (may_edit, ACTIVE, START, [*NO, *BEGUN]),
    (may_edit, extended(ACTIVE, END + minutes(60), END), END, BEGUN),
    (may_edit, REFUSED, START, NO),
    (may_submit, DRAFT, START, []),
    (may_submit, DRAFT, END, []),
    (may_submit, DRAFT, END + MOMENT, ["permit-over"]),
    (may_submit, WAITING, START, NO),
    (may_delete, DRAFT, START, []),
    (may_delete, WAITING, START, NO),
    (may_delete, evolve(DRAFT, edition=2), START, ["permit-was-sent"]),
    (may_cancel, DRAFT, END + MOMENT, []),
    (may_cancel, HALF, START, []),
    (may_cancel, HALF, END + MOMENT, []),
    (may_cancel, ACTIVE, START - MOMENT, []),
    (may_cancel, ACTIVE, START, BEGUN),
    (may_cancel, ACTIVE, END + MOMENT, BEGUN),
    (may_cancel, SOURCES_OWN, START, BEGUN),
    (may_cancel, extended(ACTIVE, END + minutes(60), END), END, BEGUN),
    (may_cancel, ENDED, END, NO),
    (may_cancel, CLOSING, END, NO),
    (may_cancel, CLOSED, END, NO),
    (may_cancel, REFUSED, START, NO),
    (may_open, WAITING, END, []),
    (may_open, WAITING, END + MOMENT, ["permit-over"]),
    (may_open, DRAFT, START, NO),
    (may_open, REFUSED, START, NO),
    (may_open, evolve(extended(ACTIVE, END + minutes(60), START), work_ended_at=END), END, NO),
]


@pytest.mark.parametrize("guard, permit, at, expected", GUARDS)
def test_what_may_be_done_before_work_begins(
    guard: Callable[[HotWorkPermit, datetime], Verdict], permit: HotWorkPermit, at: datetime, expected: list[str]
) -> None:
    assert expected == codes(guard(permit, at))


def test_a_refusal_says_in_french_how_the_permit_stands() -> None:
    (reason,) = may_submit(HALF, START).reasons

    assert "en attente de signature prestataire" == reason.facts["label"]


@pytest.mark.parametrize(
    "length, policy, expected",
    [
        (timedelta(days=1), PermitPolicy(), []),
        (timedelta(days=1) + MOMENT, PermitPolicy(), ["permit-valid-too-long"]),
        (timedelta(hours=9), PermitPolicy(longest_validity=timedelta(hours=8)), ["permit-valid-too-long"]),
    ],
)
def test_a_permit_is_no_longer_valid_than_the_host_allows(
    length: timedelta, policy: PermitPolicy, expected: list[str]
) -> None:
    assert expected == codes(may_stand(a_permit(valid_until=START + length), policy))


TERMS = PermitTerms(
    "Toiture", "Étanchéité", ("torch-applied-roofing",), DRAFT.contractors, DRAFT.watcher, START, detectors=("Zone 3",)
)


def test_a_draft_is_changed_as_often_as_people_like() -> None:
    changed = edited(DRAFT, TERMS, PermitPolicy())

    assert ("Toiture", 1, PermitState.DRAFT) == (changed.place, changed.edition, phase(changed))
    assert (DRAFT.id, DRAFT.created_at, DRAFT.version) == (changed.id, changed.created_at, changed.version)


def test_what_was_sent_and_changed_is_a_draft_again_that_nobody_signed() -> None:
    changed = edited(HALF, TERMS, PermitPolicy())

    assert (PermitState.DRAFT, 2, ()) == (phase(changed), changed.edition, changed.opened_by)
    assert PermitState.WAITING is phase(submitted(changed, START))


def test_what_is_left_out_is_as_the_host_decided() -> None:
    policy = PermitPolicy(PermitStages.CLOSING, timedelta(hours=4), watch=None)
    permit = drawn_up(TERMS, DRAFT.id, DRAFT.site_id, START, policy)

    assert (PermitStages.CLOSING, START + timedelta(hours=4), None) == (permit.stages, permit.valid_until, permit.watch)
    assert (CHECKLIST, (Isolation("Zone 3"),)) == (permit.measures, permit.detectors)


def test_nothing_is_ticked_on_a_draft_whoever_filled_it_in() -> None:
    ticks = tuple(evolve(one, done_at=START, done_by=SOMEBODY) for one in CHECKLIST)

    assert CHECKLIST == drawn_up(evolve(TERMS, measures=ticks), DRAFT.id, DRAFT.site_id, START, PermitPolicy()).measures


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), datetime(1026, 3, 2, tzinfo=UTC)])
def test_a_moment_beyond_all_calendars_is_told_as_mistyped(moment: datetime) -> None:
    with pytest.raises(InvalidInput) as refusal:
        drawn_up(evolve(TERMS, valid_from=moment), DRAFT.id, DRAFT.site_id, START, PermitPolicy())

    assert "instant-out-of-reach" in {problem.code for problem in refusal.value.problems}


OURS, THEIRS, OTHERS = (ContactId(IDS.new()) for _ in range(3))
FIRMS = {OURS: None, THEIRS: DRAFT.contractors[0], OTHERS: ContractorId(IDS.new())}


@pytest.mark.parametrize(
    "answering, working, expected",
    [
        ([OURS], [THEIRS], []),
        ([OTHERS], [], []),
        ([], [OURS], ["person-on-wrong-side"]),
        ([], [OTHERS], ["person-on-wrong-side"]),
        ([THEIRS], [], ["person-on-wrong-side"]),
    ],
)
def test_those_at_work_are_the_contractor_s_and_those_who_answer_for_the_site_are_not(
    answering: list[ContactId], working: list[ContactId], expected: list[str]
) -> None:
    permit = evolve(
        DRAFT,
        operator_people=tuple(PersonKey(PersonKind.CONTACT, one) for one in answering),
        contractor_people=tuple(working),
    )

    assert expected == codes(may_name(permit, FIRMS))


def test_only_the_last_signature_opens_it() -> None:
    assert [PermitState.WAITING, PermitState.ACTIVE] == [phase(opened(WAITING, BOTH[:n])) for n in (1, 2)]


def test_one_that_is_signed_at_its_end_only_is_open_when_it_was_handed_in() -> None:
    assert PermitState.ACTIVE is phase(SOURCES_OWN)


def test_a_cancelled_permit_says_why() -> None:
    ending = cancelled(WAITING, "Chantier reporté", START).ending

    assert ending is not None
    assert ("cancelled", START, "Chantier reporté") == (ending.kind, ending.at, ending.reason)
