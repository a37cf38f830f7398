"""Cursors and sizes of pages, checked once for every list."""

from __future__ import annotations

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.pages import Cursor

LARGEST_PAGE = 200
"""More than anybody reads at once."""


def cursor(after: str | None) -> Cursor | None:
    """Read where a page begins; whether it is a place in the order asked for is checked by the list itself.

    Raises:
        InvalidInput: ``malformed-cursor``.
    """
    return Cursor.read(after) if after else None


def page_size(limit: int) -> int:
    """Check how much is asked for.

    Raises:
        InvalidInput: ``page-size``.
    """
    if 1 <= limit <= LARGEST_PAGE:
        return limit
    said = f"a page holds 1 to {LARGEST_PAGE} items, not {limit}"
    raise InvalidInput.at("limit", "page-size", said, limit=limit, largest=LARGEST_PAGE)
