"""The commands with which a finding ends: it is cleared, confirmed, upheld, set aside."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli import signers
from registre_cli.findings.correcting import named
from registre_cli.findings.naming import finding
from registre_cli.findings.options import (
    Asked,
    Authority,
    Documents,
    OnIntervention,
    OnVisit,
    Proofs,
    Reason,
    stored,
)
from registre_cli.findings.showing import tell
from registre_cli.findings.words import Findings
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_core.kernel.identifiers import VisitId
from registre_core.services.findings import Cleared

Checked = Annotated[
    str | None,
    Parameter(name="--checked-by", metavar="PERSONNE", help="Qui a regardé sur place : utilisateur ou interlocuteur."),
]


def clear(
    address: Address,
    asked: Asked,
    /,
    *,
    reason: Reason = "",
    proof: Proofs = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    checked_by: Checked = None,
    authority: Authority = "",
    visit: OnVisit = None,
    intervention: OnIntervention = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Clear it."""
    with seated(address, chair, documents) as seat:
        cleared = seat.registre.findings.clear(
            seat.actor,
            finding(seat, asked).id,
            reason=reason,
            proofs=stored(seat, proof, documents, "--proof"),
            checked_by=signers.person(seat, checked_by, "--checked-by") if checked_by else None,
            authority=authority,
            visit=VisitId(visit) if visit else None,
            intervention=named(seat, intervention),
        )
        _tell(seat, cleared, as_json=as_json)


def confirm(
    address: Address,
    asked: Asked,
    /,
    *,
    intervention: OnIntervention = None,
    visit: OnVisit = None,
    reason: Reason = "",
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Say which later inspection found it corrected."""
    with seated(address, chair) as seat:
        confirmed = seat.registre.findings.confirm(
            seat.actor,
            finding(seat, asked).id,
            intervention=named(seat, intervention),
            visit=VisitId(visit) if visit else None,
            reason=reason,
        )
        tell(seat, confirmed, as_json=as_json)


def uphold(
    address: Address, asked: Asked, /, *, reason: Reason, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Say that it stands although it was contested."""
    with seated(address, chair) as seat:
        found = finding(seat, asked)
        tell(seat, seat.registre.findings.uphold(seat.actor, found.id, reason=reason), as_json=as_json)


def set_aside(
    address: Address,
    asked: Asked,
    /,
    *,
    reason: Reason,
    proof: Proofs = [],  # noqa: B006  # cyclopts copies it
    documents: Documents = None,
    authority: Authority = "",
    visit: OnVisit = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Say that it does not apply."""
    with seated(address, chair, documents) as seat:
        aside = seat.registre.findings.set_aside(
            seat.actor,
            finding(seat, asked).id,
            reason=reason,
            proofs=stored(seat, proof, documents, "--proof"),
            authority=authority,
            visit=VisitId(visit) if visit else None,
        )
        tell(seat, aside, as_json=as_json)


def _tell(seat: Seat, cleared: Cleared, *, as_json: bool) -> None:
    """Show it, with the requests that somebody may still answer."""
    waiting = [str(one.id) for one in cleared.open_requests]
    if as_json:
        described = Findings.of(seat, [cleared.finding]).described(cleared.finding)
        write_json({**seat.as_json(), "finding": described, "open_requests": waiting})
        return
    tell(seat, cleared.finding, as_json=False)
    if waiting:
        still = plural(len(waiting), "demande attend encore une réponse", "demandes attendent encore une réponse")
        say(Words(f"{still} : {', '.join(waiting)}", style="yellow"))
