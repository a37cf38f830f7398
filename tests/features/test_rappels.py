"""Who is told what: one reminder rather than three, and nobody is left out of what concerns safety."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from attrs import define, evolve
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.telling import HELENE, reachable
from tests.usecases.test_reminders import late_finding, late_visit, town  # noqa: F401  # nothing else is late there
from tests.usecases.town import TODAY, Town

from registre_core import Actor, RuleViolation
from registre_core.kernel.signatories import PersonKey, PersonKind

scenarios("rappels.feature")


@define
class Story:
    """What happened so far."""

    town: Town
    refusal: RuleViolation | None = None

    @property
    def helene(self) -> PersonKey:
        return PersonKey(PersonKind.CONTACT, self.town.contact.id)

    def night(self, days: int = 0) -> None:
        """Let so many days pass, and then do the night's work."""
        self.town.clock.advance(timedelta(days=days))
        self.town.registre.nightly.run(Actor.operator())

    def reminders(self, address: str) -> list[object]:
        """Tell of how many things each reminder tells."""
        return [one.facts["count"] for one in self.town.notices() if (one.kind, one.recipient) == ("reminder", address)]


@pytest.fixture
def story(town: Town) -> Story:  # noqa: F811  # the one imported
    return Story(town)


@given("un environnement, le 02/03/2026")
def a_workspace(story: Story) -> None:
    assert TODAY == story.town.registre.ports.clock.today()


@given(parsers.parse("l’interlocutrice « {name} », joignable à helene@exemple.fr"))
def a_contact(story: Story, name: str) -> None:
    assert (name, HELENE) == (story.town.contact.name, story.town.contact.email)


@given("une vérification de « Hélène Lefèvre », prévue la veille")
@given("une autre vérification de « Hélène Lefèvre », prévue la veille")
def her_check(story: Story) -> None:
    late_visit(story.town)


@given("une vérification sans interlocuteur, prévue la veille")
def nobody_s_check(story: Story) -> None:
    late_visit(story.town, is_met=False)


@given("une anomalie que « Hélène Lefèvre » devait lever la veille")
def her_anomaly(story: Story) -> None:
    late_finding(story.town, story.helene, due_on=story.town.registre.ports.clock.today() - timedelta(days=1))


@given(parsers.parse("« {name} », qui peut clore les interventions, joignable à {address}"))
def who_closes(story: Story, name: str, address: str) -> None:
    reachable(story.town, story.town.holder("interventions.close", name=name), address)


@given("« Hélène Lefèvre », qui surveille des travaux par point chaud")
def she_watches(story: Story) -> None:
    assert story.helene == story.town.permits["active"].watcher


@when("la nuit passe")
def a_night(story: Story) -> None:
    story.night()


@when(parsers.re(r"la nuit passe, (?P<days>\d+) jours? plus tard"))
def a_later_night(story: Story, days: str) -> None:
    story.night(int(days))


@when(parsers.parse("on coupe les avis « {kind} » pour tous"))
def off(story: Story, kind: str) -> None:
    notices, boss = story.town.registre.notices, story.town.holder("users.administer")
    with told_why(story):
        notices.settle(boss, evolve(notices.settings(boss), off=frozenset({kind})))


@when(parsers.parse("on coupe les avis « {kind} » pour « Hélène Lefèvre »"))
def muted(story: Story, kind: str) -> None:
    boss = story.town.holder("users.administer")
    with told_why(story):
        story.town.registre.notices.mute_for(boss, story.helene, [kind])


@contextmanager
def told_why(story: Story) -> Iterator[None]:
    try:
        yield
    except RuleViolation as refusal:
        story.refusal = refusal


@when("une vérification est prévue avec « Hélène Lefèvre »")
def planned(story: Story) -> None:
    late_visit(story.town, planned_on=TODAY + timedelta(days=9))


@when("les travaux sont arrêtés")
def stopped(story: Story) -> None:
    story.town.registre.permits.suspend(story.town.mayor, story.town.permits["active"].id, reason="odeur de brûlé")


@then(parsers.re(r"« (?P<address>.+) » reçoit un rappel, de (?P<count>\d+) choses?"))
def one_reminder(story: Story, address: str, count: str) -> None:
    assert [int(count)] == story.reminders(address)


@then(parsers.re(r"« (?P<address>.+) » a reçu (?P<count>\d+) rappels?"))
def so_many(story: Story, address: str, count: str) -> None:
    assert int(count) == len(story.reminders(address))


@then(parsers.parse("c’est refusé : « {kind} » est un avis de sécurité"))
def refused(story: Story, kind: str) -> None:
    assert story.refusal is not None
    assert [("safety-notice", kind)] == [(one.code, one.facts["kind"]) for one in story.refusal.reasons]


@then(parsers.parse("« {address} » ne reçoit rien"))
def nothing(story: Story, address: str) -> None:
    assert story.refusal is None
    assert [] == [one for one in story.town.notices() if one.recipient == address]


@then(parsers.parse("« {address} » est prévenue, avant tout le reste"))
def at_once(story: Story, address: str) -> None:
    assert [("permit-suspended", True)] == [
        (one.kind, one.is_urgent) for one in story.town.notices() if one.recipient == address
    ]
