"""The commands that say a finding better, and give it pictures and documents."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.findings.naming import finding
from registre_cli.findings.options import Asked, Documents, Files, Photos, stored
from registre_cli.findings.showing import tell
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of, chosen
from registre_core.findings import Severity
from registre_core.kernel.written import day_of
from registre_core.services.findings import KEPT

Text = Annotated[str | None, Parameter(name="--text", metavar="TEXTE", help="Ce qui ne va pas.")]
Place = Annotated[str | None, Parameter(name="--place", metavar="LIEU", help="Où, dans le bâtiment.")]
Grave = Annotated[str | None, Parameter(name="--severity", metavar="GRAVITÉ", help="minor, major ou critical.")]
DueOn = Annotated[
    str | None,
    Parameter(name="--due-on", metavar="JOUR", help="L’échéance de sa correction ; '' pour n’en avoir plus."),
]
Responsible = Annotated[
    str | None,
    Parameter(
        name="--responsible",
        metavar="PERSONNE",
        help="Qui s’en occupe : un utilisateur ou un interlocuteur ; '' pour personne.",
    ),
]
Reference = Annotated[
    str | None, Parameter(name="--reference", metavar="TEXTE", help="Le texte sur lequel elle repose, comme MS 51.")
]


def edit(
    address: Address,
    asked: Asked,
    /,
    *,
    text: Text = None,
    place: Place = None,
    severity: Grave = None,
    due_on: DueOn = None,
    responsible: Responsible = None,
    reference: Reference = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Say it better: what is not given stays."""
    grave, due = all_of(
        lambda: None if severity is None else chosen(Severity, severity, "--severity"),
        lambda: KEPT if due_on is None else day_of(due_on, "--due-on") if due_on else None,
    )
    with seated(address, chair) as seat:
        seeing = signers.person(seat, responsible, "--responsible") if responsible else None
        edited = seat.registre.findings.edit(
            seat.actor,
            finding(seat, asked).id,
            text=text,
            place=place,
            severity=grave,
            due_on=due,
            responsible=KEPT if responsible is None else seeing,
            reference=reference,
        )
        tell(seat, edited, as_json=as_json)


def attach(
    address: Address,
    asked: Asked,
    /,
    *,
    photo: Photos = [],  # noqa: B006  # cyclopts copies it
    document: Files = [],  # noqa: B006  # as above
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Give it pictures and documents."""
    with seated(address, chair, documents) as seat:
        found = finding(seat, asked)
        attached = seat.registre.findings.attach(
            seat.actor,
            found.id,
            photos=stored(seat, photo, documents, "--photo"),
            documents=stored(seat, document, documents, "--document"),
        )
        tell(seat, attached, as_json=as_json)
