"""An intervention changes while it is open, keeps the trace of what it was, and is signed as it is."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve, fields_dict

from registre_core.interventions import (
    Intervention,
    InterventionContent,
    Period,
    Postponement,
    Recurrence,
    SignedDocument,
    asked,
    cancelled,
    closed,
    content_of,
    edited,
    may_be_done,
    may_change,
    may_close,
    may_edit,
    may_have_signatories,
    may_postpone,
    postponed,
)
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.testing.builders import IDS, a_document, an_intervention
from registre_core.testing.memory.world import A_MONDAY_MORNING

DAY = date(2026, 3, 16)
OPERATOR = SignatoryRule((SignatoryRole.OPERATOR,))
BOTH = SignatoryRule((SignatoryRole.CONTRACTOR, SignatoryRole.CONTACT))
OPEN = an_intervention(planned_on=DAY)
ASKED = asked(OPEN, OPERATOR, done_on=DAY, at=A_MONDAY_MORNING)
NOT_DONE_AFTER_ALL = evolve(ASKED, asked_at=None, done_on=None)
CLOSED = closed(OPEN, done_on=DAY, at=A_MONDAY_MORNING)
CANCELLED = cancelled(OPEN, "contrat résilié", A_MONDAY_MORNING)
OVER = [(CLOSED, "intervention-closed"), (CANCELLED, "intervention-cancelled")]


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize("intervention, code", OVER, ids=["closed", "cancelled"])
def test_what_is_over_takes_no_change(intervention: Intervention, code: str) -> None:
    verdicts = [
        may_change(intervention),
        may_edit(intervention, None),
        may_postpone(intervention, DAY + timedelta(days=1)),
        may_be_done(intervention, DAY, DAY),
        may_close(intervention, DAY, DAY, missing={SignatoryRole.CONTACT: ()}, needs_signatories=True),
    ]

    assert [[code]] * 5 == [codes(verdict) for verdict in verdicts]


@pytest.mark.parametrize("intervention", [OPEN, ASKED], ids=["open", "asked"])
@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_what_is_open_is_planned_for_any_other_day(intervention: Intervention, days: int) -> None:
    assert YES == may_postpone(intervention, DAY + timedelta(days=days))


def test_it_is_not_postponed_to_its_own_day() -> None:
    (reason,) = may_postpone(OPEN, DAY).reasons

    assert ("same-day", {"planned_on": "2026-03-16"}) == (reason.code, reason.facts)


def test_the_days_that_were_given_up_stay_with_their_reasons() -> None:
    twice = postponed(postponed(OPEN, date(2026, 4, 1), "crue"), date(2026, 3, 20), "créneau libéré")
    expected = (Postponement(DAY, "crue"), Postponement(date(2026, 4, 1), "créneau libéré"))

    assert (date(2026, 3, 20), expected) == (twice.planned_on, twice.postponements)


def test_what_is_postponed_was_not_done_after_all() -> None:
    later = postponed(ASKED, date(2026, 4, 1), "crue")

    assert (None, None, OPERATOR, 1) == (later.done_on, later.asked_at, later.rule, later.edition)


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_nothing_is_given_up_without_saying_why(reason: str) -> None:
    with pytest.raises(InvalidInput) as postponing:
        postponed(OPEN, DAY, reason)
    with pytest.raises(InvalidInput) as cancelling:
        cancelled(OPEN, reason, A_MONDAY_MORNING)

    assert ["blank-text", "blank-text"] == [postponing.value.code, cancelling.value.code]


def test_who_takes_part_how_it_recurs_and_who_signs_is_changed_and_nothing_else() -> None:
    firm, person, monthly = ContractorId(IDS.new()), ContactId(IDS.new()), Recurrence(1, Period.MONTH)

    assert evolve(OPEN, contractors=(firm,), contacts=(person,), recurrence=monthly, rule=BOTH) == edited(
        OPEN, [firm], [person], monthly, BOTH
    )


@pytest.mark.parametrize(
    "intervention, rule, expected",
    [
        (OPEN, OPERATOR, []),
        (OPEN, None, []),
        (ASKED, OPERATOR, []),
        (ASKED, BOTH, ["signatures-asked"]),
        (ASKED, None, ["signatures-asked"]),
        (NOT_DONE_AFTER_ALL, None, ["signatures-asked"]),
        (NOT_DONE_AFTER_ALL, BOTH, []),
    ],
)
def test_who_signs_is_not_changed_behind_the_back_of_those_who_were_asked(
    intervention: Intervention, rule: SignatoryRule | None, expected: list[str]
) -> None:
    assert expected == codes(may_edit(intervention, rule))


def test_asking_says_when_it_was_done_and_who_signs_and_anew_it_is_another_edition() -> None:
    anew = asked(ASKED, BOTH, done_on=DAY - timedelta(days=1), at=A_MONDAY_MORNING + timedelta(hours=1))

    assert (OPERATOR, DAY, A_MONDAY_MORNING, 1) == (ASKED.rule, ASKED.done_on, ASKED.asked_at, ASKED.edition)
    assert (BOTH, DAY - timedelta(days=1), 2) == (anew.rule, anew.done_on, anew.edition)
    assert ASKED.is_open


LACKING = {SignatoryRole.CONTRACTOR: ("Léa Feu", "Ali Gaz"), SignatoryRole.CONTACT: ()}


def test_closing_without_signatures_names_the_roles_and_the_people_who_are_missing() -> None:
    (reason,) = may_close(ASKED, DAY, DAY, missing=LACKING).reasons

    assert ("signatures-missing", {"roles": "contractor, contact", "names": "Léa Feu, Ali Gaz"}) == (
        reason.code,
        reason.facts,
    )


def test_where_nobody_was_asked_yet_no_name_is_missing() -> None:
    (reason,) = may_close(OPEN, DAY, DAY, missing={SignatoryRole.CONTACT: ()}).reasons

    assert {"roles": "contact", "names": None} == reason.facts


def test_who_refused_is_named_beside_who_is_missing() -> None:
    missing, refused = may_close(ASKED, DAY, DAY, missing=LACKING, refused_by=["Ali Gaz"]).reasons

    assert ["signatures-missing", "signature-refused"] == [missing.code, refused.code]
    assert {"names": "Ali Gaz"} == refused.facts


def test_a_refusal_counts_no_more_once_nobody_is_missing() -> None:
    assert YES == may_close(ASKED, DAY, DAY, refused_by=["Ali Gaz"])


@pytest.mark.parametrize("intervention, expected", [(OPEN, ["signatories-not-chosen"]), (ASKED, [])])
def test_a_host_may_let_none_be_closed_unsigned(intervention: Intervention, expected: list[str]) -> None:
    assert expected == codes(may_close(intervention, DAY, DAY, needs_signatories=True))
    assert expected == codes(may_have_signatories(intervention))
    assert YES == may_close(intervention, DAY, DAY)


DOCUMENTED = an_intervention(
    planned_on=DAY,
    contractors=(ContractorId(IDS.new()),),
    contacts=(ContactId(IDS.new()),),
    reports=(a_document(),),
    photos=(a_document(b"\xff\xd8\xff", media_type="image/jpeg", name="photo.jpg"),),
)
MOVED_BY_SIGNING: dict[str, Any] = {
    "rule": BOTH,
    "asked_at": A_MONDAY_MORNING,
    "edition": 3,
    "closed_at": A_MONDAY_MORNING,
    "followed_by": IDS.new(),
    "version": 9,
}
UNSIGNED: dict[str, Any] = {
    "recurrence": Recurrence(1, Period.YEAR),
    "follows": IDS.new(),
    "postponements": (Postponement(DAY, "crue"),),
}
"""What is no word about what was done."""


def test_what_is_signed_says_what_was_done_where_by_whom_and_with_which_documents() -> None:
    (report,), (photo,) = DOCUMENTED.reports, DOCUMENTED.photos
    expected = InterventionContent(
        DOCUMENTED.id,
        DOCUMENTED.site_id,
        "inspection",
        DAY,
        date(2026, 3, 17),
        DOCUMENTED.contractors,
        DOCUMENTED.contacts,
        (SignedDocument(report.digest, report.name, report.size),),
        (SignedDocument(photo.digest, photo.name, photo.size),),
    )

    assert expected == content_of(evolve(DOCUMENTED, done_on=date(2026, 3, 17)))


@pytest.mark.parametrize("field", [*MOVED_BY_SIGNING, *UNSIGNED])
def test_signing_does_not_change_what_is_signed(field: str) -> None:
    value = {**MOVED_BY_SIGNING, **UNSIGNED}[field]

    assert content_of(DOCUMENTED) == content_of(evolve(DOCUMENTED, **{field: value}))


@pytest.mark.parametrize(
    "change",
    [
        {"planned_on": date(2026, 3, 18)},
        {"done_on": date(2026, 3, 18)},
        {"type_code": "maintenance"},
        {"contractors": ()},
        {"contacts": ()},
        {"reports": ()},
        {"photos": ()},
        {"reports": (evolve(DOCUMENTED.reports[0], name="autre.pdf"),)},
    ],
    ids=["planned", "done", "type", "contractors", "contacts", "reports", "photos", "renamed"],
)
def test_whatever_was_done_otherwise_is_other_content(change: dict[str, Any]) -> None:
    assert content_of(DOCUMENTED) != content_of(evolve(DOCUMENTED, **change))


def test_each_field_of_an_intervention_is_signed_or_known_not_to_be() -> None:
    """Who adds one decides: what is signed is pinned, and another content is another version of it."""
    signed = {"id", "site_id", "type_code", "planned_on", "done_on", "contractors", "contacts", "reports", "photos"}
    ended = {"cancelled_at", "cancellation"}

    assert fields_dict(Intervention).keys() == signed | ended | MOVED_BY_SIGNING.keys() | UNSIGNED.keys()
