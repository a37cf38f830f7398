"""What a point says beside its own words: its place, its priority, the text that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import define, field, frozen

from registre_core.extraction.cleaning import clean
from registre_core.extraction.proposals.references import ending_reference
from registre_core.extraction.proposals.strips import Strip, Token, words_until
from registre_core.extraction.proposals.vocabulary import DEFECT, ZONE


class Field(StrEnum):
    """What a label announces."""

    WORDS = "words"
    """The point's own words."""
    PLACE = "place"
    """Where."""
    PRIORITY = "priority"
    """How urgent, or until when."""
    REFERENCE = "reference"
    """The text that it rests on."""
    STATE = "state"
    """Whether it was cleared."""
    ASIDE = "aside"
    """Something else: who found it, a date, a photograph."""


LABELS = {
    Field.PLACE: r"localisations?|lieux?|local|locaux|emplacements?|zones?|niveaux?|étages?|bâtiments?|situation|"
    r"secteur",
    Field.PRIORITY: r"priorités?|urgence|criticité|gravité|cotation|importance|sévérité|"
    r"délais?(?: de réalisation| d['’]exécution)?|échéances?|"
    r"niveau de "
    r"(?:priorité|risque|gravité)|degré",
    Field.REFERENCE: r"réf(?:érence)?s?(?: réglementaires?)?\.?|articles?|textes?(?: de référence)?|"
    r"base réglementaire|normes?|exigences?(?: réglementaires?)?|référentiels?|fondement",
    Field.STATE: r"stat(?:ut|us)|état|suites?(?: données?)?|avancement|levée?|situation actuelle",
    Field.ASIDE: r"photos?(?: n°\s?\d+)?|responsables?|intervenants?|date(?: de \w+)?|équipements? concernés?|coût|"
    r"pilote|visa|preuves?|justificatifs?|pièces? jointes?|auteur|vérificateur|réponses?(?: de l['’]exploitant)?|"
    r"constaté le|famille|domaine|lot|chapitre|installation",
    Field.WORDS: r"constats?|constatations?|observations?|anomalies?|descriptions?|libellés?|défauts?|détails?|"
    r"commentaires?|"
    r"remarques?|non[- ]conformités?|écarts?|actions?(?: correctives?| à mener| à réaliser)?|préconisations?|"
    r"recommandations?|solutions?|travaux|mesures?(?: correctives?)?|à faire|risques?|prescriptions?|nature|objet|"
    r"désignations?",
}
"""How each is announced, before a colon."""

LABEL = re.compile(
    r"(?<![\w’'-])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items()) + r")\s*:\s*", re.IGNORECASE
)
URGENT = re.compile(
    r"\s*(?:[(\[]\s*|[–—-]\s+|(?<=[.;])\s+)(?:(?:priorité|urgence|criticité|"
    r"délai)\s*:?\s*(?P<said>[^()\[\].;:]{1,30}?)|"
    r"(?P<word>(?:très )?urgente?s?|immédiate?(?:ment)?|sans délai|P\s?[0-4]))\s*[)\]]?\s*\.?$",
    re.IGNORECASE,
)
"""«(Priorité 1)», «– urgent», «[P2]» at the end of a point."""

URGENT_FIRST = re.compile(
    r"[(\[]\s*(?:(?:priorité|urgence|criticité)\s*:?\s*)?(?P<said>P?\s?[0-4]|(?:très )?urgente?|immédiate?|haute|"
    r"moyenne|basse|majeure?|mineure?)\s*[)\]]\s*[:–—-]?\s*(?=\S)",
    re.IGNORECASE,
)
"""«[P1] …», «(urgent) …» at its beginning."""

PLACE_FIRST = re.compile(
    r"(?P<place>[^:;.()\[\]]{3,60}?)\s?(?::|\s[–—-])\s+(?=\S)|"
    r"[(\[](?P<bracketed>[^()\[\]]{3,60})[)\]]\s*[:–—-]?\s*(?=\S)"
)
MOST_PLACE_WORDS = 8
"""Of a place in front of a point: more is a sentence with a colon."""


@frozen
class Piece:
    """Words of a point that belong to one thing."""

    field: Field
    """What they are."""
    tokens: tuple[Token, ...]
    """The words."""


@define
class Content:
    """What a point says."""

    words: list[Token] = field(factory=list)
    """Its own words."""
    place: str = ""
    """Where."""
    priority: str = ""
    """How urgent."""
    reference: str = ""
    """The text that it rests on."""
    state: str = ""
    """Whether it was cleared, as the report says."""

    def take_lead(self) -> None:
        """Take priority and place off the beginning of its words: «[Urgent] Local TGBT : …»."""
        said = _joined(self.words)
        if (found := URGENT_FIRST.match(said)) and not self.priority:
            self.priority = found["said"]
            self.words = _words_from(self.words, found.end())
            said = said[found.end() :]
        found = PLACE_FIRST.match(said)
        if found and not self.place and _is_place(place := found["place"] or found["bracketed"]):
            self.place = clean(place)
            self.words = _words_from(self.words, found.end())

    def trim(self) -> None:
        """Take priority and reference off the end of its words, in whichever order they stand there."""
        for _ in range(2):
            said = _joined(self.words)
            found = URGENT.search(said, max(0, len(said) - 60))
            if found and found.start() and not self.priority:
                self.priority = (found["said"] or found["word"]).strip()
                self.words = words_until(self.words, found.start())
                said = said[: found.start()]
            end, reference = ending_reference(said)
            if reference and not self.reference:
                self.reference = clean(reference)
            self.words = words_until(self.words, end) if reference else self.words


def content_of(strips: Sequence[Strip], skipped: int) -> Content:
    """Sort the words of a point.

    Args:
        strips: its lines.
        skipped: how many letters of the first line its opener takes.
    """
    content = Content()
    if _names_a_place(strips, skipped):
        content.place = clean(strips[0].text[skipped:])
        strips, skipped = strips[1:], 0
    for piece in _pieces(strips, skipped):
        said = clean(" ".join(token.text for token in piece.tokens)).strip(" .;,–—-|")
        match piece.field:
            case Field.WORDS:
                content.words += piece.tokens
            case Field.PLACE:
                content.place = f"{content.place} {said}".strip()
            case Field.PRIORITY:
                content.priority = content.priority or said
            case Field.REFERENCE:
                content.reference = f"{content.reference} {said}".strip()
            case Field.STATE:
                content.state = said
            case Field.ASIDE:
                pass
    content.take_lead()
    content.trim()
    return content


def _names_a_place(strips: Sequence[Strip], skipped: int) -> bool:
    """Whether the first line says no more than where: «Observation n° 3 – Local TGBT»."""
    title = strips[0].text[skipped:]
    if len(strips) == 1 or strips[1].is_beside or not strips[1].text[:1].isupper():
        return False
    return _is_place(title) and title[-1] not in ".;:,)"


def _pieces(strips: Sequence[Strip], skipped: int) -> Iterator[Piece]:
    current = Field.WORDS
    for place, strip in enumerate(strips):
        offset = min(skipped, len(strip.text)) if place == 0 else 0
        cuts = _cuts(strip.text, offset)
        if not cuts or cuts[0][0] > offset:
            if current is not Field.WORDS and not _continues(current, strip, place, offset):
                current = Field.WORDS
            end = cuts[0][0] if cuts else len(strip.text)
            if end > offset:
                yield Piece(current, _between(strip, offset, end))
        for number, (_, start, kind) in enumerate(cuts):
            current = kind
            end = cuts[number + 1][0] if number + 1 < len(cuts) else len(strip.text)
            if end > start:
                yield Piece(current, _between(strip, start, end))


def _continues(current: Field, strip: Strip, place: int, offset: int) -> bool:
    """Whether what was announced on the line before goes on: its value stands beside it, or its sentence runs on."""
    return strip.is_beside or (
        place > 0 and strip.text[offset : offset + 1].islower() and current is not Field.PRIORITY
    )


def _cuts(text: str, offset: int) -> list[tuple[int, int, Field]]:
    """Find a label at the beginning of a line, and more of them behind its value."""
    first = LABEL.match(text, offset)
    if first is None:
        return []
    found = [first, *(later for later in LABEL.finditer(text, first.end()) if later.group()[0].isupper())]
    return [(one.start(), one.end(), Field(one.lastgroup or "words")) for one in found]


def _between(strip: Strip, start: int, end: int) -> tuple[Token, ...]:
    tokens = strip.tokens_from(start)
    return tuple(words_until(tokens, end - start))


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _words_from(tokens: Sequence[Token], length: int) -> list[Token]:
    """Keep the words after so many letters of the joined text."""
    before = words_until(tokens, length)
    kept = list(tokens[len(before) :])
    cut = before[-1] if before else None
    whole = tokens[len(before) - 1] if before else None
    return kept if cut == whole or cut is None or whole is None else [whole.cut(len(cut.text), len(whole.text)), *kept]


def _is_place(words: str) -> bool:
    """Whether words name a place, and say nothing of it."""
    return ZONE.match(words) is not None and len(words.split()) <= MOST_PLACE_WORDS and not DEFECT.search(words)
