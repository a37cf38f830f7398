"""The texts that a point rests on: articles of the regulation, of codes, of standards.

Source:
    Règlement de sécurité contre l'incendie, arrêté du 25 juin 1980 modifié, livres I à IV (the letters of its
    articles); Code du travail, R. 4215-1 s. and R. 4226-1 s.; Code de la construction et de l'habitation,
    R. 143-1 s. (R. 123-1 s. until 2021); standards NF, UTE, EN, ISO; rules of APSAD. As of November 2026.
"""

from __future__ import annotations

import re

ARTICLES = (
    "GN GE CO AM DF CH GZ EL EC AS GC MS GA EF CTS SG PS OA REF EP PE PO PU PX PA IT IGH GH PN "
    "L M N O P R S T U V W X Y J"
)
"""The letters before the number of an article: general provisions, types, special establishments, small ones."""

_LETTERS = "|".join(letters for letters in ARTICLES.split() if len(letters) > 1)
_LETTER = "|".join(letter for letter in ARTICLES.split() if len(letter) == 1)
_ARTICLE = rf"(?:(?:{_LETTERS})\s?\d{{1,3}}|(?:{_LETTER})\s\d{{1,3}})(?![\d.,]\d)"
_CODE = r"(?:[LRD]\.?\s?\*?\s?)\d{3,4}-\s?\d{1,3}(?:-\s?\d{1,3})*"
_STANDARD = (
    r"(?:(?:NF|UTE|DTU|CEI|IEC)(?:\s(?:EN|ISO|DTU|P|C|S|X|E|D)){0,3}|EN(?:\sISO)?|ISO|C|S)"
    r"\s?\d{2,5}(?:[-./]\s?\d{1,4})*"
)
_RULE = (
    r"(?:(?:règles?\s)?APSAD(?:\s?[RDJ]\s?\d{1,3})?|règles?\s[RDJ]\s?\d{1,3}"
    r"|(?:I\.?T\.?|instruction technique)\s(?:n°\s?)?\d{3})"
)
_ACT = (
    r"(?:arrêtés?|décrets?|circulaires?|loi)"
    r"(?:\s(?:n°\s?[\d-]+|du \d{1,2}(?:er)? [a-zéû]+ \d{4}|du \d{2}/\d{2}/\d{4}|modifiée?s?))+"
    r"|code du travail|code de la construction(?: et de l['’]habitation)?|CCH|règlement de sécurité(?: incendie)?"
)
_DETAIL = (
    r"(?:,?\s?(?:§|¶|al\.|alinéas?|art\.|articles?|annexe|chapitre|partie|tableau)"
    r"\s?[\dA-Z]+(?:[.-]\d+)*(?:\s?[a-z]\))?)"
)
ONE = rf"(?:(?i:{_ACT})|(?i:{_RULE})|{_STANDARD}|{_CODE}|{_ARTICLE})(?:{_DETAIL})*"
"""One reference, as it is written in French reports."""

_LINK = r"(?:\s?[,;/+&–-]\s?(?:et\s)?|\s(?:et|ou|à)\s)(?:(?i:articles?|art\.)\s)?|\s(?:du|de la|des|de l['’]\s?)\s?|\s"
_LEAD = r"(?:(?i:réf(?:érence)?s?\.?|articles?|art\.?|cf\.?|selon|voir|texte|norme)\s?:?\s?)*"
REFERENCES = rf"{_LEAD}{ONE}(?:(?:{_LINK}){ONE}|\s?(?:,|et|/|à|-)\s?\d{{1,3}}(?![\d,.]))*(?:\s(?i:modifiée?))?"
"""Several of them, linked as in a sentence."""

MOST_LETTERS = 160
"""Of a reference: a longer parenthesis is a sentence, and not looked into."""

WHOLE = re.compile(rf"{REFERENCES}\s*\.?")
BRACKETED = re.compile(rf"\s*[(\[]\s*(?P<reference>{REFERENCES})\s*[)\]]?\s*[.;]?\s*$")
SAID = re.compile(
    rf"\s*[(\[]?\s*(?i:réf(?:érence)?s?(?: réglementaires?)?\.?|textes?(?: de référence)?|articles?)\s*:\s*"
    rf"(?P<reference>{REFERENCES})\s*[)\]]?\s*\.?\s*$"
)
DASHED = re.compile(rf"(?:\s+[-–—]\s+|(?<=[.;])\s+)(?P<reference>{REFERENCES})\s*\.?\s*$")
LEADING = re.compile(rf"\s*(?:(?i:articles?|art\.?)\s+)?(?P<reference>{REFERENCES})\s*(?:[:–—]|-(?=\s))\s*")
LEADING_BRACKETED = re.compile(rf"\s*[(\[]\s*(?P<reference>{REFERENCES})\s*[)\]]\s*[:–—-]?\s*")
LEAD = re.compile(rf"^{_LEAD}")


def is_reference(text: str) -> bool:
    """Whether a text names articles, codes or standards and nothing else.

    Example:
        >>> is_reference("MS 51"), is_reference("Art. R. 4215-3 du code du travail"), is_reference("30 mA")
        (True, True, False)
    """
    return len(text) <= MOST_LETTERS and WHOLE.fullmatch(text.strip()) is not None


def ending_reference(text: str) -> tuple[int, str]:
    """Tell where the words end and what reference follows them; the whole length and nothing where there is none.

    Example:
        >>> ending_reference("Remplacer l'extincteur. (MS 39)")
        (23, 'MS 39')
        >>> ending_reference("Présence de 30 mA")
        (17, '')
    """
    tail = max(0, len(text) - MOST_LETTERS)
    for pattern in (BRACKETED, SAID, DASHED):
        found = pattern.search(text, tail)
        if found and found.start():
            return found.start(), named(found["reference"])
    return len(text), ""


def leading_reference(text: str) -> tuple[int, str]:
    """Tell where the words begin and what reference stands before them; 0 and nothing where there is none.

    Example:
        >>> leading_reference("Article CO 37 : dégager l'escalier")
        (16, 'CO 37')
    """
    for pattern in (LEADING, LEADING_BRACKETED):
        found = pattern.match(text[:MOST_LETTERS])
        if found:
            return found.end(), named(found["reference"])
    return 0, ""


def named(reference: str) -> str:
    """Leave out what only announces it: «Article», «Réf. :»."""
    return " ".join(LEAD.sub("", reference).split()).rstrip(" .;,").replace("- ", "-")
