"""What kind of page it is: whether its words can be read, or have to be recognised."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from registre_core.extraction.boxes import Box
from registre_core.extraction.coverage import share_covered, shared
from registre_core.extraction.entities import Mark, PageText, Survey
from registre_core.extraction.passages import Cut
from registre_core.extraction.plausibility import makes_no_words
from registre_core.extraction.suspicion import has_lost_its_words, has_strange_letters

SCAN = 0.5
"""Share of a page above which images are the page, and what is written on them is put there: half a sheet was scanned
onto a whole one, and a photograph that large is its page's subject."""

STAMPED = 0.1
"""Share of a scan below which lines of text are a stamp, a header, a page number: a page of ten lines has more."""

FULL = 0.25
"""Share of a page above which its own text leaves an image no room for other words: it is a background."""

LAYER = 0.5
"""Share of invisible text above which it is the layer that a recognition put behind a scan."""

PICTURE = 0.04
"""Share of a page above which images may hold words: a logo has 0.02, a photograph in a table 0.05."""

SPECK = 0.005
"""Share of a page below which an image is a pictogram, a bullet or a rule, however many there are."""

EDGE = 0.12
"""Share of a page's height, at its head and at its foot, where images are letterheads and logos."""

LEADING = 0.25
"""In line heights: the room above and below a line that belongs to it."""


class Condition(StrEnum):
    """What a page is made of."""

    TEXT = "text"
    """Words that make sense."""
    IMAGE = "image"
    """Something to be seen, and no words: a scan."""
    MIXED = "mixed"
    """Words, and images that may hold others."""
    BAD_LAYER = "bad-layer"
    """Words that make no sense, or not those that one sees: a lost encoding, a bad recognition behind a scan."""
    BLANK = "blank"
    """Nothing at all."""


class Ocr(StrEnum):
    """When words are recognised rather than read."""

    AUTO = "auto"
    """Where the page needs it."""
    NEVER = "never"
    """Nowhere: what cannot be read is not there."""
    ALWAYS = "always"
    """Everywhere: what the file says of itself is not believed."""


class Copying(StrEnum):
    """What becomes of a document whose author forbids copying its words."""

    REPORTED = "reported"
    """Every passage says so, and is taken."""
    REFUSED = "refused"
    """No passage is taken: `RuleViolation` ``copying-forbidden``."""


@frozen
class Diagnosis:
    """What can be expected of a page, before anybody selects anything on it."""

    page: int
    """Number of the page in the file, from 1."""
    label: str
    """What the document itself calls it."""
    condition: Condition
    """What it is made of."""
    words: int
    """How many words it has without recognition."""
    images: float
    """Share of the page that images cover, from 0 to 1."""
    hidden: float
    """Share of its text that is drawn invisibly, from 0 to 1."""
    source: str
    """What reads it: an engine with its version."""

    @property
    def needs_recognition(self) -> bool:
        """Whether its words are only to be had by recognising them."""
        return self.condition in (Condition.IMAGE, Condition.BAD_LAYER)


def diagnose(page: PageText, survey: Survey) -> Diagnosis:
    """Tell what kind of page it is, from its characters and from what else is drawn on it."""
    return Diagnosis(
        page=page.info.number,
        label=page.info.label,
        condition=_condition(page, survey),
        words=sum(any(map(str.isalnum, word.text)) for word in page.words),
        images=share_covered(page.info.box, survey.images),
        hidden=survey.hidden,
        source=page.engine,
    )


def is_bad_layer(page: PageText, survey: Survey) -> bool:
    """Whether a page has words that are not to be believed, while what one sees can be recognised.

    Suspect letters anywhere; before a scan more: what a recognition left there is judged by the shape of its words.

    Not covered: well formed words that are not those of the image, and words that a recognition left out. Only
    recognising the page again would tell.
    """
    if survey.is_blank or not page.characters:
        return False
    return has_strange_letters(page.characters) or _has_no_words(page, survey)


def needs_recognition(page: PageText, survey: Survey, marks: Sequence[Mark]) -> bool:
    """Whether what somebody marked has to be recognised, for want of words that can be read there.

    So it is where nothing but spaces stands under the marks, and an image lies there or the page is one; where letters
    there are strange, or the page's words are none (a form may have one font that is read and one that is not); and
    where an image covers most of a mark, and the few characters before it are a stamp or a date put on the scan.

    Args:
        page: the page, as read.
        survey: what else is drawn on it.
        marks: what was drawn around words; those on other pages do not count.
    """
    ours = [mark for mark in marks if mark.page == page.info.number]
    if survey.is_blank or not ours:
        return False
    under, boxes = Cut.of(page, ours), [mark.box for mark in ours]
    if not under.stretches:
        return any(share_covered(box, survey.images) for box in boxes) or _condition(page, survey) is Condition.IMAGE
    if has_strange_letters(under.characters) or _has_no_words(page, survey):
        return True
    return survey.hidden < LAYER and any(_is_stamped(page, survey, box) for box in boxes)


def _condition(page: PageText, survey: Survey) -> Condition:
    if survey.is_blank:
        return Condition.BLANK
    if not page.characters:
        return Condition.IMAGE
    if is_bad_layer(page, survey):
        return Condition.BAD_LAYER
    if survey.hidden >= LAYER:
        return Condition.TEXT
    if _is_stamped(page, survey, page.info.box):
        return Condition.IMAGE
    is_background = _is_scan(page, survey) and _share_written(page, page.info.box) >= FULL
    return Condition.TEXT if is_background or not _holds_pictures(page, survey) else Condition.MIXED


def _has_no_words(page: PageText, survey: Survey) -> bool:
    """Whether a page's words are none: which is seen on the page, and not on one of its lines."""
    return has_lost_its_words(page.characters) or (_is_scan(page, survey) and makes_no_words(page.characters))


def _is_scan(page: PageText, survey: Survey) -> bool:
    return share_covered(page.info.box, survey.images) >= SCAN


def _is_stamped(page: PageText, survey: Survey, box: Box) -> bool:
    """Whether a part of a page is an image with hardly a word of the page's own on it."""
    return share_covered(box, survey.images) >= SCAN and _share_written(page, box) < STAMPED


def _holds_pictures(page: PageText, survey: Survey) -> bool:
    """Whether images are large enough, and stand where they may hold words of their own."""
    left, top, right, bottom = page.info.box
    body = (left, top + EDGE * page.info.height, right, bottom - EDGE * page.info.height)
    area = page.info.width * page.info.height
    large = [inner for image in survey.images if (inner := shared(image, body)) and _area(inner) > SPECK * area]
    return share_covered(page.info.box, large) >= PICTURE


def _share_written(page: PageText, box: Box) -> float:
    """Tell on which share of a box lines of text stand, each with the room that it takes; a watermark takes none."""
    return share_covered(box, (_with_leading(line.box) for line in page.lines if not line.is_slanted))


def _with_leading(box: Box) -> Box:
    left, top, right, bottom = box
    room = LEADING * min(bottom - top, right - left)
    return left, top - room, right, bottom + room


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
