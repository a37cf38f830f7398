"""The reports that ship with the demonstration, and what is to be taken from them."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import BinaryIO, cast

from attrs import frozen

from registre_core.extraction import Region, Selection

NAME = "controle_electrique.pdf"
"""Its file name, for people too."""

VISIT_NAME = "visite_commission.pdf"
"""The report of a commission, likewise. Beside each report stands what is in it, and where."""

_FOLDER = files("registre_cli").joinpath("demo_documents")


@frozen
class Excerpt:
    """What a person would mark on the screen."""

    selection: Selection
    """Where."""
    text: str
    """What stands there."""


def open_report(name: str = NAME) -> BinaryIO:
    """Open the bytes of a report."""
    return cast("BinaryIO", _FOLDER.joinpath(name).open("rb"))


def excerpts(name: str = NAME) -> tuple[Excerpt, ...]:
    """Tell where its observations stand, or its prescriptions."""
    known = json.loads(_FOLDER.joinpath(f"{name.removesuffix('.pdf')}.json").read_text(encoding="utf-8"))
    return tuple(Excerpt(Selection((Region(one["page"], *one["rect"]),)), one["text"]) for one in known)
