"""Things to be signed, and hands that sign them."""

from __future__ import annotations

from typing import Any

from tests.usecases.town import TODAY, Town

from registre_core import Actor
from registre_core.interventions import Intervention
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.register import Entry
from registre_core.services.signatures import Signatory
from registre_core.signatures import Drawing, SignatureRequest
from registre_core.signatures.tables import CONSENT
from registre_core.testing.signing import MILLISECONDS, a_drawing, a_stroke

OPERATOR, CONTRACTOR, CONTACT = SignatoryRole
SIGNS = ("interventions.sign", "interventions.edit")


def drawn(shift: int = 0) -> Drawing:
    """Draw a signature: another one for each number."""
    return a_drawing(
        strokes=(a_stroke(left=40.0 + shift), a_stroke(left=52.5, start=MILLISECONDS + 700, count=12 + shift))
    )


def of_user(actor: Actor, role: SignatoryRole = OPERATOR, capacity: str = "") -> Signatory:
    assert actor.id is not None
    return Signatory(role, PersonKey(PersonKind.USER, actor.id), capacity)


def of_contact(town: Town, role: SignatoryRole = CONTACT) -> Signatory:
    return Signatory(role, PersonKey(PersonKind.CONTACT, town.contact.id))


def asked(town: Town, *signatories: Signatory, rule: SignatoryRule | None = None) -> tuple[SignatureRequest, ...]:
    """Let the open intervention be signed by these."""
    return town.registre.interventions.ask_signatures(
        town.mayor, town.open.id, signatories=signatories, done_on=TODAY, rule=rule
    ).requests


def sign(town: Town, actor: Actor, signature: SignatureId, **more: Any) -> SignatureRequest:  # noqa: ANN401
    """Be shown what is to be signed, and sign it."""
    seen = town.registre.signatures.show(actor, signature)
    return sign_unseen(town, actor, signature, **{"digest": seen.digest, **more})


def sign_unseen(town: Town, actor: Actor, signature: SignatureId, **more: Any) -> SignatureRequest:  # noqa: ANN401
    given = {"drawing": drawn(), "consent": CONSENT.version, **more}
    return town.registre.signatures.sign(actor, signature, **given)


def intervention(town: Town) -> Intervention:
    return town.registre.interventions.show(town.mayor, town.open.id)


def request(town: Town, signature: SignatureId) -> SignatureRequest:
    with town.storage.inner.read(town.workspace) as tx:
        return tx.signatures.get(signature)


def kinds_since(town: Town, before: list[Entry]) -> list[str]:
    return [entry.heading.kind for entry in town.entries()[len(before) :]]
