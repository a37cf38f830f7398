"""A book as a value: a first page, tables, and a chapter a site. What it looks like, ``summary.typ`` says."""

from __future__ import annotations

from attrs import field, frozen

from registre_rendering_typst.form import Block, Section


@frozen
class Attached:
    """The file that is attached."""

    name: str
    said: str
    """What readers of PDF tell of it."""


@frozen
class Chapter:
    """What is said of one site."""

    title: str
    reference: str
    """What it is, at the top of each of its pages."""
    sections: tuple[Section, ...] = ()
    """What is said at length, on pages of its own."""
    blocks: tuple[Block, ...] = ()
    """What is said in brief, where there are many; then it has no sections, and begins no page."""
    is_brief: bool = field(init=False)

    @is_brief.default
    def _has_no_sections(self) -> bool:
        return not self.sections


@frozen
class Book:
    """Everything that is printed."""

    kind: str
    """What it is: the heading."""
    title: str
    """What readers of PDF call it."""
    subtitle: str
    state: str
    """As of when, in a frame of its own."""
    workspace: str
    digest: str
    head: str
    """Where the register ended."""
    data: Attached
    sections: tuple[Section, ...]
    """The first page, and what follows it."""
    chapters: tuple[Chapter, ...] = ()
