"""S1, beyond the source: a right asked backwards, today and on a day that is past; and all rights on one sheet."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.forgeries import forge
from tests.usecases.town import TODAY, Town

from registre_core import IntegrityBreach, InvalidInput, NotFound
from registre_core.access import ACTIONS
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import ProfileId, SiteId, UserId
from registre_core.ports.storage import NamedOrder
from registre_core.register import Entry
from registre_core.rights import Layer, WhoCan

SEE = "sites.consult"
"""What the profile gives."""
RECORD = "findings.create"
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
A_DAY = timedelta(days=1)

MAYOR, CLERK = "Jeanne Maire", "Paul Commis"
BY_GRANT, BY_PROFILE = (Layer.GRANT, None), (Layer.PROFILE, "Lecteur")


def asked(town: Town, right: str = SEE, **more: object) -> WhoCan:
    return town.registre.rights.who_can(town.mayor, right, **more)  # type: ignore[arg-type]


def named(answer: WhoCan) -> list[str]:
    assert answer.people == len(answer.users.items), "the number is that of all"
    return [holder.name for holder in answer.users.items]


def through(answer: WhoCan, name: str) -> list[tuple[Layer, str | None]]:
    (holder,) = (one for one in answer.users.items if one.name == name)
    return [(statement.layer, statement.name) for statement in holder.through]


def somebody(town: Town, name: str, **given: object) -> UserId:
    """Create somebody by the use case, so that the register tells of him."""
    return town.registre.rights.create_user(town.mayor, name=name, **given).user.id  # type: ignore[arg-type]


def nothing(town: Town) -> ProfileId:
    """Create a profile that gives nothing."""
    return town.registre.rights.create_profile(town.mayor, name="Rien", rights=[]).profile.id


# ---- today -----------------------------------------------------------------------------------------------------------


def test_it_names_those_who_may_and_what_gives_it_to_them(town: Town) -> None:
    answer = asked(town)

    assert (SEE, None, TODAY) == (answer.right, answer.site, answer.on)
    assert [MAYOR, CLERK] == named(answer)
    assert ([BY_GRANT], [BY_PROFILE]) == (through(answer, MAYOR), through(answer, CLERK))


def test_whom_profile_and_grant_give_it_is_named_once_with_both(town: Town) -> None:
    town.registre.rights.set_exceptions(town.mayor, town.clerk.id, grants=[SEE])

    assert [BY_PROFILE, BY_GRANT] == through(asked(town), CLERK)


def test_whose_site_it_is_not_is_not_named_for_it(town: Town) -> None:
    somebody(town, "Luc Neuf", grants=[SEE], sites=[town.school.id])

    assert [MAYOR, "Luc Neuf", CLERK] == named(asked(town, site=town.school.id))
    assert [MAYOR, CLERK] == named(asked(town, site=town.pool.id))
    assert [MAYOR, "Luc Neuf", CLERK] == named(asked(town)), "without a site: who may do it at all"


AGAINST: Mapping[str, Callable[[Town], object]] = {
    "a denial": lambda town: town.registre.rights.set_exceptions(town.mayor, town.clerk.id, denials=[SEE]),
    "a prerequisite denied": lambda town: town.registre.rights.set_exceptions(
        town.mayor, town.clerk.id, grants=["sites.edit"], denials=[SEE]
    ),
    "an account that is shut": lambda town: town.registre.rights.set_active(town.mayor, town.clerk.id, active=False),
    "a lock": lambda town: town.registre.rights.set_locked(town.mayor, town.clerk.id, locked=True),
    "an end that is past": lambda town: town.registre.rights.set_expiry(town.mayor, town.clerk.id, YESTERDAY),
}


@pytest.mark.parametrize("turn", AGAINST.values(), ids=AGAINST)
def test_whom_anything_keeps_from_it_is_not_named(town: Town, turn: Callable[[Town], object]) -> None:
    turn(town)

    assert [MAYOR] == named(asked(town))
    assert [MAYOR] == named(asked(town, "sites.edit")), "nor for what needs it"


def test_the_number_is_exact_whatever_the_page_shows_and_pages_follow_names(town: Town) -> None:
    for name in ("Zoé", "Émile", "Anne"):
        somebody(town, name, profile=town.profile.id)
    first = asked(town, limit=2)
    second = asked(town, limit=2, after=first.users.next)
    last = asked(town, limit=2, after=second.users.next)

    assert [5, 5, 5] == [page.people for page in (first, second, last)]
    assert [["Anne", "Émile"], [MAYOR, CLERK], ["Zoé"]] == [
        [holder.name for holder in page.users.items] for page in (first, second, last)
    ]
    assert last.users.next is None


@pytest.mark.parametrize("on", [TODAY, YESTERDAY])
def test_a_page_is_no_longer_than_anybody_reads(town: Town, on: date) -> None:
    with pytest.raises(InvalidInput) as refusal:
        asked(town, on=on, limit=201)

    assert "page-size" == refusal.value.code


def test_a_right_that_no_module_knows_is_refused_as_everywhere(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        asked(town, "ghosts.consult", on=YESTERDAY)

    assert [("right", "unknown-right")] == [(one.path, one.code) for one in refusal.value.problems]


def test_a_site_that_is_not_there_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound) as refusal:
        asked(town, site=SiteId(town.clerk.id))

    assert "site-not-found" == refusal.value.code


# ---- a day to come ---------------------------------------------------------------------------------------------------


def test_of_a_day_to_come_it_tells_who_may_unless_something_changes(town: Town) -> None:
    town.registre.rights.set_expiry(town.mayor, town.clerk.id, TOMORROW)

    assert [MAYOR, CLERK] == named(asked(town, on=TOMORROW)), "the last day is one of his"
    assert [MAYOR] == named(asked(town, on=TOMORROW + A_DAY))


# ---- a day that is past ----------------------------------------------------------------------------------------------


CHANGES: Mapping[str, Callable[[Town], object]] = {
    "he is attached elsewhere": lambda town: town.registre.rights.attach(town.mayor, town.clerk.id, nothing(town)),
    "he is detached": lambda town: town.registre.rights.commit_detach(
        town.mayor, town.registre.rights.plan_detach(town.mayor, [town.clerk.id], keep_rights=False)
    ),
    "his profile is edited": lambda town: town.registre.rights.commit_edit(
        town.mayor, town.registre.rights.plan_edit(town.mayor, town.profile.id, rights=[])
    ),
    "his profile is deleted": lambda town: town.registre.rights.commit_delete(
        town.mayor, town.registre.rights.plan_delete(town.mayor, town.profile.id, successor=nothing(town))
    ),
    "his profile is renamed": lambda town: town.registre.rights.rename_profile(
        town.mayor, town.profile.id, name="Liseur"
    ),
    "he is renamed": lambda town: town.registre.rights.rename_user(
        town.mayor, town.clerk.id, name="Paul Durand", email=None
    ),
    "he is given it himself": lambda town: town.registre.rights.set_exceptions(town.mayor, town.clerk.id, grants=[SEE]),
    "he works elsewhere": lambda town: town.registre.rights.set_sites(town.mayor, town.clerk.id, [town.pool.id]),
    "somebody comes": lambda town: somebody(town, "Anne", grants=[SEE]),
    **AGAINST,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_day_that_is_past_is_answered_as_it_was_on_that_day(town: Town, change: Callable[[Town], object]) -> None:
    that_day = asked(town, site=town.school.id)
    town.clock.advance(A_DAY)
    change(town)
    next_day = asked(town, site=town.school.id)
    town.clock.advance(A_DAY)

    assert that_day.users != next_day.users
    assert [that_day, next_day] == [asked(town, site=town.school.id, on=day) for day in (TODAY, TOMORROW)]


def test_what_changed_twice_on_a_day_counts_as_it_stood_when_the_day_ended(town: Town) -> None:
    town.registre.rights.set_active(town.mayor, town.clerk.id, active=False)
    town.registre.rights.set_active(town.mayor, town.clerk.id, active=True)
    town.registre.rights.set_locked(town.mayor, town.clerk.id, locked=True)
    town.clock.advance(A_DAY)
    town.registre.rights.set_locked(town.mayor, town.clerk.id, locked=False)

    assert [MAYOR] == named(asked(town, on=TODAY))


def test_before_the_founding_there_is_nobody(town: Town) -> None:
    assert (0, ()) == (asked(town, on=YESTERDAY).people, asked(town, on=YESTERDAY).users.items)
    assert [] == named(asked(town, on=date.min))


def test_the_day_of_the_founding_knows_the_first_administrator(town: Town) -> None:
    town.clock.advance(A_DAY)

    assert [MAYOR] == named(asked(town, "users.administer", on=TODAY))


def test_the_day_ends_at_midnight_in_france(town: Town) -> None:
    last_of_the_day = datetime(2026, 3, 2, 22, 59, 59, 999_999, tzinfo=UTC)
    town.clock.set(last_of_the_day)
    somebody(town, "Avant", grants=[SEE])
    town.clock.advance(timedelta(microseconds=1))
    somebody(town, "Minuit", grants=[SEE])

    assert ["Avant", MAYOR, CLERK] == named(asked(town, on=TODAY))
    assert ["Avant", MAYOR, "Minuit", CLERK] == named(asked(town, on=TOMORROW)), "which is today by now"


def test_an_account_that_ended_meanwhile_counts_for_the_days_it_had(town: Town) -> None:
    town.registre.rights.set_expiry(town.mayor, town.clerk.id, TODAY)
    town.clock.advance(3 * A_DAY)

    assert ([MAYOR, CLERK], [MAYOR]) == (named(asked(town, on=TODAY)), named(asked(town, on=TOMORROW)))


def test_who_was_erased_counts_for_the_days_before_under_the_name_of_nobody(town: Town) -> None:
    town.clock.advance(A_DAY)
    town.registre.rights.erase_user(town.mayor, town.clerk.id)
    town.clock.advance(A_DAY)
    before = asked(town, on=TODAY)

    assert [MAYOR, ERASED_NAME] == named(before)
    assert [BY_PROFILE] == through(before, ERASED_NAME)
    assert town.clerk.id == before.users.items[1].user
    assert [MAYOR] == named(asked(town, on=TOMORROW)), "nor on the day itself"


def test_that_whoever_recorded_it_was_erased_takes_nothing_away(town: Town) -> None:
    other = somebody(town, "Ève", grants=town.registre.ports.catalogue.every)
    eve = evolve(town.mayor, id=other)
    town.registre.rights.create_user(eve, name="Luc Neuf", grants=[SEE])
    town.registre.rights.erase_user(town.mayor, other)
    town.clock.advance(A_DAY)

    assert [MAYOR, "Luc Neuf", CLERK] == named(asked(town, on=TODAY))


def test_pages_of_a_past_day_follow_names_and_take_no_cursor_of_another_order(town: Town) -> None:
    for name in ("Zoé", "Émile", "Émile"):
        somebody(town, name, profile=town.profile.id)
    town.clock.advance(A_DAY)
    first = asked(town, on=TODAY, limit=1)
    rest = asked(town, on=TODAY, limit=4, after=first.users.next)
    strange = town.registre.workspace.sites(town.mayor, order=NamedOrder.CREATED, limit=1).next

    assert ["Émile", "Émile", MAYOR, CLERK, "Zoé"] == [one.name for one in (*first.users.items, *rest.users.items)]
    assert (5, 5, None) == (first.people, rest.people, rest.users.next)
    with pytest.raises(InvalidInput) as refusal:
        asked(town, on=TODAY, after=strange)
    assert "malformed-cursor" == refusal.value.code


def test_where_two_clocks_differ_a_profile_of_tomorrow_gives_nothing_yet(town: Town) -> None:
    """One machine is ahead and records a profile under the next day; another gives it to somebody today."""
    town.clock.advance(A_DAY)
    ahead = town.registre.rights.create_profile(town.mayor, name="Demain", rights=[SEE]).profile
    town.clock.advance(-A_DAY)
    somebody(town, "Luc Neuf", profile=ahead.id)
    town.clock.advance(A_DAY)

    assert [MAYOR, CLERK] == named(asked(town, on=TODAY))
    assert [MAYOR, "Luc Neuf", CLERK] == named(asked(town, on=TOMORROW))


# ---- a register that is old, or damaged ------------------------------------------------------------------------------


def rewrite(town: Town, number: int, change: Callable[[Entry], Entry]) -> None:
    """Change an entry where it is kept."""
    rows = town.medium.kept()[town.workspace]
    entry = town.entries()[number - 1]
    changed = change(entry)
    town.medium.keep(town.workspace, evolve(rows, entries={**rows.entries, entry.heading.id: changed}))


def number_of(town: Town, user: UserId) -> int:
    (number,) = [entry.heading.number for entry in town.entries() if entry.heading.subject_id == user]
    return number


def test_an_entry_that_cannot_be_read_gives_no_answer_rather_than_a_guess(town: Town) -> None:
    number = number_of(town, town.clerk.id)
    rewrite(town, number, lambda entry: evolve(entry, content=entry.heading.as_bytes() + b"{}"))
    town.clock.advance(A_DAY)

    with pytest.raises(IntegrityBreach) as breach:
        asked(town, on=TODAY)

    assert ("entry-unreadable", {"number": number}) == (breach.value.code, breach.value.facts)


@pytest.mark.parametrize(
    "altered",
    [
        {"recorded_at": datetime(2027, 1, 1, tzinfo=UTC)},
        {"kind": "user-detached"},
        {"subject_kind": "contact"},
        {"subject_id": UUID(int=1)},
    ],
    ids=lambda altered: next(iter(altered)),
)
def test_a_list_column_that_is_not_what_the_bytes_say_gives_no_answer_either(
    town: Town, altered: dict[str, Any]
) -> None:
    number = number_of(town, town.clerk.id)
    rewrite(town, number, lambda entry: evolve(entry, heading=evolve(entry.heading, **altered)))
    town.clock.advance(A_DAY)

    with pytest.raises(IntegrityBreach) as breach:
        asked(town, on=TODAY)

    assert {"number": number} == breach.value.facts


def test_the_present_asks_storage_and_needs_no_register(town: Town) -> None:
    forge(town, number_of(town, town.clerk.id))

    assert [MAYOR, CLERK] == named(asked(town))


# ---- the sheet -------------------------------------------------------------------------------------------------------


def test_the_matrix_puts_each_profile_against_each_right_with_the_number_of_its_users(town: Town) -> None:
    matrix = town.registre.rights.matrix(town.mayor)
    users = {column.profile: column.users for column in matrix.columns}
    given = {row.code: dict(zip(users, row.held, strict=True)) for row in matrix.rows}
    shared = {profile.name: profile.rights for profile in (town.profile, town.visitors, town.trainees)}

    assert {"Lecteur": 1, "Visiteur": 1, "Stagiaire": 0} == users
    assert {
        right: {name: right in rights for name, rights in shared.items()}
        for right in town.registre.ports.catalogue.every
    } == given


def test_the_matrix_says_what_each_right_opens_in_the_words_of_the_action_table(town: Town) -> None:
    matrix = town.registre.rights.matrix(town.mayor)
    opens = {row.code: row.opens for row in matrix.rows}

    assert (
        "Retenir des observations proposées",
        "Créer une observation",
        "Signaler qu'une observation a été vue à nouveau",
    ) == opens[RECORD]
    assert "Consulter la matrice des droits" in opens["users.consult"]
    assert sorted(action.french for action in ACTIONS.values() for _ in action.rights) == sorted(
        label for labels in opens.values() for label in labels
    )
    assert "Créer une observation" in matrix.as_markdown()
    assert "Créer une observation".encode() in matrix.as_csv()
