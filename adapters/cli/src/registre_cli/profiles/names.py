"""Rights as people name them: by code, or as they read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from registre_cli.names import nearest_to
from registre_cli.typography import typeset
from registre_core import InvalidInput, Problem
from registre_core.kernel.names import plain
from registre_core.rights import Catalogue

_CODE = re.compile(r"[a-z-]+\.[a-z-]+")


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
    facts = {"right": asked, "nearest": nearest_to(asked, names)}
    return Problem(option, "unknown-right", f"there is no right {asked!r}", facts)
