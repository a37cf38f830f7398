"""Documents in a bucket: what spooling, digests and bounded memory cost beside obstore alone, and a folder.

The server is moto's, on loopback and in Python: it takes most of each time, and a real one less. What is promised is
how far behind obstore alone we are, which keeps neither digests nor memory; the folder runs along to be seen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import BinaryIO, cast
from uuid import uuid4

import obstore
from tests.s3_server import CREDENTIALS, S3Server, s3_server

from benchmarks.measure import Contender, Measurement, Race, Weight
from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import DocumentStore
from registre_core.testing.contracts.putting import Zeros
from registre_documents_folder.folder import FolderDocuments
from registre_documents_obstore.address import bucket_at
from registre_documents_obstore.bucket import BucketDocuments, opened

HERE = WorkspaceId(uuid4())
SMALL, LARGE = 200 * 1024, 200 * 2**20
CARRIES = Path(__file__).parents[1] / "adapters" / "documents_obstore" / "tests" / "carry_document.py"
NUMBERS = count()


@contextmanager
def races() -> Iterator[Iterator[Measurement]]:
    """Give the races on a server that is gone afterwards."""
    os.environ.update(CREDENTIALS)
    with s3_server() as server, tempfile.TemporaryDirectory() as folder:
        server.create("seau")
        (Path(folder) / "documents").mkdir()
        yield _races(server, Path(folder))


def _races(server: S3Server, folder: Path) -> Iterator[Measurement]:
    bucket, disk = BucketDocuments.at(server.address("seau", "ours")), FolderDocuments(folder / "documents")
    plain = opened(bucket_at(server.address("seau", "plain")))

    def put_plainly(content: bytes) -> None:
        obstore.put(plain, str(next(NUMBERS)), content)

    def fresh() -> tuple[bytes]:
        return (b"%d " % next(NUMBERS) * (SMALL // 8),)

    yield Race(
        "A document of 200 kB is put",
        (
            Contender("obstore alone", put_plainly, prepare=fresh),
            Contender("our bucket", lambda content: put(bucket, BytesIO(content)), bound=2, prepare=fresh),
            Contender("our folder", lambda content: put(disk, BytesIO(content)), prepare=fresh),
        ),
        clock=perf_counter,
        calls=5,
    )
    (content,) = fresh()
    obstore.put(plain, "small", content)
    yield Race(
        "A document of 200 kB is read",
        (
            Contender("obstore alone", lambda: obstore.get(plain, "small").bytes()),
            Contender("our bucket", lambda digest: read(bucket, digest), 3, lambda: (put(bucket, BytesIO(content)),)),
            Contender("our folder", lambda digest: read(disk, digest), None, lambda: (put(disk, BytesIO(content)),)),
        ),
        clock=perf_counter,
        calls=5,
    )
    whole = folder / "large"
    with whole.open("wb") as file:
        file.truncate(LARGE)
    yield Race(
        "A document of 200 MiB is put",
        (
            Contender("obstore alone", lambda: obstore.put(plain, "large", whole)),
            Contender("our bucket", lambda: put(bucket, zeros()), bound=2),
            Contender("our folder", lambda: put(disk, zeros())),
        ),
        clock=perf_counter,
        rounds=3,
        calls=1,
    )
    yield Weight("200 MiB there and back: the whole process", carried(server), 64, "MiB")


def zeros() -> BinaryIO:
    """Give 200 MiB of nothing."""
    return cast("BinaryIO", Zeros(LARGE))


def put(store: DocumentStore, stream: BinaryIO) -> Digest:
    """Put a document."""
    return store.put(HERE, stream, cap=LARGE).digest


def read(store: DocumentStore, digest: Digest) -> int:
    """Read a document to its end."""
    with store.open(HERE, digest) as stream:
        return sum(map(len, iter(lambda: stream.read(65_536), b"")))


def carried(server: S3Server) -> float:
    """Carry a large document both ways in a process of its own, and tell the most memory it took."""
    command = [sys.executable, str(CARRIES), server.address("seau", "carried"), str(HERE), str(LARGE)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(told.split()[0]) / 1024
