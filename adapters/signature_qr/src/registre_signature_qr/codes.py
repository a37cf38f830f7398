"""QR codes by segno (ISO/IEC 18004), as small as the address allows: the larger a module, the farther it is read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

import segno

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004:2015, 6.3.8)."""
PIXELS = 8
"""Of one module, as it is drawn unless somebody scales it."""
MOST_AT_M = 84
"""Bytes that version 5 holds at level M (ISO/IEC 18004:2015, table 7)."""

Rows = Sequence[Sequence[int]]
"""The modules of a code, row by row: 1 for dark; the white around it is not among them."""


def code_of(address: str) -> segno.QRCode:
    """Make the code, of version 5 at most for what `address.base_of` lets through.

    At level M, which bears that 15 % of it are unreadable, where version 5 holds it so; else at level L, 7 %. A higher
    level that needs no more modules is taken.
    """
    return segno.make(address, error="m" if len(address) <= MOST_AT_M else "l", micro=False, boost_error=True)


def as_svg(rows: Rows) -> bytes:
    """Draw it for pages and print, black on white whatever lies under it.

    As areas with edges that are not softened: lines beside each other show hairs of white between them when a browser
    scales them, and some cameras stumble over these.
    """
    side = len(rows) + 2 * QUIET
    size = f'width="{side * PIXELS}" height="{side * PIXELS}" viewBox="0 0 {side} {side}"'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} shape-rendering="crispEdges" role="img">',
        "<title>Code QR de signature</title>",
        f'<path fill="#fff" d="M0,0h{side}v{side}h-{side}z"/>',
        f'<path fill="#000" d="{"".join(_areas(rows))}"/>',
        "</svg>",
    )
    return ("\n".join(lines) + "\n").encode()


def _areas(rows: Rows) -> Iterator[str]:
    for y, row in enumerate(rows, start=QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(tuple(run))
            if dark:
                yield f"M{x},{y}h{length}v1h-{length}z"
            x += length


def as_png(code: segno.QRCode) -> bytes:
    """Draw it for mail and old browsers."""
    drawn = io.BytesIO()
    code.save(drawn, kind="png", border=QUIET, scale=PIXELS)
    return drawn.getvalue()
