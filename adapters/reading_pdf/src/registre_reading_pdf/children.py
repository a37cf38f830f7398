"""What a host needs of a worker, wherever it comes from."""

from __future__ import annotations

from typing import Protocol

from registre_reading_pdf.endings import Ending
from registre_reading_pdf.lines import Line
from registre_reading_pdf.spool import Document


class Child(Protocol):
    """A worker, alive or not."""

    @property
    def line(self) -> Line:
        """Where it is spoken to."""
        ...

    @property
    def content(self) -> bytes | None:
        """What it has to be told of the document beside what opens it."""
        ...

    @property
    def is_waiting(self) -> bool:
        """Whether it is there, and says nothing."""
        ...

    def end(self) -> Ending:
        """End it unless it has ended, and tell how it did."""
        ...

    def abandon(self) -> None:
        """Let go of it, in a process that only inherited it."""


class Origin(Protocol):
    """Makes workers."""

    def raised(self, document: Document) -> Child:
        """Make one for a document.

        Raises:
            AdapterFailure: ``pdf-worker-not-started``.
            InvalidInput: ``reading-closed``.
        """
        ...

    def close(self) -> None:
        """End what was started for them all."""

    def abandon(self) -> None:
        """Let go of it, in a process that only inherited it."""
