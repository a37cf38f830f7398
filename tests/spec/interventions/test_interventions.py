"""Interventions: where one stands is derived, closing happens once, and S4 has three gates."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from attrs import evolve

from registre_core.interventions import (
    PERIODS,
    STATUSES,
    TYPES,
    Intervention,
    Period,
    Status,
    closed,
    may_attach,
    may_attach_photo,
    may_close,
    may_extract,
    status,
    with_photo,
    with_report,
)
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import InvalidInput, NotFound
from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.testing.builders import a_document, an_intervention
from registre_core.testing.memory.world import A_MONDAY_MORNING

S3 = "Version 1.47, Choix de l'interlocuteur signataire"
S4 = "Version 1.47, Ajouter une observation à partir d'un rapport"
HOUSE = "House rule"

PLANNED_ON = date(2026, 3, 16)
CLOSED = an_intervention(planned_on=PLANNED_ON, done_on=PLANNED_ON, closed_at=A_MONDAY_MORNING)
OPEN = an_intervention(planned_on=PLANNED_ON)
PDF_REPORT = a_document(b"%PDF-1")
PHOTOGRAPH = a_document(b"\xff\xd8\xff", media_type="image/jpeg", name="rapport.jpg")


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


CANCELLED = an_intervention(planned_on=PLANNED_ON, cancelled_at=A_MONDAY_MORNING, cancellation="contrat résilié")
ASKED = an_intervention(planned_on=PLANNED_ON, done_on=PLANNED_ON, asked_at=A_MONDAY_MORNING, edition=1)

STANDINGS = [
    # day seen from the planned one, intervention, status, source
    (-30, OPEN, Status.PLANNED, HOUSE),
    (-1, OPEN, Status.PLANNED, HOUSE),
    (0, OPEN, Status.PLANNED, HOUSE),
    (1, OPEN, Status.OVERDUE, "Version 1.47, «intervention en retard» (S3)"),
    (400, OPEN, Status.OVERDUE, HOUSE),
    (-1, ASKED, Status.TO_SIGN, HOUSE),
    (0, ASKED, Status.TO_SIGN, HOUSE),
    (1, ASKED, Status.TO_SIGN, "Nobody has to come any more"),
    (-1, CLOSED, Status.CLOSED, HOUSE),
    (0, CLOSED, Status.CLOSED, HOUSE),
    (1, CLOSED, Status.CLOSED, HOUSE),
    (-1, CANCELLED, Status.CANCELLED, HOUSE),
    (1, CANCELLED, Status.CANCELLED, HOUSE),
    (1, evolve(CANCELLED, asked_at=A_MONDAY_MORNING), Status.CANCELLED, HOUSE),
    (1, evolve(CLOSED, asked_at=A_MONDAY_MORNING), Status.CLOSED, HOUSE),
]


@pytest.mark.parametrize("days, intervention, expected, source", STANDINGS)
def test_where_an_intervention_stands(days: int, intervention: Intervention, expected: Status, source: str) -> None:
    assert expected is status(intervention, PLANNED_ON + timedelta(days=days)), source


def test_each_status_and_each_period_has_its_french_name() -> None:
    assert list(Status) == list(STATUSES)
    assert ["Planifiée", "À signer", "En retard", "Clôturée", "Annulée"] == list(STATUSES.values())
    assert {"week": ("semaine", "semaines"), "month": ("mois", "mois"), "year": ("an", "ans")} == PERIODS
    assert list(Period) == list(PERIODS)


@pytest.mark.parametrize(
    "intervention, done_after, expected, source",
    [
        (OPEN, 0, [], S3),
        (OPEN, -40, [], "An overdue one can be closed (S3)"),
        (OPEN, 1, ["done-in-the-future"], HOUSE),
        (CLOSED, 0, ["intervention-closed"], S3),
        (CLOSED, 1, ["intervention-closed", "done-in-the-future"], "All reasons at once"),
    ],
    ids=["today", "weeks ago", "tomorrow", "twice", "twice and tomorrow"],
)
def test_an_intervention_is_closed_once_and_not_before_it_was_done(
    intervention: Intervention, done_after: int, expected: list[str], source: str
) -> None:
    today = date(2026, 5, 1)

    assert expected == codes(may_close(intervention, today + timedelta(days=done_after), today)), source


def test_closing_keeps_the_day_it_was_done_and_the_instant_it_was_said() -> None:
    done = date(2026, 3, 1)

    assert evolve(OPEN, done_on=done, closed_at=A_MONDAY_MORNING) == closed(OPEN, done_on=done, at=A_MONDAY_MORNING)


def test_a_refused_closing_names_both_days() -> None:
    (reason,) = may_close(OPEN, date(2026, 3, 3), date(2026, 3, 2)).reasons

    assert {"done_on": "2026-03-03", "today": "2026-03-02"} == reason.facts


GATES: dict[str, tuple[Callable[[Intervention, DocumentRef], tuple[Intervention, DocumentRef]], str]] = {
    # what is wrong, and what it is called
    "open": (lambda at, report: (evolve(at, closed_at=None, done_on=None), report), "intervention-not-closed"),
    "works": (lambda at, report: (evolve(at, type_code="works"), report), "type-not-extractable"),
    "picture": (lambda at, _: (at, PHOTOGRAPH), "report-not-pdf"),
}


@pytest.mark.parametrize("shut", list(product([False, True], repeat=3)), ids=str)
def test_every_gate_of_extraction_that_is_shut_is_named_and_no_other(shut: tuple[bool, ...]) -> None:
    """S4: a closed intervention, of type contrôle / SAV / installation et maintenance, and a PDF file."""
    intervention, report, expected = CLOSED, PDF_REPORT, []
    for is_shut, (break_it, code) in zip(shut, GATES.values(), strict=True):
        if is_shut:
            intervention, report = break_it(intervention, report)
            expected.append(code)

    assert expected == codes(may_extract(intervention, report)), S4


EXTRACTABLE = [
    # type, French name, extractable, source
    ("inspection", "Contrôle", True, S4),
    ("after-sales", "SAV", True, S4),
    ("installation", "Installation", True, S4),
    ("maintenance", "Maintenance", True, S4),
    ("works", "Travaux", False, S4),
    ("training", "Formation", False, S4),
    ("other", "Autre", False, S4),
]


@pytest.mark.parametrize("code, french, extractable, source", EXTRACTABLE, ids=[row[0] for row in EXTRACTABLE])
def test_observations_come_from_reports_of_these_types(
    code: str, french: str, source: str, *, extractable: bool
) -> None:
    assert (french, extractable) == (TYPES[code].french, TYPES[code].extractable), source
    assert extractable is bool(may_extract(evolve(CLOSED, type_code=code), PDF_REPORT)), source


def test_there_is_no_other_type() -> None:
    assert [row[0] for row in EXTRACTABLE] == list(TYPES)


@pytest.mark.parametrize("originality", ["original", "copy", "unknown"])
def test_a_copy_is_read_like_an_original(originality: str) -> None:
    """S4: «y compris un document PDF non original»."""
    assert YES == may_extract(CLOSED, a_document(originality=originality)), S4


def test_a_shut_gate_says_which_type_and_which_file() -> None:
    reasons = may_extract(evolve(CLOSED, type_code="training"), PHOTOGRAPH).reasons

    assert [{"type": "training"}, {"name": "rapport.jpg", "media_type": "image/jpeg"}] == [
        reason.facts for reason in reasons
    ]


@pytest.mark.parametrize("intervention", [OPEN, CLOSED], ids=["open", "closed"])
def test_a_report_joins_an_intervention_before_or_after_closing(intervention: Intervention) -> None:
    assert YES == may_attach(intervention, PDF_REPORT)
    assert (PDF_REPORT, PHOTOGRAPH) == with_report(with_report(intervention, PDF_REPORT), PHOTOGRAPH).reports


def test_a_file_is_attached_once_under_whatever_name() -> None:
    attached = with_report(OPEN, PDF_REPORT)

    assert ["report-already-attached"] == codes(may_attach(attached, evolve(PDF_REPORT, name="autre.pdf")))


def test_a_report_is_found_by_its_digest() -> None:
    attached = with_report(with_report(OPEN, PDF_REPORT), PHOTOGRAPH)

    assert PHOTOGRAPH == attached.report(PHOTOGRAPH.digest)


def test_a_report_that_is_not_its_own_is_not_found() -> None:
    with pytest.raises(NotFound) as refusal:
        with_report(OPEN, PDF_REPORT).report(Digest("0" * 64))

    assert ("report-not-found", {"report": "0" * 64}) == (refusal.value.code, refusal.value.facts)


def test_an_intervention_is_of_a_known_type() -> None:
    with pytest.raises(InvalidInput) as refusal:
        an_intervention(type_code="exorcism", version=0)

    assert [("type_code", "unknown-intervention-type"), ("version", "number-too-small")] == [
        (problem.path, problem.code) for problem in refusal.value.problems
    ]


def test_an_intervention_is_closed_at_an_instant_that_carries_its_offset() -> None:
    with pytest.raises(InvalidInput) as refusal:
        an_intervention(done_on=PLANNED_ON, closed_at=datetime(2026, 3, 16))  # noqa: DTZ001  # that is the point

    assert "naive-instant" == refusal.value.code


def test_nobody_takes_part_twice_and_each_file_is_a_report_once() -> None:
    someone, somebody = ContractorId(UUID(int=1)), ContactId(UUID(int=2))
    renamed = evolve(PDF_REPORT, name="autre.pdf")

    with pytest.raises(InvalidInput) as refusal:
        an_intervention(
            contractors=(someone, someone),
            contacts=(somebody, somebody),
            reports=(PDF_REPORT, renamed),
            photos=(PHOTOGRAPH, PHOTOGRAPH),
        )

    assert [(path, "repeated-member") for path in ("contractors", "contacts", "reports", "photos")] == [
        (problem.path, problem.code) for problem in refusal.value.problems
    ]


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/webp", "image/heic"])
@pytest.mark.parametrize("intervention", [OPEN, ASKED, CLOSED, CANCELLED], ids=["open", "asked", "closed", "cancelled"])
def test_a_photo_joins_an_intervention_wherever_it_stands(intervention: Intervention, media_type: str) -> None:
    photo = evolve(PHOTOGRAPH, media_type=media_type)

    assert YES == may_attach_photo(intervention, photo)
    assert (photo,) == with_photo(intervention, photo).photos
    assert photo == with_photo(intervention, photo).photo(photo.digest)


@pytest.mark.parametrize("media_type", ["application/pdf", "image/svg+xml", "image/tiff", "application/octet-stream"])
def test_what_is_no_photo_is_refused_whatever_its_name(media_type: str) -> None:
    (reason,) = may_attach_photo(OPEN, evolve(PHOTOGRAPH, media_type=media_type, name="photo.jpg")).reasons

    assert ("photo-not-image", {"name": "photo.jpg", "media_type": media_type}) == (reason.code, reason.facts)


def test_a_photo_is_attached_once_and_may_be_a_report_too() -> None:
    attached = with_photo(with_report(OPEN, PHOTOGRAPH), PHOTOGRAPH)

    assert ["photo-already-attached"] == codes(may_attach_photo(attached, evolve(PHOTOGRAPH, name="autre.jpg")))


def test_a_photo_that_is_not_its_own_is_not_found() -> None:
    with pytest.raises(NotFound) as refusal:
        with_report(OPEN, PHOTOGRAPH).photo(PHOTOGRAPH.digest)

    assert "photo-not-found" == refusal.value.code


@pytest.mark.parametrize(
    "reason, codes_told", [("crue", ["closed-and-cancelled"]), (" ", ["closed-and-cancelled", "blank-text"])]
)
def test_what_was_closed_was_not_cancelled_and_what_was_cancelled_says_why(reason: str, codes_told: list[str]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        evolve(CLOSED, cancelled_at=A_MONDAY_MORNING, cancellation=reason)

    assert codes_told == [problem.code for problem in refusal.value.problems]
