"""Interventions and the signatures under them: each use case once, and once on a site that is not one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from attrs import evolve
from tests.usecases.calling import Scenario, do_nothing_with
from tests.usecases.signing import (
    SECRET,
    drawn,
    given_at_school,
    seal_at,
    sign_unseen,
    somebody_with_an_address,
    waiting_at,
)
from tests.usecases.town import TODAY, Town

from registre_core import Actor
from registre_core.interventions import Intervention, Period, Recurrence, Status
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole, SignatoryRule, Signer
from registre_core.services.signatures.signatories import Signatory
from registre_core.signatures import Stage, SubjectKind
from registre_core.signatures.tables import CONSENT
from registre_core.testing.signing import a_signature_request


def the_contact(town: Town) -> Signatory:
    """Let the contact of the town sign."""
    return Signatory(SignatoryRole.CONTACT, PersonKey(PersonKind.CONTACT, town.contact.id))


def put(town: Town, changed: Intervention) -> Intervention:
    """Put it into storage, and nothing into the register."""
    with town.storage.inner.begin(town.workspace) as tx:
        saved = tx.interventions.save(changed)
        tx.commit()
    return saved


def recurring(town: Town) -> Intervention:
    """Let the open intervention have a contact, and recur."""
    return evolve(town.open, contacts=(town.contact.id,), recurrence=Recurrence(1, Period.YEAR))


def somebody_who_closes_what_recurs(town: Town) -> Actor:
    """Let the open intervention recur."""
    put(town, recurring(town))
    return town.holder("interventions.close")


def where_signatures_are_asked_for(right: str) -> Callable[[Town], Actor]:
    """Let the contact be asked to sign the open intervention, which recurs; and give somebody with this right."""

    def asked_for(town: Town) -> Actor:
        rule = SignatoryRule((SignatoryRole.CONTACT,))
        asked = put(town, evolve(recurring(town), rule=rule, done_on=TODAY, asked_at=town.clock.now(), edition=1))
        signer = Signer(PersonKind.CONTACT, town.contact.id, town.contact.name)
        with town.storage.inner.begin(town.workspace) as tx:
            tx.signatures.add(a_signature_request(asked, role=SignatoryRole.CONTACT, signer=signer))
            tx.commit()
        return town.holder(right)

    return asked_for


def at_the_pool(town: Town) -> UUID:
    """Name the signature that waits there."""
    return waiting_at(town, town.pool).id


def what_waits(town: Town) -> tuple[SignatureId, Digest]:
    """Name the signature that waits at the school, and what is signed."""
    one = waiting_at(town, town.school)
    return one.id, one.digest


IN_A_WEEK = TODAY + timedelta(days=7)

SIGNED: Mapping[str, Scenario] = {
    "interventions.plan": Scenario(
        lambda town, actor: town.registre.interventions.plan(
            actor,
            site=town.school.id,
            type_code="inspection",
            planned_on=TODAY,
            contractors=[town.firm.id],
            contacts=[town.contact.id],
        ),
        on=lambda town, actor, site: town.registre.interventions.plan(
            actor, site=site, type_code="inspection", planned_on=TODAY
        ),
        thing=lambda town: town.pool.id,
    ),
    "interventions.edit": Scenario(
        lambda town, actor: town.registre.interventions.edit(actor, town.open.id, contacts=[town.contact.id]),
        on=lambda town, actor, at: town.registre.interventions.edit(actor, at, contacts=[]),
        thing=lambda town: town.at_pool.id,
    ),
    "interventions.postpone": Scenario(
        lambda town, actor: town.registre.interventions.postpone(actor, town.open.id, to=IN_A_WEEK, reason="crue"),
        on=lambda town, actor, at: town.registre.interventions.postpone(actor, at, to=IN_A_WEEK, reason="crue"),
        thing=lambda town: town.at_pool.id,
        who=where_signatures_are_asked_for("interventions.edit"),
    ),
    "interventions.cancel": Scenario(
        lambda town, actor: town.registre.interventions.cancel(actor, town.open.id, reason="contrat résilié"),
        on=lambda town, actor, at: town.registre.interventions.cancel(actor, at, reason="contrat résilié"),
        thing=lambda town: town.at_pool.id,
        who=where_signatures_are_asked_for("interventions.edit"),
    ),
    "interventions.attach_report": Scenario(
        lambda town, actor: town.registre.interventions.attach_report(actor, town.open.id, town.report),
        on=lambda town, actor, at: town.registre.interventions.attach_report(actor, at, town.report),
        thing=lambda town: town.at_pool.id,
    ),
    "interventions.attach_photo": Scenario(
        lambda town, actor: town.registre.interventions.attach_photo(actor, town.open.id, town.photo),
        on=lambda town, actor, at: town.registre.interventions.attach_photo(actor, at, town.photo),
        thing=lambda town: town.at_pool.id,
    ),
    "interventions.ask_signatures": Scenario(
        lambda town, actor: town.registre.interventions.ask_signatures(
            actor, town.open.id, signatories=[the_contact(town)]
        ),
        on=lambda town, actor, at: town.registre.interventions.ask_signatures(
            actor, at, signatories=[the_contact(town)]
        ),
        thing=lambda town: town.at_pool.id,
        who=where_signatures_are_asked_for("interventions.close"),
    ),
    "interventions.close": Scenario(
        lambda town, actor: town.registre.interventions.close(actor, town.open.id),
        on=lambda town, actor, at: town.registre.interventions.close(actor, at),
        thing=lambda town: town.at_pool.id,
        who=somebody_who_closes_what_recurs,
    ),
    "interventions.show": Scenario(
        lambda town, actor: town.registre.interventions.show(actor, town.at_school.id),
        on=lambda town, actor, at: town.registre.interventions.show(actor, at),
        thing=lambda town: town.at_pool.id,
    ),
    "interventions.open_report": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.interventions.open_report(actor, town.at_school.id, town.report.digest)
        ),
        on=lambda town, actor, at: do_nothing_with(
            town.registre.interventions.open_report(actor, at, town.report.digest)
        ),
        thing=lambda town: town.at_pool.id,
    ),
    "interventions.open_photo": Scenario(
        lambda town, actor: do_nothing_with(
            town.registre.interventions.open_photo(actor, town.at_school.id, town.photo.digest)
        ),
        on=lambda town, actor, at: do_nothing_with(
            town.registre.interventions.open_photo(actor, at, town.photo.digest)
        ),
        thing=lambda town: town.at_pool.id,
    ),
    "interventions.page": Scenario(
        lambda town, actor: town.registre.interventions.page(actor, type_code="inspection", status=Status.CLOSED)
    ),
    "signatures.show": Scenario(
        lambda town, actor: town.registre.signatures.show(actor, waiting_at(town, town.school).id),
        on=lambda town, actor, one: town.registre.signatures.show(actor, one),
        thing=at_the_pool,
    ),
    "signatures.sign": Scenario(
        lambda town, actor: sign_unseen(town, actor, *what_waits(town), drawing=drawn(1)),
        on=lambda town, actor, one: sign_unseen(town, actor, one, what_waits(town)[1], drawing=drawn(1)),
        thing=at_the_pool,
    ),
    "signatures.refuse": Scenario(
        lambda town, actor: town.registre.signatures.refuse(actor, waiting_at(town, town.school).id, reason="absent"),
        on=lambda town, actor, one: town.registre.signatures.refuse(actor, one, reason="absent"),
        thing=at_the_pool,
    ),
    "signatures.delegate": Scenario(
        lambda town, actor: town.registre.signatures.delegate(
            actor, waiting_at(town, town.school).id, to=somebody_with_an_address(town)
        ),
        on=lambda town, actor, one: town.registre.signatures.delegate(actor, one, to="Luc Adjoint"),
        thing=at_the_pool,
    ),
    "signatures.replace": Scenario(
        lambda town, actor: town.registre.signatures.replace(
            actor, waiting_at(town, town.school).id, by=somebody_with_an_address(town), reason="absent"
        ),
        on=lambda town, actor, one: town.registre.signatures.replace(actor, one, by="Luc Adjoint", reason="absent"),
        thing=at_the_pool,
    ),
    "signatures.revoke": Scenario(
        lambda town, actor: town.registre.signatures.revoke(actor, waiting_at(town, town.school).id, reason="erreur"),
        on=lambda town, actor, one: town.registre.signatures.revoke(actor, one, reason="erreur"),
        thing=at_the_pool,
    ),
    "signatures.invite": Scenario(
        lambda town, actor: town.registre.signatures.invite(actor, waiting_at(town, town.school).id),
        on=lambda town, actor, one: town.registre.signatures.invite(actor, one),
        thing=at_the_pool,
    ),
    "signatures.open_ticket": Scenario(lambda town, actor: town.registre.signatures.open_ticket(actor, SECRET)),
    "signatures.sign_with_ticket": Scenario(
        lambda town, actor: town.registre.signatures.sign_with_ticket(
            actor, SECRET, digest=what_waits(town)[1], drawing=drawn(1), consent=CONSENT.version
        )
    ),
    "signatures.refuse_with_ticket": Scenario(
        lambda town, actor: town.registre.signatures.refuse_with_ticket(actor, SECRET, reason="absent")
    ),
    "signatures.of": Scenario(
        lambda town, actor: town.registre.signatures.of(actor, SubjectKind.INTERVENTION, town.at_school.id),
        on=lambda town, actor, at: town.registre.signatures.of(actor, SubjectKind.INTERVENTION, at),
        thing=lambda town: town.at_pool.id,
    ),
    "signatures.page": Scenario(lambda town, actor: town.registre.signatures.page(actor, waiting=True)),
    "signatures.bundle": Scenario(
        lambda town, actor: town.registre.signatures.bundle(actor, given_at_school(town).id),
        on=lambda town, actor, one: town.registre.signatures.bundle(actor, one),
        thing=at_the_pool,
    ),
    "signatures.seal": Scenario(
        lambda town, actor: town.registre.signatures.seal(
            actor, SubjectKind.INTERVENTION, given_at_school(town).subject.id, Stage.COMPLETION
        ),
        on=lambda town, actor, at: town.registre.signatures.seal(actor, SubjectKind.INTERVENTION, at, Stage.COMPLETION),
        thing=lambda town: town.at_pool.id,
    ),
    "signatures.seal_pending": Scenario(lambda town, actor: town.registre.signatures.seal_pending(actor)),
    "signatures.sealed": Scenario(
        lambda town, actor: town.registre.signatures.sealed(
            actor, SubjectKind.INTERVENTION, given_at_school(town).subject.id
        ),
        on=lambda town, actor, at: town.registre.signatures.sealed(actor, SubjectKind.INTERVENTION, at),
        thing=lambda town: town.at_pool.id,
    ),
    "signatures.open_sealed": Scenario(
        lambda town, actor: do_nothing_with(town.registre.signatures.open_sealed(actor, seal_at(town, town.school).id)),
        on=lambda town, actor, one: do_nothing_with(town.registre.signatures.open_sealed(actor, one)),
        thing=lambda town: seal_at(town, town.pool).id,
    ),
}
"""By the name of its row in the table of actions."""
