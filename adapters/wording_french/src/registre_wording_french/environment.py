"""Templates, read with care: nothing is printed that nobody said how to write, and nothing runs that is not words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, wraps
from pathlib import Path
from types import NoneType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateRuntimeError,
    Undefined,
    UndefinedError,
    pass_context,
)
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from registre_core.kernel.money import Money
from registre_core.kernel.zones import zone_of
from registre_wording_french import french
from registre_wording_french.values import Code, Reference

HOUSE = "maison"
"""Under this name templates of the house stay in reach of those that take their place."""
HTML = ".html"
"""How templates are called that hold markup: there, whatever is printed is escaped."""


class LacksFactError(TemplateRuntimeError):
    """A template asked for a fact that the letter does not hold, or that says nothing."""

    def __init__(self, message: str | None = None, fact: str = "") -> None:
        super().__init__(message)
        self.fact = fact


class UnwrittenError(TemplateRuntimeError):
    """A template prints a value without saying how it is written."""


class NotTold(StrictUndefined):
    """What the letter does not hold: no use of it passes."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        asked = exc if exc is not UndefinedError else lambda said: LacksFactError(said, name or "")
        super().__init__(hint, obj, name, asked)  # type: ignore[arg-type]  # it is called, no more


class SaysNothing(Undefined):
    """What the letter holds, and knows nothing of: one may ask whether it is there, and must not print it."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(name=name, exc=lambda said: LacksFactError(said, name))  # type: ignore[arg-type]  # the same

    def require(self) -> None:
        """Refuse."""
        self._fail_with_undefined_error()


class Typesetting(Extension):
    """Sets the words of templates as French is printed; what they quote stays as it was written."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            is_ours = token.type == "data" and not (stream.name or "").endswith(HTML)
            yield Token(token.lineno, token.type, french.typeset(token.value)) if is_ours else token


@cache
def house() -> Environment:
    """Give what reads the templates of the house: they never change while the program runs, so they are read once."""
    return environment(None)


def environment(own: Path | None) -> Environment:
    """Make what reads templates: those of a folder first, then those of the house."""
    ours = PackageLoader("registre_wording_french", "modeles")
    folders: list[BaseLoader] = [FileSystemLoader(own)] if own else []
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*folders, ours, PrefixLoader({HOUSE: ours})]),
        autoescape=lambda name: (name or "").endswith(HTML),
        undefined=NotTold,
        finalize=printed,
        extensions=[Typesetting],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update({name: _given(write) for name, write in FILTERS.items()})
    made.filters["retard"] = _late
    return made


def printed(value: object) -> object:
    """Let a value pass that can be printed as it is.

    Raises:
        LacksFactError: it says nothing.
        UnwrittenError: it is a date, a code or an identifier, and no filter says how to write it.
    """
    if isinstance(value, SaysNothing):
        value.require()
    if isinstance(value, Money):
        return french.amount(value.amount, value.currency)
    if isinstance(value, int) and not isinstance(value, bool):
        return french.number(value)
    if not isinstance(value, str | Undefined):
        raise UnwrittenError(_HOW.get(type(value), "cette valeur ne s’écrit pas"))
    return value


def _given(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Ask for the value first, so that what is missing is told by its name."""

    @wraps(write)
    def written(value: Any) -> str:  # noqa: ANN401  # whatever the template gives
        if isinstance(value, SaysNothing):
            value.require()
        str(value)  # what nobody told refuses
        return write(value)

    return written


@pass_context
def _late(context: Context, day: date) -> str:
    """Say for how long something has been late, on the day of the letter."""
    told_at: datetime = context["told_at"]
    return _given(lambda since: french.elapsed((told_at.astimezone(zone_of()).date() - since).days))(day)


FILTERS: dict[str, Callable[[Any], str]] = {
    "jour": french.short_day,
    "jour_long": french.long_day,
    "heure": french.clock,
    "moment": french.short_moment,
    "moment_long": french.long_moment,
    "duree": french.span,
    "choses": french.waiting,
}
"""How dates, moments and spans are written."""
_HOW: dict[type, str] = {
    NoneType: "cette valeur manque parfois : demandez d’abord avec « if »",
    date: "une date s’écrit avec « | jour » ou « | jour_long »",
    datetime: "un instant s’écrit avec « | moment », « | moment_long » ou « | heure »",
    Code: "un code s’écrit par son « .libelle »",
    Reference: "un identifiant ne sert qu’aux adresses : son « .brut »",
}
"""What whoever writes templates is told, in French."""
