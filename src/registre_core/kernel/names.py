"""Names as people compare them."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """Fold case, accents, ligatures and runs of spaces away: «Chargé de  sécurité» is «charge de securite».

    Two names that fold alike would be one name to a reader, so they may not stand side by side in one workspace.
    """
    split = unicodedata.normalize(
        "NFKD", name.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    )
    bare = "".join(character for character in split if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())
