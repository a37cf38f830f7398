"""Whatever the order of steps: what the register refers to is there. Decision 50 says why; here it is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.taking_turns import Actor, SteppingDocuments, SteppingStorage, in_every_order, in_this_order

from registre_core import Actor as Somebody
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Ports
from registre_core.services.documents import DocumentsService, keep
from registre_core.services.front_door import FrontDoor
from registre_core.testing.builders import a_workspace
from registre_core.testing.memory import FixedClock, MemoryDocuments, MemoryStorage, SequentialIds
from registre_reading_pdf import PdfPageReader

CONTENTS = (b"un plan", b"une photo")
HOUR = timedelta(hours=1)
Deed = Callable[["Place", Ports], object]


@frozen
class Place:
    """A workspace in which two documents lie for two days, and nothing refers to them."""

    ports: Ports
    workspace: WorkspaceId
    kept: dict[tuple[WorkspaceId, Digest], bytes]
    clock: FixedClock

    @classmethod
    def new(cls) -> Place:
        workspace, clock, storage = a_workspace(), FixedClock(), MemoryStorage()
        kept: dict[tuple[WorkspaceId, Digest], bytes] = {}
        documents = MemoryDocuments(kept, now=clock.now)
        with storage.found(workspace.id) as tx:
            tx.workspace.add(workspace)
            tx.commit()
        for content in CONTENTS:
            documents.put(workspace.id, BytesIO(content), cap=100)
        clock.advance(48 * HOUR)
        ids, pages = SequentialIds(start=1), PdfPageReader()
        ports = Ports(storage=storage, documents=documents, pages=pages, clock=clock, ids=ids)
        return cls(ports, workspace.id, kept, clock)

    def begin(self, deed: Deed) -> Actor:
        """Let somebody do something, step by step."""

        def act(step: Callable[[], None]) -> None:
            storage = SteppingStorage(self.ports.storage, step)  # type: ignore[arg-type]
            documents = SteppingDocuments(self.ports.documents, self.clock, step)  # type: ignore[arg-type]
            deed(self, evolve(self.ports, storage=storage, documents=documents))

        return Actor(act)

    def require_sound(self) -> None:
        """See that what something refers to is there."""
        digests = [digest_of(content) for content in CONTENTS]
        with self.ports.storage.read(self.workspace) as tx:
            free = tx.documents.unreferenced(digests)
        gone = [one for one in digests if one not in free and (self.workspace, one) not in self.kept]
        assert not gone, "the register refers to what is not there"


def digest_of(content: bytes) -> Digest:
    return Digest(sha256(content).hexdigest())


def refer(place: Place, ports: Ports, digest: Digest) -> None:
    """Refer to a document as every use case does: look at its bytes, then commit."""
    with ports.documents.open(place.workspace, digest):
        pass
    with ports.storage.begin(place.workspace) as tx:
        tx.documents.refer([digest])
        tx.commit()


def storing(content: bytes) -> Deed:
    """Store a document, and refer to it."""
    return lambda place, ports: refer(place, ports, keep(ports, place.workspace, BytesIO(content), cap=100).digest)


def referring(content: bytes) -> Deed:
    """Refer to what was stored before."""
    return lambda place, ports: refer(place, ports, digest_of(content))


def sweeping(place: Place, ports: Ports) -> None:
    """Sweep what was put a moment ago."""
    swept = DocumentsService(ports, FrontDoor(ports)).sweep(
        Somebody.operator(workspace=place.workspace), older_than=timedelta(0)
    )
    assert not swept.troubles


def carelessly(content: bytes) -> Deed:
    """Store a document, without a look at what a sweep is doing, and refer to it."""

    def store(place: Place, ports: Ports) -> None:
        digest = ports.documents.put(place.workspace, BytesIO(content), cap=100).digest
        with ports.storage.begin(place.workspace) as tx:
            if mark := tx.documents.removal(digest):
                tx.documents.withdraw_removal(mark)
            tx.documents.refer([digest])
            tx.commit()

    return store


def played(place: Place, actors: list[Actor], choose: Callable[[int], int]) -> None:
    """Let them take turns to the end; after each, whatever is referred to is there."""
    while waiting := [one for one in actors if not one.is_done]:
        waiting[choose(len(waiting))].go_on()
        place.require_sound()
    for actor in actors:
        if actor.error and not _is_expected(actor.error):
            raise actor.error


def _is_expected(error: BaseException) -> bool:
    if isinstance(error, NotFound):
        return error.code == "document-not-found"
    return isinstance(error, AdapterFailure) and error.code == "document-being-removed" and error.retryable


@pytest.mark.parametrize(
    "deed", [storing(CONTENTS[0]), referring(CONTENTS[0])], ids=["somebody stores", "somebody refers"]
)
def test_in_every_order_of_a_sweep_and_somebody_what_is_referred_to_is_there(deed: Deed) -> None:
    def play(choose: Callable[[int], int]) -> None:
        place = Place.new()
        played(place, [place.begin(sweeping), place.begin(deed)], choose)

    assert in_every_order(play) > 100


def test_who_does_not_look_for_a_mark_is_found_out() -> None:
    def play(choose: Callable[[int], int]) -> None:
        place = Place.new()
        played(place, [place.begin(sweeping), place.begin(carelessly(CONTENTS[0]))], choose)

    with pytest.raises(AssertionError, match="the register refers to what is not there"):
        in_every_order(play)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), max_size=80))
def test_many_sweep_store_and_refer_at_once(choices: list[int]) -> None:
    place = Place.new()
    both = [deed(content) for deed in (storing, referring) for content in CONTENTS]
    played(place, [place.begin(deed) for deed in (sweeping, *both, sweeping)], in_this_order(choices))


@settings(deadline=None)
@given(
    st.integers(0, 12),
    st.integers(0, 12),
    st.lists(st.integers(0, 3), max_size=80),
)
def test_a_sweep_or_somebody_who_stores_is_killed_and_others_go_on(first: int, second: int, choices: list[int]) -> None:
    place = Place.new()
    for deed, steps in ((sweeping, first), (storing(CONTENTS[0]), second)):
        actor = place.begin(deed)
        for _ in range(steps):
            if not actor.is_done:
                actor.go_on()
        if not actor.is_done:
            actor.kill()
    place.require_sound()
    place.clock.advance(2 * HOUR)
    others = [sweeping, sweeping, storing(CONTENTS[0]), referring(CONTENTS[0])]
    played(place, [place.begin(deed) for deed in others], in_this_order(choices))
    final = place.begin(storing(CONTENTS[0]))
    while not final.is_done:
        final.go_on()
    assert final.error is None
    place.require_sound()
