# ruff: noqa: ANN401  # the fields given are checked by the value that takes them
"""Builders of what is printed and sealed, as in `builders`: every field is a keyword with a good default."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import SignatoryRole
from registre_core.permits import Colour, HotWorkPermit, Isolation, Measure, MeasureStage
from registre_core.ports.renderer import InterventionSlip, PermitSheet, Sheet, WatchTold
from registre_core.ports.sealer import Stamp
from registre_core.signatures import SignatureRequest, Spot, Stage, Subject
from registre_core.testing.builders import a_contractor, a_document, a_site, an_intervention
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.signing import a_digest, a_permit, a_round, a_signature_request, a_signer, signed

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" width="400" height="160">'
    b'<path d="M40 60 C 80 10, 120 140, 160 60 S 240 20, 280 90 S 340 60, 370 70" fill="none" stroke="#111827" '
    b'stroke-width="2.5" stroke-linecap="round"/></svg>'
)
"""A signature, as a page draws it."""


def a_sheet(thing: Intervention | HotWorkPermit | None = None, **given: Any) -> Sheet:
    """Lay out what the operator has signed, and the contractor is to sign; of that thing if one is given."""
    asked = a_signature_request(thing)
    other = a_signature_request(
        thing, role=SignatoryRole.CONTRACTOR, signer=a_signer(name="Marc Delaunay", capacity="Technicien")
    )
    defaults = {
        "site": a_site(**({"id": thing.site_id} if thing else {})),
        "workspace": "Ville de Saint-Étienne",
        "names": {},
        "signatures": (signed(asked), other),
        "digest": a_digest(),
        "printed_at": A_MONDAY_MORNING,
        "printed_on": A_MONDAY_MORNING.date(),
    }
    return Sheet(**{**defaults, **given})


def a_slip(sheet: Sheet | None = None, **given: Any) -> InterventionSlip:
    """Print an inspection with one report and one photo."""
    contractor = a_contractor()
    defaults = {
        "contractors": (contractor.id,),
        "done_on": A_MONDAY_MORNING.date(),
        "asked_at": A_MONDAY_MORNING,
        "reports": (a_document(),),
        "photos": (a_document(b"\xff\xd8\xff photo", name="IMG_0042.jpg", media_type="image/jpeg"),),
    }
    intervention = an_intervention(**{**defaults, **given})
    return InterventionSlip(intervention, sheet or a_sheet(intervention, names={contractor.id: contractor.name}))


def a_permit_sheet(sheet: Sheet | None = None, **given: Any) -> PermitSheet:
    """Print a permit whose work has ended, with its checklist, a detector and a round."""
    evening = A_MONDAY_MORNING + timedelta(hours=10)
    measures = tuple(Measure(f"own-{stage.value}", stage, f"Mesure « {stage.value} »") for stage in MeasureStage)
    defaults = {
        "measures": measures,
        "detectors": (Isolation("Zone 12, sous-sol chaufferie", isolated_at=A_MONDAY_MORNING),),
        "work_ended_at": evening,
        "rounds": (a_round(30),),
    }
    permit = a_permit(**{**defaults, **given})
    check = WatchTold(Colour.GREY, "à réaliser")
    return PermitSheet(permit, sheet or a_sheet(permit), "travaux terminés", ("Soudage à l’arc",), check)


def a_sheet_signed_by(count: int, subject: Subject | None = None, **given: Any) -> Sheet:
    """Lay out so many boxes, the first half of them to open a permit and the others to close it."""
    about = subject or Subject("permit", SignatureId(a_permit().id), Stage.OPENING)  # type: ignore[arg-type]  # plain values
    stages = [Stage.OPENING] * ((count + 1) // 2) + [Stage.CLOSING] * (count // 2)
    requests = tuple(
        a_signature_request(subject=Subject(about.kind, about.id, stage), signer=a_signer(name=f"Signataire {number}"))
        for number, stage in enumerate(stages, start=1)
    )
    return a_sheet(**{"signatures": requests, **given})


def a_stamp(request: SignatureRequest | None = None, **given: Any) -> Stamp:
    """Draw a signature in a box on the first page, that of this request if one is given."""
    asked = request or signed(a_signature_request())
    defaults = {
        "name": str(asked.id),
        "picture": SVG,
        "caption": (asked.signer.name, "pour l’exploitant", "signé le 02/03/2026 à 09:02:00 (UTC+01:00)"),
        "spot": Spot(1, (60.0, 500.0, 298.0, 585.0)),
        "attachment": b'{"format":"registre-signature/1"}',
        "attachment_name": "signature-exploitant.json",
        "signed_at": asked.settled_at or A_MONDAY_MORNING,
    }
    return Stamp(**{**defaults, **given})
