"""The terms a host may choose: nonsense is refused, all of it at once; and which calendar a day belongs to."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from tests.spec.billing.world import S2, problems

from registre_core.billing import THE_SOURCES_OWN, BillingPolicy, Survives
from registre_core.kernel.errors import InvalidInput

NONSENSE = [
    # terms, problems, source
    ({"before": -1}, [("before", "days-out-of-range")], "days are counted from zero"),
    ({"before": 3_651}, [("before", "days-out-of-range")], "ten years: what is beyond was mistyped"),
    ({"overdue": 0}, [("overdue", "days-out-of-range")], "on its due date an invoice is not late"),
    (
        {"overdue": 3_651, "suspension": 3_652},
        [("overdue", "days-out-of-range"), ("suspension", "days-out-of-range")],
        S2,
    ),
    ({"suspension": 1}, [("suspension", "cut-without-warning")], "nobody is shut out without a red banner"),
    ({"overdue": 30}, [("suspension", "cut-without-warning")], "nobody is shut out without a red banner"),
    ({"suspension": 0}, [("suspension", "days-out-of-range"), ("suspension", "cut-without-warning")], "both"),
    ({"suspension": 3_651}, [("suspension", "days-out-of-range")], "ten years"),
    ({"minimum_notice_days": -1}, [("minimum_notice_days", "days-out-of-range")], "days are counted from zero"),
    ({"minimum_notice_days": 3_651}, [("minimum_notice_days", "days-out-of-range")], "ten years"),
    ({"zone": "Europe/Lutèce"}, [("zone", "unknown-zone")], "no such zone"),
    ({"zone": ""}, [("zone", "unknown-zone")], "no zone"),
    ({"zone": "../etc/passwd"}, [("zone", "unknown-zone")], "no zone, and no file either"),
    ({"zone": "Europe/\0"}, [("zone", "unknown-zone")], "no name"),
    ({"zone": "Europe"}, [("zone", "unknown-zone")], "a folder of zones"),
    (
        {"before": -1, "overdue": 9, "suspension": 9, "minimum_notice_days": -1, "zone": "?"},
        [
            ("zone", "unknown-zone"),
            ("before", "days-out-of-range"),
            ("minimum_notice_days", "days-out-of-range"),
            ("suspension", "cut-without-warning"),
        ],
        "all at once",
    ),
]


@pytest.mark.parametrize("terms, expected, source", NONSENSE)
def test_nonsense_is_refused_all_at_once(terms: dict[str, Any], expected: list[tuple[str, str]], source: str) -> None:
    with pytest.raises(InvalidInput) as error:
        BillingPolicy(**terms)

    assert expected == problems(error.value), source


@pytest.mark.parametrize(
    "terms",
    [
        {"before": 0, "overdue": 1, "suspension": 2},
        {"before": 3_650, "overdue": 3_649, "suspension": 3_650, "minimum_notice_days": 3_650},
    ],
    ids=["the shortest", "the longest"],
)
def test_the_bounds_themselves_are_taken(terms: dict[str, Any]) -> None:
    policy = BillingPolicy(**terms)

    assert terms == {name: getattr(policy, name) for name in terms}


def test_the_sources_own_terms_are_the_default() -> None:
    assert BillingPolicy(15, 1, 30, 0, Survives.SAFETY, "Europe/Paris") == THE_SOURCES_OWN == BillingPolicy()


OTHERS = [{"before": 14}, {"overdue": 2}, {"suspension": 31}, {"minimum_notice_days": 1}, {"zone": "Indian/Reunion"}]


@pytest.mark.parametrize("terms", OTHERS, ids=str)
def test_terms_that_judge_otherwise_have_another_fingerprint(terms: dict[str, Any]) -> None:
    assert BillingPolicy(**terms).fingerprint != THE_SOURCES_OWN.fingerprint


def test_terms_that_judge_alike_share_a_fingerprint() -> None:
    """What survives a cut changes no standing: a host who chooses otherwise has nothing worked out anew."""
    assert evolve(THE_SOURCES_OWN, survives=Survives.SOURCE).fingerprint == THE_SOURCES_OWN.fingerprint


def test_digits_that_move_from_one_term_to_the_next_are_told_apart() -> None:
    assert BillingPolicy(before=1, overdue=11).fingerprint != BillingPolicy(before=11, overdue=1).fingerprint


def test_the_fingerprint_is_the_same_in_every_process_and_every_release() -> None:
    assert "98010231e872cd6f" == THE_SOURCES_OWN.fingerprint


ZONES = [
    # zone, day when it is 23:30 UTC on the last day of 2026
    ("Europe/Paris", date(2027, 1, 1)),
    ("Pacific/Tahiti", date(2026, 12, 31)),
    ("America/Cayenne", date(2026, 12, 31)),
    ("Indian/Reunion", date(2027, 1, 1)),
    ("UTC", date(2026, 12, 31)),
]


@pytest.mark.parametrize("zone, day", ZONES)
def test_a_day_is_that_of_the_zone(zone: str, day: date) -> None:
    assert day == BillingPolicy(zone=zone).day_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
