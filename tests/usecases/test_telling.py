"""There is one way to tell: what a workspace, its people and machines want to hear of counts, but for safety."""

import pytest
from attrs import evolve
from tests.usecases.hot_work import NOW
from tests.usecases.telling import HELENE, MACHINE, muted, reachable, settled, subscribed, told
from tests.usecases.test_watch_reminders import alone, reminded
from tests.usecases.town import TODAY, Town
from tests.usecases.watching import MINUTE, unwatched

from registre_core.kernel.identifiers import ContactId

PLANNED = "intervention-planned"


def plan(town: Town, *contacts: ContactId) -> None:
    town.registre.interventions.plan(
        town.mayor, site=town.school.id, type_code="maintenance", planned_on=TODAY, contacts=contacts
    )


def recipients(town: Town, kind: str) -> list[str]:
    return [notice.recipient for notice in told(town, kind)]


def test_what_a_workspace_switched_off_nobody_is_told(town: Town) -> None:
    settled(town, [PLANNED])
    subscribed(town)

    plan(town, town.contact.id)

    assert [] == recipients(town, PLANNED)


def test_who_wants_to_hear_nothing_of_it_is_not_told_and_a_machine_is(town: Town) -> None:
    muted(town, PLANNED)
    subscribed(town)

    plan(town, town.contact.id)

    assert [MACHINE] == recipients(town, PLANNED)


def test_a_machine_is_told_of_an_event_that_nobody_could_be_told_of(town: Town) -> None:
    subscribed(town, PLANNED)

    plan(town)

    assert [MACHINE] == recipients(town, PLANNED)


def test_a_machine_is_told_once_however_many_people_are(town: Town) -> None:
    other = town.registre.workspace.add_contact(town.mayor, name="Gardien", email="gardien@exemple.fr")
    machine = subscribed(town)

    plan(town, town.contact.id, other.id)

    assert [HELENE, "gardien@exemple.fr", MACHINE] == recipients(town, PLANNED)
    assert told(town, PLANNED)[-1].key.endswith(f"/{machine.id}")


def test_two_persons_at_one_address_are_told_once(town: Town) -> None:
    other = town.registre.workspace.add_contact(town.mayor, name="Adjointe", email=HELENE)

    plan(town, town.contact.id, other.id)

    assert [HELENE] == recipients(town, PLANNED)


def test_a_machine_is_told_of_the_kinds_it_named_and_of_no_other(town: Town) -> None:
    subscribed(town, "intervention-cancelled")

    plan(town, town.contact.id)

    assert [HELENE] == recipients(town, PLANNED)


@pytest.mark.parametrize("kind", ["round-due", "round-missed"])
def test_nobody_is_left_out_of_what_concerns_safety_whatever_was_kept(town: Town, kind: str) -> None:
    alone(town)
    settled(town, ["round-due", "round-missed"])
    muted(town, "round-due", "round-missed")

    reminded(town, NOW + (25 if kind == "round-due" else 46) * MINUTE)

    assert [(HELENE, True), ("chef@exemple.fr", True)] == [(one.recipient, one.is_urgent) for one in told(town, kind)]


def test_what_does_not_concern_safety_is_not_urgent(town: Town) -> None:
    plan(town, town.contact.id)

    assert [False] == [notice.is_urgent for notice in told(town, PLANNED)]


def test_who_is_erased_leaves_no_trace_of_what_he_muted(town: Town) -> None:
    muted(town, PLANNED)
    town.registre.workspace.erase_contact(town.mayor, town.contact.id)

    with town.storage.inner.read(town.workspace) as tx:
        assert [] == list(tx.mutings.every())


def test_what_somebody_muted_goes_with_him_to_another_address(town: Town) -> None:
    person = reachable(town, town.somebody(), "anne@exemple.fr")
    muted(town, PLANNED, at="anne@exemple.fr")

    town.registre.rights.rename_user(town.mayor, person.id, name="Anne Martin", email="a.martin@exemple.fr")  # type: ignore[arg-type]  # an account

    with town.storage.inner.read(town.workspace) as tx:
        assert [("a.martin@exemple.fr", frozenset({PLANNED}))] == [
            (one.recipient, one.kinds) for one in tx.mutings.every()
        ]


def test_two_readers_at_one_address_are_one_mail(town: Town) -> None:
    """The contact who watches is the account that answers for the site, too."""
    alone(town)
    double = reachable(town, town.holder("permits.sign", name="Hélène, à la mairie"), HELENE)
    with town.storage.inner.begin(town.workspace) as tx:
        permit = tx.permits.get(unwatched(town).id)
        tx.permits.save(evolve(permit, operator_people=(*permit.operator_people, double)))
        tx.commit()

    assert [2, 0] == [reminded(town, NOW + minutes * MINUTE) for minutes in (25, 26)]
    assert [HELENE, "chef@exemple.fr"] == recipients(town, "round-due")
