"""Things that people name, by identifier or as they are called: accents and case aside, and never by guessing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Protocol, TypeVar
from uuid import UUID

from registre_cli.typography import quoted
from registre_core import InvalidInput
from registre_core.kernel.names import plain

SUGGESTED = 3
"""How many a complaint offers: people read no longer lists."""


class Named(Protocol):
    """Whatever has an identifier and a name."""

    @property
    def id(self) -> UUID: ...

    @property
    def name(self) -> str: ...


Item = TypeVar("Item", bound=Named)


def the_one(
    thing: str,
    asked: str,
    option: str,
    get: Callable[[UUID], Item],
    beginning: Callable[[str | None], Iterable[Item]],
) -> Item:
    """Give the one thing that somebody named.

    Args:
        thing: what it is: ``user``, ``profile``, ``site``, ``workspace``.
        asked: its identifier, or its whole name.
        option: where it was named.
        get: gives one by its identifier.
        beginning: gives the first of those whose names begin so, by name; of all for ``None``.

    Raises:
        InvalidInput: ``unknown-name``, or ``ambiguous-name`` with the candidates.
        NotFound: there is none with this identifier.
    """
    if identifier := _identifier(asked):
        return get(identifier)
    called = [one for one in beginning(asked) if plain(one.name) == plain(asked)]
    if len(called) == 1:
        return called[0]
    if called:
        said = f"several have the name {asked!r}: give an identifier"
        raise InvalidInput.at(option, "ambiguous-name", said, thing=thing, name=asked, candidates=listed(called))
    said = f"no {thing} has the name {asked!r}"
    nearest = nearest_to(asked, (one.name for reading in (asked, None) for one in beginning(reading)))
    raise InvalidInput.at(option, "unknown-name", said, thing=thing, name=asked, nearest=nearest)


def listed(candidates: Iterable[Named]) -> str:
    """Name some, so that one of them can be chosen."""
    return ", ".join(f"{quoted(one.name)} ({one.id})" for one in candidates)


def nearest_to(asked: str, names: Iterable[str]) -> str | None:
    """Give what somebody may have meant, for him to choose."""
    by_key = {plain(name): name for name in names}
    begun = [key for key in by_key if key.startswith(plain(asked))]
    close = [*begun, *get_close_matches(plain(asked), by_key, SUGGESTED)]
    return ", ".join(quoted(by_key[key]) for key in [*dict.fromkeys(close)][:SUGGESTED]) or None


def _identifier(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None
