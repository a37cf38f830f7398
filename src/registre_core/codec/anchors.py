r"""The file of an anchor: one line of canonical JSON, small enough to be sent by mail or printed.

::

    {
        "attestation": {"algorithm": "ed25519", "key": "…", "signature": "…"},
        "format": "registre-anchor/1",
        "heads": {"<workspace>": {"link": "…", "number": 7}},
        "taken_at": "2026-03-02T08:00:00.000000+00:00",
    }

What is signed is the line ``registre-anchor/1``, then the same object in canonical JSON without its attestation.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import frozen

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.lines import (
    UNREADABLE,
    attestation_said,
    identifier,
    read_attestation,
    read_head,
    read_line,
    written,
)
from registre_core.kernel.attestations import Attestation
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.register import Anchor

FORMAT = "registre-anchor/1"
"""What is signed begins so, and so says the file; another layout gets another number."""


@frozen
class AttestedAnchor:
    """An anchor with the signature under it. Reading one proves nothing yet: see `registre_core.verify_anchor`."""

    anchor: Anchor
    """Where every register ended."""
    attestation: Attestation
    """Who says so."""


def statement(anchor: Anchor) -> bytes:
    """Write what is signed of an anchor."""
    return f"{FORMAT}\n".encode() + canonical_bytes(_body(anchor))


def _body(anchor: Anchor) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "heads": {
            str(workspace): {"link": head.link.hex(), "number": head.number} for workspace, head in anchor.heads.items()
        },
        "taken_at": anchor.taken_at.isoformat(timespec="microseconds"),
    }


def write_anchor(attested: AttestedAnchor) -> bytes:
    """Write the file of an anchor: one line, its end included."""
    return written(_body(attested.anchor) | {"attestation": attestation_said(attested.attestation)})


def read_anchor(content: bytes) -> AttestedAnchor:
    """Read the file of an anchor, without looking at its signature.

    Raises:
        InvalidInput: ``not-an-anchor``, for anything that `write_anchor` did not write.
    """
    try:
        match read_line(content):
            case {
                "attestation": attestation,
                "format": layout,
                "heads": dict(heads),
                "taken_at": taken_at,
                **more,
            } if layout == FORMAT and not more:
                found = {WorkspaceId(identifier(workspace)): read_head(head) for workspace, head in heads.items()}
                return AttestedAnchor(Anchor(_instant(taken_at), found), read_attestation(attestation))
        raise ValueError(content)
    except UNREADABLE as error:
        said = f"this is not an anchor in the format {FORMAT}"
        raise InvalidInput.at("anchor", "not-an-anchor", said) from error


def _instant(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.isoformat(timespec="microseconds") != text:
        raise ValueError(text)
    return value
