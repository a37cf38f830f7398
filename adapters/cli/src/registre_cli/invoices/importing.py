"""The command that records the invoices of a file: all of them, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, BinaryIO

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.invoices.listing import described
from registre_cli.invoices.prospect import Prospect
from registre_cli.invoices.till import Till, till
from registre_cli.invoices.words import account
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.progress import parts
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import InvalidInput
from registre_core.billing import Level
from registre_core.services.billing import Imported

File = Annotated[Path, Parameter(name="FICHIER", help="Le fichier CSV, avec une ligne d’en-tête.")]


MOST_BYTES = 16 * 2**20
"""Of a file: ten thousand lines have no more."""


def import_invoices(address: Address, file: File, /, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Record an invoice for each line of a file."""
    with till(address, workspace) as ledger:
        before = ledger.standing().level
        with opened(file, "FICHIER") as source, parts(file.name) as bar:
            done = ledger.billing.import_invoices(ledger.actor, _content(source), progress=bar)
        _answer(ledger, done, before, as_json=as_json)


def _content(source: BinaryIO) -> bytes:
    content = source.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        said = f"the file holds more than {MOST_BYTES} bytes: divide it"
        raise InvalidInput.at("FICHIER", "document-too-large", said, cap=MOST_BYTES)
    return content


def _answer(ledger: Till, done: Imported, before: Level, *, as_json: bool) -> None:
    now = Prospect.of_ledger(ledger)
    if as_json:
        new, unchanged = ([described(one, ledger.today) for one in some] for some in (done.new, done.unchanged))
        told = {"new": new, "unchanged": unchanged, "before": before.value, "standing": now.in_short()}
        write_json({**ledger.as_json(), **told})
        return
    say(ledger.as_line())
    said = plural(len(done.new), "facture est enregistrée", "factures sont enregistrées")
    say(Words(typeset(f"{said}." if done.new else "Aucune facture nouvelle.")))
    if done.unchanged:
        there = plural(len(done.unchanged), "facture y était", "factures y étaient")
        say(Words(typeset(f"{there} déjà, sans différence.")))
    say(account(now.standing, before, now.cause))
