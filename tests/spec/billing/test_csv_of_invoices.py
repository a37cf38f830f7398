"""CSV files of invoices: whatever wrote them they are read, and every problem of every line is told at once."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.billing import MOST_INVOICES, Paper, invoices_in
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.money import Money

FILE = """Numéro;Émise le;Échéance;Montant;Devise
F-2026-001;01/02/2026;03/03/2026;1 234,50 €;
F-2026-002;2026-02-01;2026-03-03;600;XPF
"""
THE_TWO = (
    Paper(2, "F-2026-001", date(2026, 2, 1), date(2026, 3, 3), Money.of("1234.50", "EUR")),
    Paper(3, "F-2026-002", date(2026, 2, 1), date(2026, 3, 3), Money.of(600, "XPF")),
)
HEAD = "numéro;émise le;échéance;montant;devise"


def problems_of(content: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        invoices_in(content.encode() if isinstance(content, str) else content)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


# ---- however it is written -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_however_a_spreadsheet_wrote_it(encoding: str, separator: str, end: str) -> None:
    assert THE_TWO == invoices_in(FILE.replace(";", separator).replace("\n", end).encode(encoding))


def test_latin_1_is_read_as_well_where_the_euro_is_written_in_letters() -> None:
    assert THE_TWO == invoices_in(FILE.replace("€", "EUR").encode("latin-1"))


def test_between_commas_an_amount_with_a_comma_is_quoted() -> None:
    assert THE_TWO == invoices_in(FILE.replace("1 234,50 €", '"1 234,50 €"').replace(";", ",").encode())


@pytest.mark.parametrize(
    "header",
    [
        "numero;date;echeance;montant ttc;devise",
        "N°;Date d’émission;Date d’échéance;Total TTC;Devise",
        "Facture;Date de facture;ÉCHÉANCE;Total;DEVISE",
        "number;issued_on;due_on;total;currency",
        "Invoice number;Invoice date;Due date;Amount;Currency",
    ],
)
def test_columns_bear_french_or_english_names_whatever_their_case_and_accents(header: str) -> None:
    assert THE_TWO == invoices_in(f"{header}\n{FILE.split(chr(10), 1)[1]}".encode())


def test_columns_come_in_any_order_and_without_a_currency_it_is_about_euros() -> None:
    (paper,) = invoices_in("montant;échéance;numéro;date\n12,5;02/01/2026;F1;01/01/2026\n".encode())

    assert Paper(2, "F1", date(2026, 1, 1), date(2026, 1, 2), Money.of("12.50", "EUR")) == paper


def test_a_currency_is_written_as_a_sign_or_in_letters_of_any_case() -> None:
    papers = invoices_in(f"{HEAD}\nF1;1/1/2026;1/1/2026;12;€\nF2;1/1/2026;1/1/2026;12;chf\n".encode())

    assert ["EUR", "CHF"] == [paper.total.currency for paper in papers]


def test_an_invoice_may_ask_for_nothing_and_be_due_the_day_it_is_issued() -> None:
    (paper,) = invoices_in(f"{HEAD}\nF1;1/1/2026;1/1/2026;0;\n".encode())

    assert (Money.zero("EUR"), paper.issued_on) == (paper.total, paper.due_on)


# ---- what is wrong ---------------------------------------------------------------------------------------------------

WRONG = """numéro;émise le;échéance;montant;devise
F-1;01/02/2026;03/03/2026;-12;
F-2;01/02/2026;31/01/2026;12;
F-2;01/02/2026;demain;1,234;EUR
;01/02/2026;;douze;euro
F-3;01/02/2026;03/03/2026;12 USD;EUR
F-4,01/02/2026,03/03/2026,"12,50",EUR
F-5;01/02/2026;03/03/2026;12;EUR;de trop
F-6;01/02/2026;03/03/2026;12,5;XPF
F-7;01/02/2026;03/03/20026;12;
"F"8;01/02/2026;03/03/2026;12;
"""


def test_every_problem_of_every_line_is_told_at_once_in_the_order_of_the_file() -> None:
    assert [
        ("line 2.total", "amount-negative"),
        ("line 3.due_on", "due-before-issue"),
        ("line 4.due_on", "malformed-date"),
        ("line 4.total", "amount-ambiguous"),
        ("line 4.number", "repeated-number"),
        ("line 5.number", "blank-text"),
        ("line 5.due_on", "blank-text"),
        ("line 5.currency", "malformed-text"),
        ("line 5.total", "amount-malformed"),
        ("line 6.total", "currencies-mixed"),
        ("line 7", "another-separator"),
        ("line 8", "cell-without-header"),
        ("line 9.total", "amount-too-precise"),
        ("line 10.due_on", "malformed-date"),
        ("line 11", "malformed-line"),
    ] == problems_of(WRONG)


def test_a_negative_total_and_a_day_before_issue_are_told_of_one_line_beside_what_cannot_be_read() -> None:
    assert [("line 2.total", "amount-negative"), ("line 2.due_on", "malformed-date")] == problems_of(
        f"{HEAD}\nF1;1/1/2026;bientôt;-3;\n"
    )


def test_a_number_that_comes_twice_is_told_with_the_line_of_the_first_though_that_one_is_wrong_too() -> None:
    with pytest.raises(InvalidInput) as refusal:
        invoices_in(f"{HEAD}\nF1;;1/1/2026;3;\n\nF1;1/1/2026;1/1/2026;4;\n".encode())

    assert {"number": "F1", "place": "line 2"} == refusal.value.problems[-1].facts


def test_two_lines_without_a_number_are_not_taken_for_one_invoice() -> None:
    assert ["blank-text", "blank-text"] == [
        code for _, code in problems_of(f"{HEAD}\n;1/1/2026;1/1/2026;3;\n;1/1/2026;1/1/2026;3;\n")
    ]


def test_everything_that_is_wrong_with_the_header_is_told_at_once() -> None:
    assert [
        ("line 1", "unknown-column"),
        ("line 1", "repeated-column"),
        ("line 1", "column-missing"),
        ("line 1", "column-missing"),
    ] == problems_of("numéro;montant HT;montant;total;\nF1;10;12;12;\n")


def test_an_unknown_column_is_told_with_those_that_are_known() -> None:
    with pytest.raises(InvalidInput) as refusal:
        invoices_in(f"{HEAD};client\nF1;1/1/2026;1/1/2026;3;;Durand\n".encode())

    assert {"column": "client", "columns": "numéro, émise le, échéance, montant, devise"} == refusal.value.facts


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty-file"),
        (HEAD.encode(), "only-a-header"),
        (b"PK\x03\x04\0\0\0", "not-text"),
        (f"{HEAD}\n".encode() + b"F;1/1/2026;1/1/2026;1;\n" * (MOST_INVOICES + 1), "too-many-lines"),
    ],
    ids=["empty", "header", "spreadsheet", "long"],
)
def test_a_file_of_which_nothing_can_be_read_says_why(content: bytes, code: str) -> None:
    assert [code] == [said for _, said in problems_of(content)]


def test_a_line_of_another_encoding_than_the_rest_is_told_and_never_misread() -> None:
    latin = f"{HEAD}\nÉté-1;1/1/2026;1/1/2026;3;\n".encode("windows-1252")

    assert [("line 3", "mixed-encodings")] == problems_of(latin + "Été-2;1/1/2026;1/1/2026;3;\n".encode())
    assert [("line 1", "mixed-encodings")] == problems_of(
        f"{HEAD}\n".encode() + "Été-1;1/1/2026;1/1/2026;3;\n".encode("windows-1252")
    )


# ---- whatever the file -----------------------------------------------------------------------------------------------

PAPERS = st.lists(
    st.tuples(
        st.text(st.sampled_from("F-0123é/ "), min_size=1, max_size=8).map(str.strip).filter(bool),
        st.dates(date(1900, 1, 1), date(2900, 1, 1)),
        st.integers(0, 90).map(lambda days: date.fromordinal(date(2900, 1, 1).toordinal() + days)),
        st.integers(0, 10**9),
        st.sampled_from(["EUR", "USD", "XPF"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda paper: paper[0],
)


def written(papers: list[Paper], separator: str, end: str, *, in_french: bool) -> str:
    """Write invoices as a spreadsheet would."""
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerow(["Numéro", "Émise le", "Échéance", "Montant", "Devise"])
    for paper in papers:
        amount = f"{paper.total.amount:,.2f}"
        if in_french:
            amount = amount.replace(",", "\u00a0").replace(".", ",")
        days = [f"{day:%d/%m/%Y}" if in_french else day.isoformat() for day in (paper.issued_on, paper.due_on)]
        writer.writerow([paper.number, *days, amount, paper.total.currency])
    return text.getvalue()


@given(
    PAPERS,
    st.sampled_from(";,\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252", "latin-1"]),
    st.sampled_from(["French", "English"]),
)
def test_any_encoding_and_any_separator_give_the_same_papers(
    told: list[tuple[str, date, date, int, str]], separator: str, end: str, encoding: str, people: str
) -> None:
    papers = [
        Paper(line, number, issued_on, due_on, Money.from_minor(coins, currency))
        for line, (number, issued_on, due_on, coins, currency) in enumerate(told, start=2)
    ]

    assert tuple(papers) == invoices_in(written(papers, separator, end, in_french=people == "French").encode(encoding))


CELLS = st.text(st.sampled_from('aé";,\t12/20-. €\r\n\0\u2028\ufeff'), max_size=8)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_read_or_refused_and_nothing_else_happens(rows: list[list[str]], end: str) -> None:
    try:
        said: tuple[object, ...] = invoices_in(end.join([HEAD, *(";".join(row) for row in rows)]).encode())
    except InvalidInput as refusal:
        said = refusal.problems

    assert said
    assert all(isinstance(one, Paper) for one in said) or all(isinstance(one, Problem) for one in said)
