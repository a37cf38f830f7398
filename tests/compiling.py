"""Statements are compiled once for all the registers that a test run opens.

SQLAlchemy keeps what it has compiled with each engine. A program opens one and profits from the second question on; a
test opens its own and asks each question once, so that half of what a contract costs was compiling the same statements
again. What a statement is compiled to does not depend on which register it is for: were it otherwise, this would show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from attrs import define, field
from sqlalchemy import Connection, Engine, event

Key = tuple[Any, ...]


@define(eq=False)
class Compiled(MutableMapping[Key, Any]):
    """What was compiled for one kind of database, whichever engine asked for it first."""

    kept: dict[Key, Any] = field(factory=dict)

    def __getitem__(self, key: Key) -> Any:  # noqa: ANN401  # a statement that SQLAlchemy compiled
        """Find a statement; its key begins with the dialect of the engine that asks."""
        return self.kept[key[1:]]

    def __setitem__(self, key: Key, compiled: Any) -> None:  # noqa: ANN401  # as above
        """Keep one for every engine."""
        self.kept[key[1:]] = compiled

    def __delitem__(self, key: Key) -> None:
        """Forget one."""
        del self.kept[key[1:]]

    def __iter__(self) -> Iterator[Key]:
        """Go through the keys, without their dialects."""
        return iter(self.kept)

    def __len__(self) -> int:
        """Count the statements."""
        return len(self.kept)


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let every engine that connects meanwhile compile into what is kept for its kind of database."""
    kinds: defaultdict[Key, Compiled] = defaultdict(Compiled)

    def share(connection: Connection) -> None:
        dialect = connection.dialect
        connection.execution_options(compiled_cache=kinds[dialect.name, dialect.server_version_info])

    event.listen(Engine, "engine_connect", share)
    try:
        yield
    finally:
        event.remove(Engine, "engine_connect", share)
