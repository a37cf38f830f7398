"""The proof of a signature, made in a town: for whoever checks one and has no register."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from io import BytesIO

from tests.usecases.signing import SIGNS, asked, of_contact, sign
from tests.usecases.town import found_a_town

from registre_core.ports import Attestor, Sealer, Stamp
from registre_core.services.signatures import Origin
from registre_core.testing.pdfs import pdf

CLAIMED = datetime(2026, 3, 2, 10, 1, tzinfo=timezone(timedelta(hours=2)))


def a_proof(key: Attestor, anchored_by: Attestor | None = None) -> bytes:
    """Let the contact of a town sign on the clerk's session; attested by this key, and anchored by that one if any."""
    town = found_a_town().with_ports(attestor=key)
    (one,) = asked(town, of_contact(town))
    clerk, origin = town.holder(*SIGNS, name="Paul Guichet"), Origin("198.51.100.7", device="iPad", claimed_at=CLAIMED)
    sign(town, clerk, one.id, reservations="Sous réserve du bloc 3", origin=origin)
    anchor = BytesIO()
    if anchored_by is not None:
        town.with_ports(attestor=anchored_by).registre.register.anchor(town.operator, anchor)
    return town.registre.signatures.bundle(town.mayor, one.id, anchor=anchor.getvalue() or None)


def a_sealed_document(sealer: Sealer, proof: bytes) -> bytes:
    """Seal a document for somebody who did not draw, with this attached to it."""
    name = "signature-exploitant.json"
    return sealer.seal(pdf("Bon"), Stamp("exploitant", None, ("Signé",), None, proof, name, CLAIMED)).content
