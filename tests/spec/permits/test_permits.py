"""What a permit is: everything that is wrong with one is told at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from tests.spec.permits.world import ACTIVE, CLOSED, CLOSING, DRAFT, END, MOMENT, OPERATOR, SOMEBODY, START, after

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.permits import (
    CHECKLIST,
    Ending,
    EndingKind,
    Isolation,
    Measure,
    MeasureStage,
    Position,
    RoundRecord,
    WatchPlan,
)
from registre_core.testing.builders import IDS, a_contact, a_document
from registre_core.testing.signing import a_measure, a_permit, a_round

SOMEONE = a_contact()

WRONG: list[tuple[str, dict[str, Any]]] = [
    ("permit-ends-before-it-starts", {"valid_until": START}),
    ("permit-ends-before-it-starts", {"valid_until": START - timedelta(days=1)}),
    ("naive-instant", {"valid_until": END.replace(tzinfo=None)}),
    ("blank-text", {"place": " "}),
    ("empty-collection", {"means": ()}),
    ("unknown-means", {"means": ("laser",)}),
    ("repeated-member", {"means": ("grinding", "grinding")}),
    ("empty-collection", {"contractors": ()}),
    ("unknown-measure", {"measures": (a_measure(code="sing"),)}),
    ("repeated-member", {"measures": (CHECKLIST[0], CHECKLIST[0])}),
    ("repeated-member", {"detectors": (Isolation("Zone 1"), Isolation("Zone 1"))}),
    ("unknown-round", {"rounds": (a_round(45),)}),
    ("unknown-round", {"rounds": (a_round(30),), "watch": None}),
    ("repeated-member", {"rounds": (a_round(30, id=SOMEBODY), a_round(60, id=SOMEBODY))}),
    ("permit-needs-both-sides", {"rule": SignatoryRule((OPERATOR,))}),
    ("permit-needs-both-sides", {"rule": SignatoryRule((OPERATOR, SignatoryRole.CONTACT))}),
    ("permit-needs-both-sides", {"rule": SignatoryRule(tuple(SignatoryRole))}),
    ("signatory-not-asked", {"opened_by": (SignatoryRole.CONTACT,)}),
    ("permit-closed-unsigned", {"ending": Ending(EndingKind.CLOSED, END)}),
    ("permit-closed-unsigned", {"ending": Ending(EndingKind.CLOSED, END), "closed_by": (OPERATOR,)}),
    (
        "person-on-both-sides",
        {
            "operator_people": (PersonKey(PersonKind.CONTACT, SOMEONE.id),),
            "contractor_people": (SOMEONE.id,),
        },
    ),
]


@pytest.mark.parametrize("code, given", WRONG)
def test_a_permit_that_exists_is_a_possible_one(code: str, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_permit(**given)

    assert [code] == [problem.code for problem in refusal.value.problems]


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_permit(place="", valid_until=START, means=("laser",), rounds=(a_round(45),))

    expected = ["blank-text", "unknown-means", "permit-ends-before-it-starts", "unknown-round"]
    assert expected == [problem.code for problem in refusal.value.problems]


def test_it_may_last_a_moment() -> None:
    assert START + MOMENT == a_permit(valid_until=START + MOMENT).valid_until


def test_an_account_and_a_contact_with_the_same_identifier_are_two_people() -> None:
    key = PersonKey(PersonKind.USER, SOMEONE.id)

    assert (key,) == a_permit(operator_people=(key,), contractor_people=(SOMEONE.id,)).operator_people


def test_a_site_has_precautions_of_its_own() -> None:
    own = a_measure(code="own-alarme-du-musee")

    assert (own,) == a_permit(measures=(own,)).measures


BROKEN: list[tuple[str, Callable[[], object]]] = [
    ("rounds-not-ascending", lambda: WatchPlan((60, 30))),
    ("rounds-not-ascending", lambda: WatchPlan((30, 30))),
    ("rounds-not-ascending", lambda: WatchPlan((0, 30))),
    ("rounds-not-ascending", lambda: WatchPlan((-5, 30))),
    ("empty-collection", lambda: WatchPlan(())),
    ("watch-too-long", lambda: WatchPlan((30, 1_441))),
    ("watch-too-long", lambda: WatchPlan(late=10**12)),
    ("number-too-small", lambda: WatchPlan(early=-1)),
    ("position-out-of-range", lambda: Position(90.1, 0)),
    ("position-out-of-range", lambda: Position(0, -180.5)),
    ("position-out-of-range", lambda: Position(float("nan"), 0)),
    ("position-out-of-range", lambda: Position(0, float("inf"))),
    ("not-a-distance", lambda: Position(47.2, -1.5, -1)),
    ("not-a-distance", lambda: Position(47.2, -1.5, float("nan"))),
    ("not-a-distance", lambda: Position(47.2, -1.5, 1e300)),
    ("recorded-before-made", lambda: a_round(recorded_at=after(29))),
    ("malformed-text", lambda: a_round(drawing_digest="abc")),
    ("measure-half-ticked", lambda: Measure("own-x", MeasureStage.BEFORE, "Écran", done_at=START)),
    ("measure-half-ticked", lambda: Measure("own-x", MeasureStage.BEFORE, "Écran", done_by=SOMEBODY)),
    (
        "measure-not-asked",
        lambda: Measure("own-x", MeasureStage.BEFORE, "Écran", applies=False, done_at=START, done_by=SOMEBODY),
    ),
    ("restored-before-isolated", lambda: Isolation("Z", restored_at=END, restored_by=SOMEBODY)),
    ("restored-before-isolated", lambda: Isolation("Z", END, END - MOMENT, SOMEBODY)),
    ("detector-half-restored", lambda: Isolation("Z", START, END)),
]


@pytest.mark.parametrize("code, build", BROKEN, ids=[f"{code}-{n}" for n, (code, _) in enumerate(BROKEN)])
def test_what_stands_on_a_permit_is_possible_too(code: str, build: Callable[[], object]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        build()

    assert [code] == [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize("degrees", [(90, 180), (-90, -180), (0, 0)])
def test_the_poles_and_the_date_line_are_places(degrees: tuple[float, float]) -> None:
    assert degrees == (Position(*degrees).latitude, Position(*degrees).longitude)


def test_a_picture_is_kept_with_its_round() -> None:
    picture = a_document(b"\xff\xd8\xff", name="zone.jpg", media_type="image/jpeg")

    assert picture == a_round(photo=picture).photo


def test_a_round_is_heard_of_in_the_moment_it_is_made() -> None:
    record = RoundRecord(IDS.new(), 30, after(30), after(30), SOMEBODY)  # type: ignore[arg-type]

    assert record.made_at == record.recorded_at


def test_a_permit_that_is_being_closed_is_asked_once_more_than_before() -> None:
    assert (0, 1) == (ACTIVE.closings, CLOSING.closings)


def test_a_closed_permit_names_who_closed_it() -> None:
    assert CLOSED.rule.roles == CLOSED.closed_by


def test_an_edition_that_nobody_signed_allows_nothing() -> None:
    assert (None, None) == (DRAFT.allowed, evolve(DRAFT, asked_at=START).allowed)
