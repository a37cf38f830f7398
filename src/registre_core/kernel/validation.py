"""Invariants of entities: one that exists is valid, and what is wrong is told all at once.

attrs stops at the first failing validator; people who fill in a form, or a file of ten thousand lines, want every
problem in one answer. So rules ride in the metadata of fields (`must`), and `Checked` runs them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import attrs

from registre_core.kernel.errors import InvalidInput, Problem

Rule = Callable[[str, Any], Problem | None]
"""Takes a field's name and value; answers with the problem, or nothing."""

_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters, and the line and paragraph ends of Unicode: some reader takes each of them for a line end."""
ALL_OF_IT = 100
"""Per cent."""
_HALF = re.compile("[\ud800-\udfff]")


def must(*rules: Rule) -> Mapping[str, tuple[Rule, ...]]:
    """Attach rules to a field: ``name: str = field(metadata=must(not_blank))``."""
    return {"rules": rules}


@cache
def _checks(entity: type[Checked]) -> tuple[tuple[tuple[str, Rule], ...], bool]:
    """Give the rules of a class, and whether it has more to say between its fields."""
    fields = attrs.fields(entity)  # type: ignore[arg-type]  # subclasses are attrs classes
    rules = tuple((field.name, rule) for field in fields for rule in field.metadata.get("rules", ()))
    return rules, entity.contradictions is not Checked.contradictions


class Checked:
    """Base of entities and values with invariants; a subclass is an attrs class.

    Raises:
        InvalidInput: on construction, with every problem of every field.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        rules, says_more = _checks(type(self))  # type: ignore[arg-type]  # what a class defines for its instances
        found: list[Problem] = []
        for name, rule in rules:  # no comprehension, which is a call of its own: a list builds hundreds of entities
            if (problem := rule(name, getattr(self, name))) is not None:
                found.append(problem)
        if says_more:
            found.extend(self.contradictions())
        if found:
            raise InvalidInput.of(found)

    def contradictions(self) -> Iterable[Problem]:
        """Tell the problems between fields; override where a class has such invariants."""
        return ()


def not_blank(name: str, value: str) -> Problem | None:
    """Refuse a text with nothing to read in it."""
    if value.strip():
        return None
    return Problem(name, "blank-text", f"'{name}' needs at least one visible character")


def one_line(name: str, value: str | None) -> Problem | None:
    """Refuse what would not stay on its line: in a header, what follows a line end passes for another header."""
    if value is None or _BREAKING.search(value) is None:
        return None
    return Problem(name, "not-one-line", f"'{name}' stands on one line, without control characters")


def well_formed(name: str, value: str | None) -> Problem | None:
    """Refuse half of a surrogate pair: it is no character, and no encoding can write it."""
    if value is None or _HALF.search(value) is None:
        return None
    return Problem(name, "half-a-character", f"'{name}' holds half of a surrogate pair, which nothing can write")


def not_empty(name: str, value: tuple[object, ...] | frozenset[object]) -> Problem | None:
    """Refuse a collection without a member."""
    if value:
        return None
    return Problem(name, "empty-collection", f"'{name}' needs at least one member")


def each_once(name: str, value: tuple[object, ...]) -> Problem | None:
    """Refuse a member that comes twice."""
    if len(set(value)) == len(value):
        return None
    return Problem(name, "repeated-member", f"'{name}' names each member once")


def none_blank(name: str, value: tuple[str, ...]) -> Problem | None:
    """Refuse a text with nothing to read in it among several."""
    problems = (not_blank(f"{name}[{place}]", one) for place, one in enumerate(value))
    return next(filter(None, problems), None)


def at_least(minimum: int) -> Rule:
    """Refuse a number below `minimum`."""

    def rule(name: str, value: int) -> Problem | None:
        if value >= minimum:
            return None
        said = f"'{name}' must be at least {minimum}, not {value}"
        return Problem(name, "number-too-small", said, {"minimum": minimum, "value": value})

    return rule


def no_longer_than(most: int) -> Rule:
    """Refuse a text of more than `most` characters: what people write is read by people, and kept for ever."""

    def rule(name: str, value: str) -> Problem | None:
        if len(value) <= most:
            return None
        said = f"'{name}' has at most {most} characters, not {len(value)}"
        return Problem(name, "text-too-long", said, {"most": most})

    return rule


def percentage(name: str, value: float | None) -> Problem | None:
    """Refuse what is not from 0 to 100."""
    if value is None or 0 <= value <= ALL_OF_IT:
        return None
    return Problem(name, "not-a-percentage", f"'{name}' is from 0 to 100, not {value:g}", {"value": f"{value:g}"})


def matching(pattern: str, example: str) -> Rule:
    """Refuse a text that is not exactly of this form; the `example` is what people are shown."""
    form = re.compile(pattern)

    def rule(name: str, value: str | None) -> Problem | None:
        if value is None or form.fullmatch(value):
            return None
        said = f"'{name}' must look like {example}, not {value!r}"
        return Problem(name, "malformed-text", said, {"example": example, "value": value})

    return rule


def aware(name: str, value: datetime | None) -> Problem | None:
    """Refuse an instant without its offset from UTC."""
    if value is None or value.tzinfo is not None:
        return None
    return Problem(name, "naive-instant", f"'{name}' must carry its offset from UTC", {"value": value.isoformat()})


def in_utc(value: datetime) -> datetime:
    """Tell an instant in UTC, where an hour is an hour: in a zone of its own, clocks are set forth and back.

    One that UTC has no year for, and one without its offset, stay as they are, to be refused for what they are.
    """
    try:
        return value.astimezone(UTC) if value.tzinfo else value
    except OverflowError:
        return value


E_MAIL = matching(r"[^@\s]+@[^@\s]+\.[^@\s.]+", "prenom.nom@exemple.fr")
"""A mail address, loosely: only delivery proves one."""


def together(**builds: Callable[[], Any]) -> tuple[Any, ...]:
    """Build several things, and tell the problems of all of them at once; each path begins with the name given here.

    Raises:
        InvalidInput: when any cannot be built.
    """
    built: list[Any] = []
    found: list[Problem] = []
    for name, build in builds.items():
        try:
            built.append(build())
        except InvalidInput as error:
            found.extend(attrs.evolve(problem, path=f"{name}.{problem.path}") for problem in error.problems)
    if found:
        raise InvalidInput.of(found)
    return tuple(built)
