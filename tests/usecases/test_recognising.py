"""Which picture is taken of a region, and which way round it is read."""

from collections.abc import Mapping

import pytest
from attrs import define, field

from registre_core.extraction import PageInfo, RecognisedWord, Recognition, Region, Turn
from registre_core.services.recognising import COARSE, DPI, MOST_PIXELS, RIM, recognised

INFO = PageInfo(1, "1", 600, 800)
REGION = Region(1, 100, 200, 400, 230)
MARGIN = 25
ITS_INK = (MARGIN + RIM * DPI / 72 + 4, MARGIN + RIM * DPI / 72 + 4)
"""Where the first letter of the region stands in its picture."""

Look = tuple[Turn, int]
UPRIGHT = (Turn.NONE, DPI)


def words(text: str, confidence: float, at: tuple[float, float] = ITS_INK) -> Recognition:
    return Recognition((RecognisedWord(text, *at, at[0] + 12 * len(text), at[1] + 30, 0, confidence),))


def beside(text: str, confidence: float, at: tuple[float, float]) -> Recognition:
    return Recognition((*words(text, confidence, at).words, *words("remplacer", 96).words))


@define
class Glass:
    """A reading and a recognizer that know what is seen in each look."""

    seen: Mapping[Look, Recognition]
    looks: list[Look] = field(factory=list)
    regions: list[Region] = field(factory=list)
    is_page: bool | None = None
    info: PageInfo = INFO
    language = "fra"
    engine = "glass 1"

    def page(self, number: int) -> PageInfo:
        return self.info

    def render(self, number: int, region: Region, *, dpi: int, grey: bool, margin: int, turn: Turn) -> bytes:
        assert grey
        self.regions.append(region)
        self.looks.append((turn, dpi))
        return b"a picture"

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        self.is_page = is_page
        return self.seen.get(self.looks[-1], Recognition())

    def read(self, region: Region | None = REGION) -> str:
        return recognised(self, self, 1, region).characters  # type: ignore[arg-type]  # it is asked nothing else


def test_what_reads_well_is_looked_at_once() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 75)})

    assert glass.read() == "remplacer"
    assert glass.looks == [UPRIGHT]


@pytest.mark.parametrize("turn", [Turn.DOWN, Turn.UP, Turn.OVER])
def test_what_reads_badly_is_turned_until_it_reads_well(turn: Turn) -> None:
    glass = Glass({UPRIGHT: words("Jao8/d", 74.9), (turn, DPI): words("remplacer", 80)})

    assert glass.read() == "remplacer"
    assert glass.looks[-1] == (turn, DPI)


def test_what_an_engine_can_read_on_its_side_is_turned_all_the_same() -> None:
    """Tesseract reads such pages well, and says nothing of it but that the words are higher than wide."""
    sideways = Recognition((RecognisedWord("remplacer", *ITS_INK, ITS_INK[0] + 30, ITS_INK[1] + 108, 0, 95),))
    glass = Glass({UPRIGHT: sideways, (Turn.UP, DPI): words("remplacer", 92)})

    assert glass.read() == "remplacer"
    assert glass.looks[-1] == (Turn.UP, DPI)


def test_no_words_at_all_may_lie_on_their_side() -> None:
    assert Glass({(Turn.UP, DPI): words("remplacer", 80)}).read() == "remplacer"


def test_a_page_that_an_engine_reads_lying_is_turned_until_its_words_lie_level() -> None:
    lying = Recognition((RecognisedWord("remplacer", *ITS_INK, ITS_INK[0] + 30, ITS_INK[1] + 108, 0, 95),))
    glass = Glass({UPRIGHT: words("J3oe|dw3J", 30), (Turn.UP, DPI): lying, (Turn.OVER, DPI): words("remplacer", 94)})

    assert glass.read() == "remplacer"
    assert glass.looks[-1] == (Turn.OVER, DPI)


def test_of_looks_that_all_read_badly_the_best_counts_and_says_how_bad_it_is() -> None:
    glass = Glass({UPRIGHT: words("rerpl4cer", 55), (Turn.OVER, DPI): words("J3oe|dw3J", 31)})
    page = recognised(glass, glass, 1, REGION)  # type: ignore[arg-type]  # it is asked nothing else

    assert (page.characters, set(page.confidences)) == ("rerpl4cer", {55})


def test_a_noisy_copy_is_looked_at_less_closely() -> None:
    glass = Glass(
        {UPRIGHT: words("rern.lacer", 41), (Turn.NONE, round(DPI * COARSE)): words("remplacer", 71, (90, 90))}
    )

    assert glass.read() == "remplacer"


def test_a_few_letters_do_not_prove_that_a_page_stands_on_its_head() -> None:
    glass = Glass({UPRIGHT: words("EC", 20), (Turn.OVER, DPI): words("TT 23".replace(" ", ""), 90)})

    assert glass.read() == "EC"


def test_a_line_around_the_region_is_looked_at_and_no_more() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 90)})
    glass.read()

    assert glass.regions == [Region(1, 88, 188, 412, 242)]
    assert glass.is_page is False


def test_no_line_is_looked_for_beyond_the_page() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 90, (30, 30))})
    glass.read(Region(1, 0, 0, 600, 30))

    assert glass.regions == [Region(1, 0, 0, 600, 42)]


def test_a_region_off_the_page_is_left_to_the_reading_to_refuse() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 90)})
    glass.read(Region(1, 700, 0, 800, 30))

    assert glass.regions == [Region(1, 700, 0, 800, 30)]


def test_a_whole_page_is_looked_at_as_such() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 90, (30, 30))})

    assert glass.read(None) == "remplacer"
    assert (glass.regions, glass.is_page) == ([Region(1, 0, 0, 600, 800)], True)


def test_around_the_region_clear_words_count() -> None:
    assert Glass({UPRIGHT: beside("avant", 96, (60, 40))}).read().split() == ["avant", "remplacer"]


def test_a_large_plan_is_drawn_with_fewer_dots_rather_than_refused() -> None:
    glass = Glass({}, info=PageInfo(1, "1", 2384, 3370))
    glass.read(None)
    (_, dpi), *_ = glass.looks

    assert 0.9 * MOST_PIXELS < 2384 * 3370 * (dpi / 72) ** 2 <= MOST_PIXELS


@pytest.mark.parametrize(
    "confidence,at",
    [(74, (60, 40)), (96, (MARGIN, 40)), (96, (60, MARGIN + 1))],
    ids=["doubtful", "cut at the left", "cut at the top"],
)
def test_around_the_region_doubtful_words_and_pieces_do_not(confidence: float, at: tuple[float, float]) -> None:
    assert Glass({UPRIGHT: beside("avant", confidence, at)}).read() == "remplacer"


def test_in_the_region_nothing_that_was_seen_is_hidden() -> None:
    glass = Glass({UPRIGHT: Recognition((*words("re", 3).words, *words("mplacer", 96, (300, 79)).words))})

    assert glass.read().split() == ["re", "mplacer"]


def test_a_region_as_large_as_columns_are_is_laid_out_as_a_page_is() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 90)})
    glass.read(Region(1, 20, 20, 580, 240))

    assert glass.is_page is True


def test_the_engine_is_told_with_its_language() -> None:
    glass = Glass({UPRIGHT: words("remplacer", 90)})

    assert recognised(glass, glass, 1, REGION).engine == "glass 1 (fra)"  # type: ignore[arg-type]
