"""Plans: what a change would do, counted by whom it concerns."""

from typing import Any

import pytest
from tests.spec.rights.world import (
    BEYOND_1,
    CATALOGUE,
    GHOST,
    OTHER,
    RECORD,
    S1,
    SEE,
    SHARED,
    TODAY,
    standing,
)

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.pages import Page
from registre_core.kernel.verdicts import YES
from registre_core.rights import (
    Affected,
    Attachment,
    Detachment,
    Homogenisation,
    Move,
    Plan,
    ProfileDeletion,
    ProfileEdit,
    Situation,
    consequences,
)
from registre_core.testing.builders import a_user

ANNE = a_user()


def a_plan(*moves: Move, unchanged: int = 0) -> Plan:
    groups = consequences(CATALOGUE, TODAY, moves, {}, {})
    people = Page((Affected(ANNE.id, ANNE.name, Situation()),), None)
    return Plan(Homogenisation(SHARED), frozenset(), groups, unchanged, people, YES, 7, "0" * 64)


def test_a_plan_counts_who_gains_who_loses_and_who_is_affected() -> None:
    plan = a_plan(
        Move(standing(), standing(SEE), 2),
        Move(standing(SEE), standing(), 30),
        Move(standing(SEE), standing("register.consult"), 500),
        unchanged=7_000,
    )

    assert (532, 502, 530, 7_000) == (plan.affected, plan.gaining, plan.losing, plan.unchanged), BEYOND_1


def test_who_is_affected_in_his_sleep_neither_gains_nor_loses_anything_he_can_use_now() -> None:
    plan = a_plan(Move(standing(), standing(GHOST), 4), Move(standing(SEE, active=False), standing(active=False), 5))

    assert (9, 0, 0) == (plan.affected, plan.gaining, plan.losing), BEYOND_1


def test_a_plan_that_does_nothing_affects_nobody() -> None:
    assert (0, 0, 0) == (a_plan().affected, a_plan().gaining, a_plan().losing)


NOBODY: dict[str, Any] = {
    "attachment": lambda: Attachment(SHARED, frozenset()),
    "detachment": lambda: Detachment(frozenset()),
}


@pytest.mark.parametrize("name", NOBODY)
def test_somebody_must_be_attached_or_detached(name: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        NOBODY[name]()

    assert [("users", "empty-collection")] == [(problem.path, problem.code) for problem in refusal.value.problems]


def test_attaching_drops_exceptions_and_detaching_keeps_rights_unless_told_otherwise() -> None:
    anne = frozenset({UserId(ANNE.id)})

    assert Attachment(SHARED, anne, keeps_difference=False) == Attachment(SHARED, anne), S1
    assert Detachment(anne, keeps_rights=True) == Detachment(anne), S1
    assert ProfileDeletion(SHARED, None) == ProfileDeletion(SHARED)


def test_changes_of_different_kinds_are_different() -> None:
    rights = frozenset({SEE, RECORD})

    assert (
        len({ProfileEdit(SHARED, rights), ProfileEdit(OTHER, rights), Homogenisation(SHARED), Homogenisation(OTHER)})
        == 4
    )
