"""What reports say that is no observation, and what only says that something could not be looked at."""

from __future__ import annotations

import re

from registre_core.extraction.likeness import folded
from registre_core.extraction.proposals.vocabulary import DEFECT, EXIT, LOCKED, NOT_VERIFIED, VERBS
from registre_core.kernel.natures import Nature

_KIND = r"(?:observation|anomalie|remarque|réserve|prescription|écart|non[- ]conformité|défaut)s?"
_CLEARED = r"(?:levée|soldée|réalisée|exécutée|corrigée|faite?|traitée|clôturée|effectuée)s?(?: le [\d/. ]+)?"
NOTHING = re.compile(
    r"(?:r\.?a\.?s\.?|n[ée]ant|sans objet|s\.?o\.?|n/?a|non (?:applicable|concerné)e?s?|vu|ok|"
    r"[-–—/.x]+|oui|non|c|nc|nv|"
    rf"(?:sans|aucune?|pas d['’]|pas de) {_KIND}"
    r"(?: (?:n['’]|à|particulière|constatée?|relevée?|formulée?|signalée?|émise?)[^.;]{0,60})?|"
    r"rien(?: à signaler)?|conformes?|satisfaisante?s?|bon(?: état)?|correcte?s?|"
    rf"{_KIND}(?: \((?:suite|fin|suite et fin)\))?|"
    rf"(?:{_KIND} )?{_CLEARED})\W*",
    re.IGNORECASE,
)
"""What stands for «there is nothing here», or nothing any more; a heading that goes on says no more than that."""

LEADERS = re.compile(r"(?:[.…_]\s?){4,}\s*\d*\W*$")
"""The dots of a table of contents, or a line to write on."""

_VERBS = frozenset(map(folded, VERBS))
FIRST_WORD = re.compile(r"\W*(\w+)")


def is_no_observation(text: str) -> bool:
    """Whether a text says that there is nothing to say, or nothing any more.

    Example:
        >>> is_no_observation("Sans observation."), is_no_observation("Sans observation, le local étant fermé à clé")
        (True, False)
    """
    if not any(map(str.isalpha, text)) or NOTHING.fullmatch(text.strip()):
        return True
    return LEADERS.search(text) is not None


def sounds_like_an_observation(text: str) -> bool:
    """Whether a text says what is wrong or what to do: what tells a list of points where no heading does."""
    return is_told_to(text) or DEFECT.search(text) is not None


def nature_of(text: str) -> Nature:
    """Tell what a point asks for: a thing that was not looked at is not wrong for that.

    What says first what is to be done asks for that: «Fournir la clé du local, non visité».

    Example:
        >>> nature_of("Local TGBT non vérifié : fermé à clé"), nature_of("Extincteur non vérifié depuis 2023")
        (<Nature.NOT_VERIFIED: 'not-verified'>, <Nature.TO_CORRECT: 'to-correct'>)
    """
    is_unseen = NOT_VERIFIED.search(text) or (LOCKED.search(text) and not EXIT.search(text))
    return Nature.NOT_VERIFIED if is_unseen and not is_told_to(text) else Nature.TO_CORRECT


def is_told_to(text: str) -> bool:
    """Whether a text begins with what is to be done, as prescriptions do; capitals may go without accents."""
    first = FIRST_WORD.match(text)
    return first is not None and folded(first[1]) in _VERBS
