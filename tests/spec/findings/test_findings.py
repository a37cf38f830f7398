"""A finding says what is wrong, where it was read, and who wrote it down."""

from datetime import datetime

import pytest
from attrs import evolve

from registre_core.findings import CreatedBy, Kind, State
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.errors import InvalidInput
from registre_core.testing.builders import a_finding, a_person


def test_the_report_of_an_intervention_gives_observations() -> None:
    """Mission: «Kind follows origin: intervention → observation»."""
    assert (Kind.OBSERVATION, State.OPEN) == (a_finding().kind, a_finding().state)


def test_a_finding_has_words_and_an_instant() -> None:
    with pytest.raises(InvalidInput) as refusal:
        a_finding(text=" ", created_at=datetime(2026, 3, 2))  # noqa: DTZ001  # that is the point

    assert [("text", "blank-text"), ("created_at", "naive-instant")] == [
        (problem.path, problem.code) for problem in refusal.value.problems
    ]


def test_created_by_is_a_snapshot_that_renaming_does_not_reach() -> None:
    anne = a_person(name="Anne Martin")
    finding = a_finding(created_by=CreatedBy(anne, ClientKind.WEB))
    evolve(anne, name="Anne Durand")

    assert "Anne Martin" == finding.created_by.person.name


def test_for_whom_somebody_acted_goes_with_his_own_name() -> None:
    """Erasing a person erases both: they lie in one personal part, that of this identifier."""
    anne = a_person()

    assert anne.id == CreatedBy(anne, ClientKind.WEB, "M. Petit, par téléphone").id
