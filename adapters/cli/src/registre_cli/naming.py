"""Things that commands name by their identifier alone."""

from __future__ import annotations

from uuid import UUID

from registre_core import InvalidInput


def identifier(asked: str, option: str) -> UUID:
    """Read an identifier.

    Raises:
        InvalidInput: ``malformed-identifier``.
    """
    try:
        return UUID(asked)
    except ValueError:
        said = f"{asked!r} is no identifier: the lists show them"
        raise InvalidInput.at(option, "malformed-identifier", said, value=asked) from None
