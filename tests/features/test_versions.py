"""S10: which versions get in, who is told what, and whom nobody interrupts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from attrs import define, evolve, field
from pytest_bdd import given, parsers, scenarios, then, when
from tests.usecases.town import Town

from registre_core import Actor, Client, Forbidden, InvalidInput, Registre, assemble
from registre_core.access import ACTIONS, Action, Welcome
from registre_core.clients import ClientPolicy, Requirement
from registre_core.kernel.actors import ClientKind
from registre_core.rights import AccountKind
from registre_core.services.front_door import FrontDoor, Target
from registre_core.services.nightly import Night
from registre_core.workspace import Category, ErpType

scenarios("versions.feature")

CHANNELS: Mapping[str, ClientKind] = {"le web": ClientKind.WEB, "l’application mobile": ClientKind.MOBILE}
REASONS: Mapping[str, str] = {
    "la version est trop ancienne": "client-too-old",
    "la version est inconnue": "client-version-unknown",
    "le droit manque": "right-not-held",
}
ADMINISTRATOR = "l’administratrice"
TO_COME: Mapping[str, str] = {"watch.record": "Enregistrer une ronde", "interventions.sign": "Signer une intervention"}
"""Use cases to come, by the right they ask for."""


@define
class Story:
    """What happened so far."""

    town: Town
    registre: Registre
    clients: dict[ClientKind, Requirement] = field(factory=dict)
    people: dict[str, Actor] = field(factory=dict)
    kept: Any = None
    """What was stored before somebody tried."""
    refusal: Forbidden | None = None
    welcome: Welcome | None = None
    problems: tuple[str, ...] = ()
    result: object = None

    def ask(self, actor: Actor, do: Callable[[Registre, Actor], object]) -> None:
        """Let somebody be received, then do something, and remember how both went."""
        self.kept, self.refusal = self.town.kept(), None
        self.welcome = self.registre.access.welcome(actor)
        try:
            self.result = do(self.registre, actor)
        except Forbidden as refusal:
            self.refusal = refusal

    def require(self, kind: ClientKind, requirement: Requirement) -> None:
        self.clients[kind] = requirement
        try:
            policy = ClientPolicy(self.clients)
        except InvalidInput as error:
            self.problems = tuple(problem.code for problem in error.problems)
            return
        self.registre = assemble(evolve(self.town.registre.ports, clients=policy))

    @property
    def codes(self) -> list[str]:
        return [reason.code for reason in self.refusal.reasons] if self.refusal else []


@pytest.fixture
def story(town: Town, monkeypatch: pytest.MonkeyPatch) -> Story:
    for right, french in TO_COME.items():
        monkeypatch.setitem(ACTIONS, right, Action(right, french, right))
    return Story(town, town.registre)


def through(channel: str, version: str) -> Client:
    return Client(CHANNELS[channel], version.strip() or None)


def list_sites(registre: Registre, actor: Actor) -> object:
    return registre.workspace.sites(actor)


# ---- who, and what is required ---------------------------------------------------------------------------------------


@given("un environnement et son administratrice")
def an_environment(story: Story) -> None:
    story.people[ADMINISTRATOR] = story.town.mayor


@given(parsers.parse("« {name} », sans aucun droit"))
def somebody_without_rights(story: Story, name: str) -> None:
    story.people[f"« {name} »"] = story.town.somebody(name=name)


@given(parsers.parse("l’hébergeur conseille la version « {version} » de l’application mobile"))
def an_advice(story: Story, version: str) -> None:
    story.require(ClientKind.MOBILE, Requirement("1.9.1", recommended=version))


@given(parsers.parse("l’hébergeur exige désormais la version « {version} » de l’application mobile"))
def a_new_minimum(story: Story, version: str) -> None:
    story.require(ClientKind.MOBILE, Requirement(version))


@when(
    parsers.parse(
        "l’hébergeur exige la version « {minimum} » du web alors que la dernière publiée est la « {published} »"
    )
)
def a_minimum_that_nobody_can_get(story: Story, minimum: str, published: str) -> None:
    story.require(ClientKind.WEB, Requirement(minimum, published=published))


@when(
    parsers.parse(
        "l’hébergeur exige la version « {web} » du web, et conseille la « {mobile} » "
        "d’une application dont il exige la « {minimum} »"
    )
)
def nonsense(story: Story, web: str, mobile: str, minimum: str) -> None:
    story.clients[ClientKind.WEB] = Requirement(web)
    story.require(ClientKind.MOBILE, Requirement(minimum, recommended=mobile))


@then("le registre ne s’ouvre pas, car la version exigée n’est pas publiée")
def not_published(story: Story) -> None:
    assert ("version-not-published",) == story.problems


@then("le registre ne s’ouvre pas, et les deux erreurs sont dites")
def both_are_told(story: Story) -> None:
    assert ("malformed-text", "recommended-below-minimum") == story.problems


# ---- coming in -------------------------------------------------------------------------------------------------------


@when(parsers.re(r"l’administratrice se présente par (?P<channel>.+) en version «(?P<version>.*)»"))
def she_comes(story: Story, channel: str, version: str) -> None:
    story.ask(evolve(story.people[ADMINISTRATOR], client=through(channel, version)), list_sites)


@when(parsers.parse("{who} ajoute le site « {name} » par {channel} en version « {version} »"))
def somebody_adds_a_site(story: Story, who: str, name: str, channel: str, version: str) -> None:
    def add(registre: Registre, actor: Actor) -> object:
        return registre.workspace.add_site(actor, name=name, erp_type=ErpType.R, category=Category.FOURTH)

    story.ask(evolve(story.people[who], client=through(channel, version)), add)


@when(parsers.parse("{who} demande la liste des sites sans annoncer de version"))
def a_machine_asks(story: Story, who: str) -> None:
    actors = {
        "un compte de machine, par l’API": story.town.somebody(["sites.consult"], kind=AccountKind.MACHINE),
        "l’administratrice, à la ligne de commande": evolve(story.town.mayor, client=Client(ClientKind.COMMAND_LINE)),
    }
    story.ask(actors[who], list_sites)


@when("la nuit passe")
def the_night_passes(story: Story) -> None:
    story.result = story.registre.nightly.run(Actor.operator())


@then("elle est admise")
def she_is_let_in(story: Story) -> None:
    assert ([], True) == (story.codes, story.result is not None)


@then("elle est refusée")
def she_is_not(story: Story) -> None:
    assert ["client-too-old"] == story.codes


@then(parsers.re(r"(elle est refusée|c’est refusé), car (?P<reasons>.+)"))
def it_is_refused_for(story: Story, reasons: str) -> None:
    assert [REASONS[reason] for reason in reasons.split(", et car ")] == story.codes


@then("on lui demande rien")
def nothing_is_asked(story: Story) -> None:
    assert story.welcome is not None
    assert story.welcome.client.action is None


@then(parsers.parse("on lui demande « {action} »"))
def something_is_asked(story: Story, action: str) -> None:
    assert story.welcome is not None
    assert action == story.welcome.client.action
    if story.refusal:
        assert action == story.refusal.facts["action"]


@then(parsers.parse("le refus dit la version annoncée « {declared} » et la version minimale « {minimum} »"))
def the_refusal_tells(story: Story, declared: str, minimum: str) -> None:
    assert story.refusal is not None
    assert (declared, minimum) == (story.refusal.facts["declared"], story.refusal.facts["minimum"])


@then("rien n’est enregistré")
def nothing_is_kept(story: Story) -> None:
    assert story.kept == story.town.kept()


@then(parsers.parse("le bas de sa page dit « {footer} »"))
def the_footer_says(story: Story, footer: str) -> None:
    assert story.welcome is not None
    assert footer == story.welcome.footer


@then(parsers.parse("ses modules et ses actions sont ceux de la version « {version} »"))
def nothing_less(story: Story, version: str) -> None:
    recent = story.registre.access.welcome(evolve(story.town.mayor, client=Client.mobile(version)))

    assert story.welcome is not None
    assert (recent.modules, recent.actions) == (story.welcome.modules, story.welcome.actions)


@then("la liste lui est donnée")
def the_list_is_given(story: Story) -> None:
    assert ([], True) == (story.codes, story.result is not None)


@then("son travail est fait")
def the_work_is_done(story: Story) -> None:
    assert isinstance(story.result, Night)
    assert () == story.result.troubles


# ---- what is running -------------------------------------------------------------------------------------------------


@given(parsers.parse("une ronde en cours, commencée par l’application mobile en version « {version} »"))
def a_round(story: Story, version: str) -> None:
    story.people["l’agent"] = evolve(story.town.holder("watch.record", "sites.consult"), client=Client.mobile(version))


@given("une signature déjà demandée à l’agent")
def a_signature(story: Story) -> None:
    story.people["l’agent"] = story.town.holder("interventions.sign", "sites.consult")


def finish(story: Story, action: str, version: str, *, running: bool) -> None:
    """Pass the front door as its use case will, with a target that is running."""
    target = Target(story.town.school.id, "permit", story.town.open.id, running=running)

    def pass_by(registre: Registre, actor: Actor) -> object:
        with registre.ports.storage.begin(story.town.workspace) as tx:
            return FrontDoor(registre.ports).authorise(tx, actor, action, target)

    story.ask(evolve(story.people["l’agent"], client=Client.mobile(version)), pass_by)


@when(parsers.parse("l’agent inscrit la ronde par l’application mobile en version « {version} »"))
def he_records_the_round(story: Story, version: str) -> None:
    finish(story, "watch.record", version, running=True)


@when(parsers.parse("l’agent signe par l’application mobile en version « {version} »"))
def he_signs(story: Story, version: str) -> None:
    finish(story, "interventions.sign", version, running=True)


@then("la ronde est inscrite")
@then("la signature est reçue")
def it_is_finished(story: Story) -> None:
    assert ([], True) == (story.codes, story.result is not None)


@then("rien d’autre ne s’ouvre à lui avant la mise à jour")
def nothing_else(story: Story) -> None:
    finish(story, "watch.record", "1.9.1", running=False)
    begun = story.codes
    story.ask(evolve(story.people["l’agent"], client=Client.mobile("1.9.1")), list_sites)

    assert (["client-too-old"], ["client-too-old"]) == (begun, story.codes)
