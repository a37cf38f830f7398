# ruff: noqa: ANN401  # the fields given are checked by the values that take them
"""What summaries say, in French; and what programs that read PDF find in them."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from attrs import evolve

from registre_core.commissions import Authority, Favour, OrderKind, VisitKind
from registre_core.findings import STILL_OPEN, Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.errors import AdapterFailure
from registre_core.permits import Colour, PermitState
from registre_core.summary import (
    REWRITTEN,
    Contents,
    FindingCount,
    FindingFigures,
    InterventionFigures,
    LogbookFigures,
    Presence,
    VisitFigures,
    completeness,
)
from registre_core.testing.builders import a_site
from registre_core.testing.contracts.paper import FIRST, LAST, ODD, leaf, squeezed
from registre_core.testing.contracts.summaries import a_town
from registre_core.testing.summing import THAT_DAY, a_finding_row, a_site_summary, a_summary, a_summary_sheet
from registre_reading_pdf import PdfPageReader
from registre_rendering_typst import brief, chapters, words
from registre_rendering_typst.book import Book
from registre_rendering_typst.desk import laid_out
from registre_rendering_typst.figures import Bar, Chart, Charts, Part
from registre_rendering_typst.form import Checks, Rows, Section
from registre_rendering_typst.french import counted, elapsed, number
from registre_rendering_typst.renderer import HOUSE, SUMMARY, TypstRenderer
from registre_rendering_typst.shortening import CUT, MOST_LETTERS
from registre_rendering_typst.summary import DATA, MOST_AT_LENGTH, summary


def printed(**given: Any) -> Book:
    return summary(a_summary_sheet(summary=a_summary(**given)))


def texts(value: object) -> Iterator[str]:
    """Give every text of a book, with spaces as the keyboard has them."""
    match value:
        case str():
            yield value.replace("\u00a0", " ")
        case tuple():
            for each in value:
                yield from texts(each)
        case _ if hasattr(value, "__attrs_attrs__"):
            for each in value.__attrs_attrs__:
                yield from texts(getattr(value, each.name))


def said(value: object) -> str:
    return "\n".join(texts(value))


def section(book: Book, title: str) -> Section:
    return next(one for one in book.sections if one.title == title)


def charts(book: Book) -> dict[str, Chart]:
    found = next(block for block in section(book, "Chiffres").blocks if isinstance(block, Charts))
    return {chart.title: chart for chart in found.rows}


def of_site(**given: Any) -> tuple[Section, ...]:
    return chapters.sections(a_site_summary(**given), (), THAT_DAY)


def test_numbers_are_written_as_in_france() -> None:
    assert ["12\u00a0345", "0\u00a0visite", "1\u00a0visite", "2\u00a0visites"] == [
        number(12_345),
        *(counted(count, "visite", "visites") for count in range(3)),
    ]


@pytest.mark.parametrize(
    "days,expected",
    [
        (0, "0 jour"),
        (1, "1 jour"),
        (60, "60 jours"),
        (61, "2 mois"),
        (730, "23 mois"),
        (731, "2 ans"),
        (3653, "10 ans"),
    ],
)
def test_an_age_is_told_no_more_exactly_than_one_cares(days: int, expected: str) -> None:
    assert expected == elapsed(days).replace("\u00a0", " ")


def test_nothing_is_without_its_french_word() -> None:
    told: dict[Any, Any] = {
        Kind: words.KINDS,
        Severity: words.SEVERITIES,
        PermitState: words.PERMITS,
        Colour: words.COLOURS,
        VisitKind: words.VISITS,
        Favour: words.FAVOURS,
        OrderKind: words.ORDERS,
        Authority: words.AUTHORITIES,
        Presence: chapters.TICKS,
    }

    assert {every: set(every) for every in told} == {every: set(named) for every, named in told.items()}
    assert STILL_OPEN == set(words.OPEN_STATES)
    assert set(Status) - {Status.CANCELLED} == set(words.STATUSES)


def test_a_chart_says_in_words_what_it_draws() -> None:
    parts = (Part("Critiques", "full"), Part("Majeures", "hatched"))
    drawn = Chart("Constats", parts, (Bar("Anomalies", (1_200, 34)), Bar("Observations", (0, 0))))

    told = "Anomalies : 1 234, dont 1 200 critiques, 34 majeures. Observations : 0, dont 0 critiques, 0 majeures."
    assert f"Constats. {told}" == drawn.alt.replace("\u00a0", " ")
    assert "Constats. Rien à compter." == Chart("Constats", parts, ()).alt


def test_what_stands_in_one_bar_is_told_apart_in_black_and_white() -> None:
    for chart in charts(printed()).values():
        patterns = [part.pattern for part in chart.parts]
        assert len(patterns) == len(set(patterns))
        assert set(patterns).isdisjoint(Colour)
        assert len(patterns) == 1 or all(bar.pattern is None for bar in chart.bars)


def test_findings_are_counted_by_kind_severity_and_age() -> None:
    rows = tuple(
        a_finding_row(created_on=THAT_DAY - timedelta(days=days), severity=severity)
        for days, severity in [
            (30, Severity.CRITICAL),
            (31, Severity.MINOR),
            (90, Severity.MINOR),
            (366, Severity.MAJOR),
        ]
    )
    drawn = charts(printed(gravest=rows))

    assert {"Observations": (0, 0, 0), "Anomalies": (0, 1, 0), "Prescriptions": (2, 0, 0)} == {
        bar.name: bar.counts for bar in drawn["Constats ouverts, par nature"].bars
    }
    assert [(1, 0, 0), (0, 0, 2), (0, 0, 0), (0, 1, 0)] == [
        bar.counts for bar in drawn["Constats ouverts, par âge"].bars
    ]


def test_ages_say_of_which_findings_they_are_when_some_have_no_row() -> None:
    of_all, of_some = printed(), printed(left_out=7)

    assert "" == charts(of_all)["Constats ouverts, par âge"].note
    assert "Des 3 constats qui ont ici une ligne." in said(charts(of_some)["Constats ouverts, par âge"])


@pytest.mark.parametrize(
    "left_out,expected",
    [
        (0, None),
        (1, "3 constats ont une ligne dans ce document. 1 autre constat ouvert est dans les données jointes"),
        (97_000, "97 000 autres constats ouverts sont dans les données jointes (synthese.json)."),
    ],
)
def test_what_has_no_row_is_said_where_figures_are(left_out: int, expected: str | None) -> None:
    told = said(section(printed(left_out=left_out), "Chiffres"))

    assert (expected or "") in told
    assert ("Constats sans ligne" in told) is (expected is not None)


def test_what_the_register_lacks_is_named() -> None:
    told = said(of_site())

    assert "Manquant : handicap visuel" in told
    assert "Présent : 3\ndepuis le 02/09/2024\ndernière date : 15/01/2026" in told


def test_what_is_ours_has_curved_apostrophes_and_what_is_theirs_stays() -> None:
    theirs = a_finding_row(text="Porte de l'escalier", created_by="Anne D'Arc")
    told = said(chapters.sections(a_site_summary(), (theirs,), THAT_DAY))

    assert "Consignes d’évacuation par type de handicap" in told
    assert {"Porte de l'escalier", "par Anne D'Arc"} <= {*told.splitlines()}


def test_a_day_to_come_is_told_of_deadlines_and_not_of_the_state() -> None:
    today, later = printed(), printed(on=THAT_DAY + timedelta(days=30))

    assert "Situation au 02/03/2026" == today.state
    assert "Situation au 02/03/2026, échéances au 01/04/2026" == later.state
    assert today.title == later.title


def test_a_long_source_ends_its_lines_between_words() -> None:
    empty = Contents(LogbookFigures(), InterventionFigures(), FindingFigures())
    former = a_site_summary(completeness=completeness(empty, REWRITTEN - timedelta(days=1)))
    (table,) = chapters.sections(former, (), THAT_DAY)[1].blocks

    assert isinstance(table, Checks)
    assert table.rows[0].source == "CCH\u00a0R.\u00a0143-44 (ex\u00a0R.\u00a0123-51), avant le 1er juillet 2026"


def test_interventions_are_told_by_type() -> None:
    table = of_site()[2].blocks[0]

    assert isinstance(table, Rows)
    assert ("Contrôle", "4", "0", "1", "0", "15/01/2026", "01/02/2026") == table.rows[0]


def test_opinion_and_order_are_kept_apart() -> None:
    told = said(of_site()[-1])

    assert "défavorable, rendu le 04/11/2025, motivé par 2 prescriptions" in told
    assert "du maire n° 2025-118 du 28/11/2025 : mise en demeure, à exécuter au plus tard le 31/05/2026" in told


def test_a_site_counts_what_it_has_no_row_for() -> None:
    many = FindingFigures((FindingCount(Kind.ANOMALY, Severity.MAJOR, State.OPEN, 40, date(2025, 1, 2)),))
    site = a_site_summary(findings=many)
    own = a_finding_row(site_id=site.site.id)

    assert "39 constats ouverts n’ont pas de ligne ici" in said(chapters.sections(site, (own,), THAT_DAY))
    assert "39 constats ouverts n’ont pas de ligne ici" in said(tuple(brief.lines(site, (own,), THAT_DAY)))


def test_a_site_about_which_nothing_is_known_says_so() -> None:
    bare = {"completeness": (), "findings": FindingFigures(), "visits": VisitFigures()}
    told = said(of_site(**bare))

    assert all(
        sentence in told
        for sentence in ("Aucun constat n’est ouvert.", "Aucune visite n’est au registre.", "Aucune exigence")
    )


def test_rows_stand_with_their_site_and_prescriptions_with_the_commission() -> None:
    sites = a_site_summary(), a_site_summary()
    rows = (
        a_finding_row(site_id=sites[1].site.id, kind=Kind.PRESCRIPTION, text="prescrit"),
        a_finding_row(site_id=sites[0].site.id, text="constaté"),
    )
    first, second = printed(sites=sites, gravest=rows).chapters

    assert ("constaté" in said(first), "prescrit" in said(first)) == (True, False)
    assert ["Commission de sécurité"] == [one.title for one in second.sections if "prescrit" in said(one)]


def test_many_sites_are_told_in_brief_and_none_is_left_out() -> None:
    few, many = summary(a_town(MOST_AT_LENGTH)), summary(a_town(MOST_AT_LENGTH + 1))

    assert not any(chapter.is_brief for chapter in few.chapters)
    assert all(chapter.is_brief for chapter in many.chapters)
    assert [f"{place}. Site-{place - 1}-" for place in range(1, 42)] == [chapter.title for chapter in many.chapters]


def test_a_chapter_in_brief_says_what_one_at_length_says() -> None:
    told = said(tuple(brief.lines(a_site_summary(), (), THAT_DAY)))

    assert "présents : 5 ; manquants : Consignes" in told
    assert "clôturées : 4 ; à signer : 0 ; en retard : 1 ; planifiées : 2" in told
    assert "prescriptions : 2, dont 2 critiques et 0 hors délai, depuis le 04/11/2025" in told


def test_texts_are_cut_only_where_all_together_are_too_long() -> None:
    long = a_finding_row(text="mot " * 200)
    few, many = printed(gravest=(long,)), printed(gravest=(long,) * (MOST_LETTERS // 800 + 1))

    assert (CUT in said(few), "Textes abrégés" in said(few)) == (False, False)
    assert (CUT in said(many), "Textes abrégés" in said(many)) == (True, True)


@pytest.mark.parametrize("count", [1, MOST_AT_LENGTH + 1], ids=["one site", "many sites"])
def test_a_summary_is_archived_read_aloud_and_carries_its_data(count: int) -> None:
    """PDF/A-3, level A, and PDF/UA-1, as for forms; ISO 32000-2, 14.13 says what a file is to the document."""
    with pikepdf.open(BytesIO(TypstRenderer().render(a_town(count)).content)) as pdf, pdf.open_metadata() as told:
        assert ("3", "A", "1") == (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"])
        assert ("fr-FR", True) == (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked))
        assert str(pdf.docinfo.CreationDate).startswith("D:20260302000000")
        (file,) = pdf.Root.AF
        assert (DATA, "/Data") == (str(file.UF), str(file.AFRelationship))
        assert "/application/json" == str(file.EF.F.Subtype)
        assert 4 == sum("Constats" in alt or "Interventions" in alt or "Permis" in alt for alt in _alternatives(pdf))
        with pdf.open_outline() as outline:
            titles = [item.title for top in outline.root for item in (top, *top.children)]
    assert f"{count}. Site-{count - 1}-" in titles if count > 1 else "Contenu du registre" in titles


def _alternatives(pdf: pikepdf.Pdf) -> list[str]:
    figures = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure")
    return [str(item.Alt) for item in figures]


def test_the_first_page_has_the_figures_and_the_tables_follow() -> None:
    first, *others = leaf(PdfPageReader(), TypstRenderer().render(a_summary_sheet()).content).pages

    assert all(squeezed(title) in first for title in ("Constats ouverts, par âge", "Permis de feu, levée de doute"))
    assert squeezed("Ce que le registre doit contenir") not in first
    assert squeezed("Ce que le registre doit contenir") in "".join(others)


@pytest.mark.parametrize("name", ["markup", "a word without end"])
def test_odd_names_of_many_sites_are_printed_as_text(name: str) -> None:
    line = f"{FIRST} {ODD[name]} {LAST}"
    bare = a_site_summary(completeness=(), findings=FindingFigures())
    odd = evolve(bare, site=a_site(name=line))
    sheet = a_summary_sheet(summary=a_summary(sites=(odd, odd, *[bare] * MOST_AT_LENGTH), gravest=()))
    text = leaf(PdfPageReader(), TypstRenderer().render(sheet).content).text

    assert text.count(FIRST) == text.count(LAST) == 4  # in the table, and above their chapters


@pytest.mark.parametrize("text", ["mot " * 3_000, "i\n" * 400], ids=["words", "lines"])
def test_what_is_longer_than_a_page_goes_over_it(text: str) -> None:
    sheet = a_summary_sheet(summary=a_summary(gravest=(a_finding_row(text=f"{FIRST} {text} {LAST}"),)))
    told = leaf(PdfPageReader(), TypstRenderer().render(sheet).content)

    assert [1, 1] == [told.text.count(end) for end in (FIRST, LAST)]
    assert not any(FIRST in page and LAST in page for page in told.pages)


def test_a_printer_clears_its_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = TypstRenderer()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    renderer.render(a_summary_sheet())

    assert [] == list(tmp_path.glob("registre-summary-*"))


def test_what_typst_cannot_lay_out_is_told_with_its_reason() -> None:
    with pytest.raises(AdapterFailure, match="does not contain key") as failure:
        laid_out((SUMMARY, HOUSE), {}, {}, 0)

    assert "rendering-failed" == failure.value.code


def test_a_machine_that_starts_no_process_prints_no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(AdapterFailure, match="no process could be started"):
        TypstRenderer().render(a_summary_sheet())
