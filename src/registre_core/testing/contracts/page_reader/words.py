"""What a document says: PAG-1 to PAG-7, PAG-9 to PAG-11 and PAG-13."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import TextSource
from registre_core.ports.page_reader import PageReader, Reading
from registre_core.testing.contracts.page_reader.opening import (
    CROP,
    FULL,
    MASTER,
    SESAME,
    SHIFTED,
    opened,
    refusal,
    text_of,
)
from registre_core.testing.obligations import obligation
from registre_core.testing.pdfs import Sheet, Stroke, Text, paragraph, pdf, truncated

NEAR = 1.5
"""Points by which readers may differ: some measure the ink, some the font."""

DISPLAYED = [
    (Sheet((Text("Repère", 100, 200),)), (595, 842), (100, 642), (1, 0)),
    (Sheet((Text("Repère", 100, 200),), rotation=90), (842, 595), (200, 100), (0, 1)),
    (Sheet((Text("Repère", 100, 200),), rotation=180), (595, 842), (495, 200), (-1, 0)),
    (Sheet((Text("Repère", 100, 200),), rotation=270), (842, 595), (642, 495), (0, -1)),
    (Sheet((Text("Repère", 100, 200),), FULL, CROP), (450, 700), (50, 600), (1, 0)),
    (Sheet((Text("Repère", 100, 200),), FULL, CROP, 90), (700, 450), (100, 50), (0, 1)),
    (Sheet((Text("Repère", 100, 200),), FULL, CROP, 180), (450, 700), (400, 100), (-1, 0)),
    (Sheet((Text("Repère", 100, 200),), FULL, CROP, 270), (700, 450), (600, 400), (0, -1)),
    (Sheet((Text("Repère", 100, 200),), SHIFTED), (595, 842), (120, 672), (1, 0)),
    (Sheet((Text("Repère", 100, 200),), SHIFTED, CROP, 90), (700, 450), (100, 50), (0, 1)),
    (Sheet((Text("Repère", 100, 200, turn=90),)), (595, 842), (100, 642), (0, -1)),
]
"""A page, its displayed size, where the word's baseline begins on it and which way it runs: worked out on paper."""

FORBIDDEN = pdf("réservé", password=SESAME, owner=MASTER, copying=False)
"""Its author lets nobody else copy its words."""

USES: dict[str, Callable[[Reading], object]] = {
    "its page count": lambda reading: reading.page_count,
    "a page": lambda reading: reading.page(1),
    "its text": lambda reading: reading.text(1),
    "its rulings": lambda reading: reading.rulings(1),
    "its survey": lambda reading: reading.survey(1),
    "its picture": lambda reading: reading.render(1, dpi=72),
    "its permissions": lambda reading: reading.may_be_copied,
}


def may_copy(reader: PageReader, file: bytes, password: str | None = None) -> bool:
    """Open a file, read it, and ask whether its words may be copied."""
    with opened(reader, file, password) as reading:
        assert reading.text(1).characters
        return reading.may_be_copied


class WordContract:
    """Words in their places, and what else a document says."""

    @obligation("PAG-1")
    @pytest.mark.parametrize("sheet,size,start,direction", DISPLAYED)
    def test_a_word_stands_where_one_sees_it(
        self,
        reader: PageReader,
        sheet: Sheet,
        size: tuple[float, float],
        start: tuple[float, float],
        direction: tuple[int, int],
    ) -> None:
        page = text_of(reader, sheet)
        (word,) = page.words
        x0, y0, x1, y1 = page.boxes[word.start]
        along = [x * direction[0] + y * direction[1] for x, y in ((x0, y0), (x1, y1), start)]
        above = [x * direction[1] - y * direction[0] for x, y in (((x0 + x1) / 2, (y0 + y1) / 2), start)]

        assert (page.info.width, page.info.height) == pytest.approx(size, abs=0.01)
        assert word.text == "Repère"
        assert min(along[:2]) == pytest.approx(along[2], abs=NEAR)
        assert 0 < above[0] - above[1] < 12

    @obligation("PAG-1")
    def test_characters_follow_each_other_along_the_line(self, reader: PageReader) -> None:
        page = text_of(reader, "coupe-feu")
        lefts = [box[0] for box in page.boxes]

        assert lefts == sorted(set(lefts))

    @obligation("PAG-1")
    def test_what_is_cropped_away_is_not_read(self, reader: PageReader) -> None:
        words = Text("visible", 100, 200), Text("perdu", 100, 820), Text("coupé", 488, 150)

        assert text_of(reader, Sheet(words, FULL, CROP)).characters.split() == ["visible", "co"]

    @obligation("PAG-2")
    def test_words_are_parted_and_written_as_they_are(self, reader: PageReader) -> None:
        page = text_of(reader, Sheet(paragraph("Œuvrer à l’entrée : 80 m³", "à vérifier (n° 4)")))

        assert [word.text for word in page.words] == "Œuvrer à l’entrée : 80 m³ à vérifier (n° 4)".split()
        assert page.clean.text == "Œuvrer à l’entrée : 80 m³ à vérifier (n° 4)"

    @obligation("PAG-2")
    def test_columns_are_kept_apart(self, reader: PageReader) -> None:
        left, right = paragraph("un", "deux", "trois"), paragraph("quatre", "cinq", "six", x=320)

        assert text_of(reader, Sheet((*left, *right))).clean.text == "un deux trois quatre cinq six"

    @obligation("PAG-2")
    def test_columns_drawn_from_the_right_are_read_from_the_left(self, reader: PageReader) -> None:
        left, right = paragraph("un", "deux", "trois"), paragraph("quatre", "cinq", "six", x=320)

        assert text_of(reader, Sheet((*right, *left))).clean.text == "un deux trois quatre cinq six"

    @obligation("PAG-2")
    def test_what_is_drawn_out_of_turn_is_read_in_its_place(self, reader: PageReader) -> None:
        foot, body, title = Text("page 1", 72, 40), paragraph("Le premier,", "le second."), Text("Titre", 72, 780)

        assert text_of(reader, Sheet((foot, *body, title))).clean.text == "Titre Le premier, le second. page 1"

    @obligation("PAG-2")
    def test_a_row_of_a_table_is_read_across(self, reader: PageReader) -> None:
        cells = [Text(words, x, y) for y in (700, 660) for x, words in ((72, "local"), (200, "absent"), (400, "EC 12"))]

        assert text_of(reader, Sheet(tuple(cells))).clean.text == "local absent EC 12 local absent EC 12"

    @obligation("PAG-2")
    def test_a_page_without_words_is_read_as_such(self, reader: PageReader) -> None:
        assert text_of(reader, Sheet(())).characters == ""

    @obligation("PAG-3")
    def test_pages_are_counted_from_one(self, reader: PageReader) -> None:
        with opened(reader, pdf("un", "deux", "trois")) as reading:
            assert reading.page_count == 3
            assert [reading.text(number).characters for number in (1, 2, 3)] == ["un", "deux", "trois"]
            assert [reading.page(number).number for number in (1, 2, 3)] == [1, 2, 3]

    @obligation("PAG-3")
    @pytest.mark.parametrize("number", [0, -1, 3])
    def test_no_other_page_exists(self, reader: PageReader, number: int) -> None:
        with opened(reader, pdf("un", "deux")) as reading:
            for use in (reading.page, reading.text, reading.rulings, reading.survey, reading.render):
                with pytest.raises(InvalidInput) as refused:
                    use(number)
                assert refused.value.code == "page-out-of-range"

    @obligation("PAG-3")
    def test_a_page_is_called_what_the_document_calls_it(self, reader: PageReader) -> None:
        with opened(reader, pdf("un", "deux", labels="r")) as reading:
            assert [reading.page(number).label for number in (1, 2)] == ["i", "ii"]
        with opened(reader, pdf("un", "deux")) as reading:
            assert reading.page(2).label == "2"

    @obligation("PAG-4")
    @pytest.mark.parametrize(
        "file,code",
        [
            (b"", "empty-file"),
            (b"Observation : extincteur absent", "not-a-pdf"),
            (b"\x89PNG\r\n\x1a\n" + bytes(2000), "not-a-pdf"),
            (truncated(pdf(*["page"] * 20)), "truncated-pdf"),
            (pdf("page")[:-40], "truncated-pdf"),
        ],
        ids=["nothing", "text", "picture", "half of a file", "no end"],
    )
    def test_what_is_no_whole_document_is_refused(self, reader: PageReader, file: bytes, code: str) -> None:
        assert refusal(reader, file) == code

    @obligation("PAG-5")
    def test_an_encrypted_document_asks_for_its_password(self, reader: PageReader) -> None:
        assert refusal(reader, pdf("secret", password=SESAME)) == "password-required"

    @obligation("PAG-5")
    def test_a_wrong_password_is_told_from_a_missing_one(self, reader: PageReader) -> None:
        assert refusal(reader, pdf("secret", password=SESAME), "sesame") == "password-wrong"

    @obligation("PAG-5")
    def test_the_password_opens_it(self, reader: PageReader) -> None:
        with opened(reader, pdf("secret", password=SESAME), SESAME) as reading:
            assert reading.text(1).characters == "secret"

    @obligation("PAG-5")
    def test_a_password_that_is_not_needed_is_no_mistake(self, reader: PageReader) -> None:
        with opened(reader, pdf("ouvert"), SESAME) as reading:
            assert reading.text(1).characters == "ouvert"

    @obligation("PAG-6")
    @pytest.mark.parametrize("use", USES.values(), ids=USES)
    def test_a_reading_is_of_no_use_after_its_end(self, reader: PageReader, use: Callable[[Reading], object]) -> None:
        with opened(reader, pdf("un")) as reading:
            use(reading)

        with pytest.raises(InvalidInput) as refused:
            use(reading)
        assert refused.value.code == "reading-closed"

    @obligation("PAG-6")
    def test_an_accident_ends_it_as_well(self, reader: PageReader) -> None:
        with pytest.raises(ZeroDivisionError), opened(reader, pdf("un")) as reading:
            raise ZeroDivisionError

        with pytest.raises(InvalidInput) as refused:
            reading.text(1)
        assert refused.value.code == "reading-closed"

    @obligation("PAG-7")
    def test_the_same_bytes_give_the_same_answers(self, reader: PageReader) -> None:
        file = pdf(Sheet((*paragraph("un", "deux"), Stroke(72, 600, 300, 600))), "trois")
        answers = []
        for _ in range(2):
            with opened(reader, file) as reading:
                uses = reading.page, reading.text, reading.rulings, reading.survey, reading.render
                answers.append([[use(number) for use in uses] for number in (2, 1)])

        assert answers[0] == answers[1]

    @obligation("PAG-7")
    def test_documents_open_beside_each_other_do_not_mix(self, reader: PageReader) -> None:
        with opened(reader, pdf("un", "deux")) as one, opened(reader, pdf("trois", "quatre")) as other:
            read = [reading.text(number).characters for number in (1, 2) for reading in (one, other)]

        assert read == ["un", "trois", "deux", "quatre"]

    @obligation("PAG-7")
    def test_threads_read_beside_each_other(self, reader: PageReader) -> None:
        def read(name: str) -> str:
            with opened(reader, pdf(f"un {name}", f"deux {name}")) as reading:
                return " ".join(reading.text(number).clean.text for number in (1, 2))

        names = [f"document{number}" for number in range(24)]
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(read, names)) == [f"un {name} deux {name}" for name in names]

    @obligation("PAG-9")
    def test_a_page_says_what_read_it(self, reader: PageReader) -> None:
        with opened(reader, pdf("Extincteur absent")) as reading:
            page = reading.text(1)

        assert page.source is TextSource.NATIVE
        assert re.search(r"\w+ \d", page.engine)

    @obligation("PAG-10")
    def test_level_and_upright_lines_are_found_where_one_sees_them(self, reader: PageReader) -> None:
        strokes = Stroke(100, 200, 300, 200), Stroke(100, 200, 100, 400), Stroke(100, 200, 300, 400)
        with opened(reader, pdf(Sheet(strokes, FULL, CROP, 90))) as reading:
            found = [(line.x0, line.y0, line.x1, line.y1) for line in reading.rulings(1)]

        assert sorted(found) == [pytest.approx(line, abs=0.1) for line in [(100, 50, 100, 250), (100, 50, 300, 50)]]

    @obligation("PAG-11")
    def test_what_a_reading_gives_goes_to_another_process(self, reader: PageReader) -> None:
        with opened(reader, pdf(Sheet((*paragraph("un", "deux"), Stroke(72, 600, 300, 600))))) as reading:
            given = (reading.page(1), reading.text(1), tuple(reading.rulings(1)))

        assert pickle.loads(pickle.dumps(given)) == given  # noqa: S301  # our own bytes

    @obligation("PAG-13")
    def test_a_document_may_be_copied_unless_its_author_forbids_it(self, reader: PageReader) -> None:
        assert may_copy(reader, pdf("ouvert"))
        assert may_copy(reader, pdf("ouvert", owner=MASTER))
        assert may_copy(reader, pdf("ouvert", password=SESAME, owner=MASTER), SESAME)

    @obligation("PAG-13")
    def test_what_may_not_be_copied_is_read_and_says_so(self, reader: PageReader) -> None:
        assert not may_copy(reader, pdf("réservé", owner=MASTER, copying=False))
        assert not may_copy(reader, FORBIDDEN, SESAME)

    @obligation("PAG-13")
    def test_the_owners_password_opens_it_and_lifts_that(self, reader: PageReader) -> None:
        assert may_copy(reader, pdf("réservé", owner=MASTER, copying=False), MASTER)
        assert may_copy(reader, FORBIDDEN, MASTER)
        assert refusal(reader, FORBIDDEN) == "password-required"
