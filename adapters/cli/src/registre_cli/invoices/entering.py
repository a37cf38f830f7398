"""What the commands share that enter something in the ledger, where the same entered twice counts once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from attrs import evolve, frozen

from registre_cli.invoices.prospect import Prospect
from registre_cli.invoices.showing import in_full
from registre_cli.invoices.till import Till, till
from registre_cli.invoices.words import account, amount, settlement
from registre_cli.saying import say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import NO_BREAK, typeset
from registre_core import InvalidInput
from registre_core.billing import Invoice, Level

Value = TypeVar("Value")

_OPTIONS: Mapping[str, str] = {
    "number": "NUMÉRO",
    "issued_on": "--issued",
    "due_on": "--due",
    "total": "--total",
    "key": "--key",
    "amount": "--amount",
    "reason": "--reason",
    "author": "--author",
    "until": "--until",
}
"""Where people said what the library calls so."""


def as_options(deed: Callable[[], Value]) -> Value:
    """Do something, and tell what is wrong by the names of the options."""
    try:
        return deed()
    except InvalidInput as error:
        raise InvalidInput.of(
            evolve(problem, path=_OPTIONS.get(problem.path, problem.path)) for problem in error.problems
        ) from error


@frozen
class Entry:
    """An entry that somebody asks for, and how he wants to hear of it."""

    address: str
    number: str
    workspace: str | None
    as_json: bool

    def make(self, deed: Callable[[Till, Invoice], Invoice]) -> None:
        """Enter something of an invoice that is there, and tell what became of it."""
        with till(self.address, self.workspace) as ledger:
            known, before = ledger.invoice(self.number), ledger.standing().level
            self.answer(ledger, as_options(lambda: deed(ledger, known)), known, before)

    def answer(self, ledger: Till, invoice: Invoice, known: Invoice | None, before: Level) -> None:
        """Tell what became of an invoice, and of the account."""
        is_new = known is None or invoice.version != known.version
        now = Prospect.of_ledger(ledger)
        if self.as_json:
            told = {
                "changed": is_new,
                "invoice": in_full(invoice, ledger.today),
                "before": before.value,
                "standing": now.in_short(),
            }
            write_json({**ledger.as_json(), **told})
            return
        say(ledger.as_line())
        if not is_new:
            say(Words(typeset("C'était déjà écrit : rien n'a changé.")))
        left = f"Facture {invoice.number}{NO_BREAK}: reste {amount(invoice.remaining)}, "
        say(Words.assemble(left, settlement(invoice, ledger.today), "."))
        say(account(now.standing, before, now.cause))
