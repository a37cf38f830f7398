"""What `Renderer` promises of a summary (*synthèse*), beside what it promises of everything that is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from attrs import evolve

from registre_core.ports.page_reader import PageReader
from registre_core.ports.renderer import Renderer, SummarySheet
from registre_core.summary import InterventionFigures, VisitFigures
from registre_core.testing.builders import a_site
from registre_core.testing.contracts.paper import FIRST, LAST, ODD, PRINTED_AS_WRITTEN, leaf, line_of, squeezed
from registre_core.testing.obligations import obligation
from registre_core.testing.summing import a_finding_row, a_site_summary, a_summary, a_summary_sheet

DATA = (
    b'{"format":"registre-summary/1","rows":[{"text":"\xc3\x89cole \xf0\x9f\x94\xa5"}]}\r\n \n' + b'{"n":1}\n' * 5_000
)
"""More than a line of JSON, and white space that nobody may tidy."""

LEFT_OUT = 97_531

MANY = 45
"""Sites of a town; some renderers say less of each where there are many."""

WRITTEN = 6
"""Texts of a row and of its site that somebody wrote."""


def a_town(count: int, **given: object) -> SummarySheet:
    """Sum up so many sites, each with a finding that has a row."""
    bare = {"completeness": (), "interventions": InterventionFigures(), "visits": VisitFigures()}
    sites = tuple(a_site_summary(site=a_site(name=f"Site-{number}-"), **bare) for number in range(count))
    rows = tuple(a_finding_row(site_id=one.site.id, text=f"Constat-{n}-") for n, one in enumerate(sites))
    return a_summary_sheet(summary=a_summary(sites=sites, gravest=rows, **given), data=DATA)


def summed(text: str) -> SummarySheet:
    """Sum up a site about which somebody wrote a text wherever he may."""
    told, line = f"{FIRST} {text} {LAST}", line_of(f"{FIRST} {text} {LAST}")
    site = a_site_summary(site=a_site(name=line, address=told), completeness=())  # no page ends within a word
    row = a_finding_row(site_id=site.site.id, text=told, place=told, number=line, reference=line, created_by=line)
    return a_summary_sheet(summary=a_summary(sites=(site,), gravest=(row,), workspace=line))


class PrintedSummaries:
    """REN-7 to REN-10, and the others of a summary. `RendererContract` has them all."""

    @pytest.fixture
    def attached(self) -> Callable[[bytes], Mapping[str, bytes]]:
        """Say what reads the attachments of a file, by name."""
        raise NotImplementedError("override the fixture `attached`")

    @obligation("REN-3")
    @pytest.mark.parametrize("name", ["markup", "a word without end"])
    def test_odd_text_is_printed_in_a_summary(self, renderer: Renderer, pages: PageReader, name: str) -> None:
        said = leaf(pages, renderer.render(summed(ODD[name])).content).text
        assert said.count(FIRST) == said.count(LAST) > WRITTEN
        assert name not in PRINTED_AS_WRITTEN or squeezed(f"{FIRST} {ODD[name]} {LAST}") in said

    @obligation("REN-7")
    def test_its_data_come_back_byte_for_byte(
        self, renderer: Renderer, attached: Callable[[bytes], Mapping[str, bytes]]
    ) -> None:
        sheet = a_summary_sheet(data=DATA)
        assert list(attached(renderer.render(sheet).content).values()) == [DATA]

    @obligation("REN-8")
    def test_it_says_what_has_no_row_and_where_that_is(
        self, renderer: Renderer, pages: PageReader, attached: Callable[[bytes], Mapping[str, bytes]]
    ) -> None:
        content = renderer.render(a_town(2, left_out=LEFT_OUT)).content
        said = leaf(pages, content).text
        assert str(LEFT_OUT) in said
        assert all(squeezed(name) in said for name in attached(content))

    @obligation("REN-9")
    def test_where_the_register_ended_stands_on_every_page(self, renderer: Renderer, pages: PageReader) -> None:
        sheet = a_town(9)
        register = evolve(sheet.summary.register, number=40_961)
        said = leaf(pages, renderer.render(evolve(sheet, summary=evolve(sheet.summary, register=register))).content)
        assert len(said.pages) > 1
        assert all("40961" in page and register.link in page for page in said.pages)

    @obligation("REN-10")
    @pytest.mark.parametrize("count", [1, MANY])
    def test_each_site_and_each_row_is_there(self, renderer: Renderer, pages: PageReader, count: int) -> None:
        said = leaf(pages, renderer.render(a_town(count)).content).text
        assert all(f"Site-{number}-" in said for number in range(count))
        assert all(said.count(f"Constat-{number}-") == 1 for number in range(count))

    @obligation("REN-10")
    def test_a_town_without_sites_and_a_site_without_anything_are_printed(
        self, renderer: Renderer, pages: PageReader
    ) -> None:
        bare = a_summary(sites=(), gravest=(), anchor=None)
        assert squeezed(bare.workspace) in leaf(pages, renderer.render(a_summary_sheet(summary=bare)).content).text
