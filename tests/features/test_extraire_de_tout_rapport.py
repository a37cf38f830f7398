"""S4 on reports of every kind, and what is beyond the source, as the product owner reads it."""

from io import BytesIO
from typing import Any

import pytest
from attrs import define
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.scripted import ScriptedRecognizer, line_of
from tests.usecases.town import TODAY, Town

from registre_core import RegistreError
from registre_core.extraction import Anchoring, Outcome, Outline, Overlap, PageInfo, Selection, displayed_quad, overlap
from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.passages import Passage, TextSource
from registre_core.services.extraction import Acceptance, Accepted
from registre_core.services.reading import Proposal
from registre_core.testing.correcting import words_of
from registre_core.testing.pdfs import Sheet, paragraph, pdf
from registre_reading_pdf import PdfPageReader

scenarios("extraire_de_tout_rapport.feature")

OVERLAPS = {
    "le même": Overlap.SAME,
    "une partie du même": Overlap.OVERLAPPING,
    "nouveau": Overlap.APART,
}


@define
class Story:
    """What happened so far."""

    town: Town
    lines: dict[int, list[str]]
    intervention: Intervention
    report: DocumentRef
    rotation: int = 0
    recognizer: ScriptedRecognizer | None = None
    passage: Passage | None = None
    refusal: RegistreError | None = None
    finding: Finding | None = None
    acceptance: Acceptance | None = None

    def attach(self, content: bytes) -> None:
        """Have an inspection with this report, and close it."""
        registre, mayor = self.town.registre, self.town.mayor
        self.report = registre.documents.store(mayor, BytesIO(content), name="r.pdf", originality=Originality.COPY)
        plan = registre.interventions
        planned = plan.plan(mayor, site=self.town.school.id, type_code="inspection", planned_on=TODAY)
        plan.attach_report(mayor, planned.id, self.report)
        self.intervention = plan.close(mayor, planned.id)

    def extract(self, selection: Selection | None = None, **asked: Any) -> None:  # noqa: ANN401  # options of a selection
        """Take words out of the report."""
        self.passage = self.refusal = None
        extract = self.town.registre.extraction.extract
        try:
            self.passage = extract(self.town.mayor, self.intervention.id, self.report.digest, selection, **asked)
        except RegistreError as refusal:
            self.refusal = refusal

    @property
    def taken(self) -> Passage:
        """What was taken last."""
        assert self.passage is not None, self.refusal
        return self.passage

    @property
    def recorded(self) -> Finding:
        """What was made of it."""
        assert self.finding is not None
        return self.finding

    def proposal(self) -> Proposal:
        """Ask what the report says itself."""
        return self.town.registre.extraction.propose(self.town.mayor, self.intervention.id, self.report.digest)

    def anchored(self) -> Anchoring:
        """Look for the finding's words in the report that is attached now."""
        anchor = self.town.registre.extraction.anchor
        return anchor(self.town.mayor, self.recorded.id, self.intervention.id, self.report.digest)


def printed(lines: dict[int, list[str]], rotation: int = 0) -> bytes:
    """Print a report: what the script says at the places where the scripted reader has it, nearly."""
    return pdf(*(Sheet(paragraph(*said, y=762), rotation=rotation) for said in lines.values()))


@given("une intervention clôturée avec le rapport suivant :", target_fixture="story")
def a_report(town: Town, datatable: list[list[str]]) -> Story:
    lines: dict[int, list[str]] = {}
    for page, line in datatable[1:]:
        lines.setdefault(int(page), []).append(line)
    town.pages.script = lines
    story = Story(town, lines, town.at_school, town.report)
    story.attach(printed(lines))
    return story


@given(parsers.parse("les pages du rapport sont tournées de {angle:d} degrés"))
def turned(story: Story, angle: int) -> None:
    story.rotation = angle
    story.attach(printed(story.lines, angle))


@given(parsers.parse("la page {page:d} du rapport est numérisée, et que le moteur « scripted 2 » est choisi"))
def scanned_with(story: Story, page: int) -> None:
    story.recognizer = story.town.scanned(page)
    story.town = story.town.with_ports(recognizer=story.recognizer)


@given(parsers.parse("la page {page:d} du rapport est numérisée"))
def scanned(story: Story, page: int) -> None:
    story.town.scanned(page)


@given("l’auteur du rapport en interdit la copie")
def not_to_be_copied(story: Story) -> None:
    story.town.pages.may_be_copied = False


@when(parsers.parse("Anne sélectionne la ligne {line:d} de la page {page:d}"))
@when(parsers.parse("qu’Anne sélectionne la ligne {line:d} de la page {page:d}"))
def selects(story: Story, line: int, page: int) -> None:
    story.extract(line_of(page, line - 1))


@when(parsers.parse("Anne sélectionne la ligne {line:d} de la page 1 et la ligne {other:d} de la page 2"))
def selects_on_two_pages(story: Story, line: int, other: int) -> None:
    story.extract(Selection(line_of(2, other - 1).regions + line_of(1, line - 1).regions))


@when(parsers.parse("Anne surligne « {words} » dans sa visionneuse"))
def highlights(story: Story, words: str, pages: PdfPageReader) -> None:
    """A viewer keeps where the words are drawn in the file's own space."""
    (row, line) = next((row, line) for row, line in enumerate(story.lines[1]) if words in line)
    story.town = story.town.with_ports(pages=pages)
    left, bottom = 72 + 6.67 * 2, 762 - 14 * row - 3
    corners = (left, bottom + 12, 300, bottom + 12, left, bottom, 300, bottom)
    size = (842, 595) if story.rotation % 180 else (595, 842)
    info = PageInfo(1, "1", *size, story.rotation, (0, 0, 595, 842))
    outline: Outline = displayed_quad(info, corners)
    assert line.startswith("1. ")
    story.extract(Selection((outline,)))


@pytest.fixture
def pages() -> PdfPageReader:
    return PdfPageReader()


@when(parsers.parse("Anne cite « {words} », en disant que c’est à la page {page:d}"))
def quotes_on_page(story: Story, words: str, page: int) -> None:
    story.extract(quote=words, page=page)


@when(parsers.re("Anne cite « (?P<words>[^»]*) »$"))
def quotes(story: Story, words: str) -> None:
    story.extract(quote=words)


@when(parsers.parse("Anne sélectionne la ligne {line:d} de la page {page:d} et en fait une observation"))
def records(story: Story, line: int, page: int) -> None:
    story.extract(line_of(page, line - 1))
    story.finding = story.town.registre.findings.record(story.town.mayor, story.intervention.id, story.taken)


@when(parsers.parse("Anne accepte la proposition {number}"))
def accepts(story: Story, number: str) -> None:
    (candidate,) = [one for one in story.proposal().candidates if one.number == number]
    accept = story.town.registre.extraction.accept
    story.acceptance = accept(story.town.mayor, story.intervention.id, story.report.digest, [Accepted(candidate)])


@when("le rapport est réédité avec une page de garde")
def printed_again(story: Story) -> None:
    story.town.pages.script = {1: ["Page de garde"], **{page + 1: said for page, said in story.lines.items()}}
    story.attach(b"%PDF-1.7 again")


@when("le rapport est réédité sans cette observation")
def printed_without(story: Story) -> None:
    story.town.pages.script = {1: ["Observations"], 2: story.lines[2]}
    story.attach(b"%PDF-1.7 without")


@then(parsers.parse("l’extrait dit « {words} »"))
def says(story: Story, words: str) -> None:
    assert words == story.taken.quote


@then(parsers.parse("il se trouve à la page {page:d}"))
def stands_on(story: Story, page: int) -> None:
    assert [page] == [part.page for part in story.taken.parts]


@then("il se trouve aux pages 1 et 2")
def stands_on_both(story: Story) -> None:
    assert [1, 2] == [part.page for part in story.taken.parts]


@then("ses mots sont ceux du fichier")
def native(story: Story) -> None:
    assert (TextSource.NATIVE, None) == (story.taken.source, story.taken.confidence)


@then(parsers.parse("elle apprend que ces mots se trouvent à plusieurs endroits, aux pages « {pages} »"))
def ambiguous(story: Story, pages: str) -> None:
    assert story.refusal is not None
    assert ("quote-ambiguous", pages) == (story.refusal.code, story.refusal.facts["pages"])


@then("elle apprend que ces mots ne sont pas dans le rapport")
def not_found(story: Story) -> None:
    assert story.refusal is not None
    assert "quote-not-found" == story.refusal.code


@then(parsers.parse("ses mots ont été reconnus par « {engine} », avec une confiance de {confidence:d}"))
def recognised(story: Story, engine: str, confidence: int) -> None:
    taken = story.taken

    assert (TextSource.OCR, engine, confidence) == (taken.source, taken.engine, taken.confidence)


@then("rien n’est reconnu une seconde fois")
def recognised_once(story: Story) -> None:
    assert story.recognizer is not None
    assert [1] == story.recognizer.seen


@then("elle apprend qu’aucun moteur de reconnaissance n’est choisi, et pour quelle page il en faut un")
def no_recognizer(story: Story) -> None:
    assert story.refusal is not None
    assert ("no-recognizer", "1") == (story.refusal.code, story.refusal.facts["pages"])


@then("l’extrait signale que son auteur en interdit la copie")
def tells_of_copying(story: Story) -> None:
    assert not story.taken.may_be_copied


@then(parsers.parse("l’extrait est reconnu comme {known}"))
def lies_so(story: Story, known: str) -> None:
    assert OVERLAPS[known] is overlap(words_of(story.recorded), story.taken)


@then("le rapport propose :")
def proposes(story: Story, datatable: list[list[str]]) -> None:
    found = [[one.number, one.text, "oui" if one.is_taken else "non"] for one in story.proposal().candidates]

    assert datatable[1:] == found


@then(parsers.parse("il reste à prendre la proposition {number}"))
def left(story: Story, number: str) -> None:
    assert story.acceptance is not None
    assert story.acceptance.left is not None
    assert [number] == [candidate.number for candidate in story.acceptance.left]


@then(parsers.parse("l’observation créée dit « {words} », avec le numéro {number}"))
def made(story: Story, words: str, number: str) -> None:
    assert story.acceptance is not None
    (finding,) = story.acceptance.findings

    assert (words, words, number) == (finding.text, words_of(finding).quote, finding.number)


@then(parsers.parse("l’observation est retrouvée à la page {page:d}"))
def found_again(story: Story, page: int) -> None:
    anchoring = story.anchored()

    assert (Outcome.ANCHORED, [page]) == (anchoring.outcome, [part.page for part in anchoring.places[0].parts])


@then("l’observation est donnée pour perdue")
def lost(story: Story) -> None:
    assert Outcome.LOST is story.anchored().outcome
