"""DOC-8: a document far larger than the memory that is left goes in and comes out."""

import subprocess
import sys
from pathlib import Path

import pytest

STREAM = """
import io, resource, sys
from hashlib import sha256
from pathlib import Path
from uuid import uuid4
from registre_documents_folder.folder import FolderDocuments

SIZE, LEFT = 64 << 20, 16 << 20

class Zeros(io.RawIOBase):
    left = SIZE
    def readable(self):
        return True
    def readinto(self, buffer):
        given = min(len(buffer), self.left)
        self.left -= given
        return given

def blocks(stream):
    while block := stream.read(65_536):
        yield block

store, workspace = FolderDocuments(Path(sys.argv[1])), uuid4()
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + LEFT, used + LEFT))

document = store.put(workspace, Zeros(), cap=SIZE)
with store.open(workspace, document.digest) as stream:
    print(document.size == sum(map(len, blocks(stream))) == SIZE)
    stream.seek(0)
    try:
        stream.read()
    except MemoryError:
        print("the limit holds")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a system that limits and shows the memory of a process")
def test_a_document_of_64_megabytes_goes_through_16_megabytes_of_memory(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STREAM, str(tmp_path)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ("True\nthe limit holds\n", "") == (run.stdout, run.stderr)
