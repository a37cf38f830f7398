"""The commands that put an invoice on hold for a while, and end that before its time."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli.invoices.entering import Entry
from registre_cli.invoices.options import Key, Number
from registre_cli.invoices.till import Till
from registre_cli.options import Address, Json, WorkspaceName
from registre_cli.reading import all_of, chosen
from registre_core.billing import HoldKind, Invoice
from registre_core.kernel.written import day_of

Kind = Annotated[
    str,
    Parameter(
        name="--kind",
        metavar="dispute|promise|transfer",
        help="Pourquoi : un litige, une promesse de règlement, un virement en cours.",
    ),
]
Until = Annotated[str, Parameter(name="--until", metavar="JOUR", help="Le dernier jour d’attente, inclus.")]
Author = Annotated[
    str,
    Parameter(
        name="--author",
        metavar="SERVICE",
        help="Qui en a décidé : un service ou une fonction, jamais une personne, car rien ne l’effacera.",
    ),
]
Why = Annotated[str, Parameter(name="--reason", metavar="TEXTE", help="Pourquoi, en quelques mots.")]


def hold(
    address: Address,
    number: Number,
    /,
    *,
    kind: Kind,
    until: Until,
    key: Key,
    author: Author,
    reason: Why,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Let an invoice wait."""
    why, last_day = all_of(partial(chosen, HoldKind, kind, "--kind"), partial(day_of, until, "--until"))

    def held(ledger: Till, invoice: Invoice) -> Invoice:
        return ledger.billing.hold(
            ledger.actor, invoice.id, kind=why, key=key, author=author, reason=reason, until=last_day
        )

    Entry(address, number, workspace, as_json=as_json).make(held)


def lift(
    address: Address, number: Number, /, *, key: Key, workspace: WorkspaceName = None, as_json: Json = False
) -> None:
    """Let it wait no longer."""
    Entry(address, number, workspace, as_json=as_json).make(
        lambda ledger, invoice: ledger.billing.lift_hold(ledger.actor, invoice.id, key=key)
    )
