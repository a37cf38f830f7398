"""How French is printed."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
"""A space at which no line ends."""
NARROW_NO_BREAK = "\u202f"
"""The same, narrower: between the thousands of a number."""


def typeset(text: str) -> str:
    """Set a text of ours: curved apostrophes, and no line end before «:» or after «n°». Never the text of others."""
    curved = re.sub(r"(?<=\w)'(?=\w|«)", "’", text)
    return re.sub(r" (?=[:;?!»])|(?<=«) |(?<=n°) ", NO_BREAK, curved)


def quoted(name: str) -> str:
    """Put a name between guillemets: it is somebody else's text, and stays as it is."""
    return f"«{NO_BREAK}{name}{NO_BREAK}»"


def number(value: int) -> str:
    """Set a number: «12 500»."""
    return f"{value:,}".replace(",", NARROW_NO_BREAK)


def one_line(text: str) -> str:
    """Keep a text of others on one line: a file may have any name."""
    return "".join(letter if letter.isprintable() or letter == NO_BREAK else " " for letter in text).strip()
