"""Who takes part, and who signs: names as the sheet knows them, boxes as the requests ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from registre_core.kernel.signatories import SignatoryRole
from registre_core.ports.renderer import Sheet
from registre_core.signatures import SignatureRequest, SignatureState, Stage
from registre_rendering_typst.form import Boxes, Rows, Section, SignatureBox
from registre_rendering_typst.french import exact, moment

ROLES = {
    SignatoryRole.OPERATOR: "L’exploitant",
    SignatoryRole.CONTRACTOR: "Le prestataire",
    SignatoryRole.CONTACT: "L’interlocuteur",
}
"""On whose side somebody signs."""

STAGES = {
    Stage.COMPLETION: "Signatures de fin d’intervention",
    Stage.OPENING: "Signatures d’ouverture du permis",
    Stage.CLOSING: "Signatures de clôture du permis",
}
"""What stands above the boxes."""


def name_of(sheet: Sheet, person: UUID) -> str:
    """Give a name, or the identifier of whoever has none here."""
    return sheet.names.get(person) or f"n° {person}"


def names_of(sheet: Sheet, people: Iterable[UUID]) -> str:
    """Give names, each on its line; of nobody a dash."""
    return "\n".join(name_of(sheet, person) for person in people) or "—"


def signatures(sheet: Sheet) -> Iterator[Section]:
    """Lay out what was signed before, the boxes of each stage, and what signers wrote beside their signatures."""
    if sheet.earlier:
        yield Section("Déjà signé", (_in_words(sheet.earlier),))
    reserved = [one for one in (*sheet.earlier, *sheet.signatures) if one.reservations]
    if reserved:
        rows = tuple((_who(one), one.reservations) for one in reserved)
        yield Section("Réserves", (Rows(("Signataire", "Réserve"), (2, 5), rows),))
    for stage, title in STAGES.items():
        boxes = tuple(map(_box, (one for one in sheet.signatures if one.subject.stage is stage)))
        if boxes:
            yield Section(title, (Boxes(boxes),))


def _in_words(requests: Iterable[SignatureRequest]) -> Rows:
    rows = tuple((ROLES[one.role], _who(one), _became(one)) for one in requests)
    return Rows(("Au titre de", "Signataire", "Suite donnée"), (2, 4, 4), rows)


def _box(request: SignatureRequest) -> SignatureBox:
    return SignatureBox(request.id, ROLES[request.role], _who(request), _became(request))


def _who(request: SignatureRequest) -> str:
    signer = request.signer
    return f"{signer.name}, {signer.capacity}" if signer.capacity else signer.name


def _became(request: SignatureRequest) -> str:
    match request.state:
        case SignatureState.SIGNED if request.settled_at:
            remark = ", avec réserves" if request.reservations else ""
            return f"Signé le {exact(request.settled_at)}{remark}"
        case SignatureState.REFUSED:
            return f"Signature refusée : {request.reason}"
        case SignatureState.REVOKED:
            return f"Demande retirée : {request.reason}" if request.reason else "Demande retirée"
        case SignatureState.DELEGATED:
            return "Signature déléguée"
    return f"Signature demandée le {moment(request.asked_at)}"
