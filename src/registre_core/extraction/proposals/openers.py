"""What a point of a report begins with: a number, a letter, a label, a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from registre_core.extraction.likeness import folded, likeness
from registre_core.extraction.proposals.non_observations import is_told_to
from registre_core.extraction.proposals.references import is_reference, leading_reference

LABELS = (
    r"anomalies?|obs|observations?|prescriptions?|réserves?|remarques?|[ée]carts?|non[- ]conformités?|constats?"
    r"|défauts?|défaillances?|recommandations?|préconisations?|points?|fiches?|actions?|nc(?=\s+[mc])"
)
"""What reports call their points, before the number: «Anomalie n° 3», «OBS 12»."""

GRADES = r"(?:\s+(?i:mineure?s?|majeure?s?|critiques?|bloquante?s?|nouvelles?|maintenues?|récurrentes?))?"
"""What may stand between label and number: «Écart mineur n° 1»."""

NUMBER = r"(?:(?:[A-Z]{1,4}[-. ]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?|[A-Z](?=\s*[:)]))"
LABEL_WORDS = tuple(map(folded, "anomalie observation prescription réserve remarque écart constat défaut".split()))
MISREAD = re.compile(r"[A-ZÀ-Ý]\w{4,14}(?=\s+n\s?[°ºo*]\s?\d{1,4}\s*[:.–-])")
MOST_MISREAD = 2
"""Letters of a label that an image may show otherwise."""

YEAR = re.compile(r"(?:19|20)\d\d")
LABELLED = re.compile(
    rf"(?P<label>(?i:{LABELS}))\b{GRADES}\.?\s*(?:(?i:n\s?[°ºo*]s?|numéro|#)\s*)?(?P<number>{NUMBER})(?![\w,])"
    r"(?:\s*[:.)\]]|\s*[-–—](?=\s|$)|(?=\s*$)|(?=\s+[(«A-ZÀ-Ý]))\s*(?:[-–—:]\s+)?"
)
"""After it something that can begin a sentence: «observation 3 du rapport précédent» is the middle of one."""

CODED = re.compile(
    r"(?P<number>[A-Z]{1,4}\s?[-.]?\s?\d{1,4}(?:[.-]\d{1,3})*)\s*(?:$|[:.)](?!\d)\s*|[-–—](?:\s+|$))[-–—:]?\s*"
    r"|(?P<plain>[A-Z]{1,4}[-.]?\d{1,4})\s+(?=[A-ZÀ-Ý][a-zà-ÿ'’])"
)
"""«P1 – …», «NC-07 : …», «R-1 Remplacer …»."""

COUNT = r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|(?:19|20)\d\d[-/]\d{1,4}(?=\s*[:)]))"
NUMBERED = re.compile(
    rf"(?:[-–•]\s+)?(?:[nN]\s?[°º]\s?)?[(\[]?(?P<number>{COUNT})"
    r"(?:\s?(?:°\s?\)|[.)\]°/:])\s*(?:[-–—:]\s+)?(?=[^\s\d]|\d+\s|$)|\s?[-–—](?:\s+|(?=[A-ZÀ-Ý]))"
    r"|(?:(?<=\.\d)|(?<=\.\d\d))\s+(?=[A-ZÀ-Ý]))"
    r"|(?:[nN]\s?[°º]|\#)\s?(?P<plain>\d{1,3})\s+(?=[A-ZÀ-Ý])"
)
"""«1.», «1)», «(1)», «1 -», «1° », «1°)», «3.2», «n° 1»."""

BARE = re.compile(r"(?P<number>\d{1,3})(?:$|\s+(?=[A-ZÀ-Ý]))")
"""«1 Remplacer …», «1» in a column of its own."""

LETTERED = re.compile(
    r"\(?(?P<number>[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})\s?[.)]\s+(?=\S)"
    r"|(?P<capital>[A-Z]|[IVX]{2,5})\s[-–—]\s+(?=[A-ZÀ-Ý])"
)
"""«a)», «B.», «ii)», «A – …», «IV – …»."""

ROMAN = {number: place for place, number in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
"""What i, v and x count as, too: nobody lists from h to i and means nine."""

DASHED = re.compile("[-–—•●▪■◦*✓➢►▶·‣⁃❖❑□\uf0b7\uf0a7\uf0d8]\\s*(?=\\S)")
"""What bullets are drawn with, in letters and in symbol fonts."""


class Family(StrEnum):
    """What kind of list it belongs to."""

    LABELLED = "labelled"
    """«Anomalie n° 3 :»"""
    CODED = "coded"
    """«P1 –»"""
    ARTICLE = "article"
    """«Article MS 51 :», «CO 37 –»: the text that it rests on stands for a number."""
    NUMBERED = "numbered"
    """«3.»"""
    LETTERED = "lettered"
    """«c)»"""
    DASHED = "dashed"
    """«–»"""


@frozen
class Opener:
    """The first letters of a point."""

    family: Family
    """What kind of list it belongs to."""
    length: int
    """How many letters of the line it takes, with the spaces after it."""
    number: str = ""
    """What the report calls the point."""
    reference: str = ""
    """The text that it rests on, if that is named first."""
    label: str = ""
    """What the report calls such points."""

    @property
    def order(self) -> tuple[int, ...]:
        """Its number as one counts: 3.10 comes after 3.9; letters count from a."""
        if self.family is Family.LETTERED:
            letters = self.number.lower()
            return (ROMAN.get(letters) or ord(letters[0]) - ord("a") + 1,)
        return tuple(int(digits) for digits in re.findall(r"\d+", self.number))

    def is_counted_as(self, other: Opener) -> bool:
        """Whether two letters count one list: «a)» below «I –» counts another, though both are first."""
        ours, theirs = self.number.lower(), other.number.lower()
        if self.family is not Family.LETTERED or theirs not in ROMAN or ours in ROMAN:
            return True
        return len(theirs) == 1 and ord(ours) == ord(theirs) + 1


def opener_of(text: str) -> Opener | None:
    """See what a line begins with, if that can begin a point."""
    plain = _plain_opener(text)
    if plain is None or plain.family in (Family.ARTICLE, Family.DASHED, Family.LETTERED):
        return plain
    more, reference = leading_reference(text[plain.length :])
    return Opener(plain.family, plain.length + more, plain.number, reference, plain.label)


def _plain_opener(text: str) -> Opener | None:
    if labelled := _labelled(text):
        return labelled
    length, reference = leading_reference(text)
    if length and text[0] not in "([":
        return Opener(Family.ARTICLE, length, reference=reference)
    return next(_counted(text), None)


def _labelled(text: str) -> Opener | None:
    word = found.group() if (found := MISREAD.match(text)) else ""
    label = _looks_like_label(word) if word else ""
    found = LABELLED.match(label + text[len(word) :])
    if found is None or found["label"][0].islower() or YEAR.fullmatch(found["number"]):
        return None
    length = found.end() + len(word) - len(label)
    return Opener(Family.LABELLED, length, _number(found["number"]), label=found["label"].casefold())


def _looks_like_label(word: str) -> str:
    """Give the label that an image shows as «Anornalie»; the word itself if it looks like none."""
    said = folded(word)
    for label in LABEL_WORDS:
        found = likeness(label, said, 0, MOST_MISREAD)
        if found and found[1] == len(said):
            return label.capitalize()
    return word


def _counted(text: str) -> Iterator[Opener]:
    if found := NUMBERED.match(text):
        yield Opener(Family.NUMBERED, found.end(), found["number"] or found["plain"])
    if (found := CODED.match(text)) and not is_reference(code := found["number"] or found["plain"]):
        yield Opener(Family.CODED, found.end(), _number(code), label=re.sub(r"\W*\d.*", "", code))
    if found := LETTERED.match(text):
        yield Opener(Family.LETTERED, found.end(), found["number"] or found["capital"])
    if found := DASHED.match(text):
        yield Opener(Family.DASHED, found.end())


def _number(number: str) -> str:
    return " ".join(number.split())


def bare_number_of(text: str, *, is_beside_words: bool) -> Opener | None:
    """See a number without any sign after it, which counts only where observations are listed.

    Args:
        text: the line.
        is_beside_words: whether something stands beside it, after a wide gap.
    """
    found = BARE.match(text)
    if found is None:
        return None
    alone = found.end() == len(text)
    if is_beside_words if alone else is_told_to(text[found.end() :]):
        return Opener(Family.NUMBERED, found.end(), found["number"])
    return None


def begins_a_point(text: str) -> bool:
    """Whether a line may begin an observation, so that it is never taken for a header.

    «SDIS 99 – groupement prévention» is on every page: a code counts only if nothing follows that would tell.
    """
    opener = opener_of(text)
    if opener is None or opener.family in (Family.ARTICLE, Family.DASHED):
        return False
    return opener.family is not Family.CODED or opener.length >= len(text)
