"""Names as people compare them, look for them and expect to find them in a list."""

from __future__ import annotations

import unicodedata

SORT_KEY_VERSION = 1
"""Which rules made a stored key or searchable text. Who changes a rule adds one here; `migrate` makes anew what bears
another number."""

LONGEST_SORT_KEY = 2_000
"""Bytes. What is longer is cut: an index takes no key of any length, and nobody reads on to tell such names apart."""

_AS_TYPED = str.maketrans({**dict.fromkeys("’‘ʼ′´`", "'"), **dict.fromkeys("‐‑‒–—−", "-")})
"""Typographic signs as a keyboard has them."""
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0304"
"""Marks on letters, in the order in which dictionaries put them: é è ĕ ê ě e̊ ë e̋ ẽ ė ȩ ę ē."""
_WEIGHTS = {mark: bytes([weight]) for weight, mark in enumerate(_ACCENTS, start=2)}
_LETTER_ENDS = b"\x01"
_LOWER, _UPPER = b"\x01", b"\x02"
_LEVEL_ENDS = b"\x00"


def folded(name: str) -> str:
    """Fold case, accents, ligatures and runs of spaces away: «Chargé de  sécurité» is «charge de securite».

    Two names that fold alike would be one name to a reader, so they may not stand side by side in one workspace.
    """
    split = unicodedata.normalize(
        "NFKD", name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    )
    bare = "".join(character for character in split if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())


def plain(text: str) -> str:
    """Fold as people type who look for something: «L’Étoile — Ⅱ» is «l'etoile - ii».

    Beside what `folded` folds, typographic apostrophes and dashes become those of a keyboard, and what nobody sees is
    left out: control and formatting characters, halves of surrogate pairs. Whatever a text begins with, its plain form
    begins with the plain form of that.
    """
    return folded(_seen(text).translate(_AS_TYPED))


def sort_key(name: str) -> bytes:
    """Make the key that puts names into the order of a French dictionary when keys are compared byte by byte.

    Names are compared in three rounds, as CLDR does for ``fr``: by their letters (`plain`); where these agree by their
    accents, read forward (cote, coté, côte, côté: to read them from the end is an older custom, kept in Canada); where
    these agree too by case, lower before upper. Spaces and signs stand before digits, digits before letters. Digits are
    compared one by one, so «Site 10» precedes «Site 2». Names that differ in nothing else (œ and oe, ’ and ', how many
    spaces) have equal keys.

    A key is made here and stored, so that every database lists names alike, whatever its own collations know.

    Example:
        >>> sorted(["Zoé", "École", "Etoile", "école", "Ecole"], key=sort_key)
        ['Ecole', 'école', 'École', 'Etoile', 'Zoé']
    """
    return _LEVEL_ENDS.join((_began(name), *_accents_and_cases(name)))[:LONGEST_SORT_KEY]


def keys_of_names(beginning: str) -> tuple[bytes, bytes]:
    """Tell between which keys names lie that begin so, accents and case aside: from the first up to the second.

    Example:
        >>> first, beyond = keys_of_names("saint-é")
        >>> first <= sort_key("Saint-Etienne") < beyond
        True
    """
    first = _began(beginning)[:LONGEST_SORT_KEY]
    return first, first[:-1] + bytes([first[-1] + 1])  # no byte of UTF-8 is the last there is


def _began(name: str) -> bytes:
    return bytes([SORT_KEY_VERSION]) + "".join(map(_signs_first, plain(name))).encode()


def _signs_first(character: str) -> str:
    """Put every sign behind a slash, the last one that stands before digits and letters by itself."""
    return f"/{character}" if character > "/" and unicodedata.category(character)[0] in "PS" else character


def _accents_and_cases(name: str) -> tuple[bytes, bytes]:
    """Weigh each letter twice. Weights at the end that say nothing are left out, so that most names have short keys."""
    accents, cases = bytearray(), bytearray()
    split = unicodedata.normalize("NFKD", _seen(name).translate(_AS_TYPED).translate(_LIGATURES))
    for character in " ".join(split.split()):
        if unicodedata.combining(character):
            accents += _WEIGHTS.get(character) or character.encode()  # UTF-8 of other marks is greater than any weight
            continue
        letters = len(character.casefold())
        accents += _LETTER_ENDS * letters
        cases += (_LOWER if character == character.lower() else _UPPER) * letters
    return bytes(accents.rstrip(_LETTER_ENDS)), bytes(cases.rstrip(_LOWER))


def _seen(text: str) -> str:
    """Leave out what nobody sees; spaces of every kind stay."""
    if text.isprintable():
        return text
    return "".join(character for character in text if character.isprintable() or character.isspace())
