"""The front door: one verdict for pages, telephones, programs and jobs, from one table."""

from datetime import date
from uuid import UUID

import pytest

from registre_core.access import ACTIONS, Action, decide, may_operate
from registre_core.kernel.actors import Actor, Client
from registre_core.kernel.identifiers import SiteId, WorkspaceId
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.rights import AccountKind, AccountRights, Catalogue, User
from registre_core.testing.builders import a_user

TODAY = date(2026, 3, 2)
TOWN = WorkspaceId(UUID(int=1))
SCHOOL, POOL = SiteId(UUID(int=2)), SiteId(UUID(int=3))
DESIGN = "design.md, «Who acts»"
MISSION = "mission.md, «Effective rights»"

SEE = Action("findings.show", "Consulter une observation", "findings.consult")
FOUND = Action("workspace.found", "Créer un environnement", operator=True, records=("workspace-founded",))
EXPORT = Action("register.export", "Exporter le registre", "register.export", operator=True)

PERSON = a_user(grants=frozenset({"findings.consult"}), sites=frozenset({SCHOOL}))
MACHINE = a_user(grants=frozenset({"findings.consult"}), kind=AccountKind.MACHINE)
RETIRED = a_user(grants=frozenset({"findings.consult"}), active=False)
LOCKED = a_user(grants=frozenset({"findings.consult"}), locked=True)
ON_HIS_LAST_DAY = a_user(grants=frozenset({"findings.consult"}), expires_on=TODAY)
GONE = a_user(grants=frozenset({"findings.consult"}), expires_on=date(2026, 3, 1))


def as_person(user: User) -> Actor:
    return Actor.user(user.id, TOWN, client=Client.web("1.47"))


def as_machine(user: User) -> Actor:
    return Actor.service(user.id, TOWN)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


DECISIONS = [
    # what it shows, action, actor, account, site, reasons, source
    ("a person with the right, on his site", SEE, as_person(PERSON), PERSON, SCHOOL, [], MISSION),
    ("a person with the right, without a site", SEE, as_person(PERSON), PERSON, None, [], MISSION),
    ("a person on another site", SEE, as_person(PERSON), PERSON, POOL, ["site-not-assigned"], MISSION),
    ("a person without the right", EXPORT, as_person(PERSON), PERSON, None, ["right-not-held"], MISSION),
    ("a person who left", SEE, as_person(RETIRED), RETIRED, None, ["account-inactive"], MISSION),
    ("a person who is locked out", SEE, as_person(LOCKED), LOCKED, POOL, ["account-locked"], MISSION),
    ("a person on his last day", SEE, as_person(ON_HIS_LAST_DAY), ON_HIS_LAST_DAY, POOL, [], MISSION),
    ("a person the day after", SEE, as_person(GONE), GONE, POOL, ["account-expired"], MISSION),
    ("a machine with the right", SEE, as_machine(MACHINE), MACHINE, POOL, [], DESIGN),
    ("a machine on a person's account", SEE, as_machine(PERSON), PERSON, SCHOOL, ["wrong-account-kind"], DESIGN),
    ("a person on a machine's account", SEE, as_person(MACHINE), MACHINE, POOL, ["wrong-account-kind"], DESIGN),
    ("a person at the operator's work", FOUND, as_person(PERSON), PERSON, None, ["operator-only"], DESIGN),
    ("a machine at the operator's work", FOUND, as_machine(MACHINE), MACHINE, None, ["operator-only"], DESIGN),
]


@pytest.mark.parametrize(
    "action, actor, user, site, expected, source", [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_who_passes_and_why_not(
    action: Action, actor: Actor, user: User, site: SiteId | None, expected: list[str], source: str
) -> None:
    account = AccountRights.of(Catalogue(), user, None, TODAY)

    assert expected == codes(decide(action, actor, account, site)), source


@pytest.mark.parametrize(
    "action, expected",
    [(FOUND, []), (EXPORT, []), (SEE, ["not-the-operators"])],
    ids=["the operator's own", "both users' and operator's", "users' only"],
)
def test_the_operator_does_what_is_his_and_nothing_that_belongs_to_users(action: Action, expected: list[str]) -> None:
    assert expected == codes(may_operate(action))


def test_an_action_changes_something_when_it_records_a_fact() -> None:
    assert (True, False) == (FOUND.changes, SEE.changes)


def test_every_action_belongs_to_somebody() -> None:
    assert [] == [name for name, row in ACTIONS.items() if not (row.operator or row.right is not None or row.everybody)]


def test_the_operator_may_do_these_and_no_other() -> None:
    expected = """
        workspace.found workspace.show
        signatures.open_ticket signatures.sign_with_ticket signatures.refuse_with_ticket
        requests.issue_link requests.open_with_link requests.answer_with_link requests.decline_with_link
        requests.open_document_with_link requests.store_document_with_link
        billing.record_invoice billing.import_invoices billing.record_payment billing.refund_payment
        billing.credit billing.write_off billing.hold billing.lift_hold
        billing.invoice billing.numbered billing.invoices billing.totals billing.standing
        access.arrivals access.admit nightly.run permits.remind
        signatures.seal_pending
        requests.issue_link requests.open_with_link requests.answer_with_link requests.decline_with_link
        requests.store_document_with_link requests.open_document_with_link
        moving.export moving.stage moving.unfinished moving.finish moving.discard notices.stop_gone
        deliveries.deliver deliveries.watch deliveries.backlog deliveries.dead_letters deliveries.preview
        notices.page notices.show notices.replay notices.replay_all notices.settings notices.topics
        documents.sweep
        register.entries register.verify register.export register.anchor
    """.split()

    assert set(expected) == {name for name, action in ACTIONS.items() if may_operate(action) == YES}


def test_only_what_no_workspace_can_do_for_itself_is_the_operator_s_alone() -> None:
    """The ledger is his, so that no debtor marks himself paid."""
    expected = """
        workspace.found nightly.run permits.remind register.anchor access.admit signatures.seal_pending
        billing.record_invoice billing.import_invoices billing.record_payment billing.refund_payment
        billing.credit billing.write_off billing.hold billing.lift_hold
        moving.stage moving.unfinished moving.finish moving.discard notices.stop_gone
        deliveries.deliver deliveries.watch deliveries.backlog deliveries.dead_letters documents.sweep
    """.split()

    assert set(expected) == {name for name, action in ACTIONS.items() if action.right is None and not action.everybody}
