"""The commands that follow a finding until somebody clears it."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.findings.naming import finding
from registre_cli.findings.options import Asked, Documents, OnIntervention, Proofs, Reason, stored
from registre_cli.findings.showing import tell
from registre_cli.interventions.naming import intervention as intervention_named
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_core.kernel.identifiers import InterventionId
from registre_core.kernel.written import day_of

By = Annotated[str | None, Parameter(name="--by", metavar="JOUR", help="Le jour pour lequel c’est prévu.")]
Responsible = Annotated[
    str | None,
    Parameter(name="--responsible", metavar="PERSONNE", help="Qui s’en occupe : un utilisateur ou un interlocuteur."),
]


def plan(
    address: Address,
    asked: Asked,
    /,
    *,
    by: By = None,
    responsible: Responsible = None,
    intervention: OnIntervention = None,
    reason: Reason = "",
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Settle who corrects it, and by when."""
    due = None if by is None else day_of(by, "--by")
    with seated(address, chair) as seat:
        planned = seat.registre.findings.plan(
            seat.actor,
            finding(seat, asked).id,
            due_on=due,
            responsible=signers.person(seat, responsible, "--responsible") if responsible else None,
            intervention=named(seat, intervention),
            reason=reason,
        )
        tell(seat, planned, as_json=as_json)


def correct(
    address: Address,
    asked: Asked,
    /,
    *,
    reason: Reason = "",
    proof: Proofs = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    intervention: OnIntervention = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Say that it is corrected."""
    with seated(address, chair, documents) as seat:
        corrected = seat.registre.findings.declare_corrected(
            seat.actor,
            finding(seat, asked).id,
            reason=reason,
            proofs=stored(seat, proof, documents, "--proof"),
            intervention=named(seat, intervention),
        )
        tell(seat, corrected, as_json=as_json)


def reopen(
    address: Address, asked: Asked, /, *, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that it is to be corrected after all."""
    with seated(address, chair) as seat:
        found = finding(seat, asked)
        tell(seat, seat.registre.findings.reopen(seat.actor, found.id, reason=reason), as_json=as_json)


def contest(
    address: Address,
    asked: Asked,
    /,
    *,
    reason: Reason,
    proof: Proofs = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Say that it is no defect."""
    with seated(address, chair, documents) as seat:
        found, proofs = finding(seat, asked), stored(seat, proof, documents, "--proof")
        contested = seat.registre.findings.contest(seat.actor, found.id, reason=reason, proofs=proofs)
        tell(seat, contested, as_json=as_json)


def named(seat: Seat, intervention: str | None) -> InterventionId | None:
    """Give the intervention that somebody named, if he did."""
    return None if intervention is None else intervention_named(seat, intervention).id
