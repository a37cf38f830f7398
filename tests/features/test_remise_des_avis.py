"""How notices reach people, as the product owner reads it."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import time, timedelta

import pytest
from attrs import define, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.delivering import PERMIT, Doing, Post, a_post

from registre_core.ports import Message
from registre_core.ports.storage import Fate
from registre_core.services.deliveries import Delivered

scenarios("remise_des_avis.feature")


@define
class Story:
    """A post, and what the last delivery came to."""

    post: Post
    outage: ExitStack = field(factory=ExitStack)
    last: Delivered | None = None

    def received(self, address: str) -> list[Message]:
        return [message for message in self.post.people.arrived() if message.recipient == address]


@given(parsers.parse("un environnement administré par « {address} », à 9 h à Paris"), target_fixture="story")
def a_workspace(address: str) -> Story:
    story = Story(a_post())
    assert address == story.post.mayor.email
    return story


@given(parsers.parse("un avis pour « {address} »"))
def a_notice(story: Story, address: str) -> None:
    story.post.queue(address)


@given(parsers.parse("un avis de sécurité pour « {address} »"))
def a_safety_notice(story: Story, address: str) -> None:
    story.post.queue(address, subject=PERMIT, is_urgent=True)


@given("des heures calmes de 8 h à 10 h")
def quiet_hours(story: Story) -> None:
    story.post.settle(quiet_from=time(8), quiet_until=time(10))


@given(parsers.parse("le serveur de courriel refuse « {address} »"))
def a_refused_address(story: Story, address: str) -> None:
    story.post.people.refuse(address)


@when("le serveur de courriel est en panne")
def away(story: Story) -> None:
    story.outage.enter_context(story.post.people.away())


@when("le serveur de courriel est revenu")
def back(story: Story) -> None:
    story.outage.close()


@when(parsers.parse("le serveur de courriel accepte de nouveau « {address} »"))
def accepted_again(story: Story, address: str) -> None:
    story.post.people.welcome(address)


@when("la machine s’arrête après l’envoi, avant de l’avoir noté")
def dies_after_sending(story: Story) -> None:
    carrier = story.post.people.open()

    def die(message: Message) -> None:
        carrier.deliver(message)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        story.post.put_on(notifier=Doing(die)).deliver()


@when("les avis sont distribués")
def delivered(story: Story) -> None:
    story.last = story.post.deliver()


@when(parsers.re(r"les avis sont distribués (?P<minutes>\d+) minutes? plus tard"))
def delivered_later(story: Story, minutes: str) -> None:
    story.post.clock.advance(timedelta(minutes=int(minutes)))
    story.last = story.post.deliver()


@when("l’administratrice renvoie les avis non distribués")
def replayed(story: Story) -> None:
    assert story.post.registre.notices.replay_all(story.post.administrator) == 1


@then(parsers.parse("l’avis attend, tenté {times:d} fois"))
def waits(story: Story, times: int) -> None:
    [one] = story.post.stands()
    assert (Fate.WAITING, times) == (one.fate, one.attempts)


@then("l’avis n’est pas distribué")
def is_dead(story: Story) -> None:
    assert ["given-up"] == story.post.fates()


@then(parsers.re(r"« (?P<address>\S+) » a reçu (?P<number>\d+) avis"))
def has_received(story: Story, address: str, number: str) -> None:
    assert int(number) == len(story.received(address))


@then(parsers.parse("« {address} » a reçu {number:d} avis, sous une seule clé"))
def has_received_under_one_key(story: Story, address: str, number: int) -> None:
    keys = [message.key for message in story.received(address)]
    assert (number, 1) == (len(keys), len(set(keys)))


@then("la distribution signale un échec")
def tells_of_it(story: Story) -> None:
    assert story.last is not None
    assert not story.last.is_complete
