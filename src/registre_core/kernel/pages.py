"""One page of a long list."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

Item = TypeVar("Item")


@frozen
class Page(Generic[Item]):
    """Some items in their order, and where the next page begins."""

    items: tuple[Item, ...]
    """At most as many as were asked for."""
    next: str | None = None
    """Pass it as ``after`` to read on; ``None`` at the end. Opaque: its form may change."""
