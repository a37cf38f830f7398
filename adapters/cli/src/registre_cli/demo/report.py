"""The report that ships with the demonstration, and what is to be taken from it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import BinaryIO, cast

from attrs import frozen

from registre_core.extraction import Region, Selection

NAME = "controle_electrique.pdf"
"""Its file name, for people too."""

EXCERPTS = "controle_electrique.json"
"""What stands in it, and where."""

_FOLDER = files("registre_cli").joinpath("demo_documents")


@frozen
class Excerpt:
    """What a person would mark on the screen."""

    selection: Selection
    """Where."""
    text: str
    """What stands there."""


def open_report() -> BinaryIO:
    """Open the bytes of the report."""
    return cast("BinaryIO", _FOLDER.joinpath(NAME).open("rb"))


def excerpts() -> tuple[Excerpt, ...]:
    """Tell where its observations stand."""
    known = json.loads(_FOLDER.joinpath(EXCERPTS).read_text(encoding="utf-8"))
    return tuple(Excerpt(Selection((Region(one["page"], *one["rect"]),)), one["text"]) for one in known)
