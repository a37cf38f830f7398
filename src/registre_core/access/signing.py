"""Rows of the action table: signatures, which ask for the right of the thing that is signed."""

from __future__ import annotations

from attrs import evolve

from registre_core.access.actions import Action

_WHAT_SIGNING_DOES = (
    "intervention-closed",
    "intervention-planned",
    "permit-opened",
    "permit-closed",
)
"""What the last signature does; the next intervention is planned where one recurs."""
_WHAT_IT_TELLS = ("signatures-complete", "intervention-planned")
"""Who is told of it: whoever asked, and the contacts of the next intervention."""


def _signing(
    name: str,
    french: str,
    verb: str,
    *,
    operator: bool = False,
    records: tuple[str, ...] = (),
    queues: tuple[str, ...] = (),
) -> Action:
    """Give the row of a use case about signatures: the right is that of the thing which is signed."""
    kinds = {"permit": f"permits.{verb}"}
    return Action(name, french, f"interventions.{verb}", operator, records, queues, rights_by_kind=kinds)


SIGNING = (
    _signing("signatures.show", "Présenter à la signature", "sign", records=("signature-shown",)),
    _signing(
        "signatures.sign",
        "Signer",
        "sign",
        records=("signature-given", *_WHAT_SIGNING_DOES, "signature-revoked"),
        queues=("signature-given", "signature-requested", *_WHAT_IT_TELLS),
    ),
    _signing(
        "signatures.refuse",
        "Refuser de signer",
        "sign",
        records=("signature-refused", "permit-refused", "signature-revoked"),
        queues=("signature-refused",),
    ),
    _signing(
        "signatures.delegate",
        "Déléguer une signature",
        "sign",
        records=("signature-delegated", "signature-requested"),
        queues=("signature-requested",),
    ),
    _signing(
        "signatures.replace",
        "Remplacer un signataire",
        "edit",
        records=("signature-revoked", "signature-requested"),
        queues=("signature-requested",),
    ),
    _signing(
        "signatures.revoke",
        "Reprendre une demande de signature",
        "edit",
        records=("signature-revoked", *_WHAT_SIGNING_DOES),
        queues=("signature-requested", *_WHAT_IT_TELLS),
    ),
    _signing("signatures.invite", "Inviter à signer sur un téléphone", "sign", records=("ticket-issued",)),
    _signing(
        "signatures.open_ticket",
        "Ouvrir un ticket de signature",
        "sign",
        operator=True,
        records=("signature-shown",),
    ),
    _signing(
        "signatures.sign_with_ticket",
        "Signer avec un ticket",
        "sign",
        operator=True,
        records=("signature-given", *_WHAT_SIGNING_DOES, "signature-revoked"),
        queues=("signature-given", "signature-requested", *_WHAT_IT_TELLS),
    ),
    _signing(
        "signatures.refuse_with_ticket",
        "Refuser de signer avec un ticket",
        "sign",
        operator=True,
        records=("signature-refused", "permit-refused", "signature-revoked"),
        queues=("signature-refused",),
    ),
    _signing("signatures.of", "Consulter les signatures", "consult"),
    _signing("signatures.page", "Lister les signatures", "consult"),
    _signing("signatures.bundle", "Établir la preuve d'une signature", "consult"),
    _signing(
        "signatures.seal", "Sceller un document signé", "sign", records=("document-sealed",), queues=("slip-sealed",)
    ),
    _signing("signatures.sealed", "Consulter les documents scellés", "consult"),
    evolve(_signing("signatures.open_sealed", "Ouvrir un document scellé", "consult"), repeatable=False),
    Action(
        "signatures.seal_pending",
        "Sceller ce qui attend son horodatage",
        operator=True,
        records=("document-sealed",),
        queues=("slip-sealed",),
    ),
)
"""Use cases of signatures, in the order people see them."""
