"""What tests of the commands about invoices share. Days lie so far off that it does not matter when they run."""

from __future__ import annotations

from adapters.cli.tests.tampering import Registre
from tests.end_to_end.command_line import Answer

DATABASE = "sqlite:///registre.db"
TOWN, VILLAGE = "Ville de Montreval", "Saint-Loup"
LONG_AGO, ONE_DAY = ("--issued", "01/03/2001", "--due", "31/03/2001"), ("--issued", "01/03/2001", "--due", "31/12/2998")
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def words_of(answer: Answer) -> str:
    """Give what people read, whatever the width of their terminal."""
    assert (answer.exit_code, answer.err) == (0, "")
    return " ".join(answer.out.translate(NO_BREAK).split())


def refused(answer: Answer, code: str) -> str:
    """Give the one line that says why not."""
    [line] = answer.err.splitlines()
    assert (answer.exit_code, answer.out) == (2, "")
    assert line.endswith(f"[{code}]")
    return line.translate(NO_BREAK)


def owe(invoices: Registre, number: str, *words: str, total: str = "100") -> None:
    """Record an invoice, due long ago unless told otherwise."""
    assert 0 == invoices("record", number, *(words or LONG_AGO), "--total", total).exit_code
