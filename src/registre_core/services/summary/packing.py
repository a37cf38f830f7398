"""The data of a summary while it is printed: kept compressed, since they may be larger than all else that is held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from gzip import GzipFile
from io import BytesIO
from typing import BinaryIO, cast

FASTEST = 1
"""Rows are much alike: this makes a sixth of them, and better takes longer than to read them."""


def packed(pieces: Iterable[bytes]) -> Callable[[], BinaryIO]:
    """Keep what streams by, and give what reads it again from its start, as often as one likes."""
    kept = BytesIO()
    with GzipFile(fileobj=kept, mode="wb", compresslevel=FASTEST) as into:
        into.writelines(pieces)
    return lambda: cast("BinaryIO", GzipFile(fileobj=BytesIO(kept.getvalue())))
