"""One row of the action table: what the front door must know of a use case."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from registre_core.access.survival import Column, survival
from registre_core.billing import Survives


@frozen
class Action:
    """One use case, as the front door sees it."""

    name: str
    """``room.use_case``: what is called on a `Registre`."""
    french: str
    """What people read."""
    right: str | None = None
    """The right it asks of users; ``None`` when it is the operator's alone, or everybody's."""
    operator: bool = False
    """Whether the host itself may do it."""
    records: tuple[str, ...] = ()
    """The kinds of facts it appends to the register; empty when it changes nothing that is kept."""
    queues: tuple[str, ...] = ()
    """The kinds of notices it queues."""
    repeatable: bool = True
    """Whether it is tried again by itself after a failure that may pass: not what uses up or fills a stream."""
    everybody: bool = False
    """Whether every account that may act at all may do it, while access is cut and with whatever client."""
    offline: bool = False
    """Whether telephones record it without network and send it late: what they claim opens this, and nothing else."""
    rights_by_kind: Mapping[str, str] = field(factory=dict, hash=False)
    """The rights asked in place of `right`, of targets of another kind: who signs a permit needs that of permits."""

    @property
    def changes(self) -> bool:
        """Whether it appends to the register."""
        return bool(self.records)

    @property
    def rights(self) -> tuple[str, ...]:
        """Every right that opens it: its own, then those of other kinds of things."""
        return () if self.right is None else (self.right, *self.rights_by_kind.values())

    def about(self, kind: str) -> Action:
        """Give the row as it counts for targets of this kind."""
        right = self.rights_by_kind.get(kind)
        return self if right is None else evolve(self, right=right, rights_by_kind={})

    def survives(self, preset: Survives, column: Column, *, running: bool = False) -> bool:
        """Whether users do it while access is cut.

        Args:
            preset: which reading of the source the host chose.
            column: through what.
            running: whether it is about a safety record that is running.
        """
        if self.right is None:
            return self.everybody
        return survival(self.right, preset, column).lets(running=running)
