"""What reports say that is no observation."""

from __future__ import annotations

import re

_KIND = r"(?:observation|anomalie|remarque|réserve|prescription|écart|non[- ]conformité|défaut)s?"
_CLEARED = r"(?:levée|soldée|réalisée|exécutée|corrigée|faite?|traitée|clôturée|effectuée)s?(?: le [\d/. ]+)?"
NOTHING = re.compile(
    r"(?:r\.?a\.?s\.?|n[ée]ant|sans objet|s\.?o\.?|n/?a|non (?:applicable|concerné)e?s?|vu|ok|"
    r"[-–—/.x]+|oui|non|c|nc|nv|"
    rf"(?:sans|aucune?|pas d['’]|pas de) {_KIND}"
    r"(?: (?:n['’]|à|particulière|constatée?|relevée?|formulée?|signalée?|émise?)[^.;]{0,60})?|"
    r"rien(?: à signaler)?|conformes?|satisfaisante?s?|bon(?: état)?|correcte?s?|"
    rf"(?:{_KIND} )?{_CLEARED})\W*",
    re.IGNORECASE,
)
"""What stands for «there is nothing here»."""


def is_no_observation(text: str) -> bool:
    """Whether a text says that there is nothing to say, or nothing any more."""
    return not any(map(str.isalpha, text)) or NOTHING.fullmatch(text.strip()) is not None
