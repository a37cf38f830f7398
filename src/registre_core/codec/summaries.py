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

from attrs import evolve, fields

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import to_builtins
from registre_core.kernel.documents import Digest
from registre_core.summary import FindingRow, Summary

FORMAT = "registre-summary/1"
"""Another layout gets another number."""


def digested(summary: Summary) -> Summary:
    """Give a summary with its digest worked out."""
    digest = sha256()
    for piece in _said(summary):
        digest.update(piece)
    return evolve(summary, digest=Digest(digest.hexdigest()))


def write_summary(summary: Summary, rows: Iterable[FindingRow]) -> Iterator[bytes]:
    """Write the data of a summary, piece by piece.

    Args:
        summary: what is printed, with its digest.
        rows: every open finding, most severe first.
    """
    yield b'{"digest":' + canonical_bytes(summary.digest) + b',"findings":'
    yield from _listed(rows)
    yield b',"format":' + canonical_bytes(FORMAT) + b',"summary":'
    yield from _said(summary)
    yield b"}"


def _said(summary: Summary) -> Iterator[bytes]:
    """Write what is printed, without its digest; site by site and row by row, since as one object it is large."""
    names = sorted(field.name for field in fields(Summary) if field.name != "digest")
    for place, name in enumerate(names):
        value = getattr(summary, name)
        yield (b"," if place else b"{") + canonical_bytes(name) + b":"
        yield from _listed(value) if isinstance(value, tuple) else [canonical_bytes(to_builtins(value))]
    yield b"}"


def _listed(members: Iterable[object]) -> Iterator[bytes]:
    yield b"["
    for place, member in enumerate(members):
        yield (b"," if place else b"") + canonical_bytes(to_builtins(member))
    yield b"]"
