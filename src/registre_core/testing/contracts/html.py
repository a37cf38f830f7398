"""A page of HTML as its reader sees it: what is written there, what leads elsewhere, and what would be fetched."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from attrs import define, field

HIDDEN = frozenset({"head", "script", "style", "title"})
"""Elements whose text nobody sees."""
HARMLESS = frozenset(
    "html head meta title style body table thead tbody tr td th div span p br hr h1 h2 h3 h4 ul ol li dl dt dd a b i "
    "em strong small blockquote q cite abbr address section article header footer main".split()
)
"""Elements that set words, and nothing else."""
VOID = frozenset({"meta", "br", "hr"})
"""Elements that hold nothing, and are never closed."""


@define
class Page:
    """What was read of a page."""

    text: str = ""
    """What is seen, spaces and line ends as they were written."""
    links: list[tuple[str, str]] = field(factory=list)
    """Where each link leads, and what it is called."""
    tags: Counter[str] = field(factory=Counter)
    """How often each element is there."""
    language: str | None = None
    harms: list[str] = field(factory=list)
    """What fetches, runs, sends or counts something."""
    styles: str = ""
    """Every rule of style."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags[tag] += 1
        if tag not in VOID:
            self._open.append(tag)
        if tag not in HARMLESS:
            self.page.harms.append(f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            self.page.styles += data
        if HIDDEN.isdisjoint(self._open):
            self.page.text += data
        if "a" in self._open and self.page.links:
            address, called = self.page.links[-1]
            self.page.links[-1] = address, called + data

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style":
            self.page.styles += f"{value}\n"
        elif name == "lang" and tag == "html":
            self.page.language = value
        elif name == "href" and tag == "a":
            self.page.links.append((value, ""))
        elif name in {"src", "srcset", "href", "background", "action", "http-equiv", "ping"} or name.startswith("on"):
            self.page.harms.append(f"{name}={value}")


def read(html: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    page = reader.page
    page.harms += [word for word in ("url(", "@import", "expression(") if word in page.styles.lower()]
    return page
