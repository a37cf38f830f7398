"""Document stores that keep every promise but one of those that a sweep counts on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO

from attrs import evolve
from tests.contracts.saboteurs.documents import Spoiler

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import Lying, StoredDocument

EVER = datetime.max.replace(tzinfo=UTC)


class ListsTheYoung(Spoiler):
    """Lists whatever lies there, since when ever."""

    breaks = "DOC-9"

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        return super().lying(workspace, before=EVER)


class ListsEverybodys(Spoiler):
    """Lists what lies in any workspace."""

    breaks = "DOC-9"

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        for owner in {owner for owner, _ in self._kept}:
            yield from super().lying(owner, before=before)


class ListsTwice(Spoiler):
    """Begins the list anew when it is at its end."""

    breaks = "DOC-9"

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        for _ in range(2):
            yield from super().lying(workspace, before=before)


class ListsAPage(Spoiler):
    """Lists what fits on a page."""

    breaks = "DOC-9"

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        return islice(super().lying(workspace, before=before), 50)


class WeighsNothing(Spoiler):
    """Knows no sizes."""

    breaks = "DOC-9"

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        return (evolve(one, size=1) for one in super().lying(workspace, before=before))


class RemembersTheFirstTime(Spoiler):
    """Leaves bytes that are there alone, with their time."""

    breaks = "DOC-10"

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        times = dict(self._times)
        stored = super().put(workspace, stream, cap=cap)
        self._times.update({key: at for key, at in times.items() if key == (workspace, stored.digest)})
        return stored


class SparesNothing(Spoiler):
    """Takes away what was put a moment ago."""

    breaks = "DOC-11"

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        return super().remove(workspace, digest, before=EVER)


class RemovesEverywhere(Spoiler):
    """Takes the same bytes away from everybody."""

    breaks = "DOC-11"

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        for owner in {owner for owner, known in self._kept if known == digest}:
            super().remove(owner, digest, before=before)
        return super().remove(workspace, digest, before=before)


class OnlySaysSo(Spoiler):
    """Says that something is gone, and leaves it there."""

    breaks = "DOC-11"

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        return self._times.get((workspace, digest), before) <= before


class SaysNothing(Spoiler):
    """Takes away what it should, and never says so."""

    breaks = "DOC-11"

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        super().remove(workspace, digest, before=before)
        return False


class MissesWhatIsGone(Spoiler):
    """Cannot take away what is not there."""

    breaks = "DOC-11"

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        if (workspace, digest) not in self._kept:
            raise NotFound.of("document", digest)
        return super().remove(workspace, digest, before=before)


class TidiesTooMuch(Spoiler):
    """Takes what is old for what broke off."""

    breaks = "DOC-12"

    def tidy(self, *, before: datetime) -> int:
        old = [key for key, at in self._times.items() if at < before]
        return sum(self.remove(*key, before=before) for key in old)
