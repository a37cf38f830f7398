"""An anchor holds where every register ended; kept elsewhere, it finds what a rewritten database cannot show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import cast

import pytest
from attrs import evolve
from tests.usecases.forgeries import cut, forge, grow
from tests.usecases.telling import reachable, told
from tests.usecases.town import ENTRIES, Town

from registre_core import (
    Actor,
    AdapterFailure,
    ConfigurationError,
    Forbidden,
    IntegrityBreach,
    assemble,
    verify_anchor,
    verify_export,
)
from registre_core.kernel.attestations import Attestation
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import Operations, Storage
from registre_core.register import Anchor, Breach, Damage, Head
from registre_core.testing.memory import PlainAttestor
from registre_core.workspace import Workspace


def anchor_of(town: Town) -> Anchor:
    """Take an anchor and read it back, as somebody does who trusts the town's key."""
    into = BytesIO()
    town.registre.register.anchor(town.operator, into)
    return verify_anchor(into.getvalue(), PlainAttestor())


def breaches(town: Town, *anchors: Anchor) -> list[Breach]:
    return list(town.registre.register.verify(town.operator, anchors=anchors).breaches)


def exported(town: Town) -> list[bytes]:
    into = BytesIO()
    town.registre.register.export(town.operator, into)
    return into.getvalue().splitlines(keepends=True)


def test_an_anchor_holds_the_head_of_every_workspace_and_when_it_was_taken(town: Town) -> None:
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire").workspace.id
    town.clock.set(datetime(2026, 3, 3, 1, 30, tzinfo=UTC))
    anchor = anchor_of(town)

    assert datetime(2026, 3, 3, 1, 30, tzinfo=UTC) == anchor.taken_at
    assert {town.workspace: town.head(), other: Head(2, town.entries(other)[-1].link)} == anchor.heads


def test_an_anchor_says_no_name(town: Town) -> None:
    into = BytesIO()
    town.registre.register.anchor(town.operator, into)

    assert [] == [name for name in ("Nantes", "Jeanne", "Ferry") if name.encode() in into.getvalue()]


def test_what_is_given_is_what_was_written(town: Town) -> None:
    into = BytesIO()
    given = town.registre.register.anchor(town.operator, into)

    assert given.anchor == verify_anchor(into.getvalue(), PlainAttestor.named(given.attestation.signer))


def test_a_register_that_grew_since_passes_its_anchors(town: Town) -> None:
    first = anchor_of(town)
    grow(town)
    second = anchor_of(town)
    grow(town)

    assert [] == breaches(town, first, second)
    assert verify_export(exported(town), anchors=[first, second])[1].is_intact


def test_a_rewritten_chain_shows_by_the_anchor_and_not_without(town: Town) -> None:
    anchor = anchor_of(town)
    forge(town, 8)

    assert [] == breaches(town)
    assert [Breach(1, Damage.REWRITTEN, last=ENTRIES)] == breaches(town, anchor)
    assert (Breach(1, Damage.REWRITTEN, last=ENTRIES),) == verify_export(exported(town), anchors=[anchor])[1].breaches


def test_a_tail_cut_with_its_head_shows_by_the_anchor_and_not_without(town: Town) -> None:
    anchor = anchor_of(town)
    cut(town, left=15)

    assert [] == breaches(town)
    assert [Breach(16, Damage.SET_BACK, last=ENTRIES)] == breaches(town, anchor)
    assert (Breach(16, Damage.SET_BACK, last=ENTRIES),) == verify_export(exported(town), anchors=[anchor])[1].breaches


def test_what_came_after_the_last_anchor_is_guarded_by_the_head_alone(town: Town) -> None:
    anchor = anchor_of(town)
    grow(town)
    forge(town, ENTRIES + 1)

    assert [] == breaches(town, anchor)


def test_no_user_anchors_whatever_his_rights(town: Town) -> None:
    into = BytesIO()
    with pytest.raises(Forbidden) as refusal:
        town.registre.register.anchor(town.mayor, into)

    assert ("operator-only", b"") == (refusal.value.code, into.getvalue())


def test_without_a_key_there_is_no_anchor(town: Town) -> None:
    registre, into = assemble(evolve(town.registre.ports, attestor=None)), BytesIO()
    with pytest.raises(ConfigurationError) as refusal:
        registre.register.anchor(town.operator, into)

    assert ("no-attestor", b"") == (refusal.value.code, into.getvalue())


def test_the_public_half_of_a_key_anchors_nothing(town: Town) -> None:
    half = PlainAttestor.named(PlainAttestor().signer)
    registre, into = assemble(evolve(town.registre.ports, attestor=half)), BytesIO()
    with pytest.raises(ConfigurationError) as refusal:
        registre.register.anchor(town.operator, into)

    assert ("private-key-needed", b"") == (refusal.value.code, into.getvalue())


class FailingAttestor(PlainAttestor):
    """A key that cannot be reached."""

    def attest(self, content: bytes) -> Attestation:
        raise AdapterFailure("key-command-failed", "the vault is closed")


def test_a_key_that_cannot_be_reached_leaves_nothing(town: Town) -> None:
    registre, into = assemble(evolve(town.registre.ports, attestor=FailingAttestor())), BytesIO()
    with pytest.raises(AdapterFailure):
        registre.register.anchor(town.operator, into)

    assert b"" == into.getvalue()


class StrayStorage:
    """A storage in which a register is left whose head was taken away."""

    def __init__(self, inner: Storage) -> None:
        self.inner, self.begin = inner, inner.begin

    @contextmanager
    def operate(self) -> Iterator[Operations]:
        with self.inner.operate() as door:
            yield cast("Operations", StrayDoor(door))


class StrayDoor:
    def __init__(self, inner: Operations) -> None:
        self.inner = inner

    def workspaces(self) -> Iterator[tuple[Workspace, Head]]:
        yield from self.inner.workspaces()
        raise IntegrityBreach("register-without-head", "a head was taken away", {"workspace": "…"})


def test_a_register_whose_head_was_taken_away_is_not_signed_over(town: Town) -> None:
    into, stray = BytesIO(), town.on(cast("Storage", StrayStorage(town.storage.inner)))
    with pytest.raises(IntegrityBreach) as breach:
        stray.registre.register.anchor(town.operator, into)

    assert ("register-without-head", b"") == (breach.value.code, into.getvalue())


def test_the_administrators_of_whole_registers_are_told_that_another_one_lost_its_head(town: Town) -> None:
    reachable(town, town.mayor, "mairie@exemple.fr")
    stray = town.on(cast("Storage", StrayStorage(town.storage.inner)))
    with pytest.raises(IntegrityBreach):
        stray.registre.register.anchor(town.operator, BytesIO())

    (notice,) = told(town, "anchor-failed")
    assert ("mairie@exemple.fr", "register-without-head") == (notice.recipient, notice.facts["failure"])


Told = list[int]


@pytest.mark.parametrize("entries", [ENTRIES, 500, 501])
def test_who_waits_is_told_how_far_it_is(town: Town, entries: int) -> None:
    for _ in range(entries - ENTRIES):
        grow(town)
    tasks: dict[str, Callable[[Callable[[int], object]], object]] = {
        "verify": lambda tell: town.registre.register.verify(town.operator, tell=tell),
        "export": lambda tell: town.registre.register.export(town.operator, BytesIO(), tell=tell),
    }
    told: dict[str, Told] = {name: [] for name in tasks}
    for name, task in tasks.items():
        task(told[name].append)

    assert {"verify": 2 * entries, "export": entries} == {name: sum(steps) for name, steps in told.items()}
    assert 500 >= max(step for steps in told.values() for step in steps)


def test_who_waits_is_told_the_same_breaches(town: Town) -> None:
    rows = town.medium.kept()[town.workspace]
    altered = {
        key: evolve(entry, heading=evolve(entry.heading, kind="x")) if entry.heading.number in {3, 9} else entry
        for key, entry in rows.entries.items()
    }
    town.medium.keep(town.workspace, evolve(rows, entries=altered))
    told: Told = []
    found = town.registre.register.verify(town.operator, tell=told.append)

    assert [3, 9] == [breach.number for breach in found.breaches]
    assert breaches(town) == list(found.breaches)


def test_a_workspace_founded_after_the_anchor_is_none_of_its_business(town: Town) -> None:
    anchor = anchor_of(town)
    other: WorkspaceId = town.registre.workspace.found(
        Actor.operator(), name="Rezé", administrator="Léa Maire"
    ).workspace.id

    assert town.registre.register.verify(Actor.operator(other), anchors=[anchor]).is_intact
