"""The door to words: what a notice says, to whoever reads it. Chooses no recipient, and carries nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from registre_core.notices import Letter, Worded


class Wording(Protocol):
    """Puts letters into words. Safe to use from several threads; reaches nobody, and reads no clock.

    Obligations:
        WRD-1: Every topic of the table has words: a subject on one line, a text, and the same as a whole page of HTML
            that says its language.
        WRD-2: What names and facts hold is text: it is never markup in HTML, never another line of the subject, and
            nothing in it turns or hides what stands beside it.
        WRD-3: Text and HTML tell the same: every name, number, date, amount and address of one stands in the other.
        WRD-4: The same letter gives the same words, whatever was worded before, and from many threads at once.
        WRD-5: The link of a letter stands where links do, and nowhere else: on a line of its own in the text, as a link
            in HTML, never in the subject. A letter without a link has words all the same.
        WRD-6: A topic without words is `ConfigurationError` ``no-words``.
        WRD-7: Every part of a reminder stands in it, each once.
        WRD-8: A fact that words need and a letter lacks is `InvalidInput` ``missing-fact``, which names it; one that
            may lack is left out.
        WRD-9: Nothing stands there as it was stored: no date or moment as ISO writes it, no identifier, no digest, and
            no ``None``.
        WRD-10: HTML stands alone: nothing in it is fetched, run or counted.
        WRD-11: Each says from which workspace it comes, and from which site if it is about one.
    """

    def kinds(self) -> Collection[str]:
        """Tell which topics it has words for."""
        ...

    def word(self, letter: Letter) -> Worded:
        """Put a letter into words.

        Raises:
            ConfigurationError: ``no-words``, when it has none for this topic.
            InvalidInput: ``missing-fact``, naming what the letter lacks; ``malformed-fact``, when one is not written as
                its topic promises.
        """
        ...
