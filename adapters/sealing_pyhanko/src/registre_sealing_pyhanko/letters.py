"""The font of the stamps, and what it can draw."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copyfile

import typst
from font_source_sans_pro import font_directory
from fontTools.ttLib import TTFont

FACES = tuple(Path(font_directory) / f"SourceSansPro-{face}.ttf" for face in ("Regular", "Bold"))
"""The weights that are used. The package has each of them twice, and which one is found must not vary."""


@cache
def letters() -> frozenset[str]:
    """Give every character that both weights can draw."""
    maps = [set(TTFont(face, lazy=True).getBestCmap()) for face in FACES]
    return frozenset(map(chr, set.intersection(*maps)))


def fonts_in(folder: str) -> typst.Fonts:
    """Put the faces into a folder of their own, since Typst reads whole folders; no other font is ever looked for."""
    for face in FACES:
        copyfile(face, Path(folder) / face.name)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
