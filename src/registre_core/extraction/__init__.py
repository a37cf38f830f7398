"""What a page says and where: from the characters of an engine to a passage that can be found again.

Pure: no file is opened here. A `PageReader` brings the characters, `assemble` puts them in reading order, and `passage`
turns what a person selected into a quote with its provenance, which `anchor` finds in another version of the file.

Units: PDF points (1/72 inch) of the page **as displayed** (CropBox and rotation applied), origin top left, y downwards.
"""

from registre_core.extraction.anchoring import Anchoring, Outcome, Place, anchor
from registre_core.extraction.boxes import Boxes
from registre_core.extraction.cleaning import CleanText, clean
from registre_core.extraction.diagnosis import (
    Condition,
    Copying,
    Diagnosis,
    Ocr,
    diagnose,
    is_bad_layer,
    needs_recognition,
)
from registre_core.extraction.entities import (
    Mark,
    Outline,
    PageInfo,
    PageText,
    Part,
    Region,
    Ruling,
    Selection,
    Sheet,
    Survey,
    Word,
)
from registre_core.extraction.overlaps import Overlap, overlap
from registre_core.extraction.passages import passage, passage_of, text_of
from registre_core.extraction.proposals import (
    DETECTORS,
    Candidate,
    Detector,
    Leaf,
    OpenFinding,
    Report,
    Sighting,
    Strip,
    Token,
    parts_of,
    propose,
)
from registre_core.extraction.quoting import quoted
from registre_core.extraction.reading_order import assemble
from registre_core.extraction.recognition import RecognisedWord, Recognition, Shot, recognised_page
from registre_core.extraction.regions import RecognisedRegion, joined, regions_of, whole
from registre_core.extraction.spacing import Glyph, spaced
from registre_core.extraction.suspicion import is_suspect
from registre_core.extraction.turns import Turn, upright
from registre_core.extraction.user_space import displayed_quad

__all__ = [
    "DETECTORS",
    "Anchoring",
    "Boxes",
    "Candidate",
    "CleanText",
    "Condition",
    "Copying",
    "Detector",
    "Diagnosis",
    "Glyph",
    "Leaf",
    "Mark",
    "Ocr",
    "OpenFinding",
    "Outcome",
    "Outline",
    "Overlap",
    "PageInfo",
    "PageText",
    "Part",
    "Place",
    "RecognisedRegion",
    "RecognisedWord",
    "Recognition",
    "Region",
    "Report",
    "Ruling",
    "Selection",
    "Sheet",
    "Shot",
    "Sighting",
    "Strip",
    "Survey",
    "Token",
    "Turn",
    "Word",
    "anchor",
    "assemble",
    "clean",
    "diagnose",
    "displayed_quad",
    "is_bad_layer",
    "is_suspect",
    "joined",
    "needs_recognition",
    "overlap",
    "parts_of",
    "passage",
    "passage_of",
    "propose",
    "quoted",
    "recognised_page",
    "regions_of",
    "spaced",
    "text_of",
    "upright",
    "whole",
]
