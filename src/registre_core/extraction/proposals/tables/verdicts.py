"""What short cells say: whether all is well, whether anything was seen at all, whether it was put right.

Source:
    Letters and words usual in French grids of inspection: C / NC / SO / NV, S / NS, B / M, F / D / HM / PM, oui / non;
    and what stands in a column of observations when there are none; November 2026.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto
from functools import lru_cache

from registre_core.extraction.proposals.tables.titles import bare


class Judgement(StrEnum):
    """What a cell says about what was looked at."""

    GOOD = auto()
    """All is well."""
    BAD = auto()
    """Something is wrong."""
    UNSEEN = auto()
    """It could not be looked at."""
    ASIDE = auto()
    """There is nothing to look at."""


JUDGEMENTS: dict[Judgement, str] = {
    Judgement.GOOD: (
        "c | conforme | s | satisfaisant | satisfaisante | b | bon | bonne | be | tb | bon etat | ok | oui | "
        "f | favorable | ras | correct | correcte | fonctionne | present | positif | valide | a jour | "
        "conformes | effectue | realise | fait"
    ),
    Judgement.BAD: (
        "nc | n c | non conforme | non conformes | non conformite | ns | non satisfaisant | non satisfaisante "
        "| insatisfaisant | m | mauvais | mauvaise | me | mauvais etat | ko | non | d | defavorable | hs | "
        "hors service | defaut | defectueux | defectueuse | anomalie | absent | absente | manquant | "
        "manquante | insuffisant | insuffisante | inoperant | nok | negatif | perime | ne fonctionne pas | "
        "incorrect | non fonctionnel | non fait | non realise | nc1 | nc2 | nc3"
    ),
    Judgement.UNSEEN: (
        "nv | n v | non verifie | non verifiee | non verifies | non controle | non controlee | non accessible "
        "| non accessibles | inaccessible | inaccessibles | non visite | non visitee | non teste | non testee "
        "| non essaye | non examine | non visible | local ferme | local ferme a cle | ferme a cle | ferme | "
        "nvf | nve | non verifiable | pas d acces"
    ),
    Judgement.ASIDE: (
        "so | s o | sans objet | na | n a | non applicable | hm | hors mission | pm | pour memoire | neant | "
        "non concerne | non concernee | sans | h m"
    ),
}
"""Whole cells, folded."""

BAD_STARTS = (
    "a remplacer",
    "a reprendre",
    "a reparer",
    "a prevoir",
    "a corriger",
    "a revoir",
    "a completer",
    "a refaire",
)
UNSEEN_STARTS = (
    "non verifi",
    "non accessible",
    "inaccessible",
    "local ferme",
    "non visit",
    "non control",
    "non examin",
    "non test",
)

JUDGED: dict[str, Judgement] = {
    words: judgement for judgement, phrases in JUDGEMENTS.items() for words in phrases.split(" | ")
}

_POINT = "(?:observation|anomalie|reserve|prescription|point)"
_DONE = "(?:levee?|soldee?|realisee?|faite?|corrigee?|traitee?|effectuee?|executee?|cloturee?|terminee?|supprimee?)s?"

NOTHING = re.compile(
    r"(?:r ?a ?s|neant|rien(?: a signaler)?|(?:aucune?s?|sans|pas d|pas de) (?:autre )?"
    r"(?:observation|anomalie|remarque|non conformite|defaut|ecart|reserve|objet|constat|particularite)s?\b.*"
    r"|(?:est |sont )?(?:conforme|satisfaisante?|correct)s?|bon(?:ne)?s? etats?|bon|be|ok|s ?o|c|n ?a|sans|oui|non"
    r"|x|idem"
    rf"|(?:{_POINT} )?(?:deja )?{_DONE})"
)
"""What stands in a column of observations where there is none."""

SETTLED = re.compile(
    rf"(?:(?:{_POINT} )?(?:{_DONE}|oui|ok)(?: (?:le|en|au)\b.*| \d.*)?|\d{{1,2}} \d{{1,2}} (?:20)?\d\d)"
)
"""A column of follow-up says that it was put right: a word, or the day."""

EMPTY_BOXES = frozenset("☐□○◯⬜❑❏-–—/_.·\uf06f\uf0a8\uf071")
"""Marks that stand for no mark."""

WHOLE_WORDS = 6
"""A longer cell is a sentence: its first words do not judge it."""


@lru_cache(maxsize=4096)
def judgement_of(text: str) -> Judgement | None:
    """Read a cell that judges; None where it does not.

    Example:
        >>> judgement_of("NC"), judgement_of("Non vérifié (local fermé)"), judgement_of("12 Ω")
        (<Judgement.BAD: 'bad'>, <Judgement.UNSEEN: 'unseen'>, None)
    """
    plain = bare(text)
    if plain in JUDGED:
        return JUDGED[plain]
    if plain.startswith(UNSEEN_STARTS):
        return Judgement.UNSEEN
    first = plain.split(" ", 1)[0]
    if plain.startswith(BAD_STARTS) or (first in ("nc", "ns") and len(plain.split()) <= WHOLE_WORDS):
        return Judgement.BAD
    return None


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a cell of observations holds none: «RAS», «néant», «conforme», a dash, a number alone."""
    plain = bare(text)
    return not any(letter.isalpha() for letter in plain) or NOTHING.fullmatch(plain) is not None


def is_settled(text: str) -> bool:
    """Whether a column of follow-up says that the point was put right."""
    return SETTLED.fullmatch(bare(text)) is not None


def is_mark(text: str) -> bool:
    """Whether a cell is ticked."""
    return bool(set(text) - EMPTY_BOXES - {" "})
