"""The contract of `DocumentStore`.

Example:
    A store is proven by a class that says how to open it, how somebody could tamper with it, and how a document can
    have been put before today::

        class TestMyDocuments(DocumentContract):
            @pytest.fixture
            def open_documents(self, tmp_path):
                return lambda: MyDocuments(tmp_path)

            @pytest.fixture
            def tamper(self, tmp_path):
                return lambda workspace, digest, content: place_of(tmp_path, workspace, digest).write_bytes(content)

            @pytest.fixture
            def age(self, tmp_path):
                def set_back(workspace, digest, put_at):
                    os.utime(place_of(tmp_path, workspace, digest), (put_at.timestamp(), put_at.timestamp()))

                return set_back
"""

from __future__ import annotations

from collections.abc import Callable
from io import SEEK_END, BytesIO
from threading import Barrier
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.documents import DocumentStore, StoredDocument
from registre_core.testing.contracts.elsewhere import at_once, elsewhere
from registre_core.testing.contracts.lying import LyingContract
from registre_core.testing.contracts.putting import (
    CAP,
    HERE,
    LARGE,
    LITTLE,
    THERE,
    SlowStream,
    Zeros,
    alike,
    binary,
    cut,
    damaged,
    digest_of,
    is_missing,
    memory_use,
    put,
    read,
    wait_for,
)
from registre_core.testing.obligations import Capability, obligation

OpenDocuments = Callable[[], DocumentStore]
"""Opens the store of this test; each call opens the same one anew."""
Tamper = Callable[[WorkspaceId, Digest, bytes], None]
"""Puts other bytes in the place of a document's, behind the store's back."""

PROVEN_ELSEWHERE = {
    "DOC-2": "no port shows whether bytes were flushed: the adapter's own tests count its calls of fsync",
}
"""Obligations that no generic test can prove, and what does."""


class DocumentContract(LyingContract):
    """DOC-1 to DOC-12. Override `open_documents`, `tamper` and `age`; say so where it cannot keep a capability."""

    durable: ClassVar[Capability | bool] = Capability("documents are there after opening anew")
    streams: ClassVar[Capability | bool] = Capability("memory stays small whatever the size of a document")

    @pytest.fixture
    def open_documents(self) -> OpenDocuments:
        """Say how to open an empty store of this test's own."""
        raise NotImplementedError("override the fixture `open_documents`")

    @pytest.fixture
    def tamper(self) -> Tamper:
        """Say how somebody could change a document behind the store's back."""
        raise NotImplementedError("override the fixture `tamper`")

    @pytest.fixture
    def documents(self, open_documents: OpenDocuments) -> DocumentStore:
        """An open store."""
        return open_documents()

    @obligation("DOC-1")
    @settings(
        deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
    )
    @given(content=st.binary(min_size=1, max_size=3_000))
    def test_what_was_put_comes_back_byte_for_byte(self, documents: DocumentStore, content: bytes) -> None:
        stored = put(documents, content)
        assert stored == StoredDocument(digest_of(content), len(content), content[:1024])
        assert alike(read(documents, stored.digest), content)

    @obligation("DOC-1")
    def test_a_stream_that_gives_a_few_bytes_at_a_time_is_read_to_its_end(self, documents: DocumentStore) -> None:
        content = bytes(range(256)) * 20
        stored = documents.put(HERE, binary(SlowStream(content)), cap=CAP)
        assert stored == StoredDocument(digest_of(content), len(content), content[:1024])
        assert alike(read(documents, stored.digest), content)

    @obligation("DOC-1")
    def test_a_document_can_be_read_in_pieces_and_out_of_order(self, documents: DocumentStore) -> None:
        content = b"%PDF-1.7" + bytes(range(256)) * 600 + b"%%EOF"
        stored = put(documents, content)
        with documents.open(HERE, stored.digest) as stream:
            assert stream.seekable()
            assert stream.seek(-5, SEEK_END) == len(content) - 5
            assert stream.read() == b"%%EOF"
            assert stream.seek(0) == 0
            assert stream.read(8) == b"%PDF-1.7"
            assert stream.tell() == 8
            assert alike(b"".join(iter(lambda: stream.read(1_000), b"")), content[8:])

    @obligation("DOC-1")
    def test_one_document_can_be_open_many_times(self, documents: DocumentStore) -> None:
        stored = put(documents, b"ensemble")
        with documents.open(HERE, stored.digest) as one, documents.open(HERE, stored.digest) as other:
            assert [one.read(3), other.read(), one.read()] == [b"ens", b"ensemble", b"emble"]

    @obligation("DOC-1", needs="durable")
    def test_what_was_put_is_there_after_opening_anew(self, open_documents: OpenDocuments) -> None:
        stored = put(open_documents(), b"durable")
        assert read(open_documents(), stored.digest) == b"durable"

    @obligation("DOC-3")
    def test_putting_the_same_bytes_again_gives_the_same_document(self, documents: DocumentStore) -> None:
        assert put(documents, b"encore") == put(documents, b"encore")
        assert read(documents, digest_of(b"encore")) == b"encore"

    @obligation("DOC-3")
    def test_a_document_can_be_put_again_while_it_is_read(self, documents: DocumentStore) -> None:
        content = b"lu" * 100_000
        stored = put(documents, content)
        with documents.open(HERE, stored.digest) as stream:
            start = stream.read(10)
            assert put(documents, content) == stored
            assert alike(start + stream.read(), content)

    @obligation("DOC-3")
    def test_many_who_put_the_same_bytes_at_once_all_succeed(self, documents: DocumentStore) -> None:
        content = b"de concert" * 20_000
        together = Barrier(6)

        def put_with_the_others(_: int) -> StoredDocument:
            stream = SlowStream(content, step=10_000, halfway=lambda: wait_for(together))
            return documents.put(HERE, binary(stream), cap=CAP)

        stored = [future.result() for future in at_once(6, put_with_the_others)]
        assert {one.digest for one in stored} == {digest_of(content)}
        assert alike(read(documents, digest_of(content)), content)

    @obligation("DOC-4")
    def test_a_put_that_breaks_off_leaves_nothing_that_can_be_opened(self, documents: DocumentStore) -> None:
        content = b"coupe" * 50_000
        with pytest.raises(Exception, match="cut"):
            documents.put(HERE, binary(SlowStream(content, step=1_000, halfway=cut)), cap=CAP)
        half = next(size for size in range(0, len(content), 1_000) if size >= len(content) // 2)
        for kept in (content, content[:half], content[: half - 1_000]):
            assert is_missing(documents, digest_of(kept))
        assert put(documents, content).size == len(content)

    @obligation("DOC-4")
    def test_nothing_can_be_opened_before_it_is_whole(self, documents: DocumentStore) -> None:
        content = b"entier" * 50_000
        seen: list[bool] = []

        def look() -> None:
            seen.append(elsewhere(lambda: is_missing(documents, digest_of(content))))

        documents.put(HERE, binary(SlowStream(content, step=1_000, halfway=look)), cap=CAP)
        assert seen == [True]
        assert alike(read(documents, digest_of(content)), content)

    @obligation("DOC-5")
    def test_a_document_may_be_as_large_as_the_cap_and_no_larger(self, documents: DocumentStore) -> None:
        assert put(documents, b"x" * 5_000, cap=5_000).size == 5_000
        for content in (b"y" * 5_001, b"z" * 500_000):
            with pytest.raises(InvalidInput) as refused:
                put(documents, content, cap=5_000)
            assert refused.value.code == "document-too-large"
            assert is_missing(documents, digest_of(content))
            assert is_missing(documents, digest_of(content[:5_000]))

    @obligation("DOC-5")
    def test_a_stream_that_never_seems_to_end_is_given_up_at_the_cap(self, documents: DocumentStore) -> None:
        with pytest.raises(InvalidInput) as refused:
            documents.put(HERE, binary(Zeros(2**50, patience=2 * LITTLE)), cap=100_000)
        assert refused.value.code == "document-too-large"

    @obligation("DOC-5")
    def test_a_document_without_a_byte_is_refused(self, documents: DocumentStore) -> None:
        with pytest.raises(InvalidInput) as refused:
            put(documents, b"")
        assert refused.value.code == "empty-file"
        assert is_missing(documents, digest_of(b""))

    @obligation("DOC-6")
    @pytest.mark.parametrize("damage", ["changed", "cut", "longer", "emptied", "exchanged"])
    @pytest.mark.parametrize("at_a_time", [-1, 1_000], ids=["at once", "in pieces"])
    def test_altered_bytes_are_found_before_they_are_all_read(
        self, documents: DocumentStore, tamper: Tamper, damage: str, at_a_time: int
    ) -> None:
        content = b"intact" * 10_000
        stored = put(documents, content)
        tamper(HERE, stored.digest, damaged(content)[damage])
        with pytest.raises(IntegrityBreach) as found, documents.open(HERE, stored.digest) as stream:
            while stream.read(at_a_time):
                pass
        assert found.value.code == "document-altered"

    @obligation("DOC-6")
    def test_bytes_that_are_put_right_can_be_read_again(self, documents: DocumentStore, tamper: Tamper) -> None:
        stored = put(documents, b"intact")
        tamper(HERE, stored.digest, b"altere")
        tamper(HERE, stored.digest, b"intact")
        assert read(documents, stored.digest) == b"intact"

    @obligation("DOC-7")
    def test_what_was_never_put_is_not_found(self, documents: DocumentStore) -> None:
        put(documents, b"autre")
        assert is_missing(documents, digest_of(b"jamais"))

    @obligation("DOC-7")
    def test_what_belongs_to_another_workspace_is_not_found(self, documents: DocumentStore) -> None:
        stored = put(documents, b"prive")
        assert is_missing(documents, stored.digest, THERE)
        documents.put(THERE, BytesIO(b"a nous"), cap=CAP)
        assert is_missing(documents, digest_of(b"a nous"))

    @obligation("DOC-7")
    def test_what_is_no_digest_names_no_document(self, documents: DocumentStore) -> None:
        stored = put(documents, b"nomme")
        strangers = ["", ".", "..", "../../etc/passwd", stored.digest.upper(), stored.digest[:-1], f"{stored.digest} "]
        assert all(is_missing(documents, Digest(stranger)) for stranger in [*strangers, "x\0y", "é" * 64, "a" * 5_000])

    @obligation("DOC-8", needs="streams")
    def test_memory_does_not_grow_with_the_document(self, documents: DocumentStore) -> None:
        with memory_use() as peak:
            stored = documents.put(HERE, binary(Zeros(LARGE)), cap=LARGE)
            with documents.open(HERE, stored.digest) as stream:
                size = sum(len(piece) for piece in iter(lambda: stream.read(65_536), b""))
        assert size == stored.size == LARGE
        assert peak() < LITTLE
