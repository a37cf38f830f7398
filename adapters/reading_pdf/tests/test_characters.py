"""What pdfium gives, made plain."""

import io

import pytest

from registre_core.testing.pdfs import Sheet, Text, paragraph, pdf
from registre_reading_pdf import PdfPageReader


def read(*content: Text) -> str:
    with PdfPageReader().open(io.BytesIO(pdf(Sheet(content)))) as reading:
        return reading.text(1).characters


def test_the_hyphen_and_the_break_that_pdfium_swallows_are_put_back() -> None:
    assert (
        read(*paragraph("Le dispo-", "sitif coupe-", "feu est en place."))
        == "Le dispo-\nsitif coupe-\nfeu est en place."
    )


def test_a_hyphen_within_a_line_stays_there() -> None:
    assert read(Text("coupe-feu et rez-de-chaussée")) == "coupe-feu et rez-de-chaussée"


def test_signs_of_the_trade_come_through() -> None:
    assert (
        read(Text("« 80 m³/h », 47 °C, § 4.2, 20 % – l’œuvre, 12 €"))
        == "« 80 m³/h », 47 °C, § 4.2, 20 % – l’œuvre, 12 €"
    )


def test_an_exponent_stays_with_its_number() -> None:
    assert read(Text("1", 72, 720), Text("er", 79, 724, 7), Text("étage", 90, 720)) == "1er étage"


def test_letters_placed_one_by_one_are_words() -> None:
    places = [72, 78.7, 85.3, 92, 95.3, 98.7]

    assert read(*(Text(letter, x) for letter, x in zip("Hublot", places, strict=True))).startswith("Hub")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_text_that_lies_on_its_side_is_read(turn: int) -> None:
    assert read(Text("Table 1 : essais", 300, 400, turn=turn)) == "Table 1 : essais"


def test_cells_of_a_row_are_told_apart() -> None:
    assert read(Text("Total"), Text("12,50", 400)) == "Total\t12,50"
