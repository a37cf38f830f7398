"""A passage as a W3C Web Annotation: what any viewer that knows the standard needs to find the words again.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017; fragments of a PDF are those of RFC 8118.

A file is named by its digest, as RFC 6920 (``ni:``) does: that is a registered scheme, whereas no namespace
``sha256`` of URNs is; and neither moves when the file does. The digest stands beside in the hexadecimal form that
people know from the register. The annotation is named by the digest of the rest of it: whoever writes the same passage
under the same file name writes the same annotation, and a reader can tell whether it was changed on its way.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.lines import written
from registre_core.kernel.documents import PDF, Digest
from registre_core.kernel.passages import Passage, PassagePart, Quad

NAMESPACE = "urn:uuid:5a618ab0-4c51-411f-ba26-e5b7d37824db#"
"""Where our own terms live; a name that nobody else can own, and that needs no host."""

FRAGMENTS = "http://tools.ietf.org/rfc/rfc8118"
"""What a fragment conforms to, written as in the standard's own table, which names RFC 3778: this one replaced it."""

_ORDERED = ("parts", "quads", "points")
"""Our terms whose order means something: in JSON-LD an array is a set unless its term says otherwise."""

_CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "registre": NAMESPACE,
        **{f"registre:{term}": {"@id": f"{NAMESPACE}{term}", "@container": "@list"} for term in _ORDERED},
    },
]


def write_annotation(passage: Passage, name: str) -> bytes:
    """Write a passage as one line of canonical JSON-LD, its end included.

    Selectors of the standard say the quote with its context, the offsets and the place; terms of our own
    (``registre:``) say what the standard has no words for. Together they hold everything that the passage does.
    Offsets count in the cleaned text of a page, so a position refines its page; over a page break, a range leads from
    one to the other. Each page has its own fragment: alone, it shows what stands there.

    Args:
        passage: what to write.
        name: what people call the file.

    Raises:
        InvalidInput: ``not-canonical``, where a text or a coordinate has no form in JSON.
    """
    told = _told(passage, name)
    return written({"id": _named(sha256(canonical_bytes(told)).digest()), **told})


def _told(passage: Passage, name: str) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "type": "Annotation",
        "motivation": "highlighting",
        "target": {
            "type": "SpecificResource",
            "source": _file(passage.document, name),
            "selector": _selectors(passage),
        },
        "registre:source": passage.source.value,
        "registre:engine": passage.engine,
        "registre:parts": [_part(part) for part in passage.parts],
        **_stated(passage),
    }


def _stated(passage: Passage) -> dict[str, Any]:
    """Say what not every passage has: so what was written before it could be said keeps its name."""
    confidence = {} if passage.confidence is None else {"registre:confidence": passage.confidence}
    return confidence if passage.may_be_copied else {**confidence, "registre:mayBeCopied": False}


def _file(document: Digest, name: str) -> dict[str, Any]:
    return {
        "id": _named(bytes.fromhex(document)),
        "type": "Text",
        "format": PDF,
        "dc:title": name,
        "registre:sha256": document,
    }


def _named(digest: bytes) -> str:
    return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"


def _selectors(passage: Passage) -> list[dict[str, Any]]:
    return [_quote(passage), _offsets(passage), *(_fragment(_seen(part)) for part in passage.parts)]


def _quote(passage: Passage) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def _offsets(passage: Passage) -> dict[str, Any]:
    first, last = passage.parts[0].page, passage.parts[-1].page
    if first == last:
        return _position(first, passage.start, passage.end)
    return {
        "type": "RangeSelector",
        "startSelector": _position(first, passage.start, passage.start),
        "endSelector": _position(last, passage.end, passage.end),
    }


def _position(page: int, start: int, end: int) -> dict[str, Any]:
    """Count within a page. Ends of a range are points between characters: it stops where its last selector begins."""
    return _fragment(f"page={page}") | {"refinedBy": {"type": "TextPositionSelector", "start": start, "end": end}}


def _fragment(value: str) -> dict[str, Any]:
    return {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": value}


def _seen(part: PassagePart) -> str:
    """Draw one rectangle around the words of a page: left, top, width, height, in points from its top left."""
    points = [_points(quad) for quad in part.quads]
    across, down = ([edge for corners in points for edge in corners[axis::2]] for axis in (0, 1))
    left, top, right, bottom = min(across), min(down), max(across), max(down)
    shown = ",".join(_number(value) for value in (left, top, right - left, bottom - top))
    return f"page={part.page}&viewrect={shown}"


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _part(part: PassagePart) -> dict[str, Any]:
    return {
        "registre:page": part.page,
        "registre:label": part.label,
        "registre:width": part.width,
        "registre:height": part.height,
        "registre:rotation": part.rotation,
        "registre:quads": [{"registre:points": _points(quad)} for quad in part.quads],
    }


def _points(quad: Quad) -> list[float]:
    return [quad.x0, quad.y0, quad.x1, quad.y1, quad.x2, quad.y2, quad.x3, quad.y3]
