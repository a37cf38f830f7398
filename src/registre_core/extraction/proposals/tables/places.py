"""Headings of tables that name a place, from buildings down to rooms.

Source:
    Words by which French reports say where; November 2026.
"""

from __future__ import annotations

from registre_core.extraction.proposals.tables.titles import bare

PLACE_WORDS = (
    "batiment bat immeuble bloc tour | niveau etage rdc rez sous ss r entresol mezzanine combles toiture terrasse | "
    "local salle hall zone aile escalier cage circulation couloir chaufferie cuisine parking facade chambre bureau "
    "reserve atelier sanitaire vestiaire cour exterieur logement appartement tgbt armoire tableau coffret degagement "
    "accueil secteur scene bibliotheque infirmerie lingerie refectoire gymnase classe amphitheatre magasin cave garage "
    "poste quai"
)
RANKS = {word: rank for rank, words in enumerate(PLACE_WORDS.split(" | ")) for word in words.split()}
"""Words of places, from the widest to the narrowest: buildings, levels, rooms."""

LONGEST_PLACE = 14
"""Words: a longer heading is a remark."""


def is_place(text: str) -> bool:
    """Whether a heading names a place."""
    words = bare(text).split()
    return len(words) <= LONGEST_PLACE and any(word in RANKS for word in words[:3])


def rank_of(text: str) -> int:
    """Say how wide a place is: 0 for a building, 1 for a level, 2 for a room and for what is not known."""
    return next((RANKS[word] for word in bare(text).split() if word in RANKS), 2)
