"""Words for tests: every fact on a line of its own, in no style at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from html import escape

from attrs import frozen

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.kernel.reasons import FactValue
from registre_core.notices import LOOKED_UP, TOPICS, Form, Letter, Worded

_NEVER_READ = frozenset({Form.ID, Form.DIGEST})
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


@frozen
class PlainWording:
    """The `Wording` port, every obligation of it, in words that nobody would send.

    Example:
        >>> from registre_core.notices import SAMPLES
        >>> PlainWording().word(SAMPLES["round-due"]).subject
        'Ronde à faire – École Jules-Ferry'
    """

    def kinds(self) -> Collection[str]:
        return frozenset(TOPICS)

    def word(self, letter: Letter) -> Worded:
        if letter.kind not in TOPICS:
            raise ConfigurationError("no-words", f"there are no words for {letter.kind!r}", {"kind": letter.kind})
        subject = one_line(f"{TOPICS[letter.kind].label} – {letter.site or letter.workspace}")
        lines = [subject, *self.lines(letter)]
        links = [letter.link] if letter.link else []
        text = "".join(f"{line}\n" for line in (*lines, *links))
        return Worded(subject, text, self.page(lines, links))

    def lines(self, letter: Letter) -> Iterator[str]:
        """Say everything that is said, line by line; what a reminder gathers comes with its own label."""
        yield one_line(letter.workspace)
        yield from map(one_line, filter(None, (letter.site, letter.subject)))
        for name, promise in {**TOPICS[letter.kind].facts, **LOOKED_UP[letter.kind]}.items():
            value = self.fact(letter, name)
            if promise.form not in _NEVER_READ and value is not None:
                yield f"{name} : {self.written(promise.form, value)}"
        for part in letter.parts:
            yield TOPICS[part.kind].label
            yield from self.lines(part)

    def fact(self, letter: Letter, name: str) -> FactValue:
        """Give a fact, which a letter holds even if it knows nothing of it."""
        if name in letter.facts:
            return letter.facts[name]
        said = f"the words of {letter.kind!r} need the fact {name!r}"
        raise InvalidInput.at(f"facts.{name}", "missing-fact", said, kind=letter.kind, fact=name)

    def written(self, form: Form, value: FactValue) -> str:
        """Write a fact, dates with the day first."""
        if form is Form.DATE:
            return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
        if form is Form.INSTANT:
            return f"{datetime.fromisoformat(str(value)).astimezone(UTC):%d/%m/%Y %H:%M} UTC"
        return one_line(str(value))

    def page(self, lines: Collection[str], links: Collection[str]) -> str:
        """Set lines as HTML."""
        said = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
        led = "".join(f'<p><a href="{escape(link)}">{escape(link)}</a></p>\n' for link in links)
        return f'<!DOCTYPE html>\n<html lang="fr">\n<body>\n{said}{led}</body>\n</html>\n'


def one_line(text: str) -> str:
    """Put a text of others on one line, without what turns or hides words."""
    return " ".join("".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text).split())
