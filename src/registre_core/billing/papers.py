"""Invoices as a file gives them: what stands on the paper, before any of them is recorded."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from registre_core.billing.entities import InvoiceLine
from registre_core.kernel.money import Money
from registre_core.kernel.validation import Checked, at_least, must, not_blank, one_line


@frozen
class Paper(Checked):
    """One invoice of a file, with the line it stands on, so that whatever is wrong with it can be found there."""

    line: int = field(metadata=must(at_least(1)))
    """Where its first line stands in the file, counted from one."""
    number: str = field(metadata=must(not_blank, one_line))
    """As it is printed on it."""
    issued_on: date
    """The day it was made out."""
    due_on: date
    """The last day to pay it (*échéance*)."""
    total: Money
    """What it asks for."""
    lines: tuple[InvoiceLine, ...] = ()
    """What for, if the file says so."""
