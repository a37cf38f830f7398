"""The door to words: what a notice says, to whoever reads it. Chooses no recipient, and carries nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from registre_core.notices import Letter, Worded


class Wording(Protocol):
    """Puts letters into words. Safe to use from several threads.

    Obligations:
        WRD-1: Every topic of the table has words: subject, text, and the same in HTML.
    """

    def kinds(self) -> Collection[str]:
        """Tell which topics it has words for."""
        ...

    def word(self, letter: Letter) -> Worded:
        """Put a letter into words.

        Raises:
            ConfigurationError: ``no-words``, when it has none for this topic.
        """
        ...
