"""Machines are told from when they subscribe until they are stopped, and the register says so."""

from collections.abc import Callable
from functools import partial

import pytest
from attrs import evolve
from tests.usecases.town import Town

from registre_core import AdapterFailure, ConfigurationError, Conflict, InvalidInput, NotFound, RuleViolation
from registre_core.codec import read_entry
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import THE_HOUSES_DELIVERIES, StopReason, Subscription
from registre_core.ports import NullNotifier
from registre_core.testing.builders import IDS
from registre_core.testing.memory import RecordingNotifier

ALARMS = "https://alarmes.exemple.fr/registre"


def subscribe(town: Town, address: str = ALARMS, *kinds: str) -> Subscription:
    return town.registre.notices.subscribe(town.mayor, address, kinds)


def problems_of(do: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        do()
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def last_fact(town: Town) -> tuple[str, object]:
    entry = town.entries()[-1]
    return entry.heading.kind, read_entry(entry).fact["subscription"]


def test_a_machine_is_told_of_what_it_subscribed_to(town: Town) -> None:
    one = subscribe(town, ALARMS, "intervention-planned")
    planning = town.registre.interventions
    planned = planning.plan(town.mayor, site=town.school.id, type_code="maintenance", planned_on=town.clock.today())
    planning.cancel(town.mayor, planned.id, reason="sans objet")

    told = [notice for notice in town.notices() if notice.recipient == ALARMS]
    assert ["intervention-planned"] == [notice.kind for notice in told]
    assert (ALARMS, frozenset({"intervention-planned"}), town.clock.now()) == (one.address, one.kinds, one.since)


def test_a_machine_that_names_nothing_is_told_of_everything_and_of_nothing_once_it_is_stopped(town: Town) -> None:
    planning, one = town.registre.interventions, subscribe(town)
    planned = planning.plan(town.mayor, site=town.school.id, type_code="maintenance", planned_on=town.clock.today())
    town.registre.notices.unsubscribe(town.mayor, one.id)
    planning.cancel(town.mayor, planned.id, reason="sans objet")

    assert ["intervention-planned"] == [notice.kind for notice in town.notices() if notice.recipient == ALARMS]


def test_the_register_says_where_notices_go_and_since_when_no_longer(town: Town) -> None:
    one = subscribe(town, ALARMS, "intervention-planned")
    added = {"id": str(one.id), "address": ALARMS, "kinds": ["intervention-planned"], "stopped_for": None}
    kind, told = last_fact(town)
    assert "subscription-added" == kind
    assert added.items() <= told.items()  # type: ignore[attr-defined]

    town.registre.notices.unsubscribe(town.mayor, one.id)
    assert ("subscription-stopped", "by-hand") == (last_fact(town)[0], last_fact(town)[1]["stopped_for"])  # type: ignore[index]
    town.registre.notices.resume(town.mayor, one.id)
    assert ("subscription-resumed", None) == (last_fact(town)[0], last_fact(town)[1]["stopped_at"])  # type: ignore[index]


@pytest.mark.parametrize(
    "written", ["HTTPS://Alarmes.Exemple.FR/registre", "https://alarmes.exemple.fr:443/registre", ALARMS]
)
def test_an_address_has_one_subscription_however_it_is_written(town: Town, written: str) -> None:
    one = subscribe(town)
    with pytest.raises(Conflict) as refusal:
        subscribe(town, written)
    assert ("already-subscribed", str(one.id), False) == (
        refusal.value.code,
        refusal.value.facts["id"],
        refusal.value.facts["stopped"],
    )


def test_a_stopped_subscription_is_resumed_and_not_added_again(town: Town) -> None:
    with pytest.raises(Conflict) as refusal:
        subscribe(town, town.stopped_machine.address)
    assert (str(town.stopped_machine.id), True) == (refusal.value.facts["id"], refusal.value.facts["stopped"])

    again = town.registre.notices.resume(town.mayor, town.stopped_machine.id, ["intervention-overdue"])
    assert (True, frozenset({"intervention-overdue"}), None) == (again.is_told, again.kinds, again.stopped_for)


def test_everything_that_is_wrong_with_a_subscription_is_told_at_once(town: Town) -> None:
    wrong = [("address", "malformed-callback-address"), ("kinds", "unknown-topic"), ("kinds", "unknown-topic")]
    assert wrong == problems_of(lambda: subscribe(town, "https://a@b/", "intervention-planned", "rumeur", "bruit"))
    assert [("kinds", "unknown-topic")] == problems_of(
        lambda: town.registre.notices.resume(town.mayor, town.stopped_machine.id, ["rumeur"])
    )


@pytest.mark.parametrize("kinds", [["reminder"], ["reminder", "intervention-overdue"]])
def test_what_is_gathered_for_people_no_machine_can_name_and_it_is_told_what_to_name(
    town: Town, kinds: list[str]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        subscribe(town, ALARMS, *kinds)

    [problem] = refusal.value.problems
    instead = "intervention-overdue, signature-reminder, finding-overdue"
    assert ("kinds", "topic-for-people", instead) == (problem.path, problem.code, problem.facts["instead"])
    assert [("kinds", "topic-for-people")] == problems_of(
        lambda: town.registre.notices.resume(town.mayor, town.stopped_machine.id, kinds)
    )


def test_an_address_without_tls_subscribes_where_the_host_said_so(town: Town) -> None:
    plain = "http://gmao.interne/registre"
    assert [("address", "plain-callback-address")] == problems_of(lambda: subscribe(town, plain))

    at_home = town.with_ports(deliveries=evolve(THE_HOUSES_DELIVERIES, plain_callbacks=True))
    assert plain == subscribe(at_home, plain).address


def test_so_many_machines_are_told_and_no_more(town: Town) -> None:
    few = town.with_ports(deliveries=evolve(THE_HOUSES_DELIVERIES, most_subscriptions=2))
    one = subscribe(few)
    resume = partial(few.registre.notices.resume, few.mayor, few.stopped_machine.id)
    for do in (partial(subscribe, few, "https://autre.exemple.fr/"), resume):
        with pytest.raises(RuleViolation) as refusal:
            do()
        assert ("too-many-subscriptions", 2) == (refusal.value.code, refusal.value.facts["most"])
    few.registre.notices.unsubscribe(few.mayor, one.id)
    assert resume().is_told


def test_what_is_stopped_is_not_stopped_again_and_what_is_told_not_resumed(town: Town) -> None:
    book = town.registre.notices
    with pytest.raises(RuleViolation) as refusal:
        book.unsubscribe(town.mayor, town.stopped_machine.id)
    assert "subscription-stopped" == refusal.value.code
    with pytest.raises(RuleViolation) as refusal:
        book.resume(town.mayor, town.machine.id)
    assert "subscription-not-stopped" == refusal.value.code
    with pytest.raises(NotFound):
        book.unsubscribe(town.mayor, SubscriptionId(IDS.new()))


def test_whoever_said_that_he_is_gone_is_stopped_once(town: Town) -> None:
    gone = town.registre.notices.stop_gone(town.operator, town.machine.address)
    assert gone is not None
    assert (StopReason.GONE, town.clock.now()) == (gone.stopped_for, gone.stopped_at)

    before = town.kept()
    assert town.registre.notices.stop_gone(town.operator, town.machine.address) is None
    assert town.registre.notices.stop_gone(town.operator, "https://nulle.part.fr/") is None
    assert before == town.kept()


def test_those_that_are_told_are_listed_and_the_others_when_they_are_asked_for(town: Town) -> None:
    book = town.registre.notices
    assert (town.machine,) == book.subscriptions(town.mayor)
    assert (town.machine, town.stopped_machine) == book.subscriptions(town.mayor, stopped=True)


def test_a_ping_tells_of_nothing_and_says_on_whose_behalf_it_comes(town: Town) -> None:
    carrier = RecordingNotifier()
    pinged = town.with_ports(webhooks=carrier).registre.notices.ping(town.mayor, town.stopped_machine.id)

    (message,) = carrier.delivered
    assert (pinged.address, "ping", str(town.workspace)) == (message.recipient, message.kind, message.sender)
    assert (town.clock.now(), {}) == (message.told_at, message.facts)


def test_whoever_pings_is_told_how_it_failed(town: Town) -> None:
    carrier = RecordingNotifier()
    carrier.box.leave(town.machine.address)
    with pytest.raises(AdapterFailure) as failure:
        town.with_ports(webhooks=carrier).registre.notices.ping(town.mayor, town.machine.id)
    assert "recipient-gone" == failure.value.code
    assert (town.machine,) == town.registre.notices.subscriptions(town.mayor)


def test_a_secret_is_that_of_this_workspace_at_this_address_and_comes_from_who_carries(town: Town) -> None:
    carrier = RecordingNotifier()
    told = town.with_ports(webhooks=carrier).registre.notices.secret(town.mayor, town.machine.id)
    assert carrier.secret(town.machine.address, str(town.workspace)) == told

    with pytest.raises(ConfigurationError) as refusal:
        town.with_ports(webhooks=NullNotifier()).registre.notices.secret(town.mayor, town.machine.id)
    assert "no-callback-secrets" == refusal.value.code
