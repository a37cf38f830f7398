"""A code drawn with characters: two modules, one above the other, in each.

Its colours are said with it, from the part of the palette of 256 that themes leave alone, so that dark modules are dark
on any terminal. Where colours are taken away, what is light is drawn and what is dark is left out: right on a dark
terminal, and on a light one inverted, which the cameras of telephones read as well.
"""

from __future__ import annotations

from registre_signature_qr.codes import QUIET, Rows

LIGHT_ON_DARK = "\x1b[38;5;231;48;5;16m"
"""White letters on black ground."""
AS_BEFORE = "\x1b[0m"

_DRAWN = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
"""By what is dark above and below."""


def in_half_blocks(rows: Rows) -> str:
    """Draw it, in lines of as many characters as it has modules each way, the white around it included."""
    width = len(rows) + 2 * QUIET
    white = [0] * width
    padded = [white] * QUIET + [[0] * QUIET + list(row) + [0] * QUIET for row in rows] + [white] * (QUIET + 1)
    pairs = zip(padded[0:width:2], padded[1 : width + 1 : 2], strict=True)
    lines = ("".join(_DRAWN[pair] for pair in zip(above, below, strict=True)) for above, below in pairs)
    return "\n".join(f"{LIGHT_ON_DARK}{line}{AS_BEFORE}" for line in lines)
