"""What a notice says beside its kind: plain values, each of a form that is promised to whoever words or reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from attrs import frozen

from registre_core.kernel.reasons import FactValue

Facts = Mapping[str, FactValue]
"""What a template quotes: plain values, dates as ISO writes them, amounts in cents."""


class Form(StrEnum):
    """How a fact is written."""

    DATE = "date"
    """A legal day, as ISO writes it: ``2026-03-02``."""
    INSTANT = "instant"
    """A moment with its offset, as ISO writes it: ``2026-03-02T09:15:00+00:00``."""
    MINUTES = "minutes"
    """A span, as a whole number of minutes."""
    CENTS = "cents"
    """An amount, as a whole number of cents."""
    COUNT = "count"
    """How many."""
    CODE = "code"
    """A stable name that whoever words it translates, such as ``maintenance``."""
    ID = "id"
    """An identifier: names are looked up when the notice goes out."""
    DIGEST = "digest"
    """The SHA-256 of a document, in hexadecimal: the notice brings it along."""
    TEXT = "text"
    """Words of the register, never a person's name."""

    def is_met_by(self, value: FactValue) -> bool:
        """Whether a value is written so."""
        if self in _WHOLE:
            return type(value) is int and value >= 0
        return isinstance(value, str) and _reads(_READERS[self], value)


@frozen
class Promise:
    """What a topic promises of one fact."""

    form: Form
    """How it is written."""
    may_lack: bool = False
    """Whether it may say nothing (``None``)."""

    def is_kept_by(self, value: FactValue) -> bool:
        """Whether a value is what was promised."""
        return self.may_lack if value is None else self.form.is_met_by(value)


def broken_promises(promised: Mapping[str, Promise], facts: Facts) -> Iterator[str]:
    """Name the facts that are missing, that nobody promised, or that are written otherwise."""
    for name in sorted(promised.keys() | facts.keys()):
        if name not in promised or name not in facts or not promised[name].is_kept_by(facts[name]):
            yield name


_WHOLE = frozenset({Form.MINUTES, Form.CENTS, Form.COUNT})
_DIGEST_LENGTH = 64


def _moment(value: str) -> bool:
    return datetime.fromisoformat(value).tzinfo is not None


def _hexadecimal(value: str) -> bool:
    return len(bytes.fromhex(value)) * 2 == _DIGEST_LENGTH


_READERS: Mapping[Form, Callable[[str], object]] = {
    Form.DATE: date.fromisoformat,
    Form.INSTANT: _moment,
    Form.CODE: lambda value: value == value.strip() and len(value.split()) == 1,
    Form.ID: UUID,
    Form.DIGEST: _hexadecimal,
    Form.TEXT: lambda value: bool(value.strip()),
}


def _reads(reader: Callable[[str], object], value: str) -> bool:
    try:
        return reader(value) is not False
    except ValueError:
        return False
