"""Invoices from a table: what its columns are called, and every problem of every line at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from attrs import evolve

from registre_core.billing.papers import Paper
from registre_core.kernel.csv_tables import Line
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.headed_tables import HeadedTable
from registre_core.kernel.money import Money
from registre_core.kernel.validation import not_blank
from registre_core.kernel.written import EURO, day_of, money_of

COLUMNS: Mapping[str, str] = {
    "numéro": "number",
    "numero": "number",
    "no": "number",
    "n°": "number",
    "facture": "number",
    "numero de facture": "number",
    "number": "number",
    "invoice": "number",
    "invoice number": "number",
    "émise le": "issued_on",
    "emise le": "issued_on",
    "date": "issued_on",
    "date d'emission": "issued_on",
    "date de facture": "issued_on",
    "issued on": "issued_on",
    "issued_on": "issued_on",
    "invoice date": "issued_on",
    "échéance": "due_on",
    "echeance": "due_on",
    "date d'echeance": "due_on",
    "due on": "due_on",
    "due_on": "due_on",
    "due date": "due_on",
    "montant": "total",
    "montant ttc": "total",
    "total": "total",
    "total ttc": "total",
    "amount": "total",
    "devise": "currency",
    "currency": "currency",
}
"""What a column may be called, accents and case aside, and what it says of a `Paper`. None is an amount before tax: all
of it is owed."""

NEEDED = ("number", "issued_on", "due_on", "total")
"""What every file says; without a currency it is about euros."""

MOST_INVOICES = 10_000
"""So many at most are recorded in one act, whose transaction holds the workspace for some seconds."""

_ANY_DAY = date(2000, 1, 1)
"""Stands for a day that cannot be read, while the rest of its line is looked at."""

Value = TypeVar("Value")


def invoices_in(content: bytes) -> tuple[Paper, ...]:
    """Read invoices from a CSV file. A line is an invoice, with its total: a number that comes twice is a problem.

    Args:
        content: the bytes of the file, in any encoding and with any separator that spreadsheets use.

    Raises:
        InvalidInput: as `HeadedTable.read` says; or every problem of every line, in the order of the file, each with a
            path such as ``line 14.due_on``.
    """
    papers, found = list[Paper](), list[Problem]()
    for read in each_invoice_in(content):
        match read:
            case Paper() as paper:
                papers.append(paper)
            case problems:
                found += problems
    if found:
        raise InvalidInput.of(found)
    return tuple(papers)


def each_invoice_in(content: bytes) -> Iterator[Paper | list[Problem]]:
    """Give the invoice of each line, or everything that is wrong with it, for who has more to say of the others.

    Raises:
        InvalidInput: as `HeadedTable.read` says.
    """
    table = HeadedTable.read(content, COLUMNS, needed=NEEDED, most_lines=MOST_INVOICES)
    numbers: dict[str, str] = {}
    return (_read(table, line, numbers) for line in table.table.lines)


def _read(table: HeadedTable, line: Line | Problem, numbers: dict[str, str]) -> Paper | list[Problem]:
    """Give the invoice of one line, or everything that is wrong with it."""
    if isinstance(line, Problem):
        return [line]
    if foreign := table.another_separator(line):
        return [evolve(foreign, path=line.place)]
    cells = table.cells(line)
    paper, problems = _paper(line.number, cells)
    problems += _repeated(cells.get("number", ""), line, numbers)
    problems += table.loose_cells(line)
    if paper and not problems:
        return paper
    return [evolve(problem, path=f"{line.place}.{problem.path}".rstrip(".")) for problem in problems]


def _paper(line: int, cells: Mapping[str, str]) -> tuple[Paper | None, list[Problem]]:
    """Give the invoice of one line, and what is wrong with it: either, or both. What cannot be read hides nothing."""
    found: list[Problem] = []
    due_on = _value(cells, "due_on", day_of, found)
    issued_on = _value(cells, "issued_on", day_of, found)
    total = _value(cells, "total", partial(money_of, currency=_currency(cells, found)), found)
    days = (issued_on or due_on or _ANY_DAY, due_on or issued_on or _ANY_DAY)
    try:
        return Paper(line, cells.get("number", ""), *days, Money.zero(EURO) if total is None else total), found
    except InvalidInput as error:
        return None, [*error.problems, *found]


def _value(
    cells: Mapping[str, str], column: str, read: Callable[[str, str], Value], found: list[Problem]
) -> Value | None:
    cell = cells.get(column, "")
    if nothing := not_blank(column, cell):
        found.append(nothing)
        return None
    try:
        return read(cell, column)
    except InvalidInput as error:
        found += error.problems
        return None


def _currency(cells: Mapping[str, str], found: list[Problem]) -> str | None:
    cell = cells.get("currency", "").upper()
    try:
        return Money.zero(EURO if cell == "€" else cell).currency if cell else None
    except InvalidInput as error:
        found += error.problems
        return None


def _repeated(number: str, line: Line, numbers: dict[str, str]) -> Iterator[Problem]:
    """Tell where the number stands already. Lines of one invoice are none of ours: what is owed is its total."""
    first = numbers.setdefault(number, line.place) if number else line.place
    if first != line.place:
        said = f"the invoice {number} stands at {first} already: an invoice is one line, with its total"
        yield Problem("number", "repeated-number", said, {"number": number, "place": first})
