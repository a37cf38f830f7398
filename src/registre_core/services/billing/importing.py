"""Use cases: invoices come from a file, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from registre_core.billing import Invoice, InvoiceRecorded, Paper, each_invoice_in, is_same_invoice
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.identifiers import InvoiceId
from registre_core.services.billing.desk import Desk, taken_number
from registre_core.services.front_door import workspace_of
from registre_core.services.journal import Stamp, record
from registre_core.services.progress import Progress, Steps, nobody


@frozen
class Imported:
    """What became of a file of invoices."""

    new: tuple[Invoice, ...] = ()
    """Those that were recorded, in the order of its lines."""
    unchanged: tuple[Invoice, ...] = ()
    """Those that were recorded before, each as it is now."""


@frozen
class Importing(Desk):
    """Records many invoices in one act."""

    def import_invoices(self, actor: Actor, content: bytes, *, progress: Progress = nobody) -> Imported:
        """Record each invoice of a CSV file, as `invoices_in` reads them. The same file again records nothing.

        Args:
            actor: the operator; nobody else may.
            content: the bytes of the file, up to 10,000 lines.
            progress: is told how far it is, in steps of twice as many as there are lines: read first, then written.

        Raises:
            Forbidden: ``operator-only``.
            InvalidInput: what makes it no table of invoices; or every problem of every line, its path such as
                ``line 14.due_on``, ``invoice-number-taken`` among them. Nothing is recorded then.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "billing.import_invoices")
        lines = tuple(each_invoice_in(content))
        stamp, ids = Stamp.of(self.ports), tuple(InvoiceId(self.ports.ids.new()) for _ in lines)
        steps = Steps(progress, 2 * len(lines))
        with self.ports.storage.begin(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "billing.import_invoices")
            known = tx.invoices.numbered({line.number for line in lines if isinstance(line, Paper)})
            taken = _taken_in(zip(ids, lines, strict=True), known, self._today(stamp), steps)
            if not taken.new:
                return taken
            before = self._account(tx, workspace, stamp)
            tx.invoices.add_all(taken.new)
            after = self._settled(tx, before, stamp, *map(InvoiceRecorded, taken.new))
            record(tx, workspace, bearer, stamp, *after.facts, tell=_writing(steps, len(lines), len(after.facts)))
            tx.commit()
        self._let_in(after)
        return taken


def _writing(steps: Steps, lines: int, entries: int) -> Callable[[int], None]:
    """Tell how far the second half is, which has more entries than lines, or fewer."""
    return lambda done: steps.reached(lines + lines * done // entries)


def _taken_in(
    lines: Iterable[tuple[InvoiceId, Paper | list[Problem]]], known: Mapping[str, Invoice], today: date, steps: Steps
) -> Imported:
    """Tell apart what is new and what is there.

    Raises:
        InvalidInput: every problem of every line, in the order of the file.
    """
    new, unchanged, found = list[Invoice](), list[Invoice](), list[Problem]()
    for done, (invoice_id, line) in enumerate(lines, start=1):
        match line:
            case Paper() as paper:
                invoice, there = paper.invoice(invoice_id, recorded_on=today), known.get(paper.number)
                if there is None:
                    new.append(invoice)
                elif is_same_invoice(there, invoice):
                    unchanged.append(there)
                else:
                    found.append(evolve(taken_number(paper.number), path=f"line {paper.line}.number"))
            case problems:
                found += problems
        steps.reached(done)
    if found:
        raise InvalidInput.of(found)
    return Imported(tuple(new), tuple(unchanged))
