"""What a report itself says: its observations, found and offered to whoever reads it.

`propose` lays the pages out (`Report`), asks every `Detector` what it sees, settles what several of them see, drops
what is no observation, and marks what was taken or is open already. Nothing is decided here: a person accepts or leaves
each.
"""

from registre_core.extraction.entities import Part
from registre_core.extraction.proposals.entities import Candidate, OpenFinding, Sighting
from registre_core.extraction.proposals.non_observations import nature_of
from registre_core.extraction.proposals.proposing import DETECTORS, propose
from registre_core.extraction.proposals.references import ending_reference
from registre_core.extraction.proposals.report import Detector, Leaf, Report, parts_of
from registre_core.extraction.proposals.strips import Strip, Token, words_until

__all__ = [
    "DETECTORS",
    "Candidate",
    "Detector",
    "Leaf",
    "OpenFinding",
    "Part",
    "Report",
    "Sighting",
    "Strip",
    "Token",
    "ending_reference",
    "nature_of",
    "parts_of",
    "propose",
    "words_until",
]
