"""The command that records the invoices of a file: all of them, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.invoices.listing import described
from registre_cli.invoices.prospect import Prospect
from registre_cli.invoices.till import Till, till
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.progress import parts
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.services.billing import Imported

File = Annotated[Path, Parameter(name="FICHIER", help="Le fichier CSV, avec une ligne d’en-tête.")]


def import_invoices(address: Address, file: File, /, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Record an invoice for each line of a file."""
    with till(address, workspace) as ledger:
        with opened(file, "FICHIER") as source, parts(file.name) as bar:
            done = ledger.billing.import_invoices(ledger.actor, source.read(), progress=bar)
        _answer(ledger, done, as_json=as_json)


def _answer(ledger: Till, done: Imported, *, as_json: bool) -> None:
    account = Prospect.of_ledger(ledger)
    if as_json:
        new, unchanged = ([described(one, ledger.today) for one in some] for some in (done.new, done.unchanged))
        write_json({**ledger.as_json(), "new": new, "unchanged": unchanged, "standing": account.as_json()})
        return
    say(ledger.as_line())
    recorded = "est enregistrée" if len(done.new) < 2 else "sont enregistrées"  # noqa: PLR2004  # French counts so
    say(Words(typeset(f"{plural(len(done.new), 'facture')} {recorded}.")))
    if done.unchanged:
        there = plural(len(done.unchanged), "facture y était", "factures y étaient")
        say(Words(typeset(f"{there} déjà, sans différence.")))
    account.tell()
