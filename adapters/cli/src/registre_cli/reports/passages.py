"""A passage, for programs and for people."""

from __future__ import annotations

from typing import Any

from registre_cli.saying import warn
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource

DOUBTFUL = 60
"""Below it, out of 100, the engine itself hardly believes what it recognised."""


def described(found: Passage) -> dict[str, Any]:
    """Give a passage as plain values; where it spans pages, its place is that of the first, and ``parts`` has all."""
    return {
        "text": found.quote,
        "source": found.source.value,
        "confidence": found.confidence,
        "engine": found.engine,
        "document": found.document,
        **_part(found.parts[0]),
        "prefix": found.prefix,
        "suffix": found.suffix,
        "may_be_copied": found.may_be_copied,
        "parts": [_part(part) for part in found.parts],
    }


def _part(part: PassagePart) -> dict[str, Any]:
    return {
        "page": part.page,
        "label": part.label,
        "width": part.width,
        "height": part.height,
        "rotation": part.rotation,
        "quads": [_corners(quad) for quad in part.quads],
    }


def _corners(quad: Quad) -> list[float]:
    return [quad.x0, quad.y0, quad.x1, quad.y1, quad.x2, quad.y2, quad.x3, quad.y3]


def tell_doubts(found: Passage) -> None:
    """Warn of what the words alone do not show."""
    if found.source is TextSource.OCR:
        sure = "" if found.confidence is None else f", sûr à {found.confidence:.0f} sur 100"
        warn(f"texte reconnu dans une image par {found.engine}{sure} : relisez-le")
    if found.confidence is not None and found.confidence < DOUBTFUL:
        warn("la reconnaissance est peu sûre : comparez chaque mot à l'image")
    if not found.may_be_copied:
        warn("l'auteur de ce PDF en interdit la copie : assurez-vous d'en avoir le droit")
