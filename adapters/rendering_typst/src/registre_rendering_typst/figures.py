"""Figures as values: tiles and charts, each number told in words too. What they look like, ``summary.typ`` says."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from registre_rendering_typst.french import NO_BREAK, number

Pattern = Literal["full", "hatched", "dotted", "light", "gris", "rouge", "vert"]
"""How a part of a bar is filled: four are told apart in black and white, colours stand on lines of their own."""


@frozen
class Tile:
    """One figure that is read first."""

    value: str
    name: str
    detail: str = ""
    alarms: bool = False
    """Whether somebody has to do something: it has a thick edge, and says what in its detail."""


@frozen
class Tiles:
    """Figures beside each other."""

    kind: str = field(default="tiles", init=False)
    rows: tuple[Tile, ...]


@frozen
class Part:
    """What all parts of one pattern count."""

    name: str
    pattern: Pattern


@frozen
class Bar:
    """One line of a chart."""

    name: str
    counts: tuple[int, ...]
    """So many of each part."""
    pattern: Pattern | None = None
    """Of the whole line, where it has one of its own."""
    said: str = field(init=False)
    """How many in all."""
    labels: tuple[str, ...] = field(init=False)
    """How many of each."""

    @said.default
    def _in_all(self) -> str:
        return number(self.total)

    @labels.default
    def _of_each(self) -> tuple[str, ...]:
        return tuple(map(number, self.counts))

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counts)


@frozen
class Chart:
    """Bars beneath each other, on one scale."""

    title: str
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    note: str = ""
    """What must be known to read it."""
    most: int = field(init=False)
    """The longest bar."""
    alt: str = field(init=False)
    """The same in words, for those who hear it."""
    is_key_shown: bool = field(init=False)
    """Whether there is more than one part to tell apart."""

    @most.default
    def _longest(self) -> int:
        return max((bar.total for bar in self.bars), default=0)

    @alt.default
    def _in_words(self) -> str:
        lines = "".join(f" {bar.name}{NO_BREAK}: {self._told(bar)}." for bar in self.bars)
        note = f" {self.note}" if self.note else ""
        return f"{self.title}.{lines or ' Rien à compter.'}{note}"

    @is_key_shown.default
    def _has_parts(self) -> bool:
        return len(self.parts) > 1

    def _told(self, bar: Bar) -> str:
        if len(self.parts) < 2:  # noqa: PLR2004  # one part is the whole
            return bar.said
        told = (f"{label} {part.name.lower()}" for part, label in zip(self.parts, bar.labels, strict=True))
        return f"{bar.said}, dont {', '.join(told)}"


@frozen
class Charts:
    """Charts, two beside each other."""

    kind: str = field(default="charts", init=False)
    rows: tuple[Chart, ...]
