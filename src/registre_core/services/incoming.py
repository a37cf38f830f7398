"""Files that people hand over to be read as a whole."""

from __future__ import annotations

from typing import BinaryIO

from registre_core.kernel.errors import InvalidInput

MOST_BYTES = 16 * 2**20
"""Of a file: ten thousand lines take one."""
_CHUNK = 2**16


def content_of(source: BinaryIO) -> bytes:
    """Read a file, which may come in pieces, while no transaction is open.

    Raises:
        InvalidInput: ``document-too-large``.
    """
    content = bytearray()
    while chunk := source.read(_CHUNK):
        content += chunk
        if len(content) > MOST_BYTES:
            said = f"the file holds more than {MOST_BYTES} bytes: divide it"
            raise InvalidInput.at("file", "document-too-large", said, cap=MOST_BYTES)
    return bytes(content)
