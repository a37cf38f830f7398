"""The door to paginated documents: characters with their boxes, as a person sees the page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

from registre_core.extraction import PageInfo, PageText, Region, Ruling, Survey, Turn


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

    @property
    def may_be_copied(self) -> bool:
        """Whether the file's author lets its words be copied; who opened it with the owner's password always may."""
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

        Those in the picture of a scan, too, where a reader can see them: askew ones in level or upright stretches.

        Raises:
            InvalidInput: ``page-out-of-range``.
        """
        ...

    def survey(self, number: int) -> Survey:
        """Look at what is drawn on one page beside its characters.

        Raises:
            InvalidInput: ``page-out-of-range``.
        """
        ...

    def render(
        self,
        number: int,
        region: Region | None = None,
        *,
        dpi: int = 150,
        grey: bool = False,
        margin: int = 0,
        turn: Turn = Turn.NONE,
    ) -> bytes:
        """Draw one page, or a region of it, as a PNG image.

        Args:
            number: the page.
            region: which part of it; all of it unless told.
            dpi: dots per inch.
            grey: in shades of grey, a third of the size: what a text recognizer wants.
            margin: white pixels to put around the picture.
            turn: turned clockwise by so much before the margin is put around.

        Raises:
            InvalidInput: ``page-out-of-range``, ``region-off-page``, ``image-too-large``.
        """
        ...


class PageReader(Protocol):
    """Opens documents of one format.

    Obligations:
        PAG-1: Coordinates are PDF points of the page **as displayed** (CropBox and rotation applied), origin top left,
            y downwards. What is cropped away is not read.
        PAG-2: Characters come in reading order, columns kept apart, rows of a table read across; words as written,
            parted by spaces, each character with its box.
        PAG-3: Page numbers run from 1; any other is `InvalidInput` ``page-out-of-range``. A page's label is what the
            document calls it, or else its number.
        PAG-4: What is no whole document is `InvalidInput`: ``empty-file``, ``not-a-pdf``, ``truncated-pdf`` (its end is
            missing, even if an engine would open it: words may be missing too), ``damaged-pdf``.
        PAG-5: An encrypted document without its password is `InvalidInput` ``password-required``, with a wrong one
            ``password-wrong``; a password that is not needed is no mistake.
        PAG-6: Leaving the context, by an accident too, releases everything; a reading used after that is `InvalidInput`
            ``reading-closed``.
        PAG-7: The same bytes give the same answers, whatever was opened before, is open beside it, or is read by other
            threads.
        PAG-8: A picture shows its region, white where that leaves the page, and has its size at that resolution,
            rounded up to whole pixels, before it is turned and a white margin put around. Wholly off the page is
            ``region-off-page``; what no memory holds is ``image-too-large``.
        PAG-9: A text names its source and its engine with the version.
        PAG-10: Rulings are the drawn lines that are level or upright, thin boxes included.
        PAG-11: What a reading gives are plain values, equal after pickling: they may come from a worker process.
        PAG-12: A survey tells where images are drawn as one sees them, cut at the edges of the page, which share of the
            text is invisible, and whether nothing is to be seen.
        PAG-13: A document whose author forbids copying is read, and says so; its owner's password opens it without.
    """

    def open(self, stream: BinaryIO, *, password: str | None = None) -> AbstractContextManager[Reading]:
        """Open a document for reading; the stream is read on entering, and may be closed from then on.

        Raises:
            InvalidInput: on entering, see PAG-4 and PAG-5; ``too-many-pages``, ``file-too-large`` as the reader limits.
            AdapterFailure: the engine failed on a file that may be good.
        """
        ...
