"""S7 as the product owner reads it, on a real database."""

import csv
import re
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import Any

import pytest
from attrs import define, evolve, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.signing import TELEPHONE, WEB, School

from registre_core import Actor
from registre_core.findings import CREATED_BY_COLUMN, Finding, Kind, State, line_of
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.reports import ReportSource
from registre_core.logbook import FiledDocument
from registre_core.testing.pdfs import pdf

scenarios("anomalies_creee_par.feature")

MANNER = re.compile(r"(?P<through>sur le web|sur l’application mobile)(, pour « (?P<behalf>.+) »)?")


@define
class Story:
    """What happened so far."""

    school: School
    filed: FiledDocument | None = None
    asked: dict[str, Any] = field(factory=dict)
    exported: bytes = b""

    def creates(self, name: str, text: str, *, behalf: str | None = None, through: str = "sur le web") -> Finding:
        client = WEB if through == "sur le web" else TELEPHONE
        actor = evolve(self.school.actor(name, client), on_behalf_of=behalf)
        return self.school.registre.findings.record(actor, site=self.school.site, text=text)

    def listed(self) -> tuple[Finding, ...]:
        page = self.school.registre.findings.page
        return page(self.school.mayor, kinds=[Kind.ANOMALY], **self.asked).items

    def saying(self, text: str) -> Finding:
        (found,) = self.school.registre.findings.page(self.school.mayor, text=text).items
        return found

    def account(self, name: str) -> UserId:
        identifier = self.school.accounts[name].id
        assert identifier is not None
        return UserId(identifier)


@pytest.fixture
def story(school: School) -> Story:
    return Story(school)


@given("l’école « Simone-Veil », le 02/03/2026")
def the_school(school: School) -> None:
    assert "Simone-Veil" == school.registre.workspace.site(school.mayor, school.site).name


@given(parsers.parse("« {name} », qui crée des anomalies"))
def who_creates(school: School, name: str) -> None:
    if name not in school.accounts:  # Claire Morel answers for the school already
        school.account(name)


@given(parsers.parse("un document du bâtiment au format PDF, qui dit « {words} »"))
def a_document(story: Story, words: str) -> None:
    school = story.school
    stored = school.registre.documents.store(school.mayor, BytesIO(pdf(words)), name="diagnostic.pdf")
    story.filed = school.registre.documents.file(school.mayor, site=school.site, title="Diagnostic", document=stored)


@given(parsers.re(r"(que )?« (?P<name>[^»]+) » a créé l’anomalie « (?P<text>[^»]+) »$"))
def created(story: Story, name: str, text: str) -> None:
    story.creates(name, text)


@given(parsers.re(r"« (?P<name>[^»]+) » a créé l’anomalie « (?P<text>[^»]+) » pour « (?P<behalf>[^»]+) »$"))
def created_for(story: Story, name: str, text: str, behalf: str) -> None:
    story.creates(name, text, behalf=behalf)


@given(parsers.parse("l’anomalie « {text} » est levée"))
def cleared(story: Story, text: str) -> None:
    story.school.registre.findings.clear(story.school.mayor, story.saying(text).id, reason="extincteur posé")


@when(parsers.re(r"(que )?« (?P<name>[^»]+) » crée l’anomalie « (?P<text>[^»]+) »$"))
def creates(story: Story, name: str, text: str) -> None:
    story.creates(name, text)


@when(parsers.re(r"« (?P<name>[^»]+) » crée l’anomalie « (?P<text>[^»]+) » (?P<manner>sur .+)$"))
def creates_somehow(story: Story, name: str, text: str, manner: str) -> None:
    read = MANNER.fullmatch(manner)
    assert read is not None
    story.creates(name, text, behalf=read["behalf"], through=read["through"])


@when(parsers.parse("« {name} » y sélectionne « {words} » et crée une anomalie"))
def extracts(story: Story, name: str, words: str) -> None:
    assert story.filed is not None
    registre, actor, source = story.school.registre, story.school.actor(name), ReportSource.building(story.filed.id)
    passage = registre.extraction.extract(actor, source, story.filed.document.digest, quote=words)
    assert Kind.ANOMALY is registre.findings.record(actor, source, passage).kind


@when(parsers.parse("« {name} » s’appelle désormais « {new} »"))
def renamed(story: Story, name: str, new: str) -> None:
    rights = story.school.registre.rights
    rights.rename_user(story.school.mayor, story.account(name), name=new, email=None)


@when(parsers.parse("« {name} » est effacée"))
def erased(story: Story, name: str) -> None:
    story.school.registre.rights.erase_user(story.school.mayor, story.account(name))


@when(parsers.parse("on ne cherche que {wanted}"))
def looks_for(story: Story, wanted: str) -> None:
    name = wanted.partition("« ")[2].removesuffix(" »")
    if wanted.startswith("les anomalies de"):
        story.asked = {"creator": story.account(name)}
    else:
        filters: Mapping[str, dict[str, Any]] = {
            "ce qui reste à faire": {"is_open": True},
            "ce qui est levé": {"state": State.CLEARED},
        }
        story.asked = filters.get(wanted, {"text": name})


@when("la liste des anomalies est exportée")
def exports(story: Story) -> None:
    into = BytesIO()
    story.school.registre.findings.export(story.school.mayor, into, kinds=[Kind.ANOMALY])
    story.exported = into.getvalue()


@then("la liste des anomalies dit")
def says(story: Story, datatable: list[list[str]]) -> None:
    (_, heading), *rows = datatable
    today = story.school.clock.today()

    assert CREATED_BY_COLUMN == heading
    assert rows == [[one.text, line_of(one, today).created_by] for one in story.listed()]


@then(parsers.parse("la liste n’a que « {text} »"))
def only(story: Story, text: str) -> None:
    assert [text] == [one.text for one in story.listed()]


@then("le registre se vérifie toujours")
def verifies(story: Story) -> None:
    assert story.school.registre.register.verify(Actor.operator(story.school.workspace)).is_intact


def rows_of(story: Story) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(story.exported.decode("utf-8-sig"), newline=""), delimiter=";")]


@then(parsers.parse("le fichier a la colonne « {heading} », où se lit « {name} »"))
def has_the_column(story: Story, heading: str, name: str) -> None:
    assert [name] == [row[heading] for row in rows_of(story)]


@then(parsers.parse("la cellule de l’anomalie est « {cell} »"))
def has_the_cell(story: Story, cell: str) -> None:
    assert [cell] == [row["Constat"] for row in rows_of(story)]
