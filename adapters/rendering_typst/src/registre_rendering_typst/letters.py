"""The font, and what it can draw."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp

import typst
from font_source_sans_pro import font_directory
from fontTools.ttLib import TTFont

from registre_rendering_typst.press import only

FACES = tuple(Path(font_directory) / f"SourceSansPro-{face}.ttf" for face in ("Regular", "Semibold", "Bold"))
"""The weights that are used. The package has each of them twice, and which one is found must not vary."""


@cache
def letters() -> frozenset[str]:
    """Give every character that all these weights can draw."""
    return frozenset(map(chr, set.intersection(*map(_mapped, FACES))))


def _mapped(face: Path) -> set[int]:
    with TTFont(face, lazy=True) as font:
        return set(font.getBestCmap())


@cache
def faces() -> Path:
    """Put the faces into a folder of their own, since Typst reads whole folders.

    It reads a face when it needs it, so the folder stays as long as this process does.
    """
    folder = Path(mkdtemp(prefix="registre-font-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    for face in FACES:
        copyfile(face, folder / face.name)
    return folder


@cache
def fonts() -> typst.Fonts:
    """Give these faces; no other font is ever looked for."""
    return only(faces())
