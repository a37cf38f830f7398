"""What the folder promises beyond the contract: where documents lie, who may read them, what is refused."""

import logging
import os
import stat
from collections.abc import Callable
from io import BufferedReader, BytesIO
from pathlib import Path

import pytest

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure, IntegrityBreach, InvalidInput, NotFound
from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.folder import FolderDocuments
from registre_documents_folder.medium import PlainFile

CONTENT = b"%PDF-1.7 the report of an inspection"
LONGER = 700_000
CAP = 1_000_000


@pytest.fixture
def digest(store: FolderDocuments, workspace: WorkspaceId) -> Digest:
    return store.put(workspace, BytesIO(CONTENT), cap=CAP).digest


@pytest.fixture
def place(root: Path, workspace: WorkspaceId, digest: Digest) -> Path:
    return root / str(workspace) / digest[:2] / digest


def read(store: FolderDocuments, workspace: WorkspaceId, digest: Digest) -> bytes:
    with store.open(workspace, digest) as stream:
        return stream.read()


def files_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if not path.is_dir()]


def test_a_document_lies_under_its_workspace_and_the_first_two_characters_of_its_digest(place: Path) -> None:
    assert CONTENT == place.read_bytes()


def test_only_the_owner_may_read_whatever_the_umask(tmp_path: Path, workspace: WorkspaceId) -> None:
    before = os.umask(0)
    try:
        digest = FolderDocuments(tmp_path).put(workspace, BytesIO(CONTENT), cap=CAP).digest
    finally:
        os.umask(before)
    made = [tmp_path / "incoming", tmp_path / str(workspace), tmp_path / str(workspace) / digest[:2]]
    assert {0o700} == {stat.S_IMODE(folder.stat().st_mode) for folder in made}
    assert 0o600 == stat.S_IMODE((made[-1] / digest).stat().st_mode)


def test_the_same_bytes_again_stay_where_they_lie_and_are_young_again(
    store: FolderDocuments, workspace: WorkspaceId, place: Path
) -> None:
    """So that a sweep of old documents that nothing refers to yet spares them."""
    os.utime(place, (0, 0))
    before = place.stat()
    store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert before.st_ino == place.stat().st_ino
    assert 0 == before.st_mtime < place.stat().st_mtime


def test_the_same_bytes_again_restore_a_document_that_was_altered_and_leave_word(
    store: FolderDocuments, workspace: WorkspaceId, digest: Digest, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place.write_bytes(b"something else")
    with caplog.at_level(logging.ERROR):
        store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert CONTENT == read(store, workspace, digest)
    assert [True] == [digest in record.getMessage() for record in caplog.records]


def test_a_put_that_goes_well_leaves_no_part_and_no_word(
    root: Path, store: FolderDocuments, workspace: WorkspaceId, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert [place] == files_in(root)
    assert [] == caplog.records


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param(b"%PDF-1.7 the report of an inspectioN", id="a byte"),
        pytest.param(CONTENT[:-1], id="cut"),
        pytest.param(CONTENT + b"\n", id="longer"),
        pytest.param(b"", id="emptied"),
    ],
)
def test_altered_bytes_are_never_given(
    altered: bytes, store: FolderDocuments, workspace: WorkspaceId, digest: Digest, place: Path
) -> None:
    place.write_bytes(altered)
    with pytest.raises(IntegrityBreach, match="document-altered"), store.open(workspace, digest):
        pytest.fail("an altered document was opened")


@pytest.mark.parametrize("offset", [0, 262_143, 262_144, LONGER - 1])
def test_one_altered_bit_is_found_wherever_it_is(
    offset: int, root: Path, store: FolderDocuments, workspace: WorkspaceId
) -> None:
    document = store.put(workspace, BytesIO(bytes(LONGER)), cap=CAP)
    with (root / str(workspace) / document.digest[:2] / document.digest).open("r+b") as file:
        file.seek(offset)
        file.write(b"\1")
    with pytest.raises(IntegrityBreach, match="document-altered"), store.open(workspace, document.digest):
        pytest.fail("an altered document was opened")


def test_a_document_in_the_place_of_another_is_not_given_for_it(
    store: FolderDocuments, workspace: WorkspaceId, digest: Digest, place: Path
) -> None:
    other = store.put(workspace, BytesIO(b"another report"), cap=CAP).digest
    place.replace(place.parent.parent / other[:2] / other)
    with pytest.raises(IntegrityBreach, match="document-altered"), store.open(workspace, other):
        pytest.fail("a document was given for another")


@pytest.mark.parametrize(
    "stand_in",
    [
        pytest.param(lambda place, copy: place.symlink_to(copy), id="a link to the very bytes"),
        pytest.param(lambda place, _: place.mkdir(), id="a folder"),
        pytest.param(lambda place, _: os.mkfifo(place), id="a pipe"),  # a plain open would wait for ever
    ],
)
def test_only_a_file_is_a_document(
    stand_in: Callable[[Path, Path], None],
    tmp_path: Path,
    store: FolderDocuments,
    workspace: WorkspaceId,
    digest: Digest,
    place: Path,
) -> None:
    copy = place.rename(tmp_path / "copy")
    stand_in(place, copy)
    with pytest.raises(IntegrityBreach, match="document-altered"), store.open(workspace, digest):
        pytest.fail("something else was opened")


def test_the_same_bytes_again_take_the_place_of_a_link_and_leave_alone_what_it_leads_to(
    tmp_path: Path, store: FolderDocuments, workspace: WorkspaceId, digest: Digest, place: Path
) -> None:
    copy = place.rename(tmp_path / "copy")
    place.symlink_to(copy)
    copy.write_bytes(b"something else")
    store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert CONTENT == read(store, workspace, digest)
    assert b"something else" == copy.read_bytes()


@pytest.mark.parametrize("linked", ["workspace", "shelf"])
def test_a_folder_that_is_a_link_is_not_followed(
    linked: str, tmp_path: Path, store: FolderDocuments, workspace: WorkspaceId, digest: Digest, place: Path
) -> None:
    folder = {"workspace": place.parent.parent, "shelf": place.parent}[linked]
    outside = folder.rename(tmp_path / "outside")
    folder.symlink_to(outside)
    with pytest.raises(AdapterFailure, match="link"), store.open(workspace, digest):
        pytest.fail("a link was followed")
    place.unlink()  # through the link
    with pytest.raises(AdapterFailure, match="link"):
        store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert [] == files_in(outside)


def test_incoming_bytes_do_not_follow_a_link_either(
    tmp_path: Path, root: Path, store: FolderDocuments, workspace: WorkspaceId
) -> None:
    outside = tmp_path / "outside"
    (root / "incoming").rename(outside)
    (root / "incoming").symlink_to(outside)
    with pytest.raises(AdapterFailure, match="link"):
        store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert [] == files_in(outside)


def test_a_root_that_is_a_link_is_the_administrators_choice(tmp_path: Path, root: Path, workspace: WorkspaceId) -> None:
    link = tmp_path / "link"
    link.symlink_to(root)
    store = FolderDocuments(link)
    assert CONTENT == read(store, workspace, store.put(workspace, BytesIO(CONTENT), cap=CAP).digest)


@pytest.mark.parametrize("asked", ["", "..", "../../etc/passwd", "/etc/passwd", "\0", "é" * 64, "f" * 63, "f" * 64])
def test_what_is_no_digest_is_no_document(asked: str, store: FolderDocuments, workspace: WorkspaceId) -> None:
    with pytest.raises(NotFound, match="document-not-found"), store.open(workspace, Digest(asked)):
        pytest.fail("a path was opened")


def test_a_digest_in_capitals_is_no_digest(store: FolderDocuments, workspace: WorkspaceId, digest: Digest) -> None:
    """On a disk that ignores case it would open."""
    with pytest.raises(NotFound, match="document-not-found"), store.open(workspace, Digest(digest.upper())):
        pytest.fail("a second address was opened")


@pytest.mark.parametrize("cap", [CAP, 1, 0, -1, -CAP])
def test_a_stream_without_end_is_read_no_further_than_the_cap_and_one_byte(
    cap: int, root: Path, store: FolderDocuments, workspace: WorkspaceId
) -> None:
    class Endless(BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            self.given += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(InvalidInput, match="document-too-large"):
        store.put(workspace, stream, cap=cap)
    assert max(cap, 0) + 1 == stream.given
    assert [] == [path for path in root.rglob("*") if path.name != "incoming"]


def test_a_stream_that_gives_a_byte_at_a_time_is_kept_whole(store: FolderDocuments, workspace: WorkspaceId) -> None:
    class Dripping(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(1)

    document = store.put(workspace, Dripping(CONTENT * 50), cap=CAP)
    assert (CONTENT * 50)[:1024] == document.head
    assert CONTENT * 50 == read(store, workspace, document.digest)


def test_what_is_opened_reads_and_seeks_and_does_not_write(
    store: FolderDocuments, workspace: WorkspaceId, digest: Digest
) -> None:
    with store.open(workspace, digest) as stream:
        assert CONTENT[:8] == stream.read(8)
        assert 2 == stream.seek(2)
        assert CONTENT[2:] == stream.read()
        assert (True, True, False) == (stream.readable(), stream.seekable(), stream.writable())
    assert stream.closed


def test_what_is_open_stays_readable_when_the_file_goes(
    store: FolderDocuments, workspace: WorkspaceId, digest: Digest, place: Path
) -> None:
    with store.open(workspace, digest) as stream:
        place.unlink()
        assert CONTENT == stream.read()


def test_a_disk_that_is_gone_is_a_failure_and_not_a_missing_document(
    tmp_path: Path, root: Path, store: FolderDocuments, workspace: WorkspaceId, digest: Digest
) -> None:
    root.rename(tmp_path / "unmounted")
    root.mkdir()  # what is left of a mount
    with pytest.raises(AdapterFailure, match="documents-failed"), store.open(workspace, digest):
        pytest.fail("nothing could be opened")
    with pytest.raises(AdapterFailure, match="documents-failed"):
        store.put(workspace, BytesIO(CONTENT), cap=CAP)
    assert [] == list(root.iterdir())


def test_a_failure_in_the_middle_of_reading_is_a_failure_of_the_port(place: Path) -> None:
    unreadable = PlainFile(os.open(place, os.O_WRONLY))  # the system refuses to read from it
    with BufferedReader(unreadable) as stream:
        with pytest.raises(AdapterFailure, match="documents-failed"):
            stream.read(8)
        with pytest.raises(AdapterFailure, match="documents-failed"):
            stream.read()
