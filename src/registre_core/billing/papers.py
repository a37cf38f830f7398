"""Invoices as a file gives them: what stands on the paper, before any of them is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from attrs import field, frozen

from registre_core.billing.entities import Invoice, InvoiceLine
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.identifiers import InvoiceId
from registre_core.kernel.money import Money
from registre_core.kernel.validation import Checked, at_least, must

_UNRECORDED = InvoiceId(UUID(int=0))
_SOME_DAY = date(2000, 1, 1)


@frozen
class Paper(Checked):
    """One invoice of a file, with the line it stands on, so that whatever is wrong with it can be found there."""

    line: int = field(metadata=must(at_least(1)))
    """Where its first line stands in the file, counted from one."""
    number: str
    """As it is printed on it."""
    issued_on: date
    """The day it was made out."""
    due_on: date
    """The last day to pay it (*échéance*)."""
    total: Money
    """What it asks for."""
    lines: tuple[InvoiceLine, ...] = ()
    """What for, if the file says so."""

    def contradictions(self) -> Iterable[Problem]:
        """What would be wrong with the invoice is wrong with its paper, and told while the file is at hand."""
        try:
            self.invoice(_UNRECORDED, recorded_on=_SOME_DAY)
        except InvalidInput as error:
            return [problem for problem in error.problems if problem.path != "movements"]  # nothing happened to it yet
        return ()

    def invoice(self, identifier: InvoiceId, *, recorded_on: date) -> Invoice:
        """Make the invoice that it is once it is recorded."""
        return Invoice(identifier, self.number, self.issued_on, recorded_on, self.due_on, self.total, self.lines)
