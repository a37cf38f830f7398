"""S9: what the list shows of the post-work check, minute by minute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from pytest_bdd import given, parsers, scenarios, then, when
from tests.features.hot_work import Story, at
from tests.features.signing import OPERATOR, PARIS, School

from registre_core import Actor
from registre_core.kernel.actors import Offline
from registre_core.kernel.identifiers import EntryId
from registre_core.kernel.money import Money
from registre_core.permits import RoundState, watch_rounds
from registre_core.permits.tables import ROUNDS

scenarios("levee_de_doute.feature")

Table = list[list[str]]
COUNTS: Mapping[str, RoundState] = {"à l’heure": RoundState.IN_TIME, "en retard": RoundState.LATE}
WHY: Mapping[str, str] = {"il est trop tôt": "round-too-early", "les travaux ne sont pas finis": "round-before-end"}
TOLD: Mapping[str, str] = {"une ronde est due": "round-due", "une ronde n’a pas été faite": "round-missed"}


@pytest.fixture
def story(school: School) -> Story:
    return Story(school)


# ---- who and where ---------------------------------------------------------------------------------------------------


@given(parsers.parse("l’école « Simone-Veil », le {day} à {hour}"))
def a_school(story: Story, day: str, hour: str) -> None:
    assert (at(hour), day) == (story.school.clock.now(), f"{story.school.clock.today():%d/%m/%Y}")


@given(parsers.parse("« {name} », qui répond de l’école pour l’exploitant et a un compte"))
@given(parsers.parse("« {name} », du prestataire « Ouest Extincteurs », sans compte"))
def somebody(story: Story, name: str) -> None:
    assert name in story.school.people


@given(parsers.parse("un permis de feu signé, valable de 09:00 à {until:5}"))
def a_signed_permit(story: Story, until: str) -> None:
    _signed(story, until)


@given(parsers.parse("un permis de feu signé, valable de 09:00 à {until:5}, sans levée de doute"))
def a_permit_without_a_check(story: Story, until: str) -> None:
    _signed(story, until, watch=None)


@given(parsers.parse("un permis de feu signé, valable de 09:00 à {until:5}, dans un site qui ferme à {closes}"))
def a_permit_where_a_site_closes(story: Story, until: str, closes: str) -> None:
    _signed(story, until, site_closes_at=at(closes))


@given(parsers.parse("la fin des travaux, déclarée à {hour}"))
def work_ends(story: Story, hour: str) -> None:
    story.later(at(hour), story.end_work)


@given("l’accès de l’école coupé pour une facture impayée")
def access_is_cut(story: Story) -> None:
    story.move_to(at("14:10"))
    billing, operator = story.registre.billing, Actor.operator(story.school.workspace)
    due, money = story.school.clock.today() - timedelta(days=40), Money.of("100", "EUR")
    billing.record_invoice(operator, number="F-1", issued_on=date(2026, 1, 2), due_on=due, total=money)


# ---- what happens ----------------------------------------------------------------------------------------------------


@when("les rondes sont faites")
def rounds_are_made(story: Story, datatable: Table) -> None:
    for minutes, hour in datatable[1:]:
        story.later(at(hour), lambda minutes=minutes: story.look(int(minutes)))  # type: ignore[misc]


@when(parsers.parse("la ronde de {minutes:d} minutes est faite à {hour:5}"))
def a_round_is_made(story: Story, minutes: int, hour: str) -> None:
    story.move_to(at(hour))
    story.look(minutes)


@when(parsers.parse("la ronde de {minutes:d} minutes est faite sans réseau à {made}, et envoyée à {sent}"))
def a_round_is_sent(story: Story, minutes: int, made: str, sent: str) -> None:
    story.move_to(at(sent))
    offline = Offline(EntryId(UUID(int=1)), at(made))
    story.look(minutes, evolve(story.operator, offline=offline))


@when(parsers.parse("la plateforme fait ses rappels à {hour}"))
def reminds(story: Story, hour: str) -> None:
    story.move_to(at(hour))
    story.registre.permits.remind(Actor.operator())


# ---- what follows ----------------------------------------------------------------------------------------------------


@then("la liste des permis montre au fil du temps")
def the_list_shows(story: Story, datatable: Table) -> None:
    shown = []
    for hour, *_ in datatable[1:]:
        story.move_to(at(hour))
        line = story.line()
        enabled = "activée" if line.watch_enabled else "non activée"
        shown.append([hour, enabled, line.colour or "", line.colour_label or ""])

    assert datatable[1:] == shown


@then("les rondes se lisent")
def the_rounds_read(story: Story, datatable: Table) -> None:
    rounds = story.rounds().values()
    told = [
        [str(one.minutes), f"{one.record.made_at.astimezone(PARIS):%H:%M}", ROUNDS[one.state]]
        for one in rounds
        if one.record
    ]

    assert datatable[1:] == told


@then(parsers.parse("elle compte {how}"))
def it_counts(story: Story, how: str) -> None:
    assert story.looked
    first, *_ = watch_rounds(story.looked, story.school.clock.now())

    assert COUNTS[how] is first.state


@then(parsers.parse("la ronde de {minutes:d} minutes, faite à {hour}, est refusée : {why}"))
def it_is_refused(story: Story, minutes: int, hour: str, why: str) -> None:
    story.move_to(at(hour))
    with story.school.refused():
        story.look(minutes)

    assert [WHY[why]] == story.school.codes()


@then("planifier une intervention est refusé, car l’accès est coupé")
def planning_is_refused(story: Story) -> None:
    with story.school.refused():
        story.registre.interventions.plan(
            story.operator, site=story.school.site, type_code="maintenance", planned_on=story.school.clock.today()
        )

    assert ["access-suspended"] == story.school.codes()


@then(parsers.parse("« {name} » est prévenue : {what}"))
def is_told(story: Story, name: str, what: str) -> None:
    assert name == OPERATOR
    with story.registre.ports.storage.read(story.school.workspace) as tx:
        told = [(one.kind, one.recipient, one.facts.get("round")) for one in tx.outbox.pending()]

    assert 1 == told.count((TOLD[what], story.school.mail_of(name), 30))


@then(parsers.parse("la liste des permis en avertit : la surveillance irait jusqu’à {hour}"))
def is_warned(story: Story, hour: str) -> None:
    (warning,) = (one for one in story.line().warnings if one.code == "watch-passes-closing")

    assert at(hour) == datetime.fromisoformat(str(warning.facts["ends_at"]))


def _signed(story: Story, until: str, **given: Any) -> None:  # noqa: ANN401  # as `PermitTerms` takes it
    story.draw_up(valid_until=at(until), **given)
    story.sign_to_open()
