"""DOC-4: a put that is killed, or that the disk fails, leaves nothing that is not whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.folder import FolderDocuments

PutElsewhere = Callable[..., CompletedProcess[str]]

MEGABYTE = 1_000_000
CONTENT = (b"registre " * MEGABYTE)[:MEGABYTE]  # as put_document.py makes it
DIGEST = Digest(sha256(CONTENT).hexdigest())


def files_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def what_opens(store: FolderDocuments, workspace: WorkspaceId) -> bytes | None:
    try:
        with store.open(workspace, DIGEST) as stream:
            return stream.read()
    except NotFound:
        return None


def failing(strace: str, calls: str, how: str, when: int) -> tuple[str, ...]:
    """Let the kernel fail or interrupt the nth of these system calls.

    It stops at no other one where that is enough: a signal is lost on the short way.
    """
    short = () if how.startswith("signal") else ("--seccomp-bpf",)
    return (strace, "-f", *short, "-o", os.devnull, "-e", f"trace={calls}", "-e", f"inject={calls}:{how}:when={when}")


@pytest.mark.parametrize(
    "calls, when, opens",
    [
        pytest.param("write", 2, False, id="before the first byte"),  # the first write is the mark
        pytest.param("write", 4, False, id="between two blocks"),
        pytest.param("fsync", 1, False, id="before the file is flushed"),
        pytest.param("/^mkdir", 2, False, id="before the folder of the workspace"),  # the first is incoming
        pytest.param("/^mkdir", 3, False, id="before the shelf"),
        pytest.param("/^rename", 1, False, id="before it has its name"),
        pytest.param("fsync", 2, True, id="before the shelf is flushed"),
        pytest.param("fsync", 3, True, id="before the folder of the workspace is flushed"),
        pytest.param("fsync", 4, True, id="before the root is flushed"),
        pytest.param("/^unlink", 1, True, id="before tidying up"),
    ],
)
def test_a_put_killed_at_any_step_leaves_a_whole_document_or_none(
    calls: str,
    when: int,
    opens: bool,  # noqa: FBT001  # a column of the table
    put_elsewhere: PutElsewhere,
    strace: str,
    root: Path,
    workspace: WorkspaceId,
) -> None:
    run = put_elsewhere(MEGABYTE, behind=failing(strace, calls, "signal=KILL", when))
    assert -signal.SIGKILL == run.returncode

    store = FolderDocuments(root)
    assert (CONTENT if opens else None) == what_opens(store, workspace)
    parts = [path for path in files_in(root) if path.suffix == ".part"]
    assert [] == [path for path in parts if path.parent != root / "incoming"]
    assert (0 if opens else 1) == len(parts)

    assert DIGEST == store.put(workspace, BytesIO(CONTENT), cap=MEGABYTE).digest
    assert CONTENT == what_opens(store, workspace)


@pytest.mark.parametrize(
    "calls, when, error, code",
    [
        pytest.param("write", 4, "ENOSPC", "documents-full", id="no space in the middle"),
        pytest.param("write", 4, "EDQUOT", "documents-full", id="over quota in the middle"),
        pytest.param("write", 4, "EIO", "documents-failed", id="a bad disk in the middle"),
        pytest.param("fsync", 1, "EIO", "documents-failed", id="the file cannot be flushed"),
        pytest.param("fsync", 1, "ENOSPC", "documents-full", id="no space after all"),
        pytest.param("/^mkdir", 2, "EROFS", "documents-not-writable", id="mounted read-only meanwhile"),
        pytest.param("/^mkdir", 3, "ENOSPC", "documents-full", id="no space for a folder"),
        pytest.param("/^rename", 1, "EACCES", "documents-not-writable", id="no right to rename"),
    ],
)
def test_what_the_disk_refuses_is_told_by_its_code_and_nothing_is_kept(
    calls: str, when: int, error: str, code: str, put_elsewhere: PutElsewhere, strace: str, root: Path
) -> None:
    run = put_elsewhere(MEGABYTE, behind=failing(strace, calls, f"error={error}", when))
    assert ("put begins\n" + code, "") == (run.stdout, run.stderr)
    assert [] == files_in(root)


def test_a_block_that_the_disk_takes_only_in_part_is_not_taken_for_written(
    put_elsewhere: PutElsewhere, prlimit: str, root: Path
) -> None:
    run = put_elsewhere(300_001, behind=(prlimit, "--fsize=300000"))
    assert ("put begins\ndocuments-failed", "") == (run.stdout, run.stderr)
    assert [] == files_in(root)


@pytest.mark.parametrize("when", [2, 3, 4])
def test_a_folder_that_cannot_be_flushed_fails_the_put(
    when: int, put_elsewhere: PutElsewhere, strace: str, root: Path, workspace: WorkspaceId
) -> None:
    """The document stays, whole and unreferenced: somebody else may just have put the same bytes."""
    run = put_elsewhere(MEGABYTE, behind=failing(strace, "fsync", "error=EIO", when))
    assert ("put begins\ndocuments-failed", "") == (run.stdout, run.stderr)
    assert [root / str(workspace) / DIGEST[:2] / DIGEST] == files_in(root)


def test_a_process_killed_while_bytes_come_in_leaves_nothing_that_opens(
    store: FolderDocuments, root: Path, workspace: WorkspaceId
) -> None:
    programme = Path(__file__).with_name("put_document.py")
    command = [sys.executable, str(programme), str(root), str(workspace), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        process.stdin.write(CONTENT)
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while sum(path.stat().st_size for path in files_in(root)) < MEGABYTE // 2:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.kill()
    assert [".part"] == [path.suffix for path in files_in(root)]
    assert what_opens(store, workspace) is None


def test_a_stream_that_breaks_keeps_nothing_and_its_error_stays_its_own(
    store: FolderDocuments, root: Path, workspace: WorkspaceId
) -> None:
    class Breaking(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > MEGABYTE // 2:
                raise ConnectionResetError
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        store.put(workspace, Breaking(CONTENT), cap=MEGABYTE)
    assert [] == files_in(root)
