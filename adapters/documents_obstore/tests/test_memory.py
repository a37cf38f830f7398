"""What a process takes of the memory while a document goes to a bucket and comes back; what one leaves that dies."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.s3_server import S3Server

from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_obstore.bucket import PIECE, BucketDocuments

PROGRAMME = Path(__file__).with_name("carry_document.py")
MEBIBYTE = 2**20
SIZE = 200 if "REGISTRE_FAULT_ROUNDS" in os.environ else 48
"""Mebibytes: as many as a document may have under `./dev faults`, and fewer on most days."""


def carrying(address: str, workspace: WorkspaceId, size: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAMME), address, str(workspace), str(size)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_process_carries_a_large_document_both_ways_within_64_mebibytes(
    address: str, workspace: WorkspaceId, tmp_path: Path
) -> None:
    with carrying(address, workspace, SIZE * MEBIBYTE) as process:
        told, _ = process.communicate(timeout=300)
    assert 0 == process.returncode
    kibibytes, *seconds = told.split()
    print(f"{SIZE} MiB: {int(kibibytes) / 1024:.0f} MiB of memory, {' s to put, '.join(seconds)} s to read")  # noqa: T201
    assert int(kibibytes) < 64 * 1024
    assert [] == list(tmp_path.iterdir())


def test_a_process_that_is_killed_while_it_sends_leaves_nothing_that_shows(
    address: str, store: BucketDocuments, workspace: WorkspaceId, server: S3Server, bucket: str, tmp_path: Path
) -> None:
    server.hold("PUT")  # the pieces arrive, and are not answered
    with carrying(address, workspace, 3 * PIECE) as process:
        server.wait_for("PUT")
        process.kill()
    server.hold("")
    assert 1 == server.unfinished(bucket)
    assert [] == list(store.lying(workspace, before=datetime.now(UTC) + timedelta(hours=1)))
    assert [] == list(tmp_path.iterdir())
