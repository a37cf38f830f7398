"""Access is cut, and given back, at the very next use case; what survives is one table's business (S2).

Which action survives where is walked through in `tests/spec/access`; here the ledger, the day and the door meet.
"""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from attrs import evolve
from tests.usecases.debts import PARIS, TELEPHONE, day, debt_free, noon, owe, pay, refusals, sites, suspend, under
from tests.usecases.town import Town, twin_of

from registre_core import Actor, Client, Forbidden, NotFound, assemble
from registre_core.access import ACTIONS, Action
from registre_core.billing import BillingPolicy, Hold, HoldKind, Movement, MovementKind, Survives
from registre_core.billing.tables import SUSPENDED_TEXT
from registre_core.clients import ClientPolicy, Requirement
from registre_core.kernel.actors import ClientKind
from registre_core.services.front_door import Bearer, FrontDoor, Target
from registre_core.testing.memory import MemoryStorage


@pytest.fixture
def town(founded: Town) -> Town:
    return debt_free(twin_of(founded))


# ---- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "at, expected",
    [
        (datetime(2026, 3, 30, 23, 59, 59, tzinfo=PARIS), []),
        (datetime(2026, 3, 31, 0, 0, 0, tzinfo=PARIS), ["access-suspended"]),
    ],
    ids=["the last second of the day before", "midnight in Paris, after the clocks went forward"],
)
def test_access_is_cut_at_the_midnight_that_begins_the_thirtieth_day(
    town: Town, at: datetime, expected: list[str]
) -> None:
    owe(town, due=-1)
    town.clock.set(at)

    assert (expected, date(2026, 3, 31)) == (sites(town, town.mayor), day(-1) + timedelta(days=30))


def test_the_same_register_refuses_from_the_day_on_although_nothing_was_written_that_night(town: Town) -> None:
    owe(town, due=-29)
    before = sites(town, town.mayor)
    town.clock.advance(timedelta(days=1))

    assert ([], ["access-suspended"]) == (before, sites(town, town.mayor))


def test_the_day_is_that_of_the_policy_s_zone(town: Town) -> None:
    """It is nine in the morning of 2 March in Paris, and still the evening of the first in Honolulu."""
    owe(town, due=-30)
    there = under(town, BillingPolicy(zone="Pacific/Honolulu"))

    assert (["access-suspended"], []) == (sites(town, town.mayor), sites(there, town.mayor))


def test_a_hold_gives_access_back_and_its_end_takes_it_away_by_itself(town: Town) -> None:
    invoice = suspend(town)
    hold = Hold(HoldKind.PROMISE, "promesse", "comptabilité", "paiera vendredi", day(0), day(2))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.invoices.save(evolve(invoice, holds=(hold,)))
        tx.commit()

    answers = []
    for _ in range(4):
        answers.append(sites(town, town.mayor))
        town.clock.advance(timedelta(days=1))

    assert [[], [], [], ["access-suspended"]] == answers


def test_a_payment_recorded_by_another_process_counts_at_the_next_use_case(town: Town) -> None:
    invoice = suspend(town)
    there = assemble(evolve(town.registre.ports, storage=MemoryStorage(town.medium)))
    other = evolve(town, stage=evolve(town.stage, registre=there))
    before = sites(town, town.mayor), sites(other, town.mayor)
    pay(town, invoice)

    assert (["access-suspended"],) * 2 == before
    assert ([], []) == (sites(town, town.mayor), sites(other, town.mayor))


def test_a_refund_recorded_by_another_process_counts_too(town: Town) -> None:
    invoice = pay(town, suspend(town), on=-20)
    before = sites(town, town.mayor)
    back = Movement(MovementKind.REFUND, "rejet", invoice.total, day(-5), refunds="virement")
    with town.storage.inner.begin(town.workspace) as tx:
        tx.invoices.save(evolve(invoice, movements=(*invoice.movements, back)))
        tx.commit()

    assert ([], ["access-suspended"]) == (before, sites(town, town.mayor))


def test_a_clock_that_goes_back_is_answered_for_the_day_it_shows(town: Town) -> None:
    suspend(town)
    after = sites(town, town.mayor)
    town.clock.set(noon(-11))

    assert (["access-suspended"], []) == (after, sites(town, town.mayor))


def test_what_is_rolled_back_leaves_no_standing_behind(town: Town) -> None:
    """Two transactions may bear the same version of the ledger if the first was rolled back."""
    door, invoice = FrontDoor(town.registre.ports), suspend(town)
    with town.storage.inner.begin(town.workspace) as tx:
        payment = Movement(MovementKind.PAYMENT, "virement", invoice.total, day(0))
        tx.invoices.save(evolve(invoice, movements=(payment,)))
        door.authorise(tx, town.mayor, "workspace.sites")
    owe(town, due=90, number="D-2")

    with town.storage.inner.read(town.workspace) as now:
        assert ["access-suspended"] == refusals(lambda: door.authorise(now, town.mayor, "workspace.sites"))


def test_what_is_seen_in_the_midst_of_one_change_is_not_believed_in_another(town: Town) -> None:
    """Neither has a version to be told apart by."""
    door, invoice = FrontDoor(town.registre.ports), suspend(town)
    payment = Movement(MovementKind.PAYMENT, "virement", invoice.total, day(0))
    hold = Hold(HoldKind.PROMISE, "promesse", "comptabilité", "paiera demain", day(1), day(9))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.invoices.save(evolve(invoice, movements=(payment,)))
        door.authorise(tx, town.mayor, "workspace.sites")
    with town.storage.inner.begin(town.workspace) as tx:
        tx.invoices.save(evolve(invoice, holds=(hold,)))

        assert ["access-suspended"] == refusals(lambda: door.authorise(tx, town.mayor, "workspace.sites"))


def test_standings_of_more_workspaces_than_are_kept_are_worked_out_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registre_core.services.standings.MOST_STANDINGS", 1)
    suspend(town)
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
    stranger = Actor.user(other.administrator.id, other.workspace.id, client=Client.web("1.47"))

    answers = [sites(town, actor) for actor in (town.mayor, stranger, town.mayor, stranger)]

    assert [["access-suspended"], []] * 2 == answers


# ---- who and what ----------------------------------------------------------------------------------------------------


def test_everybody_of_the_workspace_is_stopped_machines_included(town: Town) -> None:
    suspend(town)
    clerk = Actor.user(town.clerk.id, town.workspace, client=Client(ClientKind.COMMAND_LINE))

    assert [["access-suspended"]] * 3 == [
        sites(town, actor) for actor in (town.mayor, clerk, evolve(town.mayor, client=Client(ClientKind.API)))
    ]


def test_no_other_workspace_is(town: Town) -> None:
    suspend(town)
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")

    assert [] == sites(town, Actor.user(other.administrator.id, other.workspace.id, client=Client.web("1.47")))


def test_the_operator_is_never_stopped(town: Town) -> None:
    suspend(town)
    operator = evolve(town.operator, client=Client.web("0.1"))

    assert town.registre.register.verify(operator).is_intact
    assert "Ville de Nantes" == town.registre.workspace.show(operator).name


@pytest.mark.parametrize(
    "client, preset, expected",
    [
        (Client.web("1.47"), Survives.SAFETY, []),
        (TELEPHONE, Survives.SAFETY, []),
        (Client.web("1.47"), Survives.SOURCE, ["access-suspended"]),
        (TELEPHONE, Survives.SOURCE, ["access-suspended"]),
    ],
    ids=str,
)
def test_the_register_can_be_exported_under_the_preset_of_safety(
    town: Town, client: Client, preset: Survives, expected: list[str]
) -> None:
    suspend(town)
    there, actor = under(town, BillingPolicy(survives=preset)), evolve(town.mayor, client=client)

    assert expected == refusals(lambda: there.registre.register.export(actor, BytesIO()))


def test_a_refusal_carries_the_text_of_the_banner_and_the_day_of_the_cut(town: Town) -> None:
    suspend(town)

    with pytest.raises(Forbidden) as refusal:
        town.registre.workspace.sites(town.mayor)

    assert "access-suspended" == refusal.value.code
    assert {"cut_off_on": "2026-02-20", "text": SUSPENDED_TEXT} == refusal.value.facts


def test_nothing_is_written_by_whoever_is_stopped(town: Town) -> None:
    suspend(town)
    before = town.kept()

    assert ["access-suspended"] == refusals(lambda: town.registre.interventions.close(town.mayor, town.open.id))
    assert before == town.kept()


def test_reasons_add_up_the_update_first_then_the_suspension_then_rights(town: Town) -> None:
    suspend(town)

    told = sites(town, evolve(town.somebody(), client=Client.mobile("1.9")))

    assert ["client-too-old", "access-suspended", "right-not-held"] == told


def test_who_may_not_act_here_at_all_is_not_told_what_the_customer_owes(town: Town) -> None:
    suspend(town)
    gone = town.somebody(["sites.consult"], active=False)

    assert ["account-inactive"] == sites(town, gone)


def test_what_is_on_another_s_site_is_not_there_while_access_is_cut_either(town: Town) -> None:
    suspend(town)
    actor = town.holder("sites.consult", sites=[town.school.id])

    with pytest.raises(NotFound):
        town.registre.workspace.site(actor, town.pool.id)


# ---- a safety record that is running ---------------------------------------------------------------------------------


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> str:
    """Put the first use case of the fire watch into the table, before there is one."""
    row = Action("watch.record", "Enregistrer une ronde de surveillance", "watch.record", records=("round-recorded",))
    monkeypatch.setitem(ACTIONS, row.name, row)
    return row.name


def record_a_round(town: Town, actor: Actor, action: str, *, running: bool) -> Bearer:
    target = Target(town.school.id, "permit", town.open.id, running=running)
    with town.storage.inner.begin(town.workspace) as tx:
        return FrontDoor(town.registre.ports).authorise(tx, actor, action, target)


@pytest.mark.parametrize("client", [TELEPHONE, Client.web("1.47")], ids=["mobile", "web"])
@pytest.mark.parametrize(
    "preset, expected",
    [(Survives.SAFETY, [[], ["access-suspended"]]), (Survives.SOURCE, [["access-suspended"]] * 2)],
)
def test_a_safety_record_that_is_running_is_finished_although_access_is_cut_and_none_is_begun(
    town: Town, rounds: str, client: Client, preset: Survives, expected: list[list[str]]
) -> None:
    suspend(town)
    there, guard = under(town, BillingPolicy(survives=preset)), evolve(town.holder("watch.record"), client=client)

    running = refusals(lambda: record_a_round(there, guard, rounds, running=True))
    another = refusals(lambda: record_a_round(there, guard, rounds, running=False))

    assert expected == [running, another]


@pytest.mark.parametrize("preset", Survives)
@pytest.mark.parametrize("version", ["1.9.1", None, "illisible"])
def test_a_required_update_never_interrupts_one_under_any_preset(
    town: Town, rounds: str, preset: Survives, version: str | None
) -> None:
    clients = ClientPolicy({ClientKind.MOBILE: Requirement("1.10")})
    there, guard = under(town, BillingPolicy(survives=preset), clients), town.holder("watch.record")
    guard = evolve(guard, client=Client(ClientKind.MOBILE, version))

    assert [] == refusals(lambda: record_a_round(there, guard, rounds, running=True))
    assert refusals(lambda: record_a_round(there, guard, rounds, running=False))


def test_it_helps_nobody_who_has_not_the_right(town: Town, rounds: str) -> None:
    suspend(town)

    told = refusals(lambda: record_a_round(town, town.somebody(), rounds, running=True))

    assert ["right-not-held"] == told
