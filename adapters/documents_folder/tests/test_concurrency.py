"""DOC-3 with many hands at once: threads and processes that put the same bytes."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.folder import FolderDocuments

CONTENT = bytes(700_000)
CAP = 1_000_000
HANDS = 12

PUT_AT_THE_SIGNAL = """
import sys
from io import BytesIO
from pathlib import Path
from uuid import UUID
from registre_documents_folder.folder import FolderDocuments

store, workspace = FolderDocuments(Path(sys.argv[1])), UUID(sys.argv[2])
print("ready", flush=True)
sys.stdin.read()
for _ in range(20):
    digest = store.put(workspace, BytesIO(bytes(700_000)), cap=1_000_000).digest
    with store.open(workspace, digest) as stream:
        assert bytes(700_000) == stream.read()
print(digest)
"""


def files_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_threads_that_put_the_same_bytes_at_once_all_succeed_and_keep_one_copy(
    root: Path, store: FolderDocuments
) -> None:
    """A new workspace each time, so that they also meet in making its folders."""
    together = threading.Barrier(HANDS)

    def put(workspace: UUID) -> str:
        together.wait()
        return store.put(WorkspaceId(workspace), BytesIO(CONTENT), cap=CAP).digest

    rounds = [uuid4() for _ in range(20)]
    with ThreadPoolExecutor(HANDS) as pool:
        for workspace in rounds:
            digests = set(pool.map(put, [workspace] * HANDS))
            assert {sha256(CONTENT).hexdigest()} == digests
    assert len(rounds) == len(files_in(root))


def test_processes_that_put_the_same_bytes_at_once_all_succeed_and_keep_one_copy(
    root: Path, workspace: WorkspaceId
) -> None:
    command = [sys.executable, "-c", PUT_AT_THE_SIGNAL, str(root), str(workspace)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(HANDS // 2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert "ready\n" == process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    for process in processes:
        assert process.stdout is not None
        with process.stdout as said:
            assert f"{sha256(CONTENT).hexdigest()}\n" == said.read()
        assert 0 == process.wait(30)
    assert 1 == len(files_in(root))


def test_threads_that_put_different_bytes_do_not_meet(
    root: Path, store: FolderDocuments, workspace: WorkspaceId
) -> None:
    contents = [str(number).encode() for number in range(200)]

    def put(content: bytes) -> bool:
        document = store.put(workspace, BytesIO(content), cap=CAP)
        with store.open(workspace, document.digest) as stream:
            return content == stream.read()

    with ThreadPoolExecutor(HANDS) as pool:
        assert all(pool.map(put, contents))
    assert 200 == len(files_in(root))
