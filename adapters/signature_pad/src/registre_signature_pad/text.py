"""From bytes that anybody may have sent to builtins: JSON, but none of its oddities."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from registre_core.kernel.errors import InvalidInput
from registre_signature_pad.problems import CODE

LARGEST = 2 * 2**20
"""Bytes of an answer. As many points as a drawing may have take 1.2 MiB as `signature_pad` writes them."""

WHOLE = "answer"
"""Where a problem is that concerns all of it."""


def parsed(answer: bytes) -> object:
    """Read JSON (RFC 8259) in UTF-8 of a bounded size.

    What two readers may take differently is refused, since it is evidence: a name that comes twice in one object, and
    the numbers that JSON does not have. Numbers too large for any reader are left to whoever looks at them.

    Raises:
        InvalidInput: ``not-a-drawing``.
    """
    if len(answer) > LARGEST:
        raise InvalidInput.at(WHOLE, CODE, f"an answer has {LARGEST} bytes at most, not {len(answer)}")
    try:
        return json.loads(answer.decode(), parse_constant=_refused, object_pairs_hook=_object)
    except RecursionError as error:
        raise InvalidInput.at(WHOLE, CODE, "the answer is nested too deeply") from error
    except ValueError as error:  # no UTF-8, no JSON, or a number of thousands of digits
        raise InvalidInput.at(WHOLE, CODE, "the answer is no JSON text in UTF-8") from error


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    given = list(pairs)
    known = dict(given)
    if len(known) < len(given):
        raise ValueError("a name comes twice")
    return known
