"""Everything that is wrong with an answer, at once; but no more of it than anybody reads."""

from __future__ import annotations

from typing import NoReturn

from registre_core.kernel.errors import InvalidInput, Problem

CODE = "not-a-drawing"
MOST = 50
"""Problems told of one answer: an answer of ten thousand points can have forty thousand."""


class Problems:
    """What was found so far."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def tell(self, path: str, said: str) -> None:
        """Note one.

        Raises:
            InvalidInput: with all of them, when these are enough.
        """
        self.found.append(Problem(path, CODE, f"'{path}' {said}"))
        if len(self.found) >= MOST:
            self.refuse()

    def refuse(self) -> NoReturn:
        """Refuse the answer for all that was found."""
        raise InvalidInput.of(self.found)
