"""Words cut at the end of a line: whether the hyphen was the printer's or the word's own.

«instal-/lation» is one word; «coupe-/feu» keeps its hyphen. Only a dictionary could know; two short tables come near,
and where they are silent a lower-case continuation is taken for the rest of a cut word, which is nine cases in ten.
"""

from __future__ import annotations

import re

HYPHEN_MARKS = "\u00ad\ufffe\x02"
"""What engines give for a hyphen at a line end: the soft hyphen, and two marks of pdfium's own."""

BROKEN = re.compile(r"[-‐][^\S\n]*\n\s*")
"""A hyphen that ends a line, with all the space that follows."""

LEFT = re.compile(r"[\w'’-]*\w\Z")
RIGHT = re.compile(r"\w+")
LONGEST_ADDRESS = 200
"""How far back an address may begin."""

LONGEST_WORD = 60
"""How far to look for the two halves: a page may hold a million letters without a space."""

COMPOUNDS_BEGIN_WITH = frozenset(
    "après arrière avant bloc brise celle celles celui ceux chauffe cinquante contre coupe demi dix essuie garde haut "
    "hors là lave lui monte non nord ouvre pare passe peut plate porte presque procès quarante quasi quatre rez semi "
    "soixante sous sud tire tout trente vice vingt".split()
)
"""First halves that keep their hyphen whatever follows: coupe-feu, non-conformité, procès-verbal, contre-visite."""

COMPOUNDS_END_WITH = frozenset("elle elles il ils même mêmes nous on vous là ci être parleur parleurs".split())
"""Second halves that keep it whatever comes before: peut-on, eux-mêmes, celui-ci, rendez-vous."""

COMPOUNDS = frozenset(
    pair
    for left, rights in {
        "anti": "chute effraction incendie intrusion panique paniques retour",
        "au": "dessous dessus delà",
        "ci": "après dessous dessus joint jointe joints jointes",
        "c'est": "à",
        "compte": "rendu",
        "comptes": "rendus",
        "court": "circuit circuits",
        "courts": "circuits",
        "est": "ce",
        "faux": "plafond plafonds plancher planchers",
        "ferme": "porte portes",
        "libre": "service",
        "main": "courante courantes",
        "mi": "hauteur temps",
        "plain": "pied",
        "sapeur": "pompier",
        "sapeurs": "pompiers",
        "terre": "plein",
        "trop": "plein",
        "va": "et",
    }.items()
    for pair in ((left, right) for right in rights.split())
)
"""Pairs whose halves also begin or end ordinary words: au-torisation, ferme-ture, court-age, mi-nistre."""

APART = frozenset({("aujour", "d")})
"""The one word of which a single letter may begin a line, before its apostrophe."""

ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*\Z")
"""Addresses have hyphens of their own, and nobody adds any."""

LINKS = frozenset("à au aux d de des du en et la le les l t un".split())
"""Short words inside a compound that has begun already: c'est-à-dire, rez-de-chaussée, vis-à-vis, a-t-il."""


def mended(found: re.Match[str]) -> str:
    """Say what stands in the place of a line-end hyphen and the break after it."""
    text, (start, end) = found.string, found.span()
    left = LEFT.search(text, max(0, start - LONGEST_WORD), start)
    right = RIGHT.match(text, end, end + LONGEST_WORD)
    if ADDRESS.search(text, max(0, start - LONGEST_ADDRESS), start):
        return "-"
    if left is None or right is None:
        return "- "
    return "" if is_cut(left.group(), right.group()) else "-"


def is_cut(left: str, right: str) -> bool:
    """Whether the hyphen between the two halves is the printer's.

    Args:
        left: all that stands before the hyphen up to the space, such as ``rez-de-chaus``.
        right: the letters and digits after the break.
    """
    if not right[0].islower() or any(map(str.isdigit, left)):
        return False
    *before, last = re.split("[-‐]", left.lower().replace("’", "'"))
    if before and last in LINKS:
        return False
    if len(right) == 1 and (last, right) not in APART:
        return False
    return last not in COMPOUNDS_BEGIN_WITH and right not in COMPOUNDS_END_WITH and (last, right) not in COMPOUNDS
