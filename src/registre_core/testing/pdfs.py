"""Small PDF files, written by hand: what a page reader is proved on, without any library that reads or writes PDF.

Everything is placed in the file's own space (user space: points, origin bottom left, y upwards), so that a test can say
where it must be *displayed* without repeating a reader's arithmetic.

Source: ISO 32000-1 (the clauses are named where they are applied).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from attrs import frozen

A4 = (595.0, 842.0)
"""Width and height, in points."""

LINE = 14.0
"""Distance of the lines of a paragraph of 12 points."""

TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
"""Text matrices by degrees counter-clockwise (9.4.2)."""


@frozen
class Text:
    """One line of text in Helvetica."""

    words: str
    """What is written; only what Windows-1252 has."""
    x: float = 72.0
    """Where its baseline begins, from the left."""
    y: float = 720.0
    """Where its baseline begins, from the bottom."""
    size: float = 12.0
    """Points."""
    turn: int = 0
    """Degrees counter-clockwise."""
    hidden: bool = False
    """Drawn invisibly, as scanners put the words they read behind their picture."""

    def drawn(self) -> bytes:
        """Write it in a page's own language (9.4; 9.3.6 for what is invisible)."""
        escaped = self.words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        matrix = " ".join(map(str, TURNS[self.turn]))
        text = b"BT /F1 %g Tf %s %g %g Tm (%s) Tj ET" % (self.size, matrix.encode(), self.x, self.y, escaped)
        return b"q 3 Tr %b Q" % text if self.hidden else text


@frozen
class Stroke:
    """One straight line."""

    x0: float
    """Where it begins."""
    y0: float
    """Where it begins, from the bottom."""
    x1: float
    """Where it ends."""
    y1: float
    """Where it ends, from the bottom."""

    def drawn(self) -> bytes:
        """Write it in a page's own language (8.5)."""
        return b"%g %g m %g %g l S" % (self.x0, self.y0, self.x1, self.y1)


@frozen
class Frame:
    """One rectangle."""

    x: float
    """Its left edge."""
    y: float
    """Its lower edge, from the bottom."""
    width: float
    """Points."""
    height: float
    """Points."""
    filled: bool = False
    """Whether it is a surface; otherwise its edges are drawn."""

    def drawn(self) -> bytes:
        """Write it in a page's own language (8.5.2.1)."""
        return b"%g %g %g %g re %b" % (self.x, self.y, self.width, self.height, b"f" if self.filled else b"S")


@frozen
class Image:
    """One image, all in one shade of grey."""

    x: float
    """Its left edge."""
    y: float
    """Its lower edge, from the bottom."""
    width: float
    """Points."""
    height: float
    """Points."""
    shade: int = 128
    """From 0 (black) to 255 (white)."""

    def drawn(self) -> bytes:
        """Write it in a page's own language (8.9.7): one pixel, stretched."""
        place = b"%g 0 0 %g %g %g cm" % (self.width, self.height, self.x, self.y)
        return b"q %b BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID %02x> EI Q" % (place, self.shade)


@frozen
class Sheet:
    """One page."""

    content: tuple[Text | Stroke | Frame | Image, ...]
    """What is drawn, in this order."""
    media: tuple[float, float, float, float] = (0.0, 0.0, *A4)
    """The paper: left, bottom, right, top."""
    crop: tuple[float, float, float, float] | None = None
    """What is shown of it, if not all."""
    rotation: int = 0
    """Degrees clockwise by which it is turned to be displayed."""

    def dictionary(self, contents: int) -> bytes:
        """Describe the page (7.7.3.3)."""
        crop = b"/CropBox [%g %g %g %g] " % self.crop if self.crop else b""
        return (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%g %g %g %g] %b/Rotate %d "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
        ) % (*self.media, crop, self.rotation, contents)


def paragraph(*lines: str, x: float = 72.0, y: float = 720.0) -> tuple[Text, ...]:
    """Set lines one below the other."""
    return tuple(Text(line, x, y - LINE * place) for place, line in enumerate(lines))


def pdf(
    *pages: str | Sheet,
    labels: str | None = None,
    password: str | None = None,
    owner: str | None = None,
    copying: bool = True,
    title: str | None = None,
    attached: Mapping[str, bytes] | None = None,
) -> bytes:
    """Write a PDF file.

    Args:
        pages: sheets; a text stands for a page on which it is written.
        labels: how pages are numbered (12.4.2): ``r`` for i, ii, iii; ``D`` for 1, 2, 3.
        password: to be asked for on opening; RC4 with 40 bits, which every reader knows and nobody should use.
        owner: another password, which opens the file and lifts what is forbidden; the same one unless told.
        copying: whether words may be copied; who forbids it encrypts the file, with no password if none is given.
        title: what readers call it (14.3.3); a file that has one says that it is in French, too (14.9.2).
        attached: files that go with it, by name (7.11.4), each its data (ISO 32000-2, 14.13).
    """
    sheets = [page if isinstance(page, Sheet) else Sheet((Text(page),)) for page in pages]
    numbers = range(4, 4 + 2 * len(sheets), 2)
    numbering = f"/PageLabels << /Nums [0 << /S /{labels} >>] >> " if labels else ""
    is_locked = password is not None or owner is not None or not copying
    key = _Key(password or "", owner, EVERYTHING if copying else EVERYTHING & ~COPYING) if is_locked else None
    files = _attachments(attached or {}, 4 + 2 * len(sheets))
    told = f"{numbering}{'/Lang (fr-FR) ' if title else ''}".encode() + _names(attached or {}, 4 + 2 * len(sheets))
    objects = [
        b"<< /Type /Catalog %b/Pages 2 0 R >>" % told,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % n for n in numbers), len(sheets)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, sheet in zip(numbers, sheets, strict=True):
        drawn = b"\n".join(item.drawn() for item in sheet.content)
        stream = key.stream(number + 1, drawn) if key else drawn
        objects.append(sheet.dictionary(number + 1))
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    return _file([*objects, *files], key, title)


def _names(attached: Mapping[str, bytes], first: int) -> bytes:
    """Say where attachments are found (7.7.4), and that they belong to the whole."""
    if not attached:
        return b""
    found = [(name, first + 2 * place) for place, name in enumerate(sorted(attached))]
    names = b" ".join(b"(%b) %d 0 R" % (name.encode("ascii"), number) for name, number in found)
    numbers = b" ".join(b"%d 0 R" % number for _, number in found)
    return b"/Names << /EmbeddedFiles << /Names [%b] >> >> /AF [%b] " % (names, numbers)


def _attachments(attached: Mapping[str, bytes], first: int) -> Iterator[bytes]:
    """Describe each attachment (7.11.3), and hold it."""
    for place, name in enumerate(sorted(attached)):
        called, number = name.encode("ascii"), first + 2 * place + 1
        yield b"<< /Type /Filespec /F (%b) /UF (%b) /AFRelationship /Data /EF << /F %d 0 R >> >>" % (
            called,
            called,
            number,
        )
        yield b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%b\nendstream" % (len(attached[name]), attached[name])


def truncated(whole: bytes) -> bytes:
    """Lose the second half, as an interrupted transfer does."""
    return whole[: len(whole) // 2]


def _file(objects: list[bytes], key: _Key | None, title: str | None) -> bytes:
    """Lay objects out with the table that finds them (7.5)."""
    trailer = b"/Root 1 0 R"
    if title:
        objects = [*objects, b"<< /Title <%b> >>" % f"\ufeff{title}".encode("utf-16-be").hex().encode()]
        trailer += b" /Info %d 0 R" % len(objects)
    if key:
        objects = [*objects, key.dictionary()]
        trailer += b" /Encrypt %d 0 R /ID [<%b> <%b>]" % (len(objects), FILE_ID.hex().encode(), FILE_ID.hex().encode())
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    file += b"trailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    return bytes(file)


FILE_ID = bytes(range(16))
"""An identifier of the file, which takes part in its key."""

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""What passwords are filled up with (7.6.3.3, algorithm 2)."""

EVERYTHING = -4
"""All that can be permitted (7.6.3.2, table 22)."""

COPYING = 1 << 4
"""Its fifth bit: copying text and graphics."""


class _Key:
    """The standard security handler in its first version: RC4 with 40 bits (7.6.3)."""

    def __init__(self, password: str, owner: str | None, permissions: int) -> None:
        padded = _padded(password)
        self.permissions = permissions
        self.owner = _rc4(_md5(_padded(password if owner is None else owner))[:5], padded)
        self.key = _md5(padded + self.owner + permissions.to_bytes(4, "little", signed=True) + FILE_ID)[:5]

    def dictionary(self) -> bytes:
        """Say how to check a password (7.6.3.2)."""
        user = _rc4(self.key, PADDING)
        return b"<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P %d >>" % (
            self.owner.hex().encode(),
            user.hex().encode(),
            self.permissions,
        )

    def stream(self, number: int, data: bytes) -> bytes:
        """Encrypt the stream of one object (7.6.2, algorithm 1)."""
        return _rc4(_md5(self.key + number.to_bytes(3, "little") + bytes(2))[:10], data)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    return bytes(byte ^ mask for byte, mask in zip(data, _keystream(state), strict=False))


def _keystream(state: list[int]) -> Iterator[int]:
    i = j = 0
    while True:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        yield state[(state[i] + state[j]) % 256]
