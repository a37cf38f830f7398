"""The door to paginated documents: words with their boxes, as a person sees the page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from registre_core.extraction import PageInfo, PageText, Region, Ruling


class Reading(Protocol):
    """An open document. Pages are numbered from 1; leaving the context releases everything."""

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        ...

    @property
    def engine(self) -> str:
        """What reads, with its version, such as ``pdfium 7654``."""
        ...

    def page(self, number: int) -> PageInfo:
        """Describe one page as displayed.

        Raises:
            InvalidInput: ``page-out-of-range``.
        """
        ...

    def text(self, number: int) -> PageText:
        """Read the characters of one page in reading order, each with its box.

        No other page is read, and asking again for one of the last pages costs nothing.

        Raises:
            InvalidInput: ``page-out-of-range``.
        """
        ...

    def rulings(self, number: int) -> Sequence[Ruling]:
        """Find the drawn straight lines of one page: what makes a table a table.

        Raises:
            InvalidInput: ``page-out-of-range``.
        """
        ...

    def render(self, number: int, region: Region | None = None, *, dpi: int = 150) -> bytes:
        """Draw one page, or a region of it, as a PNG image.

        Raises:
            InvalidInput: ``page-out-of-range``, ``region-off-page``, ``image-too-large``.
        """
        ...


class PageReader(Protocol):
    """Opens documents of one format.

    Obligations:
        PAG-1: Coordinates are PDF points of the page **as displayed** (CropBox and rotation applied), origin top left,
            y downwards.
        PAG-2: Words come in reading order, columns kept apart, each with its box, its text as written.
        PAG-3: Page numbers run from 1; any other is `InvalidInput` ``page-out-of-range``.
        PAG-4: What is not such a document is `InvalidInput`: ``not-a-pdf``, ``empty-file``, ``truncated-pdf``.
        PAG-5: An encrypted document without its password is `InvalidInput` ``password-required``, with a wrong one
            ``password-wrong``.
        PAG-6: Opening and leaving again releases everything; a reading used after that is `InvalidInput`
            ``reading-closed``.
        PAG-7: The same bytes give the same answers, whatever was opened before or is open beside it.
        PAG-8: A rendered region has the pixel size of the region at that resolution, rounded up.
    """

    def open(self, stream: BinaryIO, *, password: str | None = None) -> AbstractContextManager[Reading]:
        """Open a document for reading.

        Raises:
            InvalidInput: see PAG-4 and PAG-5.
            AdapterFailure: the engine failed on a file that may be good.
        """
        ...
