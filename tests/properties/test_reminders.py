"""Whatever nights, missed nights and settings there were: nobody is reminded too often, and nobody is forgotten."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from registre_core.kernel.identifiers import EntryId, WorkspaceId
from registre_core.notices import NoticeSettings
from registre_core.ports.storage import Storage
from registre_core.services.journal import Stamp
from registre_core.services.notices import Event, Late, Reader, queue, reminders
from registre_core.testing.builders import a_workspace
from registre_core.testing.memory import MemoryStorage, SequentialIds

BEGIN = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
KINDS = ("intervention-overdue", "finding-overdue")
PEOPLE = tuple(Reader(UUID(int=number), f"{number}@exemple.fr") for number in (1, 2))
THINGS = tuple((kind, UUID(int=10 + number)) for number, kind in enumerate((*KINDS, KINDS[0])))

Told = dict[tuple[str, UUID], int]
"""The day on which an address was last told of a thing."""


@frozen
class Night:
    """One night on which the work is done."""

    after: int
    """Days since the one before: more than one, if nights were missed."""
    span: int
    """What is settled by then."""
    late: frozenset[int]
    """What is late by then."""
    off: frozenset[str]
    muted: frozenset[str]
    """What the first of the two wants to hear nothing of."""


nights = st.builds(
    Night,
    st.integers(0, 9),
    st.integers(1, 8),
    st.frozensets(st.integers(0, len(THINGS) - 1)),
    st.sampled_from([frozenset[str](), frozenset({KINDS[1]})]),
    st.sampled_from([frozenset[str](), frozenset({KINDS[0]})]),
)


@settings(max_examples=40)
@given(st.lists(nights, max_size=8))
def test_everybody_is_told_of_what_is_late_unless_he_was_within_the_span(history: list[Night]) -> None:
    storage, workspace, ids = MemoryStorage(), a_workspace(), SequentialIds()
    with storage.found(workspace.id) as tx:
        tx.workspace.add(workspace)
        tx.commit()
    told, today = Told(), 0
    for night in history:
        today += night.after
        expected = to_be_told(night, told, today)

        assert expected == told_on(storage, workspace.id, night, today, ids)
        told.update(dict.fromkeys(expected, today))


def to_be_told(night: Night, told: Told, today: int) -> set[tuple[str, UUID]]:
    """Think it over thing by thing, with a memory of who was told when."""
    return {
        (reader.address, thing)
        for reader in PEOPLE
        for number, (kind, thing) in enumerate(THINGS)
        if number in night.late
        and kind not in night.off
        and not (reader is PEOPLE[0] and kind in night.muted)
        and today - told.get((reader.address, thing), -100) >= night.span
    }


def told_on(
    storage: Storage, workspace: WorkspaceId, night: Night, today: int, ids: SequentialIds
) -> set[tuple[str, UUID]]:
    """Do the work of a night, and tell who is reminded of what; each reminder holds something, and all that is his."""
    at = BEGIN + timedelta(days=today)
    stamp = Stamp(at, at.date(), EntryId(ids.new()), ids)
    late = [
        Late(Event(kind, str(thing), "thing", thing), PEOPLE) for kind, thing in map(THINGS.__getitem__, night.late)
    ]
    with storage.begin(workspace) as tx:
        version = tx.notice_settings.get().version
        tx.notice_settings.save(NoticeSettings(night.off, night.span, version=version))
        tx.mutings.put(PEOPLE[0].address, night.muted)
        new = queue(tx, reminders(tx, late, stamp))
        tx.commit()
    heads = {one.id: one for one in new if one.rides is None}
    parts = [one for one in new if one.rides is not None]
    assert len({one.recipient for one in heads.values()}) == len(heads), "one reminder rather than three"
    assert {one.rides for one in parts} == set(heads), "none without anything in it"
    assert all(one.recipient == heads[one.rides].recipient for one in parts if one.rides is not None)
    return {(one.recipient, one.subject_id) for one in parts}
