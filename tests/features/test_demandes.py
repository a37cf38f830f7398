"""S5 and S6: one request to as many as wanted, for one and the same intervention."""

from __future__ import annotations

import pytest
from attrs import asdict
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.asking import OUTSIDE, Story, day, mail_of
from tests.features.signing import School, moment

from registre_core import Forbidden, RuleViolation
from registre_core.findings import State
from registre_core.kernel.money import Money
from registre_core.requests import LineState, Offer, Quote, RequestKind
from registre_core.services.requests import Reply

scenarios("demandes_intervention.feature", "demandes_devis.feature")

Table = list[list[str]]
KINDS = {"d’intervention": RequestKind.INTERVENTION, "de devis": RequestKind.QUOTE}


def names(written: str) -> list[str]:
    """Read « A », « B » et « C »."""
    return [part.partition(" »")[0] for part in written.split("« ")[1:]]


@pytest.fixture
def story(school: School) -> Story:
    return Story(school)


# ---- who and where ---------------------------------------------------------------------------------------------------


@given(parsers.parse("l’école « Simone-Veil », le {at}"))
@given(parsers.parse("nous sommes le {at}"))
def it_is(story: Story, at: str) -> None:
    story.school.clock.set(moment(at.replace(" à ", " ")))


@given(parsers.parse("les prestataires {written}, chacun avec un interlocuteur à prévenir"))
def firms(story: Story, written: str) -> None:
    for name in names(written):
        story.firm(name)


@given(parsers.parse("l’interlocuteur « {name} », seul, à prévenir"))
def somebody_alone(story: Story, name: str) -> None:
    story.alone(name)


@given(parsers.parse("l’anomalie « {text} »"))
def an_anomaly(story: Story, text: str) -> None:
    school = story.school
    story.finding = school.registre.findings.record(school.mayor, text=text, site=school.site).id


@given(parsers.re(r"une demande (?P<kind>d’intervention|de devis) envoyée à (?P<to>« [^,]*(, « [^,]*)*)"))
@when(parsers.re(r"une demande (?P<kind>d’intervention|de devis) est envoyée à (?P<to>.*)"))
def asked(story: Story, kind: str, to: str) -> None:
    story.ask(KINDS[kind], names(to))


@given(parsers.re(r"une demande d’intervention envoyée à (?P<to>.*), à répondre avant le (?P<until>[0-9/]+)"))
def asked_until(story: Story, to: str, until: str) -> None:
    story.ask(RequestKind.INTERVENTION, names(to), until)


@given("l’accès de l’école coupé pour une facture impayée")
def access_is_cut(story: Story) -> None:
    story.links["Nadia Roche"] = story.secret("Nadia Roche")
    story.cut_access()


# ---- what happens ----------------------------------------------------------------------------------------------------


@when("la demande est envoyée de nouveau")
def sent_again(story: Story) -> None:
    story.requests.send(story.school.mayor, story.request)


@when(parsers.parse("« {name} » est ajouté à la demande, qui est envoyée de nouveau"))
def added(story: Story, name: str) -> None:
    story.requests.edit(story.school.mayor, story.request, add=[story.recipients[name]])
    story.requests.send(story.school.mayor, story.request)


@given(parsers.parse("« {name} » propose de venir le {on}"))
def proposes(story: Story, name: str, on: str) -> None:
    story.answer(name, Reply("Nous venons.", proposed_on=day(on)))


@given("les devis")
def quotes(story: Story, datatable: Table) -> None:
    for name, amount, rate, until in datatable[1:]:
        quote = Quote(Money.of(amount, "EUR"), rate, day(until))
        story.answer(name, Reply(quote=quote))


@when(parsers.re(r"(?P<who>« .* ») (est retenu|sont retenus)$"))
def chosen(story: Story, who: str) -> None:
    story.award(names(who))


@when(parsers.re(r"(?P<who>« .* ») (est retenu|sont retenus) pour le (?P<on>[0-9/]+)"))
def chosen_for(story: Story, who: str, on: str) -> None:
    story.award(names(who), on)


@when(parsers.re(r"(?P<who>« .* ») sont retenus, chacun pour une intervention"))
def chosen_apart(story: Story, who: str) -> None:
    story.award(names(who), split=True)


@when(parsers.parse("« {name} » ouvre son lien"))
def opens(story: Story, name: str) -> None:
    story.seen = story.requests.open_with_link(OUTSIDE, story.secret(name))


@when(parsers.parse("« {name} » répond par son lien qu’elle vient le {on}"))
def answers(story: Story, name: str, on: str) -> None:
    reply = Reply("Je viens.", proposed_on=day(on))
    story.seen = story.requests.answer_with_link(OUTSIDE, story.links.get(name) or story.secret(name), reply)


@when(parsers.parse("« {name} » décline par son lien : « {why} »"))
def declines(story: Story, name: str, why: str) -> None:
    story.seen = story.requests.decline_with_link(OUTSIDE, story.secret(name), reason=why)


@when(parsers.parse("la demande est retirée : « {why} »"))
def withdrawn(story: Story, why: str) -> None:
    story.links["Nadia Roche"] = story.secret("Nadia Roche")
    story.requests.withdraw(story.school.mayor, story.request, reason=why)


@when(parsers.parse("l’anomalie est levée : « {why} »"))
def cleared(story: Story, why: str) -> None:
    done = story.school.registre.findings.clear(story.school.mayor, story.finding, reason=why)
    story.proposed = [one.id for one in done.open_requests]


# ---- what is to be seen ----------------------------------------------------------------------------------------------


@then(parsers.parse("{count:d} personnes sont prévenues de la demande"))
def so_many_are_told(story: Story, count: int) -> None:
    told = story.told("request-sent")

    assert (count, count) == (len(told), len(set(told)))


@then(parsers.parse("la demande est « {state} »"))
def the_whole_stands(story: Story, state: str) -> None:
    assert state == story.whole()


@then(parsers.parse("une seule intervention est planifiée, le {on}"))
def one_and_the_same(story: Story, on: str) -> None:
    assert 1 == len({one.id for one in story.came})
    assert day(on) == story.came[-1].planned_on


@then(parsers.parse("{count:d} interventions sont planifiées"))
def so_many_interventions(story: Story, count: int) -> None:
    assert count == len({one.id for one in story.came})


@then(parsers.re(r"(?P<who>« .* ») y participent"))
def take_part(story: Story, who: str) -> None:
    at = story.school.registre.interventions.show(story.school.mayor, story.came[-1].id)

    assert {story.recipients[name].contractor_id for name in names(who)} == set(at.contractors)


@then("l’anomalie est planifiée pour cette intervention")
def is_planned(story: Story) -> None:
    found = story.school.registre.findings.show(story.school.mayor, story.finding)

    assert (State.PLANNED, story.came[-1].id) == (found.state, found.steps[-1].intervention_id)


@then(parsers.parse("« {name} » apprend que d’autres ont été retenus"))
def is_told(story: Story, name: str) -> None:
    assert 1 == story.told("request-not-awarded").count(mail_of(name))


@then(parsers.parse("« {name} » n’apprend pas que d’autres ont été retenus"))
def is_not_told(story: Story, name: str) -> None:
    assert mail_of(name) not in story.told("request-not-awarded")


@then(parsers.parse("elle lit l’anomalie « {text} », et ni « {other} » ni son adresse"))
def sees_the_anomaly(story: Story, text: str, other: str) -> None:
    assert story.seen is not None
    assert [text] == [one.text for one in story.seen.defects]
    told = repr(asdict(story.seen))
    assert [False, False] == [word in told for word in (other, mail_of(other))]


@then(parsers.parse("elle ne lit nulle part « {price} », ni « {other} »"))
def sees_no_price(story: Story, price: str, other: str) -> None:
    assert story.seen is not None
    told = repr(asdict(story.seen))
    assert [False, False] == [word in told for word in (price, other)]


@then(parsers.parse("« {first} » est « {one} » et « {second} » est « {other} »"))
def they_stand(story: Story, first: str, one: str, second: str, other: str) -> None:
    assert [one, other] == [story.state(first), story.state(second)]


@then(parsers.parse("la réponse de « {name} » est marquée en retard"))
def is_marked(story: Story, name: str) -> None:
    answer = story.line(name).answer

    assert answer is not None
    assert answer.is_late


@then(parsers.parse("le lien de « {name} » est refusé : la demande a été retirée"))
def opens_nothing(story: Story, name: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        story.requests.open_with_link(OUTSIDE, story.links[name])

    assert "link-revoked" == refusal.value.code


@then("sa réponse est gardée")
def is_kept(story: Story) -> None:
    assert story.seen is not None
    assert LineState.ANSWERED is story.seen.state


@then("consulter la demande est refusé, car l’accès est coupé")
def cannot_be_seen(story: Story) -> None:
    with pytest.raises(Forbidden) as refusal:
        story.requests.show(story.school.mayor, story.request)

    assert "access-suspended" == refusal.value.code


@then("il est proposé de retirer la demande")
def is_proposed(story: Story) -> None:
    assert [story.request] == story.proposed


@then("la comparaison montre")
def comparison_shows(story: Story, datatable: Table) -> None:
    found = story.requests.compare(story.school.mayor, story.request)
    (table,) = found.comparison.tables
    by_recipient = {recipient: name for name, recipient in story.recipients.items()}

    assert datatable[1:] == [
        [
            by_recipient[one.line.recipient],
            *(str(money.amount) for money in (one.quote.amount, one.vat, one.total)),
            remark(one),
        ]
        for one in table.offers
    ]


def remark(one: Offer) -> str:
    return "expiré" if one.is_expired else "le moins cher" if one.is_cheapest else ""


@then("c’est refusé : le devis a expiré")
def is_refused(story: Story) -> None:
    assert ["quote-expired"] == story.school.codes()
