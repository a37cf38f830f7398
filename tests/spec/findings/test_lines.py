"""The list of anomalies has a column «Anomalie créée par» (S7): what it says, and what else a line tells."""

from datetime import date

import pytest
from attrs import evolve

from registre_core.findings import (
    CHANNELS,
    CREATED_BY_COLUMN,
    KINDS,
    MOVES,
    ORIGINS,
    SEVERITIES,
    STATES,
    CreatedBy,
    Kind,
    Move,
    Origin,
    Severity,
    State,
    created_by_text,
    line_of,
)
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.testing.builders import a_finding, a_person, a_site
from registre_core.testing.correcting import an_anomaly, standing_at

DAY = date(2026, 3, 2)
CLAIRE = a_person(name="Claire Morel")

COLUMN = [
    # through what, for whom, what the column says
    (ClientKind.WEB, None, "Claire Morel"),
    (ClientKind.WEB, "M. Petit, par téléphone", "Claire Morel, pour M. Petit, par téléphone"),
    (ClientKind.MOBILE, None, "Claire Morel, depuis l’application mobile"),
    (ClientKind.MOBILE, "M. Petit", "Claire Morel, pour M. Petit, depuis l’application mobile"),
    (ClientKind.API, None, "Claire Morel, par un autre logiciel"),
    (ClientKind.COMMAND_LINE, None, "Claire Morel, en ligne de commande"),
    (ClientKind.JOB, None, "Claire Morel, par un traitement automatique"),
]


@pytest.mark.parametrize("channel,behalf,said", COLUMN)
def test_the_column_says_who_for_whom_and_through_what_unless_that_was_the_web(
    channel: ClientKind, behalf: str | None, said: str
) -> None:
    assert said == created_by_text(CreatedBy(CLAIRE, channel, behalf))


def test_the_heading_of_the_column_is_the_release_s_own() -> None:
    """Release 1.47: «Une nouvelle colonne apparaît : “ Anomalie créée par “»."""
    assert "Anomalie créée par" == CREATED_BY_COLUMN


def test_an_erased_creator_reads_as_one() -> None:
    assert "Personne effacée" == created_by_text(CreatedBy(evolve(CLAIRE, name=ERASED_NAME), ClientKind.WEB))


def test_a_line_says_in_french_what_the_finding_is() -> None:
    line = line_of(an_anomaly(a_site(), severity=Severity.CRITICAL, **standing_at(State.CONTESTED)), DAY)

    assert ("Anomalie", "Contestée", "Critique", "Saisie directe", False) == (
        line.kind,
        line.state,
        line.severity,
        line.origin,
        line.is_late,
    )


@pytest.mark.parametrize(
    "state,due_on,late",
    [
        (State.OPEN, None, False),
        (State.OPEN, date(2026, 3, 1), True),
        (State.OPEN, DAY, False),
        (State.OPEN, date(2026, 3, 3), False),
        (State.PLANNED, date(2026, 3, 1), True),
        (State.CORRECTED, date(2026, 3, 1), True),
        (State.CONTESTED, date(2026, 3, 1), True),
        (State.CLEARED, date(2026, 3, 1), False),
        (State.NOT_APPLICABLE, date(2026, 3, 1), False),
    ],
)
def test_it_is_late_from_the_day_after_its_deadline_while_somebody_has_still_to_act(
    state: State, due_on: date | None, *, late: bool
) -> None:
    assert late is line_of(a_finding(due_on=due_on, **standing_at(state)), DAY).is_late


def test_everything_that_lists_show_has_its_french_word_and_no_two_read_alike() -> None:
    for words, members in (
        (KINDS, Kind),
        (ORIGINS, Origin),
        (STATES, State),
        (SEVERITIES, Severity),
        (MOVES, Move),
        (CHANNELS, ClientKind),
    ):
        assert set(members) == set(words)
        assert len(set(words.values())) == len(words)
