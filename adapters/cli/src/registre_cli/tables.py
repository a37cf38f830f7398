"""Tables in one style. Every cell is plain text: a bracket in a name is a bracket, not a style."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from registre_cli.terminal import Words
from registre_cli.typography import typeset

Cell = str | Text


def headed(*headings: str) -> Table:
    """Make a table with these headings."""
    table = Table(header_style="bold", box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(Words(typeset(heading)))
    return table


def grid() -> Table:
    """Make a table of names and values."""
    table = Table.grid(padding=(0, 3, 0, 0), pad_edge=True)
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    return table


def add(table: Table, *cells: Cell) -> None:
    """Add a row."""
    table.add_row(*(Words(cell) if isinstance(cell, str) else cell for cell in cells))
