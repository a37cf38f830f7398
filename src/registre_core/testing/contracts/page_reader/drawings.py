"""What a page looks like: PAG-8 and PAG-12."""

from __future__ import annotations

from math import ceil

import pytest

from registre_core.extraction import Region, Survey, Turn
from registre_core.kernel.errors import InvalidInput
from registre_core.ports.page_reader import PageReader
from registre_core.testing.contracts.page_reader.opening import CROP, FULL, SHIFTED, opened
from registre_core.testing.obligations import obligation
from registre_core.testing.pdfs import A4, Frame, Image, Sheet, Stroke, Text, pdf
from registre_core.testing.pictures import Shown

ILLUSTRATED = [
    (Sheet((Image(100, 200, 120, 60),)), (100, 582, 220, 642)),
    (Sheet((Image(100, 200, 120, 60),), rotation=90), (200, 100, 260, 220)),
    (Sheet((Image(100, 200, 120, 60),), rotation=180), (375, 200, 495, 260)),
    (Sheet((Image(100, 200, 120, 60),), rotation=270), (582, 375, 642, 495)),
    (Sheet((Image(100, 200, 120, 60),), FULL, CROP, 90), (100, 50, 160, 170)),
    (Sheet((Image(40, 790, 500, 60),), FULL, CROP), (0, 0, 450, 10)),
    (Sheet((Image(40, 790, 500, 60),), SHIFTED, CROP, 270), (0, 0, 10, 450)),
]
"""A page and where its image is seen on it, cut at the edges: worked out on paper."""

UNSEEN = Text("Extincteur", hidden=True)


def pixels(picture: bytes) -> tuple[int, int]:
    """Give the width and height of a picture."""
    shown = Shown.of(picture)
    return shown.width, shown.height


def survey_of(reader: PageReader, page: Sheet) -> Survey:
    """Look at what is drawn on a page."""
    with opened(reader, pdf(page)) as reading:
        return reading.survey(1)


class DrawingContract:
    """Pictures of pages, and what is drawn on them."""

    @obligation("PAG-8")
    @pytest.mark.parametrize("region", [None, Region(1, 10.5, 20, 110.75, 70), Region(1, 500, 800, 700, 900)])
    @pytest.mark.parametrize("dpi", [72, 150, 300])
    def test_a_picture_has_the_size_of_its_region_rounded_up(
        self, reader: PageReader, region: Region | None, dpi: int
    ) -> None:
        shown = region or Region(1, 0, 0, *A4)
        sides = (shown.x1 - shown.x0, shown.y1 - shown.y0)
        with opened(reader, pdf("un")) as reading:
            picture = reading.render(1, region, dpi=dpi)

        assert pixels(picture) == tuple(ceil(side * dpi / 72 - 1e-6) for side in sides)

    @obligation("PAG-8")
    def test_a_picture_shows_its_region(self, reader: PageReader) -> None:
        with opened(reader, pdf(Sheet((Text("Repère", 100, 200),), FULL, CROP, 90))) as reading:
            word = reading.render(1, Region(1, 95, 45, 115, 95))
            blank = reading.render(1, Region(1, 395, 245, 415, 295))

        assert pixels(word) == pixels(blank)
        assert word != blank

    @obligation("PAG-8")
    def test_a_grey_picture_has_no_colours_and_the_same_size(self, reader: PageReader) -> None:
        with opened(reader, pdf("Repère")) as reading:
            grey, usual = (Shown.of(reading.render(1, dpi=72, grey=grey)) for grey in (True, False))

        assert grey.is_grey
        assert (grey.width, grey.height, grey.ink) == (usual.width, usual.height, usual.ink)

    @obligation("PAG-8")
    @pytest.mark.parametrize("region", [None, Region(1, 50, 700, 250, 900)])
    def test_a_margin_is_white_and_stands_around_the_picture(self, reader: PageReader, region: Region | None) -> None:
        with opened(reader, pdf(Sheet((Frame(0, 0, 595, 842, filled=True),)))) as reading:
            bare, framed = (Shown.of(reading.render(1, region, dpi=72, margin=margin)) for margin in (0, 9))

        assert (framed.width, framed.height) == (bare.width + 18, bare.height + 18)
        assert framed.inside(9) == bare.shades
        assert {shade for row in (*framed.shades[:9], *framed.shades[-9:]) for shade in row} == {255}
        assert {shade for row in framed.shades for shade in row[:9] + row[-9:]} == {255}

    @obligation("PAG-8")
    @pytest.mark.parametrize(
        "turn,size,ink",
        [
            (Turn.NONE, (200, 100), (20, 10, 60, 30)),
            (Turn.DOWN, (100, 200), (70, 20, 90, 60)),
            (Turn.OVER, (200, 100), (140, 70, 180, 90)),
            (Turn.UP, (100, 200), (10, 140, 30, 180)),
        ],
    )
    def test_a_picture_is_turned_clockwise(
        self, reader: PageReader, turn: Turn, size: tuple[int, int], ink: tuple[int, int, int, int]
    ) -> None:
        page = Sheet((Frame(120, 712, 40, 20, filled=True),))
        with opened(reader, pdf(page)) as reading:
            shown = Shown.of(reading.render(1, Region(1, 100, 100, 300, 200), dpi=72, turn=turn))

        assert (shown.width, shown.height) == size
        assert shown.ink == pytest.approx(ink, abs=1)

    @obligation("PAG-8")
    def test_a_region_off_the_page_has_no_picture(self, reader: PageReader) -> None:
        with opened(reader, pdf("un")) as reading, pytest.raises(InvalidInput) as refused:
            reading.render(1, Region(1, 600, 10, 700, 60))

        assert refused.value.code == "region-off-page"

    @obligation("PAG-8")
    def test_a_picture_that_no_memory_holds_is_refused(self, reader: PageReader) -> None:
        poster = Sheet((), media=(0, 0, 14_400, 14_400))
        with opened(reader, pdf(poster)) as reading, pytest.raises(InvalidInput) as refused:
            reading.render(1, dpi=600)

        assert refused.value.code == "image-too-large"

    @obligation("PAG-12")
    @pytest.mark.parametrize("page,box", ILLUSTRATED)
    def test_an_image_is_where_one_sees_it_cut_at_the_edges(
        self, reader: PageReader, page: Sheet, box: tuple[float, float, float, float]
    ) -> None:
        (seen,) = survey_of(reader, page).images

        assert seen == pytest.approx(box, abs=0.1)

    @obligation("PAG-12")
    def test_an_image_beside_the_page_is_not_seen(self, reader: PageReader) -> None:
        survey = survey_of(reader, Sheet((Image(100, 20, 120, 60), Text("Repère", 100, 200)), FULL, CROP))

        assert survey.images == ()

    @obligation("PAG-12")
    @pytest.mark.parametrize(
        "content,share",
        [
            ((), 0.0),
            ((Text("Extincteur"),), 0.0),
            ((Text("Extincteur"), Text("Extincteur", 72, 600, hidden=True)), 0.5),
            ((Image(0, 0, 595, 842), UNSEEN), 1.0),
        ],
        ids=["nothing", "seen", "half of it", "behind a scan"],
    )
    def test_the_share_of_invisible_text_is_told(
        self, reader: PageReader, content: tuple[Text | Image, ...], share: float
    ) -> None:
        assert survey_of(reader, Sheet(content)).hidden == pytest.approx(share, abs=0.01)

    @obligation("PAG-12")
    @pytest.mark.parametrize(
        "content",
        [(), (UNSEEN,), (Image(0, 0, 595, 842, shade=255),), (Image(0, 0, 595, 842, shade=215),)],
        ids=["nothing", "invisible text", "white paper", "the grey back of a sheet"],
    )
    def test_a_page_is_blank_when_nothing_is_to_be_seen(
        self, reader: PageReader, content: tuple[Text | Image, ...]
    ) -> None:
        assert survey_of(reader, Sheet(content)).is_blank

    @obligation("PAG-12")
    @pytest.mark.parametrize(
        "content",
        [
            (Text("."),),
            (Stroke(100, 200, 300, 200),),
            (Image(100, 200, 120, 60),),
            (Image(0, 0, 595, 842, shade=235), Image(100, 200, 120, 60), UNSEEN),
        ],
        ids=["a full stop", "a line", "an image", "a scan"],
    )
    def test_a_page_is_not_blank_when_anything_is(
        self, reader: PageReader, content: tuple[Text | Image | Stroke, ...]
    ) -> None:
        assert not survey_of(reader, Sheet(content)).is_blank
