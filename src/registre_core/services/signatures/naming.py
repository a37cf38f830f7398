"""Names as storage knows them now, for what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from registre_core.kernel.identifiers import ContactId, ContractorId, UserId
from registre_core.kernel.signatories import PersonKey, PersonKind
from registre_core.ports.storage import Snapshot


def names(
    tx: Snapshot,
    *,
    users: Iterable[UserId] = (),
    contacts: Iterable[ContactId] = (),
    contractors: Iterable[ContractorId] = (),
    people: Iterable[PersonKey] = (),
) -> Mapping[UUID, str]:
    """Give what accounts, contacts and contractors are called, by identifier.

    Raises:
        NotFound: one of them is not there.
    """
    known = tuple(people)
    accounts = {*users, *(UserId(one.id) for one in known if one.kind is PersonKind.USER)}
    spoken_to = {*contacts, *(ContactId(one.id) for one in known if one.kind is PersonKind.CONTACT)}
    return {
        **{user.id: user.name for user in tx.users.several(accounts)},
        **{one: tx.contacts.get(one).name for one in sorted(spoken_to)},
        **{one: tx.contractors.get(one).name for one in sorted(set(contractors))},
    }
