"""One page of a long list, where the next one begins, and how long the list is."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from typing import Generic, NoReturn, Self, TypeVar
from uuid import UUID

from attrs import frozen

from registre_core.kernel.errors import InvalidInput

Item = TypeVar("Item")

LARGEST_COUNT = 1_000
"""How far items are counted: beyond it people read «plus de 1 000», and a database need not walk the rest."""


@frozen
class Cursor:
    """A place in a list: behind the item that has this key and this identifier, whether or not it is still there."""

    order: str
    """The order the list was read in: in another one the place means nothing."""
    id: UUID
    key: str = ""
    """What the order compares before identifiers, written so that texts compare alike."""

    def __str__(self) -> str:
        """Write it as the token that `Page.next` is: letters, digits, ``-`` and ``_``."""
        said = f"{self.order}\n{self.id.hex}\n{self.key}"
        return urlsafe_b64encode(said.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, token: str) -> Self:
        """Read a token.

        Raises:
            InvalidInput: ``malformed-cursor``.
        """
        try:
            said = b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True).decode()
            order, identifier, key = said.split("\n", 2)
            cursor = cls(order, UUID(identifier), key)
        except ValueError as error:
            refuse_cursor(error)
        if str(cursor) != token:
            refuse_cursor()
        return cursor


def refuse_cursor(cause: Exception | None = None) -> NoReturn:
    """Say that a cursor is none, or one of another order.

    Raises:
        InvalidInput: ``malformed-cursor``.
    """
    said = "pass on what `next` of the last page said, in the same order"
    raise InvalidInput.at("after", "malformed-cursor", said) from cause


@frozen
class Total:
    """How many items a list has, as far as it was worth counting."""

    number: int
    """How many were counted."""
    is_more: bool = False
    """Whether there are more than that, «plus de 1 000»: counting stopped there."""
    is_whole: bool = True
    """Whether the whole list was looked at, if there were not more: otherwise it is «au moins 12»."""

    @classmethod
    def capped(cls, seen: int, cap: int) -> Self:
        """Make the total of a list of which at most ``cap + 1`` items were seen."""
        return cls(min(seen, cap), is_more=seen > cap)


@frozen
class Page(Generic[Item]):
    """Some items in their order, and where the next page begins."""

    items: tuple[Item, ...]
    """At most as many as were asked for. Fewer do not mean that the list ends here: `next` says that."""
    next: str | None = None
    """Pass it as ``after`` to read on; ``None`` at the end. Opaque: its form may change."""
    total: Total | None = None
    """How many items the whole list has, if that was asked for."""
