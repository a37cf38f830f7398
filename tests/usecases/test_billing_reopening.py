"""A payment that opens access again says so: after its commit, once, and to whoever waits for it."""

import pytest
from tests.usecases.doubles import WatchedStorage
from tests.usecases.ledgers import a_young_town, at, bill, day, euros, kept, letters
from tests.usecases.town import Town

from registre_core.billing import HoldKind
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.services.billing import BillingService


@pytest.fixture
def young(town: Town) -> Town:
    return a_young_town(town)


def watched(town: Town) -> tuple[BillingService, list[WorkspaceId]]:
    """Build the use cases with somebody who waits for access to be open again, and who looks at what is kept then."""
    reopened: list[WorkspaceId] = []

    def hear(workspace: WorkspaceId) -> None:
        record = kept(town)
        assert record is not None
        assert not record.standing.is_suspended, "it is told after the commit"
        assert isinstance(town.storage, WatchedStorage)
        assert 0 == town.storage.open, "and in no transaction"
        reopened.append(workspace)

    service = town.registre.billing
    return BillingService(service.ports, service.door, hear), reopened


def test_a_payment_that_opens_access_again_says_so_after_its_commit_and_once(young: Town) -> None:
    billing, reopened = watched(young)
    invoice = bill(young, "R-1", due=-40)
    at(young, 40)
    for _ in range(2):
        billing.record_payment(young.operator, invoice.id, key="VIR", amount=euros("120"))

    assert [young.workspace] == reopened


def test_access_that_nobody_knew_was_cut_is_opened_again_all_the_same(young: Town) -> None:
    billing, reopened = watched(young)
    invoice = bill(young, "R-1", due=20)
    at(young, 55)
    billing.write_off(young.operator, invoice.id, key="PERTE")

    assert [young.workspace] == reopened
    assert [] == letters(young)


def test_a_payment_that_leaves_access_cut_or_found_it_open_opens_nothing(young: Town) -> None:
    billing, reopened = watched(young)
    first, second = bill(young, "R-1", due=-50), bill(young, "R-2", due=-45)
    at(young, 3)
    billing.record_payment(young.operator, first.id, key="VIR", amount=euros("120"))
    at(young, 4)
    billing.record_payment(young.operator, second.id, key="VIR", amount=euros("10"))

    assert [] == reopened
    billing.hold(
        young.operator,
        second.id,
        kind=HoldKind.PROMISE,
        key="H",
        author="comptabilité",
        reason="payée le 11",
        until=day(9),
    )
    billing.lift_hold(young.operator, second.id, key="H")
    assert [young.workspace] == reopened
