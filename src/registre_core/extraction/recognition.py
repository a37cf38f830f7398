"""What a text recognizer saw in a picture, and that picture's way back to its page."""

from __future__ import annotations

from attrs import field, frozen

from registre_core.kernel.validation import Checked, at_least, must, not_blank, percentage


@frozen
class RecognisedWord(Checked):
    """A word in a picture."""

    text: str = field(metadata=must(not_blank))
    """As printed, without spaces."""
    x0: float
    """Left edge, in pixels of the picture."""
    y0: float
    """Upper edge."""
    x1: float
    """Right edge."""
    y1: float
    """Lower edge."""
    line: int = field(metadata=must(at_least(0)))
    """The line it stands on; words of one line have the same number, which rises down the picture."""
    confidence: float = field(metadata=must(percentage))
    """How sure the engine is, from 0 to 100."""


@frozen
class Recognition:
    """All the words of a picture, in reading order."""

    words: tuple[RecognisedWord, ...] = ()
    """None where nothing can be read."""

    @property
    def confidence(self) -> float:
        """How sure the engine is of a letter, on average; 0 where there is none."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0
