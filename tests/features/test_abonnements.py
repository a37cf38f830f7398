"""Machines are told of what they subscribed to, and of nothing once they are stopped."""

from __future__ import annotations

import pytest
from attrs import define
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.town import TODAY, Town

from registre_core import Forbidden, InvalidInput
from registre_core.notices import Subscription
from registre_core.testing.memory import PlainWording, RecordingNotifier

scenarios("abonnements.feature")


@define
class Story:
    """What happened so far."""

    town: Town
    carrier: RecordingNotifier
    told: int = 0
    """How many machines were told at first."""
    entries: int = 0
    """How many entries the register had before it was tried."""
    refusal: Forbidden | InvalidInput | None = None

    def of(self, address: str) -> Subscription:
        every = self.town.registre.notices.subscriptions(self.town.mayor, stopped=True)
        return next(one for one in every if one.address == address)


@pytest.fixture
def story(town: Town) -> Story:
    carrier = RecordingNotifier()
    ports = town.with_ports(webhooks=carrier, notifier=RecordingNotifier(), wording=PlainWording())
    return Story(ports, carrier)


@given("un environnement, son administratrice, et ce qui distribue les avis")
def a_workspace(story: Story) -> None:
    story.town.registre.deliveries.deliver(story.town.operator)
    story.told = len(story.town.registre.notices.subscriptions(story.town.mayor))


@given(parsers.parse("« {address} » est abonnée à « {kind} »"))
def subscribed(story: Story, address: str, kind: str) -> None:
    story.town.registre.notices.subscribe(story.town.mayor, address, [kind])


@given(parsers.parse("« {address} » répond qu’elle a disparu pour toujours"))
def gone(story: Story, address: str) -> None:
    story.carrier.box.leave(address)


@when("le service planifie une intervention, et en annule une autre")
def planned(story: Story) -> None:
    plan = story.town.registre.interventions
    plan.plan(story.town.mayor, site=story.town.school.id, type_code="maintenance", planned_on=TODAY)
    plan.cancel(story.town.mayor, story.town.open.id, reason="sans objet")


@when("les avis sont distribués")
def delivered(story: Story) -> None:
    story.town.registre.deliveries.deliver(story.town.operator)


@when(parsers.parse("quelqu’un qui n’administre pas abonne « {address} »"))
def without_the_right(story: Story, address: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        story.town.registre.notices.subscribe(story.town.holder("users.create"), address)
    story.refusal = refusal.value


@when(parsers.parse("l’administratrice abonne « {address} »"))
def doubtful(story: Story, address: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        story.town.registre.notices.subscribe(story.town.mayor, address)
    story.refusal = refusal.value


@given(parsers.parse("l’administratrice arrête l’abonnement de « {address} »"))
@when(parsers.parse("l’administratrice arrête l’abonnement de « {address} »"))
def stopped(story: Story, address: str) -> None:
    story.town.registre.notices.unsubscribe(story.town.mayor, story.of(address).id)


@when(parsers.parse("l’administratrice reprend l’abonnement de « {address} »"))
def resumed(story: Story, address: str) -> None:
    story.town.registre.notices.resume(story.town.mayor, story.of(address).id)


@when(parsers.parse("l’administratrice essaie l’abonnement de « {address} »"))
def tried(story: Story, address: str) -> None:
    story.entries = len(story.town.entries())
    story.town.registre.notices.ping(story.town.mayor, story.of(address).id)


@then(parsers.parse("« {address} » a reçu « {kind} », au nom de l’environnement"))
def received(story: Story, address: str, kind: str) -> None:
    there = [message for message in story.carrier.delivered if message.recipient == address]
    assert [(kind, str(story.town.workspace))] == [(message.kind, message.sender) for message in there]


@then(parsers.parse("« {address} » n’a rien reçu"))
def received_nothing(story: Story, address: str) -> None:
    assert address not in {message.recipient for message in story.carrier.delivered}


@then("c’est refusé, et aucune machine de plus n’est avertie")
def nobody_more(story: Story) -> None:
    assert isinstance(story.refusal, Forbidden)
    assert story.told == len(story.town.registre.notices.subscriptions(story.town.mayor))


@then(parsers.parse("l’abonnement est refusé : {code}"))
def refused(story: Story, code: str) -> None:
    assert story.refusal is not None
    assert code == story.refusal.code


@then(parsers.parse("l’abonnement de « {address} » est arrêté : « {reason} »"))
def is_stopped(story: Story, address: str, reason: str) -> None:
    assert reason == story.of(address).stopped_for


@then(parsers.parse("la dernière entrée du registre est « {kind} »"))
def last_entry(story: Story, kind: str) -> None:
    assert kind == story.town.entries()[-1].heading.kind


@then("rien de plus n’est au registre")
def nothing_more(story: Story) -> None:
    assert story.entries == len(story.town.entries())
