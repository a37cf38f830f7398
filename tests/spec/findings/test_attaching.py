"""What joins a finding, what may be said of it otherwise, and from which files one may be taken."""

from datetime import date

import pytest

from registre_core.findings import (
    STILL_OPEN,
    Mover,
    Severity,
    State,
    attached,
    edited,
    may_attach,
    may_edit,
    may_extract,
    may_have_photos,
    may_see_again,
    seen_again,
)
from registre_core.kernel.identifiers import UserId, VisitId
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import Verdict
from registre_core.testing.builders import IDS, a_document, a_finding
from registre_core.testing.correcting import standing_at
from registre_core.testing.memory.world import A_MONDAY_MORNING

PHOTO = a_document(b"photo", media_type="image/png")
PLAN = a_document(b"%PDF plan", name="plan.pdf")
WHO = Mover(UserId(IDS.new()), A_MONDAY_MORNING)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


@pytest.mark.parametrize("state", State)
def test_pictures_and_documents_join_it_whatever_became_of_it(state: State) -> None:
    finding = a_finding(**standing_at(state))

    assert may_attach(finding, [PHOTO], [PLAN])
    assert ((PHOTO,), (PLAN,)) == (attached(finding, [PHOTO], [PLAN]).photos, attached(finding, [], [PLAN]).documents)


def test_everything_that_cannot_join_it_is_told_at_once() -> None:
    finding = attached(a_finding(), [PHOTO], [PLAN])

    assert ["photo-not-image", "photo-already-attached", "document-already-attached"] == codes(
        may_attach(finding, [PLAN, PHOTO], [PLAN])
    )


def test_a_picture_is_what_its_bytes_say_is_one() -> None:
    assert may_have_photos([PHOTO])
    assert ["photo-not-image", "photo-not-image"] == codes(may_have_photos([PLAN, PHOTO, PLAN]))


@pytest.mark.parametrize("state", State)
def test_what_is_said_of_it_is_put_otherwise_while_it_is_open(state: State) -> None:
    assert (state in STILL_OPEN) is bool(may_edit(a_finding(**standing_at(state))))


def test_putting_it_otherwise_leaves_alone_what_the_report_says() -> None:
    before = a_finding()
    after = edited(
        before,
        text="Remplacer le bloc",
        place="Hall",
        severity=Severity.CRITICAL,
        due_on=date(2026, 4, 1),
        responsible=None,
        reference="EC 14",
        reference_source="Arrêté du 25 juin 1980",
    )

    assert ("Remplacer le bloc", "Hall", Severity.CRITICAL) == (after.text, after.place, after.severity)
    assert (before.passage, before.origin, before.steps) == (after.passage, after.origin, after.steps)


def test_only_a_pdf_that_is_there_gives_anomalies_and_prescriptions() -> None:
    assert may_extract(PLAN)
    (missing,), (other,) = may_extract(None).reasons, may_extract(PHOTO).reasons

    assert ["visit-without-report", "report-not-pdf"] == [missing.code, other.code]
    assert {"name": PHOTO.name, "media_type": "image/png"} == other.facts
    assert all("Version 1.47" in reason.source.text for reason in (missing, other))


def test_a_finding_says_another_one_again_once_and_never_itself() -> None:
    old, new = a_finding(), a_finding()
    told = seen_again(old, WHO, by=new)

    assert may_see_again(old, new.id)
    assert (new.id, new.intervention_id) == (told.steps[-1].finding_id, told.steps[-1].intervention_id)
    assert ["already-seen-again"] == codes(may_see_again(told, new.id))
    assert ["repeats-itself"] == codes(may_see_again(old, old.id))
    assert may_see_again(told)


def test_it_is_seen_again_on_a_visit_without_another_finding() -> None:
    visit = VisitId(IDS.new())
    told = seen_again(a_finding(**standing_at(State.CLEARED)), WHO, visit=visit, reason="toujours encombrée")

    assert (State.OPEN, visit, None) == (told.state, told.steps[-1].visit_id, told.steps[-1].finding_id)


def test_every_refusal_says_which_text_asks_for_it() -> None:
    refusals: list[Reason] = [*may_edit(a_finding(**standing_at(State.CLEARED))).reasons, *may_extract(None).reasons]

    assert all(reason.source.text for reason in refusals)
