"""Cursors and sizes of pages, checked once for every list."""

from __future__ import annotations

from uuid import UUID

from registre_core.kernel.errors import InvalidInput

LARGEST_PAGE = 200
"""More than anybody reads at once."""


def cursor(after: str | None) -> UUID | None:
    """Read where a page begins.

    Raises:
        InvalidInput: ``malformed-cursor``.
    """
    try:
        return UUID(after) if after else None
    except ValueError as error:
        raise InvalidInput.at("after", "malformed-cursor", "pass on what `next` of the last page said") from error


def page_size(limit: int) -> int:
    """Check how much is asked for.

    Raises:
        InvalidInput: ``page-size``.
    """
    if 1 <= limit <= LARGEST_PAGE:
        return limit
    said = f"a page holds 1 to {LARGEST_PAGE} items, not {limit}"
    raise InvalidInput.at("limit", "page-size", said, limit=limit, largest=LARGEST_PAGE)
