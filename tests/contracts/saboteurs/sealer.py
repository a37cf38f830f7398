"""Keys that keep every promise of a sealer but one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from attrs import evolve

from registre_core.kernel.errors import AdapterFailure, InvalidInput
from registre_core.ports.sealer import FoundSeal, Sealed, Stamp
from registre_core.signatures import Spot, TimeLevel
from registre_core.testing.memory import PlainSealer
from registre_core.testing.memory.world import A_MONDAY_MORNING

Boxes = Mapping[str, Spot] | None


class WrongSealer(PlainSealer):
    """A key that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class FindsTheLastOnly(WrongSealer):
    """Finds no seal but the last one."""

    breaks = "SEA-1"

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        return super().check(content)[-1:]


class CountsBoxes(WrongSealer):
    """Takes the field of an unsealed document for a seal."""

    breaks = "SEA-1"

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        found = super().check(content)
        return found or (FoundSeal("empty", True, True, None, None, None),)  # noqa: FBT003  # a seal of nobody


class NeedsABox(WrongSealer):
    """Seals nothing that is drawn nowhere."""

    breaks = "SEA-1"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        if stamp.spot is None:
            raise InvalidInput.at("stamp", "not-sealable", "there is no box")
        return super().seal(content, stamp, boxes=boxes)


class WritesAnew(WrongSealer):
    """Puts a comment into the document before it seals it."""

    breaks = "SEA-2"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        anew = content if b"%anew" in content else content.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%anew\n", 1)
        return super().seal(anew, stamp, boxes=boxes)


class CoversTheBeginning(WrongSealer):
    """Covers the first hundred bytes."""

    breaks = "SEA-3"

    def digest(self, label: str, before: bytes, line: bytes) -> str:
        return super().digest(label, before[:100], line)


class LetsAnythingFollow(WrongSealer):
    """Does not look at what stands behind."""

    breaks = "SEA-3"

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        end = content.rindex(b"%%EOF") if b"%%EOF" in content else len(content)
        mark = content.rfind(b"%registre-plain-seal ")
        whole = content[: content.index(b"%%EOF", mark) + 6] if mark > 0 and end > mark else content
        return super().check(whole)


class TakesTheLocalClock(WrongSealer):
    """Says what time it is when the time server does not."""

    breaks = "SEA-4"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        try:
            return super().seal(content, stamp, boxes=boxes)
        except AdapterFailure:
            return PlainSealer(self.label, time=lambda: A_MONDAY_MORNING).seal(content, stamp, boxes=boxes)


class GivesUpForGood(WrongSealer):
    """Says that a time server will never answer again."""

    breaks = "SEA-4"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        try:
            return super().seal(content, stamp, boxes=boxes)
        except AdapterFailure as failure:
            raise AdapterFailure(failure.code, failure.message) from failure


class BoastsOfTime(WrongSealer):
    """Calls every seal stamped."""

    breaks = "SEA-4"

    @property
    def time_level(self) -> TimeLevel:
        return TimeLevel.STAMPED


class TidiesEvidence(WrongSealer):
    """Attaches what it takes for text."""

    breaks = "SEA-5"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        tidy = stamp.attachment.decode(errors="replace").encode()
        return super().seal(content, evolve(stamp, attachment=tidy), boxes=boxes)


class GivesTheLastEvidence(WrongSealer):
    """Attaches all evidence under one name, where the last one counts."""

    breaks = "SEA-5"

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        found = super().check(content)
        return tuple(evolve(one, evidence=found[-1].evidence) for one in found)


class ChecksAnything(WrongSealer):
    """Finds no seal in what is no document, and sees nothing wrong with that."""

    breaks = "SEA-6"

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        try:
            return super().check(content)
        except InvalidInput:
            return ()


class SealsTwice(WrongSealer):
    """Seals again under the same name."""

    breaks = "SEA-6"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        found = {one.name for one in self.check(content)}
        name = f"{stamp.name} again" if stamp.name in found else stamp.name
        return super().seal(content, evolve(stamp, name=name), boxes=boxes)


class TrustsEverybody(WrongSealer):
    """Trusts any seal that is intact."""

    breaks = "SEA-7"

    def check(self, content: bytes) -> tuple[FoundSeal, ...]:
        return tuple(evolve(one, is_trusted=True) for one in super().check(content))


class LoadsPictures(WrongSealer):
    """Follows what a picture refers to."""

    breaks = "SEA-8"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        made = super().seal(content, stamp, boxes=boxes)
        if stamp.picture and b"file:///etc/passwd" in stamp.picture:
            return evolve(made, content=made.content + Path("/etc/passwd").read_bytes())
        return made


class ChokesOnCaptions(WrongSealer):
    """Fails on letters that it does not know."""

    breaks = "SEA-8"

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        "".join(stamp.caption).encode("cp1252")
        return super().seal(content, stamp, boxes=boxes)


class SharesItsDesk(WrongSealer):
    """Puts down what it seals where another thread puts its own."""

    breaks = "SEA-9"
    desk: ClassVar[list[Stamp]] = []

    def seal(self, content: bytes, stamp: Stamp, *, boxes: Boxes = None) -> Sealed:
        self.desk[:] = [stamp]
        time.sleep(0.05)
        return super().seal(content, self.desk[0], boxes=boxes)
