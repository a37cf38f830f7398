"""Things to be signed, and hands that sign them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from tests.usecases.town import TODAY, Town

from registre_core import Actor, RuleViolation
from registre_core.interventions import Intervention
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule
from registre_core.ports.storage import SignatureFilter
from registre_core.register import Entry
from registre_core.services.signatures import Signatory
from registre_core.signatures import Drawing, Seal, SealState, SignatureRequest, SignatureState
from registre_core.signatures.tables import CONSENT
from registre_core.testing.signing import MILLISECONDS, a_drawing, a_seal, a_stroke, a_ticket
from registre_core.workspace import Site

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
    return sign_unseen(town, actor, signature, seen.digest, **more)


def sign_unseen(
    town: Town,
    actor: Actor,
    signature: SignatureId,
    digest: Digest,
    **more: Any,  # noqa: ANN401
) -> SignatureRequest:
    """Sign what was shown earlier, if it was."""
    given = {"drawing": drawn(), "consent": CONSENT.version, **more}
    return town.registre.signatures.sign(actor, signature, digest=digest, **given)


def refusal_of(town: Town, *args: Any, **more: Any) -> list[str]:  # noqa: ANN401
    """Try to sign, see that nothing changed, and give the reasons."""
    before = town.kept()
    with pytest.raises(RuleViolation) as refusal:
        sign_unseen(town, *args, **more)
    assert before == town.kept(), "what is refused changes nothing"
    return [reason.code for reason in refusal.value.reasons]


def intervention(town: Town) -> Intervention:
    return town.registre.interventions.show(town.mayor, town.open.id)


def request(town: Town, signature: SignatureId) -> SignatureRequest:
    with town.storage.inner.read(town.workspace) as tx:
        return tx.signatures.get(signature)


def kinds_since(town: Town, before: list[Entry]) -> list[str]:
    return [entry.heading.kind for entry in town.entries()[len(before) :]]


SECRET = "A" * 43
"""Of the ticket that is there beforehand."""


def with_signatures(town: Town) -> Town:
    """Let something be signed, and something wait to be, at the school and at the pool."""
    done, mayor = put(town, town.school), town.mayor
    rule = SignatoryRule((CONTRACTOR,))
    requests = town.registre.interventions.ask_signatures(
        mayor, done.id, signatories=[Signatory(CONTRACTOR, "Marc Soudeur")], rule=rule
    ).requests
    sign(town, mayor, requests[0].id)
    clerk = Signatory(CONTRACTOR, PersonKey(PersonKind.USER, town.clerk.id))
    waiting = (
        (town.school, [*SOLDERERS, of_contact(town)], ONE_THEN_THE_CONTACT),
        (town.pool, [SOLDERERS[0], clerk], SignatoryRule((CONTRACTOR,), needed=1)),
    )
    for site, people, agreed in waiting:
        asked_of = town.registre.interventions.ask_signatures(
            mayor, put(town, site).id, signatories=people, rule=agreed
        )
        town.registre.signatures.show(mayor, asked_of.requests[0].id)
    _issue(town, waiting_at(town, town.school))
    _keep(town, a_seal(_also_signed(town, town.school, 2), document=town.report))
    _keep(town, a_seal(_also_signed(town, town.pool, 3), state=SealState.PENDING))
    return town


def _also_signed(town: Town, site: Site, hand: int) -> SignatureRequest:
    """Let something else be signed there, to be sealed: another hand draws it."""
    done, rule = put(town, site), SignatoryRule((CONTRACTOR,))
    (one,) = town.registre.interventions.ask_signatures(
        town.mayor, done.id, signatories=[Signatory(CONTRACTOR, "Marc Soudeur")], rule=rule
    ).requests
    return sign(town, town.mayor, one.id, drawing=drawn(hand))


def _keep(town: Town, seal: Seal) -> None:
    with town.storage.inner.begin(town.workspace) as tx:
        tx.seals.add(seal)
        tx.commit()


def seal_at(town: Town, site: Site) -> Seal:
    """Give the seal of what was signed there: at the school it has a document, at the pool it waits."""
    with town.storage.inner.read(town.workspace) as tx:
        signed = tx.signatures.page(SignatureFilter(frozenset({site.id})), limit=100).items
        (seal,) = tx.seals.of_subjects({one.subject for one in signed})
        return seal


SOLDERERS = (Signatory(CONTRACTOR, "Marc Soudeur"), Signatory(CONTRACTOR, "Luc Plombier"))
ONE_THEN_THE_CONTACT = SignatoryRule((CONTRACTOR, CONTACT), needed=1, in_order=True)


def put(town: Town, site: Site) -> Intervention:
    return town.registre.interventions.plan(town.mayor, site=site.id, type_code="maintenance", planned_on=TODAY)


def waiting_at(town: Town, site: Site) -> SignatureRequest:
    """Give the request whose turn it is, which was shown already."""
    return _at(town, site, SignatureState.SHOWN)


def given_at_school(town: Town) -> SignatureRequest:
    return _at(town, town.school, SignatureState.SIGNED)


def _at(town: Town, site: Site, state: SignatureState) -> SignatureRequest:
    with town.storage.inner.read(town.workspace) as tx:
        page = tx.signatures.page(SignatureFilter(frozenset({site.id})))
        return next(one for one in page.items if one.state is state)


def somebody_with_an_address(town: Town) -> PersonKey:
    with town.storage.inner.read(town.workspace) as tx:
        (accountant,) = tx.users.page(named="Odile").items
    return PersonKey(PersonKind.USER, accountant.id)


def _issue(town: Town, one: SignatureRequest) -> None:
    """Put a ticket into storage whose secret everybody knows here, issued by the mayor, and opened since."""
    secret = Digest(sha256(SECRET.encode()).hexdigest())
    with town.storage.inner.begin(town.workspace) as tx:
        tx.tickets.add(a_ticket(one, secret_digest=secret, issued_by=town.mayor.id, opened_at=one.shown_at))
        tx.commit()
