"""A document as every room sees it: its digest, never its bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, matching, must, not_blank

Digest = NewType("Digest", str)
"""SHA-256 of the bytes, 64 lower-case hexadecimal characters."""

SHA_256 = matching(r"[0-9a-f]{64}", "64 lower-case hexadecimal characters")
"""The form of a digest."""

PDF = "application/pdf"
"""The media type that extraction reads."""

PICTURES = frozenset({"image/heic", "image/jpeg", "image/png", "image/webp"})
"""The media types of photos: what telephones and browsers make of them."""


class Originality(StrEnum):
    """Whether a file is the one its author issued (S4 works on both; the register says which)."""

    ORIGINAL = "original"
    """As issued by its author."""
    COPY = "copy"
    """A scan, a print to PDF, a merged, flattened, annotated or photographed file (*PDF non original*)."""
    UNKNOWN = "unknown"
    """Nobody said."""


@frozen
class DocumentRef(Checked):
    """A stored document: enough to find its bytes again, and to prove they are the same."""

    digest: Digest = field(metadata=must(SHA_256))
    """SHA-256 of the bytes; with the workspace, its address."""
    size: int = field(metadata=must(at_least(1)))
    """Bytes."""
    name: str = field(metadata=must(not_blank))
    """The file name people gave it."""
    media_type: str = field(metadata=must(matching(r"[a-z]+/[a-z0-9.+-]+", PDF)))
    """What the first bytes say it is, not what its name says."""
    originality: Originality = Originality.UNKNOWN
    """Original or copy."""

    @property
    def is_pdf(self) -> bool:
        """Whether its bytes begin as a PDF file does."""
        return self.media_type == PDF

    @property
    def is_picture(self) -> bool:
        """Whether its bytes begin as those of a photo do."""
        return self.media_type in PICTURES


def each_file_once(name: str, value: tuple[DocumentRef, ...]) -> Problem | None:
    """Refuse a file that comes twice, whatever it is called."""
    if len(value) < 2 or len({document.digest for document in value}) == len(value):  # noqa: PLR2004  # one is once
        return None
    return Problem(name, "repeated-member", f"'{name}' names each file once")
