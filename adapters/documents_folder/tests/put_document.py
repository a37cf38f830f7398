"""A process that puts one document and says when `put` returned: run by the tests, under strace or with less rights.

Standard output shows the digest, or the code of the error. With ``--without-flush`` it forgets to flush, to show that
the tests would see it; with ``-`` for a size the document comes from standard input.
"""

import os
import sys
from io import BytesIO
from pathlib import Path
from uuid import UUID

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.folder import FolderDocuments

GIBIBYTE = 1 << 30


def content(size: int) -> bytes:
    """Make a document of that many bytes, the same each time."""
    return (b"registre " * (size // 9 + 1))[:size]


def put(root: str, workspace: str, size: str) -> str:
    """Put it, between two marks that show among the system calls."""
    store = FolderDocuments(Path(root))
    stream = sys.stdin.buffer if size == "-" else BytesIO(content(int(size)))
    os.write(1, b"put begins\n")
    document = store.put(WorkspaceId(UUID(workspace)), stream, cap=GIBIBYTE)
    os.write(1, b"put returned\n")
    return document.digest


def main(arguments: list[str]) -> None:
    """Put, and say how it went."""
    if "--without-flush" in arguments:
        arguments.remove("--without-flush")
        os.fsync = lambda fd: None
    try:
        sys.stdout.write(put(*arguments))
    except RegistreError as error:
        sys.stdout.write(error.code)


if __name__ == "__main__":
    main(sys.argv[1:])
