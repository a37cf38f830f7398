"""The command that tells where the account of a workspace stands."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli.invoices.prospect import Prospect
from registre_cli.invoices.question import Through
from registre_cli.invoices.till import till
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.reading import all_of, chosen
from registre_cli.saying import say
from registre_cli.terminal import write_json
from registre_core.access.survival import Column
from registre_core.kernel.written import day_of

On = Annotated[
    str | None,
    Parameter(
        name="--on",
        metavar="JOUR",
        help="Quel jour, JJ/MM/AAAA ou AAAA-MM-JJ ; par défaut, aujourd’hui. D’un jour à venir : si rien n’est réglé.",
    ),
]


def standing(
    address: Address,
    /,
    *,
    on: On = None,
    client: Through = Column.WEB.value,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Tell where the account stands."""
    asked, column = all_of(
        lambda: day_of(on, "--on") if on is not None else None, partial(chosen, Column, client, "--client")
    )
    with till(address, workspace) as ledger:
        account = Prospect.of_ledger(ledger, asked, column)
    if as_json:
        write_json({**ledger.as_json(), **account.as_json()})
        return
    say(ledger.as_line())
    account.tell()
    account.tell_what_survives()
