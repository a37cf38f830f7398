# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they keep of a workspace that is on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import STORES, Saboteur, instead

from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import StagedPart, Staging


class SpoilsStaging(Saboteur):
    """A storage that spoils what is staged as a subclass says."""

    @contextmanager
    def stage(self, workspace: WorkspaceId) -> Iterator[Staging]:
        with super().stage(workspace) as tx:
            self.spoil_staged(tx.staged)
            yield tx

    def spoil_staged(self, staged: Any) -> None:
        """Spoil the store of parts."""


class StripsParts(SpoilsStaging):
    """Takes what stands at the ends of a part for blanks."""

    breaks = "STO-80"

    def spoil_staged(self, staged: Any) -> None:
        instead(staged, "add", lambda honest, part: honest(evolve(part, content=part.content.strip())))


class ForgetsMarks(SpoilsStaging):
    """Keeps parts, and not how far loading was with them."""

    breaks = "STO-80"

    def spoil_staged(self, staged: Any) -> None:
        instead(staged, "add", lambda honest, part: honest(evolve(part, mark="")))


class TakesAnyPart(SpoilsStaging):
    """Puts every part behind the last one, whichever it is."""

    breaks = "STO-80"

    def spoil_staged(self, staged: Any) -> None:
        def add(honest: Callable[[StagedPart], None], part: StagedPart) -> None:
            honest(evolve(part, number=len(staged.kept) + 1))

        instead(staged, "add", add)


class StopsAfterAWindow(SpoilsStaging):
    """Streams the first twenty parts."""

    breaks = "STO-80"

    def spoil_staged(self, staged: Any) -> None:
        instead(staged, "parts", lambda honest: iter(list(honest())[:20]))


class DropsTheLastOnly(SpoilsStaging):
    """Drops the last part where all of them should go."""

    breaks = "STO-80"

    def spoil_staged(self, staged: Any) -> None:
        def clear(_: object) -> int:
            count, staged.kept = len(staged.kept), staged.kept[:-1]
            return count

        instead(staged, "clear", clear)


class ListsWhatIsStaged(SpoilsTheDoor):
    """Tells the operator of every workspace but those that are on their way."""

    breaks = "STO-81"

    def spoil_door(self, door: Any) -> None:
        instead(door, "staged", lambda _: iter(()))


class StagesForAll(SpoilsStaging):
    """Shows each workspace what is loaded of any."""

    breaks = "STO-81"

    def spoil_staged(self, staged: Any) -> None:
        medium = self._medium
        if not staged.kept:
            staged.kept = next((medium.staged(one) for one in medium.loading()), ())


class StagesWhatIsThere(Saboteur):
    """Loads something of a workspace that is there already."""

    breaks = "STO-82"

    @contextmanager
    def stage(self, workspace: WorkspaceId) -> Iterator[Staging]:
        if workspace in self._medium.kept():
            with self.begin(workspace) as tx:
                yield tx
        else:
            with super().stage(workspace) as staging:
                yield staging


class KeepsWhatWasFounded(Saboteur):
    """Founds a workspace, and keeps what was loaded of it."""

    breaks = "STO-83"

    def spoil_transaction(self, tx: Any) -> None:
        instead(tx.staged, "clear", lambda _: len(tx.staged.kept))


class DropsBeforeTheCommit(Saboteur):
    """Drops at once what was loaded, whatever becomes of the founding."""

    breaks = "STO-83"

    def spoil_transaction(self, tx: Any) -> None:
        def clear(honest: Callable[[], int]) -> int:
            self._medium.stage(tx.sites._desk.workspace, ())  # noqa: SLF001
            return honest()

        instead(tx.staged, "clear", clear)


class BeginsEveryVersionAnew(Saboteur):
    """Keeps whatever is added as its first version."""

    breaks = "STO-84"

    def spoil_transaction(self, tx: Any) -> None:
        for store in (*STORES, "seals"):
            instead(getattr(tx, store), "add", lambda honest, one: honest(evolve(one, version=1)))
