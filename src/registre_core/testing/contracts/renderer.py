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
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from itertools import combinations

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registre_core.ports.page_reader import PageReader
from registre_core.ports.renderer import Printable, Renderer
from registre_core.signatures import Spot
from registre_core.testing.builders import a_site, an_intervention
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.obligations import obligation
from registre_core.testing.printing import a_permit_sheet, a_sheet, a_sheet_signed_by, a_slip
from registre_core.testing.signing import a_signature_request, a_signer, signed

ODD = {
    "markup": '#import "x" *gras* _ital_ $x$ `code` <a> @b \\ // c /* d */ = e - f + g ~ h -- i --- j',
    "a page of the web": "<b>&amp;</b><script>{{ x }}</script>%s{0}${y}",
    "a string": '"\'«»“”\\"\\n\\u{41}[]{}()',
    "lines": "un\ndeux\r\ntrois\rquatre",
    "controls": "\x01\x07\x1b[31m\x7f\x85",
    "what turns words around": "\u202e\u2066\u200f\u061c",
    "what nobody sees": "\u00ad\u200b\u200d\ufeff\u2028",
    "other alphabets": "שלום مرحبا 你好 🔥👩‍🚒",
    "a tower of accents": "e" + "\u0301" * 20,
    "a word without end": "W" * 400,
    "a text without end": "mot " * 300,
    "no character": "\uffff\ue000\U0010ffff",
}
"""What somebody may have written, by accident or to see what happens."""

PRINTED_AS_WRITTEN = ("markup", "a page of the web", "a string")
"""Those of which every letter is printed as it stands."""

FIRST, LAST = "Commencement", "Dénouement"
"""What stands around them: words that no form has of its own."""

PLACES = 5
"""Where it stands at least, on either document."""

THREADS = 4

UNASKED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow]
"""What hypothesis need not ask: a renderer holds nothing, and the class of a contract has several children."""


@frozen
class Leaf:
    """What one reads of a printed document."""

    pages: tuple[str, ...]
    """The characters of each page, without white space."""
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page."""

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(self.pages)


def squeezed(text: str) -> str:
    """Take white space away: where lines end is the renderer's affair."""
    return "".join(text.split())


def leaf(pages: PageReader, content: bytes) -> Leaf:
    """Read a printed document."""
    with pages.open(io.BytesIO(content)) as reading:
        numbers = range(1, reading.page_count + 1)
        infos = [reading.page(number) for number in numbers]
        texts = (squeezed(reading.text(number).characters) for number in numbers)
        return Leaf(tuple(texts), tuple((info.width, info.height) for info in infos))


def telling(text: str) -> tuple[Printable, ...]:
    """Print a text wherever somebody may write one."""
    told = f"{FIRST} {text} {LAST}"
    line = " ".join("".join(char for char in told if char.isprintable() or char == " ").split())  # as names are
    site = a_site(name=line, address=told)
    request = signed(a_signature_request(signer=a_signer(name=line, capacity=line)), reservations=told)
    sheet = a_sheet(site=site, workspace=line, signatures=(request,))
    permit = a_permit_sheet(sheet, place=told, work=told)
    slip = a_slip(evolve(sheet, earlier=(evolve(request, reservations=""),)), done_on=None)
    return permit, evolve(slip, intervention=an_intervention(site, cancelled_at=request.asked_at, cancellation=told))


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two boxes of a page share a surface."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class RendererContract:
    """REN-1 to REN-6. Override `renderer` and `pages`."""

    @pytest.fixture
    def renderer(self) -> Renderer:
        """Say how to build the renderer."""
        raise NotImplementedError("override the fixture `renderer`")

    @pytest.fixture
    def pages(self) -> PageReader:
        """Say what reads pages."""
        raise NotImplementedError("override the fixture `pages`")

    @obligation("REN-1")
    @pytest.mark.parametrize("printable", [a_slip(), a_permit_sheet()], ids=["slip", "permit"])
    def test_a_reader_opens_it_and_finds_what_it_is_about(
        self, renderer: Renderer, pages: PageReader, printable: Printable
    ) -> None:
        said = leaf(pages, renderer.render(printable).content).text
        site = printable.sheet.site
        assert all(squeezed(part) in said for part in (site.name, *site.address.split("\n")))

    @obligation("REN-1")
    @pytest.mark.parametrize("printable", [a_slip(), a_permit_sheet()], ids=["slip", "permit"])
    def test_it_says_its_language_and_title(self, renderer: Renderer, printable: Printable) -> None:
        """Both are looked for in the open, where programs that know nothing of this file look as well."""
        content = renderer.render(printable).content
        assert re.search(rb"/Lang\s*\(fr", content)
        assert printable.sheet.site.name in "\n".join(titles(content))

    @obligation("REN-2")
    def test_the_same_value_gives_the_same_bytes(self, renderer: Renderer) -> None:
        printed: tuple[Printable, ...] = (a_slip(), a_permit_sheet())
        for one in printed:
            assert renderer.render(one) == renderer.render(one)

    @obligation("REN-2", "REN-6")
    def test_threads_each_get_their_own(self, renderer: Renderer) -> None:
        printed: list[Printable] = [a_slip(), a_permit_sheet(), a_slip(), a_permit_sheet()]
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
    @pytest.mark.parametrize(
        "printable", [a_slip(), a_permit_sheet(), telling("mot " * 500)[0]], ids=["slip", "permit", "long"]
    )
    def test_digest_and_page_number_stand_on_every_page(
        self, renderer: Renderer, pages: PageReader, printable: Printable
    ) -> None:
        said = leaf(pages, renderer.render(printable).content).pages
        for number, page in enumerate(said, start=1):
            assert printable.sheet.digest in page
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


def titles(content: bytes) -> list[str]:
    """Read every title that stands in a file in the open: in hexadecimal, or between parentheses."""
    written = [bytes.fromhex(found.decode()) for found in re.findall(rb"/Title\s*<([0-9A-Fa-f]+)>", content)]
    written += re.findall(rb"/Title\s*\(([^)]*)\)", content)
    return [text.decode("utf-16" if text.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1") for text in written]
