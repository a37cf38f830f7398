"""What a page says and where: from the characters of an engine to a passage that can be found again.

Pure: no file is opened here. A `PageReader` brings the characters, `assemble` puts them in reading order, and `passage`
turns what a person selected into a quote with its provenance, which `anchor` finds in another version of the file.

Units: PDF points (1/72 inch) of the page **as displayed** (CropBox and rotation applied), origin top left, y downwards.
"""

from registre_core.extraction.anchoring import Anchoring, Outcome, Place, anchor
from registre_core.extraction.boxes import Boxes
from registre_core.extraction.cleaning import CleanText, clean
from registre_core.extraction.entities import PageInfo, PageText, Region, Ruling, Selection, Word
from registre_core.extraction.overlaps import Overlap, overlap
from registre_core.extraction.passages import passage, text_of
from registre_core.extraction.reading_order import assemble
from registre_core.extraction.spacing import Glyph, spaced
from registre_core.extraction.suspicion import is_suspect
from registre_core.extraction.turns import Turn

__all__ = [
    "Anchoring",
    "Boxes",
    "CleanText",
    "Glyph",
    "Outcome",
    "Overlap",
    "PageInfo",
    "PageText",
    "Place",
    "Region",
    "Ruling",
    "Selection",
    "Turn",
    "Word",
    "anchor",
    "assemble",
    "clean",
    "is_suspect",
    "overlap",
    "passage",
    "spaced",
    "text_of",
]
