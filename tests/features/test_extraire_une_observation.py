"""S4 as the product owner reads it."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from attrs import define, evolve
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.scripted import line_of
from tests.usecases.town import SCRIPT, TODAY, Town

from registre_core import Actor, Forbidden, InvalidInput, Refused
from registre_core.extraction import Overlap, Region, Selection
from registre_core.findings import KINDS, Finding, State
from registre_core.interventions import TYPES
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.passages import Passage
from registre_core.kernel.reports import ReportSource
from registre_core.register import Head
from registre_core.testing.correcting import words_of

scenarios("extraire_une_observation.feature")

CONTENTS: Mapping[str, tuple[bytes, Originality]] = {
    "un rapport en format PDF": (b"%PDF-1.7 original", Originality.ORIGINAL),
    "la copie d’un rapport en format PDF": (b"%PDF-1.7 scan", Originality.COPY),
    "une photographie du rapport": (b"\xff\xd8\xff photographie", Originality.COPY),
}

REASONS = {
    "l’intervention n’est pas clôturée": "intervention-not-closed",
    "ce type d’intervention n’en fait pas partie": "type-not-extractable",
    "le rapport n’est pas en format PDF": "report-not-pdf",
    "le procès-verbal n’est pas joint": "visit-without-report",
}


@define
class Story:
    """What happened so far."""

    town: Town
    anne: Actor
    source: ReportSource
    report: DocumentRef
    before: Head
    passage: Passage | None = None
    finding: Finding | None = None
    earlier: Finding | None = None
    refusal: Refused | InvalidInput | None = None


@pytest.fixture
def anne(town: Town) -> Actor:
    extracts = (f"{room}.extract" for room in ("interventions", "findings", "prescriptions"))
    return town.holder(*extracts, "findings.create", "prescriptions.create", name="Anne Martin")


@pytest.fixture
def story(town: Town, anne: Actor) -> Story:
    return Story(town, anne, ReportSource.intervention(town.at_school.id), town.report, town.head())


@given("un environnement avec le site « École Jules-Ferry »")
def an_environment(town: Town) -> None:
    assert "École Jules-Ferry" == town.school.name


@given("l’utilisatrice « Anne Martin », qui peut extraire et créer des observations")
def anne_who_may(town: Town, anne: Actor) -> None:
    assert "Anne Martin" == town.user(anne.id).name


@given(parsers.parse("une intervention {state} de type « {label} », avec {content}"))
def an_intervention(story: Story, state: str, label: str, content: str) -> None:
    town = story.town
    (kind,) = [kind for kind in TYPES.values() if kind.french == label]
    data, originality = CONTENTS[content]
    story.report = town.registre.documents.store(town.mayor, BytesIO(data), name="rapport", originality=originality)
    plan = town.registre.interventions
    planned = plan.plan(town.mayor, site=town.school.id, type_code=kind.code, planned_on=TODAY)
    plan.attach_report(town.mayor, planned.id, story.report)
    if state == "clôturée":
        plan.close(town.mayor, planned.id)
    story.source = ReportSource.intervention(planned.id)
    story.before = town.head()


@given(parsers.parse("un document de la gestion du bâtiment, en {form}"))
def a_filed_document(story: Story, form: str) -> None:
    town = story.town
    data = b"\xff\xd8\xff plan" if form == "photographie" else b"%PDF-1.7 diagnostic"
    story.report = town.registre.documents.store(town.mayor, BytesIO(data), name="diagnostic")
    filed = town.registre.documents.file(town.mayor, site=town.school.id, title="Diagnostic", document=story.report)
    story.source, story.before = ReportSource.building(filed.id), town.head()


@given("une visite de la commission de sécurité, avec son procès-verbal en format PDF")
def a_visit(story: Story) -> None:
    story.source = ReportSource.visit(story.town.at_hand.judged.id)


@given("une visite de la commission de sécurité, sans procès-verbal")
def a_visit_without_report(story: Story) -> None:
    story.source = ReportSource.visit(story.town.at_hand.visit.id)


@given(parsers.parse("qu’une observation en a déjà été tirée : « {words} »"))
def taken_before(story: Story, words: str) -> None:
    select(story, line_of(1, SCRIPT[1].index(words)))
    records(story)
    story.earlier, story.finding, story.passage = story.finding, None, None


@given("une observation plus ancienne du site, qui est levée")
def an_earlier_one(story: Story) -> None:
    town = story.town
    story.earlier = town.registre.findings.clear(town.mayor, town.finding.id, proofs=[town.photo]).finding
    story.before = town.head()


@given("le droit de créer des observations a été refusé à Anne")
def denied(story: Story) -> None:
    town = story.town
    with town.storage.inner.begin(town.workspace) as tx:
        user = tx.users.get(town.user(story.anne.id).id)
        tx.users.save(evolve(user, denials=frozenset({"findings.create"})))
        tx.commit()


def select(story: Story, selection: Selection) -> None:
    extract = story.town.registre.extraction.extract
    try:
        story.passage = extract(story.anne, story.source, story.report.digest, selection)
    except (Refused, InvalidInput) as refusal:
        story.refusal = refusal


@when(parsers.parse("Anne clique sur « EXTRAIRE OBS » et sélectionne « {words} »"))
def selects_words(story: Story, words: str) -> None:
    select(story, line_of(1, SCRIPT[1].index(words)))


@when("Anne clique sur « EXTRAIRE OBS » et sélectionne un endroit vide")
def selects_nothing(story: Story) -> None:
    select(story, Selection((Region(1, 300, 700, 400, 800),)))


@when("qu’elle clique sur le bouton « Créer une observation »")
@when("elle clique sur le bouton « Créer une observation »")
def records(story: Story) -> None:
    assert story.passage is not None
    try:
        story.finding = story.town.registre.findings.record(story.anne, story.source, story.passage)
    except Refused as refusal:
        story.refusal = refusal


@when("qu’elle crée une observation qui répète la plus ancienne")
def records_again(story: Story) -> None:
    assert story.earlier is not None
    record = story.town.registre.findings.record
    story.finding = record(story.anne, story.source, story.passage, repeats=story.earlier.id)


def recorded(story: Story) -> Finding:
    assert story.finding is not None
    return story.town.registre.findings.show(story.town.mayor, story.finding.id)


@then(parsers.parse("l’observation dit « {words} »"))
def says(story: Story, words: str) -> None:
    assert (words, words) == (recorded(story).text, words_of(recorded(story)).quote)


@then(parsers.re(r"c’est une (?P<kind>anomalie|prescription), qui dit « (?P<words>.+) »"))
def is_called(story: Story, kind: str, words: str) -> None:
    assert (kind, words) == (KINDS[recorded(story).kind].lower(), recorded(story).text)


@then("l’observation déjà tirée de ce passage est montrée")
def shown(story: Story) -> None:
    assert story.passage is not None
    (duplicate,) = story.town.registre.findings.duplicates(story.anne, story.source, story.passage)

    assert (story.earlier, Overlap.SAME) == (duplicate.finding, duplicate.overlap)


@then("la plus ancienne est de nouveau ouverte, et dit quelle observation la répète")
def reopened(story: Story) -> None:
    assert story.earlier is not None
    now = story.town.registre.findings.show(story.town.mayor, story.earlier.id)

    assert (State.CLEARED, State.OPEN) == (story.earlier.state, now.state)
    assert recorded(story).id == now.steps[-1].finding_id


@then("elle est ouverte, sur le site « École Jules-Ferry »")
def stands(story: Story) -> None:
    assert (State.OPEN, story.town.school.id) == (recorded(story).state, recorded(story).site_id)


@then("elle dit de quel rapport elle vient, à quelle page, à quel endroit et entre quels mots")
def tells_its_provenance(story: Story) -> None:
    passage = words_of(recorded(story))
    (part,) = passage.parts

    assert (story.report.digest, 1, 1) == (passage.document, part.page, len(part.quads))
    assert ("Rapport de contrôle ", " 2. Sans observation") == (passage.prefix, passage.suffix)


@then(parsers.parse("elle est créée par « {name} »"))
def created_by(story: Story, name: str) -> None:
    assert name == recorded(story).created_by.person.name


@then(parsers.parse("le registre compte une entrée de plus : « {kind} »"))
def one_entry_more(story: Story, kind: str) -> None:
    entries = story.town.entries()

    assert (story.before.number + 1, kind) == (len(entries), entries[-1].heading.kind)


@then(parsers.parse("le registre compte deux entrées de plus : « {first} », « {second} »"))
def two_entries_more(story: Story, first: str, second: str) -> None:
    entries = story.town.entries()

    assert story.before.number + 2 == len(entries)
    assert [first, second] == [entry.heading.kind for entry in entries[-2:]]


@then("l’extraction est possible")
def possible(story: Story) -> None:
    assert story.refusal is None
    assert story.passage is not None


@then(parsers.parse("l’extraction est refusée, car {ground}"))
def refused(story: Story, ground: str) -> None:
    assert isinstance(story.refusal, Refused)
    assert REASONS[ground] in {reason.code for reason in story.refusal.reasons}


@then("elle apprend que sa sélection est vide")
def learns_that_it_is_empty(story: Story) -> None:
    assert story.refusal is not None
    assert "empty-selection" == story.refusal.code


@then("la création est refusée, car ce droit lui est refusé")
def refused_for_want_of_right(story: Story) -> None:
    assert isinstance(story.refusal, Forbidden)
    assert ["right-denied"] == [reason.code for reason in story.refusal.reasons]


@then("rien n’a changé")
def nothing_changed(story: Story) -> None:
    assert (story.before, None) == (story.town.head(), story.finding)
