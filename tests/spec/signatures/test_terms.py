"""What a host decides about signatures, and what people read of them."""

from datetime import timedelta
from enum import StrEnum

import pytest
from tests.spec.signatures.world import problems

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.signatories import SignatoryRole
from registre_core.signatures import (
    THE_SOURCES_SIGNATURES,
    Level,
    SignatureState,
    SigningPolicy,
    Stage,
    TimeLevel,
    tables,
)

MINUTE = timedelta(minutes=1)


def test_the_defaults_are_those_of_the_source() -> None:
    policy = THE_SOURCES_SIGNATURES

    assert (15 * MINUTE, timedelta(days=30)) == (policy.ticket_life, policy.patience)
    assert not policy.contradictory
    assert () == policy.trusted_proxies


def test_a_policy_of_nonsense_is_refused_with_everything_that_is_wrong() -> None:
    with pytest.raises(InvalidInput) as caught:
        SigningPolicy(
            patience=timedelta(0),
            ticket_life=-MINUTE,
            trusted_proxies=("10.0.0.0/8", "10.0.0.1/8", "proxy.example", "0.0.0.0/0", "::/0", ""),
        )

    assert [
        ("patience", "span-out-of-range"),
        ("ticket_life", "span-out-of-range"),
        ("trusted_proxies[1]", "malformed-network"),
        ("trusted_proxies[2]", "malformed-network"),
        ("trusted_proxies[3]", "everybody-trusted"),
        ("trusted_proxies[4]", "everybody-trusted"),
        ("trusted_proxies[5]", "malformed-network"),
    ] == problems(caught.value)


SPANS = [
    # ticket life, patience, may be?
    (MINUTE, timedelta(hours=1), True),
    (60 * MINUTE, timedelta(days=366), True),
    (MINUTE - timedelta(seconds=1), timedelta(days=1), False),
    (61 * MINUTE, timedelta(days=1), False),
    (MINUTE, timedelta(minutes=59), False),
    (MINUTE, timedelta(days=367), False),
]


@pytest.mark.parametrize("ticket_life, patience, possible", SPANS)
def test_a_ticket_lives_from_a_minute_to_an_hour_and_patience_from_an_hour_to_a_year(
    ticket_life: timedelta, patience: timedelta, *, possible: bool
) -> None:
    def build() -> SigningPolicy:
        return SigningPolicy(ticket_life=ticket_life, patience=patience)

    if possible:
        assert ticket_life == build().ticket_life
        return
    with pytest.raises(InvalidInput, match="span-out-of-range"):
        build()


@pytest.mark.parametrize(
    "table, every",
    [
        (tables.ROLES, SignatoryRole),
        (tables.STATES, SignatureState),
        (tables.STAGES, Stage),
        (tables.LEVELS, Level),
        (tables.TIME_LEVELS, TimeLevel),
    ],
)
def test_people_read_each_of_them_in_french(table: dict[StrEnum, str], every: type[StrEnum]) -> None:
    assert list(every) == list(table)
    assert len(table) == len(set(table.values()))


def test_the_sentence_that_is_agreed_to_is_kept_to_the_letter() -> None:
    """Who changes a letter of it gives it another version: what was signed under the old one says so."""
    assert "1" == tables.CONSENT.version
    assert tables.CONSENT.text == (
        "J’ai lu le document qui m’est présenté, j’en approuve le contenu sous les réserves que j’ai écrites, "
        "et je demande que mon tracé vaille signature."
    )
