"""What nothing refers to is swept away; what the register ever named stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import BinaryIO

import pytest
from attrs import evolve
from tests.usecases.town import REPORT_BYTES, Town, a_report

from registre_core import Actor, assemble
from registre_core.kernel.documents import Digest, DocumentRef
from registre_core.kernel.errors import AdapterFailure, Forbidden, InvalidInput, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.services.documents import Swept
from registre_core.services.documents.sweeping import LEFT_BEHIND
from registre_core.testing.memory import MemoryDocuments

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_use(town: Town) -> None:
    """Let the register refer to whatever the town has stored."""
    filed(town, town.photo)


def stored(town: Town, content: bytes = b"%PDF-1.7 brouillon") -> DocumentRef:
    """Store what nothing refers to yet."""
    return town.registre.documents.store(town.mayor, a_report(content), name="brouillon.pdf")


def lies(town: Town, document: DocumentRef) -> bool:
    """Tell whether its bytes are there."""
    return (town.workspace, document.digest) in town.documents.kept


def sweep(town: Town, **asked: object) -> Swept:
    return town.registre.documents.sweep(town.operator, **asked)  # type: ignore[arg-type]


def filed(town: Town, document: DocumentRef) -> None:
    """Let something refer to a document."""
    town.registre.documents.file(town.mayor, site=town.school.id, title="Plan", document=document)


def test_what_nothing_refers_to_is_taken_away_after_a_day(town: Town) -> None:
    draft = stored(town)
    town.clock.advance(DAY)
    assert (0, True) == (sweep(town).removed, lies(town, draft))
    town.clock.advance(timedelta(seconds=1))
    swept = sweep(town)
    assert (1, draft.size, 0, ()) == (swept.removed, swept.bytes, swept.spared, swept.troubles)
    assert not lies(town, draft)


def test_what_the_register_named_stays_for_ever(town: Town) -> None:
    before = dict(town.documents.kept)
    town.clock.advance(400 * DAY)
    assert (0, len(before)) == (sweep(town).removed, sweep(town).looked_at)
    assert before == town.documents.kept


def test_a_dry_run_takes_nothing_away(town: Town) -> None:
    draft = stored(town)
    town.clock.advance(2 * DAY)
    told = list[int]()
    swept = sweep(town, dry_run=True, tell=told.append)
    assert (1, draft.size, swept.looked_at) == (swept.removed, swept.bytes, sum(told))
    assert lies(town, draft)
    filed(town, draft)


def test_an_age_of_one_s_own_is_respected(town: Town) -> None:
    draft = stored(town)
    town.clock.advance(timedelta(hours=2))
    assert 0 == sweep(town, older_than=timedelta(hours=3)).removed
    assert 1 == sweep(town, older_than=timedelta(hours=1)).removed
    assert not lies(town, draft)


def test_an_age_below_nothing_is_refused(town: Town) -> None:
    with pytest.raises(InvalidInput, match="number-too-small"):
        sweep(town, older_than=timedelta(seconds=-1))


@pytest.mark.parametrize("age", [timedelta(0), 3 * DAY], ids=["no age", "three days"])
def test_an_upload_that_is_under_way_is_not_tidied_up_whatever_the_age(town: Town, age: timedelta) -> None:
    noting = NotesWhatItTidies(town)
    assemble(evolve(town.registre.ports, documents=noting)).documents.sweep(town.operator, older_than=age)
    assert [town.clock.now() - max(age, LEFT_BEHIND)] == noting.tidied


@pytest.mark.parametrize("age", [timedelta.max, timedelta(days=800_000)], ids=["endless", "before our era"])
def test_an_age_that_reaches_back_before_all_calendars_sweeps_nothing(town: Town, age: timedelta) -> None:
    assert 0 == sweep(town, older_than=age).looked_at


def test_nobody_but_the_operator_sweeps(town: Town) -> None:
    with pytest.raises(Forbidden, match="operator-only"):
        town.registre.documents.sweep(town.mayor)


def test_what_was_swept_away_cannot_be_referred_to(town: Town) -> None:
    draft = stored(town)
    town.clock.advance(2 * DAY)
    sweep(town)
    with pytest.raises(NotFound, match="document-not-found"):
        filed(town, draft)


def test_what_was_swept_away_can_be_stored_again(town: Town) -> None:
    draft = stored(town)
    town.clock.advance(2 * DAY)
    sweep(town)
    assert draft == stored(town)
    filed(town, draft)
    town.clock.advance(2 * DAY)
    assert 0 == sweep(town).removed
    assert lies(town, draft)


def test_what_was_stored_again_and_never_used_is_swept_again(town: Town) -> None:
    for _ in range(2):
        draft = stored(town)
        town.clock.advance(2 * DAY)
        assert 1 == sweep(town).removed
    assert not lies(town, draft)


def test_a_document_that_is_marked_while_somebody_fills_in_a_form_is_refused_to_him(town: Town) -> None:
    draft = stored(town)
    opening = OpensAndThen(town, lambda: marked(town, draft.digest))
    impatient = assemble(evolve(town.registre.ports, documents=opening))
    with pytest.raises(NotFound, match="document-not-found"):
        impatient.documents.file(town.mayor, site=town.school.id, title="Plan", document=draft)


def test_while_a_sweep_has_the_same_file_in_hand_it_is_to_be_sent_again(town: Town) -> None:
    draft = stored(town)
    marked(town, draft.digest)
    with pytest.raises(AdapterFailure, match="document-being-removed") as refused:
        stored(town)
    assert refused.value.retryable


def test_a_sweep_goes_on_with_what_another_left_behind(town: Town) -> None:
    draft = stored(town)
    town.clock.advance(2 * DAY)
    marked(town, draft.digest)
    assert (0, True) == (sweep(town).removed, lies(town, draft))  # it may still be at work
    town.clock.advance(timedelta(hours=1))
    assert (1, False) == (sweep(town).removed, lies(town, draft))
    assert draft == stored(town)


def test_of_two_sweeps_one_goes_on_with_what_a_third_left_behind(town: Town) -> None:
    draft = stored(town)
    marked(town, draft.digest)
    town.clock.advance(2 * DAY)

    def meanwhile() -> None:
        sweep(town)
        filed(town, stored(town))

    slow = assemble(evolve(town.registre.ports, documents=LooksAndThen(town, meanwhile)))
    slow.documents.sweep(town.operator)
    assert lies(town, draft)


def test_who_takes_too_long_over_a_batch_leaves_the_rest_of_it_to_another(town: Town) -> None:
    drafts = [stored(town, b"%%PDF-%d" % number) for number in range(3)]
    town.clock.advance(2 * DAY)
    slow = assemble(evolve(town.registre.ports, documents=LooksAndThen(town, lambda: town.clock.advance(LEFT_BEHIND))))
    assert 1 == slow.documents.sweep(town.operator).removed
    assert 2 == sum(lies(town, one) for one in drafts)
    town.clock.advance(LEFT_BEHIND)
    assert 2 == sweep(town).removed


def test_what_was_put_again_after_it_was_marked_stays(town: Town) -> None:
    draft = stored(town)
    marked(town, draft.digest)
    town.clock.advance(2 * DAY)
    with pytest.raises(AdapterFailure, match="document-being-removed"):
        stored(town)
    assert (0, 1, True) == ((swept := sweep(town)).removed, swept.spared, lies(town, draft))
    filed(town, draft)


def test_a_store_that_fails_half_way_is_told_and_gone_on_with(town: Town) -> None:
    first, second = sorted((stored(town, b"%PDF-1"), stored(town, b"%PDF-2")), key=lambda one: one.digest)
    town.clock.advance(2 * DAY)
    failing = assemble(evolve(town.registre.ports, documents=FailsAtSecond(town)))
    swept = failing.documents.sweep(town.operator)
    assert ["documents-failed"] == [trouble.error.code for trouble in swept.troubles]
    assert 1 == sum(lies(town, one) for one in (first, second))
    town.clock.advance(timedelta(hours=1))
    assert (1, ()) == ((again := sweep(town)).removed, again.troubles)
    assert not lies(town, first)
    assert not lies(town, second)


def test_each_workspace_keeps_its_own(town: Town) -> None:
    elsewhere = town.registre.workspace.found(
        Actor.operator(), name="Commune voisine", administrator="Anne Autre"
    ).workspace.id
    town.documents.put(elsewhere, BytesIO(REPORT_BYTES), cap=1_000)
    town.clock.advance(2 * DAY)
    assert 0 == town.registre.documents.sweep(town.operator).removed
    assert 1 == town.registre.documents.sweep(Actor.operator()).removed
    assert lies(town, town.report)


def marked(town: Town, digest: Digest) -> None:
    """Let a sweep begin with a document, and stop there."""
    with town.registre.ports.storage.begin(town.workspace) as tx:
        tx.documents.begin_removals([digest], by=[town.registre.ports.ids.new()], at=town.clock.now())
        tx.commit()


class OpensAndThen(MemoryDocuments):
    """Opens documents, and lets something happen when they are closed."""

    def __init__(self, town: Town, then: object) -> None:
        super().__init__(town.documents.kept, town.documents.times, now=town.clock.now)
        self.then = then

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        with super().open(workspace, digest) as stream:
            yield stream
        self.then()  # type: ignore[operator]


class LooksAndThen(MemoryDocuments):
    """Looks at a document as a bucket does, lets something happen once, and only then takes it away."""

    def __init__(self, town: Town, then: Callable[[], object]) -> None:
        super().__init__(town.documents.kept, town.documents.times, now=town.clock.now)
        self.waiting = [then]

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        is_old = self._put_at(workspace, digest) < before
        while self.waiting:
            self.waiting.pop()()
        return is_old and super().remove(workspace, digest, before=datetime.max.replace(tzinfo=UTC))


class NotesWhatItTidies(MemoryDocuments):
    """Notes up to when it was to tidy."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.documents.kept, town.documents.times, now=town.clock.now)
        self.tidied = list[datetime]()

    def tidy(self, *, before: datetime) -> int:
        self.tidied.append(before)
        return super().tidy(before=before)


class FailsAtSecond(MemoryDocuments):
    """A medium that fails when the second document is to be taken away."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.documents.kept, town.documents.times, now=town.clock.now)
        self.removed = 0

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        self.removed += 1
        if self.removed > 1:
            raise AdapterFailure("documents-failed", "the medium is away")
        return super().remove(workspace, digest, before=before)
