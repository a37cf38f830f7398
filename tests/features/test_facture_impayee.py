"""S2, day by day, and what goes beyond it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pypdfium2
import pytest
from attrs import evolve
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.unpaid import (
    ADMINISTRATOR,
    COLOURS,
    DEEDS,
    HOLDS,
    LEVELS,
    SETTLEMENTS,
    TELEPHONE,
    TO_COME,
    Story,
    answer,
    claimed_at,
    euros,
    generate,
    jour,
    jours,
    moment,
    plan,
    told,
)
from tests.usecases import ledgers
from tests.usecases.town import Town

from registre_core import Conflict, Forbidden
from registre_core.access import ACTIONS, Action, ArrivalState
from registre_core.billing import BUTTON, BillingPolicy, Level, Survives
from registre_core.billing.tables import SUSPENDED_TEXT
from registre_core.kernel.actors import Offline
from registre_core.kernel.identifiers import EntryId

scenarios("facture_impayee.feature")

Table = list[list[str]]


@pytest.fixture
def story(town: Town, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Begin, with the use cases to come in the table."""
    for name, french in TO_COME.items():
        monkeypatch.setitem(ACTIONS, name, Action(name, french, name))
    return Story.of(town)


# ---- who and where ---------------------------------------------------------------------------------------------------


@given(parsers.parse("l’environnement « {name} », le {day}, avec son administratrice, qui a tous les droits"))
def an_environment(story: Story, name: str, day: str) -> None:
    assert (name, jour(day)) == (story.town.registre.workspace.show(story.town.mayor).name, story.town.clock.today())


@given("« Paul Agent », qui travaille sur tous les sites et ne voit pas les factures")
def an_agent(story: Story) -> None:
    assert ["right-not-held"] == _codes(lambda: story.town.registre.billing.invoices(story.agent))


@given(parsers.parse("la facture « {number} » de {amount} €, échéance le {due}"))
def an_invoice(story: Story, number: str, amount: str, due: str) -> None:
    story.bill(number, amount, due)


@given("une plateforme qui s’en tient à la source")
def the_sources_reading(story: Story) -> None:
    story.under(BillingPolicy(survives=Survives.SOURCE))


@given(parsers.parse("une plateforme qui donne au moins {days:d} jours de préavis"))
def a_notice(story: Story, days: int) -> None:
    story.under(BillingPolicy(minimum_notice_days=days))


@given(parsers.parse("une intervention planifiée le {day}"))
def an_intervention(story: Story, day: str) -> None:
    story.at(jour(day))
    story.intervention = plan(story, story.town.mayor)


@given(parsers.parse("qu’on est le {day}"))
@when(parsers.parse("qu’on est le {day}"))
@when(parsers.parse("on est le {day}"))
def it_is(story: Story, day: str) -> None:
    story.at(jour(day))


# ---- what happens ----------------------------------------------------------------------------------------------------


@when(parsers.parse("la plateforme enregistre le {day} la facture « {number} » de {amount} €, échéance le {due}"))
def records_an_invoice(story: Story, day: str, number: str, amount: str, due: str) -> None:
    story.at(jour(day))
    story.bill(number, amount, due)


@when(
    parsers.re(
        r"la plateforme enregistre (?:le (?P<day>\S+) )?(?P<what>un règlement|un avoir|un passage en perte) "
        r"de (?P<amount>\S+) € sur « (?P<number>[^»]+) », référence « (?P<key>[^»]+) »"
    )
)
def records(story: Story, day: str | None, what: str, amount: str, number: str, key: str) -> None:
    story.at(jour(day) if day else None)
    story.enter(story.town.operator, what, number, key=key, amount=amount)
    story.happened()


@when(parsers.parse("la plateforme enregistre le {day} le retour du règlement « {key} » sur « {number} »"))
def records_a_return(story: Story, day: str, key: str, number: str) -> None:
    story.at(jour(day))
    ledgers.refund(story.town, story.invoices[number], payment=key)


@when(parsers.parse("la plateforme met « {number} » en attente du {day} au {until} : {kind}"))
def holds(story: Story, number: str, day: str, until: str, kind: str) -> None:
    story.at(jour(day))
    story.hold(story.town.operator, number, until, HOLDS[kind])


@when(parsers.parse("la plateforme lève le {day} l’attente de « {number} »"))
def lifts(story: Story, day: str, number: str) -> None:
    story.at(jour(day))
    story.town.registre.billing.lift_hold(story.town.operator, story.invoices[number], key="attente")


@when(parsers.parse("la nuit fait son travail chaque jour du {first} au {last}"))
def nights(story: Story, first: str, last: str) -> None:
    for day in jours(first, last):
        story.night(day)


@when(parsers.parse("la nuit fait son travail seulement le {day}"))
def one_night(story: Story, day: str) -> None:
    story.night(jour(day))


@when(parsers.parse("l’administratrice veut enregistrer {what} sur « {number} »"))
def a_debtor_would(story: Story, what: str, number: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        story.enter(story.town.mayor, what, number, key="À-MOI", amount="1200,00")
    story.refusal = refusal.value


@when(parsers.parse("« Paul Agent » clôture l’intervention sur son téléphone sans réseau le {day} à {hour}"))
def closes_without_network(story: Story, day: str, hour: str) -> None:
    offline = Offline(EntryId(story.town.ids.new()), moment(f"{day} {hour}"))
    story.recorded = evolve(story.agent, client=TELEPHONE, offline=offline)


@when(parsers.parse("son téléphone l’envoie le {day}"))
def sends(story: Story, day: str) -> None:
    story.at(jour(day))
    assert story.recorded
    assert story.intervention
    story.town.registre.access.send(story.recorded, "interventions.close", {"intervention": str(story.intervention.id)})


# ---- what is seen ----------------------------------------------------------------------------------------------------


@then("aucun bandeau n’apparaît")
def no_banner(story: Story) -> None:
    assert [None] * 4 == [one.banner for one in story.welcomes()]


@then(parsers.parse("chaque jour du {first} au {last}, aucun bandeau n’apparaît"))
def no_banner_on_any(story: Story, first: str, last: str) -> None:
    for day in jours(first, last):
        story.at(day)
        no_banner(story)


@then(parsers.parse("chaque jour du {first} au {last}, un bandeau {colour} apparaît à tous, avec le texte"))
def a_banner_on_each(story: Story, first: str, last: str, colour: str, docstring: str) -> None:
    for day in jours(first, last):
        story.at(day)
        seen = {(one.banner.colour, one.banner.text) if one.banner else None for one in story.welcomes()}

        assert {(COLOURS[colour], docstring)} == seen


@then(parsers.parse("chaque jour du {first} au {last}, l’accès est {state}, sur le web comme sur mobile"))
def access_on_each(story: Story, first: str, last: str, state: str) -> None:
    for day in jours(first, last):
        story.at(day)
        access(story, state)


@given(parsers.re("l’accès est (?P<state>ouvert|coupé), sur le web comme sur mobile"))
@then(parsers.re("l’accès est (?P<state>ouvert|coupé), sur le web comme sur mobile"))
def access(story: Story, state: str) -> None:
    assert [state == "ouvert"] * 2 == [story.is_open(through) for through in ("web", "mobile")]


@then("au fil des jours")
def over_the_days(story: Story, datatable: Table) -> None:
    seen = []
    for at, *_ in datatable[1:]:
        story.town.clock.set(moment(at))
        ways = ["ouvert" if story.is_open(through) else "coupé" for through in ("web", "mobile")]
        seen.append([at, *story.shown(), *ways])

    assert datatable[1:] == seen


@then(parsers.parse("le bouton « {button} » apparaît"))
def the_button(story: Story, button: str, datatable: Table) -> None:
    (_, *people), *days = datatable
    for day, *expected in days:
        story.at(jour(day))
        seen = [story.welcome(*person.split(", ")) for person in people]
        buttons = [one.banner.button if one.banner else "aucun bandeau" for one in seen]

        assert [button if one == "oui" else None for one in expected] == buttons
    assert button == BUTTON


@then("l’administratrice ouvre ses factures et voit")
def opens_all_invoices(story: Story, datatable: Table) -> None:
    page = story.town.registre.billing.invoices(story.town.mayor)

    assert datatable[1:] == [story.listed(one) for one in page.items]


@then(parsers.parse("l’administratrice ouvre « {button} » et voit"))
def presses_the_button(story: Story, button: str, datatable: Table) -> None:
    banner = story.welcome(ADMINISTRATOR, "web").banner

    assert button == (banner and banner.button)
    opens_all_invoices(story, datatable)


@then("les totaux sont")
def the_totals(story: Story, datatable: Table) -> None:
    seen = []
    for state, settlement in SETTLEMENTS.items():
        (one,) = story.town.registre.billing.totals(story.town.mayor, settlement=settlement)
        seen.append([state, str(one.number), told(one.total), told(one.remaining)])

    assert datatable[1:] == seen


@then("« Paul Agent » ne peut pas les ouvrir, car le droit lui manque")
def the_agent_may_not(story: Story) -> None:
    assert ["right-not-held"] == _codes(lambda: story.town.registre.billing.invoices(story.agent))


@then("tout est possible, sur le web comme sur mobile")
def everything(story: Story) -> None:
    possible = {deed: [answer(story, deed, through) for through in ("web", "mobile")] for deed in DEEDS}

    assert [["oui", "oui"]] * len(DEEDS) == list(possible.values())


@then("à qui en a le droit, il reste possible de")
def what_survives(story: Story, datatable: Table) -> None:
    (_, *ways), *rows = datatable

    assert list(DEEDS) == [deed for deed, *_ in rows]
    assert rows == [[deed, *(answer(story, deed, through) for through in ways)] for deed, *_ in rows]


@then(parsers.parse("le {day}, l’administratrice génère sur le web la synthèse de « {site} »"))
def the_summary_is_generated(story: Story, day: str, site: str) -> None:
    story.at(jour(day))
    printed = generate(story, story.person(ADMINISTRATOR, "web")).content
    with pypdfium2.PdfDocument(printed) as document:
        assert site in "".join(page.get_textpage().get_text_bounded() for page in document)


@then("elle ne le peut pas sur mobile")
def not_on_a_telephone(story: Story) -> None:
    assert ["access-suspended"] == _codes(lambda: generate(story, story.person(ADMINISTRATOR, "mobile")))


@then("« Paul Agent » ne le peut pas non plus, car le droit lui manque")
def not_without_the_right(story: Story) -> None:
    assert ["right-not-held"] == _codes(lambda: generate(story, story.agent))


@then("l’accueil de l’administratrice ne montre plus que")
def what_is_left_to_see(story: Story, datatable: Table) -> None:
    assert datatable[1:] == [[through, story.modules(through)] for through in ("web", "mobile")]


@then(
    parsers.parse("planifier une intervention est refusé : l’accès est coupé depuis le {day}, dans les mots du bandeau")
)
def says_why(story: Story, day: str) -> None:
    with pytest.raises(Forbidden) as refusal:
        plan(story, story.town.mayor)

    assert "access-suspended" == refusal.value.code
    assert {"cut_off_on": jour(day).isoformat(), "text": SUSPENDED_TEXT} == refusal.value.facts


@then("la plateforme vérifie le registre, et il est intact")
def the_operator_passes(story: Story) -> None:
    assert story.town.registre.register.verify(story.town.operator).is_intact


@then(parsers.parse("le premier jour où l’accès est coupé est le {day}, celui que le bandeau annonçait"))
def the_day_announced(story: Story, day: str) -> None:
    announced = set()
    while story.is_open("web"):
        announced.add(story.shown()[1])
        story.at(story.town.clock.today() + timedelta(days=1))

    assert (jour(day), {day}) == (story.town.clock.today(), announced)


@then(parsers.parse("il reste {amount} € à payer sur « {number} »"))
def what_remains(story: Story, amount: str, number: str) -> None:
    assert euros(amount) == story.invoice(number).remaining


@then(
    parsers.parse(
        "un règlement de {amount} € sur « {number} » sous la référence « {key} » est refusé, car elle a déjà servi"
    )
)
def a_key_counts_once(story: Story, amount: str, number: str, key: str) -> None:
    with pytest.raises(Conflict) as refusal:
        story.enter(story.town.operator, "un règlement", number, key=key, amount=amount)

    assert "key-reused" == refusal.value.code


@then("c’est refusé, car seule la plateforme le peut")
def for_the_operator_alone(story: Story) -> None:
    assert story.refusal is not None
    assert "operator-only" == story.refusal.code


# ---- what the register tells -----------------------------------------------------------------------------------------


@then("le registre raconte")
def the_register_tells(story: Story, datatable: Table) -> None:
    assert datatable[1:] == story.changes()


@then(parsers.parse("le registre raconte enfin : de « {before} » à « {after} », cause : {cause}"))
def the_register_tells_last(story: Story, before: str, after: str, cause: str) -> None:
    assert [f"{story.town.clock.today():%d/%m/%Y}", before, after, cause] == story.changes()[-1]


@then("le registre ne raconte rien de plus")
def nothing_more(story: Story) -> None:
    assert story.entries == len(story.town.entries())


@then(parsers.parse("le registre ne raconte {what} qu’une fois"))
def told_once(story: Story, what: str) -> None:
    kind = {"le règlement": "payment-recorded", "la clôture": "intervention-closed"}[what]

    assert 1 == story.kinds().count(kind)


@then(parsers.parse("l’administratrice, qui voit les factures, est prévenue par courriel : {levels}"))
def is_told(story: Story, levels: str) -> None:
    letters = ledgers.letters(story.town)

    assert {ledgers.HER_MAIL} == {letter.recipient for letter in letters}
    assert levels.split(", ") == [LEVELS[Level(str(letter.facts["level"]))] for letter in letters]


@then("une nuit de plus le même jour n’ajoute rien")
def a_second_run(story: Story) -> None:
    before = story.town.kept()
    story.night(story.town.clock.today())

    assert before == story.town.kept()


# ---- what was done without network -----------------------------------------------------------------------------------


@then(parsers.re("l’intervention (?:n’est pas clôturée|est clôturée, faite le (?P<day>.+))"))
def closing(story: Story, day: str | None) -> None:
    assert (day and jour(day)) == story.closed().done_on


@then(
    parsers.parse(
        "le registre garde l’heure dite par le téléphone, {claimed}, à côté de celle du serveur, le {received}"
    )
)
def both_times(story: Story, claimed: str, received: str) -> None:
    (entry,) = [one for one in story.town.entries() if one.heading.kind == "intervention-closed"]

    assert moment(claimed) == claimed_at(entry)
    assert jour(received) == story.town.clock.day_of(entry.heading.recorded_at)


@then(parsers.re("« Paul Agent » trouve son envoi parmi ceux qui (?P<state>attendent|ont été admis)"))
def finds_it_kept(story: Story, state: str) -> None:
    wanted = ArrivalState.WAITING if state == "attendent" else ArrivalState.ADMITTED
    (one,) = story.town.registre.access.arrivals(story.agent).items

    assert story.recorded
    assert story.recorded.offline
    assert (story.recorded.offline.id, wanted) == (one.id, one.state)


def _codes(ask: Callable[[], object]) -> list[str]:
    with pytest.raises(Forbidden) as refusal:
        ask()
    return [reason.code for reason in refusal.value.reasons]
