"""Tables for spreadsheets: what is read back is what was written, and nothing of it is computed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.spreadsheets import spreadsheet

FORMULA = "=+-@\t\r\n"

tables = st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=1), max_size=5)
dangerous = st.builds("{}{}".format, st.sampled_from(FORMULA), st.text(st.characters(codec="utf-8")))


def read(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(tables)
def test_what_is_read_back_is_what_was_written_but_for_the_apostrophe(rows: list[list[str]]) -> None:
    expected = [[f"'{cell}" if cell and cell[0] in FORMULA else cell for cell in row] for row in rows]

    assert expected == read(spreadsheet(rows))


@given(st.lists(dangerous, min_size=1))
def test_no_cell_begins_as_a_formula_does(cells: list[str]) -> None:
    [row] = read(spreadsheet([cells]))

    assert {"'"} == {cell[0] for cell in row}


@pytest.mark.parametrize("cell", ["1=1", "a@b.fr", "Saint-Étienne", "Dupont\t", "’=1", "'"])
def test_a_cell_that_only_holds_such_a_sign_stays_as_it_is(cell: str) -> None:
    assert [[cell]] == read(spreadsheet([[cell]]))


def test_it_is_marked_as_utf_8_and_each_row_ends_as_on_windows() -> None:
    assert b"\xef\xbb\xbfNom;\xc3\x89tage\r\nJules;2\r\n" == spreadsheet([["Nom", "Étage"], ["Jules", "2"]])


@pytest.mark.parametrize(
    "cell, written",
    [
        ("plain, with a comma", "plain, with a comma"),
        ("a;b", '"a;b"'),
        ('«12" de tuyau»', '"«12"" de tuyau»"'),
        ("two\nlines", '"two\nlines"'),
        ("two\rlines", '"two\rlines"'),
        (" ahead", '" ahead"'),
        ("behind ", '"behind "'),
        ("=A1;B2", '"\'=A1;B2"'),
    ],
)
def test_a_cell_is_quoted_where_it_would_be_read_otherwise(cell: str, written: str) -> None:
    assert f"{written};x\r\n" == spreadsheet([[cell, "x"]]).decode("utf-8-sig")


def test_a_row_with_nothing_in_it_is_still_a_row() -> None:
    assert [[""], ["", ""]] == read(spreadsheet([[""], ["", ""]]))


def test_a_table_without_rows_is_an_empty_file() -> None:
    assert b"\xef\xbb\xbf" == spreadsheet([])


def test_half_a_character_does_not_keep_the_rest_from_being_written() -> None:
    assert [["Zo?", "ici"]] == read(spreadsheet([["Zo\ud800", "ici"]]))
