"""What a reader ought to find in a made document, known before anybody reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tools.documents.typesetting import Block, Box


@dataclass(frozen=True)
class Selection:
    """Rectangles drawn on a page, and the words they ought to give."""

    page: int
    boxes: tuple[Box, ...]
    expected: str
    note: str
    max_cer: float = 0.0
    """Greatest character error rate that counts as right: 0 wherever the text is in the file."""

    @classmethod
    def of(cls, block: Block, note: str, *, page: int = 1, max_cer: float = 0.0) -> Selection:
        """Select one block as a careful hand would, a point outside its lines."""
        return cls(page, (block.box.grown(1),), block.text, note, max_cer)

    @classmethod
    def across(cls, blocks: Sequence[Block], text: str, note: str, *, page: int = 1) -> Selection:
        """Select several blocks, one rectangle each, that are read as one text."""
        return cls(page, tuple(block.box.grown(1) for block in blocks), text, note)

    def as_json(self) -> dict[str, Any]:
        """Write it for ``documents.json``."""
        tolerance = {"max_cer": self.max_cer} if self.max_cer else {}
        rects = [box.as_list() for box in self.boxes]
        return {"page": self.page, "rects": rects, "expected": self.expected, "note": self.note, **tolerance}


@dataclass(frozen=True)
class MadeDocument:
    """A file, and the truth about it."""

    name: str
    content: bytes
    note: str
    pages: int | None
    """None where no reader should get that far."""
    selections: tuple[Selection, ...] = ()
    password: str | None = None
    refused: str | None = None
    """The code with which `PageReader.open` refuses it."""
    labels: tuple[str, ...] = ()
    """What the pages call themselves, where the file says so."""
    observations: tuple[dict[str, Any], ...] = ()
    """What ought to be proposed from it, and nothing else."""

    def as_json(self) -> dict[str, Any]:
        """Write it for ``documents.json``."""
        described = {
            "file": self.name,
            "pages": self.pages,
            "password": self.password,
            "refused": self.refused,
            "labels": list(self.labels) or None,
            "note": self.note,
            "selections": [selection.as_json() for selection in self.selections],
            "observations": list(self.observations) or None,
        }
        return {key: value for key, value in described.items() if value is not None or key in {"pages", "password"}}
