r"""The file that proves one signature, years later and without a database: one line of canonical JSON.

::

    {
        "anchor": "…",                 the file of an anchor, or null
        "attestation": {"algorithm": "ed25519", "key": "…", "signature": "…"},
        "content": "registre-signable/1\n{…}",       what was shown and signed
        "entry": {
            "content": "registre-entry/1\n…",        the entry that tells of it
            "link": "…",
            "personal": [{"content": "…", "person": "…", "salt": "…"}],
            "previous": "…",                         the link before it
        },
        "format": "registre-signature/1",
        "head": {"link": "…", "number": 15},         where the path ends
        "path": ["…"],                               digests of the entries behind it, up to the head
    }

What is attested is the line ``registre-signature/1``, then the same object in canonical JSON without its attestation.
The path binds the signature to the register, and where an anchor is given, to the very head that it attests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.lines import (
    UNREADABLE,
    attestation_said,
    octets,
    part_said,
    read_attestation,
    read_head,
    read_line,
    read_part,
    written,
)
from registre_core.kernel.attestations import Attestation
from registre_core.kernel.errors import InvalidInput
from registre_core.register import Entry, Head, PersonalPart

FORMAT = "registre-signature/1"
"""What is attested begins so, and so says the file; another layout gets another number."""

LARGEST_BUNDLE = 2**26
"""Bytes, 64 MiB: a path of a million entries. Whoever has more behind a signature gives an anchor that is nearer."""


@frozen
class Bundle:
    """A signature with what proves it, before anybody attested it."""

    content: str = field(repr=False)
    """The canonical text that was shown and signed."""
    entry: bytes = field(repr=False)
    """The chained bytes of the entry that tells of it."""
    link: bytes
    """The entry's link."""
    previous: bytes
    """The link before it."""
    personal: tuple[PersonalPart, ...] = field(repr=False)
    """What the entry says of persons, as far as they were not erased when the bundle was made."""
    path: tuple[bytes, ...] = field(repr=False)
    """Digests of the entries behind it."""
    head: Head
    """Where the path ends."""
    anchor: str | None = field(default=None, repr=False)
    """The file of an anchor that attests this head."""


@frozen
class AttestedBundle:
    """A bundle with the signature under it. Reading one proves nothing yet: see `registre_core.verify_signature`."""

    bundle: Bundle
    """What is attested."""
    attestation: Attestation
    """Who says so."""


def bundled(
    content: bytes, entry: Entry, previous: bytes, path: tuple[bytes, ...], head: Head, anchor: bytes | None
) -> Bundle:
    """Put together what proves a signature.

    Raises:
        UnicodeDecodeError: bytes that are no text any more: verify the register instead.
    """
    said = anchor.decode() if anchor is not None else None
    return Bundle(content.decode(), entry.content, entry.link, previous, entry.personal, path, head, said)


def bundle_statement(bundle: Bundle) -> bytes:
    """Write what is attested of a bundle."""
    return f"{FORMAT}\n".encode() + canonical_bytes(_body(bundle))


def write_bundle(attested: AttestedBundle) -> bytes:
    """Write the file: one line, its end included."""
    return written(_body(attested.bundle) | {"attestation": attestation_said(attested.attestation)})


def _body(bundle: Bundle) -> dict[str, Any]:
    return {
        "anchor": bundle.anchor,
        "content": bundle.content,
        "entry": {
            "content": bundle.entry.decode(),
            "link": bundle.link.hex(),
            "personal": list(map(part_said, bundle.personal)),
            "previous": bundle.previous.hex(),
        },
        "format": FORMAT,
        "head": {"link": bundle.head.link.hex(), "number": bundle.head.number},
        "path": [digest.hex() for digest in bundle.path],
    }


def read_bundle(content: bytes) -> AttestedBundle:
    """Read the file of a bundle, without looking at what it proves.

    Raises:
        InvalidInput: ``not-a-signature-bundle``, for anything that `write_bundle` did not write: however large, deep or
            ambiguous it is.
    """
    try:
        if len(content) > LARGEST_BUNDLE:
            raise ValueError(len(content))
        match read_line(content):
            case {"attestation": dict(signed), "format": layout, **rest} if layout == FORMAT:
                return AttestedBundle(_bundle(rest), read_attestation(signed))
        raise ValueError(content[:40])
    except UNREADABLE as error:
        said = f"this is not the proof of a signature in the format {FORMAT}"
        raise InvalidInput.at("bundle", "not-a-signature-bundle", said) from error


def _bundle(said: Mapping[Any, Any]) -> Bundle:
    match said:
        case {
            "anchor": str() | None as anchor,
            "content": str(content),
            "entry": {"content": str(entry), "link": link, "personal": list(parts), "previous": previous, **more},
            "head": head,
            "path": list(path),
            **others,
        } if not more and not others:
            persons, digests = tuple(map(read_part, parts)), tuple(map(octets, path))
            return Bundle(
                content, entry.encode(), octets(link), octets(previous), persons, digests, read_head(head), anchor
            )
    raise ValueError(said.keys())
