r"""The data of a summary: one JSON object, in canonical form, written while findings stream by.

::

    {
        "digest": "…",
        "findings": [{…}, …],
        "format": "registre-summary/1",
        "summary": {"on": "2026-11-26", "sites": […], …},
    }

``summary`` is what is printed, `Summary` field by field without its digest; the digest is SHA-256 of the canonical
bytes of just that. ``findings`` has every open finding, most severe first, as `FindingRow` does. Keys are sorted and
nothing is written that need not be, so the whole file is canonical, too: the same state gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from attrs import evolve

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import to_builtins
from registre_core.kernel.documents import Digest
from registre_core.summary import FindingRow, Summary

FORMAT = "registre-summary/1"
"""Another layout gets another number."""


def digested(summary: Summary) -> Summary:
    """Give a summary with its digest worked out."""
    return evolve(summary, digest=Digest(sha256(canonical_bytes(_said(summary))).hexdigest()))


def write_summary(summary: Summary, rows: Iterable[FindingRow]) -> Iterator[bytes]:
    """Write the data of a summary, piece by piece.

    Args:
        summary: what is printed, with its digest.
        rows: every open finding, most severe first.
    """
    yield b'{"digest":' + canonical_bytes(summary.digest) + b',"findings":['
    for index, row in enumerate(rows):
        yield (b"," if index else b"") + canonical_bytes(to_builtins(row))
    yield b'],"format":' + canonical_bytes(FORMAT) + b',"summary":' + canonical_bytes(_said(summary)) + b"}"


def _said(summary: Summary) -> dict[str, Any]:
    said: dict[str, Any] = to_builtins(summary)
    del said["digest"]
    return said
