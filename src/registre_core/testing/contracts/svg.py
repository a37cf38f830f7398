"""Pictures that stand alone: what is shown in a page or put into a document must do nothing there but be seen."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = frozenset("svg title desc g defs path rect circle ellipse line polyline polygon".split())
"""Elements that draw, or say what is drawn, and nothing else."""


def root_of(picture: bytes) -> ET.Element:
    """Read a picture, and see that it is SVG."""
    root = ET.fromstring(picture)  # noqa: S314  # of the adapter under test
    assert root.tag == f"{SVG}svg", "this is no SVG"
    return root


def require_standing_alone(picture: bytes) -> None:
    """See that a picture holds shapes only: nothing that runs, links, animates or loads anything."""
    assert b"<!" not in picture.replace(b"<!--", b""), "a declaration may define anything"
    assert list(_harms(root_of(picture))) == []


def _harms(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag.removeprefix(SVG) not in HARMLESS:
            yield element.tag
        for name, value in element.attrib.items():
            if name.startswith("on") or "href" in name or "style" in name or "url(" in value:
                yield f"{name}={value}"
