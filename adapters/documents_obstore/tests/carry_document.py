"""Stores a document of so many bytes and reads it back, in a process of its own; prints the most memory it took (KiB).

Arguments: address, workspace, bytes.
"""

import sys
import time
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_obstore.bucket import BucketDocuments


class Pattern:
    """Gives so many bytes, no two pieces of which are alike."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        """Give the next ones."""
        count = self.left if size < 0 else min(size, self.left)
        piece = (b"%d " % self.left * (count // 4 + 1))[:count]
        self.left -= count
        return piece


def main() -> None:
    """Store, read, and tell."""
    address, workspace, size = sys.argv[1], WorkspaceId(UUID(sys.argv[2])), int(sys.argv[3])
    store = BucketDocuments.at(address)
    began = time.perf_counter()
    stored = store.put(workspace, cast("BinaryIO", Pattern(size)), cap=size)
    put = time.perf_counter() - began
    began = time.perf_counter()
    with store.open(workspace, stored.digest) as stream:
        read = sum(len(piece) for piece in iter(lambda: stream.read(65_536), b""))
    opened = time.perf_counter() - began
    assert read == size
    print(most_memory(), round(put, 2), round(opened, 2))  # noqa: T201


def most_memory() -> int:
    """Tell the most memory this process ever took, without that of whoever started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
