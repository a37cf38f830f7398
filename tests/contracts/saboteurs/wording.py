"""Wordings that keep every promise but one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count
from typing import ClassVar

from attrs import evolve

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.reasons import FactValue
from registre_core.notices import TOPICS, Form, Letter, Worded
from registre_core.testing.memory import PlainWording


class WrongWording(PlainWording):
    """Words that break one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch them."""


class WithoutHtml(WrongWording):
    """Writes text alone."""

    breaks = "WRD-1"

    def word(self, letter: Letter) -> Worded:
        return evolve(super().word(letter), html=None)


class KnowsNoPermits(WrongWording):
    """Forgot a topic."""

    breaks = "WRD-1"

    def kinds(self) -> Collection[str]:
        return [kind for kind in TOPICS if kind != "permit-awaiting"]


class InNoLanguage(WrongWording):
    """Does not say in what language it is."""

    breaks = "WRD-1"

    def page(self, lines: Collection[str], links: Collection[str]) -> str:
        return super().page(lines, links).replace(' lang="fr"', "")


class TrustsWhoeverWrites(WrongWording):
    """Escapes nothing."""

    breaks = "WRD-2"

    def page(self, lines: Collection[str], links: Collection[str]) -> str:
        plain = super().page(lines, links)
        return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'")


class KeepsLineEnds(WrongWording):
    """Prints what is quoted in the lines it was written in, as if they were its own."""

    breaks = "WRD-2"

    def lines(self, letter: Letter) -> Iterator[str]:
        yield from super().lines(letter)
        yield letter.workspace.replace("\u202e", "").replace("\u2066", "").replace("\x1b", "")


class LetsWordsTurn(WrongWording):
    """Prints what turns and hides other words."""

    breaks = "WRD-2"

    def word(self, letter: Letter) -> Worded:
        worded = super().word(letter)
        return evolve(worded, text=f"{' '.join(letter.workspace.splitlines())}\n{worded.text}")


class TellsLessInHtml(WrongWording):
    """Leaves the last line out where it is set nicely."""

    breaks = "WRD-3"

    def page(self, lines: Collection[str], links: Collection[str]) -> str:
        return super().page([line for line in lines if not line.startswith(("planned_on", "place", "round"))], links)


class CountsItsLetters(WrongWording):
    """Numbers its subjects."""

    breaks = "WRD-4"
    worded = count()

    def word(self, letter: Letter) -> Worded:
        return evolve(super().word(letter), subject=f"{super().word(letter).subject} ({next(self.worded)})")


class ReadsTheLinkAloud(WrongWording):
    """Puts the link into the subject, which every server on the way writes down."""

    breaks = "WRD-5"

    def word(self, letter: Letter) -> Worded:
        worded = super().word(letter)
        return evolve(worded, subject=f"{worded.subject} {letter.link}") if letter.link else worded


class HidesTheLink(WrongWording):
    """Has a link for those who read HTML alone."""

    breaks = "WRD-5"

    def word(self, letter: Letter) -> Worded:
        worded = super().word(letter)
        return evolve(worded, text=super().word(evolve(letter, link=None)).text)


class NeedsALink(WrongWording):
    """Writes nothing to whoever gets no link."""

    breaks = "WRD-5"

    def word(self, letter: Letter) -> Worded:
        if letter.link is None and letter.kind.startswith("request"):
            raise InvalidInput.at("link", "missing-fact", "a link is missing", fact="link")
        return super().word(letter)


class HasWordsForAnything(WrongWording):
    """Makes words up."""

    breaks = "WRD-6"

    def word(self, letter: Letter) -> Worded:
        if letter.kind in TOPICS:
            return super().word(letter)
        return Worded("Un avis", "Il s’est passé quelque chose.\n")


class GathersTheFirstTen(WrongWording):
    """Leaves out what no longer fits on the screen."""

    breaks = "WRD-7"

    def word(self, letter: Letter) -> Worded:
        return super().word(evolve(letter, parts=letter.parts[:10]))


class MakesFactsUp(WrongWording):
    """Prints a dash where it knows nothing."""

    breaks = "WRD-8"

    def fact(self, letter: Letter, name: str) -> FactValue:
        promise = TOPICS[letter.kind].facts.get(name)
        lacks = promise is not None and promise.form is Form.TEXT and name not in letter.facts
        return "—" if lacks else super().fact(letter, name)


class AsksForTheWrongOne(WrongWording):
    """Says that something is missing, and not what."""

    breaks = "WRD-8"

    def fact(self, letter: Letter, name: str) -> FactValue:
        try:
            return super().fact(letter, name)
        except InvalidInput:
            raise InvalidInput.at("facts", "missing-fact", "a fact is missing", fact="facts") from None


class NeedsEverything(WrongWording):
    """Refuses a letter that does not know what need not be known."""

    breaks = "WRD-8"

    def fact(self, letter: Letter, name: str) -> FactValue:
        value = super().fact(letter, name)
        if value is None and name == "firm":
            raise InvalidInput.at(f"facts.{name}", "missing-fact", "a firm is missing", fact=name)
        return value


class PrintsNone(WrongWording):
    """Prints what it does not know as the machine does."""

    breaks = "WRD-9"

    def lines(self, letter: Letter) -> Iterator[str]:
        yield from super().lines(letter)
        if "address" in letter.facts:
            yield f"Adresse : {letter.facts['address']}"


class PrintsIsoDates(WrongWording):
    """Writes dates as they are stored."""

    breaks = "WRD-9"

    def written(self, form: Form, value: FactValue) -> str:
        return str(value) if form is Form.DATE else super().written(form, value)


class PrintsIdentifiers(WrongWording):
    """Shows what is for machines."""

    breaks = "WRD-9"

    def lines(self, letter: Letter) -> Iterator[str]:
        yield from super().lines(letter)
        if letter.subject_id:
            yield str(letter.subject_id)


class CountsItsReaders(WrongWording):
    """Loads a picture of one dot that tells who has read it."""

    breaks = "WRD-10"

    def page(self, lines: Collection[str], links: Collection[str]) -> str:
        return super().page(lines, links).replace("</body>", '<img src="https://exemple.fr/1.gif" alt=""></body>')


class FetchesAFont(WrongWording):
    """Has its style fetched."""

    breaks = "WRD-10"

    def page(self, lines: Collection[str], links: Collection[str]) -> str:
        return re.sub("<body>", "<style>@import 'https://exemple.fr/f.css';</style><body>", super().page(lines, links))


class ComesFromNobody(WrongWording):
    """Does not say whose it is."""

    breaks = "WRD-11"

    def lines(self, letter: Letter) -> Iterator[str]:
        yield from (line for line in super().lines(letter) if line != letter.workspace)
