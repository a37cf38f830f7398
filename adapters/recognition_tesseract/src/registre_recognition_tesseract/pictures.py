"""What a PNG picture says of itself before anything of it is unpacked."""

from __future__ import annotations

import struct

from registre_core.kernel.errors import InvalidInput

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">8sI4sII")


def refuse_picture(picture: bytes, most_pixels: int) -> None:
    """Refuse what is no PNG image, or one that would take too long to read.

    What begins as no picture does is never given to Tesseract, which would take it for a list of files to read.

    Source: W3C, PNG third edition, 5.2 and 11.2.1: the signature, then the chunk that says how large it is.

    Raises:
        InvalidInput: ``not-a-picture``, ``picture-too-costly``.
    """
    if len(picture) < _HEADER.size:
        raise not_a_picture()
    signature, length, kind, width, height = _HEADER.unpack_from(picture)
    if (signature, length, kind) != (_SIGNATURE, 13, b"IHDR") or not width or not height:
        raise not_a_picture()
    if width * height > most_pixels:
        said = f"the picture has {width} x {height} pixels, more than {most_pixels}: take a smaller part of the page"
        raise InvalidInput.at("picture", "picture-too-costly", said, pixels=width * height, limit=most_pixels)


def not_a_picture() -> InvalidInput:
    """Say that something is no PNG image, or a broken one."""
    return InvalidInput.at("picture", "not-a-picture", "this is no whole PNG picture")


def too_slow(seconds: int) -> InvalidInput:
    """Say that a picture took longer than it may."""
    said = f"the picture was not read within {seconds} seconds: take a smaller part of the page"
    return InvalidInput.at("picture", "picture-too-costly", said, seconds=seconds)


def too_large(memory: int) -> InvalidInput:
    """Say that a picture needed more memory than it may."""
    said = f"the picture was not read within {memory} bytes of memory: take a smaller part of the page"
    return InvalidInput.at("picture", "picture-too-costly", said, memory=memory)
