"""What becomes of somebody's signatures when he is erased.

Requests that still wait for him are taken back. That somebody signed, when, what and in what role stays for ever, and
so does the digest of what he drew; his name, his drawing, his device and his address go, from the signature and from
the register. Proofs that were given away before verify as they did: they carry what they need.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from attrs import evolve

from registre_core.kernel.identifiers import EntryId, WorkspaceId
from registre_core.kernel.pages import Cursor
from registre_core.ports.storage import SignatureFilter, Transaction
from registre_core.services.front_door import Bearer
from registre_core.services.journal import Stamp, record
from registre_core.services.paging import LARGEST_PAGE
from registre_core.services.signatures.asking import settle
from registre_core.signatures import SignatureRequest, SignatureRevoked
from registre_core.signatures.policy import revoked

ERASED = "personne effacée"
"""Why a request is taken back when its signer is erased."""


def unask(tx: Transaction, workspace: WorkspaceId, bearer: Bearer, person: UUID, stamp: Stamp) -> Stamp:
    """Take back every open request of somebody who is about to be erased, and record it.

    It comes first, so that what these entries say of him is erased with all the rest.

    Returns:
        The stamp for the entry that tells of the erasing.
    """
    waiting = [one for one in _of(tx, person) if one.is_open]
    if not waiting:
        return stamp
    taken_back = [settle(tx, revoked(one, ERASED, stamp.at), stamp) for one in waiting]
    record(tx, workspace, bearer, stamp, *map(SignatureRevoked, taken_back))
    return evolve(stamp, entry=EntryId(stamp.ids.new()))


def _of(tx: Transaction, person: UUID) -> Iterator[SignatureRequest]:
    where, after = SignatureFilter(signer=person), None
    while True:
        page = tx.signatures.page(where, after=after, limit=LARGEST_PAGE)
        yield from page.items
        if page.next is None:
            return
        after = Cursor.read(page.next)
