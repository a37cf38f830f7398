"""Things that people name, by identifier or as they are called: accents and case aside, and never by guessing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Protocol, TypeVar
from uuid import UUID

from registre_cli.typography import quoted, typeset
from registre_core import InvalidInput, Problem
from registre_core.kernel.names import plain
from registre_core.rights import Catalogue

SUGGESTED = 3
"""How many a complaint offers: people read no longer lists."""


_CODE = re.compile(r"[a-z-]+\.[a-z-]+")


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
    nearest = _nearest(asked, (one.name for reading in (asked, None) for one in beginning(reading)))
    raise InvalidInput.at(option, "unknown-name", said, thing=thing, name=asked, nearest=nearest)


def listed(candidates: Iterable[Named]) -> str:
    """Name some, so that one of them can be chosen."""
    return ", ".join(f"{quoted(one.name)} ({one.id})" for one in candidates)


def right_codes(catalogue: Catalogue, asked: Iterable[str], option: str) -> frozenset[str]:
    """Give the codes of rights that somebody named, by code or as people read them.

    Raises:
        InvalidInput: ``unknown-right``, for each.
    """
    known, given = _by_name(catalogue), list(asked)
    if problems := [_unknown(catalogue, right, option) for right in given if _bare(right) not in known]:
        raise InvalidInput.of(problems)
    return frozenset(known[_bare(right)] for right in given)


def right_code(catalogue: Catalogue, asked: str, option: str) -> str:
    """Give the code of one right, also of one that no module knows: it may sleep, and its owner will be asked.

    Raises:
        InvalidInput: ``unknown-right``, for a name that is no code.
    """
    if _CODE.fullmatch(asked):
        return asked
    (code,) = right_codes(catalogue, [asked], option)
    return code


def right_label(catalogue: Catalogue, code: str) -> str:
    """Name a right as the pages group it; one that sleeps by its code."""
    for module in catalogue.modules:
        for right in module.rights:
            if right.code == code:
                return typeset(f"{module.french} : {right.french.lower()}")
    return code


def _by_name(catalogue: Catalogue) -> Mapping[str, str]:
    by_label = {_bare(right_label(catalogue, code)): code for code in catalogue.every}
    return by_label | {code: code for code in catalogue.every}


def _bare(right: str) -> str:
    return re.sub(r" ?: ?", ":", plain(right))


def _unknown(catalogue: Catalogue, asked: str, option: str) -> Problem:
    is_code = "." in asked and " " not in asked
    names = [code if is_code else right_label(catalogue, code) for code in sorted(catalogue.every)]
    facts = {"right": asked, "nearest": _nearest(asked, names)}
    return Problem(option, "unknown-right", f"there is no right {asked!r}", facts)


def _nearest(asked: str, names: Iterable[str]) -> str | None:
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
