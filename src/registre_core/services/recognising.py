"""From a region of a page to its words, through a text recognizer."""

from __future__ import annotations

from registre_core.extraction import PageText, Region
from registre_core.ports import TextRecognizer
from registre_core.ports.page_reader import Reading


def recognised(reading: Reading, recognizer: TextRecognizer, number: int, region: Region | None) -> PageText:
    """Stand in until recognition is there."""
    raise NotImplementedError
