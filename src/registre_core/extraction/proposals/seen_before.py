"""What was taken out of the report already, and what is open on the site already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Self

from attrs import frozen

from registre_core.extraction.boxes import Box
from registre_core.extraction.entities import PageText, Part
from registre_core.extraction.likeness import folded, likeness
from registre_core.extraction.proposals.entities import OpenFinding
from registre_core.extraction.proposals.references import ending_reference
from registre_core.extraction.proposals.regions import lines_of
from registre_core.extraction.proposals.vocabulary import SAID_AFTER, SAID_BEFORE
from registre_core.kernel.identifiers import FindingId
from registre_core.kernel.passages import Passage

MOST = 0.5
"""Share of the shorter one's lines that a passage and a candidate must have in common to be the same point."""

SAME_LINE = 0.5
"""Share of the lower box's height above which two boxes stand on one line, as for `overlap`."""

SHORT = 16
"""Letters below which nothing may be misread, as for `anchor`."""

LETTERS_AN_EDIT = 12
"""One letter in so many may be misread, as for `anchor`."""

MOST_EDITS = 12
"""However long the words."""

END = " .;:,"


def core_of(text: str) -> str:
    """Keep a point's own words, folded: neither reference at the end nor what says that it was made before.

    Example:
        >>> core_of("Rappel : Dégager l'issue. (CO 37)") == core_of("dégager l’issue")
        True
    """
    text = SAID_BEFORE.sub("", text)
    end, _ = ending_reference(text)
    text = SAID_AFTER.sub("", text[:end])
    end, _ = ending_reference(text)
    return folded(text[:end].strip(END))


def says_the_same(one: str, other: str) -> bool:
    """Whether two folded texts are the same words, but for letters that an engine misreads; digits never differ."""
    if one == other:
        return bool(one)
    size = max(len(one), len(other))
    most = 0 if min(len(one), len(other)) < SHORT else min(MOST_EDITS, size // LETTERS_AN_EDIT)
    if not most or abs(len(one) - len(other)) > most or not _shares_a_piece(one, other, most + 1):
        return False
    found = likeness(one, other, 0, most)
    return found is not None and found[1] == len(other)


def _shares_a_piece(one: str, other: str, count: int) -> bool:
    """Whether one piece of many stands in the other text unharmed, as it must where fewer letters were misread."""
    cuts = [len(one) * place // count for place in range(count + 1)]
    return any(one[start:end] in other for start, end in pairwise(cuts))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@frozen
class Known:
    """An open finding, with what it is compared by, folded."""

    id: FindingId
    """Which one."""
    place: str
    """Where."""
    reference: str
    """The text it rests on."""


@frozen
class OpenFindings:
    """What is open on the site, ready to be compared."""

    by_digits: Mapping[str, Mapping[str, Sequence[Known]]]
    """By the digits in their words, which never differ: the findings of each text, folded."""

    @classmethod
    def of(cls, findings: Iterable[OpenFinding]) -> Self:
        """Fold the words of findings once."""
        by_digits: dict[str, dict[str, list[Known]]] = {}
        for finding in findings:
            core = core_of(finding.text)
            known = Known(finding.id, _folded(finding.place), _folded(finding.reference))
            by_digits.setdefault(_digits(core), {}).setdefault(core, []).append(known)
        return cls(by_digits)

    def said_again(self, text: str, place: str, reference: str) -> FindingId | None:
        """Find the one open finding that a point says again; where several might be meant, none.

        The same words about another place are another finding. A link that is wrong would hide a new defect behind an
        old one; a link that is missing costs a person one look.
        """
        if not self.by_digits:
            return None
        core = core_of(text)
        texts = self.by_digits.get(_digits(core), {})
        same = [core] if core in texts else [known for known in texts if says_the_same(core, known)]
        where, why = _folded(place), _folded(reference)
        near = [one for known in same for one in texts[known] if _may_be_same_place(where, one.place)]
        at_place = [one for one in near if where and one.place == where]
        with_reference = [one for one in near if why and one.reference == why]
        return next((alike[0].id for alike in (at_place, with_reference, near) if len(alike) == 1), None)


def _folded(said: str) -> str:
    return folded(said.strip(END))


def _may_be_same_place(one: str, other: str) -> bool:
    return not one or not other or says_the_same(one, other)


@frozen
class TakenPlaces:
    """Where passages stand that were taken out of the report."""

    by_page: Mapping[int, Sequence[tuple[int, Box]]]
    """For each page, the boxes there, with the passage that they belong to."""
    lengths: Sequence[float]
    """Of each passage, all its boxes one after the other, in points."""

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """Look where passages stand."""
        by_page: dict[int, list[tuple[int, Box]]] = {}
        lengths = []
        for number, passage in enumerate(passages):
            boxes = [(part.page, quad.box) for part in passage.parts for quad in part.quads]
            lengths.append(sum(box[2] - box[0] for _, box in boxes))
            for page, box in boxes:
                by_page.setdefault(page, []).append((number, box))
        return cls(by_page, lengths)

    def hold(self, parts: Sequence[Part], pages: Mapping[int, PageText]) -> bool:
        """Whether one of them is mostly these words, or these words are mostly one of them."""
        shared: dict[int, float] = {}
        length = 0.0
        for page, box in lines_of(parts, pages):
            length += box[2] - box[0]
            for number, taken in self.by_page.get(page, ()):
                along = _along(box, taken)
                if along > 0:
                    shared[number] = shared.get(number, 0.0) + along
        return any(along > MOST * min(length, self.lengths[number]) for number, along in shared.items())


def _along(one: Box, other: Box) -> float:
    """How many points of one line two boxes share."""
    across = min(one[3], other[3]) - max(one[1], other[1])
    if across <= SAME_LINE * min(one[3] - one[1], other[3] - other[1]):
        return 0.0
    return min(one[2], other[2]) - max(one[0], other[0])
