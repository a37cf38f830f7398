"""The command that writes down what somebody saw."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from attrs import evolve
from cyclopts import Parameter

from registre_cli import signers
from registre_cli.findings.options import Documents, OnIntervention, OnVisit, Photos, stored
from registre_cli.findings.showing import tell
from registre_cli.interventions.naming import intervention as intervention_named
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_core.findings import Severity
from registre_core.kernel.identifiers import FiledDocumentId, PermitId, VisitId
from registre_core.kernel.reports import ReportSource
from registre_core.kernel.written import day_of

Text = Annotated[str, Parameter(name="--text", metavar="TEXTE", help="Ce qui ne va pas.")]
Site = Annotated[
    str | None, Parameter(name="--site", metavar="SITE", help="D’une anomalie : le site où elle a été vue.")
]
Filed = Annotated[
    UUID | None,
    Parameter(name="--document", metavar="DOCUMENT", help="Le document du bâtiment qui le dit, par son identifiant."),
]
Permit = Annotated[
    UUID | None,
    Parameter(name="--permit", metavar="PERMIS", help="Le permis de feu lors d’une ronde duquel elle a été vue."),
]
Place = Annotated[str, Parameter(name="--place", metavar="LIEU", help="Où, dans le bâtiment.")]
Number = Annotated[str, Parameter(name="--number", metavar="N°", help="Son numéro dans le rapport.")]
Reference = Annotated[
    str, Parameter(name="--reference", metavar="TEXTE", help="Le texte sur lequel elle repose, comme MS 51.")
]
Grave = Annotated[
    str,
    Parameter(name="--severity", metavar="GRAVITÉ", show_default=False, help="minor, major (par défaut) ou critical."),
]
DueOn = Annotated[str | None, Parameter(name="--due-on", metavar="JOUR", help="L’échéance de sa correction.")]
Responsible = Annotated[
    str | None,
    Parameter(name="--responsible", metavar="PERSONNE", help="Qui s’en occupe : un utilisateur ou un interlocuteur."),
]
Behalf = Annotated[
    str | None,
    Parameter(name="--on-behalf-of", metavar="QUI", help="Pour qui, si ce n’est pas pour soi : « M. Petit »."),
]


def record(
    address: Address,
    /,
    *,
    text: Text,
    site: Site = None,
    intervention: OnIntervention = None,
    visit: OnVisit = None,
    document: Filed = None,
    permit: Permit = None,
    place: Place = "",
    number: Number = "",
    reference: Reference = "",
    severity: Grave = Severity.MAJOR.value,
    due_on: DueOn = None,
    responsible: Responsible = None,
    photo: Photos = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    on_behalf_of: Behalf = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write down what somebody saw."""
    grave, due = all_of(
        lambda: chosen(Severity, severity, "--severity"),
        lambda: None if due_on is None else day_of(due_on, "--due-on"),
    )
    with seated(address, chair, documents) as seat:
        recorded = seat.registre.findings.record(
            evolve(seat.actor, on_behalf_of=on_behalf_of),
            _source(seat, intervention, visit, document),
            site=seat.site(site).id if site else None,
            permit=PermitId(permit) if permit else None,
            text=text,
            place=place,
            number=number,
            reference=reference,
            severity=grave,
            due_on=due,
            responsible=signers.person(seat, responsible, "--responsible") if responsible else None,
            photos=stored(seat, photo, documents, "--photo"),
        )
        tell(seat, recorded, as_json=as_json)


def _source(seat: Seat, intervention: str | None, visit: UUID | None, document: UUID | None) -> ReportSource | None:
    if intervention is not None:
        return ReportSource.intervention(intervention_named(seat, intervention).id)
    if visit is not None:
        return ReportSource.visit(VisitId(visit))
    return None if document is None else ReportSource.building(FiledDocumentId(document))
