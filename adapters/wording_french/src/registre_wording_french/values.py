"""What a template may quote: the facts of a letter, each as what it is: none is printed as it was stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Self

from attrs import frozen

from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.money import Money
from registre_core.notices import LOOKED_UP, TOPICS, Form, Letter
from registre_wording_french.labels import label

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of what is not drawn, or turns and hides what stands beside it."""
_JOINERS = "\u200c\u200d"
"""Not seen either, and parts of what is written."""
EURO = "EUR"


class Words(str):
    """Words of others, on one line: they cannot begin a line that looks like ours."""

    lignes: str
    """The same in the lines they were written in, for where such words stand apart."""
    __slots__ = ("lignes",)

    @classmethod
    def of(cls, text: str) -> Self:
        """Take what somebody wrote; what would turn or hide words becomes a space."""
        lines = ["".join(" " if _is_unseen(char) else char for char in line).strip() for line in text.splitlines()]
        words = cls(" ".join(filter(None, lines)))
        words.lignes = "\n".join(lines).strip()
        return words


@frozen
class Code:
    """A stable name, and what people call it."""

    code: str
    libelle: str


@frozen
class Reference:
    """An identifier or a digest: for addresses, and never to be read."""

    brut: str


def values(letter: Letter) -> dict[str, Any]:
    """Give what a template may quote, by name; what is known to be missing is ``None``.

    Raises:
        InvalidInput: ``malformed-fact``, when one is not written as its topic promises.
    """
    promised = {**TOPICS[letter.kind].facts, **LOOKED_UP[letter.kind]} if letter.kind in TOPICS else {}
    said = {
        "workspace": Words.of(letter.workspace),
        "site": letter.site and Words.of(letter.site),
        "subject": letter.subject and Words.of(letter.subject),
        "subject_id": letter.subject_id and Reference(str(letter.subject_id)),
        "told_at": letter.told_at,
    }
    forms = {name: promise.form for name, promise in promised.items()}
    return {**{name: _value(letter, name, forms.get(name)) for name in letter.facts}, **said}


def _value(letter: Letter, name: str, form: Form | None) -> Any:  # noqa: ANN401  # what the form says
    value = letter.facts[name]
    if value is None or form is None:
        return Words.of(value) if isinstance(value, str) else value
    if not form.is_met_by(value):
        said = f"the fact {name!r} of {letter.kind!r} is no {form}"
        raise InvalidInput.at(f"facts.{name}", "malformed-fact", said, kind=letter.kind, fact=name, form=form.value)
    return _READ[form](letter, name, value)


def _money(letter: Letter, _: str, value: Any) -> Money:  # noqa: ANN401  # as promised
    return Money.from_minor(value, str(letter.facts.get("currency") or EURO))


_READ: Mapping[Form, Callable[[Letter, str, Any], Any]] = {
    Form.DATE: lambda _, __, value: date.fromisoformat(value),
    Form.INSTANT: lambda _, __, value: datetime.fromisoformat(value),
    Form.MINUTES: lambda _, __, value: value,
    Form.CENTS: _money,
    Form.COUNT: lambda _, __, value: value,
    Form.CODE: lambda letter, name, value: Code(value, label(letter.kind, name, value)),
    Form.ID: lambda _, __, value: Reference(value),
    Form.DIGEST: lambda _, __, value: Reference(value),
    Form.TEXT: lambda _, __, value: Words.of(value),
}


def _is_unseen(char: str) -> bool:
    return char not in _JOINERS and unicodedata.category(char) in _UNSEEN
