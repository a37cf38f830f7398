"""The contract of `Renderer`, read back by a page reader, whose own contract proves that it reads what stands there.

Example:
    A renderer is proven by a class that says how to build it, and what reads its pages::

        class TestMyRenderer(RendererContract):
            @pytest.fixture
            def renderer(self):
                return MyRenderer()

            @pytest.fixture
            def pages(self):
                return PdfPageReader()

            @pytest.fixture
            def attached(self):
                return attachments_by_name  # of a PDF file, by whatever library reads them
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registre_core.ports.page_reader import PageReader
from registre_core.ports.renderer import Printable, Renderer
from registre_core.signatures import Spot
from registre_core.testing.builders import a_site, an_intervention
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.contracts.paper import (
    FIRST,
    LAST,
    ODD,
    PRINTED_AS_WRITTEN,
    Leaf,
    digest_of,
    leaf,
    line_of,
    site_of,
    squeezed,
    titles,
)
from registre_core.testing.contracts.summaries import PrintedSummaries, a_town
from registre_core.testing.obligations import obligation
from registre_core.testing.printing import a_permit_sheet, a_sheet, a_sheet_signed_by, a_slip
from registre_core.testing.signing import a_signature_request, a_signer, signed
from registre_core.testing.summing import a_summary_sheet

PLACES = 5
"""Where it stands at least, on either document."""

THREADS = 4

EACH: tuple[Printable, ...] = (a_slip(), a_permit_sheet(), a_summary_sheet())
"""One of each kind."""

NAMES = ("slip", "permit", "summary")
"""What they are called in reports."""

UNASKED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow]
"""What hypothesis need not ask: a renderer holds nothing, and the class of a contract has several children."""


def telling(text: str) -> tuple[Printable, ...]:
    """Print a text wherever somebody may write one."""
    told = f"{FIRST} {text} {LAST}"
    line = line_of(told)
    site = a_site(name=line, address=told)
    request = signed(a_signature_request(signer=a_signer(name=line, capacity=line)), reservations=told)
    sheet = a_sheet(site=site, workspace=line, signatures=(request,))
    permit = a_permit_sheet(sheet, place=told, work=told)
    slip = a_slip(evolve(sheet, earlier=(evolve(request, reservations=""),)), done_on=None)
    return permit, evolve(slip, intervention=an_intervention(site, cancelled_at=request.asked_at, cancellation=told))


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two boxes of a page share a surface."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class RendererContract(PrintedSummaries):
    """REN-1 to REN-10. Override `renderer`, `pages` and `attached`."""

    @pytest.fixture
    def renderer(self) -> Renderer:
        """Say how to build the renderer."""
        raise NotImplementedError("override the fixture `renderer`")

    @pytest.fixture
    def pages(self) -> PageReader:
        """Say what reads pages."""
        raise NotImplementedError("override the fixture `pages`")

    @obligation("REN-1")
    @pytest.mark.parametrize("printable", EACH, ids=NAMES)
    def test_a_reader_opens_it_and_finds_what_it_is_about(
        self, renderer: Renderer, pages: PageReader, printable: Printable
    ) -> None:
        said = leaf(pages, renderer.render(printable).content).text
        site = site_of(printable)
        assert all(squeezed(part) in said for part in (site.name, *site.address.split("\n")))

    @obligation("REN-1")
    @pytest.mark.parametrize("printable", EACH, ids=NAMES)
    def test_it_says_its_language_and_title(self, renderer: Renderer, printable: Printable) -> None:
        """Both are looked for in the open, where programs that know nothing of this file look as well."""
        content = renderer.render(printable).content
        assert re.search(rb"/Lang\s*\(fr", content)
        assert site_of(printable).name in "\n".join(titles(content))

    @obligation("REN-2")
    def test_the_same_value_gives_the_same_bytes(self, renderer: Renderer) -> None:
        for one in EACH:
            assert renderer.render(one) == renderer.render(one)

    @obligation("REN-2", "REN-6")
    def test_threads_each_get_their_own(self, renderer: Renderer) -> None:
        printed: list[Printable] = [a_slip(), a_permit_sheet(), a_summary_sheet(), a_permit_sheet()]
        alone = [renderer.render(one) for one in printed]
        together = at_once(THREADS, lambda number: renderer.render(printed[number]))
        assert [future.result() for future in together] == alone

    @obligation("REN-3")
    def test_odd_text_is_printed_as_text(self, renderer: Renderer, pages: PageReader) -> None:
        every = "\n".join(f"{FIRST} {text} {LAST}" for text in ODD.values())
        said = leaf(pages, renderer.render(a_permit_sheet(work=every)).content).text
        assert said.count(FIRST) == said.count(LAST) == len(ODD)
        for name in PRINTED_AS_WRITTEN:
            assert squeezed(f"{FIRST} {ODD[name]} {LAST}") in said

    @obligation("REN-3")
    @pytest.mark.parametrize("name", ["markup", "a word without end"])
    def test_odd_text_is_printed_wherever_it_stands(self, renderer: Renderer, pages: PageReader, name: str) -> None:
        for printable in telling(ODD[name]):
            said = leaf(pages, renderer.render(printable).content).text
            assert said.count(FIRST) == said.count(LAST) > PLACES

    @obligation("REN-3")
    def test_nothing_of_a_long_text_is_left_out(self, renderer: Renderer, pages: PageReader) -> None:
        words, letters = (a_permit_sheet(work=text) for text in ("mot " * 2_500, "W" * 10_000))
        assert leaf(pages, renderer.render(words).content).text.count("mot") >= 2_500
        assert leaf(pages, renderer.render(letters).content).text.count("W") >= 10_000

    @obligation("REN-3")
    def test_what_has_no_letter_is_seen_to_be_there(self, renderer: Renderer, pages: PageReader) -> None:
        def said(work: str) -> str:
            return leaf(pages, renderer.render(a_permit_sheet(sheet, work=work)).content).text

        sheet = a_sheet()
        assert len(said("un 🔥\u202e deux")) > len(said("un  deux"))

    @obligation("REN-3")
    @settings(deadline=None, max_examples=5, suppress_health_check=UNASKED)
    @given(text=st.text(st.characters(codec="utf-8"), max_size=40))
    def test_any_text_is_printed(self, renderer: Renderer, pages: PageReader, text: str) -> None:
        said = leaf(pages, renderer.render(telling(text)[0]).content).text
        assert said.count(FIRST) == said.count(LAST)

    @obligation("REN-4")
    @pytest.mark.parametrize("count", [1, 12])
    def test_each_signature_has_a_box_of_its_own_on_a_page(
        self, renderer: Renderer, pages: PageReader, count: int
    ) -> None:
        sheet = a_sheet_signed_by(count)
        rendered = renderer.render(a_permit_sheet(sheet))
        assert rendered.spots.keys() == {request.id for request in sheet.signatures}
        assert_apart(rendered.spots.values(), leaf(pages, rendered.content))

    @obligation("REN-4")
    def test_names_without_end_push_no_box_off_its_page(self, renderer: Renderer, pages: PageReader) -> None:
        rendered = renderer.render(telling("Marie-" * 500)[0])
        assert len(rendered.spots) == 1
        assert_apart(rendered.spots.values(), leaf(pages, rendered.content))

    @obligation("REN-5")
    @pytest.mark.parametrize("printable", [*EACH, telling("mot " * 500)[0], a_town(9)], ids=[*NAMES, "long", "town"])
    def test_digest_and_page_number_stand_on_every_page(
        self, renderer: Renderer, pages: PageReader, printable: Printable
    ) -> None:
        said = leaf(pages, renderer.render(printable).content).pages
        for number, page in enumerate(said, start=1):
            assert digest_of(printable) in page
            assert f"{number}/{len(said)}" in page


def assert_apart(spots: Iterable[Spot], printed: Leaf) -> None:
    """Hold spots against the pages they stand on, and against each other."""
    every = list(spots)
    for spot in every:
        width, height = printed.sizes[spot.page - 1]
        x0, y0, x1, y1 = spot.box
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
    assert not any(a.page == b.page and overlap(a.box, b.box) for a, b in combinations(every, 2))
