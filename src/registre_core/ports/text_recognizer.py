"""The door to text recognition (OCR): from the picture of a few words, or of a page, to words with their boxes."""

from __future__ import annotations

from typing import Protocol

from registre_core.extraction import Recognition


class TextRecognizer(Protocol):
    """Reads pictures.

    Obligations:
        REC-1: Boxes are pixels of the picture, origin top left, y downwards, each around the ink of its word.
        REC-2: Words come in reading order, of a whole page one column after the other, each with the number of its
            line; accents and punctuation as printed.
        REC-3: Each word carries the engine's confidence, from 0 (a guess) to 100; letters that can hardly be read have
            less of it than clean ones.
        REC-4: A picture without words has none; it is no mistake.
        REC-5: What is no PNG picture is `InvalidInput` ``not-a-picture``; what is too large or takes too long is
            `InvalidInput` ``picture-too-costly``: nothing hangs, and the next picture is read.
        REC-6: An engine that is missing, or lacks the data of the language, is `ConfigurationError`
            ``recognizer-not-installed`` or ``language-not-installed``, which says what to install.
        REC-7: The engine is named with its version; the same picture gives the same words, whoever reads beside.
        REC-8: A picture is read as it stands: it is not turned. Who wants it turned turns it.
    """

    @property
    def language(self) -> str:
        """The language it reads, by ISO 639-2, such as ``fra``; several joined by ``+``."""
        ...

    @property
    def engine(self) -> str:
        """What reads, with its version, such as ``tesseract 5.3.0``.

        Raises:
            ConfigurationError: ``recognizer-not-installed``.
        """
        ...

    def check(self) -> None:
        """See that the engine and the data of its language are there, before somebody waits for them.

        Raises:
            ConfigurationError: ``recognizer-not-installed``, ``language-not-installed``.
        """
        ...

    def recognise(self, picture: bytes, *, dpi: int, is_page: bool = False) -> Recognition:
        """Read a picture.

        Args:
            picture: a PNG image.
            dpi: its dots per inch.
            is_page: whether it shows a page, or so much of one that columns may stand beside each other, rather than a
                paragraph.

        Raises:
            InvalidInput: ``not-a-picture``, ``picture-too-costly``.
            ConfigurationError: ``recognizer-not-installed``, ``language-not-installed``.
            AdapterFailure: ``recognizer-failed``.
        """
        ...
