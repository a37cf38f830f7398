"""Whoever attended a visit, is of the safety service, or directs works can be forgotten, whatever he is known by."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from attrs import frozen
from tests.usecases.signing import SOLDERERS, asked
from tests.usecases.town import Town
from tests.usecases.traces import traces

from registre_core import NotFound
from registre_core.commissions import Visit, VisitKind
from registre_core.kernel.people import Named
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.logbook import LogbookEntry, StaffDraft, WorksDraft
from registre_core.signatures import SignatureState
from registre_core.testing.builders import IDS

FIRST_DAY = date(2026, 1, 1)
NAME = "Ysée Quentin"


@frozen
class Mentions:
    """What names one person."""

    person: UUID
    visit: Visit
    duty: LogbookEntry
    works: LogbookEntry


def named(town: Town, who: Named) -> Mentions:
    """Let somebody attend, and be named in the logbook twice."""
    visit = town.registre.commissions.record_visit(
        town.mayor,
        site=town.school.id,
        kind=VisitKind.OTHER,
        visited_on=FIRST_DAY,
        commission="Commission communale",
        attendees=[Named("Quelqu'un d'autre"), who],
    )
    write, person = town.registre.logbook.record, visit.attendees[1]
    duty = write(town.mayor, site=town.school.id, content=StaffDraft(who, "SSIAP 2", FIRST_DAY))
    works = write(town.mayor, site=town.pool.id, content=WorksDraft("Peinture", FIRST_DAY, architect=who))
    return Mentions(person.id, visit, duty, works)


def of_account(town: Town) -> tuple[Named, Callable[[UUID], object]]:
    user = town.registre.rights.create_user(town.mayor, name=NAME).user
    return Named(PersonKey(PersonKind.USER, user.id)), lambda _: town.registre.rights.erase_user(town.mayor, user.id)


def of_contact(town: Town) -> tuple[Named, Callable[[UUID], object]]:
    contact = town.registre.workspace.add_contact(town.mayor, name=NAME)
    erase = town.registre.workspace.erase_contact
    return Named(PersonKey(PersonKind.CONTACT, contact.id)), lambda _: erase(town.mayor, contact.id)


@pytest.mark.parametrize("known", [of_account, of_contact])
def test_an_account_or_a_contact_is_forgotten_on_visits_and_in_the_logbook(
    town: Town, known: Callable[[Town], tuple[Named, Callable[[UUID], object]]]
) -> None:
    who, erase = known(town)
    there = named(town, who)
    assert [NAME] == traces(town, NAME)

    erase(there.person)

    assert [] == traces(town, NAME)
    visit = town.registre.commissions.show(town.mayor, there.visit.id)
    assert ["Quelqu'un d'autre", "Personne effacée"] == [one.name for one in visit.attendees]
    assert town.registre.register.verify(town.mayor).is_intact


def test_somebody_who_was_only_named_is_forgotten_under_the_identifier_made_for_him(town: Town) -> None:
    there = named(town, Named(NAME))
    assert there.duty.person is not None
    assert there.works.person is not None
    people = {there.person, there.duty.person.id, there.works.person.id}

    taken = [town.registre.workspace.erase_named(town.mayor, person) for person in sorted(people)]

    assert [] == traces(town, NAME)
    assert [(1, 1)] * 3 == [(one.parts, one.mentions) for one in taken]
    assert ["Personne effacée"] * 2 == [
        one.person.name
        for entry in (there.duty, there.works)
        if (one := town.registre.logbook.show(town.mayor, entry.id)).person
    ]
    assert town.registre.register.verify(town.mayor).is_intact


def test_who_was_to_sign_by_his_name_alone_is_no_longer_asked_once_he_is_forgotten(town: Town) -> None:
    (request,) = asked(town, SOLDERERS[0])
    town.registre.workspace.erase_named(town.mayor, request.signer.id)

    with town.storage.inner.read(town.workspace) as tx:
        kept = tx.signatures.get(request.id)
    assert (SignatureState.REVOKED, "Personne effacée") == (kept.state, kept.signer.name)


def test_an_account_a_contact_and_nobody_are_not_forgotten_as_somebody_who_was_named(town: Town) -> None:
    before = town.kept()
    for person in (town.clerk.id, town.contact.id, IDS.new()):
        with pytest.raises(NotFound) as refusal:
            town.registre.workspace.erase_named(town.mayor, person)
        assert "person-not-found" == refusal.value.code

    assert before == town.kept()
