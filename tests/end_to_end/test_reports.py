"""S4 as a whole, on files, databases and an engine that are real: read, recognised, proposed, accepted, found again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from attrs import frozen

from registre_core import Actor, Client, Host, Registre
from registre_core.extraction import Ocr, Region, Selection
from registre_core.interventions import Intervention
from registre_core.kernel.documents import DocumentRef
from registre_core.kernel.passages import Passage, TextSource
from registre_core.services.extraction import Acceptance, Accepted
from registre_core.services.reading import Proposal
from registre_core.testing.correcting import words_of
from registre_core.testing.pdfs import Sheet, paragraph, pdf
from registre_core.workspace import Category, ErpType

OBSERVATIONS = (
    "Rapport de vérification",
    "OBSERVATIONS",
    "1. Remplacer le bloc autonome du hall, hors service.",
    "2. Refermer le tableau électrique de la chaufferie.",
)
FIRST = Selection((Region(1, 60.0, 99.0, 560.0, 114.0),))
"""Marks the first observation."""


@frozen
class Scene:
    """A closed inspection with its report, in a register that can be opened again."""

    address: str
    documents: str
    registre: Registre
    mayor: Actor
    intervention: Intervention
    report: DocumentRef

    def propose(self, **asked: Any) -> Proposal:  # noqa: ANN401  # options of a proposal
        return self.registre.extraction.propose(self.mayor, self.intervention.id, self.report.digest, **asked)

    def first(self, registre: Registre, **asked: Any) -> Passage:  # noqa: ANN401  # options of a passage
        return registre.extraction.extract(self.mayor, self.intervention.id, self.report.digest, FIRST, **asked)


def opened(address: str, documents: str) -> Registre:
    return Host.discover().open(storage=address, documents=documents, recognizer="tesseract")


@pytest.fixture
def scene(address: str, tmp_path: Path) -> Iterator[Scene]:
    documents = tmp_path.as_uri()
    with opened(address, documents) as registre:
        founding = registre.workspace.found(Actor.operator(), name="Nantes", administrator="Jeanne Maire")
        mayor = Actor.user(founding.administrator.id, founding.workspace.id, client=Client.web("1.47"))
        school = registre.workspace.add_site(mayor, name="École", erp_type=ErpType.R, category=Category.THIRD)
        content = pdf(Sheet(paragraph(*OBSERVATIONS, y=760.0)))
        report = registre.documents.store(mayor, BytesIO(content), name="rapport.pdf")
        today = registre.ports.clock.today()
        plan = registre.interventions
        planned = plan.plan(mayor, site=school.id, type_code="inspection", planned_on=today)
        plan.attach_report(mayor, planned.id, report)
        yield Scene(address, documents, registre, mayor, plan.close(mayor, planned.id), report)


def test_what_a_report_says_becomes_findings_and_is_found_again(scene: Scene) -> None:
    proposal = scene.propose()
    accepted = scene.registre.extraction.accept(
        scene.mayor, scene.intervention.id, scene.report.digest, [Accepted(one) for one in proposal.candidates]
    )
    anchored = scene.registre.extraction.anchor(
        scene.mayor, accepted.findings[1].id, scene.intervention.id, scene.report.digest
    )

    assert ["1", "2"] == [finding.number for finding in accepted.findings]
    assert "Refermer le tableau électrique de la chaufferie." == words_of(accepted.findings[1]).quote
    assert ((), ()) == (accepted.already, accepted.left)
    assert [True, True] == [one.is_taken for one in scene.propose().candidates]
    assert "anchored" == anchored.outcome.value
    assert scene.registre.register.verify(scene.mayor).is_intact


def test_what_was_recognised_is_there_when_the_register_is_opened_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = scene.first(scene.registre, ocr=Ocr.ALWAYS)

    assert passage.source is TextSource.OCR
    assert "Remplacer le bloc autonome du hall, hors service." in passage.quote
    with opened(scene.address, scene.documents) as again:
        monkeypatch.setattr(type(again.ports.recognizer), "recognise", None)
        kept = scene.first(again, ocr=Ocr.ALWAYS)
    assert passage == kept


def test_candidates_of_a_recognised_page_are_accepted_as_they_were_recognised(scene: Scene) -> None:
    candidates = scene.propose(ocr=Ocr.ALWAYS).candidates
    accepted = scene.registre.extraction.accept(
        scene.mayor,
        scene.intervention.id,
        scene.report.digest,
        [Accepted(one) for one in candidates],
        ocr=Ocr.ALWAYS,
    )

    assert {TextSource.OCR} == {words_of(finding).source for finding in accepted.findings}
    assert [one.text for one in candidates] == [words_of(finding).quote for finding in accepted.findings]
    assert 2 == len(accepted.findings)


def test_two_who_accept_the_same_at_once_record_it_once(scene: Scene) -> None:
    candidates, ready = scene.propose().candidates, Barrier(2)

    def accept() -> Acceptance:
        with opened(scene.address, scene.documents) as registre:
            ready.wait(60)
            given = [Accepted(one) for one in candidates]
            return registre.extraction.accept(scene.mayor, scene.intervention.id, scene.report.digest, given)

    with ThreadPoolExecutor(2) as people:
        answers = [one.result(60) for one in [people.submit(accept) for _ in range(2)]]

    assert [0, 2] == sorted(len(answer.findings) for answer in answers)
    assert [0, 2] == sorted(len(answer.already) for answer in answers)
    assert 2 == len(scene.registre.findings.page(scene.mayor, intervention=scene.intervention.id).items)
    assert scene.registre.register.verify(scene.mayor).is_intact
