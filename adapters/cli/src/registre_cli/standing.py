"""The command that tells where an account would stand: to try out days, invoices and terms, without a register."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.invoices.prospect import Prospect
from registre_cli.invoices.question import SOURCES_OWN, Question, Terms, Through
from registre_cli.options import Json
from registre_cli.terminal import write_json
from registre_core import Host
from registre_core.access.survival import Column

On = Annotated[str, Parameter(name="--on", metavar="JOUR", help="Le jour dont on parle, JJ/MM/AAAA ou AAAA-MM-JJ.")]
Invoices = Annotated[
    list[str],
    Parameter(
        name="--invoice",
        metavar="FACTURE",
        negative=(),
        help="Une facture : due=JOUR,total=MONTANT, et ce qui s’y ajoute. Peut être répété.",
    ),
]


def stand(
    *,
    on: On,
    invoice: Invoices = [],  # noqa: B006  # cyclopts' way
    client: Through = Column.WEB.value,
    terms: Terms = SOURCES_OWN,
    as_json: Json = False,
) -> None:
    """Tell where an account with these invoices stands on a day."""
    asked = Question.read(on, invoice, client, terms)
    prospect = Prospect.of_question(asked, Host.discover().catalogue())
    if as_json:
        write_json(prospect.as_json())
    else:
        prospect.tell()
        prospect.tell_what_survives()
