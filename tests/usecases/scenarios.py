"""Each public use case once, as it is meant to go, and once on a site that is not one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from io import BytesIO

from tests.usecases.calling import Scenario
from tests.usecases.debts import noon, pay, recorded_offline, suspend
from tests.usecases.scenarios_building import VISITING, WRITING
from tests.usecases.scenarios_deliveries import DELIVERED
from tests.usecases.scenarios_documents import SWEEPS
from tests.usecases.scenarios_findings import FOUND
from tests.usecases.scenarios_moving import BOOKS, MOVING
from tests.usecases.scenarios_notices import NOTICES
from tests.usecases.scenarios_permits import PERMITS
from tests.usecases.scenarios_previews import PREVIEWS
from tests.usecases.scenarios_requests import REQUESTS
from tests.usecases.scenarios_signed import SIGNED
from tests.usecases.scenarios_subscriptions import SUBSCRIBED
from tests.usecases.scenarios_summary import SUMMED_UP
from tests.usecases.signing import waiting_at
from tests.usecases.town import DISPUTE, ISSUED_ON, TODAY, TRANSFER, Town, a_report

from registre_core import Actor
from registre_core.access import ACTIONS, Action
from registre_core.billing import HoldKind, Settlement
from registre_core.rights import NewUser, Plan
from registre_core.workspace import Category, ErpType


def plan_an_edit(town: Town, actor: Actor) -> Plan:
    return town.registre.rights.plan_edit(actor, town.profile.id, rights=["sites.consult", "findings.consult"])


def plan_an_attachment(town: Town, actor: Actor) -> Plan:
    return town.registre.rights.plan_attach(actor, [town.clerk.id], town.profile.id)


def plan_a_detachment(town: Town, actor: Actor) -> Plan:
    return town.registre.rights.plan_detach(actor, [town.clerk.id])


def plan_a_deletion(town: Town, actor: Actor) -> Plan:
    return town.registre.rights.plan_delete(actor, town.profile.id, successor=town.visitors.id)


def plan_homogeneity(town: Town, actor: Actor) -> Plan:
    return town.registre.rights.plan_homogenise(actor, town.visitors.id)


def a_telephone_late(town: Town) -> Actor:
    """Let access be cut, and give somebody who recorded something on his telephone since."""
    suspend(town)
    return recorded_offline(town, town.holder("interventions.close"), noon(-1))


def an_operator_with_work(town: Town) -> Actor:
    """Let a record wait that cannot be admitted: the intervention was closed meanwhile."""
    invoice = suspend(town)
    late = recorded_offline(town, town.holder("interventions.close"), noon(-1))
    town.registre.access.send(late, "interventions.close", {"intervention": str(town.at_school.id)})
    pay(town, invoice)
    return town.operator


SCENARIOS: Mapping[str, Scenario] = {
    "workspace.found": Scenario(
        lambda town, actor: town.registre.workspace.found(actor, name="Rezé", administrator="Léa Maire")
    ),
    "workspace.show": Scenario(lambda town, actor: town.registre.workspace.show(actor)),
    "workspace.add_site": Scenario(
        lambda town, actor: town.registre.workspace.add_site(
            actor, name="Musée", erp_type=ErpType.Y, category=Category.FOURTH, address="1 place du Musée"
        )
    ),
    "workspace.close_site": Scenario(
        lambda town, actor: town.registre.workspace.close_site(actor, town.school.id),
        on=lambda town, actor, site: town.registre.workspace.close_site(actor, site),
        thing=lambda town: town.pool.id,
    ),
    "workspace.reopen_site": Scenario(
        lambda town, actor: town.registre.workspace.reopen_site(actor, town.theatre.id),
        on=lambda town, actor, site: town.registre.workspace.reopen_site(actor, site),
        thing=lambda town: town.theatre.id,
    ),
    "workspace.site": Scenario(
        lambda town, actor: town.registre.workspace.site(actor, town.school.id),
        on=lambda town, actor, site: town.registre.workspace.site(actor, site),
        thing=lambda town: town.pool.id,
    ),
    "workspace.sites": Scenario(lambda town, actor: town.registre.workspace.sites(actor)),
    "workspace.add_contractor": Scenario(
        lambda town, actor: town.registre.workspace.add_contractor(actor, name="Feu & Fils")
    ),
    "workspace.contractor": Scenario(lambda town, actor: town.registre.workspace.contractor(actor, town.firm.id)),
    "workspace.contractors": Scenario(lambda town, actor: town.registre.workspace.contractors(actor)),
    "workspace.add_contact": Scenario(
        lambda town, actor: town.registre.workspace.add_contact(actor, name="Gardien", phone="02")
    ),
    "workspace.contact": Scenario(lambda town, actor: town.registre.workspace.contact(actor, town.contact.id)),
    "workspace.erase_named": Scenario(
        lambda town, actor: town.registre.workspace.erase_named(actor, waiting_at(town, town.school).signer.id)
    ),
    "workspace.erase_contact": Scenario(
        lambda town, actor: town.registre.workspace.erase_contact(actor, town.contact.id)
    ),
    "workspace.contacts": Scenario(lambda town, actor: town.registre.workspace.contacts(actor)),
    "rights.create_user": Scenario(lambda town, actor: town.registre.rights.create_user(actor, name="Luc Neuf")),
    "rights.create_users": Scenario(
        lambda town, actor: town.registre.rights.create_users(actor, town.trainees.id, [NewUser("Luc Neuf")])
    ),
    "rights.import_users": Scenario(
        lambda town, actor: town.registre.rights.import_users(
            actor, town.trainees.id, BytesIO(b"nom\nLuc Neuf"), sites=None
        )
    ),
    "rights.users": Scenario(lambda town, actor: town.registre.rights.users(actor)),
    "rights.user": Scenario(lambda town, actor: town.registre.rights.user(actor, town.clerk.id)),
    "rights.rename_user": Scenario(
        lambda town, actor: town.registre.rights.rename_user(actor, town.visitor.id, name="Zoé Passante", email=None)
    ),
    "rights.set_exceptions": Scenario(
        lambda town, actor: town.registre.rights.set_exceptions(actor, town.clerk.id, denials=["sites.consult"])
    ),
    "rights.set_sites": Scenario(
        lambda town, actor: town.registre.rights.set_sites(actor, town.clerk.id, [town.school.id])
    ),
    "rights.set_active": Scenario(
        lambda town, actor: town.registre.rights.set_active(actor, town.clerk.id, active=False)
    ),
    "rights.set_locked": Scenario(
        lambda town, actor: town.registre.rights.set_locked(actor, town.clerk.id, locked=True)
    ),
    "rights.set_expiry": Scenario(lambda town, actor: town.registre.rights.set_expiry(actor, town.clerk.id, TODAY)),
    "rights.erase_user": Scenario(lambda town, actor: town.registre.rights.erase_user(actor, town.clerk.id)),
    "rights.profiles": Scenario(lambda town, actor: town.registre.rights.profiles(actor)),
    "rights.profile": Scenario(lambda town, actor: town.registre.rights.profile(actor, town.profile.id)),
    "rights.profile_sheet": Scenario(lambda town, actor: town.registre.rights.profile_sheet(actor, town.profile.id)),
    "rights.create_profile": Scenario(
        lambda town, actor: town.registre.rights.create_profile(
            actor, name="Gardien", rights=["users.consult"], users=[town.clerk.id]
        )
    ),
    "rights.create_profile_from_user": Scenario(
        lambda town, actor: town.registre.rights.create_profile_from_user(
            actor, town.clerk.id, name="Comme Paul", attach=True
        )
    ),
    "rights.copy_profile": Scenario(
        lambda town, actor: town.registre.rights.copy_profile(actor, town.profile.id, name="Lecteur bis")
    ),
    "rights.rename_profile": Scenario(
        lambda town, actor: town.registre.rights.rename_profile(actor, town.profile.id, name="Lectrice")
    ),
    "rights.plan_edit": Scenario(plan_an_edit),
    "rights.commit_edit": Scenario(
        lambda town, actor: town.registre.rights.commit_edit(actor, plan_an_edit(town, town.mayor))
    ),
    "rights.plan_attach": Scenario(plan_an_attachment),
    "rights.commit_attach": Scenario(
        lambda town, actor: town.registre.rights.commit_attach(actor, plan_an_attachment(town, town.mayor))
    ),
    "rights.attach": Scenario(lambda town, actor: town.registre.rights.attach(actor, town.clerk.id, town.profile.id)),
    "rights.plan_detach": Scenario(plan_a_detachment),
    "rights.commit_detach": Scenario(
        lambda town, actor: town.registre.rights.commit_detach(actor, plan_a_detachment(town, town.mayor))
    ),
    "rights.plan_homogenise": Scenario(plan_homogeneity),
    "rights.commit_homogenise": Scenario(
        lambda town, actor: town.registre.rights.commit_homogenise(actor, plan_homogeneity(town, town.mayor))
    ),
    "rights.plan_delete": Scenario(plan_a_deletion),
    "rights.commit_delete": Scenario(
        lambda town, actor: town.registre.rights.commit_delete(actor, plan_a_deletion(town, town.mayor))
    ),
    "rights.check": Scenario(
        lambda town, actor: town.registre.rights.check(actor, town.clerk.id, "sites.consult", site=town.school.id),
        on=lambda town, actor, site: town.registre.rights.check(actor, town.clerk.id, "sites.consult", site=site),
        thing=lambda town: town.pool.id,
    ),
    "rights.explain": Scenario(
        lambda town, actor: town.registre.rights.explain(actor, town.clerk.id, "sites.consult", site=town.school.id),
        on=lambda town, actor, site: town.registre.rights.explain(actor, town.clerk.id, "sites.consult", site=site),
        thing=lambda town: town.pool.id,
    ),
    "rights.who_can": Scenario(
        lambda town, actor: town.registre.rights.who_can(actor, "sites.consult", on=TODAY - timedelta(days=1)),
        on=lambda town, actor, site: town.registre.rights.who_can(actor, "sites.consult", site=site),
        thing=lambda town: town.pool.id,
    ),
    "rights.matrix": Scenario(lambda town, actor: town.registre.rights.matrix(actor)),
    "documents.store": Scenario(
        lambda town, actor: town.registre.documents.store(actor, a_report(b"%PDF-2"), name="autre.pdf")
    ),
    **SIGNED,
    **PERMITS,
    **VISITING,
    **WRITING,
    **FOUND,
    **SUMMED_UP,
    **NOTICES,
    **PREVIEWS,
    **SUBSCRIBED,
    **DELIVERED,
    **REQUESTS,
    "billing.record_invoice": Scenario(
        lambda town, actor: town.registre.billing.record_invoice(
            actor, number="F-4", issued_on=ISSUED_ON, due_on=ISSUED_ON, total=town.due.total
        )
    ),
    "billing.import_invoices": Scenario(
        lambda town, actor: town.registre.billing.import_invoices(
            actor, "numéro;date;échéance;montant\nF-4;15/01/2026;15/02/2026;1 234,50 €\n".encode()
        )
    ),
    "billing.record_payment": Scenario(
        lambda town, actor: town.registre.billing.record_payment(actor, town.due.id, key="VIR-2", amount=town.due.total)
    ),
    "billing.refund_payment": Scenario(
        lambda town, actor: town.registre.billing.refund_payment(actor, town.paid.id, payment=TRANSFER, key="RET-1")
    ),
    "billing.credit": Scenario(
        lambda town, actor: town.registre.billing.credit(actor, town.due.id, key="AV-1", amount=town.due.total)
    ),
    "billing.write_off": Scenario(
        lambda town, actor: town.registre.billing.write_off(actor, town.due.id, key="PERTE-1", reason="liquidation")
    ),
    "billing.hold": Scenario(
        lambda town, actor: town.registre.billing.hold(
            actor,
            town.due.id,
            kind=HoldKind.PROMISE,
            key="PROMESSE-1",
            author="comptabilité",
            reason="payée le 15",
            until=TODAY + timedelta(days=13),
        )
    ),
    "billing.lift_hold": Scenario(
        lambda town, actor: town.registre.billing.lift_hold(actor, town.waiting.id, key=DISPUTE)
    ),
    "billing.invoice": Scenario(lambda town, actor: town.registre.billing.invoice(actor, town.due.id)),
    "billing.numbered": Scenario(lambda town, actor: town.registre.billing.numbered(actor, town.due.number)),
    "billing.invoices": Scenario(
        lambda town, actor: town.registre.billing.invoices(actor, settlement=Settlement.DUE, counted=True)
    ),
    "billing.totals": Scenario(lambda town, actor: town.registre.billing.totals(actor)),
    "billing.standing": Scenario(lambda town, actor: town.registre.billing.standing(actor)),
    "access.welcome": Scenario(lambda town, actor: town.registre.access.welcome(actor)),
    "access.send": Scenario(
        lambda town, actor: town.registre.access.send(
            actor, "interventions.close", {"intervention": str(town.open.id)}
        ),
        who=a_telephone_late,
    ),
    "access.arrivals": Scenario(lambda town, actor: town.registre.access.arrivals(actor)),
    "access.admit": Scenario(
        lambda town, actor: town.registre.access.admit(actor),
        who=an_operator_with_work,
    ),
    "nightly.run": Scenario(lambda town, actor: town.registre.nightly.run(actor)),
    **MOVING,
    **SWEEPS,
    **BOOKS,
    "register.entries": Scenario(lambda town, actor: town.registre.register.entries(actor)),
    "register.verify": Scenario(lambda town, actor: town.registre.register.verify(actor)),
    "register.export": Scenario(lambda town, actor: town.registre.register.export(actor, BytesIO())),
    "register.anchor": Scenario(lambda town, actor: town.registre.register.anchor(actor, BytesIO())),
}
"""By the name of its row in the table of actions."""

AT_NIGHT = "nightly.run"
"""Goes through the workspaces, each in a change of its own, and only when a day has passed: see `test_nightly` and
`test_billing_nights`."""
ONE_BY_ONE = (AT_NIGHT, "access.admit")
"""Each thing in a change of its own; see `test_admitting` for the other."""
CHANGING = [name for name, action in ACTIONS.items() if action.changes and name not in ONE_BY_ONE]
LOADING = (
    *("moving.stage", "moving.finish", "moving.discard", "notices.replay", "notices.replay_all"),
    "documents.sweep",
)
"""They keep what was recorded elsewhere, let what was told once be told, or take away what was never told of, and
record nothing: see `test_moving`, `test_dead_letters` and `test_sweeping`."""
READING = [name for name, action in ACTIONS.items() if not (action.changes or action.queues) and name not in LOADING]
OF_USERS = [name for name, action in ACTIONS.items() if action.right is not None]
OF_EVERYBODY = [name for name, action in ACTIONS.items() if action.everybody]
WITH_A_SECRET = tuple(name for name in ACTIONS if name.endswith(("_ticket", "_with_link")))
OF_ALL_WORKSPACES = (
    "workspace.found",
    AT_NIGHT,
    "register.anchor",
    "permits.remind",
    "moving.stage",
    "moving.unfinished",
    "documents.sweep",
    *("deliveries.deliver", "deliveries.watch", "deliveries.backlog", "deliveries.dead_letters"),
    *WITH_A_SECRET,
)
"""What the operator does without saying which workspace he means."""
OF_THE_OPERATOR = [name for name, action in ACTIONS.items() if action.operator]
ON_A_SITE = [name for name, scenario in SCENARIOS.items() if scenario.on is not None]


def somebody_who_may(town: Town, action: Action) -> Actor:
    """Give somebody with just enough rights: the operator where there is no right that would do."""
    if (who := SCENARIOS[action.name].who) is not None:
        return who(town)
    if action.everybody:
        return town.somebody()
    if action.right is not None:
        return town.holder(action.right)
    return Actor.operator() if action.name in OF_ALL_WORKSPACES else town.operator


AT_THE_LAST_SIGNATURE = {
    "intervention-closed",
    "intervention-planned",
    "permit-opened",
    "permit-closed",
    "permit-refused",
}
"""What becomes of a thing when nobody is missing any more, or when somebody refuses; see `test_signing`."""


SIGNER_BY_SIGNER = frozenset({"signature-requested", "signature-revoked"})
"""Kinds of entries that there are as many of as signers; every other one comes exactly once."""


def once_for_all_signers(kinds: Iterable[str]) -> tuple[str, ...]:
    """Give these kinds in their order, what is written signer by signer only where it comes first."""
    given = tuple(kinds)
    return tuple(kind for place, kind in enumerate(given) if kind not in SIGNER_BY_SIGNER or kind not in given[:place])


def recorded(action: Action) -> tuple[str, ...]:
    """Give the kinds of entries that a row names, as far as the first of several signers has them written."""
    if action.name == "requests.award":  # whoever is chosen later joins: see `test_requests_awarded`
        return tuple(kind for kind in action.records if kind != "intervention-edited")
    if not action.name.startswith("signatures."):
        return action.records
    kept = tuple(kind for kind in action.records if kind not in AT_THE_LAST_SIGNATURE)
    return kept[:1] if kept[:1] in {("signature-given",), ("signature-refused",)} else kept
