"""What was recorded without network and arrives while access is cut counts on the day it claims (S2)."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from tests.usecases.debts import (
    PARIS,
    day,
    debt_free,
    noon,
    owe,
    pay,
    recorded_offline,
    refusals,
    sites,
    suspend,
    under,
)
from tests.usecases.town import Town, twin_of

from registre_core import Actor, Client, InvalidInput, RegistreError
from registre_core.billing import BillingPolicy, Hold, HoldKind, Invoice, Survives


@pytest.fixture
def town(founded: Town) -> Town:
    return debt_free(twin_of(founded))


def close(town: Town, actor: Actor) -> list[str]:
    return refusals(lambda: town.registre.interventions.close(actor, town.open.id))


@pytest.mark.parametrize(
    "at, expected",
    [
        (datetime(2026, 2, 19, 23, 59, 59, tzinfo=PARIS), []),
        (datetime(2026, 2, 20, 0, 0, tzinfo=PARIS), ["access-suspended"]),
        (noon(-1), ["access-suspended"]),
        (datetime(2026, 2, 19, 23, 30, tzinfo=UTC), ["access-suspended"]),
        (noon(-370), ["access-suspended"]),
    ],
    ids=[
        "the last second before the cut",
        "the first one after",
        "yesterday",
        "the evening before, for a telephone that counts otherwise",
        "so long ago that a clock was reset",
    ],
)
def test_what_was_recorded_before_the_cut_is_done_when_it_arrives_and_nothing_later(
    town: Town, at: datetime, expected: list[str]
) -> None:
    suspend(town)  # since 20 February

    assert expected == close(town, recorded_offline(town, town.mayor, at))


@pytest.mark.parametrize("preset", Survives)
def test_that_holds_under_either_preset(town: Town, preset: Survives) -> None:
    suspend(town)

    assert [] == close(under(town, BillingPolicy(survives=preset)), recorded_offline(town, town.mayor, noon(-20)))


def cut_twice(town: Town) -> tuple[Invoice, Invoice]:
    """Cut access from -50 to -41, when it is paid, and again since -10."""
    first = pay(town, owe(town, due=-80), on=-40)
    return first, owe(town, due=-40, number="D-2")


@pytest.mark.parametrize(
    "claimed, expected",
    [
        (-51, []),
        (-50, ["access-suspended"]),
        (-41, ["access-suspended"]),
        (-40, []),
        (-11, []),
        (-10, ["access-suspended"]),
    ],
    ids=["before both", "in the first", "its last day", "the day it was paid", "in between", "in the second"],
)
def test_who_was_reopened_and_cut_again_is_held_to_the_day_he_claims(
    town: Town, claimed: int, expected: list[str]
) -> None:
    cut_twice(town)

    assert expected == close(town, recorded_offline(town, town.mayor, noon(claimed)))


def test_a_day_is_judged_by_what_was_known_on_it(town: Town) -> None:
    """An invoice that was entered late cuts nobody off in hindsight."""
    owe(town, due=-40, recorded=-3)

    assert [[], ["access-suspended"]] == [
        close(town, recorded_offline(town, town.mayor, noon(claimed))) for claimed in (-4, -3)
    ]


@pytest.mark.parametrize("minutes, code", [(5, None), (6, "claimed-in-the-future")])
def test_a_clock_that_is_a_little_ahead_is_believed_and_one_that_is_more_is_not(
    town: Town, minutes: int, code: str | None
) -> None:
    actor = recorded_offline(town, town.mayor, town.clock.now() + timedelta(minutes=minutes))
    told = None
    try:
        town.registre.interventions.close(actor, town.open.id)
    except InvalidInput as error:
        told = error.code

    assert code == told


def test_a_clock_that_is_ahead_does_not_reach_the_end_of_the_cut(town: Town) -> None:
    """Tomorrow the invoice is on hold; a telephone that says it is tomorrow already is not believed."""
    invoice = suspend(town)
    hold = Hold(HoldKind.PROMISE, "promesse", "comptabilité", "paiera demain", day(1), day(9))
    with town.storage.inner.begin(town.workspace) as tx:
        tx.invoices.save(evolve(invoice, holds=(hold,)))
        tx.commit()
    town.clock.set(datetime(2026, 3, 2, 23, 58, tzinfo=PARIS))
    actor = recorded_offline(town, town.mayor, town.clock.now() + timedelta(minutes=4))

    assert ["access-suspended"] == close(town, actor)


def test_a_claim_opens_no_list(town: Town) -> None:
    suspend(town)

    assert ["access-suspended"] == sites(town, recorded_offline(town, town.mayor, noon(-20)))


def test_a_claim_opens_nothing_but_what_telephones_record_without_network(town: Town) -> None:
    """Whoever sets his telephone's clock back could otherwise go on as if access were not cut."""
    suspend(town)
    late, before = recorded_offline(town, town.mayor, noon(-20)), town.kept()

    told = refusals(lambda: town.registre.rights.create_profile(late, name="Amis", rights=["sites.consult"]))

    assert (["access-suspended"], before) == (told, town.kept())


def test_a_claim_gives_nobody_a_right_nor_a_newer_client(town: Town) -> None:
    suspend(town)
    old = evolve(recorded_offline(town, town.mayor, noon(-20)), client=Client.mobile("1.9"))

    assert ["client-too-old"] == close(town, old)
    assert ["right-not-held"] == close(town, recorded_offline(town, town.somebody(), noon(-20)))


def test_the_register_keeps_what_was_claimed_beside_the_server_s_time_under_the_telephone_s_identifier(
    town: Town,
) -> None:
    suspend(town)
    actor = recorded_offline(town, town.mayor, noon(-20))
    town.registre.interventions.close(actor, town.open.id)

    entry = town.entries()[-1]
    assert actor.offline is not None
    assert (actor.offline.id, town.clock.now()) == (entry.heading.id, entry.heading.recorded_at)
    assert b'"claimed_at":"2026-02-10T12:00:00+01:00"' in entry.body


def test_sent_twice_it_is_done_once(town: Town) -> None:
    actor = recorded_offline(town, town.mayor, noon(-1))
    town.registre.interventions.close(actor, town.open.id)
    before = town.kept()

    with pytest.raises(RegistreError):
        town.registre.interventions.close(actor, town.open.id)

    assert before == town.kept()
